"""The log holds ids and codes, never words of people."""

import json
import subprocess
import sys

PROGRAM = """
import logging, structlog
from bot import logs
logs.configure()
log = structlog.get_logger("frontdoor")
log.warning("staff_page", safety_event="abc", words="Xochitl", phone="+12025550100")
logging.getLogger("some.library").error("could not send to %s", "+12025550100")
try:
    raise ValueError("Xochitl Quetzal")
except ValueError:
    log.exception("task_failed", task="t1")
    logging.getLogger("some.library").exception("Xochitl again")
"""


def test_words_numbers_and_messages_of_errors_are_left_out() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert "Xochitl" not in done.stderr
    assert "+1202" not in done.stderr
    rows = [json.loads(line) for line in done.stderr.splitlines()]
    assert rows[0]["safety_event"] == "abc"
    assert rows[1]["kind"] == "some.library"
    assert rows[2]["error"] == "ValueError"
    assert rows[2]["task"] == "t1"
    assert rows[3]["error"] == "ValueError"
