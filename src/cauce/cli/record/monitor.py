"""`cauce record monitor`: look at records again and again, and keep what proves that one of them changed its past."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import Annotated

import typer

from cauce.cli.errors import BAD_USE, FINE, FOUND
from cauce.cli.record import keep
from cauce.cli.record.ahead import read_ahead
from cauce.cli.record.look import Look
from cauce.cli.record.options import AS_JSON, KEY, POLICY, SECONDS
from cauce.cli.record.places import open_place
from cauce.cli.record.trust import Trust, find_trust, names_of
from cauce.cli.verify_files import read_file
from cauce.cli.words import say
from cauce.record import Files, RecordError, VerifierKey, format_verifier_key
from cauce.record.errors import BadState, QuorumNotReached, Unreachable
from cauce.record.evidence import format_evidence
from cauce.record.monitor import Saw, Step, compare, follow
from cauce.record.policy import show

HELP = (
    "Follow one or more records: does each continue what it signed before? Keeps evidence of what it finds. "
    "Exit code 0: nothing found; 1: something was found; 2: a record could not be read.",
    "Sigue una o más bitácoras: ¿continúa cada una lo que firmó antes? Conserva evidencia de lo que encuentra. "
    "Código de salida 0: nada se encontró; 1: algo se encontró; 2: una bitácora no se pudo leer.",
)
#: as many as may take long before any other waits for them
_AT_ONCE = 64
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
    longest: Annotated[
        float,
        typer.Option(
            min=0.1,
            metavar=say("SECONDS", "SEGUNDOS"),
            help=say(
                "How long one look may take: a record can call itself as large as it likes. The first one reads all.",
                "Cuánto puede durar una mirada: una bitácora puede decirse tan grande como quiera. "
                "La primera la lee toda.",
            ),
        ),
    ] = 3600,
    as_json: AS_JSON = False,
) -> int:
    """Look at each record, once or until it is interrupted; return the worst that was seen."""
    ended = Event()
    watched = [
        _Watched(place, tuple(key or ()), policy, state / _folder(place), seconds, longest, ended)
        for place in dict.fromkeys(places)
    ]
    worst = FINE
    try:
        with ThreadPoolExecutor(_AT_ONCE) as pool, _setting(ended):
            while True:
                for look in _looks(watched, pool):
                    worst = max(worst, look.status, key=(FINE, BAD_USE, FOUND).index)
                    if as_json or once or look.says_something:
                        print(look.as_json() if as_json else look.as_words(), flush=True)
                if once:
                    return worst
                time.sleep(every)
    except KeyboardInterrupt:
        return worst


@contextmanager
def _setting(ended: Event) -> Iterator[None]:
    try:
        yield
    finally:
        ended.set()


def _looks(watched: list[_Watched], pool: ThreadPoolExecutor) -> Iterator[Look]:
    """Look at each once; what was seen of one does not wait for another that comes to no end."""
    coming = [pool.submit(each.look) for each in watched]
    for done in as_completed(coming):
        yield done.result()
    yield from _contradictions(watched, [each.result() for each in coming])


@dataclass(frozen=True, slots=True)
class _Watched:
    """A record that is followed, and the folder with what is kept of it."""

    place: str
    given: tuple[str, ...]
    policy: Path | None
    folder: Path
    seconds: float
    longest: float
    ended: Event

    def look(self) -> Look:
        """Look once; whatever goes wrong is part of the answer."""
        at = datetime.now(UTC)
        try:
            return self._look(at)
        except RecordError as err:  # the place, a key or what was kept: nothing is said of the record
            return Look(self.place, at, Saw.UNREACHABLE, err)

    def compare(self, mine: Look, other: Look) -> Look | None:
        """Compare what this place shows with no more that another shows of the same record; None if they agree."""
        at = datetime.now(UTC)
        try:
            with self._open() as files:
                step = compare(files, self._trust(files).open, mine.signed, other.signed)
            evidence = self._evidence(step)
        except RecordError as err:  # of two keys that the places showed themselves, one is not the record's
            saw = Saw.UNREACHABLE if isinstance(err, Unreachable) else Saw.BAD
            return Look(self.place, at, saw, err, mine.origin, mine.size, other.size, against=other.place)
        if step.is_fine:
            return None
        return Look(
            self.place, at, step.saw, step.error, mine.origin, mine.size, other.size, evidence, against=other.place
        )

    def _open(self) -> AbstractContextManager[Files]:
        until = time.monotonic() + self.longest
        return open_place(self.place, self.seconds, lambda: self.ended.is_set() or time.monotonic() > until)

    def _trust(self, files: Files) -> Trust:
        pinned = [] if self.given or self.policy else self._kept("vkey").split()
        return find_trust(self.given or pinned, self.policy, files)

    def _look(self, at: datetime) -> Look:
        known = self._kept("checkpoint")
        with self._open() as files:
            trust = self._trust(files)
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
        return Look(
            self.place,
            at,
            Saw.BAD if few else step.saw,
            few or step.error,
            now.origin if now else before.origin if before else "",
            now.size if now else None,
            before.size if before else None,
            evidence,
            not (self.given or self.policy),
            step.shown if step.is_fine else "",
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


def _contradictions(watched: list[_Watched], looks: list[Look]) -> Iterator[Look]:
    """
    Compare what places show of one record at one time: a record that shows two histories shows each of them to some.

    Shape:  each place with the one that shows most. If all are a part of that, no two of them contradict each other.
    """
    shown = sorted((pair for pair in zip(looks, watched, strict=True) if pair[0].signed), key=_by_size, reverse=True)
    most: dict[str, tuple[Look, _Watched]] = {}
    for look, place in shown:
        largest, its_place = most.setdefault(look.origin, (look, place))
        if look.signed != largest.signed and (found := its_place.compare(largest, look)):
            yield found


def _by_size(pair: tuple[Look, _Watched]) -> int:
    return pair[0].size or 0


def _folder(place: str) -> str:
    """Return a name for the folder of a record that a person recognises and no other record has."""
    name = re.sub(r"[^A-Za-z0-9.-]+", "_", place.partition("://")[2] or place).strip("._")[-60:]
    return f"{name}-{sha256(place.encode()).hexdigest()[:8]}"
