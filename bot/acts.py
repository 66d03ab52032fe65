"""What a person may say at any question instead of answering it; the place is always kept."""

from collections.abc import Callable, Mapping

from bot.answering import answer
from bot.asking import SILENT_ROLES, Turn, ask, ask_again, lines, question_of, record, times_shown
from bot.state import Alert, AlertKind, Flag, Note, Replied, Say, Stage, Tell
from intake.answers import Refused
from intake.path import path
from intake.reading import Act, Command

SKIPS_BEFORE_OFFER = 3
SHORT_OFFERS = 2
PASSED_ON_SAID = 2
RESTARTS = 2
# Acts that are answered with words of ours, after which the open question is put again.
PLAIN_ANSWERS = {
    Act.HELP: "help",
    Act.BOT: "bot",
    Act.THANKS: "thanks",
    Act.NOTICE: "notice",
}
ALERTS = {
    Act.CALL_ME: (AlertKind.CALL, "call_coming"),
    Act.COMPLAINT: (AlertKind.COMPLAINT, "complaint"),
    Act.DELETE: (AlertKind.DELETE, "delete_asked"),
}


def perform(turn: Turn, command: Command) -> None:
    """Do what was asked for, then put the open question again."""
    act = command.act
    if act in PLAIN_ANSWERS:
        turn.emit(Say(PLAIN_ANSWERS[act]))
        keep_place(turn)
    elif act in ALERTS:
        _alert(turn, act)
    else:
        DOINGS.get(act, _keep)(turn, command)


def _keep(turn: Turn, _command: Command) -> None:
    keep_place(turn)


def _pause(turn: Turn, _command: Command) -> None:
    turn.set(stage=Stage.PAUSED)
    turn.emit(Say("paused"))


def _language(turn: Turn, command: Command) -> None:
    """Switch at once and put the same question in the new language."""
    lang = command.argument or ""
    if lang in turn.state.languages:
        turn.set(lang=lang)
    else:
        turn.emit(Say("no_such_language"))
    keep_place(turn)


def keep_place(turn: Turn) -> None:
    """Put the open question again; after the answers were sent there is none."""
    if turn.state.stage is not Stage.SENT:
        ask_again(turn)


def list_lines(turn: Turn, _command: Command | None = None) -> None:
    """Show what was said so far: topics only by SMS, values only on the web."""
    turn.emit(Say("have_so_far" if lines(turn.questionnaire, turn.state) else "have_nothing"))
    keep_place(turn)


def edit_line(turn: Turn, number: int) -> bool:
    """Reopen the line with this number, counted from 1; False where there is none."""
    keys = lines(turn.questionnaire, turn.state)
    if not 1 <= number <= len(keys):
        return False
    reopen(turn, keys[number - 1])
    return True


def reopen(turn: Turn, key: str) -> None:
    """Ask an earlier question again; its answer stays until there is a new one."""
    kept = {k: v for k, v in turn.state.answers.items() if _role(turn, k) != "review"}
    turn.set(stage=Stage.ASKING, fixing=key, answers=kept, misses=0, guess=None)
    ask(turn, key)


def _role(turn: Turn, key: str) -> str | None:
    return question_of(turn.questionnaire, key).role


def _alert(turn: Turn, act: Act) -> None:
    kind, message = ALERTS[act]
    words = _words(turn)
    if kind is AlertKind.CALL:
        turn.flag(Flag.WANTS_CALL)
    turn.emit(Alert(kind, (), words), Say(message))
    keep_place(turn)


def _skip(turn: Turn, _command: Command) -> None:
    shown = turn.state.shown
    if shown is None or shown.key.startswith("_"):
        keep_place(turn)
        return
    if question_of(turn.questionnaire, shown.key).skippable == "no":
        turn.emit(Say("must_answer"))
        ask(turn, shown.key)
        return
    skips = turn.state.skips + 1
    turn.set(skips=skips)
    if skips == SKIPS_BEFORE_OFFER and times_shown(turn, "_short") < SHORT_OFFERS:
        record(turn, shown.key, Refused(), _words(turn), "skip", 1.0)
        ask(turn, "_short")
    else:
        answer(turn, shown.key, Refused(), "skip", 1.0)


def _words(turn: Turn) -> str:
    return turn.event.text if isinstance(turn.event, Replied) else ""


def _edit(turn: Turn, command: Command) -> None:
    if command.act is Act.BACK:
        _back(turn)
        return
    wanted = (command.argument or "").strip()
    if wanted.isdecimal() and edit_line(turn, int(wanted)):
        return
    if wanted and not wanted.isdecimal() and (key := _about(turn, wanted)) is not None:
        reopen(turn, key)
        return
    if wanted:
        turn.emit(Say("no_such_line"))
    list_lines(turn)


def _back(turn: Turn) -> None:
    before: str | None = None
    shown = turn.state.shown.key if turn.state.shown else None
    for asked in path(turn.questionnaire, turn.state.answers):
        if asked.key == shown:
            break
        if asked.key in turn.state.answers and asked.question.role not in SILENT_ROLES:
            before = asked.key
    if before is None:
        turn.emit(Say("nothing_before"))
        keep_place(turn)
    else:
        reopen(turn, before)


def _about(turn: Turn, wanted: str) -> str | None:
    """Find the one line whose topic shares most words with what the person named."""
    asked_for = set(wanted.casefold().split())
    scored: list[tuple[int, str]] = []
    for key in lines(turn.questionnaire, turn.state):
        question = question_of(turn.questionnaire, key)
        topic = {word for text in question.topic.values() for word in text.casefold().split()}
        if shared := len(asked_for & (topic | {question.id})):
            scored.append((shared, key))
    scored.sort(reverse=True)
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return scored[0][1]


def _why(turn: Turn, _command: Command) -> None:
    shown = turn.state.shown
    if shown is None or shown.key.startswith("_"):
        keep_place(turn)
        return
    question = question_of(turn.questionnaire, shown.key)
    turn.emit(Tell(question.id) if question.why else Say("no_reason"))
    ask(turn, shown.key)


def _start_over(turn: Turn, _command: Command) -> None:
    if turn.state.restarts >= RESTARTS:
        turn.emit(Say("help"))
        keep_place(turn)
    else:
        ask(turn, "_start_over")


def note(turn: Turn, *, message: str = "passed_on") -> None:
    """Keep words that fit no question for the worker; say so at most twice in a row."""
    times = turn.state.shows.get(message, 0)
    words = _words(turn)
    turn.emit(Note(words))
    if times < PASSED_ON_SAID:
        turn.set(shows={**turn.state.shows, message: times + 1})
        turn.emit(Say(message))


# Whatever is not here (a greeting, REPEAT, DONE) only puts the open question again.
DOINGS: Mapping[Act, Callable[[Turn, Command], None]] = {
    Act.SKIP: _skip,
    Act.REFUSE: _skip,
    Act.UNKNOWN: _skip,
    Act.BACK: _edit,
    Act.FIX: _edit,
    Act.LIST: list_lines,
    Act.MY_INFO: list_lines,
    Act.WHY: _why,
    Act.PAUSE: _pause,
    Act.GOODBYE: _pause,
    Act.START_OVER: _start_over,
    Act.LANGUAGE: _language,
}
