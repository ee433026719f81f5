from django.utils import timezone
from procrastinate.contrib.django import app

from hearten.features.doubts import actions
from hearten.features.questions.rules import KEPT


@app.periodic(cron="47 * * * *")
@app.task(name="hearten.forget_doubts", queueing_lock="forget_doubts", pass_context=False)
def forget_doubts(timestamp: int) -> None:  # noqa: ARG001 - the timetable passes it
    """Words that somebody wrote are kept no longer than their receipt says."""
    actions.forget(timezone.now() - KEPT)
