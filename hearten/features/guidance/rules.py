"""Which guidance is for people who make posts, and which of it comes first."""

from collections.abc import Collection

# What these say, platforms and reviewers do; no film can rest on it.
NOT_FOR_AUTHORS = frozenset({"credibility", "crisis response", "language", "platform duty"})

# Topics of a post, and those of guidance that go by other names. The same name always fits.
ALSO_FITS = {
    "ageing": {"dementia"},
    "breathing": {"anxiety", "coping", "stress"},
    "coping": {"stress"},
    "eating": {"eating disorders"},
    "family": {"mental health"},
    "friendship": {"mental health"},
    "grief": {"coping"},
    "grounding": {"coping", "ptsd", "stress"},
    "new parents": {"depression"},
    "panic": {"anxiety"},
    "psychosis": {"schizophrenia"},
    "school": {"adolescents"},
    "self-care": {"coping", "stress"},
    "sleep": {"coping", "stress"},
    "suicide prevention": {"safe messaging", "suicide"},
    "supporting others": {"mental health", "suicide"},
    "trauma": {"ptsd"},
    "work": {"mental health", "stress"},
}


def fitting(topics_of_post: Collection[str]) -> set[str]:
    """The topics of guidance that are closest to what a post is about."""
    return set(topics_of_post).union(*(ALSO_FITS.get(topic, ()) for topic in topics_of_post))
