"""Rasa as a parser over HTTP: two seconds at most, and left alone while it fails.

Texts are never logged, and what is sent is the folded text: it holds no "/", which Rasa would
take, even behind blanks, for the name of an intent.
"""

import json
import threading
import time
from collections.abc import Callable
from typing import Any

import requests
import urllib3

from nlu.folding import plain
from nlu.ranking import Ranked
from nlu.training import OUT_OF_SCOPE

TIME_OUT = 2.0
_CONNECT, _READ = 0.5, 1.5
_LONGEST_TEXT = 400
_LARGEST_ANSWER = 64 * 1024
_FAILURES = 3
_REST = 10.0
# What may be off by rounding when a ranking's shares are added up.
_ROUNDING = 0.02


class Breaker:
    """Opens after three failures in a row; ten seconds later one call may try again."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_until_tried = 0.0

    def lets_through(self) -> bool:
        """Tell whether to call now; when half open, only the first to ask may."""
        with self._lock:
            if self._failures < _FAILURES:
                return True
            now = self._seconds()
            if now < self._closed_until_tried:
                return False
            self._closed_until_tried = now + _REST
            return True

    def succeeded(self) -> None:
        """Close the breaker."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """Count a failure; the third in a row opens the breaker."""
        with self._lock:
            self._failures += 1
            self._closed_until_tried = self._seconds() + _REST


class RasaClassifier:
    """Ranks intents by Rasa's ``POST /model/parse``; says nothing while Rasa cannot."""

    def __init__(self, url: str, token: str, breaker: Breaker | None = None) -> None:
        self._address = f"{url.rstrip('/')}/model/parse"
        self._token = token
        self._breaker = breaker or Breaker()
        self._threads = threading.local()

    def classify(self, text: str, lang: str) -> Ranked | None:  # noqa: ARG002 - one model for all
        """Return Rasa's ranking; None when it is away, slow, wrong, or was so just now."""
        words = plain(text)[:_LONGEST_TEXT]
        if not words or not self._breaker.lets_through():
            return None
        try:
            ranked = _ranked(self._parse(words))
        except (requests.RequestException, urllib3.exceptions.HTTPError, ValueError):
            self._breaker.failed()
            return None
        self._breaker.succeeded()
        return ranked

    def _parse(self, words: str) -> Any:
        ends = time.monotonic() + TIME_OUT
        with self._session().post(
            self._address,
            params={"token": self._token},
            json={"text": words},
            headers={"Accept-Encoding": "identity"},
            timeout=(_CONNECT, _READ),
            allow_redirects=False,
            stream=True,
        ) as response:
            if response.status_code != requests.codes.ok:
                raise ValueError("not an answer")
            return json.loads(_body(response, ends))

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._threads, "session", None)
        if session is None:
            session = self._threads.session = requests.Session()
            # No proxy of the environment may come between: texts stay on this machine.
            session.trust_env = False
        return session


def _body(response: requests.Response, ends: float) -> bytes:
    """Read an answer piece by piece as it comes, so that one that drips in is given up."""
    body = b""
    while piece := response.raw.read1(4096):
        body += piece
        if len(body) > _LARGEST_ANSWER or time.monotonic() > ends:
            raise ValueError("too long an answer")
    return body


def _ranked(answer: Any) -> Ranked:
    """Check an answer; raises ValueError for any but a whole ranking of our own intents."""
    try:
        shares = {str(each["name"]): float(each["confidence"]) for each in answer["intent_ranking"]}
    except (KeyError, TypeError) as error:
        raise ValueError("no ranking") from error
    if OUT_OF_SCOPE not in shares or not all(0.0 <= share <= 1.0 for share in shares.values()):
        raise ValueError("not our model")
    if abs(sum(shares.values()) - 1.0) > _ROUNDING:
        raise ValueError("not the whole ranking")
    ordered = sorted(shares.items(), key=lambda item: -item[1])
    return Ranked(tuple(ordered), "rasa")
