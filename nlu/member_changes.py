"""A change to somebody on the household list, said in passing: "Luis is 11 not 12".

What is read here is only a proposal: whether there is such a person, the conversation decides.
"""

import re

from intake.reading import MemberChange
from nlu.folding import plain
from nlu.readers import kin

_WHO = (
    r"(?:(?:oh|no|sorry|actually|perdon|ay|wait|espere|wrong) )*"
    r"(?:my |mi |the |el |la )?(?P<who>[^\W\d]+)"
)
_GONE = r"(?:is not|isn ?t|is no longer|won ?t be|will not be|is not gonna be|aint)"
_ABSENT = r"(?:(?:coming|here|staying|going|moving|living)\b.*|with (?:us|me).*)"
_HIS = r"(?:he is|she is|hes|shes|its|it is|he s|she s|tiene|es)?"
_CHANGES = tuple(
    re.compile(pattern)
    for pattern in (
        # an age put right
        rf"{_WHO}(?: is| s|s)? (?P<age>\d{{1,3}})(?: years old| yrs| yo)? (?:and )?not \d{{1,3}}",
        rf"{_WHO} (?:is not|isn ?t) \d{{1,3}} ?{_HIS} ?(?P<age>\d{{1,3}})(?: years old)?",
        rf"{_WHO} is (?:actually|really) (?P<age>\d{{1,3}})(?: years old)?",
        rf"(?:change|make) {_WHO} (?:to )?(?P<age>\d{{1,3}})",
        rf"{_WHO} tiene (?P<age>\d{{1,3}})(?: anos)? (?:y )?no \d{{1,3}}",
        rf"{_WHO} no tiene \d{{1,3}}(?: anos)? (?:sino|tiene) (?P<age>\d{{1,3}})(?: anos)?",
        # somebody who is not part of it after all
        rf"{_WHO} {_GONE} {_ABSENT}",
        rf"{_WHO} (?:left(?: us)?|moved out|backed out|is gone|is out|went (?:back )?home)",
        rf"(?:please )?(?:remove|delete|drop|take) (?:out |off )?{_WHO}(?: off| out)?(?: please)?",
        rf"(?:it is |its |just us )?without {_WHO}",
        rf"{_WHO} (?:ya )?no (?:viene|va|vendra|esta|se queda|va a venir|vive)\b.*",
        rf"{_WHO} (?:ya )?se fue",
        rf"(?:por favor )?(?:quite|quita|borre|borra|saque|saca|elimine) a {_WHO}(?: por favor)?",
        rf"sin {_WHO}",
    )
)
# Words that stand where a name could: they are nobody's.
_NOBODY = frozenset(
    [
        "i",
        "he",
        "she",
        "it",
        "we",
        "they",
        "you",
        "this",
        "that",
        "there",
        "nobody",
        "everyone",
        "he",
        "she",
        "me",
        "us",
        "yo",
        "el",
        "ella",
        "nadie",
        "eso",
        "esto",
    ]
)
_OLDEST = 120


def read(text: str) -> MemberChange | None:
    """Return what a text would change on the list of people; None for any other text."""
    said = plain(text)
    if len(said) > 80:
        return None
    for pattern in _CHANGES:
        match = pattern.fullmatch(said)
        if match is None or match["who"] in _NOBODY:
            continue
        age = match.groupdict().get("age")
        if age is not None and int(age) > _OLDEST:
            return None
        return MemberChange(
            who=match["who"],
            relation=kin.RELATION.get(match["who"]),
            age=None if age is None else int(age),
        )
    return None
