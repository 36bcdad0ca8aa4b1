"""The verifier's page, opened from the disk in a real Chromium: the codes of the vectors, both languages, no host."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route

from tests.support.browser import LOCALES, TIMEOUT_MS, Lang, Scheme
from tests.verifier.support import (
    CHECKPOINT,
    DIGEST,
    LOG_LINE,
    TOP,
    Vector,
    bytes_of,
    cauce_verify,
    code_of,
    cosigned,
    envelope,
    policy,
    read_vectors,
    receipt,
    reference,
    witness,
)
from tests.verifier.test_ed25519 import SECOND_FORMS, SMALL, L

FOLDER = TOP / "verifier" / "web"
ADDRESS = (FOLDER / "index.html").as_uri()
Open = Callable[..., Page]


@pytest.fixture
def open_verifier(browser: Browser) -> Iterator[Open]:
    """Opens the page from the disk; whatever else it asks for, or complains of, fails the test."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def guard(route: Route) -> None:
        if route.request.url.partition("#")[0] in {
            (FOLDER / name).as_uri() for name in ("index.html", "verify.css", "verify.js")
        }:
            route.continue_()
        else:
            problems.append(f"request: {route.request.url}")
            route.abort()

    def note(message: ConsoleMessage) -> None:
        # Axe tries to read style sheets, which the page's own policy forbids.
        axes = ("verify.css' violates", "Couldn't load preload assets")
        if message.type in ("error", "warning") and not any(words in message.text for words in axes):
            problems.append(message.text)

    def opener(
        lang: Lang = "es", width: int = 1280, scheme: Scheme = "light", before: str = "", script: bool = True
    ) -> Page:
        context = browser.new_context(
            locale=LOCALES[lang],
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            offline=True,
        )
        contexts.append(context)
        context.set_default_timeout(TIMEOUT_MS)
        context.route("**/*", guard)
        context.on("console", note)
        context.on("weberror", lambda error: problems.append(str(error.error)))
        if before:
            context.add_init_script(f"if (isSecureContext) {{ {before} }}")  # not on the blank page before it
        page = context.new_page()
        page.goto(ADDRESS)
        if script:
            page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield opener
    for context in contexts:
        context.close()
    assert problems == []


def give(page: Page, **given: str | bytes) -> None:
    """Choose a file for each field."""
    for field, content in given.items():
        data = content if isinstance(content, bytes) else content.encode()
        page.set_input_files(f"#{field}-file", {"name": f"{field}.txt", "mimeType": "", "buffer": data})
        page.wait_for_function("field => document.getElementById(`${field}-name`).textContent", arg=field)


