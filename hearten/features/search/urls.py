from django.urls import URLPattern, path

from hearten.features.search import views

urlpatterns: list[URLPattern] = [
    path("search", views.search, name="search"),
    path("search/suggest", views.suggest, name="suggest"),
    path("desk/search-words", views.search_words, name="search_words"),
    path("desk/search-words/false-alarms", views.add_false_alarm, name="add_false_alarm"),
    path("desk/search-words/false-alarms/<int:alarm_id>/end", views.end_false_alarm, name="end_false_alarm"),
]
