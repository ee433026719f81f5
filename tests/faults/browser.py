"""A person's browser from outside: one session, plain requests, and an error when the line goes dead."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

CSRF = "c" * 32
TUS = {"Tus-Resumable": "1.0.0"}
PATIENCE = 30.0  # seconds


class Lost(Exception):
    """No answer came: whatever was asked may or may not have happened."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: str

    @property
    def leads_to(self) -> str:
        return self.headers.get("location", "") if self.status == 302 else ""


@dataclass(frozen=True)
class Browser:
    port: int
    session: str = ""

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None,
        patience: float = PATIENCE,
    ) -> Answer:  # fmt: skip
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        cookies = {"Cookie": f"sessionid={self.session}; csrftoken={CSRF}"} if self.session else {}
        try:
            line.request(method, path, body or None, {**cookies, "X-CSRFToken": CSRF, **(headers or {})})
            came = line.getresponse()
            named = {name.lower(): value for name, value in came.getheaders()}
            return Answer(came.status, named, came.read().decode(errors="replace"))
        except (OSError, http.client.HTTPException) as error:
            raise Lost(repr(error)) from error
        finally:
            line.close()

    def get(self, path: str, patience: float = PATIENCE) -> Answer:
        return self.ask("GET", path, patience=patience)

    def post(self, path: str, **fields: object) -> Answer:
        sent = urlencode({"csrfmiddlewaretoken": CSRF, **fields}, doseq=True).encode()
        return self.ask("POST", path, sent, {"Content-Type": "application/x-www-form-urlencoded"})

    def tus(self, method: str, path: str, body: bytes = b"", **more: str) -> Answer:
        """`Upload_Offset` becomes `Upload-Offset`."""
        named = {name.replace("_", "-"): value for name, value in more.items()}
        return self.ask(method, path, body, {**TUS, **named})
