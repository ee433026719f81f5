from django.urls import path

from hearten.features.exercises import views

urlpatterns = [
    path("exercises/", views.exercises, name="exercises"),
    path("exercises/safety-plan", views.safety_plan, name="safety_plan"),
    path("exercises/<slug:slug>", views.exercise, name="exercise"),
]
