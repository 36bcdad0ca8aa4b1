"""One case: where it stands, what was done and what the law says of it, how its dates were counted, what comes next."""

from collections.abc import Callable

import pytest
from django.test import Client

from cauce.node.cases.models import Case
from cauce.node.cases.take import Request, take
from tests.node.stage import accredit, file

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
CALL = {"agent": "us-hale", "day": "2021-02-03", "contact": "call", "place": "MX-CHH"}


@pytest.fixture
def case(stage: None, at: Callable[[str], None]) -> str:
    """A call of 3 February, recorded; it is the 5th."""
    accredit("us-hale", "2021-01-04", "2021-12-31", ("MX-CHH", "MX-SON"))
    at("2021-02-05")
    return file("communication", "hold", "fgj-chh", "2021-02-04", **CALL, topic="Rastreo de armas").case.ref


def page(client: Client, ref: str, query: str = "") -> str:
    response = client.get(f"/cases/{ref}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_it_says_where_the_case_stands(case: str, sign_in: SignIn) -> None:
    shown = page(sign_in("fgj-chh"), case)
    assert f"{case} — <bdi>Rastreo de armas</bdi>" in shown
    assert '<li class="now" aria-current="step">Took place' in shown


def test_each_act_has_its_receipt_and_its_answers_in_words(case: str, sign_in: SignIn) -> None:
    shown = page(sign_in("fgj-chh"), case)
    entry = Case.objects.get(ref=case).acts.get().entry
    assert f">{entry}<" in shown.replace("</span>", "<")
    assert "Janet Hale (us-hale)" in shown
    assert "Accredited to 31 Dec 2021, Chihuahua, Sonora" in shown
    assert "Telephone call" in shown


def test_every_reading_of_the_term_stands_beside_the_others(case: str, sign_in: SignIn) -> None:
    shown = page(sign_in("fgj-chh"), case)
    for reading, day in (("Strict", "2021-02-06"), ("Rolled", "2021-02-08"), ("Labour days", "2021-02-08")):
        assert f'{reading}: <strong><time datetime="{day}">' in shown
    assert 'Administrative days: <strong><time datetime="2021-02-09">' in shown
    assert "No office has adopted a reading" in shown


def test_the_reading_that_was_adopted_says_by_whom(stage: None, at: Callable[[str], None], sign_in: SignIn) -> None:
    adopted = file("settings", "adopt-reading", "sre", "2021-01-18", reading="rolled", first_day="2021-01-18",
                   document="Acuerdo 1", explanation="Para que nadie deba lo imposible").case.ref  # fmt: skip
    at("2021-02-05")
    ref = file("communication", "hold", "fgj-chh", "2021-02-04", **CALL).case.ref
    shown = page(sign_in("fgj-chh"), ref)
    assert "Ministry of Foreign Affairs adopted the reading that governs" in shown
    assert f'href="/cases/{adopted}/#act-1"' in shown


def test_an_irregular_act_opens_to_its_rule(stage: None, at: Callable[[str], None], sign_in: SignIn) -> None:
    at("2021-02-05")
    ref = file("communication", "hold", "fgj-chh", "2021-02-04", **CALL | {"agent-where": "in-mexico"}).case.ref
    shown = page(sign_in("fgj-chh"), ref)
    assert "The agent was in Mexico and not accredited on that day." in shown
    assert "communication.accredited" in shown
    assert "by statute" in shown
    assert "read in the official text" in shown


def test_what_this_office_can_do_is_a_button_and_what_others_can_is_text(case: str, sign_in: SignIn) -> None:
    owner, auditor = page(sign_in("fgj-chh"), case), page(sign_in("auditor"), case)
    assert f'<a class="btn" href="/cases/{case}/report/">File the report</a>' in owner
    assert f"/cases/{case}/report/" not in auditor
    assert "File the report: " in auditor


def test_a_correction_shows_what_stood_there_before(case: str, sign_in: SignIn) -> None:
    told = {"corrected-act": 1, "explanation": "Era otro tema", "topic": "Rastreo de vehículos"}
    file("communication", "correct", "fgj-chh", "2021-02-05", case=case, **told)
    shown = page(sign_in("sre"), case)
    assert "Corrected by act 2" in shown
    assert "As it was before the correction" in shown
    assert shown.index("Rastreo de vehículos") < shown.index("As it was before the correction")


def test_who_may_read_it_is_said(case: str, sign_in: SignIn) -> None:
    shown = page(sign_in("fgj-chh"), case).partition("Who may read this case")[2]
    assert "Ministry of Security" in shown
    assert "Embassy of the United States" not in shown
    assert "Prosecutor of Sonora" not in shown


def test_only_offices_of_the_same_state_see_who_signed(stage: None, sign_in: SignIn) -> None:
    ref = file("accreditation", "request", "embassy-us", "2021-02-01", agent="us-nunez", agency="An agency",
               functions="police", territory=["MX"], first_day="2021-03-01").case.ref  # fmt: skip
    take(Request("mx-lsn", "accreditation", "consult", "sre", "person-sre", {}, ref, 1))
    assert "Ana Sre" in page(sign_in("sspc"), ref)
    assert "Ana Sre" not in page(sign_in("embassy-us"), ref)


def test_a_mission_reads_a_case_about_its_agent_once_it_has_something_to_answer(stage: None, sign_in: SignIn) -> None:
    """A finding is not for its eyes; the request that follows from it is."""
    told = {"agent": "us-nunez", "day": "2021-02-03", "provision": "LSN 69", "requesting-office": "sre"}
    ref = file("withdrawal", "find", "sspc", "2021-02-04", **told).case.ref
    client = sign_in("embassy-us")
    assert client.get(f"/cases/{ref}/").status_code == 404
    file("withdrawal", "request-withdrawal", "sre", "2021-02-05", case=ref, agent="us-nunez")
    assert client.get(f"/cases/{ref}/").status_code == 200


def test_a_duty_met_late_says_so(case: str, at: Callable[[str], None], sign_in: SignIn) -> None:
    at("2021-02-20")
    file("communication", "report", "fgj-chh", "2021-02-09", case=case, day="2021-02-03", contact="call")
    for hour, office in enumerate(("sre", "sspc"), 11):
        file("communication", "acknowledge", office, "2021-02-10", hour=hour, case=case)
    shown = page(sign_in("fgj-chh"), case)
    assert 'data-status="met-late"' in shown
    assert "Received by Ministry of Foreign Affairs on Wed 10 Feb 2021." in shown


def test_a_long_case_is_shown_in_parts(case: str, sign_in: SignIn) -> None:
    for number in range(44):
        told = {"corrected-act": 1, "explanation": f"Corrección {number:03}", "topic": f"T{number}"}
        file("communication", "correct", "fgj-chh", "2021-02-05", case=case, **told)
    client = sign_in("fgj-chh")
    last = page(client, case)
    assert 'id="act-45"' in last
    assert 'id="act-5"' not in last
    assert 'id="act-5"' in page(client, case, "?up-to=5")
    assert len(last.encode()) < 150_000


def test_the_seats_of_a_panel_and_what_they_said(stage: None, at: Callable[[str], None], sign_in: SignIn) -> None:
    at("2021-02-05")
    asked = {"agent": "us-hale", "planned-day": "2021-02-10", "planned-place": "MX-CHH", "nationality": "US"}
    told = {"agency": "X", "topic": "Armas", "objective": "Rastreo"}
    ref = file("meeting", "request", "fgj-chh", "2021-02-01", **asked, **told).case.ref
    file("meeting", "vote", "sre", "2021-02-02", case=ref, vote="for")
    shown = page(sign_in("ganseg"), ref).partition("Votes:")[2]
    assert "1 of 4 for" in shown
    assert "(chair)" in shown
    docket = sign_in("sspc").get("/docket/").content.decode()
    assert f"/cases/{ref}/vote/" in docket
    assert '<span class="chip met">For</span>' in docket
    assert '<span class="chip soon">Awaited</span>' in docket
    assert "for 4 days" in docket


def test_a_decision_leaves_the_docket_once_it_is_made(stage: None, at: Callable[[str], None], sign_in: SignIn) -> None:
    at("2021-02-05")
    ref = file("accreditation", "request", "embassy-us", "2021-02-01", agent="us-nunez", agency="An agency",
               functions="police", territory=["MX"], first_day="2021-03-01").case.ref  # fmt: skip
    client = sign_in("sedena")
    assert ref in client.get("/docket/").content.decode()
    file("accreditation", "concur", "sedena", "2021-02-03", case=ref, answer="agree")
    docket = client.get("/docket/").content.decode()
    assert ref not in docket
    assert "No decision waits for your office." in docket


def test_a_decision_whose_condition_is_missing_has_no_button(
    stage: None, at: Callable[[str], None], sign_in: SignIn
) -> None:
    at("2021-02-05")
    ref = file("accreditation", "request", "embassy-us", "2021-02-01", agent="us-nunez", agency="An agency",
               functions="police", territory=["MX"], first_day="2021-03-01").case.ref  # fmt: skip
    shown = page(sign_in("sre"), ref)
    assert f'href="/cases/{ref}/accredit/"' not in shown
    assert "each recorded, comes first" in shown
    assert f'href="/cases/{ref}/refuse/"' in shown
    assert shown.index("each recorded, comes first") < shown.index(f'href="/cases/{ref}/refuse/"')
    docket = sign_in("sre").get("/docket/").content.decode()
    assert f'href="/cases/{ref}/accredit/"' not in docket
    assert "Accredit: The agreement of" in docket
    assert f'href="/cases/{ref}/refuse/"' in docket
    due = sign_in("sre").get("/due/").content.decode()
    assert "Decide on the accreditation" in due
    assert f'href="/cases/{ref}/accredit/"' not in due
    # whoever comes from the docket is told before the first word is typed
    form = sign_in("sre").get(f"/cases/{ref}/accredit/").content.decode()
    assert "each recorded, comes first" in form
    assert "[act.E108]" in form
    for hour, office in enumerate(("sspc", "sedena", "semar"), 9):
        file("accreditation", "concur", office, "2021-02-02", hour=hour, case=ref, answer="agree")
    for path in (f"/cases/{ref}/", "/docket/", "/due/"):
        assert f'href="/cases/{ref}/accredit/"' in sign_in("sre").get(path).content.decode()


def test_who_has_answered_is_no_longer_waited_for(stage: None, at: Callable[[str], None], sign_in: SignIn) -> None:
    at("2021-02-05")
    ref = file("accreditation", "request", "embassy-us", "2021-02-01", agent="us-nunez", agency="An agency",
               functions="police", territory=["MX"], first_day="2021-03-01").case.ref  # fmt: skip
    file("accreditation", "concur", "sedena", "2021-02-03", case=ref, answer="agree")
    others = page(sign_in("embassy-us"), ref).partition("By others")[2].partition("</ul>")[0]
    awaited = next(line for line in others.splitlines() if "Answer the consultation" in line)
    assert "Navy" in awaited
    assert "Defence" not in awaited


def test_the_docket_is_counted_by_the_lines_it_has(stage: None, at: Callable[[str], None], sign_in: SignIn) -> None:
    at("2021-02-05")
    file("accreditation", "request", "embassy-us", "2021-02-01", agent="us-nunez", agency="An agency",
         functions="police", territory=["MX"], first_day="2021-03-01")  # fmt: skip
    docket = sign_in("sre").get("/docket/").content.decode()
    assert docket.count('<li class="duty">') == 1
    assert '<time datetime="2021-02-01">Mon 1 Feb 2021</time>' in docket
    assert (
        '>1<span class="hidden"> cases that wait for a decision</span>'
        in docket.partition('href="/docket/"')[2].partition("</a>")[0]
    )


def test_what_has_no_term_shows_its_age(stage: None, at: Callable[[str], None], sign_in: SignIn) -> None:
    at("2021-02-05")
    ref = file("accreditation", "request", "embassy-us", "2021-02-01", agent="us-nunez", agency="An agency",
               functions="police", territory=["MX"], first_day="2021-03-01").case.ref  # fmt: skip
    assert "(for 4 days)" in page(sign_in("sre"), ref)
    assert "<small>for 4 days</small>" in sign_in("sre").get("/due/").content.decode()


def test_the_page_asks_little_of_the_database(
    case: str, sign_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = sign_in("sre")
    client.get(f"/cases/{case}/")
    with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
        client.get(f"/cases/{case}/")


def test_an_answer_that_a_calendar_changed_is_kept(stage: None, at: Callable[[str], None], sign_in: SignIn) -> None:
    file("settings", "adopt-reading", "sre", "2021-01-18", reading="administrative", first_day="2021-01-18",
         document="Acuerdo 1", explanation="Por rigor")  # fmt: skip
    at("2021-02-05")
    ref = file("communication", "hold", "fgj-chh", "2021-02-04", **CALL).case.ref
    assert '<strong><time datetime="2021-02-09">' in page(sign_in("fgj-chh"), ref)
    closed = {"calendar": "mx-administrative", "first-day": "2021-02-08", "last-day": "2021-02-08"}
    declared = file("settings", "declare-days", "sre", "2021-02-05", hour=9, **closed, day_kind="closed",
                    document="DOF", explanation="Suspensión").case.ref  # fmt: skip
    shown = page(sign_in("fgj-chh"), ref)
    assert '<strong><time datetime="2021-02-10">' in shown
    assert f"Before act 1 of {declared} the answer was" in shown
    assert '<time datetime="2021-02-09">Tue 9 Feb 2021</time>.' in shown


def test_who_owes_a_receipt_is_asked_for_it_first(case: str, sign_in: SignIn) -> None:
    file("communication", "report", "fgj-chh", "2021-02-05", case=case, day="2021-02-03", contact="call")
    shown = page(sign_in("sre"), case)
    assert f'<a class="btn" href="/cases/{case}/acknowledge/">Acknowledge receipt</a>' in shown
    file("communication", "acknowledge", "sre", "2021-02-05", hour=11, case=case)
    assert f'<a class="btn" href="/cases/{case}/acknowledge/">' not in page(sign_in("sre"), case)


def test_the_page_of_an_act_says_whose_receipt_is_awaited_and_when_it_is_over(
    case: str, at: Callable[[str], None], sign_in: SignIn
) -> None:
    at("2021-02-05")
    file("communication", "report", "fgj-chh", "2021-02-05", case=case, agent="us-hale", day="2021-02-03",
         contact="call", topic="Armas", objective="Rastreo", nationality="US", agency="X")  # fmt: skip
    done = sign_in("fgj-chh").get(f"/cases/{case}/acts/2/").content.decode().partition("What happens next")[2]
    assert "acknowledge receipt of “Written report of the communication”" in done
    assert "Nothing is awaited from any office for now." not in done
    for hour, office in enumerate(("sre", "sspc"), 13):
        file("communication", "acknowledge", office, "2021-02-05", case=case, hour=hour)
    file("communication", "close", "sre", "2021-02-05", case=case, hour=16)
    done = sign_in("fgj-chh").get(f"/cases/{case}/acts/5/").content.decode().partition("What happens next")[2]
    assert "acknowledge receipt" not in done
    assert "Nothing is awaited from any office for now." in done
