"""How one gets from page to page."""

from .rig import Pages
from .test_checkin import nothing_hurts


def test_the_self_care_page_is_found_from_a_check_in(pages: Pages) -> None:
    """Who has told that nothing hurts is led to ideas for every day."""
    visitor = nothing_hurts(pages.visitor()).presses("send")

    assert 'href="/care"' in visitor.text
    assert 200 == visitor.opens("/care").page.status_code


def test_no_tip_is_offered_beside_a_sign_that_should_not_wait(pages: Pages) -> None:
    """An urgent suggestion leads to no tips."""
    visitor = pages.visitor("safety")
    visitor.presses("next", choice="chest_pain").presses("send")

    assert "Get medical help now" in visitor.text
    assert 'href="/care"' not in visitor.text
