"""What the downloaded lists of events and publications hold."""

from import_export.fields import Field

from people.resources import ListResource
from roadmaps.models import Event, Publication


class EventResource(ListResource):
    title = "События"
    held_on = Field("held_on", "Дата")
    kind = Field(column_name="Вид")
    name = Field("title", "Название")
    place = Field("place", "Место")
    level = Field(column_name="Уровень")
    present = Field(column_name="Пришли")
    called = Field(column_name="Ждали")
    state = Field(column_name="Явка")

    class Meta:
        model = Event
        fields = export_order = ("held_on", "kind", "name", "place", "level", "present", "called",
                                 "state")  # fmt: skip

    def dehydrate_kind(self, event):
        return event.get_kind_display()

    def dehydrate_level(self, event):
        return event.get_level_display()

    def dehydrate_present(self, event):
        return event.present if event.counted_on else None

    def dehydrate_called(self, event):
        return event.called

    def dehydrate_state(self, event):
        if event.cancelled_on:
            return f"отменено: {event.reason}"
        return "внесена" if event.counted_on else "не внесена"


class PublicationResource(ListResource):
    title = "Публикации"
    related = ("author",)
    fetched = ("persons",)
    planned_on = Field("planned_on", "По плану")
    published_on = Field("published_on", "Опубликовано")
    name = Field("title", "О чём")
    channel = Field(column_name="Где")
    link = Field("link", "Ссылка")
    persons = Field(column_name="Кто назван")
    author = Field(column_name="Кто готовит")
    removed_on = Field("removed_on", "Снято")

    class Meta:
        model = Publication
        fields = export_order = ("planned_on", "published_on", "name", "channel", "link", "persons",
                                 "author", "removed_on")  # fmt: skip

    def dehydrate_channel(self, publication):
        return publication.get_channel_display()

    def dehydrate_persons(self, publication):
        return ", ".join(person.full_name for person in publication.persons.all())

    def dehydrate_author(self, publication):
        return publication.author.full_name if publication.author else ""
