"""The banks as downloaded lists: with the topics, which the lists of people do not know."""

from import_export.fields import Field

from mentoring.models import Competence, Need
from people.models import Mentee, Mentor
from people.resources import MenteeResource, MentorResource


class WithTopics:
    """Fetches the topics of all rows at once."""

    linked, link = None, ""

    def filter_export(self, rows):
        rows = super().filter_export(rows)
        found = {}
        linked = self.linked.objects.filter(**{f"{self.link}__in": rows}).select_related("topic")
        for row in linked.order_by("topic__position", "pk"):
            found.setdefault(getattr(row, f"{self.link}_id"), []).append(str(row))
        self.topics_of = found
        return rows

    def dehydrate_topics(self, row):
        return "; ".join(self.topics_of.get(row.pk, ()))

    def dehydrate_shift(self, row):
        return row.get_shift_display()


class MentorBank(WithTopics, MentorResource):
    linked, link = Competence, "mentor"
    topics = Field(column_name="Компетенции")
    achievements = Field("achievements", "Важные достижения")
    availability = Field("availability", "Когда свободен")
    shift = Field(column_name="Смена")
    building = Field("building", "Здание")
    wishes = Field("wishes", "Пожелания")

    class Meta:
        model = Mentor
        fields = export_order = ("person", "place", "topics", "strengths", "achievements",
                                 "capacity", "availability", "shift", "building", "wishes",
                                 "year")  # fmt: skip


class MenteeBank(WithTopics, MenteeResource):
    linked, link = Need, "mentee"
    topics = Field(column_name="Потребности")
    availability = Field("availability", "Когда свободен")
    shift = Field(column_name="Смена")
    building = Field("building", "Здание")
    wishes = Field("wishes", "Пожелания")

    class Meta:
        model = Mentee
        fields = export_order = ("person", "place", "topics", "request", "availability",
                                 "shift", "building", "wishes", "year")  # fmt: skip
