"""Sealing of single values, and blind indexes to find them by.

Each value is sealed by AES-256-GCM under a key of its class and is bound to its table, column and
row: moved to another place it does not open. Index keys come from a root of their own, so that
adding a newer encryption key changes no index.
"""

import hmac
import secrets
import unicodedata
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Literal, NamedTuple, TypeAlias
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from typing_extensions import override

Classification: TypeAlias = Literal["contact", "text", "identity", "answers", "auth"]

SEAL = b"v1."
KEY_BYTES = 32
_KEY_ID_LENGTH = 8
_NONCE_BYTES = 12
_HEADER_LENGTH = len(SEAL) + _KEY_ID_LENGTH + 1
_INDEX_BYTES = 16
_INDEX = "index"


class Unreadable(Exception):
    """A sealed value does not open here: wrong key, wrong place or damaged bytes."""


class WrongKeys(Exception):
    """The keys given are not those that the database was written with."""


class Place(NamedTuple):
    """Where a sealed value stands; it opens nowhere else."""

    table: str
    column: str
    row: UUID

    def authenticated(self) -> bytes:
        """Return the associated data of the seal."""
        return f"{self.table}|{self.column}|{self.row}|v1".encode()


class Keyring:
    """The root keys of one installation, newest first; the newest seals, all of them open.

    Without an index key of its own the blind indexes hang on the OLDEST root, which therefore
    may be dropped only once an index key has been set to its value.
    """

    def __init__(self, roots: Sequence[bytes], index_root: bytes | None = None) -> None:
        given = [*roots, *([index_root] if index_root is not None else [])]
        if not roots or any(len(root) != KEY_BYTES for root in given):
            raise ValueError("encryption keys: at least one, each of 32 bytes")
        if len(set(roots)) != len(roots):
            raise ValueError("encryption keys: the same key is given twice")
        self._roots = {_key_id(root): root for root in roots}
        self._index_root = roots[-1] if index_root is None else index_root
        self.newest = _key_id(roots[0])
        self._cipher = cache(self._make_cipher)
        self._index_key = cache(self._make_index_key)

    @classmethod
    def parse(cls, keys: str, index_key: str | None = None) -> "Keyring":
        """Read keys in urlsafe base64, comma-separated, newest first; errors show no key."""
        roots = [_decoded(part) for part in keys.split(",") if part.strip()]
        return cls(roots, None if index_key is None else _decoded(index_key))

    @override
    def __repr__(self) -> str:
        return f"Keyring({', '.join(self._roots)})"

    @property
    def key_ids(self) -> tuple[str, ...]:
        return tuple(self._roots)

    @property
    def newest_header(self) -> bytes:
        """The first bytes of every value that needs no re-sealing."""
        return _header(self.newest)

    def seal(self, text: str, classification: Classification, place: Place) -> bytes:
        """Seal a text for one place with the newest key."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        cipher = self._cipher(classification, self.newest)
        return self.newest_header + nonce + cipher.encrypt(nonce, text.encode(), place)

    def open(self, sealed: bytes, classification: Classification, place: Place) -> str:
        """Return the text sealed for this place; raise ``Unreadable`` without naming the value."""
        header, rest = sealed[:_HEADER_LENGTH], sealed[_HEADER_LENGTH:]
        key_id = header[len(SEAL) : -1].decode("ascii", "replace")
        if key_id not in self._roots or header != _header(key_id):
            raise Unreadable(f"{place.table}.{place.column}: sealed by a key that is not here")
        nonce, encrypted = rest[:_NONCE_BYTES], rest[_NONCE_BYTES:]
        try:
            plain = self._cipher(classification, key_id).decrypt(nonce, encrypted, place)
        except (InvalidTag, ValueError):
            raise Unreadable(f"{place.table}.{place.column}: damaged or moved") from None
        return plain.decode()

    def index(self, purpose: str, text: str) -> bytes:
        """Return the blind index of a text, blind to case and width, for one purpose alone."""
        folded = unicodedata.normalize("NFKC", text).strip().casefold()
        return hmac.digest(self._index_key(purpose), folded.encode(), "sha256")[:_INDEX_BYTES]

    def check_values(self) -> dict[str, bytes]:
        """Return a value per key that proves it without showing it, and one for the indexes."""
        values = {
            key_id: _derived(root, "check|" + key_id)[:_INDEX_BYTES]
            for key_id, root in self._roots.items()
        }
        return {**values, _INDEX: self.index("check", "")}

    def verify(self, known: Mapping[str, bytes]) -> None:
        """Raise ``WrongKeys`` unless every key known to the database is here, and its index key."""
        ours = self.check_values()
        for name, value in known.items():
            if name not in ours:
                raise WrongKeys(f"the database holds values sealed by key {name}, not given here")
            if not hmac.compare_digest(ours[name], value):
                raise WrongKeys(f"the {name} key is not the one that the database was written with")

    def _make_cipher(self, classification: Classification, key_id: str) -> "_Cipher":
        return _Cipher(_derived(self._roots[key_id], f"enc|{classification}|{key_id}"))

    def _make_index_key(self, purpose: str) -> bytes:
        return _derived(self._index_root, f"{_INDEX}|{purpose}")


class _Cipher:
    def __init__(self, key: bytes) -> None:
        self._aead = AESGCM(key)

    def encrypt(self, nonce: bytes, plain: bytes, place: Place) -> bytes:
        return self._aead.encrypt(nonce, plain, place.authenticated())

    def decrypt(self, nonce: bytes, encrypted: bytes, place: Place) -> bytes:
        return self._aead.decrypt(nonce, encrypted, place.authenticated())


def new_key() -> str:
    """Return a fresh random key in the form that ``Keyring.parse`` reads."""
    return urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


_installed: list[Keyring] = []


def install(keyring: Keyring) -> None:
    """Make this the keyring that rows of this process are sealed and opened with."""
    _installed[:] = [keyring]


def installed() -> Keyring:
    """Return the keyring of this process; ``store.engine.connect`` installs it."""
    if not _installed:
        raise RuntimeError("no keyring yet: store.engine.connect comes first")
    return _installed[0]


def _header(key_id: str) -> bytes:
    return SEAL + key_id.encode() + b"."


def _key_id(root: bytes) -> str:
    return sha256(root).hexdigest()[:_KEY_ID_LENGTH]


def _derived(root: bytes, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info.encode()).derive(root)


def _decoded(text: str) -> bytes:
    try:
        # The alphabet is checked, or a mistyped character would be skipped without a word.
        root = urlsafe_b64decode(text.strip().encode("ascii"))
    except ValueError:
        raise ValueError("encryption keys: not urlsafe base64") from None
    if urlsafe_b64encode(root).decode().rstrip("=") != text.strip().rstrip("="):
        raise ValueError("encryption keys: not urlsafe base64")
    return root
