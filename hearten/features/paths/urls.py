from django.urls import path

from hearten.features.paths import views

urlpatterns = [
    path("paths/", views.paths, name="paths"),
    path("paths/<slug:called>/", views.path, name="path"),
    path("paths/<slug:called>/check/", views.path_check, name="path_check"),
    path("desk/paths/", views.paths_desk, name="paths_desk"),
    path("desk/paths/new/", views.new_path, name="new_path"),
    path("desk/paths/<int:path_id>/", views.path_draft, name="path_draft"),
    path("desk/paths/<int:path_id>/sign/", views.sign_path, name="sign_path"),
    path("desk/paths/<int:path_id>/take-back/", views.retract_path, name="retract_path"),
]
