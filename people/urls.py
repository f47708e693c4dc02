"""Addresses of the entrance."""

from django.contrib.auth import views as auth
from django.urls import path

from people import views

urlpatterns = [
    path("", views.start, name="start"),
    path("login/", auth.LoginView.as_view(), name="login"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("password/", auth.PasswordChangeView.as_view(), name="password_change"),
    path("password/done/", auth.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("password/forgotten/", views.ForgottenPassword.as_view(), name="password_reset"),
    path("password/sent/", auth.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path("first/", views.set_up, name="first-admin"),
    path("first/<str:token>/", views.open_first_link, name="first"),
    path("invitation/<uidb64>/<token>/", views.Invitation.as_view(), name="invitation"),
    path("letters/", views.own_letters, name="letters"),
    path("letters/<str:token>/", views.choose_letters, name="letters-choose"),
    path("membership/", views.choose_membership, name="choose-membership"),
    path("year/", views.choose_year, name="choose-year"),
]
