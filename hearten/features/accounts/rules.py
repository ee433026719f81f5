"""Who may hold a role, and what a role may do."""

from enum import StrEnum


class Role(StrEnum):
    creator = "creator"
    professional = "professional"
    reviewer = "reviewer"
    moderator = "moderator"
    campaign_manager = "campaign_manager"
    operator = "operator"


def may_grant(granter_roles: frozenset[str], granter_is_person: bool) -> bool:
    """Only an operator, and never to themselves."""
    return Role.operator in granter_roles and not granter_is_person


def may_review(roles: frozenset[str]) -> bool:
    return Role.reviewer in roles


def may_operate(roles: frozenset[str]) -> bool:
    return Role.operator in roles


BROWSERS = (("Firefox", "Firefox"), ("Edg", "Edge"), ("OPR", "Opera"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)  # fmt: skip


def device_words(user_agent: str) -> str:
    """Just enough to recognise one's own device, for instance "Firefox · Android"; too little to track it."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return " · ".join(word for word in (browser, system) if word)
