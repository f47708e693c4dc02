"""The form of the blocks above a roadmap: a block of fields for each, the last one empty."""

from django import forms

from roadmaps.approvals import ANNEX, APPROVING, BESIDE, LEFT, MOST, RIGHT, Approval

NONE = "нет грифа"
SIDES = {"": "как принято", LEFT: "слева", RIGHT: "справа"}
FIELDS = ("kind", "body", "name", "paper", "number", "side")


class ApprovalsForm(forms.Form):
    """Who approves and who agreed; a block whose kind is taken away is printed no more."""

    def __init__(self, data=None, *, approvals):
        super().__init__(data)
        shown = list(approvals)[:MOST]
        if len(shown) < MOST:
            shown.append(Approval(""))
        self.count = len(shown)
        for number, one in enumerate(shown):
            for name, field in self._block(one).items():
                self.fields[f"{number}-{name}"] = field

    def _block(self, one):
        choices = [("", NONE), *APPROVING.items(), *BESIDE.items()]
        return {
            "kind": forms.ChoiceField(label="Гриф", choices=choices, initial=one.kind,
                                      required=False),
            "body": forms.CharField(
                label="Должность, орган или чей приказ", max_length=300, required=False,
                initial=one.body,
                help_text="Если не заполнить, гриф утверждения возьмёт должность руководителя и "
                "название организации.",
            ),
            "name": forms.CharField(
                label="Инициалы и фамилия", max_length=100, required=False, initial=one.name,
                help_text="Если не заполнить, подписывает руководитель дня печати. У органа "
                "оставьте пустым.",
            ),
            "paper": forms.CharField(
                label="Дата, протокол или приказ", max_length=200, required=False,
                initial=one.paper,
                help_text="Например: «протокол от 28.08.2026 № 1». Пустое место останется для "
                "руки; номер своего приказа впишется сам.",
            ),
            "number": forms.CharField(label="Номер приложения", max_length=10, required=False,
                                      initial=one.number),
            "side": forms.ChoiceField(label="Место", choices=SIDES.items(), required=False,
                                      initial=one.side),
        }  # fmt: skip

    @property
    def blocks(self):
        """Return the bound fields block by block."""
        return [[self[f"{n}-{name}"] for name in FIELDS] for n in range(self.count)]

    @property
    def approvals(self):
        """Return the Approvals that were set."""
        found = [Approval(**{name: self.cleaned_data[f"{n}-{name}"] for name in FIELDS})
                 for n in range(self.count)]  # fmt: skip
        return [one for one in found if one.kind]

    def clean(self):
        for n in range(self.count):
            found = {name: self.cleaned_data.get(f"{n}-{name}", "") for name in FIELDS}
            if found["kind"] in BESIDE and not found["body"]:
                self.add_error(f"{n}-body", "Напишите, кто согласовал: должность или орган.")
            if found["number"] and found["kind"] != ANNEX:
                self.add_error(f"{n}-number", "Номер бывает только у приложения к приказу.")
            if not found["kind"] and not self[f"{n}-kind"].initial and any(found.values()):
                self.add_error(f"{n}-kind", "Выберите, какой это гриф.")
        return self.cleaned_data
