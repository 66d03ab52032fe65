"""Every released definition, the urgency rules and the bot's own words are clean."""

from pathlib import Path

import bot
from intake import checks_urgency
from intake.checks import check_file, check_messages
from intake.loading import check_lock, library, released_files


def test_the_released_definitions_have_no_problem() -> None:
    assert released_files()
    assert [p.as_line() for path in released_files() for p in check_file(path)] == []


def test_the_urgency_rules_fit_the_released_definitions() -> None:
    assert list(checks_urgency.problems(library().values())) == []


def test_released_files_are_as_they_were_released() -> None:
    assert [p.as_line() for p in check_lock()] == []


def test_the_words_of_the_bot_have_no_problem() -> None:
    messages = Path(str(bot.__file__)).with_name("messages.yaml")
    assert [p.as_line() for p in check_messages(messages)] == []
