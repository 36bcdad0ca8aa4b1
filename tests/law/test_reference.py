"""The reference of the pack format says what the code does, and its example works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cauce.case.scenarios import run_scenarios
from cauce.cli.law.reference import example_in
from cauce.law.catalogue import KINDS
from cauce.law.check import check_packs
from cauce.law.draft import read_drafts
from cauce.law.read import library_of
from cauce.law.reference import _MODELS, pack_format
from cauce.law.schema.base import Strict

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "docs" / "examples" / "packs"
PAGE = (ROOT / "docs" / "reference" / "pack-format.md").read_text()
SECTION = re.compile(r"^#+ (.+)$", re.MULTILINE)


def test_page_is_current() -> None:
    """A key, a finding or the example changed: the page is written anew."""
    current = pack_format(example_in(EXAMPLES))
    assert current == PAGE, "run: cauce law reference pack-format > docs/reference/pack-format.md"


@pytest.mark.parametrize("name", sorted(name for name, model in _MODELS.items() if issubclass(model, Strict)))
def test_every_part_of_a_pack_is_on_the_page(name: str) -> None:
    """Each model stands there with each of its keys and what the key means."""
    model = _MODELS[name]
    if name in ("Strict", "Text", "FromParameter"):  # explained in words, under Values and Terms
        return
    for field in model.model_fields.values():
        assert field.description, f"{name}.{field.alias} has no meaning"
        assert f"| `{field.alias}` |" in PAGE
    assert str(model.__doc__).strip().splitlines()[0] in PAGE


def test_every_type_of_field_and_every_status_is_explained() -> None:
    """The tables written by hand leave nothing out."""
    for model, key in (("FormField", "type"), ("ExpectedDuty", "status"), ("Parameter", "type")):
        annotation = str(_MODELS[model].model_fields[key].annotation)
        for value in re.findall(r"'([a-z-]+)'", annotation):
            explained = re.search(rf"^\| [^|]*`{value}`[^|]* \|", PAGE, re.MULTILINE)
            assert explained or value == "none", f"{value} of {model}"


def test_every_finding_is_on_the_page() -> None:
    """With what to do about it."""
    for code in KINDS:
        assert f"| `{code}` |" in PAGE


def test_links_of_the_page_lead_somewhere() -> None:
    """Each link inside the page names a heading."""
    outside = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    anchors = {re.sub(r"[^a-z0-9 -]", "", head.lower()).replace(" ", "-") for head in SECTION.findall(outside)}
    assert set(re.findall(r"\]\(#([a-z0-9-]+)\)", outside)) <= anchors


def test_example_has_no_finding() -> None:
    """Not even a warning."""
    assert check_packs([EXAMPLES]) == []


def test_scenarios_of_the_example_hold() -> None:
    """What the page shows is what happens, with no other pack at hand."""
    drafts = read_drafts([EXAMPLES])
    library = library_of(drafts)
    outcomes = [
        outcome
        for regime in drafts.regimes
        for draft in regime.scenarios
        if draft.model is not None
        for outcome in run_scenarios(library, draft.model)
    ]
    assert len(outcomes) >= 10
    assert {outcome.name: outcome.problems for outcome in outcomes if not outcome.ok} == {}
