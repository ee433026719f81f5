from django.utils import timezone
from procrastinate.contrib.django import app

from hearten.features.questions import actions
from hearten.features.questions.rules import KEPT


@app.periodic(cron="43 * * * *")
@app.task(name="hearten.forget_questions", queueing_lock="forget_questions", pass_context=False)
def forget_questions(timestamp: int) -> None:  # noqa: ARG001 - the timetable passes it
    """Words that somebody asked are kept no longer than their receipt says."""
    actions.forget(timezone.now() - KEPT)
