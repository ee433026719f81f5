"""Atom (RFC 4287), written by Django's own feed generator."""

from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from hearten.kit.feeds.entry import Channel, Entry

TYPE = "application/atom+xml"


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        updated: datetime = self.feed["channel"].updated
        return updated

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["entry"].language}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        channel: Channel = self.feed["channel"]
        handler.addQuickElement("link", "", {"rel": "help", "href": channel.help})
        for media_type, address in channel.siblings:
            handler.addQuickElement("link", "", {"rel": "alternate", "type": media_type, "href": address})
        handler.addQuickElement("logo", channel.picture)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        handler.addQuickElement("content", entry.html, {"type": "html"})
        for file in entry.captions:
            told = {"rel": "related", "href": file.url, "type": file.type, "hreflang": file.language}
            handler.addQuickElement("link", "", told)


def written(channel: Channel) -> bytes:
    feed = _Atom(
        channel.title, channel.url, "", language=channel.language, author_name=channel.author,
        subtitle=channel.about, feed_url=channel.address, feed_guid=channel.address, channel=channel,
    )  # fmt: skip
    for entry in channel.entries:
        file = entry.file
        feed.add_item(
            entry.title, entry.url, str(escape(entry.summary)), author_name=entry.author, pubdate=entry.published,
            updateddate=entry.updated, unique_id=entry.id, categories=entry.topics, entry=entry,
            enclosures=[Enclosure(file.url, str(file.bytes), file.type)] if file else [],
        )  # fmt: skip
    return feed.writeString("utf-8").encode()
