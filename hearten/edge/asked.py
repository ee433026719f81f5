"""The query string of the feed as names and values; what they mean is in the feed's forms."""

from urllib.parse import unquote_plus

from hearten.features.feed import forms
from hearten.features.feed.forms import Asked, BadQuery

LONGEST_QUERY = 6000  # ten hidden words of forty letters, each letter up to nine characters in an address


def read(query: bytes) -> tuple[Asked, bool]:
    """What was asked, and whether it is anyone's (True) or one person's. The last value of each name counts.

    Written out because every page of the feed pays for it.
    """
    if not query:
        return Asked(), True
    if len(query) > LONGEST_QUERY:
        raise BadQuery("query_too_long")
    try:
        pairs = [part.partition("=") for part in query.decode("ascii").split("&")]
        values = {
            name: unquote_plus(value, errors="strict") if "%" in value or "+" in value else value
            for name, _, value in pairs
        }
    except ValueError as error:
        raise BadQuery("query_unreadable") from error
    return forms.read(values), forms.PERSONAL.isdisjoint(values)
