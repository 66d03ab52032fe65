from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from store import contacts, encryption, key_check, messages
from store.encryption import Keyring, Place, Unreadable, WrongKeys, new_key
from store.engine import Database
from tests.integration.store.making import NOON, PHONE, after, conversation

_PLACE = Place("inbound", "body", uuid4())
_KEYS = Keyring([b"k" * 32])


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_what_is_sealed_opens_again(words: str) -> None:
    assert _KEYS.open(_KEYS.seal(words, "text", _PLACE), "text", _PLACE) == words


def test_equal_texts_are_sealed_differently() -> None:
    assert _KEYS.seal("Ana", "identity", _PLACE) != _KEYS.seal("Ana", "identity", _PLACE)


def test_the_seal_names_its_key_and_has_the_documented_length() -> None:
    sealed = _KEYS.seal("Ana", "identity", _PLACE)
    assert sealed.startswith(b"v1." + _KEYS.newest.encode() + b".")
    assert len(sealed) == 3 + 8 + 1 + 12 + len("Ana") + 16


@pytest.mark.parametrize(
    "elsewhere",
    [
        _PLACE._replace(table="outbound"),
        _PLACE._replace(column="reply"),
        _PLACE._replace(row=uuid4()),
    ],
    ids=["table", "column", "row"],
)
def test_a_value_opens_only_where_it_was_sealed(elsewhere: Place) -> None:
    sealed = _KEYS.seal("Rosalind Canary", "text", _PLACE)
    with pytest.raises(Unreadable) as raised:
        _KEYS.open(sealed, "text", elsewhere)
    assert "Canary" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_value_opens_only_in_its_class() -> None:
    with pytest.raises(Unreadable):
        _KEYS.open(_KEYS.seal("Ana", "identity", _PLACE), "text", _PLACE)


@pytest.mark.parametrize("length", range(0, 43, 3))
def test_cut_bytes_do_not_open(length: int) -> None:
    sealed = _KEYS.seal("Ana", "text", _PLACE)
    assert length < len(sealed)
    with pytest.raises(Unreadable):
        _KEYS.open(sealed[:length], "text", _PLACE)


@pytest.mark.parametrize("position", range(43))
def test_changed_bytes_do_not_open(position: int) -> None:
    sealed = bytearray(_KEYS.seal("Ana", "text", _PLACE))
    assert len(sealed) == 43
    sealed[position] ^= 1
    with pytest.raises(Unreadable):
        _KEYS.open(bytes(sealed), "text", _PLACE)


def test_other_keys_do_not_open_it() -> None:
    sealed = _KEYS.seal("Ana", "text", _PLACE)
    with pytest.raises(Unreadable):
        Keyring.parse(new_key()).open(sealed, "text", _PLACE)


def test_a_newer_key_seals_and_the_older_still_opens() -> None:
    old, new = new_key(), new_key()
    before = Keyring.parse(old)
    after_rotation = Keyring.parse(f"{new},{old}")
    sealed = before.seal("Ana", "text", _PLACE)
    assert after_rotation.open(sealed, "text", _PLACE) == "Ana"
    assert after_rotation.seal("Ana", "text", _PLACE).startswith(after_rotation.newest_header)
    assert not sealed.startswith(after_rotation.newest_header)
    with pytest.raises(Unreadable):
        before.open(after_rotation.seal("Ana", "text", _PLACE), "text", _PLACE)


def test_a_newer_key_changes_no_index() -> None:
    old, new = new_key(), new_key()
    before = Keyring.parse(old).index("phone", PHONE)
    assert Keyring.parse(f"{new},{old}").index("phone", PHONE) == before
    # The oldest key can go once its value has become the index key.
    assert Keyring.parse(new, index_key=old).index("phone", PHONE) == before
    assert Keyring.parse(new).index("phone", PHONE) != before


def test_an_index_is_short_blind_to_case_and_for_one_purpose() -> None:
    assert len(_KEYS.index("login", "dana")) == 16
    assert _KEYS.index("login", " Dana") == _KEYS.index("login", "dana")
    assert _KEYS.index("login", "dana") != _KEYS.index("phone", "dana")
    assert _KEYS.index("login", "dana") != _KEYS.index("login", "dane")


