"""Addresses of those who answer; the curator's pages stand behind the admin of surveys."""

from django.urls import path

from surveys import views

urlpatterns = [
    path("a/<str:token>/", views.link, name="survey-link"),
    path("survey/", views.survey, name="survey"),
]
