"""Fixtures and options of every test."""

import pytest

pytest_plugins = ["tests.engines"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden transcripts be written anew, to be read before they are committed."""
    parser.addoption("--update", action="store_true", help="write the golden transcripts anew")
