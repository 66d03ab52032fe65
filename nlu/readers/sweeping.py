"""Replies that sweep over a whole list: any of them, none, all, all but some."""

import re

from nlu.folding import plain
from nlu.readers import positions

_ANY = re.compile(
    r"(?:any(?: (?:one|of (?:them|those|these|the (?:above|options|two|three))|is fine"
    r"|works|option|will do))*|anything|which ?ever(?: .{1,25})?|what ?ever(?: .{1,25})?"
    r"|either(?: (?:one|of them|way|works|is fine))*|"
    r"(?:it )?(?:doesnt|does not|dont) matter(?: (?:to me|which(?: one)?))*|i (?:dont"
    r"|do not) (?:care|mind)(?: (?:which(?: one)?|either way))*|(?:i have )?no preference"
    r"|surprise me|you (?:choose|pick|decide)|all the same|im (?:flexible|easy|open)|"
    r"cualquiera(?: (?:de (?:las|los|ellas|ellos)(?: \w+)?|esta bien|me sirve|que sea))*"
    r"|cualquier(?: (?:opcion|cosa|una?))?|la que sea|lo que sea|el que sea"
    r"|(?:me )?da (?:lo mismo|igual)|no (?:me )?importa(?: cual)?|me es igual"
    r"|no tengo preferencia|(?:la|lo|el) que (?:quieras|sea|tu quieras|usted quiera"
    r"|digas|prefieras)|sorprendeme|tu (?:elige|decide|escoge))(?: (?:please|por favor"
    r"|is fine|works|to me|really|is ok|is okay|good|gracias|thanks|de ellas"
    r"|de ellos))*"
)
_NONE = re.compile(
    r"(?:no+ )?(?:none|neither|none of (?:them|these|those|the above|the (?:options|two"
    r"|three)|that|it|your \w+)|neither(?: (?:one|of (?:them|these|those)))?"
    r"|not any(?: of (?:them|these))?|nothing|nope none|no to all|nothing here|zero|"
    r"i (?:dont|do not) (?:want|need|like|have) (?:any|either|none)(?: of (?:them|these"
    r"|those|the above))?|dont (?:want|need|like|have) (?:any|none)(?: of (?:them|these"
    r"|those))?|"
    r"ningun[oa]s?(?: de (?:ell[oa]s|est[oa]s|es[oa]s|l[oa]s (?:dos|tres|anteriores"
    r"|opciones)|la lista|los anteriores))?|nada(?: de (?:eso|esto|ello|la lista))?"
    r"|ni (?:uno|una|un[oa] ni otr[oa])|no (?:quiero|necesito|me gusta"
    r"|tengo) (?:ningun[oa]|nada)(?: de (?:ell[oa]s|est[oa]s|es[oa]s|eso|esto))?"
    r"|no necesito|no me gusta ningun[oa])(?: (?:please|por favor|gracias|thanks|apply"
    r"|aplica|work|works|sorry|at all|really|for me))*"
)
_ALL = re.compile(
    r"(?:(?:yes|si|i (?:need|want)|necesito|quiero) )?(?:all|all of (?:them|these|those"
    r"|the above|it)|all (?:three|four|five|six|seven|apply)"
    r"|every(?: single)? one(?: of (?:them|these))?|everything|both|both of (?:them|these"
    r"|those)|the (?:whole )?lot|"
    r"tod[oa]s?(?: (?:ell[oa]s|est[oa]s|es[oa]s|l[oa]s (?:anteriores|opciones)|eso|esto"
    r"|lo anterior))?|ambas?|ambos|l[oa]s (?:dos|tres|cuatro|cinco|seis))(?: (?:please"
    r"|por favor|apply))?"
)
_EXCEPT = re.compile(
    r"(?:all|everything|tod[oa]s?|all of them) (?:but|except|except for|menos|excepto"
    r"|salvo)(?: (?:the|la|el|las|los|number|numero))* (.+)"
)


def is_any(text: str) -> bool:
    """Tell whether the reply leaves the choice to us ("either is fine")."""
    return bool(_ANY.fullmatch(positions.core(text)) or _ANY.fullmatch(plain(text)))


def is_none(text: str) -> bool:
    """Tell whether the reply turns every choice down ("none of these")."""
    return bool(_NONE.fullmatch(positions.core(text)) or _NONE.fullmatch(plain(text)))


def is_all(text: str) -> bool:
    """Tell whether the reply takes every choice ("all of the above")."""
    return bool(_ALL.fullmatch(positions.core(text)) or _ALL.fullmatch(plain(text)))


def left_out(text: str) -> str | None:
    """Return what "all but ..." leaves out, in plain words."""
    match = _EXCEPT.fullmatch(plain(text))
    return match[1] if match else None
