"""Words for the people of a household, folded, and how they stand to the person who writes."""

from intake.answers import Relation
from nlu.wording import words

_CHILD = words("kin_child")
_CHILDREN = words("kin_children")
_PARTNER = words("kin_partner")
_RELATIVE = words("kin_relative")
_RELATIVES = words("kin_relatives")
_OTHER = words("kin_other")
_OTHERS = words("kin_others")

PARTNERS = frozenset(_PARTNER)
SINGULAR = frozenset([*_CHILD, *_PARTNER, *_RELATIVE, *_OTHER])
PLURAL = frozenset([*_CHILDREN, *_RELATIVES, *_OTHERS])
_KINDS: tuple[tuple[Relation, list[str]], ...] = (
    ("child", [*_CHILD, *_CHILDREN]),
    ("partner", _PARTNER),
    ("relative", [*_RELATIVE, *_RELATIVES]),
    ("other", [*_OTHER, *_OTHERS]),
)
RELATION: dict[str, Relation] = {word: relation for relation, row in _KINDS for word in row}
# Always two people.
PAIRS = frozenset(words("kin_pairs"))
PETS = frozenset(words("kin_pets"))
PEOPLE = frozenset(words("kin_people"))