def drop(page: Page, **given: str) -> None:
    """Drop files on the page."""
    page.evaluate(
        """given => {
          const data = new DataTransfer();
          for (const [name, text] of Object.entries(given)) data.items.add(new File([text], name));
          document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        given,
    )


def verify(page: Page, **given: str | bytes) -> str:
    """Fill in the form and return the code that the page answers with."""
    give(page, **given)
    page.evaluate("document.getElementById('answer').dataset.code = ''")
    page.locator("button[type=submit]").click()
    page.wait_for_function("document.getElementById('answer').dataset.code")
    return page.locator("#answer").get_attribute("data-code") or ""


GOOD = {"receipt": receipt(0, 1, 2), "trust": policy("group g 2 w0 w1 w2\nquorum g"), "act": envelope()}


# ---- what it says -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "es",
            ["Verificado: la actuación consta en la bitácora", "Queda demostrado", "No queda demostrado", "número 4"],
        ),
        ("en", ["Verified: the act is in the record", "Shown", "Not shown", "number 4"]),
    ],
)
def test_a_good_receipt_is_shown_in_the_language_of_the_reader(
    open_verifier: Open, lang: Lang, words: list[str]
) -> None:
    page = open_verifier(lang)
    assert verify(page, **GOOD) == "ok"
    told = page.locator("#answer").inner_text()
    for word in [*words, DIGEST.hex(), "witness.example/w2", "2021-02-03 12:00:00 UTC", "sre"]:
        assert word in told
    assert page.locator(".claims:not(.not) li").count() == 4
    assert page.evaluate("document.activeElement.id") == "verdict"
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("svg.proof rect").count() == 7  # a leaf, three given, three computed


def test_the_language_is_changed_by_a_button_and_nothing_is_lost(open_verifier: Open) -> None:
    page = open_verifier("es")
    assert verify(page, **GOOD) == "ok"
    page.locator("#language").focus()
    page.keyboard.press("Enter")
    assert "Verified: the act is in the record" in page.locator("#answer").inner_text()
    assert "Verificado" not in page.locator("body").inner_text()
    assert page.title() == "Verify a receipt · Cauce"
    assert page.locator("#language").inner_text() == "Español"


def test_it_is_used_with_keys_alone(open_verifier: Open) -> None:
    """From the top: language, receipt, its file, policy, its file, act, its file, verify."""
    page = open_verifier("en")
    seen = []
    for _ in range(9):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
        if seen[-1] in GOOD:
            page.keyboard.insert_text(GOOD[seen[-1]])
    assert seen == ["skip", "language", "receipt", "receipt-file", "trust", "trust-file", "act", "act-file", "btn"]
    page.keyboard.press("Enter")
    page.wait_for_selector("#answer[data-code=ok]")


def test_a_key_a_digest_or_nothing_say_less(open_verifier: Open) -> None:
    page = open_verifier("en")
    assert verify(page, receipt=receipt(0), trust=LOG_LINE + "\n") == "ok"
    assert page.locator(".claims:not(.not) li").count() == 1
    assert verify(page, act=DIGEST.hex()) == "ok"
    assert page.locator(".claims:not(.not) li").count() == 2
    assert verify(page, act="0" * 64) == "record.E042"
    assert "Nothing is shown" in page.locator("#answer").inner_text()


def test_files_are_dropped_anywhere_and_go_to_their_place(open_verifier: Open) -> None:
    page = open_verifier("es")
    drop(page, **GOOD)
    for field in GOOD:
        page.wait_for_function("field => document.getElementById(`${field}-name`).textContent === field", arg=field)
    page.locator("button[type=submit]").click()
    page.wait_for_selector("#answer[data-code=ok]")
    page.locator("button[type=reset]").click()
    assert not page.locator("#answer").is_visible()
    assert page.locator("#receipt").input_value() == ""


def test_of_several_files_for_one_place_none_is_taken(open_verifier: Open) -> None:
    """Whoever drops fifty receipts must not take the last one's answer for that of all."""
    page = open_verifier("en")
    drop(page, **{f"r{number}": receipt(number) for number in range(50)}, policy=GOOD["trust"])
    page.wait_for_selector("#answer[data-code='web.E007']")
    assert "r0, r1, r2" in page.locator("#answer").inner_text()
    assert [page.locator(f"#{field}").input_value() for field in GOOD] == ["", "", ""]


def test_the_paper_that_is_dropped_is_known(open_verifier: Open) -> None:
    """It takes nobody else's place, and none beside the file of the receipt."""
    page = open_verifier("es")
    drop(page, paper="%PDF-1.7\n", policy=GOOD["trust"], act=GOOD["act"])
    page.locator("#act-name", has_text="act").wait_for()
    page.locator("button[type=submit]").click()
    page.wait_for_selector("#answer[data-code='web.E006']")
    drop(page, file=GOOD["receipt"], paper="%PDF-1.7\n", policy=GOOD["trust"])
    page.locator("#receipt-name", has_text="file").wait_for()
    page.locator("button[type=submit]").click()
    page.wait_for_selector("#answer[data-code=ok]")


def test_no_answer_stands_beside_what_it_is_not_for(open_verifier: Open) -> None:
    """Something else is typed, chosen or dropped: what was verified before is no longer what stands there."""
    page = open_verifier("es")
    answer = page.locator("#answer")
    changes: tuple[Callable[[], None], ...] = (
        lambda: page.locator("#act").fill("0" * 64),
        lambda: give(page, receipt=receipt(3)),
        lambda: drop(page, other=receipt(3)),
    )
    for change in changes:
        assert verify(page, **GOOD) == "ok"
        assert answer.is_visible()
        change()
        answer.wait_for(state="hidden")


def test_bytes_of_a_file_stay_as_they_are(open_verifier: Open) -> None:
    """A text area would change line endings and put other letters for what is no UTF-8."""
    page = open_verifier("es")
    assert verify(page, receipt=receipt().replace("\n", "\r\n"), trust=LOG_LINE) == "record.E003"
    assert verify(page, receipt=receipt().encode() + b"\x80") == "record.E001"
    page.locator("#receipt").fill(receipt())
    page.locator("button[type=submit]").click()
    page.wait_for_selector("#answer[data-code=ok]")


def test_the_text_of_a_paper_receipt_is_pasted_and_its_file_is_none(open_verifier: Open) -> None:
    """A camera gives the text of the code, often without its last line feed; the PDF itself is no receipt."""
    page = open_verifier("es")
    assert verify(page, receipt=b"%PDF-1.7\n\xe2\xe3", trust=LOG_LINE) == "web.E006"
    page.locator("#receipt").fill(receipt().removesuffix("\n"))
    page.locator("button[type=submit]").click()
    page.wait_for_selector("#answer[data-code=ok]")
    assert verify(page, receipt=receipt().removesuffix("\n"), trust=LOG_LINE) == "record.E011"


def test_what_was_not_given_is_not_said_to_be_shown(open_verifier: Open) -> None:
    """A receipt alone says nothing of a document, of a signature or of witnesses."""
    page = open_verifier("es")
    assert verify(page, receipt=receipt(0), trust=LOG_LINE + "\n") == "ok"
    told = page.locator("#answer").inner_text()
    assert "Verificado: una actuación con esta huella consta en la bitácora" in told
    assert "no dio ninguno" in told
    assert "para eso hace falta una política que exija testigos" in told
    assert "suficientes según su política" not in told


def test_a_proof_that_leads_elsewhere_is_drawn_as_such(open_verifier: Open) -> None:
    page = open_verifier("en")
    assert verify(page, receipt=receipt().replace("index 4", "index 5"), trust=LOG_LINE) == "record.E052"
    assert page.locator("svg.proof .bad").count() == 1
    assert "not the signed root" in (page.locator("svg.proof").text_content() or "")


def test_what_was_altered_shows_nothing(open_verifier: Open) -> None:
    page = open_verifier("es")
    assert verify(page, **GOOD | {"act": envelope(act={"act": "hold"})}) == "record.E042"
    assert verify(page, act=envelope(signature="A" * 86 + "==")) == "act.E305"
    assert verify(page, act=envelope(key=b64encode(bytes(32)).decode())) == "act.E305"
    assert verify(page, act="{") == "verify.E003"
    assert verify(page, trust=policy("group g all w0 w1 w2\nquorum g"), receipt=receipt(0, 1), act=" ") == "record.E078"
    assert page.locator(".claims").count() == 0
    told = page.locator("#answer").inner_text()
    assert "No verificado" in told
    assert "No firmaron los testigos que exige la política" in told


# ---- the same codes -----------------------------------------------------------------------------------------------

RUN = """async cases => {
  const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  const found = [];
  for (const {receipt, note, key, policy, keys, act, digest} of cases) {
    try {
      if (key !== undefined) await parseKey(key);
      else if (policy !== undefined) await parsePolicy(bytes(policy));
      else if (act !== undefined) await checkAct(await parseAct(bytes(act)));
      else {
        const trusted = await Promise.all(keys.map(line => parseKey(line)));
        if (note !== undefined) await openNote(bytes(note), trusted);
        else await verifyReceipt(bytes(receipt), {keys: trusted, quorum: () => true}, digest && bytes(digest));
      }
      found.push("ok");
    } catch (error) { found.push(error.code || String(error)); }
  }
  return found;
}"""


def b64(data: bytes) -> str:
    return b64encode(data).decode()


def _cases() -> list[tuple[str, str, dict[str, Any]]]:
    """Return name, code and input of everything that the page and the program have to agree on."""
    cases: list[tuple[str, str, dict[str, Any]]] = []

    def add(kind: str, vector: Vector, expect: str, **given: Any) -> None:
        cases.append((f"{kind}: {vector['name']}", expect, given))

    for one in read_vectors("checkpoint/key.json"):
        add("key", one, one["expect"], key=one["key"])
    for one in read_vectors("checkpoint/note.json"):
        add("note", one, one["expect"], note=b64(bytes_of(one, "note")), keys=one["keys"])
    for one in read_vectors("receipt/receipt.json"):
        digest = one["digest"] and b64(bytes.fromhex(one["digest"]))
        add("receipt", one, one["expect"], receipt=b64(bytes_of(one, "receipt")), keys=one["keys"], digest=digest)
    head = reference.RECEIPT.partition("\n\n")[0].encode() + b"\n\n"
    for one in read_vectors("checkpoint/checkpoint.json"):
        data = head + reference.KEY.note(one["text"]).encode()
        add("checkpoint", one, _program(data, [LOG_LINE]), receipt=b64(data), keys=[LOG_LINE])
    for one in read_vectors("cosignature/cosignature.json"):
        data = head + bytes_of(one, "note")
        add("cosignature", one, _program(data, one["keys"]), receipt=b64(data), keys=one["keys"])
    for one in read_vectors("policy/policy.json"):
        add("policy", one, one["expect"], policy=b64(bytes_of(one, "policy")))
    for one in read_vectors("act/envelope.json"):
        add("envelope", one, _act(one), act=b64(bytes_of(one, "envelope")))
    return cases


def _program(data: bytes, keys: list[str]) -> str:
    return code_of(lambda: cauce_verify.verify(data, [cauce_verify.parse_key(line) for line in keys]))


def _act(vector: Vector) -> str:
    """Return the code for an envelope; neither page nor program looks whether an act has all its members (act.E304)."""
    code = code_of(lambda: cauce_verify.parse_act(bytes_of(vector, "envelope")))
    expected = "ok" if vector["expect"] == "act.E304" else str(vector["expect"])
    return expected if code == "ok" else code


def test_every_vector_gets_the_code_that_the_program_gives(open_verifier: Open) -> None:
    cases = _cases()
    found = open_verifier("en").evaluate(RUN, [given for _, _, given in cases])
    assert len(cases) > 250
    assert [(name, code) for (name, _, _), code in zip(cases, found, strict=True)] == [
        (name, expect) for name, expect, _ in cases
    ]


@pytest.mark.parametrize("lang", ["es", "en"])
def test_vectors_of_receipts_through_the_form_are_told_in_words(open_verifier: Open, lang: Lang) -> None:
    """One receipt for each code that a receipt can meet, and the words that go with it."""
    page, codes = open_verifier(lang), set()
    words = page.evaluate("WRONG")
    for one in read_vectors("receipt/receipt.json"):
        if (
            one["expect"] in codes
            or len(one["keys"]) != 1
            or one["receipt" if "receipt" in one else "receipt_hex"] == ""
        ):
            continue
        codes.add(one["expect"])
        found = verify(page, receipt=bytes_of(one, "receipt"), trust=one["keys"][0], act=one["digest"] or " ")
        assert found == one["expect"], one["name"]
        if found != "ok":
            assert words[found][0 if lang == "es" else 1] in page.locator("#answer").inner_text()
    assert len(codes) > 15


def test_every_code_has_words_in_both_languages(open_verifier: Open) -> None:
    words = open_verifier("es").evaluate("WRONG")
    codes = {one[1] for one in _cases()} | {"record.E042", "record.E078", "act.E305", "verify.E003"}
    assert codes - {"ok"} <= words.keys()
    for es, en in words.values():
        assert es
        assert en
        assert es != en


# ---- what the browser can and cannot ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "code"),
    [
        (
            "SubtleCrypto.prototype.importKey = () => Promise.reject(new DOMException('no', 'NotSupportedError'))",
            "web.E002",
        ),
        ("SubtleCrypto.prototype.verify = () => Promise.resolve(true)", "web.E002"),
        ("SubtleCrypto.prototype.verify = () => Promise.resolve(false)", "web.E002"),
        ("Object.defineProperty(Crypto.prototype, 'subtle', {get: () => undefined})", "web.E001"),
    ],
)
@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_browser_that_cannot_check_signatures_is_told_so_and_offers_no_form(
    open_verifier: Open, before: str, code: str, lang: Lang
) -> None:
    page = open_verifier(lang, before=before)
    assert page.locator("#unable").get_attribute("data-code") == code
    assert ("navegador" if lang == "es" else "browser") in page.locator("#unable").inner_text()
    assert not page.locator("#form").is_visible()


