"""Addresses without an account; everything else stands in the admin."""

from django.urls import path

from roadmaps import views

urlpatterns = [path("calendar/<str:token>.ics", views.feed, name="feed")]
