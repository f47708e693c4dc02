"""A newer version of a table comes in: what stays, what goes, and what the check page says."""

from datetime import date

import pytest

from people.models import Upload
from roadmaps import actions
from roadmaps.models import DismissedFinding, Item, Occurrence, Roadmap, Stage
from tests.factories import TODAY, YEAR

IMPORT = "/admin/roadmaps/roadmap/import/"
COLUMNS = ["number", "activity", "deadline", "responsible"]


def row(number, activity, deadline="до 10.12.2026", section="", **cells):
    return {"section": section, "number": number, "activity": activity, "deadline": deadline,
            "responsible": "Куратор", "inherits": []} | cells  # fmt: skip


def table(*rows, sections=("Начало", "Итоги"), **values):
    return {"title": "Дорожная карта", "columns": COLUMNS,
            "sections": [{"number": "", "title": title} for title in sections],
            "rows": list(rows)} | values  # fmt: skip


FIRST = table(
    row("1", "Назначить куратора", "до 10.09.2026", "Начало"),
    row("2", "Провести анкетирование", "до 20.11.2026", "Начало"),
    row("3", "Открыть школу наставника", "до 25.12.2026", "Начало"),
    row("4", "Оформить стенд", "до 27.12.2026", "Итоги"),
    row("5", "Составить справку", "май", "Итоги"),
)


@pytest.fixture
def roadmap(ours, curator):
    return actions.import_rows(FIRST, organization=ours, year=YEAR, by=curator)


@pytest.fixture
def bring(roadmap, curator):
    """Bring a newer table into the roadmap."""
    return lambda *rows, drop=(), **values: actions.update_roadmap(
        roadmap, table(*rows, **values), year=YEAR, by=curator, drop=drop
    )


def place(roadmap, number):
    return Occurrence.objects.get(item__roadmap=roadmap, item__number=number)


def done(roadmap, number, curator):
    actions.mark_done(place(roadmap, number), note="протокол", on=TODAY, by=curator)
    return place(roadmap, number)


def proofs(occurrence):
    return list(map(str, occurrence.evidence.all()))


def rows_of(roadmap):
    items = roadmap.items.select_related("section").order_by("position")
    return [(item.position, str(item.section or ""), item.number, item.activity) for item in items]


def test_the_rest_keeps_its_marks_when_rows_come_and_change(roadmap, bring, curator):
    marked = done(roadmap, "2", curator)
    actions.postpone(place(roadmap, "3"), until=date(2027, 2, 1), reason="ремонт", on=TODAY,
                     by=curator)  # fmt: skip
    keys = dict(roadmap.items.values_list("number", "pk"))

    bring(
        row("1", "Назначить куратора и школьную команду", "до 15.09.2026", "Подготовка"),
        row("2", "Собрать согласия", "до 30.09.2026", "Подготовка"),
        row("3", "Провести анкетирование", "до 22.11.2026", "Подготовка"),
        row("4", "Открыть школу наставника", "до 25.12.2026", "Итоги"),
        row("5", "Составить справку", "июнь", "Итоги"),
        sections=("Подготовка", "Итоги"),
    )

    assert rows_of(roadmap) == [
        (0, "Подготовка", "1", "Назначить куратора и школьную команду"),
        (1, "Подготовка", "2", "Собрать согласия"),
        (2, "Подготовка", "3", "Провести анкетирование"),
        (3, "Итоги", "4", "Открыть школу наставника"),
        (4, "Итоги", "5", "Составить справку"),
    ]
    assert list(roadmap.items.values_list("pk", flat=True))[2:4] == [keys["2"], keys["3"]]
    kept = place(roadmap, "3")
    assert (kept.pk, kept.due_on, kept.evidence.get().title) == (
        marked.pk,
        date(2026, 11, 22),
        "протокол",
    )
    moved = place(roadmap, "4")
    assert (moved.planned_on, moved.due_on) == (date(2026, 12, 25), date(2027, 2, 1))
    assert place(roadmap, "1").due_on == date(2026, 9, 15)
    assert [str(stage) for stage in Stage.objects.filter(roadmap=roadmap)] == [
        "Подготовка", "Итоги",
    ]  # fmt: skip


def test_a_vanished_row_stays_while_marks_are_on_it(roadmap, bring, curator):
    done(roadmap, "3", curator)
    left = [one for one in FIRST["rows"] if one["number"] in "125"]

    bring(*left)

    assert rows_of(roadmap) == [
        (0, "Начало", "1", "Назначить куратора"), (1, "Начало", "2", "Провести анкетирование"),
        (2, "Начало", "3", "Открыть школу наставника"), (3, "Итоги", "5", "Составить справку"),
    ]  # fmt: skip
    assert place(roadmap, "3").evidence.get().title == "протокол"


