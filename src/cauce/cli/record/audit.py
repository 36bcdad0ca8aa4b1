"""`cauce record audit`: check a whole record from the outside, with nothing but its files and the keys."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from cauce.cli.errors import BAD_USE, FINE, FOUND
from cauce.cli.output import err as words_stream
from cauce.cli.record import keep
from cauce.cli.record.ahead import read_ahead
from cauce.cli.record.audit_answer import Answer, print_answer, print_finding, print_problem
from cauce.cli.record.options import AS_JSON, KEY, POLICY, SECONDS
from cauce.cli.record.places import open_place
from cauce.cli.record.trust import Trust, find_trust, names_of, read_notes
from cauce.cli.verify_files import read_file
from cauce.cli.words import say
from cauce.record import CHECKPOINT_PATH, Checkpoint, Files, OpenedCheckpoint, RecordError
from cauce.record.audit import Reached, audit_paths, audit_record
from cauce.record.audit_state import AuditState, format_audit_state, parse_audit_state
from cauce.record.errors import BadState, NoSuchFile, NotUtf8, OtherOrigin, QuorumNotReached, Unreachable
from cauce.record.policy import show

HELP = (
    "Check a whole record from the outside: every entry, every tile, what it signed before. "
    "Exit code 0: nothing found; 1: something was found; 2: it could not be checked.",
    "Comprueba una bitácora completa desde fuera: cada entrada, cada tesela, lo que firmó antes. "
    "Código de salida 0: nada se encontró; 1: algo se encontró; 2: no se pudo comprobar.",
)
#: how often the state is written, in seconds
_WRITE_EVERY = 2.0


def command(
    place: Annotated[
        str,
        typer.Argument(
            metavar=say("URL|FOLDER", "URL|CARPETA"),
            help=say("Where the record is published.", "Dónde se publica la bitácora."),
        ),
    ],
    key: KEY = None,
    policy: POLICY = None,
    checkpoints: Annotated[
        Path | None,
        typer.Option(
            metavar=say("FILE", "ARCHIVO"),
            help=say(
                "Checkpoints that you kept from before, an empty line between them, or a folder of them: the record "
                "must still begin with each.",
                "Puntos de control que usted conservó, separados por una línea vacía, o una carpeta de ellos: la "
                "bitácora debe seguir empezando con cada uno.",
            ),
        ),
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option(
            metavar=say("FILE", "ARCHIVO"),
            help=say(
                "Where to write how far the audit came; if the file is there, it goes on from it.",
                "Dónde escribir hasta dónde llegó la auditoría; si el archivo existe, continúa desde ahí.",
            ),
        ),
    ] = None,
    seconds: SECONDS = 10,
    as_json: AS_JSON = False,
) -> int:
    """Audit a record; return 0 if nothing was found, 1 if something was, 2 if it could not be checked."""
    try:
        with open_place(place, seconds) as files:
            trust = find_trust(key or [], policy, files)
            known = read_notes(checkpoints) if checkpoints else []
            return _Run(files, files.name, trust, known, state, as_json).run()
    except RecordError as problem:
        return print_problem(problem, BAD_USE, as_json)


class _Run:
    """One audit, from the checkpoint to the verdict."""

    def __init__(
        self, files: Files, name: str, trust: Trust, known: list[str], path: Path | None, as_json: bool
    ) -> None:
        self._files, self._name, self._trust, self._path, self._as_json = files, name, trust, path, as_json
        self._kept = trust.known(known)
        self._state = AuditState("")
        self._written = time.monotonic()

    def run(self) -> int:
        """Return the exit code. Errors: BadState, Unreachable."""
        try:
            signed, opened = self._checkpoint()
            verdict = self._trust.judge(signed)
        except (NoSuchFile, Unreachable):
            raise
        except RecordError as err:
            return print_problem(err, FOUND, self._as_json)
        now = opened.checkpoint
        known = self._begin(signed, now)
        begun = self._state.reached.size if self._state.reached.size <= now.size else 0
        try:
            if verdict and not verdict.reached:
                self._take(QuorumNotReached(quorum=show(verdict.quorum), found=names_of(verdict)))
            self._audit(now, known, begun)
            if not self._state.found:
                self._state = replace(self._state, checkpoints=(signed,))
        finally:
            self._write()
        print_answer(Answer(self._name, opened, self._trust, len(known), begun, self._state, verdict), self._as_json)
        return FOUND if self._state.found else FINE

    def _checkpoint(self) -> tuple[str, OpenedCheckpoint]:
        try:
            signed = self._files.read(CHECKPOINT_PATH).decode()
        except UnicodeDecodeError as err:
            raise NotUtf8() from err
        return signed, self._trust.open(signed)

    def _begin(self, signed: str, now: Checkpoint) -> list[Checkpoint]:
        """Take up the state, and return what the record signed before. Errors: BadState, Unreachable."""
        state = AuditState(now.origin)
        if self._path and self._path.exists():
            try:
                state = parse_audit_state(read_file(self._path).decode(), now.origin)
            except UnicodeDecodeError as err:
                raise BadState(origin=now.origin) from err
        known = [*self._kept, *self._trust.known(state.checkpoints)]
        if other := next((one for one in known if one.origin != now.origin), None):
            raise OtherOrigin(found=now.origin, expected=other.origin)
        for earlier in state.findings:
            if not self._as_json:
                print_finding(earlier)
        self._state = replace(state, checkpoints=tuple(dict.fromkeys((*state.checkpoints, signed))))
        return known

    def _audit(self, now: Checkpoint, known: list[Checkpoint], begun: int) -> None:
        files = read_ahead(self._files, audit_paths(now.size, begun))
        with _progress(now.size) as advance:
            for step in audit_record(files, now, known, self._state.reached):
                if isinstance(step, Reached):
                    self._state = self._state.add(step)
                    advance(step.size)
                else:
                    self._take(step)
                if time.monotonic() - self._written > _WRITE_EVERY:
                    self._write()

    def _take(self, finding: RecordError) -> None:
        """Add a finding, and say it at once unless an earlier audit found it too, whose findings were said."""
        before, self._state = self._state, self._state.add(finding)
        if self._state is not before and not self._as_json:
            print_finding(finding)

    def _write(self) -> None:
        if self._path:
            keep.replace(self._path, format_audit_state(self._state))
        self._written = time.monotonic()


class _Advance:
    """Moves the bar of progress, ten times a second at most."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress, self._task, self._last = progress, task, 0.0

    def __call__(self, size: int) -> None:
        """Show how many entries are behind."""
        if time.monotonic() - self._last > 0.1:
            self._progress.update(self._task, completed=size)
            self._last = time.monotonic()


@contextmanager
def _progress(size: int) -> Iterator[_Advance]:
    """Show a bar while something is done, on a terminal only."""
    console = words_stream()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield _Advance(progress, progress.add_task(say("entries", "entradas"), total=size))
