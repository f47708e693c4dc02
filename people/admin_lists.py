"""What the lists of people share: rows of the chosen year, the state of consents, the name."""

from django.contrib.admin import RelatedFieldListFilter, SimpleListFilter
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html

from people.consent_gaps import gaps
from people.import_plan import taking_part
from people.models import Person, PersonKind, SchoolClass
from people.natural import natural


class YearList(ChangeList):
    """Shows the academic year that is chosen in the header."""

    def get_queryset(self, request, exclude_parameters=None):
        return super().get_queryset(request, exclude_parameters).filter(year=request.year)


class KindFilter(SimpleListFilter):
    """Who somebody is; the words are the same in every organization."""

    title = "кто это"
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return PersonKind.choices

    def queryset(self, request, queryset):
        return queryset.filter(person__kind=self.value()) if self.value() else queryset


class ClassFilter(RelatedFieldListFilter):
    """The classes that have pupils: those of the rows themselves would cost a look at each row."""

    def field_choices(self, field, request, model_admin):
        pupils = Person.objects.filter(school_class=OuterRef("pk"), erased_on=None)
        classes = SchoolClass.objects.visible_to(request.user).filter(Exists(pupils))
        found = field.get_choices(
            include_blank=False, limit_choices_to={"pk__in": classes.values("pk")}
        )
        return sorted(found, key=lambda choice: natural(choice[1]))


class ListOfYear:
    """A list of one year; a new row begins in that year."""

    def get_changelist(self, request, **kwargs):
        return YearList

    def get_changeform_initial_data(self, request):
        return {"year": request.year} | super().get_changeform_initial_data(request)


class NamesAndConsents:
    """Columns of persons; consents of a page are read at once, however many rows it has."""

    def get_changelist_instance(self, request):
        changes = super().get_changelist_instance(request)
        changes.result_list = list(changes.result_list)
        persons = [self.person_of(row) for row in changes.result_list]
        membership = request.user.membership
        participants = (
            taking_part(membership.organization, request.year, [person.pk for person in persons])
            if membership
            else ()
        )
        today = timezone.localdate()
        found = {}
        for gap in gaps([person for person in persons if person.pk in participants], today):
            found.setdefault(gap.person.pk, []).append(gap)
        for person in persons:
            person.gaps = found.get(person.pk, []) if person.pk in participants else None
        return changes

    def person_of(self, row):
        return row if isinstance(row, Person) else row.person

    def name_column(self, row):
        person = self.person_of(row)
        below = person.title_on(timezone.localdate())
        return format_html("{}<small>{}</small>", person, below) if below else str(person)

    name_column.short_description = "человек"

    def consents_column(self, row):
        """Say what is missing of somebody who takes part this year."""
        found = getattr(self.person_of(row), "gaps", None)
        if found is None:
            return "не участвует"
        lacking = [gap for gap in found if gap.ends_on is None]
        if lacking:
            return state_tag("bad", "Нет согласия" if len(lacking) == 1 else "Нет согласий")
        if found:
            return state_tag("warn", f"До {found[0].ends_on:%d.%m.%Y}")
        return state_tag("ok", "Есть")

    consents_column.short_description = "согласия"


def state_tag(kind, word, sign=""):
    """Return the tag of a state as the cells of lists show it."""
    return render_to_string("people/_state.html", {"kind": kind, "word": word, "sign": sign})
