"""One turn without a database: read a text, step, render. Used by every channel and by replay."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from bot.asking import prompt_of
from bot.conversation import listening, step
from bot.rendering import Voice, offered, render
from bot.state import Effect, Replied, Shown, State
from bot.wording import Wording
from intake.definition import Question, Questionnaire
from intake.reading import Carrier, CarrierWord, Context, Misread, Problem, Reading
from nlu import member_changes
from nlu.language import detect_language


class Reader(Protocol):
    """What ``nlu.interpreter.Interpreter`` promises."""

    def read(self, context: Context, text: str) -> Reading: ...


@dataclass(frozen=True, slots=True)
class Heard:
    """A text as it came in.

    ``written_at`` is when it was written at the latest, and ``seen_turn`` the turn that was on
    the screen, where these are known; ``today`` is the site's local date; ``media`` counts
    pictures and voice notes, which are never opened; ``opt_out_type`` is what Twilio has already
    done and confirmed by itself ("stop", "start", "help"), so that we stay in step with it.
    """

    text: str
    at: datetime
    today: date
    written_at: datetime | None = None
    seen_turn: int | None = None
    media: int = 0
    opt_out_type: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    state: State
    effects: tuple[Effect, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A questionnaire with a voice and an ear: everything a turn needs but the state."""

    questionnaire: Questionnaire
    wording: Wording
    reader: Reader

    def take(self, state: State, heard: Heard, voice: Voice) -> Outcome:
        """Answer one text: pure but for the reader."""
        state, effects = step(self.questionnaire, state, self.heard_as(state, heard))
        return Outcome(
            state, effects, render(effects, self.questionnaire, self.wording, state, voice)
        )

    def open_question(self, state: State) -> Question | None:
        """Return what the next text answers; None when nothing is asked."""
        return self._asked(listening(self.questionnaire, self.wording.prompts, state)[0], state)

    def heard_as(self, state: State, heard: Heard) -> Replied:
        """Return the event that a text is: read against what stood open when it was written."""
        late = _was_late(state, heard)
        reading = self._read(state, heard, late=late)
        before = None
        if isinstance(reading, Misread) and not late:
            before = self._read_otherwise(state, heard)
        return Replied(
            reading=reading,
            text=heard.text,
            at=heard.at,
            language=detect_language(heard.text, state.languages) if not state.lang else None,
            late=late,
            before=before,
            change=member_changes.read(heard.text),
            carrier_replied=heard.opt_out_type is not None,
        )

    def _read_otherwise(self, state: State, heard: Heard) -> Reading | None:
        """Read a text that does not fit against the question that a prompt is about, or the last.

        To "what should we do about this one?" many people just give the answer.
        """
        target = prompt_of(state.shown.key)[1] if state.shown is not None else ""
        if target:
            return self._read(replace(state, shown=Shown(target, state.turn, heard.at)), heard)
        return None if state.previous is None else self._read(state, heard, late=True)

    def _read(self, state: State, heard: Heard, *, late: bool = False) -> Reading:
        question, slot = listening(self.questionnaire, self.wording.prompts, state, late=late)
        context = Context(
            question=self._asked(question, state),
            lang=state.lang or state.languages[0],
            today=heard.today,
            opted_out=state.opted_out,
            languages=state.languages,
            slot=slot,
        )
        if heard.opt_out_type is not None:
            return CarrierWord(Carrier(heard.opt_out_type))
        if heard.media and not heard.text.strip():
            return Misread(Problem.MEDIA_ONLY)
        return self.reader.read(context, heard.text)

    def _asked(self, question: Question | None, state: State) -> Question | None:
        return None if question is None else offered(question, state.languages)


def _was_late(state: State, heard: Heard) -> bool:
    """Tell whether the text was written before the open question had been shown."""
    if state.shown is None:
        return False
    if heard.seen_turn is not None:
        return heard.seen_turn < state.shown.turn
    return heard.written_at is not None and heard.written_at < state.shown.at
