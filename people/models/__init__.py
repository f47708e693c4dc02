"""The public names of this package."""

from people.models.absences import Absence
from people.models.calendar import CalendarException
from people.models.care import CareNote
from people.models.consent_texts import BLOCKS, REQUIRED_KINDS, ConsentKind, ConsentText
from people.models.consents import Consent, ConsentScan, ConsentSignature, WithdrawalWay
from people.models.duties import Duty, DutyKind
from people.models.erasures import Erasure, ErasureGround
from people.models.journal import JournalEntry
from people.models.letters import Letter, LetterKind, MailSwitch
from people.models.merges import Distinction, Merge
from people.models.naming import DeclensionCorrection, GrammaticalCase, NamePeriod
from people.models.organizations import (
    Headcount,
    Headship,
    NumbersFrom,
    Organization,
    OrganizationKind,
    PaperStandard,
    SchoolClass,
    TargetGroup,
    refuse_overlapping_heads,
)
from people.models.participants import (
    Candidate,
    CandidateSource,
    Curator,
    Mentee,
    Mentor,
    Shift,
)
from people.models.persons import (
    LEARNERS,
    Gender,
    Guardian,
    Person,
    PersonKind,
)
from people.models.posts import PositionPeriod, refuse_overlapping
from people.models.uploads import HeadingMeaning, Upload, UploadKind
from people.models.users import Membership, Role, User

__all__ = [
    "BLOCKS",
    "LEARNERS",
    "REQUIRED_KINDS",
    "Absence",
    "CalendarException",
    "Candidate",
    "CandidateSource",
    "CareNote",
    "Consent",
    "ConsentKind",
    "ConsentScan",
    "ConsentSignature",
    "ConsentText",
    "Curator",
    "DeclensionCorrection",
    "Distinction",
    "Duty",
    "DutyKind",
    "Erasure",
    "ErasureGround",
    "Gender",
    "GrammaticalCase",
    "Guardian",
    "Headcount",
    "HeadingMeaning",
    "Headship",
    "JournalEntry",
    "Letter",
    "LetterKind",
    "MailSwitch",
    "Membership",
    "Mentee",
    "Mentor",
    "Merge",
    "NamePeriod",
    "NumbersFrom",
    "Organization",
    "OrganizationKind",
    "PaperStandard",
    "Person",
    "PersonKind",
    "PositionPeriod",
    "Role",
    "SchoolClass",
    "Shift",
    "TargetGroup",
    "Upload",
    "UploadKind",
    "User",
    "WithdrawalWay",
    "refuse_overlapping",
    "refuse_overlapping_heads",
]
