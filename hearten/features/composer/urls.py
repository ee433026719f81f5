from django.urls import path

from hearten.features.composer import views

urlpatterns = [path("look", views.look, name="look")]
