"""Who may hold a role, what a role may do, and what a name may not say."""

import re
from datetime import datetime, timedelta
from enum import StrEnum

from hearten.engines.screening.words import Word, words_of


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


class Claim(StrEnum):
    """What a name says of someone that only the site may say, or that lets strangers find them."""

    profession = "profession"
    organisation = "organisation"
    mark = "mark"
    contact = "contact"


def _spelled(words: str) -> frozenset[str]:
    return frozenset(word.forms[0] for word in words_of(words))


# Whole words. Named limits: a surname that is also a profession (Nurse, Doctor) is refused, and so is Doc.
PROFESSIONS = _spelled(
    "dr dra doc doctor doctors doctora doutor doutora docteur docteure prof professor professeur professeure profesor "
    "profesora professora phd psyd dphil mbbs mrcpsych frcpsych nurse counsellor counselor consejero consejera "
    "conseiller conseillère physician surgeon pharmacist paramedic paediatrician pediatrician neurologist clinician "
    "clinical clínico clínica clinicien clinicienne médico médica médecin enfermero enfermera enfermeiro enfermeira "
    "infirmier infirmière specialist professional licensed certified verified "
    "دكتور دكتورة بروفيسور بروفيسورة طبيب طبيبة أخصائي أخصائية اخصائي اخصائية معالج معالجة ممرض ممرضة د "
    "डॉक्टर डाक्टर डॉ डा मनोवैज्ञानिक मनोचिकित्सक चिकित्सक नर्स प्रोफेसर प्रोफ़ेसर परामर्शदाता थेरेपिस्ट काउंसलर"
)
PROFESSIONS_BEGIN = (
    "psycholog", "psychiatr", "psychotherap", "psicolog", "psicoterap", "psiquiatr", "terapeut", "therapist",
    "therapeut",
)  # fmt: skip
AFTER_A_NAME = frozenset({"MD", "RN", "LCSW", "LMFT"})  # in capitals and not first: "Md Rahman" is a name
IN_CAPITALS = frozenset({"WHO", "UN", "OMS", "ONU", "NHS"})
ORGANISATIONS = tuple(
    " ".join(word.forms[0] for word in words_of(named))
    for named in (
        "world health organization", "world health organisation", "united nations", "unicef", "red cross", "samaritans",
        "helpline", "hotline", "lifeline", "organización mundial de la salud", "organisation mondiale de la santé",
        "organização mundial da saúde", "nations unies", "naciones unidas", "nações unidas", "منظمة الصحة العالمية",
        "الأمم المتحدة", "اليونيسف", "يونيسف", "विश्व स्वास्थ्य संगठन", "संयुक्त राष्ट्र", "यूनिसेफ",
    )
)  # fmt: skip
DR_RUN_ON = re.compile(r"\bDr(?=[^\W\d_])(?![a-zà-ÿ])")  # DrLucía, never Drew
MARKS = frozenset("✅✔☑✓🗸🗹🏅🎖🥇🏆🛡🔰⚕🩺™®℠")
LINK = re.compile(r"://|\bwww\.|\.(?:com|org|net|info|int|io|app|health|ly)\b", re.IGNORECASE)
MOST_DIGITS = 6  # a year or a birthday, not a telephone


def claim_in(name: str) -> Claim | None:
    if "@" in name or LINK.search(name) or sum(c.isdecimal() for c in name) > MOST_DIGITS:
        return Claim.contact
    if MARKS & set(name):
        return Claim.mark
    undotted = name.replace(".", "")  # M.D., W.H.O.
    read = [(text, words_of(text)) for text in (name, undotted)]
    if any(_names_an_organisation(text, words) for text, words in read):
        return Claim.organisation
    return Claim.profession if any(_names_a_profession(text, words) for text, words in read) else None


def _names_an_organisation(text: str, words: tuple[Word, ...]) -> bool:
    said = " / ".join(f" {' '.join(word.forms[which] for word in words)} " for which in (0, -1))
    in_capitals = any(text[word.start : word.end] in IN_CAPITALS for word in words)
    return in_capitals or any(f" {named} " in said for named in ORGANISATIONS)


def _names_a_profession(text: str, words: tuple[Word, ...]) -> bool:
    after = any(text[word.start : word.end] in AFTER_A_NAME for word in words[1:])
    forms = [form.removeprefix("ال") for word in words for form in word.forms]
    joined = DR_RUN_ON.search(text) is not None
    return after or joined or any(form in PROFESSIONS or form.startswith(PROFESSIONS_BEGIN) for form in forms)
