from django.urls import path

from hearten.features.recheck import views

urlpatterns = [
    path("", views.changes, name="changes"),
    path("new/", views.new_change, name="new_change"),
    path("<int:change_id>/", views.change, name="change"),
    path("<int:change_id>/answer/", views.answer_change, name="answer_change"),
]
