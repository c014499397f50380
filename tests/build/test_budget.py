"""What a visit costs: growth of a hundredth is said, with what to do about it."""

from pathlib import Path

from sitemaker.publish import budget


def test_a_visit_costs_no_more_than_was_accepted(site: Path) -> None:
    found = budget.grown(budget.measured(site), budget.accepted())
    assert not found, "\n".join(found)


def test_growth_of_a_hundredth_is_said_with_the_cure() -> None:
    before = {"runtime": 2_000_000, "requests": 50}
    assert budget.grown({"runtime": 2_019_999, "requests": 50}, before) == []
    (said,) = budget.grown({"runtime": 2_020_000, "requests": 50}, before)
    assert said.startswith("runtime has grown from 2,000,000 to 2,020,000.")
    assert "python -m sitemaker budget" in said
    assert len(budget.grown({"runtime": 2_000_000, "requests": 51}, before)) == 1


def test_the_parts_are_the_whole(site: Path) -> None:
    sizes = budget.measured(site)
    assert sum(sizes[part] for part in budget.PARTS) == sizes["visit"]
    assert all(sizes[part] > 0 for part in (*budget.PARTS, *budget.AFTERWARDS))
