"""Pages of the curator inside the admin: people from Excel, consents, names, accounts."""

from people.admin_views import accounts, consents, imports, letters, merging, naming, scans, tables

# address below people/person/, view, name; the admin wraps each in its own check
PERSON_PAGES = [
    ("import/", imports.choose_file, "people_import"),
    ("import/template/", imports.template, "people_template"),
    ("import/<int:pk>/", imports.preview, "people_import_preview"),
    ("import/<int:pk>/answer/", imports.answer, "people_import_answer"),
    ("import/<int:pk>/confirm/", imports.confirm, "people_import_confirm"),
    ("import/<int:pk>/undo/", imports.undo, "people_import_undo"),
    ("import/<int:pk>/notes/", imports.notes, "people_import_notes"),
    ("import/tables/<slug:kind>/", tables.choose, "people_table"),
    ("import/tables/<slug:kind>/template/", tables.template, "people_table_template"),
    ("import/tables/<slug:kind>/explain/", tables.explain, "people_table_explain"),
    ("import/tables/<slug:kind>/forget/", tables.forget, "people_table_forget"),
    ("import/tables/<slug:kind>/<int:pk>/", tables.preview, "people_table_preview"),
    ("import/tables/<slug:kind>/<int:pk>/confirm/", tables.confirm, "people_table_confirm"),
    ("import/tables/<slug:kind>/<int:pk>/undo/", tables.undo, "people_table_undo"),
    ("consents/", consents.show, "consents"),
    ("consents/export/", consents.export, "consents_export"),
    ("consents/record/", consents.record, "consents_record"),
    ("consents/<int:pk>/scan/", scans.attach, "consent_scan"),
    ("consents/<int:pk>/scan/file/", scans.download, "consent_scan_file"),
    ("letters/", letters.show, "people_letters"),
    ("letters/switch/", letters.switch, "people_letters_switch"),
    ("duplicates/", merging.duplicates, "people_duplicates"),
    ("duplicates/apart/", merging.tell_apart, "people_tell_apart"),
    ("duplicates/<int:pk>/again/", merging.think_again, "people_think_again"),
    ("merge/", merging.preview, "people_merge"),
    ("merge/<int:pk>/undo/", merging.undo, "people_merge_undo"),
    ("declension/", naming.declension, "people_declension"),
    ("<int:pk>/rename/", naming.rename, "people_rename"),
    ("names/<int:pk>/back/", naming.rename_back, "people_rename_back"),
    ("<int:pk>/invite/", accounts.invite_person, "people_invite"),
]

__all__ = ["PERSON_PAGES"]
