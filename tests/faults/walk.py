"""A driver outside the tree: an author and a reviewer on the real road, who try again as a patient person would."""

import html
import itertools
import random
import re
import secrets
import struct
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from tests.faults.browser import Answer, Browser, Lost
from tests.faults.ledger import Ledger, sha256

TINY = Path(__file__).parents[1] / "world" / "tiny.mp4"
PIECE = 60_000
FIRST_VERSION, SECOND_VERSION = 1, 2
UNTIL = (date.today() + timedelta(days=300)).isoformat()  # noqa: DTZ011 - any day of next year will do
IN_LETTERS = str.maketrans("0123456789", "ghijklmnop")
CUES = {
    "form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "form-0-start": "0:00", "form-0-end": "0:01.0",
    "form-0-text": "Breathe in slowly.",
}  # fmt: skip


class Stuck(AssertionError):
    """A step got no yes for a minute, though nobody was killed any more."""


def film(size: int = 240_000) -> bytes:
    """A real film of its own: the tiny one, with random bytes in a box that players skip."""
    return TINY.read_bytes() + struct.pack(">I4s", 8 + size, b"free") + secrets.token_bytes(size)


class Walk:
    def __init__(self, author: Browser, reviewer: Browser, ledger: Ledger, chance: random.Random) -> None:
        self.author, self.reviewer, self.ledger, self.chance = author, reviewer, ledger, chance

    def whole_road(self) -> None:
        content = film()
        upload = self.send(content)
        post = self.make(upload, sha256(content))
        self.to_public(post, FIRST_VERSION)
        self.edit(post)
        self.to_public(post, SECOND_VERSION)
        self.hide_and_show(post)

    def send(self, content: bytes) -> str:
        return self.finish(self.begin(len(content)), content)

    def begin(self, size: int) -> str:
        length = {"Upload-Length": str(size), "Tus-Resumable": "1.0.0"}
        begun = self.insist(
            "begin", lambda: self.author.ask("POST", "/uploads/", headers=length), lambda a: a.status == 201
        )
        return begun.headers["location"]

    def finish(self, at: str, content: bytes) -> str:
        """As tus wants it: after anything odd, ask how much is there and go on from that."""
        upload = at.rsplit("/", 1)[1]
        while (here := self._here(at)) < len(content):
            self._send_on(at, content, here)
        self.ledger.uploads[upload] = sha256(content)
        return upload

    def _here(self, at: str) -> int:
        said = self.insist("how much", lambda: self.author.tus("HEAD", at), lambda a: a.status == 200)
        return int(said.headers["upload-offset"])

    def _send_on(self, at: str, content: bytes, here: int) -> None:
        """What was acknowledged must be there for ever after: `_here` never says less."""
        while here < len(content):
            piece = content[here : here + self.chance.randint(PIECE // 4, PIECE)]
            kind = "application/offset+octet-stream"
            try:
                answer = self.author.tus("PATCH", at, piece, Upload_Offset=str(here), Content_Type=kind)
            except Lost:
                answer = Answer(0, {}, "")
            if answer.status != 204:
                self.ledger.retries += 1
                time.sleep(0.1)
                return
            assert int(answer.headers["upload-offset"]) == here + len(piece)
            here += len(piece)
            if here < len(content) and self.chance.random() < 0.3:
                assert self._here(at) >= here, "bytes that were acknowledged are gone"

    def make(self, upload: str, digest: str) -> str:
        post = str(uuid4())
        words = self._words(post, FIRST_VERSION) | {"once": post, "upload": upload}
        self.insist("make", lambda: self.author.post("/mine/new", **words), lambda a: a.leads_to == f"/mine/{post}/")
        self.ledger.posts[post], self.ledger.titles[post, FIRST_VERSION] = digest, str(words["title"])
        return post

    def _words(self, post: str, number: int) -> dict[str, object]:
        words = {"kind": "coping", "language": "en", "text": "Two minutes to settle.", "topics": "breathing"}
        return words | {"title": self.title(post, number)}

    def title(self, post: str, number: int) -> str:
        """In letters: eight figures in a row would be held, as someone's telephone number."""
        return f"A slow breath {post[:8].translate(IN_LETTERS)} {number}"

    def to_public(self, post: str, number: int) -> None:
        self.name_sources(post, number)
        self.wait_for(post, ("playable",))
        self.confirm(post, number)
        self.wait_for(post, ("in_review",))
        self.approve(post, number)
        self.wait_for(post, ("public",))

    def name_sources(self, post: str, number: int) -> None:
        def done(answer: Answer) -> bool:
            return answer.leads_to == f"/mine/{post}/"

        self.insist("sources", lambda: self.author.post(f"/mine/{post}/sources", statement="G001"), done)
        self.ledger.sourced.add((post, number))

    def confirm(self, post: str, number: int) -> None:
        """Write, read, say yes. When the answer to the yes was lost, the page says whether it counted."""
        page = f"/mine/{post}/captions"

        def wrote() -> Answer:
            return self.author.post(page, **CUES)

        def yes() -> Answer:
            shown = re.search(r'name="shown" value="([0-9a-f]{64})"', self.author.get(page).body)
            return self.author.post(page, **CUES, confirm="yes", shown=shown[1] if shown else "")

        self.insist("captions", wrote, lambda a: a.leads_to == page)
        self.insist("confirm", yes, lambda a: a.leads_to == f"/mine/{post}/" or self._is_past(post, "playable"))
        self.ledger.confirmed.add((post, number))

    def approve(self, post: str, number: int) -> None:
        case = f"/desk/{post}/{number}/"
        read = self.insist("case", lambda: self.reviewer.get(case), lambda a: a.status == 200)
        digest = re.search(r'name="digest" value="([0-9a-f]{64})"', html.unescape(read.body))
        if digest is None:
            raise Stuck(f"nothing to sign on {case}: {read.body[:2000]}")
        self.ledger.signed.add(digest[1])
        self.ledger.signed_titles.add(self.title(post, number))
        words = {"says": "approve", "because": "Accurate and kind.", "until": UNTIL, "digest": digest[1],
                 "heaviness": "0", "leaves": "hope"}  # fmt: skip
        said = lambda: self.reviewer.post(f"{case}decision/", **words)  # noqa: E731 - a sentence said again and again
        self.insist("approve", said, lambda a: a.leads_to == "/desk/" or a.status == 409)
        self.ledger.approved.add((post, number, digest[1]))

    def edit(self, post: str) -> None:
        words = self._words(post, SECOND_VERSION) | {"after": FIRST_VERSION}
        done = f"/mine/{post}/"
        self.insist("edit", lambda: self.author.post(f"/mine/{post}/edit", **words), lambda a: a.leads_to == done)
        self.ledger.titles[post, SECOND_VERSION] = str(words["title"])

    def hide_and_show(self, post: str) -> None:
        self.insist("hide", lambda: self.author.post(f"/mine/{post}/hide"), lambda a: a.leads_to == f"/mine/{post}/")
        self.ledger.hidden[post] = time.monotonic()
        time.sleep(self.chance.random() * 2)
        del self.ledger.hidden[post]
        self.insist("show", lambda: self.author.post(f"/mine/{post}/show"), lambda a: a.leads_to == f"/mine/{post}/")
        self.ledger.shown_again.append(post)

    def stage(self, post: str) -> str:
        said = self.insist("progress", lambda: self.author.get(f"/mine/{post}/progress"), lambda a: a.status == 200)
        return re.search(r'"stage": "(\w+)"', said.body)[1]  # type: ignore[index]

    def _is_past(self, post: str, stage: str) -> bool:
        return self.stage(post) not in ("received", stage)

    def wait_for(self, post: str, stages: tuple[str, ...]) -> None:
        begun = time.monotonic()
        while (now := self.stage(post)) not in stages:
            if time.monotonic() > self.ledger.may_go_on_until(begun):
                raise Stuck(f"{post} stays at {now}, though {stages} should have come")
            time.sleep(0.2)

    def insist(self, what: str, ask: Callable[[], Answer], is_yes: Callable[[Answer], bool]) -> Answer:
        begun, last = time.monotonic(), "nothing"
        for wait in itertools.chain((0.1, 0.2, 0.4), itertools.repeat(0.6)):
            try:
                answer = ask()
                if is_yes(answer):
                    return answer
                last = f"{answer.status} {answer.leads_to}"
            except Lost as error:
                last = str(error)
            self.ledger.retries += 1
            if time.monotonic() > self.ledger.may_go_on_until(begun):
                raise Stuck(f"{what}: {last}")
            time.sleep(wait)
        raise Stuck(what)
