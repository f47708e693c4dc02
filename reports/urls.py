"""Addresses of papers, documents and the signing desk."""

from django.urls import path

from reports.views import (
    amendments,
    blanks,
    check,
    desk,
    documents,
    figures,
    packs,
    papers,
    targets,
    word,
    wordings,
)

urlpatterns = [
    path("papers/consents/", packs.consents, name="consent-pack"),
    path("papers/<slug:kind>/<int:pk>/", papers.paper, name="paper"),
    path("papers/<slug:kind>/<int:pk>/<int:page>.png", papers.paper_page, name="paper-page"),
    path("papers/<slug:kind>/<int:pk>/docx/", word.paper, name="paper-docx"),
    path("blanks/", blanks.blanks, name="blanks"),
    path("documents/draft/<slug:kind>/", documents.draft, name="document-draft"),
    path("documents/<int:pk>/pdf/", documents.pdf, name="document-pdf"),
    path("documents/<int:pk>/docx/", word.document, name="document-docx"),
    path("documents/<int:pk>/sheet/", documents.sheet, name="document-sheet"),
    path("documents/<int:pk>/<int:number>.png", documents.page, name="document-page"),
    path("documents/<int:pk>/wording/", wordings.edit, name="document-wording"),
    path("documents/<int:pk>/amend/", amendments.note, name="document-amend"),
    path("amendments/<int:pk>/remove/", amendments.remove, name="amendment-remove"),
    path("documents/<int:pk>/<slug:step>/", documents.move, name="document-move"),
    path("check/", check.enter, name="check-enter"),
    path("check/<str:code>/", check.check, name="check"),
    path("figures/", figures.show, name="figures"),
    path("roadmaps/<int:pk>/targets/", targets.roadmap, name="roadmap-targets"),
    path("roadmaps/<int:pk>/targets/keep/", targets.keep, name="roadmap-targets-keep"),
    path("roadmaps/<int:pk>/targets/read/", targets.read_again, name="roadmap-targets-read"),
    path("targets/<int:pk>/", targets.target, name="target"),
    path("overview/", figures.overview, name="overview"),
    path("desk/", desk.desk, name="desk"),
    path("desk/print/", desk.print_all, name="desk-print"),
    path("desk/several/", desk.register_several, name="desk-several"),
    path("desk/<int:pk>/register/", desk.register, name="desk-register"),
    path("desk/<int:pk>/return/", desk.send_back, name="desk-return"),
]
