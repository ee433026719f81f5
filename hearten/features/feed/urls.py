from django.urls import path

from hearten.features.feed import views

urlpatterns = [
    path("", views.feed, name="feed"),
    path("post/<uuid:post_id>", views.post, name="post"),
    path("post/<uuid:post_id>/check", views.post_check, name="post_check"),
    path("post/<uuid:post_id>/poll", views.post_poll, name="post_poll"),
    path("wishes", views.wishes, name="wishes"),
    path("about", views.about, name="about"),
    path("privacy", views.privacy, name="privacy"),
    path("guidance/", views.guidance, name="guidance"),
    path("guidance/myths/", views.guidance_myths, name="guidance_myths"),
    path("guidance/<slug:topic>/", views.guidance_topic, name="guidance_topic"),
]
