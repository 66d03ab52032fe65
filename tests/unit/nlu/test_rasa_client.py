"""Rasa over HTTP, played by a real server that can be slow, broken or wrong."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from typing_extensions import override

from nlu.rasa_client import Breaker, RasaClassifier

TOKEN = "t" * 20
WHOLE = [("out_of_scope", 0.3), ("act_skip", 0.7)]


def ranking(shares: list[tuple[str, float]]) -> bytes:
    listed = [{"name": name, "confidence": share} for name, share in shares]
    return json.dumps({"text": "x", "intent": listed[0], "intent_ranking": listed}).encode()


class PlayedRasa(ThreadingHTTPServer):
    """Answers every parse with ``status`` and ``body``, once ``gate`` is open."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.body = 200, ranking(WHOLE)
        self.heard: list[tuple[str, str]] = []
        self.gate = threading.Event()
        self.gate.set()
        self.drips = False
        self.dripped = 0
        self.stopping = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: PlayedRasa

    def do_POST(self) -> None:
        asked = urlsplit(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        token = parse_qs(asked.query).get("token", [""])[0]
        self.server.heard.append((token, json.loads(body)["text"]))
        self.server.gate.wait(10)
        try:
            self.send_response(self.server.status)
            if self.server.drips:
                self._drip()
                return
            self.send_header("Content-Length", str(len(self.server.body)))
            self.end_headers()
            self.wfile.write(self.server.body)
        except OSError:
            pass  # the client has left

    def _drip(self) -> None:
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b" ")
            self.wfile.flush()
            self.server.dripped += 1
            if self.server.stopping.wait(0.1):
                return

    @override
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def rasa() -> Iterator[PlayedRasa]:
    server = PlayedRasa()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.stopping.set()
    server.gate.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_ranking_comes_back_likeliest_first(rasa: PlayedRasa) -> None:
    ranked = RasaClassifier(rasa.url, TOKEN).classify("next one", "en")
    assert ranked is not None
    assert ranked.source == "rasa"
    assert [name for name, _ in ranked.intents] == ["act_skip", "out_of_scope"]
    assert ranked.intents[1][1] == pytest.approx(0.3)
    assert rasa.heard == [(TOKEN, "next one")]


@pytest.mark.parametrize(
    "text", ["/restart", "  /restart", "\u2003//act_skip{}", "\u200b/x", "／x"]
)
def test_no_text_reaches_rasa_as_the_name_of_an_intent(rasa: PlayedRasa, text: str) -> None:
    RasaClassifier(rasa.url, TOKEN).classify(text, "en")
    assert len(rasa.heard) == 1
    assert "/" not in rasa.heard[0][1]
    assert "{" not in rasa.heard[0][1]


def test_a_text_of_signs_alone_is_not_sent(rasa: PlayedRasa) -> None:
    assert RasaClassifier(rasa.url, TOKEN).classify("/ ?! 🙂", "en") is None
    assert rasa.heard == []


def test_only_the_beginning_of_a_long_text_is_sent(rasa: PlayedRasa) -> None:
    RasaClassifier(rasa.url, TOKEN).classify("next " * 500, "en")
    assert len(rasa.heard[0][1]) == 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b"null",
        b'{"intent_ranking": 3}',
        b'{"intent_ranking": [{"name": "act_skip"}]}',
        b'{"intent_ranking": [{"name": "act_skip", "confidence": "very"}]}',
        ranking([("act_skip", 1.0)]),
        ranking([("act_skip", 1.7), ("out_of_scope", -0.7)]),
        ranking([("act_skip", 0.5), ("out_of_scope", 0.1)]),
        ranking([("act_skip", float("nan")), ("out_of_scope", 0.1)]),
        b" " * 70_000 + ranking(WHOLE),
    ],
)
def test_a_wrong_answer_is_no_answer(rasa: PlayedRasa, body: bytes) -> None:
    rasa.body = body
    assert RasaClassifier(rasa.url, TOKEN).classify("next one", "en") is None


@pytest.mark.parametrize("status", [301, 401, 404, 500, 503])
def test_an_error_is_no_answer(rasa: PlayedRasa, status: int) -> None:
    rasa.status = status
    assert RasaClassifier(rasa.url, TOKEN).classify("next one", "en") is None


def test_nobody_there_is_no_answer() -> None:
    assert RasaClassifier("http://127.0.0.1:9", TOKEN).classify("next one", "en") is None


def test_a_silent_rasa_is_given_up(rasa: PlayedRasa) -> None:
    rasa.gate.clear()
    assert RasaClassifier(rasa.url, TOKEN).classify("next one", "en") is None


def test_a_dripping_answer_is_given_up(rasa: PlayedRasa) -> None:
    rasa.drips = True
    assert RasaClassifier(rasa.url, TOKEN).classify("next one", "en") is None
    assert 0 < rasa.dripped < 90


class FakeSeconds:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_after_three_failures_rasa_is_left_alone_for_ten_seconds(rasa: PlayedRasa) -> None:
    seconds = FakeSeconds()
    client = RasaClassifier(rasa.url, TOKEN, Breaker(seconds))
    rasa.status = 500
    for _ in range(5):
        assert client.classify("next one", "en") is None
    assert len(rasa.heard) == 3

    seconds.now = 9.9
    rasa.status = 200
    assert client.classify("next one", "en") is None
    assert len(rasa.heard) == 3

    seconds.now = 10.1
    assert client.classify("next one", "en") is not None
    assert client.classify("next one", "en") is not None
    assert len(rasa.heard) == 5


def test_a_success_between_failures_starts_the_count_anew(rasa: PlayedRasa) -> None:
    client = RasaClassifier(rasa.url, TOKEN, Breaker(FakeSeconds()))
    for status in (500, 500, 200, 500, 500, 200):
        rasa.status = status
        client.classify("next one", "en")
    assert len(rasa.heard) == 6


def test_a_half_open_breaker_lets_one_through_and_a_failure_opens_it_again() -> None:
    seconds = FakeSeconds()
    breaker = Breaker(seconds)
    for _ in range(3):
        assert breaker.lets_through()
        breaker.failed()
    assert not breaker.lets_through()
    seconds.now = 10.5
    assert breaker.lets_through()
    assert not breaker.lets_through()
    breaker.failed()
    seconds.now = 20.0
    assert not breaker.lets_through()
    seconds.now = 20.6
    assert breaker.lets_through()
    breaker.succeeded()
    assert breaker.lets_through()
    assert breaker.lets_through()


def test_nothing_of_a_text_is_logged(rasa: PlayedRasa, caplog: pytest.LogCaptureFixture) -> None:
    client = RasaClassifier(rasa.url, TOKEN)
    with caplog.at_level("DEBUG"):
        client.classify("my zebra sleeps outside", "en")
        rasa.status = 500
        client.classify("my zebra sleeps outside", "en")
        rasa.status, rasa.body = 200, b"zebra"
        client.classify("my zebra sleeps outside", "en")
    assert "zebra" not in caplog.text
