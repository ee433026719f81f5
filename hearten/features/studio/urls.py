from django.urls import path

from hearten.features.studio import views

urlpatterns = [
    path("", views.mine, name="mine"),
    path("new", views.make, name="make"),
    path("<uuid:post_id>/", views.status, name="status"),
    path("<uuid:post_id>/progress", views.progress, name="progress"),
    path("<uuid:post_id>/hide", views.hide, name="hide"),
    path("<uuid:post_id>/show", views.show, name="show"),
    path("<uuid:post_id>/captions", views.captions, name="captions"),
    path("<uuid:post_id>/captions/file", views.captions_file, name="captions_file"),
    path("<uuid:post_id>/sources", views.sources, name="sources"),
    path("<uuid:post_id>/edit", views.edit, name="edit"),
]