def test_evidence_alone_keeps_its_row_and_its_date(roadmap, bring, curator):
    for number in "34":
        actions.add_evidence(place(roadmap, number), kind="note", title="фото", by=curator,
                             on=TODAY)  # fmt: skip

    bring(row("3", "Открыть школу наставника", "до 30.12.2026"), sections=())

    assert [(number, proofs(place(roadmap, number))) for number in "34"] == [
        ("3", ["фото"]), ("4", ["фото"]),
    ]  # fmt: skip
    assert place(roadmap, "3").due_on == date(2026, 12, 30)
    assert Occurrence.objects.count() == 2


def test_a_vanished_row_goes_with_its_marks_when_the_curator_says_so(roadmap, bring, curator):
    gone = done(roadmap, "3", curator).item

    bring(*FIRST["rows"][:2], drop={gone.pk})

    assert [number for _, _, number, _ in rows_of(roadmap)] == ["1", "2"]


def test_a_kept_row_keeps_its_section_when_that_vanished_too(roadmap, bring, curator):
    done(roadmap, "4", curator)

    bring(row("1", "Назначить куратора"), sections=())

    assert rows_of(roadmap) == [
        (0, "", "1", "Назначить куратора"), (1, "Итоги", "4", "Оформить стенд"),
    ]  # fmt: skip


def test_an_answer_to_the_checker_follows_its_row(roadmap, bring, curator):
    item = roadmap.items.get(number="4")
    said = "Срок приходится на выходной: строка 4."
    DismissedFinding.objects.create(roadmap=roadmap, rule="day-off", item=item, sentence=said,
                                    reason="так решил совет", dismissed_by=curator)  # fmt: skip

    bring(row("1", "Собрать согласия"), *(
        one | {"number": str(int(one["number"]) + 1)} for one in FIRST["rows"]
    ))  # fmt: skip

    answer = DismissedFinding.objects.get()
    assert answer.item.number == "5"
    assert answer.sentence == "Срок приходится на выходной: строка 5."


def test_an_approved_roadmap_is_not_touched(roadmap, bring, curator):
    actions.approve(roadmap, basis="приказ № 1", on=TODAY, by=curator)
    before = rows_of(roadmap)

    with pytest.raises(actions.AlreadyApproved, match="уже утверждена"):
        bring(row("1", "Другое"))

    assert rows_of(roadmap) == before


def test_a_table_of_another_year_renews_nothing(roadmap, curator):
    with pytest.raises(actions.AnotherYear, match="другой учебный год"):
        actions.update_roadmap(roadmap, FIRST, year=YEAR + 1, by=curator)


def test_the_same_table_again_changes_nothing_but_its_file(roadmap, curator):
    done(roadmap, "2", curator)
    before = (
        list(Occurrence.objects.order_by("pk").values()),
        list(
            Item.objects.order_by("pk").values_list("pk", "position", "activity", "deadline_kind")
        ),
    )

    actions.update_roadmap(roadmap, FIRST, year=YEAR, by=curator, source_name="карта-2.docx")

    assert before == (list(Occurrence.objects.order_by("pk").values()), list(
        Item.objects.order_by("pk").values_list("pk", "position", "activity", "deadline_kind")
    ))  # fmt: skip
    assert Roadmap.objects.get().source_name == "карта-2.docx"


PASTED = "№\tМероприятие\tСрок\tОтветственный\n"


def paste(client, *rows, year=YEAR):
    text = PASTED + "\n".join("\t".join(cells) for cells in rows)
    return client.post(IMPORT, {"text": text, "year": year}).url


NEWER = [
    ("1", "Назначить куратора", "до 15.09.2026", "Куратор"),
    ("2", "Собрать согласия", "до 30.09.2026", "Куратор"),
    ("3", "Провести анкетирование", "до 20.11.2026", "Куратор"),
    ("4", "Составить справку", "май", "Куратор"),
]


def test_the_check_page_names_what_is_new_and_what_is_gone(as_curator, roadmap, curator):
    done(roadmap, "3", curator)

    answer = as_curator.get(paste(as_curator, *NEWER))

    page, text = answer.context["beside"], " ".join(answer.content.decode().split())
    assert page.roadmap == roadmap
    assert [row.change for row in answer.context["rows"]] == [
        "changed", "added", "changed", "changed",
    ]  # fmt: skip
    assert "<del>10.09.2026</del><ins>15.09.2026</ins>" in text
    assert [row.item.number for row in page.kept] == ["3"]
    assert "Выполнено" in text and ": протокол." in text
    assert [row.item.number for row in page.dropped] == ["4"]
    assert "Обновить карту</button>" in text


