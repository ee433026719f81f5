"""How a post reaches people. Read it top to bottom.

received → playable → captioned → screened → in_review → public
                 unplayable   held ←  returned ←  rejected ←
Withdrawal is no stage: it is a fact that every public query respects at once.
"""

from hearten.features.media import actions as media
from hearten.features.posts.models import Revision
from hearten.features.review import actions as review
from hearten.features.screening import actions as screening
from hearten.kit.flow import Flow, rest, step

publish = Flow(Revision, {
    "received":   step(media.make_playable, playable="playable", unplayable="unplayable"),
    "playable":   step(media.caption, captioned="captioned"),
    "captioned":  step(screening.screen, screened="screened", held="held"),
    "held":       step(screening.answered, goes_on="screened", returned="returned"),
    "screened":   step(review.open_for_review, opened="in_review"),
    "in_review":  step(review.carry_out, approve="public", ask_changes="returned", reject="rejected"),
    "public":     rest(),
    "returned":   rest(),
    "rejected":   rest(),
    "unplayable": rest(),
}, tell=review.moved)  # fmt: skip
