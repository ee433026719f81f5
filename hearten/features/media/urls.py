from django.urls import path

from hearten.features.media import views

urlpatterns = [
    path("uploads/", views.uploads, name="uploads"),
    path("uploads/<uuid:upload_id>", views.upload, name="upload"),
    path("media/<str:sha256>/<str:name>", views.file, name="media_file"),
]
