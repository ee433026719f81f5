"""JSON Feed 1.1: https://www.jsonfeed.org/version/1.1, read 2026-11-23."""

import json
from typing import Any

from hearten.kit.feeds.entry import Channel, Entry, File

TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def written(channel: Channel) -> bytes:
    said = {
        "version": VERSION, "title": channel.title, "home_page_url": channel.url, "feed_url": channel.address,
        "description": channel.about, "icon": channel.picture, "language": channel.language,
        "authors": [{"name": channel.author}], "_hearten": {"help": channel.help},
        "items": [_item(entry) for entry in channel.entries],
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False).encode()


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id, "url": entry.url, "title": entry.title, "content_html": entry.html, "summary": entry.summary,
        **({"image": entry.picture} if entry.picture else {}),
        "date_published": entry.published.isoformat(), "date_modified": entry.updated.isoformat(),
        "authors": [{"name": entry.author}], "tags": list(entry.topics), "language": entry.language,
        "attachments": [_attachment(entry.file)] if entry.file else [], "_hearten": dict(entry.more),
    }  # fmt: skip


def _attachment(file: File) -> dict[str, Any]:
    return {
        "url": file.url, "mime_type": file.type, "size_in_bytes": file.bytes,
        "duration_in_seconds": round(file.seconds, 3),
    }  # fmt: skip
