"""Who may hold a role, and what a role may do."""

from datetime import datetime, timedelta
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


class Door(StrEnum):
    """What a person meets at a desk that a role opens."""

    opens = "opens"
    needs_second_factor = "needs_second_factor"
    is_not_there = "is_not_there"


# These roles can put words before the public, or other people in charge: a stolen password must not be enough.
GUARDED_ROLES = frozenset({Role.reviewer, Role.operator})
LONGEST_CREDENTIAL = timedelta(days=3 * 365)


def needs_second_factor(roles: frozenset[str]) -> bool:
    return bool(GUARDED_ROLES & roles)


def may_hold(role: Role, has_second_factor: bool, is_exempt: bool) -> bool:
    """A guarded role waits until there is a second key: between the grant and the key, nobody else can be quicker."""
    return role not in GUARDED_ROLES or has_second_factor or is_exempt


def door(roles: frozenset[str], role: Role, has_second_factor: bool, is_exempt: bool) -> Door:
    """For anyone without the role there is no such place."""
    if role not in roles:
        return Door.is_not_there
    if needs_second_factor(frozenset({role})) and not has_second_factor and not is_exempt:
        return Door.needs_second_factor
    return Door.opens


def may_confirm(confirmer_roles: frozenset[str], is_proposer: bool, is_person: bool) -> bool:
    """A second operator, never the one who proposed it nor the one it is about."""
    return may_operate(confirmer_roles) and not is_proposer and not is_person


def may_decline(decliner_roles: frozenset[str], is_person: bool) -> bool:
    """Any operator, also the one who proposed it and thought better of it."""
    return may_operate(decliner_roles) and not is_person


def may_last_until(until: datetime, now: datetime) -> bool:
    return now < until <= now + LONGEST_CREDENTIAL


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
