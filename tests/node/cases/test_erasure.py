"""Erasing a case by law: what it said is gone from everywhere, and every proof still verifies."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from cauce.case.erasure import digest_of
from cauce.case.errors import Refused
from cauce.node.cases import case_keys, erasing, recur, world
from cauce.node.cases.bodies import LEFT, acts_where, body_of
from cauce.node.cases.errors import ErasedSince
from cauce.node.cases.models import Act, Case, Duty, Erasure, FormDraft, Notice, Reader, Setting, Waiting, Word
from cauce.node.cases.rebuild import TABLES, rebuild
from cauce.node.cases.search import search
from cauce.node.cases.take import Taken, load_state
from cauce.node.frame import dates
from cauce.node.people.models import Membership
from cauce.node.ready import make_ready
from cauce.node.record.loop import settle as publish
from cauce.node.register.models import End, Standing
from tests.faults.truth import assert_derived, assert_sound, everything
from tests.faults.yesterday import Copy
from tests.node.stage import accredit, file, sign_in_as

pytestmark = pytest.mark.django_db(transaction=True)

#: what nobody else says
WORDS = "Bodega de la calle Zaragoza"
TOLD = {
    "agent": "unlisted: Casimiro Peñaloza",
    "day": "2021-03-03",
    "contact": "meeting",
    "place": "MX-CHH",
    "topic": WORDS,
}
PERSONAL = (WORDS.encode(), b"Casimiro", "Peñaloza".encode(), b"casimir", b"zaragoz")


@pytest.fixture(autouse=True)
def fresh(stage: None, at: Callable[[str], None]) -> None:
    """A node on a day of March."""
    at("2021-03-08")


def hold(**more: str) -> Case:
    """A meeting with a name and words in it, of which the ministry is told."""
    case = file("meeting", "hold", "fgj-chh", "2021-03-03", **{**TOLD, **more}).case
    file("meeting", "request", "fgj-chh", "2021-03-03", planned_day="2021-04-20", planned_place="MX-CHH")
    return case


def erase(case: str, day: str = "2021-03-08", office: str = "sre", ground: str = "cancellation") -> Taken:
    return file(
        "erasure", "erase", office, day, erased_case=case, erasure_ground=ground, resolution="CT-12/2021"
    )  # fmt: skip


def refused(case: str, **more: str) -> list[str]:
    before = everything()
    with pytest.raises(Refused) as met:
        erase(case, **more)
    assert everything() == before
    return [problem.code for problem in met.value.problems]


def files_of_the_node() -> dict[Path, bytes]:
    """Every file of the node's database and keys."""
    database = Path(connection.settings_dict["NAME"])
    found = [*database.parent.glob(f"{database.name}*"), *(settings.CAUCE.data / "keys").glob("cases*")]
    return {path: path.read_bytes() for path in found}


def test_every_act_of_an_erased_case_is_still_proved(stage: None) -> None:
    case = hold()
    file("meeting", "report", "fgj-chh", "2021-03-04", case=case.ref, day="2021-03-03", contact="meeting")
    entries = {row.number: row.entry for row in case.acts.all()}
    head = Case.objects.get(pk=case.pk).head
    taken = erase(case.ref)
    assert assert_sound() == 4
    assert {row.number: row.entry for row in case.acts.all()} == entries
    erased = taken.act.judgement.erases
    assert erased is not None
    assert (erased.case, erased.acts, erased.ground, erased.head) == (case.ref, 2, "cancellation", head)
    left = acts_where("case_case.ref = %s", [case.ref], "case_act.number")
    assert erased.left == digest_of(left)
    assert case_keys.keys_of([case.key]) == {}
    assert case_keys.gone(case.key).act == f"{taken.case.ref}#1"  # type: ignore[union-attr]


def test_nothing_that_was_made_from_it_is_left(stage: None) -> None:
    """Its rows say no name and no word; others' rows are as they were."""
    case, other = hold(), hold(topic="Otra cosa", agent="us-hale")
    client = sign_in_as("fgj-chh")
    client.post(f"/cases/{case.ref}/report/", {"contact": "meeting", "step": "save"})
    assert FormDraft.objects.filter(case_ref=case.ref).exists()
    assert Duty.objects.filter(case=case).exists()
    erase(case.ref)
    row = Case.objects.get(pk=case.pk)
    assert (row.subject, row.topic, row.state, row.erased, row.closed, row.number) == ("", "", "", True, True, 1)
    for model in (Duty, Waiting):
        assert not model.objects.filter(case=case).exists()
    assert not FormDraft.objects.filter(case_ref=case.ref).exists()
    assert [found.ref for found in search(Case.objects.all(), "zaragoza")] == []
    assert [found.ref for found in search(Case.objects.all(), case.ref)] == [case.ref]
    assert Duty.objects.filter(case=other).exists()
    assert all(word in case.ref.lower() for word in Word.objects.filter(case=case).values_list("word", flat=True))
    assert bytes(Act.objects.get(case=case).body)[:1] == LEFT


