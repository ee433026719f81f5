from django.urls import path

from hearten.features.topics import views

urlpatterns = [
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:topic>/", views.topic, name="topic"),
    path("languages/", views.languages, name="languages"),
    path("languages/<str:language>/", views.language, name="language"),
    path("countries/<str:country>/", views.country, name="country"),
    path("makers/", views.makers, name="makers"),
    path("makers/<slug:maker>/", views.maker, name="maker"),
]
