"""Settings: from the environment only, read once, passed on as values.

In development, missing secrets are made and kept beside the database. In production a missing,
short or default one stops the start, and every problem is named at once.
"""

import base64
import re
import secrets
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SHORTEST_SECRET = 32
KEY_BYTES = 32
TWILIO_API = "https://api.twilio.com"
TWILIO_TEST_NUMBER = "+15005550006"  # Twilio's "magic" number: valid, and nobody's
ACCOUNT_SID = re.compile(r"^AC[0-9a-f]{32}$")


class BadSettings(Exception):
    """What is missing or weak, a line each; never with a value."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(BaseSettings):
    """Every name is also its environment variable; README lists them."""

    model_config = SettingsConfigDict(extra="ignore", populate_by_name=True)

    env: Literal["development", "production"] = Field(
        "development", validation_alias=AliasChoices("FRONTDOOR_ENV", "env")
    )
    database_url: str = Field(
        "sqlite:///data/frontdoor.db",
        validation_alias=AliasChoices("FRONTDOOR_DATABASE_URL", "database_url"),
    )
    redis_url: str = Field("", validation_alias=AliasChoices("FRONTDOOR_REDIS_URL", "redis_url"))
    rasa_url: str = Field("", validation_alias=AliasChoices("FRONTDOOR_RASA_URL", "rasa_url"))
    secret_key: SecretStr = Field(
        SecretStr(""), validation_alias=AliasChoices("FRONTDOOR_SECRET_KEY", "secret_key")
    )
    encryption_keys: SecretStr = Field(
        SecretStr(""), validation_alias=AliasChoices("FRONTDOOR_ENCRYPTION_KEYS", "encryption_keys")
    )
    public_url: str = Field("", validation_alias=AliasChoices("FRONTDOOR_PUBLIC_URL", "public_url"))
    account_sid: str = Field("", validation_alias=AliasChoices("TWILIO_ACCOUNT_SID", "account_sid"))
    # Two tokens, separated by a comma, while Twilio's is being changed.
    auth_token: SecretStr = Field(
        SecretStr(""), validation_alias=AliasChoices("TWILIO_AUTH_TOKEN", "auth_token")
    )
    twilio_from: str = Field("", validation_alias=AliasChoices("TWILIO_FROM", "twilio_from"))
    # Unset: Twilio's own in production, the simulator in development.
    twilio_api_url: str = Field(
        "",
        validation_alias=AliasChoices("FRONTDOOR_TWILIO_API_URL", "twilio_api_url"),
    )
    host: str = Field("127.0.0.1", validation_alias=AliasChoices("FRONTDOOR_HOST", "host"))
    port: int = Field(8000, validation_alias=AliasChoices("FRONTDOOR_PORT", "port"))

    # How many reverse proxies stand before us, so that sign-in limits see the real address.
    trusted_proxies: int = Field(
        0, ge=0, le=5, validation_alias=AliasChoices("FRONTDOOR_TRUSTED_PROXIES", "trusted_proxies")
    )

    @property
    def production(self) -> bool:
        return self.env == "production"

    @property
    def auth_tokens(self) -> tuple[str, ...]:
        """Twilio's tokens, newest first."""
        return tuple(t.strip() for t in self.auth_token.get_secret_value().split(",") if t.strip())

    @model_validator(mode="after")
    def _default_addresses(self) -> Self:
        if not self.public_url and not self.production:
            self.public_url = f"http://{self.host}:{self.port}"
        self.public_url = self.public_url.rstrip("/")
        if not self.twilio_api_url:
            self.twilio_api_url = TWILIO_API if self.production else f"{self.public_url}/simulator"
        return self


def load_settings() -> tuple[Settings, list[str]]:
    """Read the environment; returns the settings and warnings; raises BadSettings."""
    settings = Settings()
    if settings.production:
        problems = _problems(settings)
        if problems:
            raise BadSettings(problems)
        return settings, []
    return _with_development_secrets(settings)


def secrets_folder(settings: Settings) -> Path:
    """Return where development secrets are kept: beside the SQLite file, else ``data``."""
    prefix = "sqlite:///"
    if settings.database_url.startswith(prefix):
        return Path(settings.database_url.removeprefix(prefix)).parent
    return Path("data")


def _with_development_secrets(settings: Settings) -> tuple[Settings, list[str]]:
    wanted = {
        "secret_key": secrets.token_urlsafe(48),
        "encryption_keys": base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode(),
        "auth_token": secrets.token_hex(16),
    }
    folder = secrets_folder(settings) / "development-secrets"
    made = []
    changes: dict[str, object] = {}
    for name, fresh in wanted.items():
        if getattr(settings, name).get_secret_value():
            continue
        file = folder / name
        if not file.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            file.touch(mode=0o600)
            file.write_text(fresh, encoding="utf-8")
        made.append(str(file))
        changes[name] = SecretStr(file.read_text(encoding="utf-8").strip())
    if not settings.account_sid:
        changes["account_sid"] = "AC" + "0" * 32
    if not settings.twilio_from:
        changes["twilio_from"] = TWILIO_TEST_NUMBER
    warning = "Development secrets are in use, kept in " + str(folder)
    return settings.model_copy(update=changes), [warning] if made else []


def _problems(settings: Settings) -> list[str]:
    """Name everything that must not go into production."""
    problems = []
    if len(settings.secret_key.get_secret_value()) < SHORTEST_SECRET:
        problems.append(f"FRONTDOOR_SECRET_KEY: needs at least {SHORTEST_SECRET} characters")
    keys = [k for k in settings.encryption_keys.get_secret_value().split(",") if k.strip()]
    if not keys or any(not _is_key(key.strip()) for key in keys):
        problems.append("FRONTDOOR_ENCRYPTION_KEYS: needs base64 keys of 32 bytes, newest first")
    if urlsplit(settings.public_url).scheme != "https":
        problems.append("FRONTDOOR_PUBLIC_URL: needs the https address that Twilio calls")
    if not ACCOUNT_SID.match(settings.account_sid):
        problems.append("TWILIO_ACCOUNT_SID: needs the account's SID (AC and 32 hex digits)")
    if not settings.auth_tokens or any(len(t) < SHORTEST_SECRET for t in settings.auth_tokens):
        problems.append("TWILIO_AUTH_TOKEN: needs the account's auth token (32 characters)")
    if not re.match(r"^\+[1-9][0-9]{7,14}$", settings.twilio_from):
        problems.append("TWILIO_FROM: needs the phone number in the form +15551234567")
    return problems


def _is_key(text: str) -> bool:
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return False
    return len(raw) == KEY_BYTES and len(set(raw)) > KEY_BYTES // 4
