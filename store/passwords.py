"""Passwords: argon2id, and a rule of length and a block list alone (NIST SP 800-63B-4).

HUD's 2004 notice asks for letters and digits; fifteen characters and a block list are stronger.
"""

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MINIMUM_LENGTH = 15
MAXIMUM_LENGTH = 1024
_ROUNDS = 2
_MEMORY_KIB = 19 * 1024
_FEWEST_SIGNS = 5
_OBVIOUS = ("password", "passwort", "contraseña", "letmein", "qwerty", "frontdoor", "welcome")
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm")
_HASHER = PasswordHasher(time_cost=_ROUNDS, memory_cost=_MEMORY_KIB, parallelism=1)


class WeakPassword(ValueError):
    """A password that the rule refuses; the message says why and may be shown."""


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password; raise ``WeakPassword`` if the rule refuses it."""
    normal = _normal(password)
    if not MINIMUM_LENGTH <= len(normal) <= MAXIMUM_LENGTH:
        raise WeakPassword(f"Use {MINIMUM_LENGTH} to {MAXIMUM_LENGTH} characters.")
    if _is_obvious(normal.casefold()):
        raise WeakPassword("That is too easy to guess. Use several words that do not belong.")
    return _HASHER.hash(normal)


def verify(password_hash: str | None, password: str) -> bool:
    """Tell whether the password fits, doing the same work when there is no such account."""
    normal = _normal(password[:MAXIMUM_LENGTH])
    try:
        _HASHER.verify(password_hash or _hash_of_nobody(), normal)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _is_obvious(password: str) -> bool:
    if len(set(password)) < _FEWEST_SIGNS:
        return True
    rest = password
    for run in (*_RUNS, *(run[::-1] for run in _RUNS)):
        for size in range(len(run), 3, -1):
            for begin in range(len(run) - size + 1):
                rest = rest.replace(run[begin : begin + size], "")
    for word in _OBVIOUS:
        rest = rest.replace(word, "")
    # What is left beside the obvious parts must still be hard to guess.
    return len(rest.strip(" 0123456789!.-_")) < _FEWEST_SIGNS


@cache
def _hash_of_nobody() -> str:
    return _HASHER.hash("the password of nobody at all")
