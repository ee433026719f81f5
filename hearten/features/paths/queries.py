from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from hearten.features.accounts import queries as accounts
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Role
from hearten.features.paths import rules
from hearten.features.paths.models import Path, PublicPath
from hearten.features.paths.rules import Step
from hearten.features.review import queries as review


@dataclass(frozen=True)
class Course:
    """A path that is public, with the posts of it that are public now."""

    path: PublicPath
    steps: Sequence[Step]
    next: Step | None = None  # after a post that was asked for

    @property
    def minutes(self) -> int:
        return rules.minutes(self.steps)

    @property
    def post_ids(self) -> list[str]:
        return [step.post_id for step in self.steps]

    def says(self, words: Collection[str]) -> bool:
        return rules.says(f"{self.path.said['title']} {self.path.said['learn']}", words)


def public_paths(language: str = "") -> list[Course]:
    """Those in this language first, then by title. A path of which too little is left is not there."""
    return _courses(list(PublicPath.objects.all()), language)


def about(topics: Collection[str], language: str, words: Collection[str] = ()) -> list[Course]:
    """Those with posts on one of these topics, or that say one of these words."""
    found = public_paths(language)
    return [one for one in found if any(set(step.topics) & set(topics) for step in one.steps) or one.says(words)]


def beside(post_id: str, language: str) -> list[Course]:
    """The paths that hold this post, each with what comes after it there."""
    found = _courses(list(PublicPath.objects.filter(posts__contains=[post_id])), language)
    return [replace(one, next=rules.after(post_id, one.steps)) for one in found if post_id in one.post_ids]


def _courses(found: list[PublicPath], language: str) -> list[Course]:
    steps = {step.post_id: step for step in _steps([str(post) for path in found for post in path.posts])}
    courses = [_course(path, steps) for path in found]
    kept = [course for course in courses if rules.is_a_path(course.steps)]
    return sorted(kept, key=lambda one: (one.path.language != language, one.path.said["title"].casefold()))


def public_path(slug: str) -> Course | None:
    path = PublicPath.objects.filter(slug=slug).first() if rules.SLUG.fullmatch(slug) else None
    if path is None:
        return None
    course = _course(path, {step.post_id: step for step in _steps([str(post) for post in path.posts])})
    return course if rules.is_a_path(course.steps) else None


def posts_of(slug: str) -> list[str]:
    """The ids of a path's posts, in order, as far as they are public now; none where there is no such path."""
    course = public_path(slug)
    return course.post_ids if course else []


def steps_of(post_ids: Sequence[str]) -> list[Step]:
    """Those of these posts that are public, in this order and calm."""
    known = {step.post_id: step for step in _steps(list(post_ids))}
    return rules.calmly([known[post_id] for post_id in post_ids if post_id in known])


def _course(path: PublicPath, known: dict[str, Step]) -> Course:
    return Course(path, rules.calmly([known[str(post)] for post in path.posts if str(post) in known]))


def _steps(post_ids: list[str]) -> list[Step]:
    found = review.public_among(post_ids, len(post_ids)) if post_ids else []
    return [rules.step_of(post.post_id, post.manifest, post.heaviness, post.leaves) for post in found]


def may_propose(person: Person) -> bool:
    roles = accounts.roles_of(person)
    has = accounts.credential_of(person) is not None
    return rules.may_propose(Role.reviewer in roles, Role.professional in roles, has)


def may_sign(path: Path, person: Person) -> bool:
    has = accounts.credential_of(person) is not None
    return rules.may_sign(accounts.holds(person, Role.reviewer), has, path.proposer_id == person.pk)


def may_retract(path: Path, person: Person) -> bool:
    return path.proposer_id == person.pk or accounts.holds(person, Role.reviewer)


def path_called(path_id: int) -> Path | None:
    return Path.objects.select_related("proposer", "signing", "retraction").filter(pk=path_id).first()


def waiting() -> list[Path]:
    """What waits for a second pair of eyes, the oldest first."""
    return list(Path.objects.filter(signing=None, retraction=None).select_related("proposer").order_by("at"))


def sent_back_to(person: Person) -> list[Path]:
    found = Path.objects.filter(proposer=person, signing__says="send_back", retraction=None)
    return list(found.select_related("signing").order_by("-at"))


def is_public(path: Path) -> bool:
    return PublicPath.objects.filter(pk=path.pk).exists()
