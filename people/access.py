"""Whose rows a user may see. No other module decides this."""

from django.db import models
from django.utils import timezone


class ScopedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the rows of the user's present organization; a mentor's, of his own pairs.

        A mentor who has been replaced sees the pair until his last day.

        An employee answers for dates of the roadmap and sees these alone, by
        `Occurrence.objects.answered_by`, as mentors and psychologists do.

        A municipality sees the plans of its organizations (`open_to_municipality`), never a
        person; figures about them reach it as counts.
        """
        if user.is_superuser:
            return self
        if not user.is_authenticated or user.membership is None:
            return self.none()
        work = user.membership
        path = self.model.path_to_organization()
        if work.role == "municipality" and self.model.open_to_municipality:
            return self.filter(
                models.Q(**{path: work.organization_id})
                | models.Q(**{_join(path, "parent"): work.organization_id})
            )
        if work.role == "municipality" and not self.model.open_to_municipality:
            return self.none()
        if work.role == "employee":
            return self.none()
        rows = self.filter(**{path: work.organization_id})
        if work.role == "mentor":
            path = self.model.path_to_mentor()
            if path is None or work.person_id is None:
                return self.none()
            own = {f"{path}__person": work.person_id, f"{path}__side": "mentor"}
            present = models.Q(**{f"{path}__left_on": None})
            present |= models.Q(**{f"{path}__left_on__gte": timezone.localdate()})
            rows = rows.filter(present, **own).distinct()
        return rows


class ScopedModel(models.Model):
    """A row of one organization; `owner` names the field that leads there."""

    owner = "organization"
    open_to_municipality = False
    merge_refusal = ""  # why two persons who both have such a row in one place cannot be one

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def path_to_organization(cls):
        """Return the look-up from a row to its organization's key."""
        if cls.owner == "organization":
            return "organization"
        return f"{cls.owner}__{cls._owner_model().path_to_organization()}"

    @classmethod
    def path_to_mentor(cls):
        """Return the look-up from a row to the members of its pair; None: not for mentors."""
        if cls.owner == "organization":
            return None
        path = cls._owner_model().path_to_mentor()
        return path and f"{cls.owner}__{path}"

    @classmethod
    def _owner_model(cls):
        return cls._meta.get_field(cls.owner).related_model


def owner_of(row):
    """Return the Organization a row belongs to, or None for rows all organizations share."""
    while isinstance(row, ScopedModel) and row.path_to_organization() != "pk":
        row = getattr(row, row.owner)
    return row if isinstance(row, ScopedModel) else None


def _join(path, field):
    return field if path == "pk" else f"{path}__{field}"
