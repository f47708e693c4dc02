"""The act of a destruction and the extract of the log (приказ Роскомнадзора № 179); kept 3 years.

Neither names the person: the office writes the name into the act by hand, if it wants to.
"""

from django.utils import timezone

from people.history import lines_about
from people.models import Erasure, Membership
from reports.documents.bodies import IN_COMMISSION, held_seats, seats_of
from reports.documents.kinds import document
from reports.documents.letterhead import letterhead

ERASURES = "people.view_erasure"
SYSTEM = "информационная система «Наставник»"
METHOD = "стирание записей и файлов средствами программы без возможности восстановления"


@document("act-erasure", title="Акт об уничтожении персональных данных", subject=Erasure,
          permission=ERASURES)  # fmt: skip
def act_erasure(erasure, *, on):
    """Collect the act; beside who pressed the button the commission of that day signs it."""
    held = held_seats(erasure.organization, IN_COMMISSION, on=erasure.erased_on)
    return _facts(erasure) | {"seats": seats_of(held, on=erasure.erased_on)}


@document("erasure-log", title="Выгрузка из журнала об уничтожении данных", subject=Erasure,
          permission=ERASURES)  # fmt: skip
def erasure_log(erasure, *, on):
    """Collect the lines of the journal, written in the transaction of the destruction."""
    lines = lines_about(erasure).values_list("text", flat=True)
    return _facts(erasure) | {"journal": list(lines)}


def _facts(erasure):
    return letterhead(erasure.organization, on=erasure.erased_on) | {
        "act_number": erasure.number,
        "erased_on": erasure.erased_on,
        "erased_at": f"{timezone.localtime(erasure.erased_at):%d.%m.%Y %H:%M:%S}",
        "subject": f"запись № {erasure.stub_id}",
        "ground": erasure.get_ground_display(),
        "rows": [{"title": title, "number": number} for title, number in erasure.lines],
        "system": SYSTEM,
        "method": METHOD,
        "by": _performer(erasure),
    }


def _performer(erasure):
    """Return post and name of who pressed the button, as far as the account tells."""
    work = (
        Membership.objects.filter(user=erasure.by, organization=erasure.organization)
        .select_related("person").order_by("pk").first()
    )  # fmt: skip
    if work is None or work.person is None:
        return {"post": "", "signature": str(erasure.by), "gender": ""}
    return {
        "post": work.person.title_on(erasure.erased_on),
        "signature": work.person.signature_name,
        "gender": work.person.gender,
    }
