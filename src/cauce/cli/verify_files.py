"""The files that `cauce verify` reads: the receipt, and the keys or the policy to trust."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cauce.record import Policy, RecordError, VerifierKey, parse_policy, parse_verifier_key
from cauce.record.errors import NotUtf8

_LARGEST_FILE = 64 * 2**20


class UnreadableFile(RecordError):
    """A file that is not there, may not be read, or is absurdly large."""

    code = "verify.E001"
    says = {"en": "The file {path} cannot be read.", "es": "No se puede leer el archivo {path}."}
    hint = {"en": "Check its path, size and permissions.", "es": "Revise su ruta, su tamaño y sus permisos."}


class NoKey(RecordError):
    """No key to trust: none given and none beside the receipt."""

    code = "verify.E002"
    says = {
        "en": "There is no key to check the receipt with.",
        "es": "No hay llave con la cual comprobar el acuse.",
    }
    hint = {
        "en": "Give --key with the line that the record publishes as its verifier key, or with a file that holds it; "
        "or put that file beside the receipt, named “vkey”.",
        "es": "Indique --key con la línea que la bitácora publica como su llave de verificación, o con un archivo "
        "que la contenga; o ponga ese archivo junto al acuse, con el nombre «vkey».",
    }


class TwoTrusts(RecordError):
    """Both keys and a policy to trust."""

    code = "verify.E009"
    says = {"en": "Both --key and --policy were given.", "es": "Se indicaron --key y --policy a la vez."}
    hint = {
        "en": "Give one of them: a policy says itself which keys it trusts.",
        "es": "Indique solo uno: una política dice por sí misma en qué llaves confía.",
    }


@dataclass(frozen=True, slots=True)
class Trust:
    """What to check a receipt with: a policy, or else keys."""

    policy: Policy | None
    keys: tuple[VerifierKey, ...] = ()
    #: the file with the keys, if it was found beside the receipt
    beside: Path | None = None


def find_trust(keys: list[str], policy: Path | None, receipt: Path) -> Trust:
    """Read the policy or the keys. Errors: TwoTrusts, NoKey, UnreadableFile, those of policies and keys."""
    if policy is None:
        found, beside = find_keys(keys, receipt)
        return Trust(None, tuple(found), beside)
    if keys:
        raise TwoTrusts()
    return Trust(parse_policy(read_file(policy)))


def read_file(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise UnreadableFile(path=str(path))
        return path.read_bytes()
    except (OSError, ValueError) as err:
        raise UnreadableFile(path=str(path)) from err


def decode(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as err:
        raise NotUtf8() from err


def find_keys(given: list[str], receipt: Path) -> tuple[list[VerifierKey], Path | None]:
    """Return the keys to trust, and the file if it was found beside the receipt."""
    beside = None
    if not given:
        beside = receipt.with_name("vkey")
        if not beside.is_file():
            raise NoKey()
        given = [str(beside)]
    lines = [line for value in given for line in _key_lines(value)]
    if not lines:
        raise NoKey()
    return list(dict.fromkeys(map(parse_verifier_key, lines))), beside


def _key_lines(value: str) -> list[str]:
    """Return the keys of a file, one a line, or the value itself if it is no file; `#` begins a comment line."""
    if value.count("+") >= 2 and not _is_file(value):
        return [value]
    return lines_of(value)


def _is_file(value: str) -> bool:
    try:
        return Path(value).is_file()
    except OSError:  # longer than any name of a file
        return False


def lines_of(value: str) -> list[str]:
    lines = (line.strip() for line in decode(read_file(Path(value))).splitlines())
    return [line for line in lines if line and not line.startswith("#")]