def test_without_script_it_says_in_both_languages_that_it_checks_nothing(open_verifier: Open) -> None:
    page = open_verifier("es", script=False)
    told = page.locator("main").inner_text()
    assert "no comprueba nada" in told
    assert "it checks nothing" in told
    assert not page.locator("#form").is_visible()


SIGNED = """async cases => {
  const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  const found = [];
  for (const [key, message, signature] of cases) found.push(await signed(bytes(key), bytes(message), bytes(signature)));
  return found;
}"""


def test_odd_keys_and_signatures_are_refused_by_this_browser_or_taken_as_the_program_does(open_verifier: Open) -> None:
    """
    WebCrypto lets browsers refuse points of small order, which RFC 8032 does not; the page never takes more.

    So it may say no where the program says yes, for keys and first halves that no honest signer has; never the other
    way round.
    """
    cases = [
        (key, message, half + s.to_bytes(32, "little"))
        for key in [*SMALL, *SECOND_FORMS]
        for half in [*SMALL, *SECOND_FORMS[-4:]]
        for s in (0, L)
        for message in (b"", b"a", b"b")
    ]
    found = open_verifier("en").evaluate(SIGNED, [[b64(part) for part in case] for case in cases])
    more = [case for case, taken in zip(cases, found, strict=True) if taken and not cauce_verify.signed(*case)]
    assert more == []


