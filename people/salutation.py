"""How somebody is addressed. Pure."""


def called(person):
    """Return the first name of a learner; of an adult also the patronymic."""
    if person.is_learner or not person.patronymic:
        return person.first_name
    return f"{person.first_name} {person.patronymic}"