def test_the_tables_come_out_the_same_from_what_is_left(stage: None) -> None:
    """Also emptied; and the register, what recurs and the tallies with them."""
    accredit("us-nunez", "2021-01-20", "2021-12-31")
    case, gone = hold(), accredit("us-hale", "2021-01-20", "2021-12-31")
    recur.catch_up()
    report = file("monthly-report", "report", "embassy-us", "2021-03-04", agent="us-nunez", period="2021-01").case
    file("monthly-report", "acknowledge", "sre", "2021-03-05", case=report.ref, received="2021-03-05")
    ended = accredit("us-easley", "2021-01-20", "2021-12-31")
    file("accreditation", "end", "sre", "2021-03-04", case=ended, end_day="2021-06-30")
    file("settings", "declare-days", "sre", "2021-03-04", calendar="mx-labour", first_day="2021-03-05",
         last_day="2021-03-08", day_kind="closed", document="DOF")  # fmt: skip
    for ref in (case.ref, gone, report.ref, ended):
        erase(ref)
    assert_derived()
    before = everything()
    for model, _ in TABLES:
        if model is not Case:
            model._default_manager.all().delete()
    rebuild()
    after = {table.table: table.after for table in rebuild()}
    assert_derived()
    assert {table.table for table in rebuild() if not table.same} == set()
    assert everything()["case_case"] == before["case_case"]
    assert after
    assert not Standing.objects.filter(holder__in=("us-hale", "us-easley")).exists()
    assert Standing.objects.filter(holder="us-nunez").exists()
    assert not End.objects.filter(case=ended).exists()
    assert Duty.objects.get(case=None, period="2021-01", about="us-nunez").met_in == report.ref
    assert not Duty.objects.filter(case=None, about="us-hale").exists()


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_between_the_act_and_the_key_the_next_look_destroys_it(
    monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """The act stands and the rows are gone already; only a copy of the database could still be read."""
    case = hold()
    body = bytes(Act.objects.get(case=case).body)
    monkeypatch.setattr(erasing, "_finish_or_tell", lambda erasure: None)
    erase(case.ref)
    assert case_keys.keys_of([case.key])
    assert_derived()
    assert_sound()
    page = sign_in_as("fgj-chh").get(f"/cases/{case.ref}/") if when == "after" else make_ready()
    assert page is not None
    assert case_keys.keys_of([case.key]) == {}
    assert erasing.finish_all() == 0
    Act.objects.filter(case=case).update(body=body)  # an older copy of the database
    with pytest.raises(ErasedSince):
        load_state(Case.objects.get(pk=case.pk))


def test_a_key_that_came_back_with_an_old_copy_of_the_keys_is_destroyed_at_the_start(stage: None) -> None:
    case = hold()
    key = case_keys.keys_of([case.key])[case.key]
    erase(case.ref)
    case_keys._connection().execute("INSERT INTO case_key VALUES (?, ?)", (case.key, key))
    make_ready()
    assert case_keys.keys_of([case.key]) == {}
    assert key not in b"".join(files_of_the_node().values())


def test_what_an_older_copy_of_the_database_brings_back_goes_again_at_the_start(stage: None, tmp_path: Path) -> None:
    """No act of the case can be read; what was made from them could, and nobody could erase it any more."""
    case, other = hold(), hold(topic="Otra cosa", agent="us-hale")
    publish()
    copy = Copy(tmp_path)
    erase(case.ref)
    copy.bring_back()
    row = Case.objects.get(pk=case.pk)
    assert (row.erased, row.topic) == (False, WORDS)
    for _ in range(2):
        make_ready()
        row = Case.objects.get(pk=case.pk)
        assert (row.subject, row.topic, row.state) == ("", "", "")
        assert not Duty.objects.filter(case=case).exists()
        assert [found.ref for found in search(Case.objects.all(), "zaragoza")] == []
        assert [found.ref for found in search(Case.objects.all(), case.ref)] == [case.ref]
    page = sign_in_as("fgj-chh").get("/cases/")
    assert page.status_code == 200
    assert WORDS not in page.content.decode()
    assert Duty.objects.filter(case=other).exists()
    if connection.vendor == "sqlite":
        held = b"".join(files_of_the_node().values())
        assert not [word for word in PERSONAL[:2] if word in held]


def test_no_file_of_the_node_holds_a_word_of_an_erased_case(stage: None) -> None:
    """Neither the database nor its journal, nor the file of keys."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its own files: see how they are cleaned")
    for number in range(30):
        hold(topic=f"{number} {'x' * 40}", agent="us-hale")
    case = hold()
    for number in range(30):
        hold(topic=f"{number} {'y' * 40}", agent="us-hale")
    file("meeting", "report", "fgj-chh", "2021-03-04", case=case.ref, day="2021-03-03", contact="meeting", topic=WORDS)
    found = b"".join(files_of_the_node().values())
    assert all(word in found for word in PERSONAL), "the test would find them"
    key = case_keys.keys_of([case.key])[case.key]
    erase(case.ref)
    for path, content in files_of_the_node().items():
        for word in (*PERSONAL, key):
            assert word not in content, f"{word!r} in {path.name}"


@pytest.mark.parametrize("lang", ["es", "en"])
def test_its_page_says_that_when_by_which_act_and_on_what_ground(lang: str) -> None:
    case = hold()
    taken = erase(case.ref)
    page = sign_in_as("sre", lang).get(f"/cases/{case.ref}/").content.decode()
    ground = {"es": "Procedió la cancelación", "en": "Cancellation granted"}[lang]
    day = dates.civil(date(2021, 3, 8), lang)
    for text in (ground, taken.case.ref, day, "/record/0/"):
        assert text in page, text
    for word in (WORDS, "Casimiro", "unlisted"):
        assert word not in page


def test_the_office_whose_case_it_was_still_sees_who_read_it(stage: None) -> None:
    case = hold()
    own = Case.objects.get(ref=case.ref).acts.get(number=1).by
    erase(case.ref)
    link = f'href="/record/readings/{case.ref}/"'
    assert link in sign_in_as(own).get(f"/cases/{case.ref}/").content.decode()
    assert sign_in_as(own).get(f"/record/readings/{case.ref}/").status_code == 200
    other = "sre" if own != "sre" else "fgj-chh"
    assert link not in sign_in_as(other).get(f"/cases/{case.ref}/").content.decode()


def test_whoever_may_not_read_the_act_that_erased_is_told_its_reference_alone(stage: None) -> None:
    case = hold()
    taken = erase(case.ref)
    page = sign_in_as("fgj-chh").get(f"/cases/{case.ref}/").content.decode()
    assert taken.case.ref in page
    assert f'href="/cases/{taken.case.ref}/' not in page
    assert sign_in_as("fgj-son").get(f"/cases/{case.ref}/").status_code == 404


def test_the_receipt_is_there_and_the_act_is_gone(stage: None) -> None:
    case = hold()
    erase(case.ref)
    client, entry = sign_in_as("fgj-chh"), case.acts.get().entry
    page = client.get(f"/record/{entry}/")
    assert page.status_code == 200
    assert "act.json" not in page.content.decode()
    assert "With both files in one folder" not in page.content.decode()
    assert client.get(f"/record/{entry}/receipt.txt").status_code == 200
    assert client.get(f"/record/{entry}/receipt.pdf").status_code == 200
    gone = client.get(f"/record/{entry}/act.json")
    assert gone.status_code == 410
    assert "Cancellation granted" in gone.content.decode()


def test_every_other_page_goes_on(stage: None) -> None:
    case = hold()
    erase(case.ref)
    for office in ("sre", "fgj-chh"):
        client = sign_in_as(office)
        for path in ("/due/", "/docket/", "/cases/", f"/cases/?q={case.ref}", "/register/", "/law/", "/record/"):
            page = client.get(path)
            assert page.status_code == 200, path
            assert "Casimiro" not in page.content.decode()
        assert client.get(f"/cases/{case.ref}/acts/1/").status_code == 302
        assert client.get(f"/cases/{case.ref}/report/").status_code == 302
        assert client.post(f"/cases/{case.ref}/report/", {"step": "file"}).status_code == 302
    assert "Content erased" in sign_in_as("sre").get("/cases/").content.decode()


def test_those_who_could_read_it_are_told(stage: None) -> None:
    case = hold()
    readers = set(Reader.objects.filter(case=case).values_list("office", flat=True))
    erase(case.ref)
    told = Notice.objects.filter(case=case, seen_by="").values_list("office", flat=True)
    assert set(told) == readers - {"sre"}
    assert set(Reader.objects.filter(case=case).values_list("office", flat=True)) == readers


def test_only_the_entitled_office_erases_and_only_what_it_may_read(stage: None) -> None:
    case = hold()
    assert refused(case.ref, office="fgj-chh") == ["act.E105"]
    Reader.objects.filter(case=case, office="sre").delete()
    unknown = refused("MX-2021-999999")
    assert refused(case.ref) == unknown == ["field.E218"]


def test_nothing_is_erased_twice_nor_what_others_rest_on(stage: None) -> None:
    case = hold()
    first = erase(case.ref)
    assert refused(case.ref) == ["act.E117"]
    assert refused(first.case.ref) == ["act.E118"]
    setting = file("settings", "set-parameter", "sre", "2021-03-01", parameter="monthly-report-day", value="10",
                   first_day="2021-02-01", document="DOF").case  # fmt: skip
    assert refused(setting.ref) == ["act.E118"]
    with pytest.raises(Refused) as met:
        file("meeting", "report", "fgj-chh", "2021-03-09", case=case.ref, day="2021-03-03", contact="meeting")
    assert [problem.code for problem in met.value.problems] == ["act.E120"]
    assert Setting.objects.count() == Erasure.objects.count() == 1


def test_the_form_says_before_what_will_be_gone(stage: None) -> None:
    case = accredit("us-hale", "2021-01-20", "2021-12-31")
    client, path = sign_in_as("sre"), "/cases/new/mx-lsn/erasure/erase/"
    assert client.get(path).status_code == 200
    typed = {"erased-case": case, "erasure-ground": "order", "resolution": "JA-7/2021"}
    page = client.post(path, typed | {"step": "check"}).content.decode()
    assert "This cannot be undone" in page
    assert "corrected by another act" not in page
    assert "what 5 acts say" in page
    assert "Janet Hale" in page
    assert Case.objects.filter(erased=True).count() == 0
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token is not None
    filed = client.post(path, typed | {"step": "file", "token": token[1]})
    assert filed.status_code == 302
    assert Case.objects.get(ref=case).erased
    assert not Standing.objects.filter(case=case).exists()
    assert client.get(filed.headers["Location"]).status_code == 200
    nobody = client.post(path, typed | {"erased-case": "MX-2021-999999", "step": "check"}).content.decode()
    assert "field.E218" in nobody


def test_an_erasure_that_fails_erases_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Key and rows are touched only with the act."""
    case = hold()
    before = everything()
    monkeypatch.setattr(erasing, "_blank", lambda case: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        erase(case.ref)
    assert everything() == before
    assert WORDS.encode() in body_of(Act.objects.select_related("case").get(case=case))
    assert world.library()


@pytest.mark.parametrize("step", ["save", "check", "file"])
def test_what_somebody_sends_while_the_case_is_erased_is_not_kept(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Their page was on its way when the act came in between: nothing that they typed stays behind as a draft."""
    from cauce.node.cases.views import act as view

    case, read = hold(), view.typed_in

    def slow(*given: Any) -> Any:
        erase(case.ref)
        return read(*given)

    monkeypatch.setattr(view, "typed_in", slow)
    client = sign_in_as("fgj-chh")
    sent = {"contact": "meeting", "topic": WORDS, "day": "2021-03-03", "seen": "1", "step": step}
    assert client.post(f"/cases/{case.ref}/report/", sent).status_code in (200, 302)
    assert Case.objects.get(ref=case.ref).erased
    assert not FormDraft.objects.filter(case_ref=case.ref).exists()


def test_a_draft_that_came_before_the_erasure_was_seen_goes_with_it() -> None:
    """Another process kept it after the rows were swept and before the act was durable."""
    from django.db import transaction

    case = hold()
    with transaction.atomic():
        erase(case.ref)
        account = Membership.objects.get(office_id="fgj-chh").account
        FormDraft.objects.create(
            account=account, office="fgj-chh", regime="mx-lsn", procedure="meeting", act="report", case_ref=case.ref,
            answers={"topic": WORDS}, saved_at=case.moved_at,
        )  # fmt: skip
    assert not FormDraft.objects.filter(case_ref=case.ref).exists()
