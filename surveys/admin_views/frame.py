"""What the pages of surveys share: a page of one form, an action whose refusal the form tells."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError

from people.admin_views.page import page

DAYS = 14  # how long a wave is open unless the curator says otherwise
may_edit = permission_required("surveys.change_survey", raise_exception=True)
may_ask = permission_required("surveys.add_wave", raise_exception=True)
may_see = permission_required("surveys.view_wave", raise_exception=True)
may_read = permission_required("surveys.view_response", raise_exception=True)


def done(form, act, subject, **values):
    """Return what the action returns, True for nothing; a refusal goes into the form as None."""
    try:
        result = act(subject, **values)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
    return True if result is None else result


def form_page(request, form, title, deed, back, below, of_wave=False):
    """Return a page of one form; `back` and `below` are the address and the name it belongs to."""
    return page(request, "surveys/form.html", 400 if form.errors else 200, form=form, title=title,
                deed=deed, back=back, below=below, of_wave=of_wave)  # fmt: skip
