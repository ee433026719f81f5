"""Whose word is taken for who a reader is: the real server's own way of reading the proxy's headers."""

import asyncio
from typing import Any

import pytest
import uvicorn

from hearten.config.commands import server_options

FORWARDED = [(b"x-forwarded-proto", b"https"), (b"x-forwarded-for", b"203.0.113.9")]


def seen(peer: str, told: list[tuple[bytes, bytes]] = FORWARDED) -> tuple[str, str]:
    """Over what, and from where, the pages think a reader came who stands behind `peer`."""
    heard: dict[str, Any] = {}

    async def pages(scope: Any, receive: Any, send: Any) -> None:
        heard.update(scope)

    config = uvicorn.Config(pages, **{**server_options(), "log_config": None})
    config.load()
    scope = {"type": "http", "scheme": "http", "client": (peer, 5000), "headers": told, "path": "/", "method": "GET"}
    asyncio.run(config.loaded_app(scope, None, None))
    return heard["scheme"], heard["client"][0]


@pytest.fixture
def behind(settings):
    settings.HEARTEN = settings.HEARTEN.model_copy(update={"https": True, "proxies": "10.0.0.5, 10.0.0.6"})
    return settings


@pytest.mark.parametrize("proxy", ["10.0.0.5", "10.0.0.6"])
def test_a_proxy_that_is_named_is_believed(behind, proxy: str) -> None:
    assert seen(proxy) == ("https", "203.0.113.9")


@pytest.mark.parametrize("stranger", ["10.0.0.7", "127.0.0.1", "203.0.113.1"])
def test_nobody_else_may_say_who_a_reader_is(behind, stranger: str) -> None:
    assert seen(stranger) == ("http", stranger)


def test_without_a_word_only_a_proxy_on_the_same_machine_is_believed(settings) -> None:
    settings.HEARTEN = settings.HEARTEN.model_copy(update={"https": True})
    assert seen("127.0.0.1") == ("https", "203.0.113.9")
    assert seen("10.0.0.5") == ("http", "10.0.0.5")


def test_where_nobody_speaks_https_no_proxy_is_believed(settings) -> None:
    assert seen("127.0.0.1") == ("http", "127.0.0.1")
