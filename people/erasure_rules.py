"""What becomes of every personal field when somebody's data are destroyed. Pure: labels and names.

Rows of figures stay with a stub that names nobody; words, contacts, answers and files go. A test
compares this with people.personal_data, so that no field can be forgotten. Whatever text stays,
also in rows about others, loses the name: see people.mentions.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Emptied:
    """Rows that lead to the person by one of `paths`: which fields are emptied, which stay."""

    paths: str
    emptied: str = ""
    stays: str = ""


# model: paths by which a row is the person's; such rows go as a whole
GONE = {
    "people.positionperiod": "person",
    "people.nameperiod": "person",
    "people.declensioncorrection": "person",
    "people.merge": "kept",
    "people.distinction": "first second",
    "people.guardian": "child adult",
    "people.consentscan": "consent__person",
    "people.carenote": "person",
    "people.candidate": "person",
    "people.duty": "person",
    "people.absence": "person",
    "people.membership": "person",
    "people.letter": "person",
    "people.mailswitch": "person",
    "mentoring.competence": "mentor__person",
    "mentoring.need": "mentee__person",
    "mentoring.criterioncheck": "mentor__person",
    "mentoring.pairban": "first second",
    "mentoring.mentorlink": "person",
    "mentoring.concern": "pair__members__person",
    "mentoring.unmatchednote": "person",
    "surveys.answer": "person response__invitation__person",
    "surveys.response": "invitation__person",
    "surveys.invitation": "person",
    "roadmaps.assignee": "person",
    "roadmaps.part": "person",
    "roadmaps.feed": "membership__person",
}

EMPTIED = {
    "people.consent": Emptied(
        "person", "shelf_mark withdrawal_number",
        "person kind signed_on valid_until withdrawn_on withdrawal_way",
    ),
    "people.consentsignature": Emptied("signer", "", "consent signer is_guardian"),
    "people.headship": Emptied("person", "", "person position is_acting starts_on ends_on"),
    "people.schoolclass": Emptied("teacher", "teacher"),
    "people.curator": Emptied("person", "", "person"),
    "people.mentor": Emptied(
        "person", "strengths achievements availability building wishes recommended_by",
        "person capacity shift recommended_on",
    ),
    "people.mentee": Emptied("person", "request availability building wishes", "person shift"),
    "people.erasure": Emptied("stub", "", "stub by"),
    "people.journalentry": Emptied("person", "", "by person"),
    "mentoring.pairmember": Emptied(
        "person", "leaving_reason", "person side joined_on left_on"
    ),
    "mentoring.pair": Emptied(
        "members__person", "closing_reason pause_reason limit_reason"
    ),
    "mentoring.replacement": Emptied(
        "leaving__person successor", "details limit_reason",
        "leaving reason successor started_by",
    ),
    # the school keeps what was agreed about work and pay for 50 years (Росархив № 236, ст. 434)
    "mentoring.labourterms": Emptied(
        "member__person", "",
        "member content form pay_kind pay_value pay_basis agreement_number agreed_on"
        " consented_on notice_by noticed_on ended_on",
    ),
    "mentoring.programme": Emptied(
        "pair__members__person",
        "needs strengths goal tasks expected interim_review final_review", "outcome",
    ),
    "mentoring.programmeitem": Emptied(
        "programme__pair__members__person", "activity planned result"
    ),
    "mentoring.meeting": Emptied(
        "pair__members__person", "note", "progress rapport recorded_by"
    ),
    "mentoring.meetingcorrection": Emptied(
        "meeting__pair__members__person", "reason changes", "by"
    ),
    "mentoring.signalmark": Emptied("pair__members__person", "reason", "marked_by"),
    "mentoring.attendance": Emptied(
        "member__person", "usefulness comfort goal fit message", "member was_present"
    ),
    "roadmaps.participation": Emptied("person", "", "person was_present"),
    # minutes are kept for good (Росархив № 236, ст. 18); their words lose the name
    "reports.protocol": Emptied("chair secretary", "", "chair secretary names absent invited"),
    "reports.agendaitem": Emptied(
        "speaker", "", "question speaker speech discussion decision"
    ),
}  # fmt: skip

# words of a pair or group, with the path to it: where others share them, only those that name the
# person are emptied; rows that go as a whole go then when they are the person's own or name him
SHARED = {
    "mentoring.pair": "pk",
    "mentoring.programme": "pair",
    "mentoring.programmeitem": "programme__pair",
    "mentoring.meeting": "pair",
    "mentoring.meetingcorrection": "meeting__pair",
    "mentoring.signalmark": "pair",
    "mentoring.concern": "pair",
}
OWN = {"mentoring.concern": "attendance__member__person"}

# the act is read by those who may not know that the psychologist kept a note
CALLED = dict.fromkeys(("people.carenote", "mentoring.unmatchednote"), "заметки о человеке")

# nobody's rows: they only may name somebody in their words
WORDS_ONLY = {
    "roadmaps.roadmap", "roadmaps.item", "roadmaps.occurrence", "roadmaps.evidence",
    "roadmaps.evidencefile",
    "roadmaps.proposal", "roadmaps.dismissedfinding", "roadmaps.target", "roadmaps.lastchange",
    "roadmaps.event", "roadmaps.publication", "surveys.swotline", "mentoring.partner",
}  # fmt: skip

# not personal by purpose, yet words that somebody typed or that were read from such words
ALSO_WORDS = {
    "roadmaps.stage": "title",
    "roadmaps.expectedresult": "text",
    "roadmaps.turnout": "title",
    "roadmaps.roadmaptemplate": "title content",
    "surveys.survey": "title intro",
    "surveys.question": "block text options",
    "surveys.wave": "title",
    "reports.wording": "text",
    "reports.casefile": "title",
}

# copies of people's data: a row that names the person goes as a whole, when it is such a row
COPIES = {"people.upload": {}, "people.merge": {}, "reports.document": {"sha256": ""}}

# files that hold many people's data for a while: those of the organization go, whoever is in them
BUNDLES = {"reports.pack": "file"}

# names and accounts of their own are rewritten one by one; registered papers never change
APART = {"people.person", "people.user", "reports.document", "reports.documentfile",
         "reports.acquaintance", "reports.amendment", "reports.printout",
         "people.upload"}  # fmt: skip

NAMES_OF_OTHERS = {"people.person", "people.nameperiod", "people.declensioncorrection",
                   "people.user", "people.erasure"}  # fmt: skip


def known() -> set[str]:
    """Return the labels of all models this list decides about."""
    return {*GONE, *EMPTIED, *WORDS_ONLY, *COPIES, *BUNDLES, *APART}
