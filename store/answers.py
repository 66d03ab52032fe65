"""What a person said, append-only: a correction is a new row, and the old one stays."""

from collections.abc import Collection, Mapping, Set
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from intake.answers import VALUE, Answer
from store.columns import Encrypted, PlainText
from store.engine import Session
from store.row import Plain, Row

_CURRENT = text("superseded_at IS NULL")


class AnswerRow(Row):
    """One answer with its provenance; ``value`` is the JSON of an ``intake.answers.Value``.

    Only ``on_path`` and ``superseded_at`` ever change. ``seq`` counts within the intake.
    """

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("intake_id", "seq"),
        Index(
            "uq_answer_current",
            "intake_id",
            "key",
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
    )

    intake_id: Mapped[UUID] = mapped_column(ForeignKey("intake.id"))
    seq: Mapped[int]
    key: Mapped[str] = mapped_column(PlainText("id of a question, and a slot"))
    question: Mapped[str] = mapped_column(PlainText("id of a question"))
    slot: Mapped[int | None]
    _value: Mapped[bytes] = mapped_column("value", Encrypted("answers"))
    value = Plain[str]("_value")
    _words: Mapped[bytes] = mapped_column("words", Encrypted("text"))
    words = Plain[str]("_words")
    method: Mapped[str] = mapped_column(PlainText("how it was read, one of our codes"))
    confidence: Mapped[float]
    lang: Mapped[str] = mapped_column(PlainText("language code"))
    said_at: Mapped[datetime]
    by: Mapped[str] = mapped_column(PlainText("client, or the id of a staff member"))
    inbound_id: Mapped[UUID | None] = mapped_column(ForeignKey("inbound.id"))
    definition: Mapped[str] = mapped_column(PlainText("name of a definition of ours"))
    shown_turn: Mapped[int]
    on_path: Mapped[bool]
    superseded_at: Mapped[datetime | None]

    @property
    def answer(self) -> Answer:
        """The answer as the core knows it."""
        return Answer(
            value=VALUE.validate_json(self.value),
            words=self.words,
            method=self.method,
            confidence=self.confidence,
            at=self.said_at,
            lang=self.lang,
            turn=self.shown_turn,
            by=self.by,
        )


def save(
    session: Session,
    intake_id: UUID,
    answers: Mapping[str, Answer],
    on_path: Set[str],
    definition: str,
    inbound_id: UUID | None,
    at: datetime,
) -> list[str]:
    """Bring the stored answers to these, writing only what changed; return the keys that did.

    Two savers of one intake must not meet: hold the lock of its conversation.
    """
    stored = {row.key: row for row in current(session, intake_id)}
    changed = [key for key, answer in answers.items() if not _is_same(stored.get(key), answer)]
    changed += [key for key in stored if key not in answers]
    for key in changed:
        if key in stored:
            stored[key].superseded_at = at
    session.flush()  # the old row must be superseded before its key is current again
    seq = _last_seq(session, intake_id)
    for key in changed:
        if key in answers:
            seq += 1
            row = _row(intake_id, seq, key, answers[key])
            row.definition, row.inbound_id, row.on_path = definition, inbound_id, key in on_path
            session.add(row)
    for key, row in stored.items():
        if row.superseded_at is None and row.on_path != (key in on_path):
            row.on_path = key in on_path
    session.flush()
    return changed


def current(session: Session, intake_id: UUID) -> list[AnswerRow]:
    """Return the answers that stand, on the path or off it, in the order in which they came."""
    standing = select(AnswerRow).where(
        AnswerRow.intake_id == intake_id, AnswerRow.superseded_at.is_(None)
    )
    return list(session.scalars(standing.order_by(AnswerRow.seq)))


def current_for(
    session: Session, intake_ids: Collection[UUID], questions: Collection[str]
) -> dict[UUID, list[AnswerRow]]:
    """Return the standing answers of many intakes to some questions, by intake, in one query."""
    standing = select(AnswerRow).where(
        AnswerRow.intake_id.in_(intake_ids),
        AnswerRow.question.in_(questions),
        AnswerRow.superseded_at.is_(None),
    )
    found: dict[UUID, list[AnswerRow]] = {intake_id: [] for intake_id in intake_ids}
    for row in session.scalars(standing.order_by(AnswerRow.intake_id, AnswerRow.seq)):
        found[row.intake_id].append(row)
    return found


def history(session: Session, intake_id: UUID) -> list[AnswerRow]:
    """Return every answer ever given, superseded ones too, in the order in which they came."""
    every = select(AnswerRow).where(AnswerRow.intake_id == intake_id)
    return list(session.scalars(every.order_by(AnswerRow.seq)))


def _is_same(row: AnswerRow | None, answer: Answer) -> bool:
    return row is not None and row.answer == answer


def _last_seq(session: Session, intake_id: UUID) -> int:
    last = select(func.max(AnswerRow.seq)).where(AnswerRow.intake_id == intake_id)
    return session.scalars(last).one() or 0


def _row(intake_id: UUID, seq: int, key: str, answer: Answer) -> AnswerRow:
    question, _, slot = key.partition(".")
    return AnswerRow(
        intake_id=intake_id,
        seq=seq,
        key=key,
        question=question,
        slot=int(slot) if slot else None,
        value=VALUE.dump_json(answer.value).decode(),
        words=answer.words,
        method=answer.method,
        confidence=answer.confidence,
        lang=answer.lang,
        said_at=answer.at,
        by=answer.by,
        shown_turn=answer.turn,
    )
