"""`cauce record monitor`: look at records again and again, and keep what proves that one of them changed its past."""

from __future__ import annotations

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

import typer

from cauce.cli.errors import BAD_USE, FINE, FOUND
from cauce.cli.record import keep
from cauce.cli.record.ahead import read_ahead
from cauce.cli.record.audit_answer import error_data
from cauce.cli.record.options import AS_JSON, KEY, POLICY, SECONDS
from cauce.cli.record.places import open_place
from cauce.cli.record.trust import Trust, find_trust, names_of
from cauce.cli.verify_files import read_file
from cauce.cli.words import language, say
from cauce.record import RecordError, VerifierKey, format_verifier_key
from cauce.record.errors import BadState, QuorumNotReached
from cauce.record.evidence import format_evidence
from cauce.record.monitor import Saw, Step, follow
from cauce.record.policy import show

HELP = (
    "Follow one or more records: does each continue what it signed before? Keeps evidence of what it finds. "
    "Exit code 0: nothing found; 1: something was found; 2: a record could not be read.",
    "Sigue una o más bitácoras: ¿continúa cada una lo que firmó antes? Conserva evidencia de lo que encuentra. "
    "Código de salida 0: nada se encontró; 1: algo se encontró; 2: una bitácora no se pudo leer.",
)
_AT_ONCE = 8
#: what nobody signed proves little and may come without end
_MOST_UNSIGNED = 100


def command(
    places: Annotated[
        list[str],
        typer.Argument(
            metavar=say("URL|FOLDER …", "URL|CARPETA …"),
            help=say("Where the records are published.", "Dónde se publican las bitácoras."),
        ),
    ],
    key: KEY = None,
    policy: POLICY = None,
    state: Annotated[
        Path,
        typer.Option(
            metavar=say("FOLDER", "CARPETA"),
            help=say(
                "Where the last checkpoint of each record is kept, and the evidence.",
                "Dónde se conservan el último punto de control de cada bitácora y la evidencia.",
            ),
        ),
    ] = Path("record-monitor"),
    every: Annotated[
        float,
        typer.Option(
            min=0.1,
            metavar=say("SECONDS", "SEGUNDOS"),
            help=say("How long to wait between two looks.", "Cuánto esperar entre una mirada y otra."),
        ),
    ] = 60,
    once: Annotated[bool, typer.Option("--once", help=say("Look once and end.", "Mira una vez y termina."))] = False,
    seconds: SECONDS = 10,
    as_json: AS_JSON = False,
) -> int:
    """Look at each record, once or until it is interrupted; return the worst that was seen."""
    watched = [
        _Watched(place, tuple(key or ()), policy, state / _folder(place), seconds) for place in dict.fromkeys(places)
    ]
    worst = FINE
    try:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            while True:
                for look in pool.map(_Watched.look, watched):
                    worst = max(worst, look.status, key=(FINE, BAD_USE, FOUND).index)
                    if as_json or once or look.says_something:
                        print(look.as_json() if as_json else look.as_words(), flush=True)
                if once:
                    return worst
                time.sleep(every)
    except KeyboardInterrupt:
        return worst


@dataclass(frozen=True, slots=True)
class _Look:
    """What one look at one record came to."""

    place: str
    at: datetime
    saw: Saw
    error: RecordError | None
    origin: str = ""
    size: int | None = None
    #: how many entries were known before
    before: int | None = None
    evidence: Path | None = None
    #: the key was shown by the record at the first look, and is held to since
    shown_key: bool = False

    @property
    def status(self) -> int:
        """Return the exit code that it calls for."""
        if self.saw in (Saw.GREW, Saw.SAME):
            return FINE
        return BAD_USE if self.saw is Saw.UNREACHABLE else FOUND

    @property
    def says_something(self) -> bool:
        """Say whether a person who waits wants to see it."""
        return self.saw is not Saw.SAME

    def as_json(self) -> str:
        """Return it as one line of JSON."""
        data: dict[str, Any] = {
            "at": f"{self.at:%Y-%m-%dT%H:%M:%SZ}",
            "place": self.place,
            "saw": str(self.saw),
            "fine": self.status == FINE,
            "origin": self.origin,
            "size": self.size,
            "before": self.before,
            "key_shown_by_the_record": self.shown_key,
            "evidence": str(self.evidence) if self.evidence else None,
            "error": error_data(self.error) if self.error else None,
        }
        return json.dumps(data, ensure_ascii=False)

    def as_words(self) -> str:
        """Return it as a line, and what is wrong under it."""
        lines = [f"{self.at:%Y-%m-%dT%H:%M:%SZ}  {say(*_SAW[self.saw])}  {self.origin or self.place}{self._sizes()}"]
        if self.shown_key:
            lines.append(
                say(
                    "  its key was shown by the record itself at the first look; compare it, or use --key",
                    "  su llave la mostró la propia bitácora en la primera mirada; compárela, o use --key",
                )
            )
        if self.error:
            lines.append(f"  {self.error.code}: {self.error.text(language())}")
            lines.append(f"  → {self.error.advice(language())}")
        if self.evidence:
            lines.append(say(f"  evidence: {self.evidence}", f"  evidencia: {self.evidence}"))
        return "\n".join(lines)

    def _sizes(self) -> str:
        if self.size is None:
            return ""
        return f"  {self.size}" if self.before in (None, self.size) else f"  {self.before} → {self.size}"


