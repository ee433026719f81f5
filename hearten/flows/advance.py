"""The jobs: take one step, look again at what is due, and free what a dead worker held."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from hearten.flows.ask import ask
from hearten.flows.publish import publish
from hearten.flows.recheck import change, reopening
from hearten.kit.flow import ADVANCE, Flow, remind

FLOWS: dict[str, Flow] = {"publish": publish, "ask": ask, "change": change, "reopening": reopening}
BATCH = 200


@app.task(name=ADVANCE)
def advance(flow: str, row: str) -> None:
    FLOWS[flow].advance(row)


@app.periodic(cron="* * * * * */10")
@app.task(name="hearten.look_again", queueing_lock="look_again", pass_context=False)
def look_again(timestamp: int) -> None:  # noqa: ARG001 - the timetable passes it
    """Every due row gets a job, so a row whose job was lost moves on within seconds."""
    for flow in FLOWS.values():
        for row in flow.due()[:BATCH]:
            flow.put_off(row)
            remind(row)


@app.periodic(cron="* * * * * */10")
@app.task(name="hearten.rescue", queueing_lock="rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the timetable passes it
    """Jobs of a worker whose heart stopped go back in the queue."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=20):
        await jobs.retry_job(job)
