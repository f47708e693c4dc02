import datetime

from mentoring.legal import missing_by_pair, missing_consents
from mentoring.models import Pair
from tests import factories as make
from tests.factories import TODAY


def wanted(gaps):
    return [(gap.person, gap.kind.value, gap.signers) for gap in gaps]


def test_a_pupil_of_13_lacks_what_the_mother_signs(ours):
    pupil = make.make_pupil(ours, age=13)
    pair = make.make_pair(ours, mentees=[pupil])
    make.make_all_consents(pair.mentors[0].person)

    gaps = missing_consents([pair], TODAY)

    assert wanted(gaps) == [
        (pupil, "personal_data", ("guardian",)), (pupil, "participation", ("guardian",))
    ]  # fmt: skip


def test_a_pair_with_all_consents_lacks_nothing(ours):
    pair = make.make_pair(ours, active=True)

    assert missing_consents([pair], TODAY) == []


def test_who_left_needs_no_consent(ours):
    pair = make.make_pair(ours)
    make.make_all_consents(pair.mentors[0].person)
    pair.members.filter(side="mentee").update(left_on=TODAY - datetime.timedelta(days=1))

    assert missing_consents([pair], TODAY) == []


def test_the_gaps_of_many_pairs_come_in_one_query(ours, django_assert_num_queries):
    make.make_pair(ours, active=True)
    for _ in range(4):
        make.make_pair(ours)
    pairs = list(Pair.objects.with_people().order_by("pk"))

    with django_assert_num_queries(1):
        gaps = missing_by_pair(pairs, TODAY)

    assert [len(gaps[pair.pk]) for pair in pairs] == [0, 4, 4, 4, 4]
