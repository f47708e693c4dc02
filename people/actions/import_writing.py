"""The planned rows of a table written in a few statements, with what an undo needs."""

from collections import defaultdict
from datetime import timedelta

from people.import_plan import NAME_PARTS, OF_POST, OWN_FIELDS, ROLES, RowState
from people.models import (
    Curator,
    Distinction,
    Gender,
    Guardian,
    Mentee,
    Mentor,
    Person,
    PersonKind,
    PositionPeriod,
    SchoolClass,
)
from people.names import normalise, propose_gender

BATCH = 500
PARTICIPANTS = {"mentor": Mentor, "mentee": Mentee, "curator": Curator}
PARENTS = {"мать": Gender.FEMALE, "отец": Gender.MALE}


class Writing:
    """Writes rows of a plan; `created` and `changed` remember what was done."""

    def __init__(self, organization, year, *, by, on):
        self.organization, self.year, self.by, self.on = organization, year, by, on
        self.created = defaultdict(list)
        self.changed = defaultdict(lambda: defaultdict(dict))

    def write(self, planned):
        """Write new and changed rows; the caller holds the transaction."""
        self._write_classes(planned)
        self._write_new(planned)
        self._write_changes([row for row in planned if row.state == RowState.CHANGED])
        self._write_posts(planned)
        self._write_guardians([row for row in planned if row.adult])
        self._write_distinctions(planned)
        for role in ROLES:
            self._create(PARTICIPANTS[role], [
                PARTICIPANTS[role](person_id=row.person.pk, year=self.year)
                for row in planned if role in row.roles
            ])  # fmt: skip

    def memory(self):
        """Return what undo needs as plain JSON: created keys, and old and new of the changes."""
        return {"created": self.created, "changed": self.changed}

    def _write_classes(self, planned):
        wanted = {row.values.get("school_class") for row in planned} - {None}
        mine = SchoolClass.objects.filter(organization=self.organization, year=self.year)
        self.classes = {school_class.name: school_class for school_class in mine}
        missing = [
            SchoolClass(organization=self.organization, year=self.year, name=name)
            for name in sorted(wanted - self.classes.keys())
        ]
        self._create(SchoolClass, missing)
        self.classes |= {school_class.name: school_class for school_class in missing}

    def _write_new(self, planned):
        for row in planned:
            if row.person is None:
                wanted = self.classes.get(row.values.get("school_class"))
                row.person = Person(
                    organization_id=self.organization.pk,
                    school_class_id=wanted.pk if wanted else None,
                    **{name: row.values[name] for name in OWN_FIELDS if row.values.get(name)},
                )
        fresh = [row.person for row in planned if row.person.pk is None]
        self._create(Person, fresh)
        self.newcomers = {
            normalise(person.full_name): person for person in fresh if not person.is_learner
        }

    def _write_changes(self, planned):
        touched = set()
        for row in planned:
            for name, _, new in row.changes:
                if name in OWN_FIELDS:
                    self._set(row.person, name, new)
                elif name == "school_class":
                    self._set(row.person, name, self.classes[new].pk)
                else:
                    continue
                touched.add(row.person)
        for person in touched:
            person.search = normalise(person.full_name)[:250]
        Person.objects.bulk_update(
            touched, [*OWN_FIELDS, "school_class", "search"], batch_size=BATCH
        )

    def _write_posts(self, planned):
        """Give new posts; an earlier one ends the day before, what belongs to it stays in place."""
        fresh, old = [], []
        for row in planned:
            title = row.values.get("post", "")
            wanted = {name: row.values[name] for name in OF_POST if row.values.get(name)}
            if row.state == RowState.NEW and title:
                fresh.append(PositionPeriod(person_id=row.person.pk, title=title, **wanted))
            names = {name for name, _, _ in row.changes} & {"post", *OF_POST}
            held = row.person.post_on(self.on) if names else None
            if held and ("post" not in names or held.starts_on == self.on):
                for name in names:
                    self._set(held, {"post": "title"}.get(name, name), row.values[name])
                old.append(held)
            elif "post" in names:
                kept = {name: getattr(held, name) for name in OF_POST} if held else {}
                fresh.append(PositionPeriod(
                    person=row.person, title=title, starts_on=self.on if held else None,
                    **kept | wanted,
                ))  # fmt: skip
                if held:
                    self._set(held, "ends_on", self.on - timedelta(days=1))
                    old.append(held)
        self._create(PositionPeriod, fresh)
        PositionPeriod.objects.bulk_update(old, ["title", *OF_POST, "ends_on"], batch_size=BATCH)

    def _write_guardians(self, planned):
        """Link the adults: known ones, those of other rows, and new ones, each made once."""
        adults, missing = self.newcomers, {}
        for row in planned:
            if isinstance(row.adult, list):
                name = normalise(" ".join(filter(None, row.adult)))
                if name not in adults and name not in missing:
                    missing[name] = self._adult(row)
        self._create(Person, list(missing.values()))
        adults = adults | missing
        self._create(Guardian, [
            Guardian(
                child_id=row.person.pk, relation=row.values.get("relation") or "представитель",
                adult_id=(row.adult if isinstance(row.adult, Person)
                          else adults[normalise(" ".join(filter(None, row.adult)))]).pk,
            )
            for row in planned
        ])  # fmt: skip

    def _write_distinctions(self, planned):
        """Keep the answers «другой человек»: nobody is asked about these two again."""
        Distinction.objects.bulk_create(
            Distinction(first=row.twin, second=row.person, by=self.by, decided_on=self.on)
            for row in planned if row.twin and row.twin != row.person
        )  # fmt: skip

    def _adult(self, row):
        names = dict(zip(NAME_PARTS, row.adult, strict=True))
        gender = PARENTS.get(row.values.get("relation", "").lower())
        return Person(
            organization_id=self.organization.pk, kind=PersonKind.GUARDIAN, **names,
            gender=gender or propose_gender(names["patronymic"], names["first_name"]),
        )  # fmt: skip

    def _create(self, model, rows):
        model.objects.bulk_create(rows, batch_size=BATCH)
        self.created[model._meta.model_name] += [row.pk for row in rows]

    def _set(self, row, name, new):
        field = row._meta.get_field(name)
        old = field.value_to_string(row) if getattr(row, field.attname) is not None else None
        setattr(row, field.attname, field.to_python(new))
        kept = field.value_to_string(row)
        self.changed[row._meta.model_name][str(row.pk)][name] = [old, kept]
