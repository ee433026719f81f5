"""How a change of guidance reaches the posts that rest on it. Read it top to bottom.

a change:  proposed → applied → searched          each post:  reopened → again
           declined ←
Two people answer a change, and the database applies it and hides what rests on it in one step: that is a fact which
every public query respects at once, never a stage to wait for. What follows here only brings each post to the desk.
"""

from hearten.features.guidance.models import Change
from hearten.features.recheck import actions as recheck
from hearten.features.recheck.models import Reopening
from hearten.kit.flow import Flow, rest, step

change = Flow(Change, {
    "proposed": rest(),
    "applied":  step(recheck.look_through, searched="searched"),
    "searched": rest(),
    "declined": rest(),
}, tell=recheck.moved)  # fmt: skip

reopening = Flow(Reopening, {
    "reopened": step(recheck.make_again, again="again"),
    "again":    rest(),
}, tell=recheck.told)  # fmt: skip
