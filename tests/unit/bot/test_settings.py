"""Settings: a weak or missing secret stops production, and development makes its own once."""

from pathlib import Path

import pytest

from bot.settings import BadSettings, load_settings

GOOD = {
    "FRONTDOOR_ENV": "production",
    "FRONTDOOR_DATABASE_URL": "postgresql://frontdoor@db/frontdoor",
    "FRONTDOOR_PUBLIC_URL": "https://help.example.org",
    "FRONTDOOR_SECRET_KEY": "k7-" * 16,
    "FRONTDOOR_ENCRYPTION_KEYS": "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=",
    "TWILIO_ACCOUNT_SID": "AC" + "0a" * 16,
    "TWILIO_AUTH_TOKEN": "0b" * 16,
    "TWILIO_FROM": "+15005550006",
}


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (*GOOD, "FRONTDOOR_REDIS_URL", "FRONTDOOR_TWILIO_API_URL"):
        monkeypatch.delenv(name, raising=False)


def use(monkeypatch: pytest.MonkeyPatch, **changed: str) -> None:
    for name, value in (GOOD | changed).items():
        monkeypatch.setenv(name, value)


def test_good_settings_start_production(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch)
    settings, warnings = load_settings()
    assert settings.production
    assert warnings == []
    assert settings.twilio_api_url == "https://api.twilio.com"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FRONTDOOR_SECRET_KEY", ""),
        ("FRONTDOOR_SECRET_KEY", "short"),
        ("FRONTDOOR_ENCRYPTION_KEYS", ""),
        ("FRONTDOOR_ENCRYPTION_KEYS", "bm90IDMyIGJ5dGVz"),
        ("FRONTDOOR_ENCRYPTION_KEYS", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        ("FRONTDOOR_PUBLIC_URL", "http://help.example.org"),
        ("FRONTDOOR_PUBLIC_URL", ""),
        ("TWILIO_ACCOUNT_SID", "AC123"),
        ("TWILIO_AUTH_TOKEN", ""),
        ("TWILIO_AUTH_TOKEN", "0b" * 16 + ",short"),
        ("TWILIO_FROM", "555-0100"),
    ],
)
def test_production_refuses_what_is_missing_or_weak_and_names_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    use(monkeypatch, **{name: value})
    with pytest.raises(BadSettings) as refused:
        load_settings()
    assert [problem.split(":")[0] for problem in refused.value.problems] == [name]
    if value:
        assert value not in str(refused.value)


def test_every_problem_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDOOR_ENV", "production")
    with pytest.raises(BadSettings) as refused:
        load_settings()
    assert len(refused.value.problems) == 6


def test_development_makes_secrets_once_and_keeps_them_beside_the_database(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FRONTDOOR_DATABASE_URL", f"sqlite:///{tmp_path}/here/frontdoor.db")
    first, warnings = load_settings()
    second, _ = load_settings()
    assert first.secret_key == second.secret_key
    assert first.encryption_keys == second.encryption_keys
    assert first.auth_tokens == second.auth_tokens
    assert "development-secrets" in warnings[0]
    kept = tmp_path / "here" / "development-secrets"
    assert {file.stat().st_mode & 0o777 for file in kept.iterdir()} == {0o600}


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch)
    settings, _ = load_settings()
    for name in ("FRONTDOOR_SECRET_KEY", "FRONTDOOR_ENCRYPTION_KEYS", "TWILIO_AUTH_TOKEN"):
        assert GOOD[name] not in repr(settings)
