"""`--packs DIR` stands anywhere in a command, and the setting counts for the commands of the law too."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cauce.cli import main
from cauce.cli.packs import place

GOOD = Path(__file__).parent.parent / "law" / "bad_packs" / "good"
SHOW = ("law", "show", "good", "--at", "2020-05-01")


@pytest.mark.parametrize(
    "args",
    [
        ("--packs", str(GOOD), *SHOW),
        ("law", f"--packs={GOOD}", *SHOW[1:]),
        (*SHOW, "--packs", str(GOOD)),
    ],
    ids=["first", "in the middle", "last"],
)
def test_packs_may_stand_before_and_after_the_command(args: tuple[str, ...]) -> None:
    assert main(args) == 0


def test_the_setting_adds_law_to_the_commands_of_the_law(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(SHOW) == 2
    monkeypatch.setenv("CAUCE_PACKS", str(GOOD))
    assert main(SHOW) == 0
    assert main([*SHOW, "--packs", str(GOOD)]) == 0, "named twice, it is one pack"
    assert main(["law", "test", "good"]) == 0
    assert main(["law", "check"]) == 0


@pytest.mark.parametrize("command", [("serve",), ("demo", "--acts", "100"), ("rebuild",), ("law", "text", "list")])
def test_a_node_gets_its_packs_as_its_setting(command: tuple[str, ...]) -> None:
    environ = {"CAUCE_PACKS": "/srv/law"}
    assert place(["--packs", str(GOOD), *command], environ) == [*command]
    assert place([*command, f"--packs={GOOD}"], environ) == [*command]
    assert environ["CAUCE_PACKS"] == os.pathsep.join(("/srv/law", str(GOOD)))


@pytest.mark.parametrize("command", [("serve",), ("law", "show", "mx-lsn")])
def test_a_folder_that_is_not_there_stops_the_command(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--packs", "/nowhere/at/all", *command, "--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith("cli.E011: There is no such path: /nowhere/at/all.")


def test_a_command_without_law_has_no_such_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "receipt", "--packs", str(GOOD), "--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith("cli.E003")
    assert main(["law", "show", "mx-lsn", "--packs"]) == 2
