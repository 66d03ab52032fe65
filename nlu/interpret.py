"""One row of the ``frontdoor interpret`` command: a kind and a text in, a plain value out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.answers import PartialDate
from intake.reading import Act, Carrier
from nlu import commands, crisis, languages
from nlu.folding import clean, plain
from nlu.readers import (
    choices,
    contacts,
    dates,
    money,
    numbers,
    people,
    places,
    positions,
    sweeping,
    yesno,
)
from nlu.readers import spans as durations
from nlu.readers.read import Read
from nlu.wording import words

# Below this nothing is said: a caller of the command cannot read the value back to the person.
LEAST = 0.5

_ACT_NAMES: dict[Act, str] = {
    Act.GREET: "greet",
    Act.THANKS: "thanks",
    Act.GOODBYE: "goodbye",
    Act.REPEAT: "repeat",
    Act.BOT: "bot_challenge",
    Act.HELP: "help",
    Act.LANGUAGE: "change_language",
    Act.UNKNOWN: "unsure",
    Act.CALL_ME: "ask_human",
    Act.BACK: "go_back",
    Act.FIX: "go_back",
    Act.START_OVER: "start_over",
    Act.WHY: "why",
    Act.SKIP: "skip",
    Act.REFUSE: "prefer_not",
}
_OUTRIGHT = frozenset(words("interpret_outright"))
_YES_NO_ACTS = {"yes": "affirm", "no": "deny", "unsure": "unsure"}


@dataclass(frozen=True, slots=True)
class Row:
    """A checked input row."""

    text: str
    lang: str
    today: date
    options: tuple[str, ...] = ()
    count: int | None = None


def interpret(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return id, value (null where nothing is certain enough), confidence and source."""
    identity = None
    try:
        identity = row.get("id")
        checked = _checked(row)
        reader = _KINDS[row["kind"]]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return {"id": identity, "error": f"unreadable row: {type(error).__name__} {error}"}
    read = reader(checked)
    if read is None or read.confidence < LEAST:
        return {"id": identity, "value": None, "confidence": 0.0, "source": "rules"}
    return {
        "id": identity,
        "value": read.value,
        "confidence": round(read.confidence, 2),
        "source": f"rules:{read.method}",
    }


def _checked(row: Mapping[str, Any]) -> Row:
    text = row["text"]
    if not isinstance(text, str):
        raise TypeError("text")
    if not isinstance(row["kind"], str):
        raise TypeError("kind")
    given = row.get("reference_date")
    today = date.fromisoformat(str(given)[:10]) if given else date.today()  # noqa: DTZ011
    options = row.get("choices") or ()
    if not isinstance(options, Sequence) or isinstance(options, str):
        raise TypeError("choices")
    labels = tuple(str(option) for option in options)
    count = row.get("n_choices")
    lang = str(row.get("lang") or "en")[:2].casefold()
    return Row(text, lang, today, labels, int(count) if count is not None else None)


def _yes_no(row: Row) -> Read[Any] | None:
    read = yesno.read(row.text)
    if read is not None:
        return read
    act = commands.act(row.text, ())
    if act is not None and act.act is Act.UNKNOWN:
        return Read("unsure", clean(row.text), 0.95, "phrase")
    return None


def _choice(row: Row) -> Read[Any] | None:
    if row.options:
        return _among(row)
    if sweeping.is_none(row.text):
        return Read("none", clean(row.text), 0.95, "none")
    if sweeping.is_any(row.text):
        return Read("any", clean(row.text), 0.95, "any")
    read = positions.position(row.text, None)
    if read is None:
        return None
    value = read.value
    if row.count is not None and value > row.count:
        return None
    if value < -1 and row.count is not None:
        value = row.count + 1 + value
    return Read({"index": value}, read.words, read.confidence, read.method)


def _among(row: Row) -> Read[Any] | None:
    options = _options(row)
    exact = choices.exact(options, row.text)
    if exact is None:
        if sweeping.is_none(row.text):
            return Read("none", clean(row.text), 0.95, "none")
        if sweeping.is_any(row.text):
            return Read("any", clean(row.text), 0.95, "any")
    read = exact or choices.one(options, row.text, row.lang, row.today)
    return read and Read(row.options[read.value], read.words, read.confidence, read.method)


