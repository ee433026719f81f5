from django.urls import path

from hearten.features.help import views

urlpatterns = [
    path("", views.help_page, name="help"),
    path("all", views.everywhere, name="help_everywhere"),
    path("<str:country>", views.in_country, name="help_country"),
]
