"""The curator puts the school's own words into an order, on a draft that shows them at once."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect

from people.admin_views.page import page
from reports import actions
from reports.documents import KINDS
from reports.models import Document, Wording
from reports.preview import changed_sheets
from reports.typography import tidy
from reports.wording import ADDED, ALWAYS, checked, fields, filled, places, plain_words


class Place:
    """One block on the page: our words, the school's, and whether it is printed at all."""

    def __init__(self, code, title, standard, own, post):
        self.code, self.title, self.standard = code, title, standard
        self.may_be_left_out = code not in (*ALWAYS, ADDED)
        self.text = post.get(f"{code}-text", "") if post else own or ""
        self.is_left_out = f"{code}-out" in post if post else own == ""

    @property
    def wanted(self):
        """The text to keep: None for our words, "" to leave the clause out."""
        if self.may_be_left_out and self.is_left_out:
            return ""
        return self.text if self.text.strip() else None


@permission_required("reports.add_document", raise_exception=True)
def edit(request, pk):
    """Show every block with the standard words beside one's own; the sheets follow on saving."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    post = request.POST if request.method == "POST" else None
    shown = _places(document, post)
    errors, look = [], None
    if post and "look" in post:
        try:
            look = _look(document, shown)
        except ValidationError as refusal:
            errors = refusal.messages
    elif post:
        back = "standard" in post  # everything as it was
        texts = {place.code: None if back else place.wanted for place in shown}
        try:
            actions.reword_kind(document, texts=texts, by=request.user)
        except ValidationError as refusal:
            errors = refusal.messages
        else:
            messages.success(request, "Формулировки сохранены, листы ниже собраны с ними.")
            return redirect("document-wording", pk)
    context = {
        "title": "Формулировки приказа", "document": document, "places": shown, "errors": errors,
        "kind": KINDS[document.kind], "look": look, "fields": fields(document.facts).items(),
        "pages": range(1, actions.sheet_count(document) + 1),
    }  # fmt: skip
    return page(request, "reports/wording.html", status=400 if errors else 200, **context)


def _look(document, shown):
    """Return the clauses and the sheets as the typed texts would make them; nothing is kept."""
    typed = {place.code: place.wanted for place in shown if place.wanted is not None}
    own = {code: filled(checked(text), document.facts) for code, text in typed.items()}
    page = KINDS[document.kind].render(actions.facts_of(document) | {"wording": own})
    preamble, clauses = plain_words(page)
    texts = [line for text in own.values() for line in tidy(text).splitlines() if line]
    return {"preamble": preamble, "clauses": clauses, "sheets": changed_sheets(page, texts)}


def _places(document, post):
    standard = KINDS[document.kind].render(document.facts | {"wording": {}})
    rows = Wording.objects.filter(organization=document.organization, kind=document.kind)
    own = dict(rows.values_list("block", "text"))
    found = places(standard)
    control = next(n for n, (code, _, _) in enumerate(found) if code == "control")
    found.insert(control, (ADDED, "Свои пункты", ""))
    return [Place(code, title, words, own.get(code), post) for code, title, words in found]
