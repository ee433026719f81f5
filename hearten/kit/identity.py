"""Names for rows that say nothing about how many there are or when they came."""

import uuid


def new_id() -> uuid.UUID:
    return uuid.uuid4()
