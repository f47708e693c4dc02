"""What a kind of document is, and the registry of all kinds."""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.template.loader import render_to_string

from people.access import owner_of
from people.declension import corrections_of
from reports.typography import tidy_html
from reports.wording import reword

KINDS = {}


class WrongSubject(ValidationError):
    """This paper cannot be made of what was chosen; the sentence says why."""


@dataclass(frozen=True)
class Choice:
    """One thing a person chooses before printing; the option "" is what the paper does by itself.

    `options` map what the facts understand to the words of the form.
    """

    name: str
    label: str
    options: dict[str, str]


@dataclass(frozen=True)
class DocumentKind:
    """One paper: `facts(subject, on=day)` collects, the template of the same code words it.

    `many`: the facts are of a list of rows (the pairs of one order), not of one row. `draftable`:
    the paper is stored as a Document, gets a number and is frozen; a blank is printed at once.
    `amends(subjects)` returns the earlier Documents that the registration of this one changes,
    `repeals(subjects)` those it puts out of force.
    `registered(subjects, basis=…, on=…, by=…)` follows the registration; its subjects are a list.
    `applies(row, on=day)` says whether the paper is offered for that row. `permission`: what a
    user must be allowed to besides seeing the row; a municipality sees organizations, no persons.
    `series`: in which of the two journals of orders a draft is meant to be registered. `choices`:
    what may be chosen before it is printed. `once`: two drafts about the same rows would
    contradict each other, so the second is not made. `decided`: facts that whoever drafts decides
    (the last day, the reason); `registered` is given them by name as they were frozen. `yearly`:
    the facts take the `year` the user looks at.
    """

    code: str
    title: str
    subject: type[Model]
    facts: Callable[..., dict]
    registered: Callable[..., None] | None = None
    amends: Callable[..., list] | None = None
    repeals: Callable[..., list] | None = None
    many: bool = False
    draftable: bool = False
    applies: Callable[..., bool] | None = None
    permission: str = ""
    series: str = "core"
    choices: tuple[Choice, ...] = ()
    once: bool = False
    yearly: bool = False
    decided: tuple[str, ...] = ()

    @property
    def template(self):
        return f"documents/{self.code}.html"

    def is_open_to(self, user) -> bool:
        """Tell whether the user may print papers of this kind at all; rows are asked for apart."""
        subject = self.subject._meta
        seen = f"{subject.app_label}.view_{subject.model_name}"
        return (not self.permission or user.has_perm(self.permission)) and (
            user.has_perm("reports.view_document") or user.has_perm(seen)
        )

    def chosen(self, query) -> dict:
        """Return what of a query string chooses something; what is none of the options is left."""
        asked = {choice.name: query.get(choice.name, "") for choice in self.choices}
        return {c.name: asked[c.name] for c in self.choices
                if asked[c.name] and asked[c.name] in c.options}  # fmt: skip

    def collect(self, subjects, *, on, **choices) -> dict:
        """Return the facts as plain JSON: what is frozen is what is printed.

        `subjects` is a row or a list of rows. `on` is the day of the paper, a date or ISO text;
        it and the curator's `choices` are kept under "choices", so that a draft can be collected
        anew. Raises WrongSubject and GenderUnknown.
        """
        subjects = [subjects] if isinstance(subjects, self.subject) else list(subjects)
        if not subjects or (len(subjects) > 1 and not self.many):
            raise WrongSubject("Выберите, для кого или для чего готовится бумага.")
        day = datetime.date.fromisoformat(on) if isinstance(on, str) else on
        with corrections_of(owner_of(subjects[0])):
            facts = self.facts(subjects if self.many else subjects[0], on=day, **choices)
        facts["choices"] = choices | {"on": day}
        return json.loads(json.dumps(facts, cls=DjangoJSONEncoder))

    def render(self, facts: dict, *, number="", date="", code="") -> str:
        """Return the whole page as HTML, ready for `pdf.render_pdf`.

        A paper without number and date has ruled places for them. `date` is ISO; `code` is the
        control code, printed with its QR code at the foot of the first sheet.
        """
        mark = {"kind_title": self.title, "number": number, "date": date, "code": code}
        page = render_to_string(self.template, facts | mark)
        return tidy_html(reword(page, facts.get("wording") or {}))


def document(code, *, title, subject, **options):
    """Register the decorated function as the facts of a new kind."""

    def register(facts):
        assert code not in KINDS, f"document {code} is registered twice"
        KINDS[code] = DocumentKind(code, title, subject, facts, **options)
        return facts

    return register


def kinds_for(obj, *, on: datetime.date, drafts: bool = True) -> list[DocumentKind]:
    """Return the papers that can be printed of this row, in the order of registration.

    Whoever drafts no orders is asked without `drafts`: `applies` may cost a query.
    """
    return [
        kind
        for kind in KINDS.values()
        if isinstance(obj, kind.subject)
        and (drafts or not kind.draftable)
        and (kind.applies is None or kind.applies(obj, on=on))
    ]
