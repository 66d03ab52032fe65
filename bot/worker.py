"""The Celery application: in production it runs the same functions as the embedded thread.

Redis is a door bell. A message carries nothing but the name of a task; what there is to do stands
in the database, and beat rings every few seconds, so that a lost or flushed queue loses nothing.
"""

from functools import cache

from celery import Celery
from celery.signals import worker_process_init

from bot import logs, tasks
from bot.settings import load_settings
from bot.wiring import Services, build

RING_EVERY = 2.0
SWEEP_EVERY = 30.0
TIME_LIMIT = 60  # well under Redis's visibility time-out of an hour

app = Celery("frontdoor")
app.conf.update(
    broker_url=load_settings()[0].redis_url or "memory://",
    task_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    task_acks_late=True,
    worker_prefetch_multiplier=1,
    task_time_limit=TIME_LIMIT,
    broker_connection_retry_on_startup=True,
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
    task_default_queue="frontdoor",
    beat_schedule={
        "run-due": {
            "task": "frontdoor.run_due",
            "schedule": RING_EVERY,
            "options": {"expires": RING_EVERY * 5},
        },
        "sweep": {
            "task": "frontdoor.sweep",
            "schedule": SWEEP_EVERY,
            "options": {"expires": SWEEP_EVERY},
        },
    },
)


@cache
def services() -> Services:
    """Build the services once in each worker process."""
    return build(load_settings()[0])


@worker_process_init.connect  # type: ignore[untyped-decorator]
def _started(**_: object) -> None:
    logs.configure()


@app.task(name="frontdoor.run_due")  # type: ignore[untyped-decorator]
def run_due() -> None:
    """Do whatever is due."""
    tasks.run_due(services())


@app.task(name="frontdoor.sweep")  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Find what went quiet."""
    tasks.sweep(services())
