"""`cauce explain`: from the node's database, the same explanation as on the pages, in words and as data."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cauce.case.explain import explain_duty, explain_flag
from cauce.cli import explain, main
from cauce.node.cases import recur
from cauce.node.cases.models import Case, Duty
from cauce.node.cases.present.dues import href_of
from cauce.node.cases.take import load_state
from cauce.node.cases.world import world
from tests.node.conftest import at, stage
from tests.node.stage import accredit, file, sign_in_as

__all__ = ["at", "stage"]

pytestmark = pytest.mark.django_db
#: agent's report of January, owed by a mission; and the mission's own
OF_AGENT = "mx-lsn/monthly-report/2021-01/embassy-us/us-hale"
OF_MISSION = "mx-lsn/monthly-report-by-guideline/2021-01/embassy-us"


class Terminal:
    """Runs the command and keeps what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *args: str, lang: str = "en") -> tuple[int, str, str]:
        code = main(["explain", *args, "--lang", lang])
        printed = self.capsys.readouterr()
        return code, printed.out, printed.err

    def json(self, *args: str) -> Any:
        code, out, err = self(*args, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The command in this process, whose database is the one of the test."""
    monkeypatch.setattr(explain, "boot_existing", lambda: None)
    return Terminal(capsys)


@pytest.fixture
def case(stage: None, at: Callable[[str], None]) -> str:
    """A meeting of 3 February that nobody had authorised, and a setting that declares one of the days closed."""
    accredit("us-hale", "2021-01-20", "2021-12-31")
    at("2021-02-05")
    held = {"agent": "us-hale", "day": "2021-02-03", "contact": "meeting", "place": "MX-CHH", "topic": "Armas"}
    return file("meeting", "hold", "fgj-chh", "2021-02-03", **held).case.ref


def test_a_case_lists_all_that_can_be_explained(case: str, run: Terminal) -> None:
    code, out, err = run(case)
    assert code == 0
    assert f"{case} · Meeting with a foreign agent" in out
    lines = {line.split()[0]: line for line in out.splitlines()[1:]}
    assert {"report#1", "1.authorised"} <= lines.keys()
    assert "2021-02-06" in lines["report#1"]
    assert "LSN (DOF 18-12-2020) 70 ¶2" in lines["report#1"]
    assert "Irregular" in lines["1.authorised"]
    assert f"cauce explain {case} report#1" in err


def test_what_a_program_gets_is_what_the_kernel_says(case: str, run: Terminal) -> None:
    """Of one name its explanation alone; of a case each, by name."""
    state, around = load_state(Case.objects.get(ref=case)), world()
    duty = explain_duty(state.duties["report#1"], around, date(2021, 2, 5))
    flag = explain_flag(state.acts[0].judgement.under, "meeting", "authorised", around)
    assert run.json(case, "report#1") == json.loads(json.dumps(duty))
    assert run.json(case, "1.authorised") == json.loads(json.dumps(flag))
    found = run.json(case)
    assert (found["of"], found["on"]) == (case, "2021-02-05")
    assert found["duties"] == {"report#1": duty}
    assert found["flags"]["1.authorised"] == flag


def test_a_duty_is_explained_day_by_day_under_every_reading(case: str, run: Terminal) -> None:
    """Rule, article, how sure, who chose, the days, the other last days, in the words of the page."""
    code, out, _ = run(case, "report#1")
    assert code == 0
    for words in (
        "Written report of the meeting · mx-lsn@2021-01-15", "meeting.report", "70 ¶2", "read in the official text",
        "by statute", "Due soon (1 day left)", "Wednesday 2021-02-03", "runs from here", "Saturday 2021-02-06",
        "Strict · Saturday 2021-02-06", "· governs", "Administrative days · Tuesday 2021-02-09", "against it: ",
        "Nobody has adopted a reading", "After the last day it is late.",
    ):  # fmt: skip
        assert words in out, words
    spanish = run(case, "report#1", lang="es")[1]
    for words in ("Informe por escrito de la reunión", "corre desde aquí", "sábado 2021-02-06", "en contra: "):
        assert words in spanish, words


def test_an_irregular_act_is_explained(case: str, run: Terminal) -> None:
    out = run(case, "1.authorised")[1]
    assert "The High-Level Security Group had not authorised the meeting beforehand." in out
    assert "meeting.authorised" in out
    assert f"{case}, 1" in out
    assert "Grupo de Alto Nivel" in run(case, "1.authorised", lang="es")[1]


def test_a_day_that_was_declared_closed_shows_in_the_answer_and_so_does_the_answer_before(
    case: str, run: Terminal
) -> None:
    file(
        "settings", "adopt-reading", "sre", "2021-01-15", reading="labour", first_day="2021-01-15", document="Acuerdo 1"
    )
    act = file("settings", "declare-days", "sre", "2021-02-05", calendar="mx-labour", first_day="2021-02-08",
               last_day="2021-02-08", day_kind="closed", document="DOF")  # fmt: skip
    out = run(case, "report#1")[1]
    assert "Labour days · Tuesday 2021-02-09 · Mexican labour days · governs" in out
    assert "The reading was adopted by Ministry of Foreign Affairs, from 2021-01-15" in out
    assert f"Before {act.case.ref}, act 1, the answer was: Monday 2021-02-08." in out


def test_how_it_stands_on_another_day(case: str, run: Terminal) -> None:
    assert run.json(case, "report#1", "--day", "2021-02-08")["status"] == "overdue"
    assert run.json(case, "report#1", "--day", "2021-02-06")["status"] == "due-today"
    assert run(case, "--day", "ayer")[0] == 2


def test_what_recurs_is_named_like_its_page_and_found_by_the_first_parts(case: str, run: Terminal) -> None:
    """No case has it; nothing is written for the answer."""
    assert not Duty.objects.filter(case=None).exists()
    found = run.json("mx-lsn")
    assert {OF_AGENT, f"{OF_MISSION}/"} == found["duties"].keys()
    assert run.json("mx-lsn/monthly-report")["duties"].keys() == {OF_AGENT}
    assert run.json("mx-lsn", "monthly-report/2021-01")["duties"].keys() == {OF_AGENT}
    alone = run.json(OF_AGENT)
    assert (alone["rule"], alone["period"], alone["status"]) == ("recurring.monthly-report", "2021-01", "no-term")
    assert run.json(OF_MISSION) == found["duties"][f"{OF_MISSION}/"]
    code, out, _ = run(OF_MISSION, lang="es")
    assert code == 0
    assert "no qué día vence" in out
    assert not Duty.objects.filter(case=None).exists()


def test_the_name_of_what_recurs_is_the_address_of_its_page(case: str, run: Terminal) -> None:
    recur.catch_up()
    hrefs = {href_of(row) for row in Duty.objects.filter(case=None)}
    assert hrefs == {f"/due/{OF_AGENT}/", f"/due/{OF_MISSION}/"}
    assert all(sign_in_as("embassy-us").get(href).status_code == 200 for href in hrefs)


@pytest.mark.parametrize(
    ("args", "coded", "words"),
    [
        (("MX-2021-999999",), "cli.E013", "mx-lsn"),
        (("no-such-regime/x",), "cli.E013", "mx-lsn"),
        (("{case}", "report#9"), "cli.E014", "report#1"),
        (("mx-lsn/monthly-report/1999-01",), "cli.E015", "REGIME/RULE"),
        (("mx-lsn/monthly-report/\0",), "cli.E015", "REGIME/RULE"),
        (("\0",), "cli.E013", "mx-lsn"),
    ],
)
def test_what_is_not_there_is_said_with_a_code(
    case: str, run: Terminal, args: tuple[str, ...], coded: str, words: str
) -> None:
    """In both languages, and with what there is."""
    code, out, err = run(*(arg.format(case=case) for arg in args))
    assert (code, out) == (2, "")
    assert err.startswith(f"{coded}: ")
    assert words in err
    assert run(*(arg.format(case=case) for arg in args), lang="es")[2] != err


def test_a_case_in_which_nothing_is_owed_says_so(stage: None, at: Callable[[str], None], run: Terminal) -> None:
    at("2021-02-05")
    ref = file("settings", "adopt-reading", "sre", "2021-01-15", reading="labour", first_day="2021-01-15",
               document="Acuerdo 1").case.ref  # fmt: skip
    assert "no act is irregular" in run(ref)[2]


@pytest.mark.parametrize(("lang", "words"), [("en", "was erased by law"), ("es", "se suprimió conforme a la ley")])
def test_of_an_erased_case_it_is_said_that_it_was(run: Terminal, case: str, lang: str, words: str) -> None:
    """Its duties are gone, which is not the same as that nothing was ever owed."""
    file("erasure", "erase", "sre", "2021-03-08", erased_case=case, erasure_ground="cancellation", resolution="CT-1")
    code, out, err = run(case, lang=lang)
    assert (code, "report" in out, "1.authorised" in out) == (0, False, True)
    assert words in " ".join(err.split())
