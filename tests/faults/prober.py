"""Someone outside who only looks, all the time: at the feed, and at the database as the edge's role."""

import json
import threading
import time
from dataclasses import dataclass

import psycopg

from tests.faults.browser import Lost
from tests.faults.house.tree import Tree
from tests.faults.ledger import Ledger, sha256

NEWS_TRAVELS = 1.0  # seconds in which a withdrawal has to reach every edge


@dataclass
class Prober:
    tree: Tree
    ledger: Ledger
    looks: int = 0
    seen: int = 0
    unapproved: int = 0
    though_hidden: int = 0

    def look_until(self, over: threading.Event) -> None:
        while not over.is_set():
            self._database()
            self._feed()
            time.sleep(0.1)

    def _database(self) -> None:
        begun = time.monotonic()
        try:
            found = self.tree.rows("SELECT post_id::text, digest, manifest FROM public_post", role="edge")
        except psycopg.Error:
            return
        hidden = self.ledger.hidden_before(begun)
        self._judge([(post, sha256(text.encode())) for post, _, text in found], hidden)
        self.unapproved += sum(digest != sha256(text.encode()) for _, digest, text in found)

    def _feed(self) -> None:
        begun = time.monotonic()
        try:
            answer = self.tree.browser().get("/edge/feed?size=24", patience=5)
        except Lost:
            return
        hidden = self.ledger.hidden_before(begun - NEWS_TRAVELS)
        if answer.status == 200:
            cards = json.loads(answer.body)["items"]
            self.unapproved += sum(card["title"] not in self.ledger.signed_titles for card in cards)
            self._judge([(card["post_id"], self._digest_of(card["post_id"])) for card in cards], hidden)

    def _digest_of(self, post: str) -> str | None:
        """The feed names no digest; the whole post does. None when it cannot be had at this moment."""
        try:
            answer = self.tree.browser().get(f"/edge/post/{post}", patience=5)
        except Lost:
            return None
        return str(json.loads(answer.body)["digest"]) if answer.status == 200 else None

    def _judge(self, shown: list[tuple[str, str | None]], hidden: set[str]) -> None:
        self.looks += 1
        self.seen += len(shown)
        self.unapproved += sum(digest is not None and digest not in self.ledger.signed for _, digest in shown)
        still = self.ledger.hidden.keys() & hidden
        self.though_hidden += sum(post in still for post, _ in shown)
