from django.urls import URLPattern, path

from hearten.features.claims import views

urlpatterns: list[URLPattern] = [
    path("is-it-true/answers", views.signed_answers, name="signed_answers"),
    path("desk/claims/answers/<int:answer_id>/", views.answer, name="answer"),
    path("desk/claims/answers/<int:answer_id>/reading/", views.read, name="read_answer"),
    path("desk/claims/answers/<int:answer_id>/take-back/", views.retract, name="retract_answer"),
]
