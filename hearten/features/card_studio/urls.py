from django.urls import path

from hearten.features.card_studio import views

urlpatterns = [
    path("cards/new", views.make, name="make_cards"),
    path("<uuid:post_id>/cards", views.edit, name="edit_cards"),
]
