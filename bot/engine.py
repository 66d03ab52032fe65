"""The embedded engine: a thread of the server that runs due tasks, where there is no Celery."""

import threading

import structlog

from bot import tasks
from bot.wiring import Services
from store.engine import Unavailable

POLL_SECONDS = 2.0
SWEEP_EVERY = 15  # polls: a stalled intake is marked within half a minute
log = structlog.get_logger("frontdoor.engine")


class Engine:
    """Runs due tasks every two seconds until it is stopped; a failed round is tried again."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="frontdoor-engine", daemon=True)

    def start(self) -> None:
        """Begin; work that a dead process left behind is found at once."""
        self._thread.start()

    def stop(self, timeout: float = 10.0) -> None:
        """Finish the round that is running and end."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _loop(self) -> None:
        rounds = 0
        while not self._stop.is_set():
            try:
                tasks.run_due(self._services)
                if rounds % SWEEP_EVERY == 0:
                    tasks.sweep(self._services)
            except Unavailable:
                log.exception("database_unavailable")
            rounds += 1
            self._stop.wait(POLL_SECONDS)