@pytest.mark.parametrize(
    "keys",
    ["", " , ", "short", new_key()[:-4], new_key().replace("=", "") + "!!", "a" * 44 + "é"],
)
def test_weak_or_broken_keys_are_refused_and_not_shown(keys: str) -> None:
    with pytest.raises(ValueError, match="encryption keys") as raised:
        Keyring.parse(keys)
    assert not keys.strip(" ,") or keys not in str(raised.value)


def test_the_same_key_twice_is_refused() -> None:
    key = new_key()
    with pytest.raises(ValueError, match="twice"):
        Keyring.parse(f"{key},{key}")


def test_a_keyring_does_not_show_its_keys() -> None:
    key = new_key()
    shown = repr(Keyring.parse(key))
    assert key not in shown
    assert Keyring.parse(key).newest in shown


def test_a_start_with_other_keys_is_refused(database: Database, encryption_key: str) -> None:
    mine = Keyring.parse(encryption_key)
    database.run(lambda session: key_check.ensure(session, mine, NOON))
    database.run(lambda session: key_check.ensure(session, mine, after(days=1)))
    with pytest.raises(WrongKeys):
        database.run(lambda session: key_check.ensure(session, Keyring.parse(new_key()), NOON))


def test_a_key_in_use_cannot_be_left_out(database: Database, encryption_key: str) -> None:
    newer = new_key()
    both = Keyring.parse(f"{newer},{encryption_key}")
    database.run(lambda session: key_check.ensure(session, Keyring.parse(encryption_key), NOON))
    database.run(lambda session: key_check.ensure(session, both, NOON))
    with pytest.raises(WrongKeys):
        database.run(lambda session: key_check.ensure(session, Keyring.parse(encryption_key), NOON))
    only_newer = Keyring.parse(newer, index_key=encryption_key)
    with pytest.raises(WrongKeys):
        database.run(lambda session: key_check.ensure(session, only_newer, NOON))
    database.run(lambda session: key_check.retire(session, both.key_ids[1]))
    database.run(lambda session: key_check.ensure(session, only_newer, NOON))
    with pytest.raises(WrongKeys):  # the indexes would find nobody any more
        database.run(lambda session: key_check.ensure(session, Keyring.parse(newer), NOON))


def test_a_row_swapped_in_the_database_does_not_open(database: Database) -> None:
    with database.write() as session:
        contacts.by_phone(session, PHONE, NOON)
        contacts.by_phone(session, "+15005550009", NOON)
        other = text("SELECT phone FROM contact WHERE phone_index <> :mine")
        mine = encryption.installed().index("phone", PHONE)
        moved = session.execute(other, {"mine": mine}).scalar_one()
        swap = text("UPDATE contact SET phone = :moved WHERE phone_index = :mine")
        session.execute(swap, {"moved": moved, "mine": mine})
    with database.read() as session:
        row = contacts.find(session, PHONE)
        assert row is not None
        with pytest.raises(Unreadable, match=r"^contact\.phone: damaged or moved$"):
            _ = row.phone


def test_a_value_moved_to_another_column_does_not_open(database: Database) -> None:
    with database.write() as session:
        inbound = messages.take(session, "AC1", "SM1", "sms", NOON)
        assert inbound is not None
        inbound.body = "words of a person"
    with database.write() as session:
        session.execute(text("UPDATE inbound SET reply = body"))
    with database.read() as session:
        moved = messages.find(session, "AC1", "SM1")
        assert moved is not None
        assert moved.body == "words of a person"
        with pytest.raises(Unreadable):
            _ = moved.reply


def test_plain_bytes_cannot_slip_into_a_sealed_column(database: Database) -> None:
    with database.write() as session:
        row = conversation(session)
    row._state = b"in the clear"
    with pytest.raises(Exception, match="sealed bytes only"), database.write() as session:
        session.add(row)
