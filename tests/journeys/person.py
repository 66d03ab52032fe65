"""A person in a conversation with the real questionnaire, words and readers; no database.

The state goes through JSON between any two texts, as it does in production.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache

from bot.clock import local_day
from bot.conversation import begin
from bot.dialogue import Dialogue, Heard
from bot.rendering import Channel, Voice
from bot.state import Effect, State, dump, load
from bot.wording import load_wording
from intake.answers import Value
from intake.loading import library, newest
from nlu.interpreter import Interpreter

AGENCY = "River County Help"
MONDAY = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)


@cache
def dialogue(definition: str = "ce_intake") -> Dialogue:
    return Dialogue(newest(library(), definition), load_wording(), Interpreter())


@dataclass
class Person:
    """Texts a minute apart, unless time is made to pass."""

    channel: Channel = "sms"
    now: datetime = MONDAY
    talk: Dialogue = field(default_factory=dialogue)
    languages: tuple[str, ...] = ("en", "es")
    effects: list[Effect] = field(default_factory=list)
    last: tuple[Effect, ...] = ()
    transcript: list[str] = field(default_factory=list)
    _state: str = ""

    @property
    def state(self) -> State:
        if not self._state:
            return begin(self.talk.questionnaire.name, self.languages)
        return load(self._state)

    def passes(self, **span: float) -> None:
        self.now += timedelta(**span)

    def texts(self, *bodies: str, written_at: datetime | None = None) -> str:
        """Send texts one after another; returns what came back to the last one."""
        replies: tuple[str, ...] = ()
        for body in bodies:
            self.passes(minutes=1)
            heard = Heard(body, self.now, self.today, written_at=written_at)
            outcome = self.talk.take(self.state, heard, Voice(AGENCY, self.channel))
            self._state = dump(outcome.state)
            self.effects.extend(outcome.effects)
            self.last = outcome.effects
            replies = outcome.texts
            self.transcript.append(_marked("> ", body))
            self.transcript.extend(_marked("< ", reply) for reply in replies)
        return "\n".join(replies)

    @property
    def today(self) -> date:
        return local_day(self.now, "America/Chicago")

    @property
    def asked(self) -> str | None:
        shown = self.state.shown
        return shown.key if shown else None

    def value(self, key: str) -> Value | None:
        given = self.state.answers.get(key)
        return given.value if given else None

    def did(self, kind: type[Effect]) -> bool:
        return any(isinstance(effect, kind) for effect in self.effects)


def _marked(mark: str, text: str) -> str:
    return mark + text.replace("\n", "\n  ")
