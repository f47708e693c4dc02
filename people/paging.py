"""Pages of long lists: what a page costs does not grow with the rows before it."""

from django.core.paginator import Paginator


class FromEitherEnd(Paginator):
    """Finds the keys of a page first, from the nearer end, and then reads only its rows.

    An OFFSET walks over every row before the page, with all that is joined and counted for it.
    """

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
