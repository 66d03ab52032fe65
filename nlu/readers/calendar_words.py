"""Names of months, weekdays, seasons and feast days, English and Spanish, folded."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

_MONTHS = (
    "january jan enero ene janurary januray",
    "february feb febrero febuary feburary febrary",
    "march mar marzo",
    "april apr abril abr",
    "may mayo",
    "june jun junio",
    "july jul julio",
    "august aug agosto ago agost",
    "september sep sept septiembre setiembre setember septembre set",
    "october oct octubre octuber",
    "november nov noviembre novimber",
    "december dec diciembre dic decembre",
)
MONTH = {word: n for n, words in enumerate(_MONTHS, 1) for word in words.split()}

_WEEKDAYS = (
    "monday mon lunes",
    "tuesday tue tues martes",
    "wednesday wed miercoles wensday wednsday",
    "thursday thu thur thurs jueves",
    "friday fri viernes",
    "saturday sat sabado",
    "sunday sun domingo",
)
WEEKDAY = {word: n for n, words in enumerate(_WEEKDAYS) for word in words.split()}

# The month in which a season begins in the northern hemisphere.
_SEASONS = {
    3: "spring primavera springtime",
    6: "summer verano summertime",
    9: "fall autumn otono",
    12: "winter invierno wintertime",
}
SEASON = {word: month for month, words in _SEASONS.items() for word in words.split()}


def _nth(month: int, weekday: int, which: int) -> Callable[[int], date]:
    """Return the rule for the n-th weekday of a month; 0 stands for the last one."""

    def on(year: int) -> date:
        if which == 0:
            last = date(year, month, monthrange(year, month)[1])
            return last - timedelta(days=(last.weekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))

    return on


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _easter(year: int) -> date:
    """Compute Easter Sunday of the Gregorian calendar (Gauss, as put by Oudin)."""
    century = year // 100
    golden = year % 19
    solar = (century - 17) // 25
    epact = (century - century // 4 - (century - solar) // 3 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


# Longer names first, so that "christmas eve" is not read as "christmas".
FEASTS: tuple[tuple[str, Callable[[int], date]], ...] = (
    ("christmas eve|nochebuena", _fixed(12, 24)),
    ("new year'?s'? eve|noche ?vieja|fin de ano", _fixed(12, 31)),
    ("christmas|xmas|x-mas|navidad(?:es)?", _fixed(12, 25)),
    ("new year'?s?(?: day)?|ano nuevo", _fixed(1, 1)),
    ("(?:dia de )?(?:los )?reyes(?: magos)?", _fixed(1, 6)),
    ("mlk day|martin luther king day", _nth(1, 0, 3)),
    ("valentine'?s?|san valentin", _fixed(2, 14)),
    ("(?:st|saint)\\.? patrick'?s?", _fixed(3, 17)),
    ("cinco de mayo", _fixed(5, 5)),
    ("easter|pascua|semana santa", _easter),
    ("mother'?s day|dia de las? madres?", _nth(5, 6, 2)),
    ("memorial day", _nth(5, 0, 0)),
    ("juneteenth", _fixed(6, 19)),
    ("father'?s day|dia del padre", _nth(6, 6, 3)),
    ("(?:the )?(?:fourth|4th) of july|independence day|(?:4|cuatro) de julio", _fixed(7, 4)),
    ("labor day", _nth(9, 0, 1)),
    ("columbus day|indigenous peoples'? day", _nth(10, 0, 2)),
    ("halloween", _fixed(10, 31)),
    ("dia de (?:los )?muertos|day of the dead", _fixed(11, 2)),
    ("veterans'? day", _fixed(11, 11)),
    ("thanksgiving|accion de gracias", _nth(11, 3, 4)),
)
