"""The specification as data: counts and facts that HUD's documents state."""

from intake.hud.columns import CSV_VERSION, FILES, allowed
from intake.hud.lists import LISTS, label


def test_all_files_in_the_order_of_the_specification() -> None:
    assert len(FILES) == 24
    assert list(FILES)[:2] == ["Export", "Organization"]
    assert [len(FILES[f].columns) for f in ("Export", "Client", "Enrollment")] == [19, 38, 67]
    assert CSV_VERSION == "2026 v1.0"


def test_every_key_is_a_column() -> None:
    assert all(spec.key in spec.by_name for spec in FILES.values())


def test_every_list_that_a_column_names_exists() -> None:
    named = {c.list_id for spec in FILES.values() for c in spec.columns if c.list_id}
    assert named <= LISTS.keys()


def test_allowed_codes() -> None:
    assert allowed("Client", "Sex") == frozenset({0, 1, 8, 9, 99})
    assert allowed("Client", "FirstName") is None
    assert 17 in (allowed("CurrentLivingSituation", "CurrentLivingSituation") or ())
    assert 17 not in (allowed("Enrollment", "LivingSituation") or ())


def test_a_list_that_depends_on_another_column_gives_the_union() -> None:
    assert allowed("Disabilities", "DisabilityResponse") == frozenset({0, 1, 2, 3, 8, 9, 99})


def test_label() -> None:
    assert label("3.917.5", 113) == "More than 12 months"
