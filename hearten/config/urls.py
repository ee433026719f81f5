from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from hearten.config.pages import maps, offline
from hearten.config.pages.look import look
from hearten.features.partners.urls import api, no_such_door

handler400 = "hearten.config.pages.trouble.not_understood"
handler500 = "hearten.config.pages.trouble.went_wrong"

urlpatterns = [
    path("", include("hearten.features.media.urls")),
    path("api/v1/", api.urls),
    no_such_door,
    path("sw.js", offline.worker, name="worker"),
    path("", include("hearten.features.syndication.urls")),
    path("sitemap.xml", maps.index, name="sitemap"),
    path("sitemaps/<slug:language>/pages.xml", maps.pages, name="sitemap_pages"),
    path("sitemaps/<slug:language>/<slug:month>.xml", maps.posts, name="sitemap_posts"),
    path("robots.txt", maps.robots, name="robots"),
    *i18n_patterns(
        path("style", look, name="style"),
        path("manifest.webmanifest", offline.manifest, name="manifest"),
        path("offline", offline.away, name="offline"),
        path("saved", offline.saved, name="saved"),
        path("", include("hearten.features.feed.urls")),
        path("", include("hearten.features.paths.urls")),
        path("", include("hearten.features.campaigns.urls")),
        path("", include("hearten.features.topics.urls")),
        path("", include("hearten.features.search.urls")),
        path("", include("hearten.features.corrections.urls")),
        path("", include("hearten.features.doubts.urls")),
        path("", include("hearten.features.exercises.urls")),
        path("help/", include("hearten.features.help.urls")),
        path("mine/", include("hearten.features.composer.urls")),
        path("mine/", include("hearten.features.card_studio.urls")),
        path("mine/", include("hearten.features.studio.urls")),
        path("", include("hearten.features.claims.urls")),
        path("", include("hearten.features.questions.urls")),
        path("desk/", include("hearten.features.review.urls")),
        path("desk/guidance/", include("hearten.features.recheck.urls")),
        path("", include("hearten.features.partners.urls")),
        path("account/", include("hearten.features.accounts.urls")),
        path("account/", include("allauth.account.urls")),
        path("account/2fa/", include("allauth.mfa.urls")),
        prefix_default_language=False,
    ),
]
