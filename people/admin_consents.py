"""Admin of consents: their journal, and the wordings of the blanks."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from people.admin_base import ReadOnlyAdmin, ScopedModelAdmin
from people.admin_lists import ClassFilter, state_tag
from people.models import BLOCKS, Consent, ConsentText, Erasure, Person

PHRASE = '{}<span class="phrase">{}</span>'
HINTS = {
    "purpose": "На бланках обработки, распространения и передачи данных, фото и видео.",
    "data": "Обработка данных – одним абзацем, распространение – по одной категории в строке.",
    "actions": "Обработка – действия с данными; участие – что обещает участник; фото и видео – "
               "где используется изображение, передача – кому, по одному в строке.",
    "extra": "Печатается на всех бланках этого вида. Пустое поле оставляет слова программы.",
}  # fmt: skip


@admin.register(Consent)
class ConsentAdmin(ReadOnlyAdmin):
    list_title = "Журнал согласий"
    empty_icon = "shield-check"
    empty_text = "Согласия отмечаются на странице «Согласия»."
    list_display = ("whose", "signed_column", "state_column", "shelf_column")
    list_filter = ("kind", ("person__school_class", ClassFilter))
    list_select_related = ("person", "scan")
    search_fields = ("person__search",)
    ordering = ("-signed_on", "-pk")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("signatures__signer")

    def get_search_results(self, request, queryset, search_term):
        own = Person.objects.search(search_term)
        return (queryset.filter(person__in=own) if search_term else queryset), False

    @admin.display(description="чьё согласие и какое", ordering="person__search")
    def whose(self, consent):
        return format_html("{}<small>{}</small>", consent.person, consent.get_kind_display())

    @admin.display(description="подписано", ordering="signed_on")
    def signed_column(self, consent):
        signers = ", ".join(each.signer.short_name for each in consent.signatures.all())
        return format_html("{}<small>{}</small>", f"{consent.signed_on:%d.%m.%Y}", signers)

    @admin.display(description="состояние", ordering="valid_until")
    def state_column(self, consent):
        """Say whether the paper is in force today; a later one may stand beside it."""
        today, until = timezone.localdate(), consent.valid_until
        if consent.withdrawn_on and consent.withdrawn_on <= today:
            day = f"{consent.withdrawn_on:%d.%m.%Y}"
            return format_html(PHRASE, state_tag("bad", "Отозвано", "cross"), day)
        if until and until < today:
            return format_html(PHRASE, state_tag("idle", "Кончилось"), f"{until:%d.%m.%Y}")
        in_force = state_tag("ok", "Действует")
        return format_html(PHRASE, in_force, f"по {until:%d.%m.%Y}") if until else in_force

    @admin.display(description="где лежит, скан", ordering="shelf_mark")
    def shelf_column(self, consent):
        words = "Скан приложен" if hasattr(consent, "scan") else "Приложить скан"
        address = reverse("admin:consent_scan", args=[consent.pk])
        lies = format_html("{}<br>", consent.shelf_mark) if consent.shelf_mark else ""
        return format_html('{}<a href="{}">{}</a>', lies, address, words)


@admin.register(ConsentText)
class ConsentTextAdmin(ScopedModelAdmin):
    """Wordings of blanks; one that somebody has signed is only read, a change is a new version."""

    accusative = "форму согласия"
    list_title = "Формы согласий"
    empty_title = "Своих форм нет"
    empty_icon = "shield-check"
    empty_text = "Печатаются слова программы. Добавьте форму, когда закон или школа их изменит."
    list_display = ("kind", "version", "required_from", "whose", "reason")
    list_filter = ("kind",)
    list_select_related = ("organization",)
    ordering = ("kind", "-required_from", "-pk")
    fields = ("kind", "version", "required_from", "purpose", "data", "actions", "extra", "reason")

    def has_change_permission(self, request, obj=None):
        fixed = obj is not None and (obj.organization_id is None or obj.consents.exists())
        return not fixed and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return obj is not None and self.has_change_permission(request, obj)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in BLOCKS:
            kwargs["help_text"] = HINTS[db_field.name]
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "class": "w-l"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="чья")
    def whose(self, text):
        return "общая" if text.organization_id is None else "своя"


@admin.register(Erasure)
class ErasureAdmin(ReadOnlyAdmin):
    """Acts of destruction; the paper and the extract of the journal are printed from here."""

    list_title = "Акты об уничтожении"
    empty_title = "Актов пока нет"
    empty_icon = "shield-check"
    empty_text = "Акт появится, когда вы уничтожите чьи-то данные по отзыву согласия."
    list_display = ("number", "erased_on", "ground", "by")
    list_select_related = ("by", "stub")
    ordering = ("-pk",)
    fields = ("number", "erased_on", "whose", "ground", "by_whom", "destroyed")
    readonly_fields = ("whose", "by_whom", "destroyed")

    @admin.display(description="чьи данные")
    def whose(self, erasure):
        return f"{erasure.stub}. Имя в акт вписывают от руки."

    @admin.display(description="кто уничтожил")
    def by_whom(self, erasure):
        return erasure.by or "–"

    @admin.display(description="что уничтожено")
    def destroyed(self, erasure):
        return "; ".join(f"{title} – {number}" for title, number in erasure.lines)
