import pytest
from django.core.management import call_command
from django.utils import timezone

from surveys.comparison import comparable, compare
from surveys.models import Survey
from surveys.questions import TYPES
from surveys.results import SMALLEST, raw, wave_results
from tests import factories as make
from tests.surveys.asking import answered, make_survey, make_wave


@pytest.fixture
def people(ours):
    return [make.make_person(ours, surname=f"Белов{letter}") for letter in "абвгде"]


def fill(wave, *values):
    """Answer for the invited in their order, a value each."""
    for invitation, value in zip(wave.invitations.order_by("pk"), values, strict=False):
        answered(wave, value, invitation=invitation)


def test_the_average_and_the_bars_count_every_answer(ours, people):
    wave = make_wave(ours, people=people)
    fill(wave, 10, 7, 7)

    found = wave_results(wave)

    assert (found.answered, found.invited, found.is_hidden) == (3, 6, False)
    assert found.questions[0].mean == 8
    assert [number for _, number in found.questions[0].bars] == [0, 0, 0, 0, 0, 0, 2, 0, 0, 1]


@pytest.mark.parametrize("number", [SMALLEST - 1, SMALLEST])
def test_few_anonymous_answers_are_hidden(ours, people, number):
    survey = make_survey(ours, [("comfort", "scale10", {}), ("change", "text", {})])
    wave = make_wave(ours, survey, people, is_anonymous=True)
    for _ in range(number):
        answered(wave, 9, "Всё хорошо")

    found = wave_results(wave)

    shown = number >= SMALLEST
    assert found.is_hidden is not shown
    assert [result.mean for result in found.questions] == ([9, None] if shown else [None, None])
    assert len(found.questions[1].words) == (number if shown else 0)
    assert found.questions[1].said == ([("Всё хорошо", number)] if shown else [])
    assert len(raw(wave)[1]) == (number if shown else 0)


def test_satisfaction_is_the_share_from_seven_of_ten_and_yes(ours, people):
    questions = [("satisfaction-process", "scale10", {}), ("satisfaction-again", "yes_no", {}),
                 ("comfort", "scale10", {})]  # fmt: skip
    wave = make_wave(ours, make_survey(ours, questions), people)
    for invitation, values in zip(wave.invitations.all(), [(7, "да", 1), (6, "нет", 10)],
                                  strict=False):  # fmt: skip
        answered(wave, *values, invitation=invitation)

    found = wave_results(wave).satisfaction

    assert (found.part, found.whole, found.percent) == (2, 4, 50)
    assert "7 и выше из 10" in found.threshold


def test_how_important_it_is_before_is_no_satisfaction(ours, people):
    survey = make_survey(ours, [("satisfaction-process", "scale10", {})], moment="before")
    wave = make_wave(ours, survey, people, moment="before")
    fill(wave, 9)

    assert wave_results(wave).satisfaction.whole == 0


@pytest.mark.parametrize(
    ("values", "grade"),
    [((2,) * 9, "оптимальный уровень"), ((2,) * 7 + (0, 1), "оптимальный уровень"),
     ((2,) * 7 + (0, 0), "допустимый уровень"), ((1,) * 9, "допустимый уровень"),
     ((1,) * 8 + (0,), "недостаточный уровень")],
)  # fmt: skip
def test_the_criteria_sheet_is_graded_by_its_sum(ours, people, values, grade):
    questions = [(f"c{n}", "scale2", {}) for n in range(9)]
    wave = make_wave(ours, make_survey(ours, questions), people[:1])
    answered(wave, *values, invitation=wave.invitations.get())

    found = wave_results(wave)

    assert (found.total, found.grade) == (sum(values), grade)


def test_before_and_after_are_tied_by_key_and_compare_the_same_people(ours, people):
    before = make_wave(ours, make_survey(ours, moment="before"), people, moment="before")
    after = make_wave(ours, make_survey(ours, moment="after"), people, moment="after")
    fill(before, 5, 5, 1, 1)
    fill(after, 8, 9)

    rows, loyal = compare(comparable(before))

    assert comparable(after) == [before, after]
    assert [(row.means, row.difference) for row in rows] == [([5, 8.5], 3.5)]
    assert loyal == 2


def test_without_names_the_averages_of_all_are_compared(ours, people):
    survey = make_survey(ours)
    waves = [make_wave(ours, survey, people, is_anonymous=True) for _ in range(2)]
    for wave, value in zip(waves, (4, 6), strict=True):
        for _ in range(SMALLEST):
            answered(wave, value)

    rows, loyal = compare(waves)

    assert [row.means for row in rows] == [[4, 6]]
    assert loyal is None


def test_a_small_anonymous_wave_hides_from_the_comparison_too(ours, people):
    survey = make_survey(ours)
    named, unnamed = make_wave(ours, survey, people), make_wave(ours, survey, is_anonymous=True)
    fill(named, 5)
    answered(unnamed, 9)

    assert compare([named, unnamed]) == ([], None)


def test_waves_of_other_schools_years_and_families_are_not_compared(ours, theirs, people):
    wave = make_wave(ours, people=people)
    make_wave(theirs)
    make_wave(ours, wave.survey, year=make.YEAR - 1)
    make_wave(ours, make_survey(ours, family="other"))

    assert comparable(wave) == [wave]


def test_the_export_names_people_only_where_they_signed(ours, people):
    questions = [("choice", "person", {"of": "mentors"}), ("topics", "multiple",
                 {"choices": ["урок", "класс"]})]  # fmt: skip
    wave = make_wave(ours, make_survey(ours, questions), people[:1])
    answered(wave, people[1].pk, ["урок", "класс"], invitation=wave.invitations.get())

    headings, rows = raw(wave)

    assert headings == ["Кто ответил", "Когда", "Вопрос choice", "Вопрос topics"]
    today = timezone.localdate()
    assert rows == [[people[0].full_name, today, people[1].full_name, "урок; класс"]]


def test_a_ballot_counts_whom_people_named(ours, people):
    survey = make_survey(ours, [("choice", "person", {"of": "mentors"})])
    wave = make_wave(ours, survey, people)
    fill(wave, people[0].pk, people[0].pk, people[1].pk)

    bars = wave_results(wave).questions[0].bars

    assert bars == [(people[0].short_name, 2), (people[1].short_name, 1)]


@pytest.mark.parametrize("people_asked", [1, 6])
def test_results_take_the_same_queries_for_any_number_of_answers(
    ours, people, people_asked, django_assert_num_queries
):
    wave = make_wave(ours, people=people)
    fill(wave, *[7] * people_asked)

    with django_assert_num_queries(4):
        wave_results(wave)


def test_ready_questionnaires_load_twice_without_a_change(db):
    call_command("loaddata", "surveys", verbosity=0)
    first = list(Survey.objects.order_by("pk").values())

    call_command("loaddata", "surveys", verbosity=0)

    assert list(Survey.objects.order_by("pk").values()) == first
    assert len(first) == 18


def test_ready_questionnaires_can_be_asked_and_compared(db):
    call_command("loaddata", "surveys", verbosity=0)
    for survey in Survey.objects.prefetch_related("questions"):
        for question in survey.questions.all():
            kind = TYPES[question.type]
            assert kind.fields(question), question
            assert kind.read(kind.write(question.options)) == question.options, question
    keys = {
        survey.code: set(survey.questions.values_list("key", "type"))
        for survey in Survey.objects.exclude(moment="none")
    }

    for code in [code for code in keys if code.endswith("before")]:
        scored = {pair for pair in keys[code] if pair[1] in ("scale10", "frequency")}
        assert scored - keys[code.replace("before", "after")] == set()
