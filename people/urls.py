"""Addresses of the entrance."""

from django.contrib.auth import views as auth
from django.urls import path

from people import views

urlpatterns = [
    path("", views.start, name="start"),
    path("login/", auth.LoginView.as_view(), name="login"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("membership/", views.choose_membership, name="choose-membership"),
    path("year/", views.choose_year, name="choose-year"),
]
