"""The table of cases of Russian typography; ␣ stands for a space that holds."""

import pytest

from reports.typography import hold_spaces, nest_quotes, tidy, tidy_html

SPACES = [
    ("в школе", "в␣школе"),
    ("И в школе, и дома", "И␣в␣школе, и␣дома"),
    ("не менее трёх", "не␣менее трёх"),
    ("для ученика", "для ученика"),
    ("№ 7", "№␣7"),
    ("приказ от 15.09.2026 № 163-ОД", "приказ от␣15.09.2026 №␣163-ОД"),
    ("О.В. Кудряшова", "О.В.␣Кудряшова"),
    ("О. В. Кудряшова", "О.␣В.␣Кудряшова"),
    ("Кудряшова О.В., директор", "Кудряшова␣О.В., директор"),
    ("5 сентября 2026 г.", "5␣сентября␣2026␣г."),
    ("г. Верхнеозёрск", "г.␣Верхнеозёрск"),
    ("школа № 7 г. Верхнеозёрска", "школа №␣7 г.␣Верхнеозёрска"),
    ("до 2026 г. Приказ издан", "до␣2026␣г. Приказ издан"),
    ("ул. Береговая, д. 12", "ул.␣Береговая, д.␣12"),
    ("ст. 351.8", "ст.␣351.8"),
    ("90 % участников", "90␣% участников"),
    ("1 раз в квартал", "1␣раз в␣квартал"),
    ("7 «А» класс", "7␣«А»␣класс"),
    ("9 класс", "9␣класс"),
    ("партнёров и т. д.", "партнёров и␣т.␣д."),
    ("15.09.2026 – 31.05.2027", "15.09.2026␣– 31.05.2027"),
    ("педагог-психолог Иванов", "педагог-психолог Иванов"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), SPACES)
def test_spaces_hold_where_a_line_must_not_end(text, expected):
    assert hold_spaces(text).replace("\u00a0", "␣") == expected


@pytest.mark.parametrize("text", [text for text, _ in SPACES])
def test_tidying_twice_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('МБОУ "Школа"', "МБОУ «Школа»"),
        ("приказ «О „Школе наставника“»", "приказ «О „Школе наставника“»"),
        ("приказ «О «Школе наставника» района»", "приказ «О „Школе наставника“ района»"),
        ('"Дом "Успех" детей"', "«Дом „Успех“ детей»"),
        ("“Английские”", "«Английские»"),
        ('ООО «Ромашка "Север»', 'ООО «Ромашка "Север»'),
        ('экран 5"', 'экран 5"'),
        ("закрыто» раньше", "закрыто» раньше"),
    ],
)
def test_quotes_nest_and_unpaired_ones_stay(text, expected):
    assert nest_quotes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("пары - с сентября", "пары␣– с␣сентября"),
        ("пары — с сентября", "пары␣– с␣сентября"),
        ("приказ №7", "приказ №␣7"),
        ("2026-2027", "2026-2027"),
    ],
)
def test_our_own_words_get_dashes_and_number_signs(text, expected):
    assert tidy(text).replace("\u00a0", "␣") == expected


def test_a_page_is_tidied_in_its_text_alone():
    page = '<p title="в доме - &quot;я">в доме - &quot;я&quot; &lt;b&gt;</p><style>a>b{}</style>'

    assert tidy_html(page) == (
        '<p title="в доме - &quot;я">в\u00a0доме\u00a0– «я» &lt;b&gt;</p><style>a>b{}</style>'
    )


def test_words_of_others_keep_everything_but_spaces():
    page = '<tbody data-verbatim><td>в  доме - "я"<br>№7</td></tbody><td>в доме - "я"</td>'

    assert tidy_html(page) == (
        '<tbody data-verbatim><td>в\u00a0доме - "я"<br>№7</td></tbody>'
        "<td>в\u00a0доме\u00a0– «я»</td>"
    )
