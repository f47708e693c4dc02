import datetime

import pytest
from django.core.signing import Signer

from mentoring.links import LinkBroken, LinkExpired, Ticket, feedback_token, qr_svg, read_token

DAY = datetime.date(2026, 11, 23)


def test_a_link_works_for_fourteen_days():
    token = feedback_token(17, DAY)

    ticket = read_token(token, DAY + datetime.timedelta(days=14))

    assert ticket == Ticket(17, datetime.date(2026, 12, 7))


def test_a_link_expires_on_the_fifteenth_day():
    token = feedback_token(17, DAY)

    with pytest.raises(LinkExpired):
        read_token(token, DAY + datetime.timedelta(days=15))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: "",
        lambda token: token[:-3],
        lambda token: token.replace("17", "18", 1),
        lambda token: token.replace("2026", "2036", 1),
        lambda token: "17-20361207",
        lambda token: token + "\x00",
        lambda token: "ссылка.😀",
    ],
)
def test_an_altered_link_is_refused(spoil):
    token = spoil(feedback_token(17, DAY))

    with pytest.raises(LinkBroken):
        read_token(token, DAY)


def test_a_signature_for_another_purpose_opens_nothing():
    token = Signer(salt="something.else", sep=".").sign("17-20361207")

    with pytest.raises(LinkBroken):
        read_token(token, DAY)


def test_the_qr_code_passes_a_strict_content_policy():
    svg = qr_svg("https://example.ru/f/abc/")

    assert svg.startswith("<svg") and "style=" not in svg and "http" not in svg
