"""Amounts of money: "$1,200.50", "850 bucks", "mil doscientos dólares", "1.2k"."""

import re
from decimal import Decimal

from intake.answers import Money
from nlu.folding import clean, fold
from nlu.readers.numerals import numerals, tokens_of
from nlu.readers.read import Read

_CURRENCIES = {
    "USD": "$ us$ usd dollar dollars dollers bucks buck dolar dolares dlls dls lana billetes",
    "EUR": "€ eur euro euros",
    "GBP": "£ gbp pound pounds libra libras quid",
    "MXN": "mxn peso pesos",
    "JPY": "¥ yen yenes",
    "CAD": "cad",
    "INR": "₹ rupee rupees rupias",
}
_CODE = {word: code for code, words in _CURRENCIES.items() for word in words.split()}
_CENTS = {"cent", "cents", "centavo", "centavos", "penny", "pennies", "centimos", "¢"}
_NOTHING = re.compile(
    r"(?:nothing|none|(?:i have |we have |i got |have )?no (?:income|money|dinero"
    r"|ingresos?|job|paycheck)|zero|nada|broke|im broke|cero|not? (?:a )?(?:penny|dime"
    r"|cent)|(?:i )?(?:dont|do not) (?:have|make|get|earn) (?:any(?:thing)?(?: (?:money"
    r"|income))?|money|income|a (?:dime|penny|cent))|no (?:tengo|gano|recibo)(?: (?:nada"
    r"|dinero|ingresos?|ni un (?:peso|centavo)|nada de dinero))?|sin (?:ingresos?"
    r"|dinero)|ningun[oa]?|ni un (?:peso|centavo|dolar))"
)
_GAPPED = re.compile(r"(?<=\d)[ ](?=\d{3}(?!\d))")
_MILLION = {"million", "millon", "millones", "m"}


def read(text: str) -> Read[Money] | None:
    """Read one amount; two amounts that differ are read with doubt, none at all gives None."""
    folded = fold(text)
    plainly = " ".join(re.findall(r"\w+", folded.replace("'", "")))
    if _NOTHING.fullmatch(plainly):
        return Read(Money(Decimal("0.00")), clean(text), 0.9, "pattern")
    tokens = tokens_of(_GAPPED.sub("", clean(text)))[:60]
    amounts = _amounts(tokens)
    if not amounts:
        return None
    value, certain = amounts[0]
    if len({amount for amount, _ in amounts}) > 1:
        marked = {amount for amount, named in amounts if named}
        if len(marked) != 1:
            return Read(Money(value, _currency(tokens)), clean(text), 0.5, "number")
        value, certain = marked.pop(), True
    confidence = 0.97 if certain or len(tokens) <= 3 else 0.85
    return Read(Money(value, _currency(tokens)), clean(text), confidence, "number")


def _amounts(tokens: list[str]) -> list[tuple[Decimal, bool]]:
    """Return amounts with whether a currency stood by them; cents join the amount before."""
    found: list[tuple[Decimal, bool]] = []
    once = None
    for numeral in numerals(tokens, "es" if "once" in tokens and "dolares" in tokens else "en"):
        value, end = numeral.value, numeral.end
        after = tokens[end] if end < len(tokens) else ""
        before = tokens[numeral.start - 1] if numeral.start else ""
        if after in _MILLION:
            value, end = value * 1_000_000, end + 1
            after = tokens[end] if end < len(tokens) else ""
        if after in {"de"}:
            after = tokens[end + 1] if end + 1 < len(tokens) else ""
        if tokens[end : end + 3] == ["and", "a", "half"] or tokens[end : end + 2] == ["y", "medio"]:
            value += Decimal("0.5")
        if after in _CENTS:
            cents = value / 100
            if found and once is not None and numeral.start - once <= 3:
                found[-1] = (found[-1][0] + cents, True)
            else:
                found.append((cents, True))
            continue
        if after == "%" or value >= 10**9:
            continue
        once = end
        found.append((value, after in _CODE or before in _CODE))
    return [(value.quantize(Decimal("0.01")), named) for value, named in found]


def _currency(tokens: list[str]) -> str:
    codes = [_CODE[token] for token in tokens if token in _CODE]
    return next((code for code in codes if code != "USD"), "USD")
