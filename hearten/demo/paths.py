"""Two learning paths of the demo's own films: a nurse proposed them, a psychologist signed them."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from hearten.features.accounts.models import Person
from hearten.features.paths import actions as paths
from hearten.features.paths.actions import Check, Plan
from hearten.features.paths.models import Path
from hearten.features.paths.rules import Says

ONE_YEAR = timedelta(days=365)
# slug: title, what one learns, films in order, questions
PATHS: dict[str, tuple[str, str, tuple[str, ...], tuple[Check, ...]]] = {
    "when-fear-rushes-in": (
        "When fear rushes in, in four shorts",
        "What stress and strong worry can do in the body, and two things to try while it lasts.",
        ("when-stress-is-in-the-body", "breathe-with-this-shape", "five-things-around-you", "small-steps"),
        (
            Check(
                "What can slow breathing do?", ("Cure anxiety for good", "Help you manage it"), 1,
                "Slow breathing is one of several things that can help people manage anxiety. It is no cure, and it is "
                "fine to stop when it does not feel right.", "G030",
            ),
            Check(
                "What is grounding?",
                ("Slowing down and turning back to what is around you", "Pushing a feeling away"), 0,
                "Grounding means to slow down, to feel your body, and to turn back to the world around you. The "
                "feeling may still be there.", "G094",
            ),
        ),
    ),
    "being-there-for-a-friend": (
        "Being there for a friend, in three shorts",
        "What to say to someone you worry about, why asking does no harm, and what may come after.",
        ("a-friend-you-worry-about", "asking-is-safe", "small-steps"),
        (
            Check(
                "A friend speaks of suicide. What is better?",
                ("Take it seriously", "Wait: who speaks of it does not mean it"), 0,
                "People who speak of it may be reaching out for help, so it is right to take them seriously.", "G109",
            ),
            Check(
                "Can asking about it plant the idea?", ("Yes, so better not ask", "No, and many are relieved"), 1,
                "Asking calmly does not plant the idea. It is the best way to find out, and people are often relieved.",
                "G114",
            ),
        ),
    ),
}  # fmt: skip


def fill(maker: Person, signer: Person, films: dict[str, UUID]) -> None:
    """Make what is missing. Interrupted, it goes on where it was."""
    for slug, (title, learn, names, checks) in PATHS.items():
        made = Path.objects.filter(slug=slug).first() or paths.propose(
            Plan(slug, title, learn, "en", [str(films[name]) for name in names], checks, timezone.now() + ONE_YEAR),
            maker,
        )
        if not hasattr(made, "signing"):
            paths.sign(made, made.digest, signer, Says.sign)
