from django.urls import URLPattern, path

from hearten.features.review import views

urlpatterns: list[URLPattern] = [
    path("", views.desk, name="desk"),
    path("<uuid:post_id>/<int:number>/", views.case, name="case"),
    path("<uuid:post_id>/<int:number>/decision/", views.decide, name="decide"),
    path("<uuid:post_id>/<int:number>/release/", views.release, name="release"),
]
