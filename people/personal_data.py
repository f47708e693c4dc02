"""Every personal field of the whole house: why it is kept and until when; and what is not personal.

152-ФЗ ст. 5: nothing is kept without a purpose, or longer than the purpose needs. Models are named
by label, so that this list knows all apps and imports none. A test names every field missing here.
"""

from dataclasses import dataclass

WORK = "пока человек участвует в наставничестве организации"
YEAR = "учебный год и ещё один, для отчёта"
PROOF = "3 года после окончания согласия: доказать, что оно было"
ACCOUNT = "пока нужна учётная запись"
PAPERS = "постоянно: состав зарегистрированных документов не меняется"
JOURNAL = "3 года: кто и что менял"
UNTIL_ORDER = "до следующей правки, не дольше чем до приказа о карте"
DRAFT = "до подтверждения загрузки или до следующей загрузки"


@dataclass(frozen=True)
class Personal:
    """Why the fields are kept, and until when."""

    why: str
    until: str
    fields: tuple[str, ...]


def kept(why, until, fields):
    """Declare personal fields; `fields` are their names in one string."""
    return Personal(why, until, tuple(fields.split()))


PERSONAL = {
    "people.person": [
        kept("имя в приказах, списках и бланках", WORK,
             "surname first_name patronymic gender search former"),
        kept("кто подписывает согласие и какое: зависит от возраста", WORK, "birth_on"),
        kept("роль в наставничестве, место в программе", WORK, "kind school_class workplace"),
        kept("связь с куратором", WORK, "email phone"),
    ],
    "people.positionperiod": [
        kept("должность в приказах; стаж и категория как условия наставничества", WORK,
             "person title is_main category hired_on starts_on ends_on"),
        kept("трудовой договор, который дополняет соглашение о наставничестве", WORK,
             "contract_number contract_on"),
    ],
    "people.nameperiod": [
        kept("имя в бумагах того дня; поиск по прежней фамилии", WORK,
             "person surname first_name patronymic ends_on basis search"),
    ],
    "people.declensioncorrection": [
        kept("как имя пишется в падежах", WORK, "person nominative form"),
    ],
    "people.merge": [
        kept("отмена объединения двух строк об одном человеке", "30 дней после объединения",
             "kept by snapshot"),
    ],
    "people.distinction": [
        kept("чтобы похожих людей не объединили по ошибке", WORK, "first second by"),
    ],
    "people.guardian": [
        kept("кто вправе подписать за ребёнка", WORK, "child adult relation authority"),
    ],
    "people.consent": [
        kept("доказательство согласия (152-ФЗ ст. 9)", PROOF,
             "person kind signed_on valid_until withdrawn_on withdrawal_way withdrawal_number"
             " shelf_mark"),
    ],
    "people.consentscan": [
        kept("подписанная бумага, чтобы не искать её на полке", PROOF, "consent file uploaded_by"),
    ],
    "people.carenote": [
        kept("помощь психолога; читает только он", YEAR, "person text author"),
    ],
    "people.erasure": [
        kept("акт об уничтожении и выгрузка из журнала (приказ РКН № 179)",
             "3 года после уничтожения", "stub by"),
    ],
    "people.consentsignature": [
        kept("кто подписал согласие", PROOF, "consent signer is_guardian"),
    ],
    "people.headship": [
        kept("кто подписывает приказы", WORK, "person position is_acting starts_on ends_on"),
    ],
    "people.schoolclass": [kept("классный руководитель", YEAR, "teacher")],
    "people.curator": [kept("участие в году", YEAR, "person")],
    "people.mentor": [
        kept("чем может помочь, скольким и когда", YEAR,
             "person capacity strengths achievements availability shift building wishes"
             " recommended_by recommended_on"),
    ],
    "people.mentee": [
        kept("в чём и когда нужна помощь", YEAR,
             "person request availability shift building wishes"),
    ],
    "people.candidate": [
        kept("кого пригласить в наставники", YEAR, "person source heard_on field agreed"),
    ],
    "people.absence": [
        kept("когда человека нет и пара не встречается", YEAR, "person starts_on ends_on"),
    ],
    "people.duty": [
        kept("кто за что отвечает в учебном году", YEAR, "person kind words starts_on ends_on"),
    ],
    "people.user": [
        kept("вход в программу", ACCOUNT,
             "username password first_name last_name email last_login date_joined"),
    ],
    "people.membership": [kept("кто за учётной записью", ACCOUNT, "user person")],
    "people.letter": [
        kept("кому и на какой адрес написано; слова стираются, когда письмо ушло",
             "90 дней: не напомнить дважды", "person address subject text"),
    ],
    "people.mailswitch": [kept("о чём человек просил не писать", WORK, "person")],
    "people.journalentry": [kept("кто и над чем работал", JOURNAL, "by person")],
    "people.upload": [
        kept("прочитанное из файла ждёт подтверждения; прежние значения – для отмены", DRAFT,
             "content name loaded_by"),
    ],
    "mentoring.competence": [
        kept("чем может помочь", YEAR, "mentor topic level evidence"),
    ],
    "mentoring.need": [
        kept("в чём нужна помощь и откуда это известно", YEAR,
             "mentee topic severity source noted_on"),
    ],
    "mentoring.criterioncheck": [
        kept("почему этот человек – наставник", YEAR, "mentor criterion is_met evidence"),
    ],
    "mentoring.pairmember": [
        kept("кто с кем работает", YEAR, "person side joined_on left_on leaving_reason"),
    ],
    "mentoring.pair": [
        kept("чем и почему закончилась или прервалась работа пары", YEAR,
             "closing_reason pause_reason limit_reason"),
    ],
    "mentoring.partner": [
        kept("с кем у партнёра говорить о наставниках", WORK, "contact"),
        kept("кто подписывает договор за партнёра", WORK, "head_position head_name"),
    ],
    "mentoring.pairban": [
        kept("кого больше не объединять и почему", YEAR, "first second reason"),
    ],
    "mentoring.replacement": [
        kept("кого, кем и почему заменили", YEAR,
             "leaving reason details successor limit_reason started_by"),
    ],
    "mentoring.labourterms": [
        kept("условия поручения и выплаты (ТК РФ ст. 351.8)", PAPERS,
             "member content form pay_kind pay_value pay_basis agreement_number agreed_on"
             " consented_on notice_by noticed_on ended_on"),
    ],
    "mentoring.programme": [
        kept("над чем работает пара и чего достигла", YEAR,
             "needs strengths goal tasks expected interim_review final_review outcome"),
    ],
    "mentoring.programmeitem": [
        kept("что сделано по программе", YEAR, "activity planned result"),
    ],
    "mentoring.unmatchednote": [
        kept("почему человек без пары и что дальше", YEAR,
             "person reason next_step responsible"),
    ],
    "mentoring.meeting": [
        kept("дневник наставника", YEAR, "note progress rapport recorded_by"),
    ],
    "mentoring.mentorlink": [
        kept("чьи страницы открывает личная ссылка", YEAR, "person digest"),
    ],
    "mentoring.meetingcorrection": [
        kept("почему и как исправили дневник", YEAR, "by reason changes"),
    ],
    "mentoring.attendance": [
        kept("как прошла встреча для наставляемого; видит куратор", YEAR,
             "member was_present usefulness comfort goal fit message"),
    ],
    "mentoring.signalmark": [
        kept("что куратор решил о сигнале пары", YEAR, "reason marked_by"),
    ],
    "mentoring.concern": [
        kept("кому нужен разговор с куратором; видит только он", YEAR, "attendance note"),
    ],
    "surveys.invitation": [kept("кого спросили", YEAR, "person")],
    "surveys.response": [
        kept("чей ответ; у опроса без имён пусто", YEAR, "invitation answered_at"),
    ],
    "surveys.answer": [
        kept("что ответили и кого назвали; слова могут называть людей", YEAR, "value person"),
    ],
    "surveys.swotline": [kept("выводы мониторинга; слова могут называть людей", YEAR, "text")],
    "roadmaps.roadmap": [kept("кто утвердил и согласовал карту: грифы над ней", PAPERS, "header")],
    "roadmaps.item": [kept("ответственный, как его назвали в карте", PAPERS, "responsible")],
    "roadmaps.occurrence": [kept("слова о сделанном могут называть людей", YEAR, "reason")],
    "roadmaps.assignee": [
        kept("кто отвечает за строку карты", YEAR, "text role person note"),
    ],
    "roadmaps.part": [kept("кто выполнил свою долю", YEAR, "person note")],
    "roadmaps.evidence": [
        kept("чем подтверждено и кто приложил; слова могут называть людей", YEAR,
             "title link added_by"),
    ],
    "roadmaps.evidencefile": [kept("файл может называть людей", YEAR, "name content")],
    "roadmaps.proposal": [kept("слова могут называть людей", YEAR, "title")],
    "roadmaps.feed": [kept("чей календарь открывает ссылка", ACCOUNT, "membership digest")],
    "roadmaps.dismissedfinding": [
        kept("замечание и ответ на него могут называть людей", YEAR,
             "sentence reason dismissed_by"),
    ],
    "roadmaps.target": [
        kept("слова карты и источник числа могут называть людей", YEAR, "text comment"),
    ],
    "roadmaps.lastchange": [
        kept("прежние слова строк, чтобы вернуть последнюю правку", UNTIL_ORDER, "words before"),
    ],
    "roadmaps.event": [kept("заметка и причина могут называть людей", YEAR, "note reason")],
    "roadmaps.participation": [
        kept("кого звали и кто пришёл: лист регистрации, доли участия", YEAR, "person was_present"),
    ],
    "roadmaps.publication": [
        kept("чьё согласие на распространение должно действовать (152-ФЗ ст. 10.1)", YEAR,
             "title link persons note"),
        kept("кто готовит публикацию", YEAR, "author"),
    ],
    "reports.document": [
        kept("имена в тексте документа", PAPERS, "facts title subject_ids remark"),
        kept("кто составил и зарегистрировал", PAPERS, "drafted_by registered_by"),
    ],
    "reports.protocol": [
        kept("кто вёл заседание и кто на нём был", PAPERS, "chair secretary names absent invited"),
    ],
    "reports.agendaitem": [
        kept("кого слушали; слова и решения могут называть людей", PAPERS,
             "question speaker speech discussion decision"),
    ],
    "reports.pack": [
        kept("бумаги, собранные в один файл для печати", "сутки",
             "made_by leaves problems file"),
    ],
    "reports.acquaintance": [
        kept("кто ознакомлен с приказом", PAPERS, "name noted_by"),
    ],
    "reports.amendment": [kept("кто отметил изменение документа", PAPERS, "noted_by")],
    "reports.printout": [kept("кто сформировал реестр", PAPERS, "made_by")],
    "reports.documentfile": [kept("подписанный документ целиком", PAPERS, "pdf")],
}  # fmt: skip

