"""What `cauce record audit` answers, in words and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import typer

from cauce.cli.errors import FOUND, tell
from cauce.cli.output import print_json
from cauce.cli.record.trust import Trust
from cauce.cli.verify_witnesses import cosigned_json, cosigned_words
from cauce.cli.words import language, say
from cauce.record import OpenedCheckpoint, PolicyVerdict, RecordError
from cauce.record.audit_state import AuditState


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished audit."""

    place: str
    opened: OpenedCheckpoint
    trust: Trust
    #: how many earlier checkpoints the record was held against
    known: int
    #: at which entry it went on, 0 if it began anew
    begun: int
    state: AuditState
    #: what the policy says of the checkpoint, if one was given
    verdict: PolicyVerdict | None


def print_finding(finding: RecordError) -> None:
    """Say at once what was found."""
    typer.echo(f"{finding.code}: {finding.text(language())}")


def print_answer(answer: Answer, as_json: bool) -> None:
    """Say what the audit came to."""
    if as_json:
        print_json(_as_json(answer))
        return
    head, state = answer.opened.checkpoint, answer.state
    verdict = say("AUDITED, NOTHING FOUND", "AUDITADA, NADA SE ENCONTRÓ")
    if state.found:
        verdict = say(f"FOUND: {state.found}", f"HALLAZGOS: {state.found}")
    typer.echo(f"{verdict}\n  {head.origin}, {answer.place}")
    typer.echo(say(f"  entries: {head.size}", f"  entradas: {head.size}"))
    typer.echo(say(f"  root: {head.root.hex()}", f"  raíz: {head.root.hex()}"))
    typer.echo(say(f"  signed by: {answer.opened.log}", f"  firmada por: {answer.opened.log}"))
    for who in cosigned_words(answer.verdict, language()):
        typer.echo(say(f"  cosigned by: {who}", f"  testigo: {who}"))
    known = answer.known
    typer.echo(say(f"  earlier checkpoints compared: {known}", f"  puntos de control anteriores comparados: {known}"))
    for line in _remarks(answer):
        typer.echo(f"  {line}")
    if state.found:
        last = state.findings[0]
        typer.echo(f"→ {last.advice(language())}")


def _remarks(answer: Answer) -> list[str]:
    lines = []
    if answer.begun:
        lines.append(
            say(
                f"taken up at entry {answer.begun}; what is before it was checked by the audit that wrote the state",
                f"retomada en la entrada {answer.begun}; lo anterior lo comprobó la auditoría que escribió el estado",
            )
        )
    if answer.trust.shown:
        lines.append(
            say(
                "the key was shown by the record itself: compare it with the one that you were given, or use --key",
                "la llave la mostró la propia bitácora: compárela con la que le entregaron, o use --key",
            )
        )
    return lines


def _as_json(answer: Answer) -> dict[str, Any]:
    head, state = answer.opened.checkpoint, answer.state
    return {
        "audited": True,
        "fine": not state.found,
        "place": answer.place,
        "origin": head.origin,
        "size": head.size,
        "root": head.root.hex(),
        "signed_by": str(answer.opened.log),
        "policy": cosigned_json(answer.verdict),
        "key_shown_by_the_record": answer.trust.shown,
        "earlier_checkpoints": answer.known,
        "taken_up_at": answer.begun,
        "found": state.found,
        "findings": [error_data(one) for one in state.findings],
    }


def error_data(error: RecordError) -> dict[str, Any]:
    """Return an error as JSON has it."""
    message, hint = ({lang: words(lang) for lang in ("en", "es")} for words in (error.text, error.advice))
    places = ("path", "bundle", "index", "number", "size")
    where: dict[str, Any] = {name: error.values[name] for name in places if name in error.values}
    return {"code": error.code, **where, "message": message, "hint": hint}


def print_problem(problem: RecordError, status: int, as_json: bool) -> int:
    """Say why nothing was audited, and return the exit code."""
    if as_json:
        print_json({"audited": False, "fine": False, "error": error_data(problem)})
        return status
    found = say("NOT FINE", "NO ESTÁ BIEN") if status == FOUND else say("NOT CHECKED", "SIN COMPROBAR")
    typer.echo(found, err=True)
    tell(problem)
    return status
