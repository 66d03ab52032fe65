"""Commands on stored data: staff accounts and exports. Every look at a record is audited."""

import json
import re
import sys
from uuid import UUID

import click

from bot.asking import question_of
from bot.plain import plain_answer
from bot.wiring import Services
from store import answers, audit, consents, contacts, conversations, intakes, messages, staff
from store.engine import Session
from store.passwords import WeakPassword
from webhook import starting
from webhook.cli_serve import services_or_exit, settings_or_exit

ROLES = ["hotline", "caseworker", "supervisor", "administrator", "auditor"]


def _code(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """Make a purpose fit for the audit, which holds codes and no words about people."""
    code = "-".join(re.findall(r"[a-z0-9]+", value.lower()))[:60]
    if not code:
        raise click.BadParameter("say in a few words what the export is for")
    return code


@click.group("staff")
def staff_group() -> None:
    """Look after the accounts of the people who work here."""


@staff_group.command("add")
@click.argument("login")
@click.option("--name", required=True)
@click.option("--role", type=click.Choice(ROLES), default="caseworker", show_default=True)
def staff_add(login: str, name: str, role: staff.Role) -> None:
    """Make an account and print its first password."""
    services, password = _services(), starting.new_password()
    now = services.clock.now()
    try:
        made = services.database.run(
            lambda session: (
                staff.add(session, login=login, name=name, role=role, password=password, at=now).id
            )
        )
    except (ValueError, WeakPassword) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    _audit(services, "staff.added", "staff", made)
    click.echo(f"Added {login} ({role}). First password: {password}")


@staff_group.command("disable")
@click.argument("login")
def staff_disable(login: str) -> None:
    """Close an account and end its sessions at once."""
    services = _services()
    now = services.clock.now()
    who = _account(services, login)
    services.database.run(lambda session: staff.disable(session, who, now))
    _audit(services, "staff.disabled", "staff", who)
    click.echo(f"Disabled {login}. Their sessions have ended.")


@staff_group.command("reset")
@click.argument("login")
def staff_reset(login: str) -> None:
    """Give an account a new first password and end its sessions."""
    services, password = _services(), starting.new_password()
    now = services.clock.now()
    who = _account(services, login)
    services.database.run(
        lambda session: staff.set_password(session, who, password, now, must_change=True)
    )
    _audit(services, "staff.reset", "staff", who)
    click.echo(f"New first password for {login}: {password}")


@click.group("intakes")
def intakes_group() -> None:
    """Take out intakes."""


@intakes_group.command("export")
@click.option("--purpose", required=True, callback=_code, help="Why: it stands in the audit.")
@click.option("--messages", "with_messages", is_flag=True, help="Add the words of the thread.")
def intakes_export(purpose: str, with_messages: bool) -> None:  # noqa: FBT001 - a flag
    """Write one JSON line per intake, with every answer and where it came from."""
    services = _services()
    _audit(services, "intakes.exported", "export", None, purpose)
    with services.database.read() as session:
        for intake in intakes.every(session):
            line = _intake(session, services, intake, with_messages=with_messages)
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


@click.group("messages")
def messages_group() -> None:
    """Take out the texts themselves."""


@messages_group.command("export")
@click.option("--purpose", required=True, callback=_code, help="Why: it stands in the audit.")
def messages_export(purpose: str) -> None:
    """Write one JSON line per text, in and out."""
    services = _services()
    _audit(services, "messages.exported", "export", None, purpose)
    with services.database.read() as session:
        for arrived in messages.every_inbound(session):
            sender = _phone(session, arrived.conversation_id)
            line: dict[str, object] = {
                "kind": "inbound",
                "sid": arrived.sid,
                "from": sender,
                "body": arrived.body,
                "seq": arrived.seq,
            }
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        for sent in messages.every_outbound(session):
            line = {
                "kind": "outbound",
                "id": str(sent.id),
                "to": _phone(session, sent.conversation_id),
                "body": sent.body,
                "state": sent.state,
                "sids": [sent.sid] if sent.sid else [],
            }
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


def _intake(
    session: Session, services: Services, intake: intakes.IntakeRow, *, with_messages: bool
) -> dict[str, object]:
    conversation = conversations.get(session, intake.conversation_id, lock=False)
    line: dict[str, object] = {
        "intake": str(intake.id),
        "reference": intake.reference,
        "state": intake.state,
        "tier": intake.tier,
        "reasons": intake.reasons,
        "lang": intake.lang,
        "channel": conversation.channel if conversation else None,
        "from": _phone(session, intake.conversation_id),
        "started_at": intake.started_at.isoformat(),
        "finished_at": intake.finished_at.isoformat() if intake.finished_at else None,
        "restricted": intake.restricted,
        "short_by_choice": intake.short_by_choice,
    }
    if conversation is not None:
        questionnaire = services.questionnaires[conversation.definition]
        line["definition"] = conversation.definition
        line["answers"] = {
            row.key: plain_answer(question_of(questionnaire, row.key), row.answer)
            for row in answers.current(session, intake.id)
            if row.on_path
        }
    line["consents"] = [
        {"kind": c.kind, "choice": c.choice, "granted": c.granted, "version": c.version}
        | {"at": c.at.isoformat(), "text_hash": c.text_hash.hex()}
        for c in consents.for_conversation(session, intake.conversation_id)
    ]
    if with_messages:
        thread = messages.thread(session, intake.conversation_id)
        line["messages"] = [{"direction": m.direction, "body": m.body} for m in thread]
    return line


def _phone(session: Session, conversation_id: UUID | None) -> str | None:
    if conversation_id is None:
        return None
    conversation = conversations.get(session, conversation_id, lock=False)
    if conversation is None or conversation.contact_id is None:
        return None
    contact = contacts.get(session, conversation.contact_id)
    return contact.phone if contact else None


def _account(services: Services, login: str) -> UUID:
    with services.database.read() as session:
        found = staff.by_login(session, login)
        if found is None:
            click.echo(f"There is no account {login}.", err=True)
            sys.exit(2)
        return found.id


def _audit(
    services: Services, action: str, kind: str, subject: UUID | None, purpose: str | None = None
) -> None:
    now = services.clock.now()
    services.database.run(
        lambda session: (
            audit.write(
                session,
                actor="system",
                action=action,
                subject_kind=kind,
                subject_id=subject,
                at=now,
                detail={"purpose": purpose} if purpose else None,
            ).id
        )
    )


def _services() -> Services:
    settings, _ = settings_or_exit()
    services = services_or_exit(settings)
    starting.upgrade(services)
    return services
