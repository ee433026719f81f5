"""How a question gets its answer. Read it top to bottom.

asked → waiting → drafted → answered
           declined ↵  ↑ returned
Two clinicians stand behind every answer: one writes it, another signs it. An answer that was signed for another
question and says the same serves this one too. Taking an answer back is no stage: every page respects it at once.
"""

from hearten.features.questions import actions as questions
from hearten.features.questions.models import Question
from hearten.kit.flow import Flow, rest, step

ask = Flow(Question, {
    "asked":    step(questions.receive, known="answered", unknown="waiting"),
    "waiting":  step(questions.look, known="answered", drafted="drafted", declined="declined"),
    "drafted":  step(questions.confirmed, confirmed="answered", returned="waiting"),
    "answered": rest(),
    "declined": rest(),
}, tell=questions.moved)  # fmt: skip
