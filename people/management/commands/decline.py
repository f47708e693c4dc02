"""Print the cases of a name and a post; the console's door to people.names, without database."""

import json
import sys

from people import names
from people.console import PlainCommand

_HEADINGS = dict(
    zip(
        names.CASES,
        ("Именительный", "Родительный", "Дательный", "Винительный", "Творительный"),
        strict=True,
    )
)
_DECLINE = {
    "surname": names.decline_surname,
    "first": names.decline_first,
    "patronymic": names.decline_patronymic,
    "full": names.decline_full,
    "position": names.decline_position,
}
_EXAMPLE = (
    'Пример: manage.py decline "Иванова Анна Петровна" --position "старший воспитатель" --gender f'
)
_LINE = (
    "Строка не читается. Нужен объект JSON с полями kind (surname, first, patronymic, full или "
    "position), nominative и gender (m или f)."
)


class Unreadable(ValueError):
    """A line of --stdin that is no question to this command."""


class Command(PlainCommand):
    help = "Склоняет фамилию, имя, отчество и должность по пяти падежам."
    example = _EXAMPLE
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", default="", help="«Фамилия Имя Отчество»")
        parser.add_argument("--position", help="должность в именительном падеже")
        parser.add_argument("--gender", help="пол: m или f; без него – по отчеству")
        parser.add_argument("--json", action="store_true", help="ответ в JSON")
        parser.add_argument("--stdin", action="store_true", help="вопросы по одному JSON в строке")

    def handle(self, *args, **options):
        if options["gender"] not in (None, *names.GENDERS):
            self.refuse("Пол пишется как m или f.")
        if options["stdin"]:
            self._answer_lines()
        elif options["name"].strip():
            self._decline(options)
        else:
            self.refuse(f"Напишите имя в кавычках. {_EXAMPLE}")

    def _decline(self, options) -> None:
        try:
            gender = names.gender_of_full(options["name"], options["gender"])
        except names.GenderUnknown:
            self.refuse("Пол не виден из отчества. Добавьте --gender m или --gender f.")
        answer = {"name": names.decline_full(options["name"], gender)}
        if options["position"] is not None:
            answer["position"] = names.decline_position(options["position"], gender)
        if any(forms.doubtful for forms in answer.values()):
            self.stderr.write("Проверьте склонение: среди слов есть сомнительные.")
        if options["json"]:
            self.answer({"gender": gender} | {key: f.as_dict() for key, f in answer.items()})
        else:
            self._print_table(answer.values())

    def _print_table(self, answer) -> None:
        for case, heading in _HEADINGS.items():
            words = ", ".join(getattr(forms, case) for forms in answer)
            self.stdout.write(f"{heading:<14}{words}")

    def _answer_lines(self) -> None:
        # bytes: a line in a foreign encoding is answered like any other unreadable one
        for line in getattr(sys.stdin, "buffer", sys.stdin):
            try:
                self.answer(_answer_to(line))
            except Unreadable as refusal:
                self.answer({"error": str(refusal)})


def _answer_to(line: bytes | str) -> dict[str, str]:
    """Return the answer to one line of --stdin, or raise Unreadable with a sentence."""
    try:
        question = json.loads(line)
    except (ValueError, RecursionError):
        raise Unreadable(_LINE) from None
    if not isinstance(question, dict):
        raise Unreadable(_LINE)
    kind, nominative, gender = (question.get(key) for key in ("kind", "nominative", "gender"))
    if not isinstance(kind, str) or kind not in _DECLINE or not isinstance(nominative, str):
        raise Unreadable(_LINE)
    if gender not in (None, "", *names.GENDERS):
        raise Unreadable("Пол пишется как m или f.")
    if not nominative.strip():
        raise Unreadable("Слово для склонения пустое. Заполните поле nominative.")
    try:
        forms = _DECLINE[kind](nominative, gender or None)
        gender = names.gender_of_full(nominative, gender) if kind == "full" else gender
    except names.GenderUnknown as unknown:
        raise Unreadable(str(unknown)) from None
    return {"gender": gender or ""} | forms.as_dict()
