"""Which of the choices offered a reply means: by place, label, part of it, synonym or yes/no."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from nlu.folding import clean, plain
from nlu.readers import positions, yesno
from nlu.readers.read import Read
from nlu.spelling import Speller

_PLACEHOLDER = re.compile(r"\{\w+\}")
_PARTS = re.compile(r"[,/;()]| or | and | o | y | u ", re.IGNORECASE)
# Words that tell choices apart only together with others.
_FILLER = frozenset(
    """a an the i im ill id am is are was be been it its this that these those to in on at of for
    with my our we me you your and or please just like some any have has had get got going gonna
    will would can do does did so very really think guess right now here there at as by from
    un una uno el la los las lo de del al en con mi mis su sus y o que es son esta estoy estar por
    para se me yo nos voy va a ser muy solo aqui ahi alli eso esto favor creo gracias ahora tengo
    stay staying sleep sleeping live living dormir duermo quedo quedar quedarme vivo one ones was
    want need quiero necesito tonight esta noche hoy today probably sure well pues""".split()
)
_NOT = frozenset("not no never dont cant isnt wont sin nunca ni except excepto menos but".split())
_ANY = re.compile(
    r"(?:any(?: (?:one|of (?:them|those|these|the (?:above|options|two|three))|is fine|works|option|will do))*|anything|whichever(?: (?:one|is fine|works|you (?:want|like|prefer|think)))*|whatever(?: (?:is fine|works|you (?:want|like|think)))*|either(?: (?:one|of them|way|works|is fine))*|"
    r"(?:it )?(?:doesnt|does not|dont) matter(?: (?:to me|which(?: one)?))*|i (?:dont|do not) (?:care|mind)(?: (?:which(?: one)?|either way))*|(?:i have )?no preference|surprise me|you (?:choose|pick|decide)|all the same|im (?:flexible|easy|open)|"
    r"cualquiera(?: (?:de (?:las|los|ellas|ellos)(?: \w+)?|esta bien|me sirve|que sea))*|cualquier(?: (?:opcion|cosa|una?))?|la que sea|lo que sea|el que sea|(?:me )?da (?:lo mismo|igual)|no (?:me )?importa(?: cual)?|me es igual|no tengo preferencia|(?:la|lo|el) que (?:quieras|sea|tu quieras|usted quiera|digas|prefieras)|sorprendeme|tu (?:elige|decide|escoge))(?: (?:please|por favor|is fine|works|to me|really|is ok|is okay|good|gracias|thanks|de ellas|de ellos))*"
)
_NONE = re.compile(
    r"(?:no+ )?(?:none|neither|none of (?:them|these|those|the above|the (?:options|two|three)|that|it|your \w+)|neither(?: (?:one|of (?:them|these|those)))?|not any(?: of (?:them|these))?|nothing|nope none|no to all|nothing here|zero|"
    r"i (?:dont|do not) (?:want|need|like|have) (?:any|either|none)(?: of (?:them|these|those|the above))?|dont (?:want|need|like|have) (?:any|none)(?: of (?:them|these|those))?|"
    r"ningun[oa]s?(?: de (?:ell[oa]s|est[oa]s|es[oa]s|l[oa]s (?:dos|tres|anteriores|opciones)|la lista|los anteriores))?|nada(?: de (?:eso|esto|ello|la lista))?|ni (?:uno|una|un[oa] ni otr[oa])|no (?:quiero|necesito|me gusta|tengo) (?:ningun[oa]|nada)(?: de (?:ell[oa]s|est[oa]s|es[oa]s|eso|esto))?|no necesito|no me gusta ningun[oa])(?: (?:please|por favor|gracias|thanks|apply|aplica|work|works|sorry|at all|really|for me))*"
)
_ALL = re.compile(
    r"(?:(?:yes|si|i (?:need|want)|necesito|quiero) )?(?:all|all of (?:them|these|those|the above|it)|all (?:three|four|five|six|seven|apply)|every(?: single)? one(?: of (?:them|these))?|everything|both|both of (?:them|these|those)|the (?:whole )?lot|"
    r"tod[oa]s?(?: (?:ell[oa]s|est[oa]s|es[oa]s|l[oa]s (?:anteriores|opciones)|eso|esto|lo anterior))?|ambas?|ambos|l[oa]s (?:dos|tres|cuatro|cinco|seis))(?: (?:please|por favor|apply))?"
)
_EXCEPT = re.compile(r"(?:all|everything|tod[oa]s?|all of them) (?:but|except|except for|menos|excepto|salvo)(?: (?:the|la|el|las|los|number|numero))* (.+)")


@dataclass(frozen=True)
class Option:
    """A choice as the reader sees it: its texts in the languages to try, best first."""

    labels: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    alone: bool = False

    @cached_property
    def full(self) -> frozenset[str]:
        return frozenset(filter(None, (plain(_PLACEHOLDER.sub(" ", t)) for t in self.labels)))

    @cached_property
    def other(self) -> frozenset[str]:
        return frozenset(filter(None, (plain(text) for text in self.synonyms)))

    @cached_property
    def phrases(self) -> frozenset[str]:
        """The texts and their parts that name this choice inside a longer sentence."""
        parts = {plain(_PLACEHOLDER.sub(" ", p)) for t in self.labels for p in _PARTS.split(t)}
        named = {p for p in parts | self.full | self.other if set(p.split()) - _FILLER}
        trimmed = {" ".join(w for w in _trim(p.split())) for p in named}
        return frozenset(filter(None, named | trimmed)) - {"no", "yes", "si"}

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(w for text in self.full | self.other for w in text.split()) - _FILLER

    @cached_property
    def side(self) -> str | None:
        """"yes" or "no" where the label says one of them outright."""
        first = {text.split()[0] for text in self.full}
        if first & {"yes", "si", "yeah"}:
            return "yes"
        return "no" if self.full & {"no"} or first & {"no"} and len(first) > 1 else None


def exact(options: Sequence[Option], text: str) -> Read[int] | None:
    """Return the index of the choice whose label or synonym is the whole reply."""
    for candidate in dict.fromkeys((plain(text), positions.core(text))):
        for method, confidence in (("label", 0.99), ("synonym", 0.97)):
            hits = [
                at
                for at, option in enumerate(options)
                if candidate in (option.full if method == "label" else option.other)
            ]
            if len(hits) == 1:
                return Read(hits[0], clean(text), confidence, method)
    return None


def one(options: Sequence[Option], text: str) -> Read[int] | None:
    """Return the index of the one choice meant; None where none or more than one could be."""
    return (
        exact(options, text)
        or _by_position(options, text)
        or _number_and_label(options, text)
        or _by_phrase(options, text)
        or _by_yes_or_no(options, text)
        or _by_part(options, text)
        or _misspelled(options, text)
    )


def several(options: Sequence[Option], text: str) -> Read[tuple[int, ...]] | None:
    """Return the indexes of all choices meant, in the order of the list; never empty."""
    read = exact(options, text)
    if read is not None:
        return Read((read.value,), read.words, read.confidence, read.method)
    found = _sweeping(options, text)
    if found is not None:
        return found
    placed = positions.positions(text, len(options))
    if placed is not None:
        return _settle(options, {at - 1 for at in placed.value}, placed)
    named = _named(options, plain(text)) or _named(options, _respell(options, text))
    if named:
        return _settle(options, named, Read((), clean(text), 0.9, "labels"))
    single = one(options, text)
    return single and Read((single.value,), single.words, single.confidence, single.method)


def is_any(text: str) -> bool:
    """Tell whether the reply leaves the choice to us ("either is fine")."""
    return bool(_ANY.fullmatch(positions.core(text)) or _ANY.fullmatch(plain(text)))


def is_none(text: str) -> bool:
    """Tell whether the reply turns every choice down ("none of these")."""
    return bool(_NONE.fullmatch(positions.core(text)) or _NONE.fullmatch(plain(text)))


def is_all(text: str) -> bool:
    """Tell whether the reply takes every choice ("all of the above")."""
    return bool(_ALL.fullmatch(positions.core(text)) or _ALL.fullmatch(plain(text)))


def _sweeping(options: Sequence[Option], text: str) -> Read[tuple[int, ...]] | None:
    others = [at for at, option in enumerate(options) if not option.alone]
    if is_none(text):
        alone = [at for at, option in enumerate(options) if option.alone]
        return Read((alone[0],), clean(text), 0.97, "none") if len(alone) == 1 else None
    if is_all(text):
        return Read(tuple(others), clean(text), 0.93, "all")
    match = _EXCEPT.fullmatch(plain(text))
    left_out = several(options, match[1]) if match else None
    if left_out is None:
        return None
    kept = tuple(at for at in others if at not in left_out.value)
    return Read(kept, clean(text), 0.85, "all_but") if kept else None


def _settle(
    options: Sequence[Option], found: set[int], read: Read[tuple[int, ...]]
) -> Read[tuple[int, ...]] | None:
    """Order the choices; one that stands alone cannot come with others said by number."""
    alone = {at for at in found if options[at].alone}
    if alone and found != alone:
        if read.method == "positions":
            return None
        found -= alone
    return Read(tuple(sorted(found)), read.words, read.confidence, read.method)


def _by_position(options: Sequence[Option], text: str) -> Read[int] | None:
    read = positions.position(text, len(options))
    return read and Read(read.value - 1, read.words, read.confidence, read.method)


def _number_and_label(options: Sequence[Option], text: str) -> Read[int] | None:
    """Read "2 shelter"; a number and a label that disagree say nothing."""
    number, _, rest = plain(text).partition(" ")
    if not number.isdigit() or not rest or not 1 <= int(number) <= len(options):
        return None
    at = int(number) - 1
    if rest in options[at].full | options[at].other or rest in options[at].phrases:
        return Read(at, clean(text), 0.99, "position")
    return None


def _by_phrase(options: Sequence[Option], text: str) -> Read[int] | None:
    hits = _named(options, plain(text))
    if len(hits) != 1:
        return None
    return Read(hits.pop(), clean(text), 0.9, "phrase")


def _named(options: Sequence[Option], words: str) -> set[int]:
    """Return the choices named in a sentence; the longest name at a place wins."""
    tokens = words.split()
    spans: list[tuple[int, int, int]] = []
    padded = f" {words} "
    for at, option in enumerate(options):
        for phrase in option.phrases:
            if f" {phrase} " in padded:
                start = len(padded[: padded.index(f" {phrase} ")].split())
                spans.append((start, start + len(phrase.split()), at))
    kept = [
        span
        for span in spans
        if not any(_inside(span, other) for other in spans if other[2] != span[2])
        and not _negated(tokens, span[0])
    ]
    return {at for _, _, at in kept}


def _inside(span: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    wider = other[1] - other[0] > span[1] - span[0]
    return wider and other[0] <= span[0] and span[1] <= other[1]


def _negated(tokens: Sequence[str], start: int) -> bool:
    before = tokens[max(0, start - 3) : start]
    return any(token in _NOT for token in before)


def _by_yes_or_no(options: Sequence[Option], text: str) -> Read[int] | None:
    read = yesno.read(text)
    if read is None or read.value == "unsure":
        return None
    hits = [at for at, option in enumerate(options) if option.side == read.value]
    if len(hits) != 1:
        return None
    return Read(hits[0], read.words, min(read.confidence, 0.95), "yes_no")


def _by_part(options: Sequence[Option], text: str) -> Read[int] | None:
    """Take the one choice that holds every telling word of a short reply."""
    words = {word for word in plain(text).split() if word not in _FILLER}
    if not words or len(words) > 6 or words & _NOT:
        return None
    hits = [at for at, option in enumerate(options) if words <= option.words]
    return Read(hits[0], clean(text), 0.87, "part") if len(hits) == 1 else None


def _misspelled(options: Sequence[Option], text: str) -> Read[int] | None:
    respelled = _respell(options, text)
    if respelled == plain(text):
        return None
    read = exact(options, respelled) or _by_phrase(options, respelled)
    read = read or _by_part(options, respelled)
    return read and Read(read.value, clean(text), 0.85, "misspelled")


def _respell(options: Sequence[Option], text: str) -> str:
    speller = Speller(word for option in options for word in option.words)
    return " ".join(speller(word) for word in plain(text).split()[:40])


def _trim(words: list[str]) -> list[str]:
    while words and words[0] in _FILLER:
        words = words[1:]
    while words and words[-1] in _FILLER:
        words = words[:-1]
    return words