# ---- how it looks -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["es", "en"])
def test_axe_finds_nothing_before_and_after(
    open_verifier: Open, axe: Callable[[Page], None], lang: Lang, width: int, scheme: Scheme
) -> None:
    page = open_verifier(lang, width, scheme)
    axe(page)
    for given in (
        GOOD,
        {"receipt": receipt().replace("index 4", "index 5"), "trust": LOG_LINE, "act": " "},
        {"receipt": " "},
    ):
        verify(page, **given)
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_is_one_of_each_and_nothing_stands_inline() -> None:
    """So that the strict policy holds wherever it is served."""
    assert sorted(one.name for one in FOLDER.iterdir()) == ["index.html", "verify.css", "verify.js"]
    html = (FOLDER / "index.html").read_text(encoding="utf-8")
    for bad in (" style=", "<style", "onclick", "javascript:", "http:", "https:", 'href="/', 'src="/'):
        assert bad not in html
    assert "default-src 'none'" in html
    for name in ("verify.css", "verify.js"):
        text = (FOLDER / name).read_text(encoding="utf-8")
        for bad in (
            "url(",
            "@import",
            "fetch(",
            "XMLHttpRequest",
            "WebSocket",
            "sendBeacon",
            "eval(",
            "innerHTML",
            "localStorage",
        ):
            assert bad not in text


