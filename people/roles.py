"""What a role may do. The database holds memberships, never permissions."""

from django.contrib.auth.backends import ModelBackend

from people.models.users import Membership, Role


def allow(actions, *models):
    """Return permission names: every action on every model, both given as words."""
    return {
        f"{app}.{action}_{model}"
        for action in actions.split()
        for app, model in (name.split(".") for name in models)
    }


PERMISSIONS = {
    Role.CURATOR: (
        allow("view change", "people.organization")
        | allow("view add change", "people.consenttext")
        | allow("change", "people.consent")
        | allow("view add", "people.consentscan", "people.erasure")
        | allow("view add change delete", "people.person", "people.positionperiod",
                "people.guardian", "people.curator", "people.mentor", "people.mentee",
                "people.headcount", "people.headship",
                "people.calendarexception", "people.schoolclass", "people.upload",
                "people.candidate", "people.duty", "people.absence",
                "mentoring.topic", "mentoring.competence", "mentoring.need",
                "mentoring.criterioncheck", "mentoring.partner",
                "mentoring.pairmember", "roadmaps.stage", "roadmaps.item", "roadmaps.occurrence",
                "roadmaps.dismissedfinding", "roadmaps.target", "roadmaps.roadmaptemplate",
                "roadmaps.publication", "surveys.swotline", "reports.protocol",
                "reports.agendaitem", "reports.casefile")
        | allow("view", "roadmaps.assignee", "roadmaps.part", "roadmaps.evidence")
        | allow("view add", "people.consent", "people.consentsignature")
        | allow("view add change", "mentoring.pairban", "mentoring.replacement",
                "mentoring.labourterms", "mentoring.programme", "mentoring.programmeitem",
                "mentoring.unmatchednote", "mentoring.signalmark", "mentoring.mentorlink")
        | allow("view", "people.letter")
        | allow("view change", "people.mailswitch")
        | allow("view add change", "mentoring.pair", "mentoring.meeting", "roadmaps.roadmap",
                "roadmaps.event", "surveys.survey", "surveys.wave")
        | allow("view", "people.journalentry", "mentoring.mentoringform", "mentoring.mentoringkind",
                "mentoring.attendance", "surveys.response")
        | allow("view add", "mentoring.concern")
        | allow("view add", "reports.document")
        | allow("view", "reports.pack")
    ),
    Role.DIRECTOR: (
        allow("view", "people.erasure", "mentoring.programme", "mentoring.labourterms")
        | allow("view", "people.organization", "people.person", "people.consent", "mentoring.pair",
              "mentoring.meeting", "roadmaps.roadmap", "roadmaps.stage", "roadmaps.item",
              "roadmaps.occurrence", "roadmaps.target", "roadmaps.event", "roadmaps.publication",
              "roadmaps.assignee", "roadmaps.part", "roadmaps.evidence",
              "people.journalentry", "people.headcount", "surveys.survey", "surveys.wave",
              "surveys.swotline", "reports.protocol", "reports.agendaitem")
        | allow("view register", "reports.document")
        | allow("view", "reports.pack")
    ),
    Role.MENTOR: allow("view", "mentoring.pair") | allow("view add change", "mentoring.meeting"),
    Role.MUNICIPALITY: (
        allow("view", "people.organization", "people.headcount", "roadmaps.roadmap",
              "roadmaps.stage", "roadmaps.item", "roadmaps.occurrence", "roadmaps.target",
              "roadmaps.roadmaptemplate")
        | allow("oversee", "people.organization")
    ),
    Role.PSYCHOLOGIST: (
        allow("view", "people.person") | allow("view add change delete", "people.carenote")
    ),
    Role.EMPLOYEE: set(),  # one's own dates of the roadmap, which every membership opens
}  # fmt: skip
BY_CURATORS = (Role.MENTOR, Role.EMPLOYEE)  # whom a curator may invite: they see their own alone
STAFF_ROLES = (Role.CURATOR, Role.DIRECTOR, Role.MUNICIPALITY, Role.PSYCHOLOGIST)


class RoleBackend(ModelBackend):
    """Passwords as Django checks them, permissions from PERMISSIONS."""

    def get_user(self, user_id):
        """Fetch account and memberships in one query: every page needs both."""
        rows = Membership.objects.filter(user=user_id).order_by("pk")
        own = list(rows.select_related("user", "organization", "person"))
        if not own:
            return super().get_user(user_id)
        user = own[0].user
        user.own_memberships = own
        return user if self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        return PERMISSIONS[user_obj.membership.role] if user_obj.membership else set()
