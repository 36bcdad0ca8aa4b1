"""`cauce directory`: offices, accounts and persons come in from a file, all of it or nothing."""

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from cauce.cli import words
from cauce.cli.act_signature import parse_office_keys
from cauce.cli.directory.load import _print
from cauce.node.cases.world import library
from cauce.node.people.enter import BadDirectory, NoSuchAccount, PasswordTooWeak, load, set_password
from cauce.node.people.models import Account, Membership, Office, OfficeKey
from cauce.node.people.roster import FAULTS
from cauce.node.register.models import Person
from tests.support.server import clean_environment

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "directory.yaml"


def put(folder: Path, text: str) -> Path:
    """Write a directory file."""
    path = folder / "directory.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def found_in(path: Path) -> list[tuple[str, int]]:
    """Return code and line of what is wrong with a file, which must not be entered."""
    with pytest.raises(BadDirectory) as refused:
        load(path, library())
    assert not Office.objects.filter(code="new").exists()
    return [(item.code, item.line) for item in refused.value.findings]


def office(code: str = "new", kinds: str = "mx-lsn/mission", **more: str) -> str:
    """Return a file with one office, of seven lines."""
    values = {"state": "DE", "title": "{en: Office, es: Oficina}", "zone": "America/Mexico_City", "since": "2020-01-01"}
    lines = [f"    {name}: {value}" for name, value in (values | {"kinds": kinds} | more).items()]
    return "\n".join(["offices:", f"  {code}:", *lines]) + "\n"


@pytest.fixture
def loaded(db: None) -> None:
    """The example of the documentation, entered."""
    load(EXAMPLE, library())


def test_the_example_of_the_documentation_is_entered(loaded: None) -> None:
    """Offices with their keys, people with their appointments, agents with their mission."""
    assert set(Office.objects.values_list("code", flat=True)) == {"sre", "sspc", "fgj-son", "embassy-de"}
    assert OfficeKey.objects.count() == 4
    assert Membership.objects.get(account__username="leonor.tamez").role.es == "Mesa de registro"
    assert not Account.objects.get(username="saul.robledo").is_active
    assert Person.objects.get(code="de-0401").mission == "embassy-de"


def test_an_account_without_a_password_cannot_sign_in(loaded: None) -> None:
    """The file holds none; the operator gives it."""
    account = Account.objects.get(username="leonor.tamez")
    assert not account.has_usable_password()
    set_password("Leonor.Tamez", "un cauce hondo y claro")
    account.refresh_from_db()
    assert account.check_password("un cauce hondo y claro")


def test_the_same_file_again_changes_nothing(loaded: None) -> None:
    """Whoever loads it twice does no harm."""
    assert dict(load(EXAMPLE, library())) == {("offices", "same"): 4, ("accounts", "same"): 3, ("persons", "same"): 1}


def test_a_changed_file_changes_only_what_it_says(loaded: None, tmp_path: Path) -> None:
    """An appointment gets an end and an agent another post; passwords and keys stay."""
    set_password("anke.brandner", "un cauce hondo y claro")
    text = EXAMPLE.read_text(encoding="utf-8")
    text = text.replace("since: 2025-09-01}", "since: 2025-09-01, until: 2026-03-31}").replace(
        "post: Ciudad de México", "post: Monterrey"
    )
    done = load(put(tmp_path, text), library())
    assert done["accounts", "changed"] == done["persons", "changed"] == 1
    assert done["offices", "same"] == 4
    assert str(Membership.objects.get(account__username="anke.brandner").until) == "2026-03-31"
    assert Account.objects.get(username="anke.brandner").check_password("un cauce hondo y claro")
    assert OfficeKey.objects.count() == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (office(zone="America/Tenochtitlan"), ("directory.E102", 5)),
        (office(code="Con Espacios"), ("directory.E101", 2)),
        (office(code="record"), ("directory.E101", 2)),
        (office(title='{en: "Of\\u202Efice", es: Oficina}'), ("pack.E117", 4)),
        (office(title='{en: Office, es: "Oficina\\0"}'), ("pack.E117", 4)),
        (office(until="2019-12-31"), ("directory.E103", 8)),
        (office(kinds="mx-lsn/no-such-kind"), ("directory.E104", 7)),
        (office(kinds="xx-none/mission"), ("directory.E104", 7)),
        (office(kinds="mx-lsn/sre", state="MX"), ("directory.E108", 7)),
        (office(code="embassy-de", state="FR"), ("directory.E106", 3)),
        (
            "accounts:\n  ana:\n    name: Ana\n    acts-for: [{office: none, since: 2020-01-01}]\n",
            ("directory.E105", 4),
        ),
        (
            "persons:\n  fr-1:\n    given-names: A\n    surnames: B\n    state: FR\n    mission: embassy-de\n",
            ("directory.E107", 6),
        ),
        ("offices: [", ("pack.E101", 2)),
        (office(password="secreto"), ("pack.E111", 8)),
        (office(title="{en: Office}"), ("pack.E114", 4)),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_nothing_is_entered(
    loaded: None, tmp_path: Path, text: str, expected: tuple[str, int]
) -> None:
    """Whatever else is right in the file."""
    assert expected in found_in(put(tmp_path, text))


