"""Pages of long lists: what a page costs grows neither with the rows before it nor with all."""

from functools import cached_property
from hashlib import sha256

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator

from people.history import newest_line

LONG, KEPT_SECONDS = 10_000, 60


class FromEitherEnd(Paginator):
    """Finds the keys of a page first, from the nearer end, and then reads only its rows.

    An OFFSET walks over every row before the page, with all that is joined and counted for it.
    """

    @cached_property
    def count(self):
        """Count the rows; of a LONG list only when the journal got a line since the last time.

        Every change of state has its line there (invariant 12), so the number is right; what
        somebody changes past the application shows within KEPT_SECONDS.
        """
        try:
            rows = repr(self.object_list.query.sql_with_params())
        except EmptyResultSet:
            return 0
        key = f"count-{sha256(rows.encode()).hexdigest()}"
        if kept := cache.get(key):
            number, line = kept
            if line == newest_line():
                return number
        number = super().count
        if number > LONG:
            line = newest_line()
            number = self.object_list.count()  # anew: the line may be younger than the first count
            cache.set(key, (number, line), KEPT_SECONDS)
        return number

    def page(self, number):
        number = self.validate_number(number)
        bottom = (number - 1) * self.per_page
        if bottom == 0:
            return super().page(number)
        top = min(bottom + self.per_page, self.count)
        rows = self.object_list[bottom:top]
        if bottom > self.count // 2:
            rows = self.object_list.reverse()[self.count - top : self.count - bottom]
        keys = list(rows.values_list("pk", flat=True))
        return self._get_page(self.object_list.filter(pk__in=keys), number, self)
