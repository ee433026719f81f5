import asyncio
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest

from hearten.edge.door import Door
from hearten.edge.shelf import Ready, ready
from hearten.edge.standing import Standing
from hearten.kit.vault import Vault

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SHA = "ab" * 32


def manifest(title: str = "A slow breath", **other: Any) -> dict[str, Any]:
    file = {"sha": SHA, "name": "426.mp4", "mime": "video/mp4", "width": 240, "height": 426, "bytes": 26}
    return {
        "kind": "coping", "language": "en", "title": title, "text": "Two minutes to settle.", "topics": ["sleep"],
        "maker": {"name": "Amara", "credential": "", "lived": False}, "transcript": [], "sources": [], "captions": [],
        "video": {"duration": 2.0, "width": 240, "height": 426, "placeholder": "", "flashing": False,
                  "renditions": [file], "poster": None, "audio": None, "storyboard": None},
    } | other  # fmt: skip


def row(
    post_id: UUID | None = None,
    at: datetime = NOON,
    until: datetime | None = None,
    heaviness: int = 0,
    leaves: str = "hope",
    claims: str = "[]",
    **said: Any,
) -> tuple[Any, ...]:
    """A row as `public_post` gives it."""
    until = until or at + timedelta(days=365)
    written = json.dumps(manifest(**said))
    who = ("Lucia", "Psychologist", "ES", False)
    return (post_id or uuid4(), "d" * 64, 1, at, written, *who, at, until, heaviness, leaves, claims)


def a_post(post_id: UUID | None = None, at: datetime = NOON, until: datetime | None = None, **said: Any) -> Ready:
    return ready(row(post_id, at, until, **said))


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    names: tuple[str, ...]  # of its headers, as often as they came

    @property
    def says(self) -> Any:
        return json.loads(self.body)


async def aask(door: Any, path: str, query: str = "", method: str = "GET", **headers: str) -> Answer:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(dict(message))

    names = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "http_version": "1.1", "method": method, "path": path,
             "raw_path": quote(path).encode(), "headers": names,
             "query_string": query.encode("latin-1", "replace")}  # fmt: skip
    await door(scope, receive, send)
    body = b"".join(part.get("body", b"") for part in sent[1:])
    assert not sent[-1].get("more_body")
    came = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
    return Answer(sent[0]["status"], dict(came), body, tuple(name for name, _ in came))


def ask(door: Any, path: str, query: str = "", method: str = "GET", **headers: str) -> Answer:
    return asyncio.run(aask(door, path, query, method, **headers))


@pytest.fixture
def standing() -> Standing:
    """A shelf whose database last spoke just now, at noon."""
    stands = Standing(most_silence=10)
    hear(stands, NOON)
    return stands


def hear(stands: Standing, at: datetime) -> None:
    stands.heard(time.monotonic(), round(at.timestamp() * 1_000_000))


@pytest.fixture
def vault(tmp_path: Any) -> Vault:
    """Holds one file, under a name the posts above link to."""
    kept = Vault(tmp_path)
    path = kept.path_of("files", SHA)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"abcdefghijklmnopqrstuvwxyz")
    return kept


@pytest.fixture
def door(standing: Standing, vault: Vault) -> Door:
    return Door(standing, vault)
