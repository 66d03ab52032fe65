"""Fixtures and options of every test."""

import os

import pytest
from hypothesis import settings

pytest_plugins = ["tests.chromium", "tests.engines"]

# CI plays the same examples each time; a developer's machine goes on looking for new ones.
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden transcripts be written anew, to be read before they are committed."""
    parser.addoption("--update", action="store_true", help="write the golden transcripts anew")
