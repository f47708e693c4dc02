"""Questionnaires as data, and what was asked of whom and answered."""

from surveys.models.answers import Answer, Invitation, Response
from surveys.models.questionnaires import Audience, Moment, Question, QuestionType, Survey
from surveys.models.swot import Quadrant, SwotLine, words_key
from surveys.models.waves import Wave

__all__ = [
    "Answer",
    "Audience",
    "Invitation",
    "Moment",
    "Quadrant",
    "Question",
    "QuestionType",
    "Response",
    "Survey",
    "SwotLine",
    "Wave",
    "words_key",
]
