from django.urls import path, register_converter

from hearten.features.syndication import views
from hearten.features.syndication.forms import Form

register_converter(Form, "form")
urlpatterns = [
    path("feeds/all.<form:form>", views.posts, {"of": "all"}, name="feed_all"),
    path("feeds/corrections.<form:form>", views.posts, {"of": "corrections"}, name="feed_corrections"),
    path("feeds/topic/<slug:named>.<form:form>", views.posts, {"of": "topic"}, name="feed_topic"),
    path("feeds/language/<slug:named>.<form:form>", views.posts, {"of": "language"}, name="feed_language"),
    path("feeds/kind/<slug:named>.<form:form>", views.posts, {"of": "kind"}, name="feed_kind"),
    path("feeds/campaign/<slug:named>.<form:form>", views.posts, {"of": "campaign"}, name="feed_campaign"),
    path("feeds/podcast.rss", views.podcast, name="podcast"),
    path("feeds/podcast/<slug:named>.rss", views.podcast, name="podcast_language"),
    path("post/<uuid:post_id>/words", views.words, name="words"),
    path("embed/<uuid:post_id>", views.embed, name="embed"),
    path("oembed", views.oembed, name="oembed"),
]
