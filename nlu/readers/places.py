"""Where someone is: a city, a ZIP code, or both."""

import re

from intake.answers import Place
from nlu.folding import clean, fold, unaccent
from nlu.readers import contacts
from nlu.readers.read import Read

_STATES = (
    "al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc pr"
).split()
_STATE_NAMES = (
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming"
).split()
_TWO_WORD_STATES = r"new (?:hampshire|jersey|mexico|york)|(?:north|south) (?:carolina|dakota)|rhode island|west virginia|puerto rico"
_LEAD = re.compile(
    r"^(?:(?:um+|uh+|well|ok|okay|hi|hello|hola|yes|si|pues|so|right now|currently|tonight|ahorita|ahora|esta noche|today|hoy|i think|creo que|i guess|sorry|oh|just|maybe|the|el|la)[\s,]+)*"
    r"(?:(?:i am|i'm|im|we are|we're|were|i will be|ill be|i'll be|i'm going to be|gonna be|i been|ive been|i've been|i live|we live|i stay|i'm staying|im staying|staying|living|i reside|currently|still|estoy|estamos|vivo|vivimos|me quedo|me estoy quedando|ando|andamos|me encuentro|voy a estar|estare|sigo|aqui|my|mi|the|it's|its|it is|es|zip(?: ?code)?|city|town|code|codigo postal|codigo|ciudad|area|location|place|address|direccion|address is|is|in|at|near|by|around|outside of|close to|downtown|over in|over by|here in|down in|up in|out in|back in|from|en|cerca de|por|del|de|aqui en|alla en|en el|en la|the city of|the town of|la ciudad de|el pueblo de|el centro de|not far from|inside|staying|sleeping|around the|located|city is|zip is|quedandome|durmiendo)[\s,:]+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s,.]+(?:right now|now|tonight|currently|today|please|area|the area|thanks|thank you|i think|i guess|at the moment|for now|this week|ahora|ahorita|esta noche|hoy|por ahora|por favor|gracias|creo|zip(?: code)?|is the zip(?: code)?|is my zip(?: code)?|is my city|city|usa|us|united states|estados unidos|downtown|or so|lol|somewhere|en este momento))+[\s.!]*$",
    re.IGNORECASE,
)
_ZIP = re.compile(r"(?<!\d)\d{5}(?:[\s-]\d{4})?(?!\d)")
_ZIP_LABEL = re.compile(r"\b(?:(?:and )?(?:my |the )?(?:zip|postal)(?: ?code)?(?: is| es)?|(?:y )?(?:el )?(?:codigo|código) postal(?: es)?)\b[:\s]*", re.IGNORECASE)
_STATE_END = re.compile(
    rf"[\s,]+(?:{'|'.join(_STATES)}|{'|'.join(_STATE_NAMES)}|{_TWO_WORD_STATES}|ill|calif|tex|fla|mass|penn|wash|mich|d\.c\.?)\.?$", re.IGNORECASE
)
_STREET = re.compile(
    r"^\d+\s+.*\b(?:st|street|ave|avenue|rd|road|blvd|boulevard|dr|drive|ln|lane|ct|court|way|hwy|highway|pkwy|place|pl|cir|circle|ter|terrace)\b\.?(?:\s+(?:apt|unit|#|suite|lot)\.?\s*\S+)?[\s,]*",
    re.IGNORECASE,
)
# Places to sleep and plain sentences are no city.
_NOT_CITIES = frozenset(
    """car truck van tent street streets shelter outside bridge park bus motel hotel house home apartment couch nowhere somewhere
    anywhere friend friends mom mother dad sister brother family library walmart hospital jail here there room camp woods i you he she
    dont not no yes know sure idk unknown homeless lost my me because want need what why where which when that this can cant help
    afuera carro carpa calle refugio puente parque casa hotel apartamento amigo amiga familia mama hermana aqui alla no si se quiero necesito
    donde que porque ninguno nada ninguna parte rather skip prefer moving travelling traveling around between none many everywhere
    sleeping staying ask question hungry cold tired scared mi un una troca bosque albergue perdido perdida lejos""".split()
)  # fmt: skip
_SMALL = {"of", "the", "de", "del", "la", "las", "los", "el", "on", "by", "y"}


def read(text: str) -> Read[Place] | None:
    """Read a city and/or a ZIP; None for sentences that name neither."""
    kept = clean(text)[:200]
    zipped = contacts.read_zip(kept) if len(re.sub(r"\D", "", kept)) < 10 or _ZIP.search(kept) else None
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
    if any(word in _NOT_CITIES for word in folded) or len("".join(folded)) < 2:
        return None
    if all(word in _SMALL for word in folded) or not all(_lettered(word) for word in words):
        return None
    return _capitals(words)


def _last_place(bare: str) -> str:
    """Take what follows the last "in"/"en": "in my car in Springfield"; "A, B" keeps A."""
    parts = re.split(r"\s(?:in|en)\s(?:the city of |downtown |el centro de |la ciudad de )?", bare, flags=re.IGNORECASE)
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
