"""What was put right in public: few posts, so each is kept as bytes ready to send. It is no part of the shelf."""

import json
import logging
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from hearten.features.corrections import queries

log = logging.getLogger(__name__)
EVERY = queries.IN_PUBLIC + " ORDER BY signed_at, id"
THESE = queries.IN_PUBLIC + " WHERE post_id = ANY(%s) ORDER BY signed_at, id"


class Corrected:
    """By post the latest correction that stands."""

    def __init__(self) -> None:
        self._said: dict[UUID, bytes] = {}

    def __len__(self) -> int:
        return len(self._said)

    def change(self, gone: Iterable[UUID], rows: Iterable[Sequence[Any]]) -> None:
        """Take these away and put those in; rows are those of EVERY, the oldest first."""
        for post_id in gone:
            self._said.pop(post_id, None)
        for row in rows:
            try:
                card = queries.card_of(queries.as_correction(row))
            except (KeyError, TypeError, ValueError) as error:
                log.error("correction %s cannot be shown: %s", row[0], type(error).__name__)
                continue
            written = json.dumps(card, ensure_ascii=False, separators=(",", ":"), default=str)
            self._said[UUID(card["post_id"])] = written.encode()

    def beside(self, post_id: UUID, body: bytes | None) -> bytes | None:
        """`body` is what the shelf says of the post. Where it has none, the correction stands in its place."""
        said = self._said.get(post_id)
        if said is None:
            return body
        return b'{"corrected":%b}' % said if body is None else b'{"correction":%b,%b' % (said, body[1:])
