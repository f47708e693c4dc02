"""The card with a mentor's personal link: printed while the token is known, never again."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentoring.models import MentorLink
from people.addresses import site_address
from people.salutation import called
from people.tokens import digest_of
from reports.documents.letterhead import letterhead
from reports.pdf import render_pdf
from reports.typography import tidy_html
from reports.views.papers import pdf_response


@require_POST
@permission_required("mentoring.change_mentorlink", raise_exception=True)
def card(request):
    """Print the card of the link whose token was sent."""
    today = timezone.localdate()
    own = MentorLink.objects.working(today).visible_to(request.user)
    token = request.POST.get("token", "")
    link = own.select_related("person__organization").filter(digest=digest_of(token)).first()
    if link is None:
        raise Http404("Ссылка уже не работает. Создайте новую.")
    facts = letterhead(link.person.organization, on=today) | {
        "kind_title": "Карточка наставника", "called": called(link.person),
        "name": link.person.short_name, "expires_on": link.expires_on,
        "address": site_address(reverse("mentor-link", args=[token])),
    }  # fmt: skip
    page = tidy_html(render_to_string("documents/_mentor_card.html", facts))
    return pdf_response(render_pdf(page), "mentor-card.pdf")
