from django.urls import URLPattern, path

from hearten.features.doubts import views

urlpatterns: list[URLPattern] = [
    path("post/<uuid:post_id>/wrong", views.doubt, name="doubt"),
    path("is-it-wrong/<str:receipt>", views.doubt_receipt, name="doubt_receipt"),
    path("desk/doubts/", views.doubts_desk, name="doubts_desk"),
    path("desk/doubts/<uuid:post_id>/", views.doubted, name="doubted"),
    path("desk/doubts/<uuid:post_id>/answer/", views.answer_doubts, name="answer_doubts"),
    path("desk/doubts/<uuid:post_id>/close/", views.close_doubts, name="close_doubts"),
]
