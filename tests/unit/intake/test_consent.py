"""Only the full yes grants."""

import pytest

from intake.consent import is_granted
from intake.loading import library

CE = library()["ce_intake@1"]


@pytest.mark.parametrize(
    ("question", "choice", "granted"),
    [
        ("consent", "yes", True),
        ("consent", "no", False),
        ("consent", "more", False),
        ("share_roi", "yes", True),
        ("share_roi", "only_agency", False),
        ("share_roi", "no_name", False),
        ("safe_now", "yes", False),
    ],
)
def test_what_a_choice_grants(question: str, choice: str, granted: bool) -> None:
    assert is_granted(CE.by_id[question], choice) is granted
