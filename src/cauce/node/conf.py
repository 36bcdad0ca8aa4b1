"""The settings of a node: one table of names, defaults and help, read from the environment and from nowhere else."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cauce.law.system import why_of
from cauce.node.files import private_file
from cauce.node.frame.errors import BadFolder, BadSetting, UnknownSetting

#: seconds
_CADENCE = 60
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


@dataclass(frozen=True, slots=True)
class Conf:
    """The settings of this node, read and checked."""

    data: Path
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    hosts: tuple[str, ...]
    state: str
    zone: str
    log_name: str
    record_cadence: int
    record_policies: Path | None
    record_closed: bool
    record_store: str
    witness_name: str
    witness_logs: Path | None
    packs: tuple[Path, ...]
    clock: datetime | None
    demo: bool
    debug: bool

    @property
    def secure(self) -> bool:
        """Whether people reach the node by a name of the outside world, hence over HTTPS only."""
        return any(host not in LOOPBACK for host in self.hosts)


def _folder(raw: str) -> Path:
    return Path(raw).expanduser().absolute()


def _file(raw: str) -> Path | None:
    return _folder(raw) if raw else None


def _folders(raw: str) -> tuple[Path, ...]:
    return tuple(_folder(part) for part in raw.split(os.pathsep) if part.strip())


def _names(raw: str) -> tuple[str, ...]:
    names = tuple(part.strip().lower() for part in raw.split(",") if part.strip())
    if any(not re.fullmatch(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]", name) for name in names):
        raise ValueError(raw)
    return names


def _flag(raw: str) -> bool:
    if raw.lower() not in _TRUE + _FALSE:
        raise ValueError(raw)
    return raw.lower() in _TRUE


def _zone(raw: str) -> str:
    try:
        return ZoneInfo(raw).key
    except (OSError, KeyError, ValueError) as error:
        raise ValueError(raw) from error


def _matching(pattern: str) -> Callable[[str], str]:
    def read(raw: str) -> str:
        if not re.fullmatch(pattern, raw):
            raise ValueError(raw)
        return raw

    return read


def _database(raw: str) -> str:
    parts = urlsplit(raw)
    if raw and (parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/")):
        raise ValueError(raw)
    return raw


def _moment(raw: str) -> date | datetime | None:
    if len(raw) == 10:
        return date.fromisoformat(raw)
    return datetime.fromisoformat(raw) if raw else None


def _seconds(raw: str) -> int | None:
    if raw and not (raw.isascii() and raw.isdigit() and int(raw) <= 86_400):
        raise ValueError(raw)
    return int(raw) if raw else None


class Setting(NamedTuple):
    """One row of the table; `shape_*` finish the sentence "It must be …"."""

    name: str
    default: str
    read: Callable[[str], Any]
    en: str
    es: str
    shape_en: str
    shape_es: str
    secret: bool = False

    @property
    def variable(self) -> str:
        """The name of the environment variable."""
        return f"CAUCE_{self.name.upper()}"


_FLAG = ("1 or 0", "1 o 0")
SETTINGS = (
    Setting(
        "data",
        "./var",
        _folder,
        "Folder of everything this node keeps: the embedded database, keys, compiled static files.",
        "Carpeta de todo lo que guarda este nodo: base de datos incluida, llaves, archivos estáticos compilados.",
        "the path of a folder",
        "la ruta de una carpeta",
    ),
    Setting(
        "database_url",
        "",
        _database,
        "PostgreSQL to use instead of the embedded database; empty for the embedded one.",
        "PostgreSQL que se usará en lugar de la base de datos incluida; vacío para usar la incluida.",
        "postgresql://user:password@host:port/name",
        "postgresql://usuario:contraseña@servidor:puerto/nombre",
        secret=True,
    ),
    Setting(
        "secret_key",
        "",
        _matching(r"(.{32,})?"),
        "Key that protects sessions and forms; made and kept in the data folder when empty.",
        "Clave que protege sesiones y formularios; si está vacía, se crea y guarda en la carpeta de datos.",
        "at least 32 characters",
        "de al menos 32 caracteres",
        secret=True,
    ),
    Setting(
        "hosts",
        "",
        _names,
        "Names by which people reach the node, comma between them; empty for this machine only. "
        "With any other name cookies travel over HTTPS only, so put TLS before the node.",
        "Nombres con los que se llega al nodo, separados por coma; vacío para esta máquina solamente. "
        "Con cualquier otro nombre las cookies viajan solo por HTTPS: ponga TLS delante del nodo.",
        "names of hosts without scheme or port, such as cauce.example",
        "nombres de servidor sin esquema ni puerto, como cauce.example",
    ),
    Setting(
        "state",
        "MX",
        _matching(r"[A-Z]{2}"),
        "The state whose node this is.",
        "El Estado al que pertenece este nodo.",
        "an ISO 3166-1 code of two capital letters",
        "un código ISO 3166-1 de dos letras mayúsculas",
    ),
    Setting(
        "zone",
        "America/Mexico_City",
        _zone,
        "Time zone of pages that belong to no office.",
        "Huso horario de las páginas que no pertenecen a una oficina.",
        "a name of the IANA time zone database",
        "un nombre de la base de datos de husos horarios de la IANA",
    ),
    Setting(
        "log_name",
        "cauce.example/mx",
        _matching(r"[a-z0-9.-]+\.[a-z0-9-]+(/[A-Za-z0-9._-]+)*"),
        "Name (origin) of this node's record; it is in every receipt and never changes.",
        "Nombre (origen) de la bitácora de este nodo; figura en cada acuse y no cambia nunca.",
        "a domain, and a path if wanted, such as cauce.example/mx",
        "un dominio, con ruta si se desea, como cauce.example/mx",
    ),
    Setting(
        "record_cadence",
        "",
        _seconds,
        "Seconds between two states of the record that the public sees, so that its growth does not tell when somebody "
        "acted; 0 publishes each batch. Empty: 60 where CAUCE_HOSTS names the node, 0 on this machine only.",
        "Segundos entre dos estados de la bitácora que el público ve, para que su crecimiento no diga cuándo alguien "
        "actuó; 0 publica cada lote. Vacío: 60 si CAUCE_HOSTS nombra el nodo, 0 solo en esta máquina.",
        "a whole number from 0 to 86400",
        "un número entero de 0 a 86400",
    ),
    Setting(
        "record_policies",
        "",
        _file,
        "Folder with the policies of the record, a file AUDIENCE.policy for each; public.policy rules what is "
        "published and names the witnesses to ask. Empty: no witnesses.",
        "Carpeta con las políticas de la bitácora, un archivo AUDIENCIA.policy por cada una; public.policy rige lo que "
        "se publica y nombra a los testigos. Vacío: sin testigos.",
        "the path of a folder",
        "la ruta de una carpeta",
    ),
    Setting(
        "record_closed",
        "0",
        _flag,
        "Whether nothing is published, and no receipt given, before the witnesses of public.policy are a quorum. "
        "Otherwise both go on without them, and pages and alarms say so.",
        "Si no se publica nada ni se da acuse mientras los testigos de public.policy no sean quórum. De lo contrario "
        "ambos siguen sin ellos, y las páginas y alertas lo dicen.",
        *_FLAG,
    ),
    Setting(
        "record_store",
        "",
        _matching(r"(s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)?"),
        "Where the files of the record are published: a bucket of an S3-compatible store, which the usual variables "
        "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT_URL describe. Empty: the folder record "
        "of CAUCE_DATA.",
        "Dónde se publican los archivos de la bitácora: un bucket de un almacén compatible con S3, que describen las "
        "variables usuales AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION y AWS_ENDPOINT_URL. Vacío: la carpeta "
        "record de CAUCE_DATA.",
        "s3://bucket or s3://bucket/prefix",
        "s3://bucket o s3://bucket/prefijo",
    ),
    Setting(
        "witness_name",
        "",
        _matching(r"([a-z0-9.-]+\.[a-z0-9-]+(/[A-Za-z0-9._-]+)*)?"),
        "Name of this node's witness, which cosigns the records of others; empty for that of the record with /witness.",
        "Nombre del testigo de este nodo, que firma las bitácoras de otros; vacío para el de la bitácora con /witness.",
        "a domain, and a path if wanted, such as cauce.example/mx/witness",
        "un dominio, con ruta si se desea, como cauce.example/mx/witness",
    ),
    Setting(
        "witness_logs",
        "",
        _file,
        "File with the records that the witness cosigns, a “log” line of a policy for each; empty for none.",
        "Archivo con las bitácoras que firma el testigo, una línea «log» de política por cada una; vacío para ninguna.",
        "the path of a file",
        "la ruta de un archivo",
    ),
    Setting(
        "packs",
        "",
        _folders,
        "Folders with more law, besides what the program brings.",
        "Carpetas con más normas, además de las que trae el programa.",
        f"paths with “{os.pathsep}” between them",
        f"rutas separadas por «{os.pathsep}»",
    ),
    Setting(
        "clock",
        "",
        _moment,
        "Demonstration clock: the day (noon) or instant at which the node stands still; empty for the real time.",
        "Reloj de demostración: día (mediodía) o instante en que se detiene el nodo; vacío para la hora real.",
        "YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS with or without offset",
        "AAAA-MM-DD o AAAA-MM-DDTHH:MM:SS con o sin diferencia horaria",
    ),
    Setting(
        "demo",
        "0",
        _flag,
        "Whether this is a demonstration: invented people, one-click entrances, the page of patterns.",
        "Si es una demostración: personas inventadas, accesos de un clic, la página de componentes.",
        *_FLAG,
    ),
    Setting(
        "debug",
        "0",
        _flag,
        "For developers: templates are read anew and the page of patterns is shown; error pages never show code.",
        "Para desarrollo: relee las plantillas y muestra la página de componentes; los errores nunca muestran código.",
        *_FLAG,
    ),
)


def read(environment: Mapping[str, str]) -> Conf:
    """
    Read the settings from these variables.

    Errors: BadSetting, UnknownSetting, BadFolder (a CAUCE_…_FILE that cannot be read).
    """
    known = {name for setting in SETTINGS for name in _variables(setting)}
    for name in environment:
        if name.startswith("CAUCE_") and name not in known:
            raise UnknownSetting(name=name, known=", ".join(setting.variable for setting in SETTINGS))
    values = {setting.name: _value(setting, environment) for setting in SETTINGS}
    values["clock"] = _instant(values["clock"], values["zone"])
    conf = Conf(**values)
    if conf.record_cadence is None:  # a node that people reach by name is watched by others, too
        return replace(conf, record_cadence=_CADENCE if conf.secure else 0)
    return conf


@cache
def current() -> Conf:
    """Return the settings of this process."""
    return read(os.environ)


def secret_key(conf: Conf) -> str:
    """Return the secret key, which is made and kept in the data folder the first time."""
    if conf.secret_key:
        return conf.secret_key
    return private_file(conf.data / "secret.key", lambda: secrets.token_urlsafe(48).encode()).decode()


def reference() -> str:
    """Return the page of documentation about the settings."""
    lines = [
        "# Settings",
        "",
        "<!-- Written by “python -m cauce.node.conf”; change src/cauce/node/conf.py instead. -->",
        "",
        "A node reads these variables of its environment when it starts, and nothing else. A value that cannot be",
        "meant, or a name that begins with `CAUCE_` and is not here, stops the start with a code. A secret may also",
        "come from a file whose path is in the variable with `_FILE` added to its name.",
    ]
    for setting in SETTINGS:
        default = f"`{setting.default}`" if setting.default else "empty"
        secret = f" Secret; also `{setting.variable}_FILE`." if setting.secret else ""
        lines += [
            "",
            f"## `{setting.variable}`",
            "",
            f"Default: {default}. Must be {setting.shape_en}.{secret}",
            "",
            setting.en,
            "",
            f"*{setting.es}*",
        ]
    return "\n".join(lines) + "\n"


def _variables(setting: Setting) -> tuple[str, ...]:
    return (setting.variable, f"{setting.variable}_FILE") if setting.secret else (setting.variable,)


def _value(setting: Setting, environment: Mapping[str, str]) -> Any:
    raw = environment.get(setting.variable, "").strip()
    file = environment.get(f"{setting.variable}_FILE", "") if setting.secret else ""
    if file and not raw:
        try:
            raw = Path(file).read_text().strip()
        except OSError as error:
            raise BadFolder(path=file, why=why_of(error)) from error
        except UnicodeDecodeError as error:
            raise BadFolder(path=file, why={"en": "it is not UTF-8 text", "es": "no es texto UTF-8"}) from error
    try:
        return setting.read(raw or setting.default)
    except ValueError as error:
        shown = "…" if setting.secret else repr(raw)
        raise BadSetting(
            name=setting.variable, value=shown, shape_en=setting.shape_en, shape_es=setting.shape_es
        ) from error


def _instant(moment: date | datetime | None, zone: str) -> datetime | None:
    if moment is None:
        return None
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(12))
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


if __name__ == "__main__":
    print(reference(), end="")
