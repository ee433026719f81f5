from django.urls import URLPattern, path

from hearten.features.review import views

urlpatterns: list[URLPattern] = [
    path("", views.desk, name="desk"),
    path("public/", views.public_now, name="public_now"),
    path("<uuid:post_id>/sight/", views.take_down, name="take_down"),
    path("<uuid:post_id>/put-back/", views.put_back, name="put_back"),
    path("<uuid:post_id>/<int:number>/", views.case, name="case"),
    path("<uuid:post_id>/<int:number>/decision/", views.decide, name="decide"),
    path("<uuid:post_id>/<int:number>/claims/", views.judge, name="judge"),
    path("<uuid:post_id>/<int:number>/release/", views.release, name="release"),
]
