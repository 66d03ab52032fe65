"""The language of a first text, from its small words and letters."""

import re
from collections.abc import Sequence

from nlu.folding import clean, unaccent
from nlu.languages import language_named

_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(
        """the a an is am are was i im i'm you he she we they my your and or but to of in on at for with need have has do does dont
        don't what where how when who why can could would please help thanks hello hi hey place stay sleep housing homeless shelter
        tonight someone looking want got get not no yes this that it there kids family from because house home apartment rent night
        day week month start morning good evening""".split()
    ),
    "es": frozenset(
        """el la los las un una es son soy estoy esta estamos yo tu usted mi mis su sus y o pero para por con sin en de del al que
        como donde cuando quien necesito necesitamos tengo tenemos quiero busco buscando ayuda hola gracias lugar dormir vivienda casa
        hijos ninos familia refugio albergue noche hoy buenos buenas dias tardes noches senor me nos se lo le si muy porque favor
        puede pueden hay renta departamento apartamento calle informacion quisiera vivo""".split()
    ),
    "fr": frozenset("je suis le les des une besoin d'aide pour avec et est pas mon ma bonjour merci logement".split()),
    "pt": frozenset("eu preciso de uma ajuda com nao você voce obrigado meu minha ola casa para onde dormir".split()),
    "ht": frozenset("mwen bezwen ed mwenmen ki kote nou pou kay tanpri bonjou mesi".split()),
    "vi": frozenset("toi can giup xin chao cam on nha o khong".split()),
    "so": frozenset("waxaan u baahanahay caawimaad mahadsanid iska warran".split()),
}  # fmt: skip
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ar", re.compile("[\u0621-\u064a]")), ("ru", re.compile("[\u0430-\u044f]")), ("ko", re.compile("[\uac00-\ud7a3]")),
    ("ja", re.compile("[\u3040-\u30ff]")), ("zh", re.compile("[\u4e00-\u9fff]")), ("hi", re.compile("[\u0900-\u097f]")),
    ("am", re.compile("[\u1200-\u137f]")), ("th", re.compile("[\u0e00-\u0e7f]")), ("km", re.compile("[\u1780-\u17ff]")),
)  # fmt: skip
_SPANISH_SIGNS = re.compile("[ñ¿¡]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def detect_language(text: str, offered: Sequence[str]) -> str | None:
    """Return the offered language that a first text is in; None where that is not clear."""
    lowered = clean(text)[:600].casefold()
    named = language_named(unaccent(lowered).strip(" .!?¿¡"), offered)
    if named is not None:
        return named
    for code, pattern in _SCRIPTS:
        if len(pattern.findall(lowered)) >= 2:
            return code if code in offered else None
    words = [unaccent(word) for word in _WORD.findall(lowered)]
    scores = {
        code: sum(word in _WORDS[code] for word in words) for code in offered if code in _WORDS
    }
    if "es" in scores and _SPANISH_SIGNS.search(lowered):
        scores["es"] += 2
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] == 0:
        return None
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return None
    return ranked[0][0]
