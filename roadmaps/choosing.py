"""Which rows of a roadmap a page shows, kept in the address: state, stage, who answers. Pure."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from roadmaps.assignees import named_in


@dataclass(frozen=True)
class Chosen:
    """What the address asks for; a name that is unknown asks for everything."""

    show: str = "all"
    stage: str = ""
    who: str = ""

    @property
    def query(self):
        """Return it as an address: «?show=soon&stage=2»."""
        asked = {"show": self.show if self.show != "all" else "", "stage": self.stage,
                 "who": self.who}  # fmt: skip
        return f"?{urlencode({name: value for name, value in asked.items() if value})}"

    @property
    def is_narrow(self):
        return bool(self.stage or self.who)

    def showing(self, show):
        """Return the address of the same rows in another state."""
        return replace(self, show=show).query


@dataclass(frozen=True)
class Choices:
    """The stages of a Course in order, and {name: keys of the rows it answers for}."""

    stages: list[str]
    people: dict[str, set[int]]


def choices_of(course):
    """Return the Choices as the rows name them."""
    people = {}
    for row in course.rows:
        for one in named_in(row.responsible):
            people.setdefault(_capital(one.text), set()).add(row.item.pk)
    stages = list(dict.fromkeys(row.stage for row in course.rows if row.stage))
    return Choices(stages, dict(sorted(people.items())))


def chosen_of(query, course, choices):
    """Return the Chosen of a query string."""
    show, stage, who = (query.get(name, "") for name in ("show", "stage", "who"))
    known = stage.isdecimal() and 1 <= int(stage[:4]) <= len(choices.stages)
    return Chosen(
        show if show in course.filters else "all", stage if known else "",
        who if who in choices.people else "",
    )  # fmt: skip


def test_of(chosen, course, choices):
    """Return the test a Row passes when it is to be shown."""
    state = course.filters[chosen.show]
    stage = choices.stages[int(chosen.stage) - 1] if chosen.stage else None
    keys = choices.people.get(chosen.who)

    def shown(row):
        return (
            state(row)
            and (stage is None or row.stage == stage)
            and (keys is None or row.item.pk in keys)
        )

    return shown


def _capital(text):
    return text[:1].upper() + text[1:]
