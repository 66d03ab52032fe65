"""Names of months, weekdays, seasons and feast days, English and Spanish, folded."""

_MONTHS = (
    "january jan enero ene janurary januray", "february feb febrero febuary feburary febrary",
    "march mar marzo", "april apr abril abr", "may mayo", "june jun junio",
    "july jul julio", "august aug agosto ago agost",
    "september sep sept septiembre setiembre setember septembre set", "october oct octubre octuber",
    "november nov noviembre novimber", "december dec diciembre dic decembre",
)  # fmt: skip
MONTH = {word: n for n, words in enumerate(_MONTHS, 1) for word in words.split()}

_WEEKDAYS = (
    "monday mon lunes", "tuesday tue tues martes", "wednesday wed miercoles wensday wednsday",
    "thursday thu thur thurs jueves", "friday fri viernes", "saturday sat sabado",
    "sunday sun domingo",
)  # fmt: skip
WEEKDAY = {word: n for n, words in enumerate(_WEEKDAYS) for word in words.split()}

# The month in which a season begins in the northern hemisphere.
SEASON = {
    "spring": 3, "primavera": 3, "springtime": 3, "summer": 6, "verano": 6, "summertime": 6,
    "fall": 9, "autumn": 9, "otono": 9, "winter": 12, "invierno": 12, "wintertime": 12,
}  # fmt: skip

# Feast days with a fixed month; the day where it is fixed too.
FEAST: dict[str, tuple[int, int | None]] = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "xmas": (12, 25), "navidad": (12, 25),
    "nochebuena": (12, 24), "new years eve": (12, 31), "new year's eve": (12, 31), "noche vieja": (12, 31), "nochevieja": (12, 31),
    "new years": (1, 1), "new year's": (1, 1), "new year": (1, 1), "ano nuevo": (1, 1),
    "reyes": (1, 6), "dia de reyes": (1, 6),
    "valentines": (2, 14), "valentine's": (2, 14), "valentine": (2, 14), "san valentin": (2, 14),
    "st patricks": (3, 17), "st patrick's": (3, 17), "saint patricks": (3, 17),
    "cinco de mayo": (5, 5), "juneteenth": (6, 19), "easter": (4, None), "pascua": (4, None), "semana santa": (4, None),
    "mothers day": (5, None), "mother's day": (5, None), "dia de las madres": (5, 10), "dia de la madre": (5, 10), "memorial day": (5, None),
    "fathers day": (6, None), "father's day": (6, None), "dia del padre": (6, None),
    "fourth of july": (7, 4), "4th of july": (7, 4), "july 4th": (7, 4), "independence day": (7, 4), "4 de julio": (7, 4), "cuatro de julio": (7, 4),
    "labor day": (9, None), "halloween": (10, 31), "dia de los muertos": (11, 2), "dia de muertos": (11, 2), "day of the dead": (11, 2),
    "veterans day": (11, 11), "thanksgiving": (11, None), "accion de gracias": (11, None),
}  # fmt: skip
