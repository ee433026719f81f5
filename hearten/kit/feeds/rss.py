"""RSS 2.0, written by Django's own feed generator; as a podcast also with the words of Apple and Podcasting 2.0.

https://help.apple.com/itc/podcasts_connect and https://podcasting2.org/docs/podcast-namespace, read 2026-11-23.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.xmlutils import SimplerXMLGenerator

from hearten.kit.feeds.entry import Channel, Entry, File

TYPE = "application/rss+xml"
PODCASTS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # the namespace in which a podcast's address is its name
SPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom", "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}  # fmt: skip
OF_PODCASTS = {
    "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd", "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
}  # fmt: skip


class _Rss(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {"version": "2.0", **SPACES}

    def latest_post_date(self) -> datetime:
        updated: datetime = self.feed["channel"].updated
        return updated

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        channel: Channel = self.feed["channel"]
        handler.addQuickElement("atom:link", "", {"rel": "help", "href": channel.help})
        for media_type, address in channel.siblings:
            handler.addQuickElement("atom:link", "", {"rel": "alternate", "type": media_type, "href": address})
        handler.startElement("image", AttributesImpl({}))
        for name, said in (("url", channel.picture), ("title", channel.title), ("link", channel.url)):
            handler.addQuickElement(name, said)
        handler.endElement("image")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, {**item, "author_name": None})
        entry: Entry = item["entry"]
        handler.addQuickElement("dc:creator", entry.author)
        handler.addQuickElement("dc:language", entry.language)
        if entry.picture:
            handler.addQuickElement("media:thumbnail", "", {"url": entry.picture})


class _Podcast(_Rss):
    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), **OF_PODCASTS}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        channel: Channel = self.feed["channel"]
        name = channel.address.partition("://")[2].rstrip("/")
        said = {
            "itunes:author": channel.author, "itunes:summary": channel.about, "itunes:explicit": "false",
            "itunes:type": "episodic", "podcast:medium": "podcast", "podcast:guid": str(uuid5(PODCASTS, name)),
            "podcast:locked": "no",
        }  # fmt: skip
        for tag, text in said.items():
            handler.addQuickElement(tag, text)
        handler.addQuickElement("itunes:image", "", {"href": channel.picture})
        handler.startElement("itunes:category", AttributesImpl({"text": "Health & Fitness"}))
        handler.addQuickElement("itunes:category", "", {"text": "Mental Health"})
        handler.endElement("itunes:category")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        seconds = max(1, round(entry.file.seconds)) if entry.file else 0
        said = {"itunes:title": entry.title, "itunes:author": entry.author}
        for tag, text in (said | {"itunes:duration": str(seconds), "itunes:explicit": "false"}).items():
            handler.addQuickElement(tag, text)
        handler.addQuickElement("podcast:person", entry.author, {"role": "author", "group": "writing"})
        for file in entry.captions:
            told = {"url": file.url, "type": file.type, "language": file.language, "rel": "captions"}
            handler.addQuickElement("podcast:transcript", "", told)
        told = {"url": entry.words, "type": "text/html", "language": entry.language}
        handler.addQuickElement("podcast:transcript", "", told)
        for file in entry.others:
            _also_as(handler, file)


def _also_as(handler: SimplerXMLGenerator, file: File) -> None:
    told = {"type": file.type, "length": str(file.bytes), "height": str(file.height)}
    handler.startElement("podcast:alternateEnclosure", AttributesImpl(told))
    handler.addQuickElement("podcast:source", "", {"uri": file.url})
    handler.endElement("podcast:alternateEnclosure")


def written(channel: Channel, is_podcast: bool = False) -> bytes:
    kind = _Podcast if is_podcast else _Rss
    feed = kind(
        channel.title, channel.url, channel.about, language=channel.language, feed_url=channel.address, channel=channel
    )
    for entry in channel.entries:
        file = entry.file
        feed.add_item(
            entry.title, entry.url, entry.html, pubdate=entry.published, unique_id=entry.id,
            unique_id_is_permalink=False, categories=entry.topics, entry=entry,
            enclosures=[Enclosure(file.url, str(file.bytes), file.type)] if file else [],
        )  # fmt: skip
    return feed.writeString("utf-8").encode()
