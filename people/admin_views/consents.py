"""Consents of everybody on one page, and the entry of signatures, many at once."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from people import actions, history
from people.admin_exports import xlsx_response
from people.admin_views.page import own_organization, page
from people.consent_gaps import blanks_for, last_days, signers_of, signing_persons
from people.consent_matrix import CellState, age_of, matrix, signer_words, totals
from people.forms import SignaturesForm
from people.import_plan import parts_of
from people.models import REQUIRED_KINDS, ConsentKind, Person, SchoolClass
from people.natural import natural
from people.signers import ADULT, GUARDIAN, BirthDateUnknown, age_on
from people.workbook import write_xlsx

may_see = permission_required("people.view_consent", raise_exception=True)
may_record = permission_required("people.add_consent", raise_exception=True)

PEOPLE_ON_A_PAGE, PEOPLE_ON_A_LONG_PAGE = 50, 500
MOST_AT_ONCE = 100
FILTERS = ("show", "class", "kind", "state", "q", "long")
MARKS = {CellState.SIGNED: "ok", CellState.ENDING: "warn", CellState.RENEWAL: "warn",
         CellState.OUTDATED: "warn", CellState.EXPIRED: "bad", CellState.MISSING: "bad",
         CellState.WITHDRAWN: "bad"}  # fmt: skip
SHORT = {ConsentKind.PERSONAL_DATA: "Обработка данных", ConsentKind.PARTICIPATION: "Участие",
         ConsentKind.DISSEMINATION: "Распространение", ConsentKind.IMAGE: "Фото и видео",
         ConsentKind.TRANSFER: "Передача данных",
         ConsentKind.LABOUR: "Ст. 351.8 ТК\u00a0РФ"}  # fmt: skip
NARROW = SHORT | {ConsentKind.DISSEMINATION: "Публикация", ConsentKind.PERSONAL_DATA: "Данные",
                  ConsentKind.TRANSFER: "Передача"}  # fmt: skip
BLANKS = {"participation-parent": "согласие родителя на участие",
          "participation-mentor": "участие наставника",
          "participation-mentee": "участие",
          "consent-dissemination": "распространение данных",
          "consent-image": "фото и видео",
          "consent-transfer": "передача данных третьей стороне",
          "consent-labour": "работа по ст. 351.8 ТК РФ"}  # fmt: skip


@may_see
def show(request):
    """The matrix person × kind with filters by class, kind and state; `long` is one lean page."""
    organization, today = own_organization(request), timezone.localdate()
    everybody = request.GET.get("show") == "everybody"
    rows = matrix(organization, year=request.year, on=today, everybody=everybody)
    chosen = _filtered(rows, request.GET)
    size = PEOPLE_ON_A_LONG_PAGE if request.GET.get("long") else PEOPLE_ON_A_PAGE
    shown = Paginator(chosen, size).get_page(request.GET.get("page"))
    return page(
        request, "people/consents.html", title="Согласия", totals=totals(rows), shown=shown,
        rows=[_row(row, today) for row in shown], kinds=SHORT.values(), number=len(chosen),
        classes=_classes(organization, request.year),
        all_kinds=ConsentKind.choices, all_states=CellState.choices,
        chosen={name: request.GET.get(name, "") for name in FILTERS}, query=_query(request),
        other_length=_query(request, "long"), a_page=PEOPLE_ON_A_PAGE, at_once=MOST_AT_ONCE,
        may_record=request.user.has_perm("people.add_consent"),
    )  # fmt: skip


@may_see
@require_POST
def export(request):
    """Hand out the matrix as it is filtered; a POST, because it is written into the journal."""
    organization, today = own_organization(request), timezone.localdate()
    everybody = request.GET.get("show") == "everybody"
    rows = _filtered(matrix(organization, year=request.year, on=today, everybody=everybody),
                     request.GET)  # fmt: skip
    table = [[row.person.full_name, row.below, row.signers, *map(_words, row.cells)]
             for row in rows]  # fmt: skip
    history.record(organization=organization, by=request.user, action="export_list",
                   text=f"Выгружен список «Согласия»: {len(table)} строк")  # fmt: skip
    headings = ["Участник", "Роль, должность, класс", "Подписывает", *SHORT.values()]
    return xlsx_response(write_xlsx([("Согласия", headings, table)]), "Согласия.xlsx")


def _words(cell):
    return cell.state.label + (f", {cell.day:%d.%m.%Y}" if cell.day else "")


@may_record
def record(request):
    """Signatures of one kind on one day: of one person or of all who were ticked."""
    today, persons = timezone.localdate(), _persons(request)
    data = request.POST if request.method == "POST" else None
    form = SignaturesForm(
        data, persons=persons, initial={"kind": _first_kind(request, persons, today),
                                        "signed_on": today},
    )  # fmt: skip
    if persons and form.is_valid() and _recorded(request, form, today):
        return redirect("admin:consents")
    roles = parts_of(persons[0].organization, request.year) if persons else {}
    return page(
        request, "people/consents_record.html", title=_title(persons), form=form,
        persons=[_signing(person, roles.get(person.pk, ()), form, today)
                 for person in persons],
    )  # fmt: skip


def _classes(organization, year):
    """Return the classes of the year in the order of their numbers."""
    rows = SchoolClass.objects.filter(organization=organization, year=year)
    return sorted(rows, key=lambda row: natural(row.name))


def _filtered(rows, wanted):
    """Return the rows that fit the chosen chip, class, kind, state and part of the name."""
    chips = {"open": lambda row: row.lacks or row.ends, "pupils": lambda row: row.person.is_learner}
    fits = chips.get(wanted.get("show"), lambda row: True)
    kind, state = wanted.get("kind", ""), wanted.get("state", "")
    school_class = wanted.get("class", "")
    found = [
        row
        for row in rows
        if fits(row)
        and (not school_class or str(row.person.school_class_id) == school_class)
        and (not (kind or state) or row.has(kind, state))
    ]
    if wanted.get("q"):
        own = Person.objects.filter(pk__in=[row.person.pk for row in found])
        named = set(own.search(wanted["q"]).values_list("pk", flat=True))
        found = [row for row in found if row.person.pk in named]
    return found


def _row(row, today):
    cells = [
        {"kind": cell.kind, "title": NARROW[cell.kind], "mark": MARKS.get(cell.state, ""),
         "state": cell.state.value, "word": cell.state.label, "day": cell.day,
         "opens": cell.state != CellState.SIGNED and cell.state != CellState.UNNEEDED}
        for cell in row.cells
    ]  # fmt: skip
    return {"row": row, "age": age_of(row.person, today), "cells": cells}


def _persons(request):
    """Return the ticked persons of the own organization with what signing needs."""
    wanted = (request.POST if request.method == "POST" else request.GET).getlist("person")
    keys = [int(key) for key in wanted if key.isdecimal() and len(key) < 16]
    if len(keys) > MOST_AT_ONCE:
        messages.warning(request, f"За один раз отмечают до {MOST_AT_ONCE} человек. Взяты первые "
                                  f"{MOST_AT_ONCE}, остальных отметьте следом.")  # fmt: skip
        keys = keys[:MOST_AT_ONCE]
    rows = Person.objects.visible_to(request.user).filter(pk__in=keys).in_order()
    return list(
        rows.select_related("organization", "school_class")
        .prefetch_related("posts", "guardians__adult")
    )  # fmt: skip


def _first_kind(request, persons, today):
    """Return the kind asked for, else the first required one that somebody lacks."""
    wanted = request.GET.get("kind")
    if wanted in ConsentKind.values:
        return wanted
    given = last_days(persons, today)
    lacking = (kind for kind in REQUIRED_KINDS for person in persons
               if (person.pk, kind) not in given)  # fmt: skip
    return next(lacking, ConsentKind.PERSONAL_DATA)


def _signing(person, roles, form, today):
    """Return what the page says of one person: who signs, and the blanks to print."""
    asked = form["kind"].value()
    kinds = [*REQUIRED_KINDS, asked] if asked in ConsentKind.values else REQUIRED_KINDS
    blanks = [
        (code, BLANKS.get(code, "обработка данных"))
        for kind in dict.fromkeys(kinds)
        for code in blanks_for(person, kind, today, is_mentor="mentor" in roles)
    ]
    name = f"guardian_{person.pk}"
    return {
        "person": person, "age": age_of(person, today), "signers": signer_words(person, today),
        "guardian": _only_guardian(person, today),
        "below": person.title_on(today), "blanks": blanks,
        "field": form[name] if name in form.fields else None,
        "needs_guardian": _is_young(person, today) and not person.guardians.all(),
    }  # fmt: skip


def _is_young(person, today):
    return person.is_learner and (
        person.birth_on is None or age_on(person.birth_on, today) < ADULT
    )  # fmt: skip


def _only_guardian(person, today):
    """Return the name of the representative who signs, where there is just one, else ""."""
    links = person.guardians.all() if GUARDIAN in signers_of(person, today) else ()
    return links[0].adult.full_name if len(links) == 1 else ""


def _recorded(request, form, today):
    """Record what the form says; on a refusal tell the form and return False."""
    day = form.cleaned_data["signed_on"]
    try:
        papers = [(person, _signers(person, day, form)) for person in form.persons]
        done = actions.record_signatures(
            papers, kind=form.cleaned_data["kind"], signed_on=day, by=request.user, on=today,
            valid_until=form.cleaned_data["valid_until"],
            shelf_mark=form.cleaned_data["shelf_mark"],
        )  # fmt: skip
    except actions.ConsentRefused as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, f"Подписи отмечены. Согласий: {len(done)}.")
    return True


def _signers(person, day, form):
    """Return who signed for the person; ConsentRefused for a day before the birth."""
    try:
        return signing_persons(person, day, form.guardian_of(person),
                               asked=form.is_guardian_chosen(person))  # fmt: skip
    except BirthDateUnknown:
        raise actions.ConsentRefused(
            f"{person.short_name}: Дата подписи раньше даты рождения. Исправьте дату."
        ) from None


def _title(persons):
    return "Отметить подписи" if len(persons) > 1 else "Отметить подпись"


def _query(request, *without):
    """Return the address's filters without the page, for the links to other pages."""
    query = request.GET.copy()
    for name in ("page", *without):
        query.pop(name, None)
    return query.urlencode()
