"""Addresses of papers, the signing desk and the figures."""

urlpatterns = []
