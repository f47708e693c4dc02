"""The site: every address, own pages first, then includes."""

from django.contrib import admin
from django.urls import include, path

from mentoring import legal_views
from mentoring.views import feedback, mentor, mentor_link

urlpatterns = [
    path("my/", mentor.home, name="mentor-home"),
    path("my/<int:pk>/meeting/", mentor.record, name="meeting-new"),
    path("my/meetings/", mentor.meetings, name="my-meetings"),
    path("my/meetings/<int:pk>/", mentor.meeting, name="my-meeting"),
    path("my/meetings/<int:pk>/next.ics", mentor.calendar, name="meeting-calendar"),
    path("my/meetings/<int:pk>/correct/", mentor.correct, name="meeting-correct"),
    path("m/leave/", mentor_link.leave, name="mentor-leave"),
    path("m/<str:token>/", mentor_link.enter, name="mentor-link"),
    path("f/<str:token>/", feedback.link, name="feedback-link"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("admin/legal/<int:pk>/withdraw/", legal_views.withdraw, name="withdraw"),
    path("admin/legal/<int:pk>/restore/", legal_views.restore, name="consent-restore"),
    path("admin/legal/<int:pk>/erase/", legal_views.erase, name="erase"),
    path("admin/legal/pause/", legal_views.pause_unlawful, name="pause-unlawful"),
    path("admin/", admin.site.urls),
    path("", include("people.urls")),
    path("", include("surveys.urls")),
    path("", include("roadmaps.urls")),
    path("", include("reports.urls")),
]