_SAW = {
    Saw.GREW: ("grew", "creció"),
    Saw.SAME: ("same", "igual"),
    Saw.SMALLER: ("SMALLER", "MENOR"),
    Saw.FORK: ("FORK", "BIFURCADA"),
    Saw.UNREACHABLE: ("NOT CHECKED", "SIN COMPROBAR"),
    Saw.BAD: ("BAD", "MAL"),
}


@dataclass(frozen=True, slots=True)
class _Watched:
    """A record that is followed, and the folder with what is kept of it."""

    place: str
    given: tuple[str, ...]
    policy: Path | None
    folder: Path
    seconds: float

    def look(self) -> _Look:
        """Look once; whatever goes wrong is part of the answer."""
        at = datetime.now(UTC)
        try:
            return self._look(at)
        except RecordError as err:  # the place, a key or what was kept: nothing is said of the record
            return _Look(self.place, at, Saw.UNREACHABLE, err)

    def _look(self, at: datetime) -> _Look:
        known = self._kept("checkpoint")
        with open_place(self.place, self.seconds) as files:
            pinned = [] if self.given or self.policy else self._kept("vkey").split()
            trust = find_trust(self.given or pinned, self.policy, files)
            try:
                before = trust.open(known).checkpoint if known else None
            except RecordError as err:
                raise BadState(origin=self.place) from err
            step = follow(files, trust.open, known, read_ahead)
        if step.is_fine:
            if trust.shown:
                self._pin(trust.keys)
            if step.shown != known:
                keep.replace(self.folder / "checkpoint", step.shown)
        evidence, few = self._evidence(step), self._too_few(step, trust)
        now = step.opened.checkpoint if step.opened else None
        return _Look(
            self.place,
            at,
            Saw.BAD if few else step.saw,
            few or step.error,
            now.origin if now else before.origin if before else "",
            now.size if now else None,
            before.size if before else None,
            evidence,
            trust.shown or bool(pinned),
        )

    def _too_few(self, step: Step, trust: Trust) -> QuorumNotReached | None:
        """Return that too few witnesses cosigned, if nothing worse was seen."""
        verdict = trust.judge(step.shown) if step.is_fine else None
        if verdict is None or verdict.reached:
            return None
        return QuorumNotReached(quorum=show(verdict.quorum), found=names_of(verdict))

    def _kept(self, name: str) -> str:
        path = self.folder / name
        try:
            return read_file(path).decode() if path.exists() else ""
        except UnicodeDecodeError as err:
            raise BadState(origin=self.place) from err

    def _pin(self, keys: tuple[VerifierKey, ...]) -> None:
        """Hold the record to the key that it showed at the first look."""
        keep.replace(self.folder / "vkey", "".join(f"{format_verifier_key(key)}\n" for key in keys))

    def _evidence(self, step: Step) -> Path | None:
        if step.is_fine or step.saw is Saw.UNREACHABLE:
            return None
        most = None if step.opened else _MOST_UNSIGNED
        return keep.keep_evidence(self.folder / "evidence", str(step.saw), format_evidence(step), most)


def _folder(place: str) -> str:
    """Return a name for the folder of a record that a person recognises and no other record has."""
    name = re.sub(r"[^A-Za-z0-9.-]+", "_", place.partition("://")[2] or place).strip("._")[-60:]
    return f"{name}-{sha256(place.encode()).hexdigest()[:8]}"
