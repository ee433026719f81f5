"""Maps of a site for those who search: https://www.sitemaps.org/protocol.html, with films and other languages.

https://developers.google.com/search/docs/crawling-indexing/sitemaps, read 2026-11-23.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

TYPE = "application/xml"
SPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9", "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
    "xmlns:video": "http://www.google.com/schemas/sitemap-video/1.1",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A page. `elsewhere` is the same page by language, itself among them; `film` is what its film says, in order."""

    url: str
    changed: datetime | None = None
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    film: tuple[tuple[str, str], ...] = ()


def written(places: Iterable[Place], is_index: bool = False) -> bytes:
    """Of pages; or, where `is_index`, of other maps."""
    out = StringIO()
    handler = SimplerXMLGenerator(out, "utf-8", short_empty_elements=True)
    handler.startDocument()
    handler.startElement("sitemapindex" if is_index else "urlset", AttributesImpl(SPACES))
    for place in places:
        handler.startElement("sitemap" if is_index else "url", AttributesImpl({}))
        _inside(handler, place)
        handler.endElement("sitemap" if is_index else "url")
    handler.endElement("sitemapindex" if is_index else "urlset")
    return out.getvalue().encode()


def _inside(handler: SimplerXMLGenerator, place: Place) -> None:
    handler.addQuickElement("loc", place.url)
    if place.changed:
        handler.addQuickElement("lastmod", place.changed.isoformat(timespec="seconds"))
    for language, url in place.elsewhere.items():
        handler.addQuickElement("xhtml:link", "", {"rel": "alternate", "hreflang": language, "href": url})
    if place.film:
        handler.startElement("video:video", AttributesImpl({}))
        for name, said in place.film:
            handler.addQuickElement(f"video:{name}", said)
        handler.endElement("video:video")