NOT_PERSONAL = {
    "people.organization": (
        "parent code kind full_name short_name founder place address phone email website okpo ogrn"
        " inn kpp paper_standard numbers_from series_suffix personnel_suffix teen_needs_guardian"
    ),
    "people.headship": "organization",
    "people.schoolclass": "organization year name",
    "people.headcount": "organization group counted_on number",
    "people.person": "organization erased_on",
    "people.consent": "text",
    "people.consenttext": (
        "organization kind version required_from purpose data actions extra reason"
    ),
    "people.consentscan": "uploaded_on",
    "people.carenote": "noted_on",
    "people.erasure": "organization number ground erased_on erased_at lines rewritten_at",
    "people.user": "is_superuser is_staff is_active groups user_permissions",
    "people.membership": "organization role",
    "people.journalentry": "organization at action subject_type subject_id text",
    "people.letter": "for_day about posted_at claimed_at sent_at retry_at attempts error",
    "people.mailswitch": "organization kind off_on",
    "people.calendarexception": "organization day is_working reason",
    "people.curator": "year entered_on",
    "people.mentor": "year entered_on",
    "people.mentee": "year entered_on",
    "people.candidate": "year entered_on",
    "people.duty": "year entered_on",
    "people.declensioncorrection": "organization case",
    "people.merge": "organization merged_on",
    "people.distinction": "decided_on",
    "people.headingmeaning": "organization kind heading key",
    "people.upload": "organization kind loaded_at",
    "mentoring.mentoringform": (
        "code name position mentee_is_learner mentor_is_learner labour_terms_possible"
        " partner_required guardian_consent allows_group mentee_limit is_active"
    ),
    "mentoring.mentoringkind": "code name position needs_group is_active",
    "mentoring.topic": "organization parent code name position for_learners for_teachers",
    "mentoring.criterion": "code name position forms",
    "mentoring.pair": (
        "organization year form kind partner direction starts_on ends_on proposed_on agreed_on"
        " confirmed_on basis paused_on returns_on closed_on closing previous created_at"
    ),
    "mentoring.partner": (
        "organization name address inn ogrn basis agreement_number agreed_on ends_on"
    ),
    "mentoring.pairmember": "pair",
    "mentoring.pairban": "organization banned_on lifted_on",
    "mentoring.replacement": (
        "noticed_on effective_on started_on registered_on basis cancelled_on"
    ),
    "mentoring.labourterms": "starts_on ends_on",
    "mentoring.programme": (
        "pair version starts_on ends_on approved_on approved_basis interim_on final_on"
        " superseded_on created_on"
    ),
    "mentoring.programmeitem": "programme position direction due_on done_on",
    "mentoring.unmatchednote": "year side until",
    "mentoring.meeting": (
        "pair held_on stage mode minutes topics tasks next_on recorded_at sending"
    ),
    "mentoring.meetingcorrection": "meeting corrected_at",
    "mentoring.attendance": "meeting reader answered_at",
    "mentoring.concern": "pair raised_on settled_on",
    "mentoring.mentorlink": "created_on expires_on revoked_on",
    "mentoring.signalmark": "pair rule verdict marked_on until",
    "surveys.survey": "organization code version family title intro audience moment position",
    "surveys.question": "survey key position block text type options is_required",
    "surveys.wave": (
        "organization survey title year moment opens_on closes_on is_anonymous by_mail"
        " closed_on"
    ),
    "surveys.invitation": "wave",
    "surveys.response": "wave is_paper",
    "surveys.answer": "response question",
    "surveys.swotline": "organization year quadrant position said",
    "roadmaps.roadmap": (
        "organization title year period_start_on period_end_on columns layout source_name"
        " source_digest teaching_end_on quarter_basis terms answers approved_on approved_basis"
        " replaces replaced_on created_at taken_from"
    ),
    "roadmaps.roadmaptemplate": (
        "organization title content created_at handed_down_on withdrawn_on"
    ),
    "roadmaps.target": (
        "item position op value upper unit per per_group code counted counted_on measured"
        " measured_on dropped_on"
    ),
    "roadmaps.stage": "roadmap position number title",
    "roadmaps.item": (
        "roadmap section position number stage activity deadline result indicator mark inherits"
        " merged other emphasis deadline_kind replaces"
    ),
    "roadmaps.occurrence": "item start_on due_on done_on planned_on cancelled_on",
    "roadmaps.assignee": "item position kind is_main",
    "roadmaps.part": "occurrence organization done_on with_row",
    "roadmaps.expectedresult": "item position kind text quantity",
    "roadmaps.evidence": "occurrence kind key dated_on with_mark part added_at",
    "roadmaps.evidencefile": "evidence",
    "roadmaps.proposal": "occurrence kind key dated_on declined_on",
    "roadmaps.feed": "created_at revoked_on",
    "roadmaps.dismissedfinding": "roadmap rule item",
    "roadmaps.lastchange": "roadmap",
    "roadmaps.event": (
        "organization year kind title held_on starts_at place level counted_on cancelled_on"
    ),
    "roadmaps.participation": "event",
    "roadmaps.turnout": "event school_class title expected present",
    "roadmaps.publication": "organization channel planned_on published_on removed_on",
    "reports.document": (
        "organization kind series drafted_at sent_on number number_key number_year serial"
        " registered_on registered_at sheets sha256 code"
    ),
    "reports.documentfile": "document",
    "reports.printout": "organization kind year made_on lines",
    "reports.wording": "organization kind block text",
    "reports.casefile": "organization index title keeps term",
    "reports.protocol": "organization body number held_on members present",
    "reports.agendaitem": "protocol position votes_for votes_against abstained",
    "reports.pack": (
        "organization kind title on done created_at beat_at finished_at"
    ),
    "reports.act": "number dated title in_force_on ended_on replaced_by",
    "reports.acquaintance": "document read_on",
    "reports.amendment": "document change since basis by_document",
}  # fmt: skip


def declared(label):
    """Return (personal field names, other field names) of a model named by its label."""
    personal = [name for group in PERSONAL.get(label, ()) for name in group.fields]
    return personal, NOT_PERSONAL.get(label, "").split()
