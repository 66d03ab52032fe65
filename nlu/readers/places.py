"""Where someone is: a city, a ZIP code, or both."""

import re

from intake.answers import Place
from nlu.folding import clean, fold, unaccent
from nlu.readers import contacts
from nlu.readers.read import Read
from nlu.wording import words

_STATES = words("places_states")
_STATE_NAMES = words("places_state_names")
_TWO_WORD_STATES = (
    r"new (?:hampshire|jersey|mexico|york)|(?:north|south) (?:carolina|dakota)"
    r"|rhode island|west virginia|puerto rico"
)
_LEAD = re.compile(
    r"^(?:(?:um+|uh+|well|ok|okay|hi|hello|hola|yes|si|pues|so|right now|currently|tonight"
    r"|ahorita|ahora|esta noche|today|hoy|i think|creo que|i guess|sorry|oh|just|maybe|the"
    r"|el|la)[\s,]+)*(?:(?:i am|i'm|im|we are|we're|were|i will be|ill be|i'll be"
    r"|i'm going to be|gonna be|i been|ive been|i've been|i live|we live|i stay"
    r"|i'm staying|im staying|staying|living|i reside|currently|still|estoy|estamos"
    r"|vivo|vivimos|me quedo|me estoy quedando|ando|andamos|me encuentro|voy a estar"
    r"|estare|sigo|aqui|my|mi|the|it's|its|it is|es|(?:zip(?: ?code)?|city|town|code"
    r"|codigo postal|codigo|ciudad|area|location|place|address|direccion)(?:'s| is"
    r"| es|:)|is|in|at|near|by|around|outside of|close to|downtown|over in|over by"
    r"|here in|down in|up in|out in|back in|from|en|cerca de|por|del|de|aqui en"
    r"|alla en|en el|en la|the city of|the town of|la ciudad de|el pueblo de"
    r"|el centro de|not far from|inside|staying|sleeping|around the|located"
    r"|city is|zip is|quedandome|durmiendo)[\s,:]+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s,.]+(?:right now|now|tonight|currently|today|please|area|the area|thanks"
    r"|thank you|i think|i guess|at the moment|for now|this week|ahora|ahorita|esta noche"
    r"|hoy|por ahora|por favor|gracias|creo|zip(?: code)?|is the zip(?: code)?"
    r"|is my zip(?: code)?|is my city|usa|us|united states|estados unidos|downtown|or so"
    r"|lol|somewhere|en este momento))+[\s.!]*$",
    re.IGNORECASE,
)
_ZIP = re.compile(r"(?<!\d)\d{5}(?:[\s-]\d{4})?(?!\d)")
_ZIP_LABEL = re.compile(
    r"\b(?:(?:and )?(?:my |the )?(?:zip|postal)(?: ?code)?(?: is| es)?"
    r"|(?:y )?(?:el )?(?:codigo|código) postal(?: es)?)\b[:\s]*",
    re.IGNORECASE,
)
_STATE_END = re.compile(
    rf"[\s,]+(?:{'|'.join(_STATES)}|{'|'.join(_STATE_NAMES)}|{_TWO_WORD_STATES}|ill|calif"
    r"|tex|fla|mass|penn|wash|mich|d\.c\.?)\.?$",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"^\d+\s+.*\b(?:st|street|ave|avenue|rd|road|blvd|boulevard|dr|drive|ln|lane|ct|court"
    r"|way|hwy|highway|pkwy|place|pl|cir|circle|ter|terrace)\b\.?(?:\s+(?:apt|unit|#|suite"
    r"|lot)\.?\s*\S+)?[\s,]*",
    re.IGNORECASE,
)
# Places to sleep and plain sentences are no city.
_NOT_CITIES = frozenset(words("places_not_cities"))
_TOPONYMS = frozenset(words("places_toponyms"))
_COMPANY = re.compile(r"\s(?:with|con|and i|y yo|but|pero|because|porque)\s.*$", re.IGNORECASE)
_WITHIN = re.compile(
    r"\s(?:in|en)\s(?:the city of |downtown |el centro de |la ciudad de )?", re.IGNORECASE
)
_SMALL = frozenset(words("places_small"))


def read(text: str) -> Read[Place] | None:
    """Read a city and/or a ZIP; None for sentences that name neither."""
    kept = clean(text)[:200]
    zipped = contacts.read_zip(kept)
    zip_code = zipped.value if zipped is not None else None
    city = _city(kept)
    if city is None and zip_code is None:
        return None
    confidence = 0.97 if zip_code else 0.9 if city and len(city.split()) <= 3 else 0.75
    return Read(Place(kept, city, zip_code), kept, confidence, "place")


def _city(kept: str) -> str | None:
    bare = _ZIP_LABEL.sub(" ", _ZIP.sub(" ", kept)).strip(" .,!?;:-#")
    bare = _TAIL.sub("", bare).strip(" .,!?;:-")
    bare = _STREET.sub("", bare)
    bare = _LEAD.sub("", bare + " ").strip(" .,!?;:-")
    bare = _last_place(_STATE_END.sub("", bare)).strip(" .,!?;:-")
    bare = _STATE_END.sub("", bare)
    words = bare.split()
    if not 1 <= len(words) <= 5 or any(ch.isdigit() for ch in bare):
        return None
    folded = [fold(word) for word in words]
    if _is_no_city(folded) or len("".join(folded)) < 2:
        return None
    if all(word in _SMALL for word in folded) or not all(_lettered(word) for word in words):
        return None
    return _capitals(words)


def _is_no_city(folded: list[str]) -> bool:
    """Tell sentences and places to sleep from cities; "Oak Park" is a city, "the park" is not."""
    told = [word for word in folded if word not in _TOPONYMS]
    if not told or folded[0] in _TOPONYMS:
        return True
    return any(word in _NOT_CITIES for word in told)


def _last_place(bare: str) -> str:
    """Take what follows the last "in"/"en": "in my car in Springfield"; "A, B" keeps A."""
    bare = _COMPANY.sub("", bare)
    parts = _WITHIN.split(bare)
    return parts[-1].split(",")[0] if len(parts) > 1 or "," in bare else bare


def _lettered(word: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_][^\W\d_.'\-]*(?:[.'\-][^\W\d_]*)*", word))


def _capitals(words: list[str]) -> str:
    """Write a city typed in small letters with capitals; keep "LA" and "St. Louis"."""
    out = []
    for at, word in enumerate(words):
        if word.islower() and at and unaccent(word) in _SMALL:
            out.append(word)
        elif word.islower() or (word.isupper() and len(word) > 3):
            out.append("-".join(part.capitalize() for part in word.split("-")))
        else:
            out.append(word)
    return " ".join(out)
