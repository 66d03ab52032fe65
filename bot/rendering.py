"""From effects to texts: which words, in which language, cut to what a text may cost.

By SMS a private answer is never sent back: lists hold topics only. On the web the person's own
screen shows the answers as well.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.asking import lines, prompt_of, question_of, split
from bot.labels import in_words, topic
from bot.state import Ask, Effect, Say, State, Tell
from bot.wording import Wording
from intake.definition import Question, Questionnaire
from intake.showing import fill, shown
from intake.texting import fit_gsm, segments

Channel = Literal["sms", "chat", "phone"]
# What one text may cost: two segments in English, four in a language that needs UCS-2.
BUDGET = {"en": 2}
OTHER_BUDGET = 4
# Verified at each release; a site may set its own.
HOTLINES: Mapping[str, str] = {
    "dv_line": "1-800-799-7233",
    "dv_text": "88788",
    "youth_line": "1-800-786-2929",
}


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, and over what: the agency's name, the site's numbers, the channel."""

    agency: str
    channel: Channel = "sms"
    hotlines: Mapping[str, str] = field(default_factory=lambda: HOTLINES)


class Renderer:
    """Turns the effects of one turn into texts; ``state`` is the one after the turn."""

    def __init__(
        self, questionnaire: Questionnaire, wording: Wording, state: State, voice: Voice
    ) -> None:
        self.questionnaire = questionnaire
        self.wording = wording
        self.state = state
        self.voice = voice
        self.lang = state.lang or state.languages[0]
        self.budget = BUDGET.get(self.lang, OTHER_BUDGET)

    def texts(self, effects: Iterable[Effect]) -> tuple[str, ...]:
        """Return what is sent, in order; short pieces share a text, within the budget."""
        sent: list[str] = []
        for piece in filter(None, map(self._piece, effects)):
            joined = f"{sent[-1]}\n{piece}" if sent else piece
            if sent and self._fits(joined):
                sent[-1] = joined
            else:
                sent.append(piece)
        if self.voice.channel == "sms":
            return tuple(fit_gsm(text) for text in sent)
        return tuple(sent)

    def question_text(self, key: str) -> str:
        """Return a question just as it is sent; for the record of what a person agreed to."""
        text = self._question(key)
        return fit_gsm(text) if self.voice.channel == "sms" else text

    def _fits(self, text: str) -> bool:
        return segments(fit_gsm(text)).count <= self.budget

    def _piece(self, effect: Effect) -> str | None:
        match effect:
            case Say():
                return self._say(effect)
            case Tell():
                return self._tell(effect)
            case Ask():
                return self._ask(effect)
            case _:
                return None

    def _values(self, **more: str) -> dict[str, str]:
        return {"agency": self.voice.agency, **HOTLINES, **self.voice.hotlines, **more}

    def _say(self, say: Say) -> str:
        if say.id == "switch_language":
            others = [other for other in self.state.languages if other != self.lang]
            return "\n".join(self.wording.messages[say.id][other] for other in others)
        text = self.wording.messages[say.id][self.lang]
        listed = {"list": self._list(text)} if "{list}" in text else {}
        return fill(text, self._values(**listed, **say.values))

    def _tell(self, tell: Tell) -> str | None:
        question = self.questionnaire.by_id[tell.question]
        texts = question.choice_by_id[tell.choice].say if tell.choice else question.why
        return fill(texts[self.lang], self._values()) if texts else None

    def _ask(self, ask: Ask) -> str:
        text = (
            self._prompt(ask)
            if ask.key.startswith("_")
            else self._question(ask.key, times=ask.times)
        )
        if ask.times >= 2:  # never a third time in the same words
            opening = self.wording.messages["still_open" if ask.times == 2 else "still_open_again"]
            text = f"{fill(opening[self.lang], {'n': str(ask.times - 1)})} {text}"
        return text

    def _question(self, key: str, *, times: int = 0) -> str:
        question = offered(question_of(self.questionnaire, key), self.state.languages)
        values = self._values(n=str(split(key)[1] or ""))
        if question.role == "review":
            values["list"] = self._list(question.ask[self.lang])
        if question.role == "language":
            stems = " ".join(question.ask[code] for code in self.state.languages)
            question = question.model_copy(update={"ask": {self.lang: stems}})
        elif times and question.retry is not None:
            question = question.model_copy(update={"ask": question.retry})
        return shown(question, self.lang, values)

    def _prompt(self, ask: Ask) -> str:
        name, target = prompt_of(ask.key)
        values = self._values(**ask.values)
        if target:
            question = question_of(self.questionnaire, target)
            values["topic"] = topic(question, self.lang, split(target)[1])
            if self.state.guess is not None and self.state.guess.key == target:
                guess = self.state.guess.value
                values["guess"] = in_words(question, guess, self.lang, self.wording.words)
        return shown(self.wording.prompts[name], self.lang, values)

    def _list(self, around: str) -> str:
        """Return what was said as numbered lines: with values on the web, topics only by SMS."""
        rows = [f"{n} {line}" for n, line in enumerate(self.own_lines(), 1)]
        if self.voice.channel != "sms":
            return "\n".join(rows)
        for kept in range(len(rows), 0, -1):
            listed = "\n".join(rows[:kept])
            if kept < len(rows):
                more = self.wording.messages["list_more"][self.lang]
                listed = f"{listed}\n{fill(more, {'n': str(len(rows) - kept)})}"
            if self._fits(around.replace("{list}", listed)):
                return listed
        return ""

    def choice_labels(self, question: Question) -> tuple[str, ...]:
        """Return the numbered choices of a question, in order, as they are sent."""
        listed = () if question.bare else question.choices
        return tuple(fill(choice.label[self.lang], self._values()) for choice in listed)

    def own_lines(self) -> tuple[str, ...]:
        """Return the person's own list, in the order in which its lines are numbered."""
        return tuple(map(self._line, lines(self.questionnaire, self.state)))

    def _line(self, key: str) -> str:
        question = question_of(self.questionnaire, key)
        name = topic(question, self.lang, split(key)[1])
        if self.voice.channel == "sms":
            return name
        value = self.state.answers[key].value
        return f"{name}: {in_words(question, value, self.lang, self.wording.words)}"


def offered(question: Question, languages: tuple[str, ...]) -> Question:
    """Leave out, of the language question, the languages that the site does not offer."""
    if question.role != "language":
        return question
    kept = tuple(choice for choice in question.choices if choice.id in languages)
    return question.model_copy(update={"choices": kept})


def render(
    effects: Iterable[Effect],
    questionnaire: Questionnaire,
    wording: Wording,
    state: State,
    voice: Voice,
) -> tuple[str, ...]:
    """Return the texts of one turn."""
    return Renderer(questionnaire, wording, state, voice).texts(effects)
