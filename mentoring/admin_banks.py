"""Admin of the banks: mentors with competences and criteria, mentees with needs, the topics."""

from django.contrib import admin
from django.db.models import Q
from django.forms.models import BaseInlineFormSet
from django.utils.html import format_html_join

from mentoring.models import Competence, Criterion, CriterionCheck, Need, Topic
from people.admin_base import ScopedInline, ScopedModelAdmin
from people.admin_parts import ParticipantAdmin
from people.models import Mentee, Mentor


class NamedFormSet(BaseInlineFormSet):
    """Names its fields by the model: a key that is unknown below gives no name of its own."""

    @classmethod
    def get_default_prefix(cls):
        return cls.model._meta.model_name


class TopicsInline(ScopedInline):
    extra = 1
    formset = NamedFormSet

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "topic":
            kwargs["queryset"] = Topic.objects.visible_to(request.user).choosable()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class CompetenceInline(TopicsInline):
    model = Competence
    fields = ("topic", "level", "evidence")


class NeedInline(TopicsInline):
    model = Need
    fields = ("topic", "severity", "source", "noted_on")


class CriterionInline(ScopedInline):
    """The checklist of domain 5.4; the criteria are those of the forms this mentor fits."""

    model = CriterionCheck
    extra = 1
    formset = NamedFormSet
    fields = ("criterion", "is_met", "evidence")

    def get_formset(self, request, obj=None, **kwargs):
        request.bank_row = obj
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        row = getattr(request, "bank_row", None)
        if db_field.name == "criterion" and row is not None:
            fits = Q(forms=None) | Q(forms__mentor_is_learner=row.person.is_learner)
            kwargs["queryset"] = Criterion.objects.filter(fits).distinct()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class BankAdmin(ParticipantAdmin):
    """What both banks share: the topics of the rows of a page, read at once."""

    linked = None  # the model of topics, and the name of its field that leads here
    link = resource_name = ""

    def resource(self):
        from mentoring import resources  # slow import

        return getattr(resources, self.resource_name)()

    def get_changelist_instance(self, request):
        changes = super().get_changelist_instance(request)
        found = {}
        rows = self.linked.objects.filter(**{f"{self.link}__in": changes.result_list})
        for row in rows.select_related("topic").order_by("topic__position", "pk"):
            found.setdefault(getattr(row, f"{self.link}_id"), []).append(row)
        for row in changes.result_list:
            row.topics = found.get(row.pk, [])
        return changes

    @admin.display(description="темы")
    def topics_column(self, row):
        return format_html_join("", "<div>{}</div>", ((str(topic),) for topic in row.topics)) or "–"


@admin.register(Mentor)
class MentorAdmin(BankAdmin):
    accusative = "наставника"
    empty_title = "Наставников пока нет"
    empty_text = "Добавьте тех, кто готов помогать другим: педагогов, учеников, работодателей."
    linked, link = Competence, "mentor"
    resource_name = "MentorBank"
    list_display = ("name_column", "topics_column", "strengths", "capacity", "consents_column")
    inlines = (CompetenceInline, CriterionInline)
    fieldsets = (
        ("Наставник", {"fields": ("person", "year", "capacity", "strengths", "achievements")}),
        ("Когда и с кем", {"fields": ("availability", "shift", "building", "wishes")}),
        ("Отбор", {"fields": ("recommended_by", "recommended_on")}),
    )


@admin.register(Mentee)
class MenteeAdmin(BankAdmin):
    accusative = "наставляемого"
    empty_title = "Наставляемых пока нет"
    empty_text = "Добавьте тех, кому нужна помощь, и напишите, в чём."
    linked, link = Need, "mentee"
    resource_name = "MenteeBank"
    list_display = ("name_column", "topics_column", "request", "consents_column")
    inlines = (NeedInline,)
    fieldsets = (
        ("Наставляемый", {"fields": ("person", "year", "request")}),
        ("Когда и с кем", {"fields": ("availability", "shift", "building", "wishes")}),
    )


@admin.register(Topic)
class TopicAdmin(ScopedModelAdmin):
    """The tree of topics: the shared ones are read, the own ones are written."""

    accusative = "тему"
    list_title = "Темы"
    list_display = ("name", "parent", "for_teachers", "for_learners", "is_own")
    list_select_related = ("parent",)
    list_filter = ("for_teachers", "for_learners")
    search_fields = ("name",)
    ordering = ("parent__position", "position", "pk")
    fields = ("name", "parent", "for_teachers", "for_learners")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "parent":
            kwargs["queryset"] = Topic.objects.visible_to(request.user).groups()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_free(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._is_free(request, obj)

    def _is_free(self, request, topic):
        return topic is None or topic.organization_id is not None

    @admin.display(description="своя", boolean=True)
    def is_own(self, topic):
        return topic.organization_id is not None
