from django.urls import URLPattern, path

from hearten.features.corrections import views

urlpatterns: list[URLPattern] = [
    path("corrections/", views.corrections, name="corrections"),
    path("desk/corrections/", views.corrections_desk, name="corrections_desk"),
    path("desk/corrections/<int:correction_id>/", views.correction, name="correction"),
    path("desk/corrections/<int:correction_id>/signature/", views.sign, name="sign_correction"),
    path("desk/corrections/<int:correction_id>/take-back/", views.retract, name="retract_correction"),
    path("desk/<uuid:post_id>/correction/", views.correct, name="correct"),
]
