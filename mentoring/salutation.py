"""How a page speaks of people: with whom somebody met, the how-manieth meeting it is."""

from people.names import GenderUnknown, decline_name

ORDINALS = ("первая", "вторая", "третья", "четвёртая", "пятая", "шестая", "седьмая", "восьмая",
            "девятая", "десятая", "одиннадцатая", "двенадцатая")  # fmt: skip
NAMED = 3
VOWELS = "аеёиоуыэюя"


def ordinal(number):
    """Return «шестая», from the thirteenth on «13-я»."""
    return ORDINALS[number - 1] if number <= len(ORDINALS) else f"{number}-я"


def company(members):
    """Return «с Соколовым Дмитрием Игоревичем», or for many «с группой из 5 человек»."""
    if len(members) > NAMED:
        return f"с группой из {len(members)} человек"
    names = [_instrumental(member.person, full=len(members) == 1) for member in members]
    head, tail = names[:-1], names[-1:]
    return f"{_with(names[0])} " + " и ".join(filter(None, [", ".join(head), *tail]))


def _with(name):
    """Return «со» before Скворцовым and Щукиным, otherwise «с»."""
    first, second = name.lower()[0], name.lower()[1:2]
    return "со" if first == "щ" or (first in "сзшж" and second not in VOWELS) else "с"


def _instrumental(person, full):
    patronymic = person.patronymic if full else ""
    try:
        forms = decline_name(person.surname, person.first_name, patronymic, person.gender or None)
    except GenderUnknown:
        return person.full_name
    return forms.instrumental