def test_accepting_renews_the_roadmap_in_place(as_curator, roadmap, curator):
    gone = done(roadmap, "3", curator).item
    address = paste(as_curator, *NEWER)

    as_curator.post(address, {"step": "accept", "updates": roadmap.pk, "drop": [gone.pk]})

    assert [activity for *_, activity in rows_of(Roadmap.objects.get())] == [
        "Назначить куратора", "Собрать согласия", "Провести анкетирование", "Составить справку",
    ]  # fmt: skip
    assert not Upload.objects.exists()


def test_the_curator_may_take_it_as_a_roadmap_of_its_own(as_curator, roadmap):
    address = paste(as_curator, *NEWER)

    as_curator.post(address, {"step": "target", "updates": ""})
    page = as_curator.get(address)
    as_curator.post(address, {"step": "accept", "updates": ""})

    assert page.context["beside"] is None
    assert "Загрузить 4" in page.content.decode()
    assert [one.items.count() for one in Roadmap.objects.order_by("pk")] == [5, 4]


def test_another_table_is_not_taken_for_a_newer_version(as_curator, roadmap):
    page = as_curator.get(paste(as_curator, ("1", "Провести ярмарку", "май", "Учитель")))

    assert page.context["beside"] is None
    assert [one.roadmap for one in page.context["others"]] == [roadmap]


def test_another_year_forgets_the_choice(as_curator, roadmap):
    address = paste(as_curator, *NEWER)
    as_curator.post(address, {"step": "target", "updates": roadmap.pk})

    as_curator.post(address, {"step": "head", "title": "Карта", "year": YEAR + 1})

    assert as_curator.get(address).context["others"] == []


def test_nobody_renews_the_roadmap_of_another_school(as_curator, theirs, curator):
    other = actions.import_rows(FIRST, organization=theirs, year=YEAR, by=curator)
    address = paste(as_curator, *NEWER)

    answers = [
        as_curator.post(address, {"step": name, "updates": other.pk})
        for name in ("accept", "target")
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert other.items.count() == 5
    assert as_curator.get(address).context["others"] == []


def test_an_approved_roadmap_is_renewed_by_a_new_edition(as_curator, roadmap, curator):
    done(roadmap, "2", curator)
    gone, kept = done(roadmap, "3", curator).item, done(roadmap, "4", curator).item
    actions.approve(roadmap, basis="приказ № 1", on=TODAY, by=curator)
    before = rows_of(roadmap)
    address = paste(as_curator, *NEWER)

    page = as_curator.get(address)
    as_curator.post(address, {"step": "accept", "updates": roadmap.pk, "drop": [gone.pk]})
    again = as_curator.get(paste(as_curator, *NEWER))

    assert "станет проектом изменений" in page.content.decode()
    assert [row.item for row in page.context["beside"].kept] == [gone, kept]
    assert rows_of(roadmap) == before
    edition = Roadmap.objects.get(replaces=roadmap)
    assert [activity for *_, activity in rows_of(edition)] == [
        "Назначить куратора", "Собрать согласия", "Провести анкетирование", "Оформить стенд",
        "Составить справку",
    ]  # fmt: skip
    assert [one.roadmap for one in again.context["others"]] == [edition]
    assert [row.item.replaces for row in again.context["beside"].kept] == [kept]


def test_a_deadline_with_two_readings_is_asked_once_and_remembered(as_curator, ours):
    summer = [(str(n), f"Дело {n}", "июль–август", "Куратор") for n in (1, 2)]
    address = paste(as_curator, *summer)
    form = as_curator.get(address).context["answers"]
    (token,) = form.fields

    as_curator.post(address, {"step": "answer", f"answer-{token}": "earlier"})
    page = as_curator.get(address)
    as_curator.post(address, {"step": "accept"})
    next_year = as_curator.get(paste(as_curator, *summer, year=YEAR + 1))

    assert page.context["doubtful"] == []
    assert "01.07.2026 – 31.08.2026" in page.content.decode()
    assert {row.due_on for row in Occurrence.objects.all()} == {date(2026, 8, 31)}
    assert next_year.context["doubtful"] == []
    assert next_year.context["answers"].fields[token].initial == "earlier"


def test_what_contradicts_itself_is_said_before_the_roadmap_is_saved(as_curator):
    page = as_curator.get(paste(
        as_curator, ("1", "Формирование пар", "до 10.09.2026", "Куратор"),
        ("2", "Анализ анкет", "до 20.10.2026", "Куратор"),
    ))  # fmt: skip

    (found,) = page.context["review"].findings
    assert found.sentence.startswith("Строка 1 формирует пары до 10.09.2026")
    assert f'href="?edit={found.keys[0]}#row-{found.keys[0]}"' in page.content.decode()


def test_a_day_off_is_named_beside_its_date(as_curator):
    page = as_curator.get(paste(as_curator, ("1", "Опрос", "до 06.09.2026", "Куратор")))

    assert "выходной, фактически до пт 04.09" in page.content.decode()
