"""What the demo's roadmaps have reached: figures the system counts and two the curator typed."""

from reports.measures import measures, suggested
from roadmaps.actions import change_target, keep_counted, measure
from roadmaps.models import Roadmap, Target

PLAIN = ("consents", "young", "pupils", "publications_a_month", "done", "in_time")


def reach_targets(school):
    """Tie the targets of the roadmap in force to the figures they speak of, and show the values."""
    on, by = school.on, school.curator
    roadmap = Roadmap.objects.current().get(organization=school.organization, year=school.year)
    targets = list(Target.objects.filter(item__roadmap=roadmap).order_by("item__position"))
    for target in targets:
        code = suggested(target.text)
        if code in PLAIN:
            change_target(target, op=target.op, value=target.value, upper=target.upper,
                          unit=target.unit, per=target.per, per_group=target.per_group,
                          code=code, by=by)  # fmt: skip
    typed = [target for target in targets if suggested(target.text) not in PLAIN][:2]
    for target, value, source in zip(
        typed, (100, 85), ("раздел «Наставничество» на сайте", "лист регистрации педсовета"),
        strict=False,
    ):  # fmt: skip
        measure(target, measured=value, measured_on=school.day(12), comment=source, by=by, on=on)
    found = measures(school.organization, year=school.year, on=on)
    keep_counted(roadmap, values={code: one.number for code, one in found.items()}, on=on, by=by)
