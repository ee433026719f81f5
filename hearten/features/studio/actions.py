from django.db import transaction

from hearten.features.accounts.models import Person
from hearten.features.guidance import actions as guidance
from hearten.features.media import actions as media
from hearten.features.media.models import Original
from hearten.features.posts import actions as posts
from hearten.features.posts import queries
from hearten.features.posts.actions import Words
from hearten.features.posts.models import Post, Revision


@transaction.atomic
def make(author: Person, words: Words, original: Original) -> Revision:
    """A new post from its words and its video; it sets off at once."""
    revision = posts.begin(author, words)
    media.attach(revision, original)
    return revision


@transaction.atomic
def change(post: Post, author: Person, words: Words, original: Original | None = None) -> Revision:
    """A new revision that starts again, with the earlier video and sources unless there are new ones."""
    earlier = queries.latest(post)
    later = posts.revise(post, author, words)
    guidance.carry_over(earlier, later)
    if original:
        media.attach(later, original)
    else:
        media.carry_over(earlier, later)
    return later
