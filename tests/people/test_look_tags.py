"""Signs of the look as template tags."""

import pytest
from django import forms
from django.template import Context, Template

from people.templatetags import look
from people.templatetags.words import day_title, signed


def rendered(source, **values):
    return Template("{% load look crispy_forms_tags %}" + source).render(Context(values))


def test_bar_is_drawn_without_style_and_stays_within_its_track():
    html = rendered("{% bar 130 70 'Согласия' %}")

    assert 'class="fill" y="4" width="100%"' in html
    assert 'class="goal" x="70%"' in html
    assert 'role="img" aria-label="Согласия"' in html
    assert "style=" not in html


def test_bar_without_a_value_is_an_empty_track():
    assert "fill" not in rendered("{% bar None %}")


def test_state_carries_sign_and_word():
    html = rendered("{% state 'bad' words %}", words="Нет <согласия>")

    assert html.startswith('<span class="tag bad"><svg')
    assert "#octagon" in html
    assert html.endswith("Нет &lt;согласия&gt;</span>")


def test_taken_places_are_full_dots_and_many_are_not_drawn():
    assert rendered("{% pips 1 3 %}").count('class="on"') == 1
    assert rendered("{% pips 1 3 %}").count('class="off"') == 2
    assert rendered("{% pips 1 11 %}") == ""


@pytest.mark.parametrize(
    ("fields", "heading"),
    [
        (0, "Не сохранено"),
        (1, "Не сохранено: исправьте одно поле"),
        (2, "Не сохранено: исправьте два поля"),
        (5, "Не сохранено: исправьте пять полей"),
        (21, "Не сохранено: исправьте 21 поле"),
    ],
)
def test_heading_of_errors_counts_fields(fields, heading):
    assert look.unsaved_heading(fields) == heading


def test_filter_choice_is_split_into_words_and_number():
    assert look.facet("Действует (17)") == ("Действует", "17")
    assert look.facet("8 «Б» (вечерний)") == ("8 «Б» (вечерний)", "")


def test_cells_of_a_list_say_their_column_to_phones():
    cells = ["<th><a>Иванова</a></th>", '<td class="field-hours">3</td>']
    headers = [{"text": "наставник"}, {"text": "часы & дни"}]

    assert list(look.labelled(cells, headers)) == [
        "<th><a>Иванова</a></th>",
        '<td data-label="Часы &amp; дни" class="field-hours">3</td>',
    ]


def test_yes_and_no_of_a_list_are_words():
    sign = '<td class="field-agreed"><img src="/static/admin/img/icon-{}.svg" alt="False"></td>'
    cells = [sign.format(name) for name in ("yes", "no.5d41402abc4b", "unknown")]

    assert list(look.labelled(cells, [{"text": "согласен"}] * 3)) == [
        f'<td data-label="Согласен" class="field-agreed">{word}</td>'
        for word in ("да", '<span class="soft">нет</span>', "–")
    ]


class MeetingForm(forms.Form):
    topic = forms.CharField(label="Тема", help_text="Коротко")
    kind = forms.ChoiceField(label="Вид", choices=[("a", "Рабочая")], widget=forms.RadioSelect)
    themes = forms.MultipleChoiceField(
        label="О чём", choices=[("a", "Урок")], widget=forms.CheckboxSelectMultiple
    )
    mark = forms.ChoiceField(
        label="Оценка",
        choices=[("1", "1"), ("2", "2")],
        widget=forms.RadioSelect(attrs={"data-low": "трудно", "data-high": "легко"}),
    )


def test_form_of_our_pack_shows_chips_ratings_and_hints():
    html = rendered("{{ form|crispy }}", form=MeetingForm())

    assert html.count('class="chip"') == 2
    assert '<div class="rate">' in html
    assert "<span>трудно</span><span>легко</span>" in html
    assert '<div class="help" id="id_topic_helptext">Коротко</div>' in html
    assert "errornote" not in html


def test_summary_of_errors_links_to_every_wrong_field():
    html = rendered("{{ form|crispy }}", form=MeetingForm({"topic": "", "kind": "a"}))

    assert "Не сохранено: исправьте три поля" in html
    assert html.count('href="#id_topic"') == 1
    for name in ("topic", "themes", "mark"):
        assert f'href="#id_{name}"' in html
        assert f'id="id_{name}"' in html
    assert 'href="#id_kind"' not in html
    assert 'role="alert"' in html


@pytest.mark.parametrize(
    "title, shown",
    [("21 Ноябрь", "21 ноября"), ("2026", "2026"), ("Ноябрь 2026", "Ноябрь 2026")],
)
def test_links_of_days_name_the_month_in_its_case(title, shown):
    assert day_title(title) == shown


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.6, "+0,6"), (-1.24, "–1,2"), (0.04, "0,0"), (-0.04, "0,0"), (0, "0,0"), (None, "–")],
)
def test_a_difference_says_which_way(number, text):
    assert signed(number) == text
