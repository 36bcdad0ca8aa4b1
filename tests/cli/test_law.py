"""The commands of the law, as a person or a program at the terminal meets them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cauce.cli import main

PACKS = Path(__file__).parent.parent / "law" / "bad_packs"
GOOD = PACKS / "good"
DUE = ("law", "due", "good", "visit.report", "--packs", str(GOOD))


class Terminal:
    """Runs a command and keeps what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *args: str | Path, lang: str = "en") -> tuple[int, str, str]:
        code = main([*map(str, args), "--lang", lang])
        printed = self.capsys.readouterr()
        return code, printed.out, printed.err

    def json(self, *args: str | Path) -> Any:
        """Run a command that prints JSON and ends well."""
        code, out, err = self(*args, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Terminal:
    """The command in this process."""
    return Terminal(capsys)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A pack with a stage that cannot be reached."""
    shutil.copytree(GOOD, tmp_path / "good")
    shutil.copytree(PACKS / "flow", tmp_path / "good", dirs_exist_ok=True)
    return tmp_path / "good"


def test_check_of_a_good_pack_is_quiet(run: Terminal) -> None:
    """Nothing on stdout, exit code 0."""
    assert run("law", "check", GOOD) == (0, "", "Nothing wrong was found.\n")


def test_check_prints_file_line_code_words_and_hint(run: Terminal, wrong: Path) -> None:
    """In the form that editors make links of; exit code 1."""
    code, out, err = run("law", "check", wrong)
    file = wrong / "versions" / "2021-01-01.yaml"
    assert code == 1
    assert f"{file}:6: pack.E301 error: No act leads to the stage “lost”.\n    → " in out
    assert err == "7 errors, 2 warnings.\n"


def test_check_speaks_spanish(run: Terminal, wrong: Path) -> None:
    """The same findings in the other language."""
    _, out, err = run("law", "check", wrong, lang="es")
    assert "pack.E301 error: Ninguna actuación lleva a la etapa «lost»." in out
    assert err == "7 errores, 2 advertencias.\n"


def test_check_takes_a_file_for_its_pack(run: Terminal, wrong: Path) -> None:
    """An editor that checks the open file sees the whole pack."""
    assert run("law", "check", wrong / "versions" / "2021-01-01.yaml")[1] == run("law", "check", wrong)[1]


def test_check_as_data(run: Terminal, wrong: Path) -> None:
    """Findings for other programs, still with exit code 1."""
    code, out, _ = run("law", "check", wrong, "--json")
    first = json.loads(out)[0]
    assert code == 1
    assert set(first) == {"code", "severity", "file", "line", "says", "hint"}
    assert set(first["says"]) == {"en", "es"}


def test_warnings_alone_are_fine_unless_strict(run: Terminal, tmp_path: Path) -> None:
    """A warning does not keep a pack from loading, and whoever wants none can ask for it."""
    shutil.copytree(GOOD, tmp_path / "good")
    shutil.copytree(PACKS / "words", tmp_path / "good", dirs_exist_ok=True)
    assert run("law", "check", tmp_path)[0] == 0
    assert run("law", "check", tmp_path, "--strict")[0] == 1


def test_due_gives_every_reading_of_an_unclear_term(run: Terminal) -> None:
    """The top keys are the readings; a Friday's report is due on Monday or on Wednesday."""
    found = run.json(*DUE, "--day", "2021-01-15")
    assert list(found) == ["plain", "working"]
    assert found["plain"]["last_day"] == "2021-01-18"
    assert found["working"] == {
        "last_day": "2021-01-20",
        "counted": ["2021-01-18", "2021-01-19", "2021-01-20"],
        "skipped": found["working"]["skipped"],
        "rolled_from": None,
        "rolled_why": [],
        "calendar": "good-days",
        "fingerprint": found["working"]["fingerprint"],
        "ends": "2021-01-21T00:00:00+00:00",
        "zone": "Europe/Lisbon",
        "in_force": True,
    }
    skipped = found["working"]["skipped"]
    assert [each["day"] for each in skipped] == ["2021-01-16", "2021-01-17"]
    assert skipped[0]["why"][0]["title"] == {"en": "Saturday", "es": "sábado"}


def test_due_before_the_law_is_counted_and_says_so(run: Terminal) -> None:
    """A term can be tried on any day; that nothing was owed then is said beside the answer."""
    code, out, err = run("law", "due", "mx-lsn", "meeting.report", "--day", "1995-03-01", "--json")
    assert code == 0
    assert {name: each["last_day"] for name, each in json.loads(out).items()} == {
        "strict": "1995-03-04",
        "rolled": "1995-03-06",
        "labour": "1995-03-06",
        "administrative": "1995-03-06",
    }
    assert "Nothing was owed that day" in err
    assert [each["in_force"] for each in json.loads(out).values()] == [False] * 4


def test_a_program_sees_whether_the_duty_was_law_on_the_day(run: Terminal) -> None:
    """Under each answer: of the version of the day, of another that was asked for, and where the texts are silent."""
    ask = ("law", "due", "mx-lsn", "meeting.report", "--day")
    for day, law in (("2020-12-18", False), ("2020-12-19", True), ("2021-01-15", True)):
        found = json.loads(run(*ask, day, "--json")[1])
        assert {each["in_force"] for each in found.values()} == {law}, day
        assert list(found) == ["strict", "rolled", "labour", "administrative"]
    assert run.json(*ask, "2020-12-18", "--at", "2021-01-15")["strict"]["in_force"] is False
    assert run.json(*ask, "2021-02-03", "--at", "2020-12-19")["strict"]["in_force"] is True
    silent = json.loads(run("law", "due", "mx-lsn", "monthly-report", "--period", "1999-03", "--json")[1])
    assert silent["silent"]["in_force"] is False


def test_due_of_a_clear_term_has_the_one_key_text(run: Terminal) -> None:
    """A recurring duty is counted from the end of its period."""
    found = run.json("law", "due", "good", "list", "--period", "2021-03", "--packs", GOOD)
    assert list(found) == ["text"]
    assert found["text"]["last_day"] == "2021-04-07"


@pytest.mark.parametrize(
    ("place", "last_day"), [(("--place", "XA-N"), "2021-01-18"), (("--zone", "America/Tijuana"), "2021-01-17")]
)
def test_due_of_a_moment_counts_from_its_civil_day_there(place: tuple[str, str], last_day: str, run: Terminal) -> None:
    """Just after midnight in one place it is still the day before in another."""
    found = run.json(*DUE, "--moment", "2021-01-15T00:30+00:00", *place)
    assert found["plain"]["last_day"] == last_day


def test_a_last_day_ends_where_filings_are_dated(run: Terminal) -> None:
    """As a case judges it: midnight in the regime's zone, which in Tijuana is an hour or two before the local one."""
    ask = ("law", "due", "mx-lsn", "communication.report", "--day", "2023-03-31", "--place")
    ends = {place: run.json(*ask, place)["strict"]["ends"] for place in ("MX-BCN-004", "MX-CMX-015", "MX-ROO-005")}
    assert ends == {
        "MX-BCN-004": "2023-04-03T23:00:00-07:00",
        "MX-CMX-015": "2023-04-04T00:00:00-06:00",
        "MX-ROO-005": "2023-04-04T01:00:00-05:00",
    }


def test_silent_texts_are_an_answer(run: Terminal) -> None:
    """While the parameter is unset no clock runs, and that is no error; a value can be tried."""
    ask = ("law", "due", "good", "visit.answer", "--day", "2021-01-15", "--packs", GOOD)
    silent = run.json(*ask)
    assert silent == {
        "silent": {
            "parameter": "answer",
            "says": {"en": "The texts do not say.", "es": "Los textos no lo dicen."},
            "in_force": True,
        }
    }
    assert run.json(*ask, "--parameter", "answer=10")["text"]["last_day"] == "2021-01-25"


def test_due_for_a_person_shows_days_grounds_and_weakness(run: Terminal) -> None:
    """The page says what speaks for each reading and what against it."""
    code, out, _ = run(*DUE, "--day", "2021-01-15")
    assert code == 0
    for words in ("Wednesday 2021-01-20", "01-16 Saturday", "Offices are closed.", "The text does not say so."):
        assert words in out


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ((*DUE, "--day", "2021-02-30"), "cli.E006"),
        ((*DUE, "--day", "yesterday"), "cli.E006"),
        ((*DUE, "--moment", "2021-01-15T00:30"), "cli.E007"),
        (DUE, "cli.E008"),
        ((*DUE, "--day", "2021-01-15", "--parameter", "answer"), "cli.E010"),
        ((*DUE, "--day", "2021-01-15", "--parameter", "mood=3"), "law.E004"),
        ((*DUE, "--day", "2021-01-15", "--zone", "Mars/Olympus"), "law.E006"),
        ((*DUE, "--day", "2021-01-15", "--place", "ZZ-9"), "law.E004"),
        ((*DUE, "--day", "2021-01-15", "--at", "1999-01-15"), "law.E003"),
        (("law", "due", "good", "list", "--period", "2021-Q1", "--packs", str(GOOD)), "cli.E009"),
        (("law", "due", "good", "visit.song", "--day", "2021-01-15", "--packs", str(GOOD)), "law.E004"),
        (("law", "due", "other", "visit.report", "--day", "2021-01-15"), "law.E004"),
        (("law", "due", "good"), "cli.E004"),
        (("law", "sing"), "cli.E002"),
        (("sing",), "cli.E002"),
        (("law", "check", "--loud"), "cli.E003"),
        (("law", "check", "/nowhere/at/all"), "cli.E011"),
        (("law", "show", "good", "--packs", "/nowhere/at/all"), "cli.E011"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_bad_use_gives_code_words_hint_and_exit_code_2(
    args: tuple[str, ...], code: str, lang: str, run: Terminal
) -> None:
    """No traceback, nothing on stdout, and what to do next."""
    status, out, err = run(*args, lang=lang)
    assert (status, out) == (2, "")
    first, second = err.strip().splitlines()
    assert first.startswith(f"{code}: ")
    assert second.startswith("→ ")


def test_wrong_pack_is_told_with_its_first_findings(run: Terminal, wrong: Path) -> None:
    """Nothing is loaded, and where to look is said."""
    code, out, err = run("law", "show", "good", "--packs", wrong)
    assert (code, out) == (2, "")
    assert err.startswith("law.E005: ")
    assert "2021-01-01.yaml:6: pack.E301" in err


def test_unforeseen_trouble_shows_no_traceback(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code, words and hint; the traceback is for whoever asks for it."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the roof fell in")

    monkeypatch.setattr("cauce.law.read.load_library", broken)
    code, out, err = run("law", "show", "good")
    assert (code, out) == (1, "")
    assert err.startswith("cli.E001: Something went wrong that was not foreseen: RuntimeError: the roof fell in.")
    monkeypatch.setenv("CAUCE_DEBUG", "1")
    with pytest.raises(RuntimeError, match="the roof fell in"):
        run("law", "show", "good")


def test_show_prints_rules_with_source_and_certainty(run: Terminal) -> None:
    """What the law of a day says, each rule with where it stands."""
    code, out, _ = run("law", "show", "good", "--at", "2020-05-01", "--packs", GOOD)
    assert code == 0
    assert "good@2020-01-01" in out
    assert "Report of the visit → Ministry: 3 days (act 2; circular · press or public accounts)" in out
    assert "? voted  allow: The Council did not agree. (act 1 · official text)" in out


def test_show_as_data_has_the_keys_of_the_pack(run: Terminal) -> None:
    """The consolidated version, as a pack would say it."""
    found = run.json("law", "show", "good", "--packs", GOOD)
    assert found["id"] == "good@2020-01-01"
    assert found["version"]["procedures"]["visit"]["duties"]["report"]["met-by"] == ["report"]


def test_diff_prints_what_a_reform_changed(run: Terminal, tmp_path: Path) -> None:
    """Rule by rule, with the values before and after; the same law twice differs in nothing."""
    shutil.copytree(GOOD, tmp_path / "good")
    (tmp_path / "good" / "versions" / "2021-01-01.yaml").write_text(
        "version: 2021-01-01\namends: 2020-01-01\n"
        "procedures: {visit: {duties: {report: {within: {days: 5}}}}}\nrecurring: {list: null}\n"
    )
    args = ("law", "diff", "good", "2020-06-01")
    code, out, err = run(*args, "2021-06-01", "--packs", tmp_path)
    assert code == 0
    assert "good@2020-01-01 → good@2021-01-01" in out
    assert "term: days: 3, first day: not counted → days: 5, first day: not counted" in out
    assert "− Monthly list  list" in out
    spanish = run(*args, "2021-06-01", "--packs", tmp_path, lang="es")[1]
    assert "Deberes periódicos" in spanish
    assert "within" not in spanish, "the keys of a pack are no Spanish words"
    assert err == "2 rules differ.\n"
    data = run.json(*args, "2021-06-01", "--packs", tmp_path)
    assert [change["kind"] for change in data["changes"]] == ["changed", "removed"]
    assert run.json(*args, "2020-07-01", "--packs", tmp_path)["changes"] == []


def test_scenarios_that_hold_end_well(run: Terminal) -> None:
    """The stories beside a pack are told."""
    code, out, err = run("law", "test", "good", "--packs", GOOD)
    assert (code, out) == (0, "")
    assert err.endswith("1 scenario, 0 failed.\n")


def test_scenario_that_fails_is_told_with_file_and_line(run: Terminal, tmp_path: Path) -> None:
    """What was expected and what came out, exit code 1."""
    shutil.copytree(GOOD, tmp_path / "good")
    path = tmp_path / "good" / "scenarios" / "visit.yaml"
    path.write_text(path.read_text().replace("stage: {case: asked}", "stage: {case: closed}"))
    code, out, err = run("law", "test", "good", "--packs", tmp_path)
    assert code == 1
    assert out.startswith(f"{path}:9: A visit that is asked for stands at asked\n    2020-03-02: stage of case is ")
    assert err.endswith("1 scenario, 1 failed.\n")


@pytest.mark.parametrize(("lang", "words"), [("en", "Exit codes: 0 fine"), ("es", "Códigos de salida: 0 bien")])
def test_help_is_in_the_language_asked_for(lang: str, words: str, run: Terminal) -> None:
    """Usage, panels and exit codes."""
    code, out, _ = run("law", "due", "--help", lang=lang)
    assert code == 0
    assert ("Opciones" in out) == (lang == "es")
    assert words in " ".join(run("law", "--help", lang=lang)[1].split())


def test_terminal_language_is_followed_and_spanish_is_the_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --lang the terminal decides."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for value, words in (("en_GB.UTF-8", "There is no"), ("es_MX.UTF-8", "No existe"), ("C.UTF-8", "No existe")):
        monkeypatch.setenv("LANG", value)
        main(["law", "sing"])
        assert words in capsys.readouterr().err


def test_law_commands_start_without_the_node() -> None:
    """A lawyer who checks a pack does not wait for the web framework."""
    code = "import sys; from cauce.cli import main; main(['law', 'due', '--help']); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0


def test_help_of_the_whole_command_reads_no_law() -> None:
    """The first page is quick: the models of the packs stay where they are."""
    code = (
        "import sys; from cauce.cli import main; main(['--help']);"
        "sys.exit(any(name in sys.modules for name in ('django', 'pydantic', 'cauce.law.schema')))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0


@pytest.mark.parametrize(
    ("args", "en", "es"),
    [
        (("demo", "--acts", "50"), "it is at least 100.", "vale 100 o más."),
        (("serve", "--port", "99999999"), "it is at most 65535.", "vale 65535 o menos."),
        (("demo", "--acts", "some"), "it is a whole number.", "es un número entero."),
        (("law", "show", "mx-lsn", "--at"), "its value is missing.", "falta su valor."),
        (("law", "check", "--json=1"), "it takes no value.", "no lleva valor."),
        (("law", "test", "one", "two"), "“two” is too much.", "sobra «two»."),
        (("law", "reference", "poem"), "it is one of 'pack-format', 'errors'.", "es uno de 'pack-format', 'errors'."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_wrong_with_an_option_is_said_in_the_language_asked_for(
    run: Terminal, args: tuple[str, ...], en: str, es: str
) -> None:
    """No sentence of the library of the command line comes through."""
    for lang, words in (("en", en), ("es", es)):
        code, out, err = run(*args, lang=lang)
        assert (code, out) == (2, "")
        first = err.splitlines()[0]
        assert first.startswith("cli.E005: ")
        assert first.endswith(words)
