"""US telephone numbers and ZIP codes, in digits or spoken."""

import re

import phonenumbers

from nlu.folding import clean, fold
from nlu.readers.read import Read

_DIGIT_WORDS = {
    "zero": "0",
    "oh": "0",
    "o": "0",
    "cero": "0",
    "one": "1",
    "uno": "1",
    "two": "2",
    "dos": "2",
    "three": "3",
    "tres": "3",
    "four": "4",
    "cuatro": "4",
    "five": "5",
    "cinco": "5",
    "six": "6",
    "seis": "6",
    "seven": "7",
    "siete": "7",
    "eight": "8",
    "ocho": "8",
    "nine": "9",
    "nueve": "9",
}
_SPELLED_ZIP = 5
_SPOKEN = re.compile(r"[^\W_]+|\S")
_PHONE_LIKE = re.compile(r"\+?\(?\d(?:[\s().,\-/]{0,3}\d){6,14}")
_ZIP = re.compile(r"(?<![\d\-])(\d{5})(?:[\s-]\d{4})?(?![\d])")
_LETTER_SLIPS = str.maketrans({"o": "0", "l": "1", "i": "1"})


def read_phone(text: str) -> Read[str] | None:
    """Return a possible US number in E.164; None for two different ones or a wrong length."""
    spelled = _spoken_digits(clean(text)[:400])
    found = {
        number
        for match in _PHONE_LIKE.finditer(spelled)
        if (number := _e164(match.group())) is not None
    }
    if len(found) != 1:
        return None
    return Read(found.pop(), clean(text), 0.97, "pattern")


def read_zip(text: str) -> Read[str] | None:
    """Return a ZIP code of five digits: the last such group, as addresses end with it."""
    groups = _ZIP.findall(clean(text)[:400])
    if groups:
        return Read(groups[-1], clean(text), 0.97 if len(set(groups)) == 1 else 0.9, "pattern")
    spoken = re.findall(
        r"(?<!\d)\d{5}(?!\d)", re.sub(r"(?<=\d) (?=\d)", "", _spoken_digits(clean(text)[:400]))
    )
    if len(spoken) == 1:
        return Read(spoken[0], clean(text), 0.85, "spelled")
    return None


def _e164(digits: str) -> str | None:
    try:
        number = phonenumbers.parse(
            ("+" if digits[0] == "+" else "") + re.sub(r"\D", "", digits), "US"
        )
    except phonenumbers.NumberParseException:
        return None
    if number.country_code != 1 or not phonenumbers.is_possible_number(number):
        return None
    national = str(number.national_number)
    # North American area codes and exchanges begin with 2 to 9 (NANP).
    if len(national) != 10 or national[0] in "01" or national[3] in "01":
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _spoken_digits(text: str) -> str:
    """Write digit words as digits, so that "five five five oh one" reads like "55501"."""
    folded = fold(text)
    parts = _SPOKEN.findall(folded)
    out: list[str] = []
    repeat = 1
    for at, part in enumerate(parts):
        if part in {"double", "doble", "triple"}:
            repeat = 3 if part == "triple" else 2
            continue
        digit = _DIGIT_WORDS.get(part)
        if part == "o" and not _beside_digit(parts, at):
            digit = None
        out.append((digit or part) * (repeat if digit or part.isdigit() else 1))
        repeat = 1
    return " ".join(out)


def _beside_digit(parts: list[str], at: int) -> bool:
    around = parts[max(0, at - 1) : at] + parts[at + 1 : at + 2]
    return any(part.isdigit() or part in _DIGIT_WORDS for part in around)
