"""TEMPORARY, to be replaced by its owner."""


def normalise(text):
    return " ".join(text.casefold().replace("ё", "е").split())


def initials_first(surname, first, patronymic=""):
    return "".join(f"{p[0]}." for p in (first, patronymic) if p) + " " + surname


def initials_last(surname, first, patronymic=""):
    return surname + " " + "".join(f"{p[0]}." for p in (first, patronymic) if p)
