"""The public names of this package."""

from people.models.calendar import CalendarException
from people.models.consents import REQUIRED_KINDS, Consent, ConsentKind, ConsentSignature
from people.models.journal import JournalEntry
from people.models.organizations import (
    Headcount,
    Headship,
    Organization,
    OrganizationKind,
    SchoolClass,
    TargetGroup,
)
from people.models.participants import Curator, Mentee, Mentor
from people.models.persons import (
    LEARNERS,
    Gender,
    Guardian,
    Person,
    PersonKind,
    PositionPeriod,
)
from people.models.uploads import Upload, UploadKind
from people.models.users import Membership, Role, User

__all__ = [
    "LEARNERS",
    "REQUIRED_KINDS",
    "CalendarException",
    "Consent",
    "ConsentKind",
    "ConsentSignature",
    "Curator",
    "Gender",
    "Guardian",
    "Headcount",
    "Headship",
    "JournalEntry",
    "Membership",
    "Mentee",
    "Mentor",
    "Organization",
    "OrganizationKind",
    "Person",
    "PersonKind",
    "PositionPeriod",
    "Role",
    "SchoolClass",
    "TargetGroup",
    "Upload",
    "UploadKind",
    "User",
]