def test_both_languages_stand_side_by_side() -> None:
    """As many texts in one as in the other."""
    html = (FOLDER / "index.html").read_text(encoding="utf-8")
    assert html.count('<span lang="es">') == html.count('<span lang="en">') > 15


def test_a_long_way_is_drawn_too(open_verifier: Open, tmp_path: Path) -> None:
    """A tree of a thousand entries: ten steps."""
    entries = [reference.entry(one) for one in range(1000)]
    data = reference.receipt(
        777, reference.path(777, entries), reference.KEY.note(reference.head(1000, reference.tree(entries)))
    )
    page = open_verifier("en", 390)
    assert verify(page, receipt=data, trust=LOG_LINE, act=reference.digest(777).hex()) == "ok"
    assert page.locator("svg.proof rect").count() == 21
    page.emulate_media(media="print")
    assert page.locator("#answer").is_visible()
    assert not page.locator("#language").is_visible()


def test_a_witness_alone_is_not_the_record(open_verifier: Open) -> None:
    bare = receipt().rpartition("— ")[0] + cosigned(witness(0), CHECKPOINT)
    assert verify(open_verifier("en"), receipt=bare, trust=policy("quorum w0"), act=json.dumps({})) == "verify.E003"
    assert verify(open_verifier("en"), receipt=bare, trust=policy("quorum w0")) == "record.E031"


def test_what_an_act_says_is_shown_with_what_nobody_sees(open_verifier: Open) -> None:
    """A name that turns the order of letters would show another office than it names."""
    page = open_verifier("en")
    shown = page.evaluate(
        """() => facts({
            seen: { origin: "o", index: 0n, size: 1n, digest: [], root: [], signers: [] },
            act: { found: { act: { by: "\u202eers\u200b", act: "hold", case: "<b>x</b>", at: {} }, key: "k" } },
        }).innerHTML"""
    )
    assert "\\u{202e}ers\\u{200b} · hold · &lt;b&gt;x&lt;/b&gt; · [object Object]" in shown