def _options(row: Row) -> tuple[choices.Option, ...]:
    return tuple(choices.Option((label,)) for label in row.options)


def _choices(row: Row) -> Read[Any] | None:
    if not row.options:
        count = row.count or 26
        placed = positions.positions(row.text, count)
        if placed is None:
            return None
        found = [{"index": at} for at in placed.value]
        return Read(found, placed.words, placed.confidence, placed.method)
    if sweeping.is_none(row.text):
        return Read("none", clean(row.text), 0.95, "none")
    read = choices.several(_options(row), row.text)
    if read is None:
        return Read("any", clean(row.text), 0.95, "any") if sweeping.is_any(row.text) else None
    return Read([row.options[at] for at in read.value], read.words, read.confidence, read.method)


def _date(row: Row) -> Read[Any] | None:
    read = dates.read(row.text, row.lang, row.today)
    return read and Read(_plain_date(read.value), read.words, read.confidence, read.method)


def _plain_date(found: PartialDate) -> str | dict[str, int]:
    if found.month is None:
        return {"year": found.year}
    if found.day is None:
        return {"year": found.year, "month": found.month}
    return date(found.year, found.month, found.day).isoformat()


def _duration(row: Row) -> Read[Any] | None:
    read = durations.read(row.text, row.lang, row.today)
    return read and Read(read.value.iso, read.words, read.confidence, read.method)


def _number(row: Row) -> Read[Any] | None:
    return numbers.read_people(row.text, row.lang)


def _money(row: Row) -> Read[Any] | None:
    read = money.read(row.text)
    if read is None:
        return None
    amount = float(read.value.amount)
    value = {
        "amount": int(amount) if amount.is_integer() else amount,
        "currency": read.value.currency,
    }
    return Read(value, read.words, read.confidence, read.method)


def _name(row: Row) -> Read[Any] | None:
    read = people.read_name(row.text, row.lang)
    if read is None:
        return None
    name = read.value
    parts = (name.first, name.middle, name.last, name.suffix)
    return Read(" ".join(filter(None, parts)), read.words, read.confidence, read.method)


def _place(row: Row) -> Read[Any] | None:
    read = places.read(row.text)
    return read and Read(
        read.value.city or read.value.zip, read.words, read.confidence, read.method
    )


def _act(row: Row) -> Read[Any] | None:
    word = commands.carrier_word(row.text, opted_out=False)
    if word is not None:
        named = {Carrier.STOP: "stop", Carrier.HELP: "help", Carrier.START: "start_over"}[word]
        return Read(named, clean(row.text), 0.98, "carrier")
    if not crisis.scan(row.text) and commands.is_opt_out(row.text):
        return Read("stop", clean(row.text), 0.95, "phrase")
    command = commands.act(row.text, languages.ALL)
    if command is not None:
        return Read(_ACT_NAMES.get(command.act, "oos"), clean(row.text), 0.93, "phrase")
    read = yesno.read(row.text)
    said = plain(row.text).split()
    # "My son has a cough" answers a question with yes; by itself it agrees to nothing.
    outright = read is not None and (
        read.method != "pattern" or read.value == "unsure" or said[0] in _OUTRIGHT
    )
    if read is not None and outright and len(said) <= 7 and read.confidence >= 0.8:
        return Read(_YES_NO_ACTS[read.value], read.words, read.confidence, read.method)
    return Read("oos", clean(row.text), 0.6, "default")


def _crisis(row: Row) -> Read[Any] | None:
    found = crisis.scan(row.text)
    return Read("crisis" if found else "not_crisis", clean(row.text), 0.95, "scan")


_KINDS: Mapping[str, Callable[[Row], Read[Any] | None]] = {
    "yesno": _yes_no,
    "choice": _choice,
    "choices": _choices,
    "date": _date,
    "duration": _duration,
    "number": _number,
    "money": _money,
    "phone": lambda row: contacts.read_phone(row.text),
    "zip": lambda row: contacts.read_zip(row.text),
    "name": _name,
    "place": _place,
    "act": _act,
    "crisis": _crisis,
}
