from django.urls import URLPattern, path

from hearten.features.questions import views

urlpatterns: list[URLPattern] = [
    path("is-it-true", views.is_it_true, name="is_it_true"),
    path("is-it-true/send", views.send, name="send_question"),
    path("is-it-true/<str:receipt>", views.receipt, name="receipt"),
    path("desk/claims/", views.claims_desk, name="claims_desk"),
    path("desk/claims/<int:question_id>/", views.question, name="question"),
    path("desk/claims/<int:question_id>/answer/", views.draft, name="draft_answer"),
    path("desk/claims/answers/<int:answer_id>/anew/", views.renew, name="renew_answer"),
    path("desk/claims/<int:question_id>/decline/", views.decline, name="decline_question"),
]
