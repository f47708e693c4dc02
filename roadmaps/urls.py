"""Addresses of one's own dates; everything else stands in the admin."""

from django.urls import path

from roadmaps import views

urlpatterns = [
    path("calendar/<str:token>.ics", views.feed, name="feed"),
    path("my/tasks/", views.own, name="own-tasks"),
    path("my/tasks/<int:pk>/", views.bring, name="own-bring"),
    path("my/tasks/<int:pk>/undo/", views.take_back, name="own-undo"),
    path("my/tasks/proof/<int:pk>/", views.own_file, name="own-file"),
    path("my/tasks/proof/<int:pk>/remove/", views.remove, name="own-remove"),
    path("my/tasks/calendar/<slug:step>/", views.calendar, name="own-calendar"),
]