def test_all_that_is_wrong_is_told_at_once(loaded: None, tmp_path: Path) -> None:
    """Nobody wants to load a file ten times to learn of ten slips."""
    text = office(zone="Nowhere/Land", kinds="mx-lsn/none", until="2001-01-01")
    codes = {code for code, _ in found_in(put(tmp_path, text))}
    assert codes == {"directory.E102", "directory.E103", "directory.E104"}


def test_a_file_that_is_not_there_is_told(db: None, tmp_path: Path) -> None:
    """As a finding like any other."""
    assert found_in(tmp_path / "none.yaml") == [("pack.E107", 1)]


def test_one_office_may_follow_another_in_a_kind_of_one(loaded: None, tmp_path: Path) -> None:
    """The earlier one ends the day before."""
    text = office(kinds="mx-lsn/sspc", state="MX", since="2026-01-01")
    old = (
        EXAMPLE.read_text(encoding="utf-8")
        .split("  fgj-son:")[0]
        .replace("kinds: mx-lsn/sspc", "kinds: mx-lsn/sspc\n    until: 2025-12-31")
    )
    load(put(tmp_path, old + text.removeprefix("offices:\n")), library())
    assert Office.objects.get(code="new").is_a("mx-lsn/sspc")


def test_no_account_and_no_good_password_are_told(loaded: None) -> None:
    """Each with its code."""
    with pytest.raises(NoSuchAccount, match=r"directory\.E002"):
        set_password("nobody", "un cauce hondo y claro")
    with pytest.raises(PasswordTooWeak, match=r"(?s)directory\.E003.*12 caracteres"):
        set_password("leonor.tamez", "corta")


def test_every_fault_of_a_file_is_tried_here() -> None:
    """So that a new one does not go untested."""
    source = Path(__file__).read_text(encoding="utf-8")
    assert [code for code in FAULTS if f'"{code}"' not in source] == []


def test_the_command_loads_sets_a_password_and_prints_the_keys(tmp_path: Path) -> None:
    """As an operator types it, in a data folder of its own."""

    def cauce(*args: str, given: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "cauce", "--lang", "en", *args]
        environment = clean_environment(tmp_path / "data")
        return subprocess.run(command, env=environment, input=given, capture_output=True, text=True, check=False)

    first = cauce("directory", "load", str(EXAMPLE))
    assert (first.returncode, first.stderr) == (0, ""), first
    assert first.stdout.splitlines()[0] == "offices: 4 new, 0 changed, 0 as they were"
    assert cauce("directory", "password", "leonor.tamez", given="un cauce hondo y claro\n").returncode == 0
    keys = parse_office_keys(cauce("directory", "keys").stdout.splitlines())
    assert len({key.office for key in keys}) == len(keys) == 4
    made = cauce("directory", "password", "anke.brandner", "--generate").stdout.strip()
    assert len(made) >= 20
    wrong = cauce("directory", "load", str(put(tmp_path, office(zone="Nowhere/Land"))))
    assert wrong.returncode == 1
    assert ":5: directory.E102: “Nowhere/Land” is not a time zone." in wrong.stdout
    assert wrong.stderr.startswith("directory.E001: ")
    assert [file.name for file in (tmp_path / "data").glob("cauce.sqlite3*") if file.stat().st_mode & 0o077] == []
    with sqlite3.connect(tmp_path / "data" / "cauce.sqlite3") as database:
        rows = database.execute("SELECT password FROM people_account WHERE username = 'leonor.tamez'").fetchall()
    database.close()
    assert rows[0][0].startswith("argon2$")
    assert made not in json.dumps(rows)


def test_what_was_entered_is_counted_in_the_right_number(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Spanish one is changed in the singular."""
    done = Counter({("offices", "changed"): 1, ("offices", "same"): 2, ("persons", "new"): 1})
    monkeypatch.setattr(words, "_language", "es")
    _print(done)
    assert capsys.readouterr().out.splitlines() == [
        "oficinas: 0 nuevas, 1 modificada, 2 sin cambios",
        "cuentas: 0 nuevas, 0 modificadas, 0 sin cambios",
        "personas: 1 nueva, 0 modificadas, 0 sin cambios",
    ]
