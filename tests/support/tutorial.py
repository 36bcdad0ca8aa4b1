"""
The steps of the tutorial, in a browser: from the request to accredit an agent to the receipt of the contact report.

The test of the tutorial walks them, and so does the command that takes the pictures of the documents. Nothing is filled
in here that the tutorial does not tell its reader to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

#: the agent of the story: on the register of the demonstration, and accredited nowhere in it
AGENT, SURNAMES = "co-0411", "Zuluaga Londoño"
TODAY = "2021-09-30"
LAST = "2021-12-31"
AGREEMENT = {"en": "Bilateral security agreement", "es": "Convenio bilateral de seguridad"}
RECIPROCITY = {
    "en": "Mexican agents are received there on the same terms.",
    "es": "Los agentes mexicanos son recibidos allá en los mismos términos.",
}
TOPIC = {"en": "Forged travel documents", "es": "Documentos de viaje falsificados"}
OBJECTIVE = {"en": "Compare two printing plates", "es": "Cotejar dos planchas de impresión"}
REPRESENTATIVE = {"en": "Liaison of the ministry in Juárez", "es": "Enlace de la Secretaría en Juárez"}
SEATS = ("sre", "sspc", "sedena", "semar")
_LISTED = re.compile(r"/cases/([A-Z]+-[0-9]{4}-[0-9]+)/")

Look = Callable[[str], None]


class Walk:
    """Goes through the tutorial with one page; `look` is called with the name of each sight on the way."""

    def __init__(self, page: Page, lang: str, look: Look = lambda name: None) -> None:
        self.page, self.lang, self.look = page, lang, look
        self.case = ""
        #: all that was shown on the way
        self.seen: list[str] = []

    def everything(self, files: Path) -> tuple[Path, Path]:
        """Walk to the end; return the receipt and the act, saved."""
        self.entrances()
        self.asks_for_accreditation()
        self.consults()
        self.agrees_and_accredits()
        self.looks_up()
        self.asks_for_meeting()
        self.votes_and_authorises()
        self.holds()
        self.reports()
        self.acknowledges()
        saved = self.saves(files)
        self.reads_the_law()
        return saved

    def entrances(self) -> None:
        """The page of one-click entrances."""
        self.page.goto("/demo/")
        self._note("entrances")

    def asks_for_accreditation(self) -> None:
        """The embassy asks."""
        self._enter("embassy-co")
        self._click("/cases/", "nav")
        self._click("/cases/new/")
        self._click("/cases/new/mx-lsn/accreditation/request/")
        self._person()
        self._fill("agency", "Policía Nacional")
        self._choose("functions", "police")
        self._choose("territory", "MX-CHH")
        self._fill("first-day", TODAY)
        self._fill("last-day", LAST)
        self._file("request")
        self.case = self._reference()

    def consults(self) -> None:
        """Foreign Affairs asks the three ministries; without all three it cannot accredit."""
        self._act("sre", "consult")
        self._act("sspc", "concur", lambda: self._choose("answer", "agree"))
        self._act("sedena", "concur", lambda: self._choose("answer", "agree"))
        self._open("sre")
        self._note("too-early")

    def agrees_and_accredits(self) -> None:
        """The Navy agrees; Foreign Affairs accredits."""
        self._enter("semar")
        self._click("/docket/", "nav")
        self._note("docket")
        self._click(f"/cases/{self.case}/concur/")
        self._choose("answer", "agree")
        self._file("concur")
        self._act("sre", "accredit", self._accreditation)

    def _accreditation(self) -> None:
        self._choose("territory", "MX-CHH")
        self._fill("first-day", TODAY)
        self._fill("last-day", LAST)
        self._fill("agreement", AGREEMENT[self.lang])
        self._fill("reciprocity", RECIPROCITY[self.lang])
        self._office("supervisor", "sspc")

    def looks_up(self) -> None:
        """The register shows the accreditation and the act that gave it."""
        self._click("/register/", "nav")
        self._fill("q", SURNAMES)
        self.page.locator("main form button").first.click()
        self._click(f"/register/people/{AGENT}/")
        self._note("person")

    def asks_for_meeting(self) -> None:
        """A prosecutor of a state asks for a meeting."""
        self._enter("fgj-chh")
        self._click("/cases/", "nav")
        self._click("/cases/new/")
        self._click("/cases/new/mx-lsn/meeting/request/")
        self._fill("planned-day", TODAY)
        self._place("planned-place", "MX-CHH-037")
        self._person()
        self._fill("topic", TOPIC[self.lang])
        self._fill("objective", OBJECTIVE[self.lang])
        self._check("flagged")
        self.page.locator("main a[href='?']").click()
        self._choose("nationality", "CO")
        self._fill("agency", "Policía Nacional")
        self._file("meeting-request")
        self.case = self._reference()

    def votes_and_authorises(self) -> None:
        """Four seats of the group vote; the group authorises, and Foreign Affairs names who will be there."""
        for seat in SEATS:
            self._act(seat, "vote", lambda: self._choose("vote", "for"))
        self._open("ganseg")
        self._note("votes")
        self._act("ganseg", "authorise", self._authorisation)
        self._act("sre", "attend", lambda: self._fill("representative", REPRESENTATIVE[self.lang]))

    def _authorisation(self) -> None:
        self._office("for-office", "fgj-chh")

    def holds(self) -> None:
        """The meeting is held, and the clock of its report begins."""
        self._act("fgj-chh", "hold", self._meeting)
        self._click("/due/", "nav")
        self._note("due")
        self._open("fgj-chh")
        self._note("case")

    def _meeting(self) -> None:
        self._fill("day", TODAY)
        self._choose("contact", "meeting")
        self._place("place", "MX-CHH-037")
        self._choose("sre-present", "present")

    def reports(self) -> None:
        """The prosecutor files the report."""
        self._act("fgj-chh", "report", lambda: self._choose("contact", "meeting"))

    def acknowledges(self) -> None:
        """Both ministries say that they received it; then the case is closed."""
        self._act("sre", "acknowledge")
        self._act("sspc", "acknowledge")
        self._act("sre", "close")
        self._open("sre")
        self._note("closed")

    def saves(self, files: Path) -> tuple[Path, Path]:
        """The prosecutor saves the report and its receipt."""
        self._open("fgj-chh")
        reported = self.page.locator("ol.acts > li", has=self.page.locator("a[href^='/record/']")).nth(-4)
        reported.locator("a[href^='/record/']").first.click()
        self._note("receipt")
        found = []
        for ending in ("receipt.txt", "act.json"):
            with self.page.expect_download() as waited:
                self.page.locator(f"a[href$='{ending}']").first.click()
            path = files / waited.value.suggested_filename
            waited.value.save_as(path)
            found.append(path)
        return found[0], found[1]

    def reads_the_law(self) -> None:
        """The articles beside the rules that run them, and what they leave open."""
        self._click("/law/", "nav")
        self._click("/law/mx-lsn/")
        self._note("law")
        self._click("/law/mx-lsn/open/")
        self._note("open")

    def _enter(self, office: str) -> None:
        self.page.goto("/demo/")
        self.page.locator(f"button[value='{office}']").click()
        self._note(f"at-{office}")

    def _open(self, office: str) -> None:
        """Enter as an office and go to the case, by looking for it."""
        self._enter(office)
        self._click("/cases/", "nav")
        self._fill("q", self.case)
        self.page.locator("form.search > button").click()
        self._note("found")
        self._click(f"/cases/{self.case}/")
        self._note(f"case-{office}")

    def _act(self, office: str, act: str, fill: Callable[[], object] = lambda: None) -> None:
        self._open(office)
        self._click(f"/cases/{self.case}/{act}/")
        fill()
        self._file(act)

    def _file(self, act: str) -> None:
        self._note(f"form-{act}")
        self._check(f"check-{act}")
        self.page.locator("button[name='step'][value='file']").click()
        self._note(f"filed-{act}")

    def _check(self, name: str) -> None:
        self.page.locator("button[name='step'][value='check']").click()
        self._note(name)

    def _note(self, name: str) -> None:
        self._read()
        self.look(name)

    def _read(self) -> None:
        self.seen.append(self.page.locator("body").inner_text())

    def _reference(self) -> str:
        found = _LISTED.search(self.page.url) or _LISTED.search(self.page.locator("main").inner_html())
        assert found is not None, self.page.url
        return found[1]

    def _click(self, path: str, where: str = "main") -> None:
        self.page.locator(f"{where} a[href='{path}'], {where} a[href^='{path}?']").first.click()
        self._read()

    def _fill(self, field: str, value: str) -> None:
        self.page.locator(f"[name='{field}']").fill(value)

    def _person(self) -> None:
        self._fill("agent", SURNAMES)

    def _choose(self, field: str, value: str) -> None:
        options = self.page.locator(f"input[name='{field}'][value='{value}']")
        if options.count():
            options.check()
        else:
            self.page.locator(f"select[name='{field}']").select_option(value)

    def _office(self, field: str, code: str) -> None:
        self._choose(field, code)

    def _place(self, field: str, code: str) -> None:
        self._choose(field, code)
