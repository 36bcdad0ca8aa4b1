"""Packs as they stand in their files, before they are trusted: nodes with their lines, and models of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from cauce.law import catalogue as k
from cauce.law.findings import Finding, finding
from cauce.law.merge import lay_over, repeals_of_nothing, without_nulls
from cauce.law.schema import CalendarFile, RegimeFile, ScenarioFile, TerritoryFile, VersionFile
from cauce.law.shape import has_key, keys_near, read_model
from cauce.law.system import why_of
from cauce.law.yaml12 import Node, Place, read_yaml

#: the packs that come with the program
BUILTIN = Path(__file__).parent.parent / "packs"

Model = TypeVar("Model", bound=BaseModel)


@dataclass(slots=True)
class Draft(Generic[Model]):
    """One file: where it is, its nodes, and its model if its shape is right. A version's nodes are the merged ones."""

    path: Path
    node: Node
    model: Model | None

    @property
    def name(self) -> str:
        """Return the file as findings name it."""
        return self.path.as_posix()


@dataclass(slots=True)
class RegimeDraft:
    """A folder with `regime.yaml`."""

    folder: Path
    file: Draft[RegimeFile]
    versions: list[Draft[VersionFile]] = field(default_factory=list)
    #: a version that is there could not be read, so nothing can be said of what all versions leave out
    partial: bool = False
    scenarios: list[Draft[ScenarioFile]] = field(default_factory=list)


@dataclass(slots=True)
class Drafts:
    """Every file of the packs that were asked for, with what was found wrong while reading."""

    regimes: list[RegimeDraft] = field(default_factory=list)
    calendars: list[Draft[CalendarFile]] = field(default_factory=list)
    territories: list[Draft[TerritoryFile]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def read(self, path: Path, model: type[Model]) -> Draft[Model] | None:
        """Read a file of the given shape and note what is wrong with it; nothing if it is no YAML at all."""
        node = self._node(path)
        return None if node is None else Draft(path, node, read_model(model, node, self.findings.append))

    def _node(self, path: Path) -> Node | None:
        try:
            node, troubles = read_yaml(path, path.as_posix())
        except OSError as err:
            self.findings.append(finding(k.UNREADABLE, Place(path.as_posix(), 1), why=why_of(err)))
            return None
        for trouble in troubles:
            self.findings.append(finding(k.TROUBLES[trouble.kind], trouble.place, detail=trouble.detail))
        return node


def read_drafts(paths: Sequence[Path], scenarios: bool = True) -> Drafts:
    """Read every pack under `paths`: directories of packs, or folders of one pack. Each folder is read once."""
    drafts = Drafts()
    seen: set[Path] = set()
    for path in paths:
        found = list(pack_folders(path))
        if not found:
            drafts.findings.append(finding(k.NO_PACK, Place(path.as_posix(), 1)))
        for folder in found:
            if folder.resolve() not in seen:
                seen.add(folder.resolve())
                _read_folder(drafts, folder, scenarios)
    return drafts


def is_pack(folder: Path) -> bool:
    """Say whether a folder is a pack: a regime, or calendars and a territory that any regime may use."""
    return (
        (folder / "regime.yaml").is_file() or (folder / "territory.yaml").is_file() or (folder / "calendars").is_dir()
    )


def pack_folders(path: Path) -> Iterator[Path]:
    """Yield the pack folders that a path stands for: itself, or those in it."""
    if is_pack(path):
        yield path
    elif path.is_dir():
        for folder in sorted(path.iterdir()):
            if folder.is_dir() and not folder.name.startswith((".", "_")) and any(_yaml_files(folder)):
                yield folder


def _yaml_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix in (".yaml", ".yml") and not hidden:
            yield path


def _read_folder(drafts: Drafts, folder: Path, scenarios: bool) -> None:
    known = {folder / "regime.yaml", folder / "territory.yaml"}
    for kind in ("versions", "scenarios", "calendars"):
        known |= set((folder / kind).glob("*.yaml"))
    for path in _yaml_files(folder):
        if path not in known:
            drafts.findings.append(finding(k.STRAY_FILE, Place(path.as_posix(), 1)))
    if (folder / "territory.yaml").is_file():
        drafts.territories += _present(drafts.read(folder / "territory.yaml", TerritoryFile))
    for path in sorted((folder / "calendars").glob("*.yaml")):
        drafts.calendars += _present(drafts.read(path, CalendarFile))
    if (folder / "regime.yaml").is_file():
        _read_regime(drafts, folder, scenarios)


def _present(draft: Draft[Model] | None) -> list[Draft[Model]]:
    return [] if draft is None else [draft]


def _read_regime(drafts: Drafts, folder: Path, scenarios: bool) -> None:
    file = drafts.read(folder / "regime.yaml", RegimeFile)
    if file is None:
        return
    regime = RegimeDraft(folder, file)
    nodes = {path: drafts._node(path) for path in sorted((folder / "versions").glob("*.yaml"))}
    for path, node in nodes.items():
        merged = None if node is None else _merged(drafts, nodes, path)
        if merged is not None:
            regime.versions.append(Draft(path, merged, read_model(VersionFile, merged, drafts.findings.append)))
    regime.partial = len(regime.versions) < len(nodes)
    if scenarios:
        for path in sorted((folder / "scenarios").glob("*.yaml")):
            regime.scenarios += _present(drafts.read(path, ScenarioFile))
    drafts.regimes.append(regime)


def _merged(drafts: Drafts, nodes: dict[Path, Node | None], path: Path) -> Node | None:
    """Return the nodes of a version laid over what it amends; nothing if the chain of amendments is broken."""
    chain = [path]
    raw = [nodes[path] or Node({}, Place(path.as_posix(), 1))]
    while (day := _says(raw[-1], "amends")) is not None:
        below = next(
            (other for other, node in nodes.items() if other.stem == day or _says(node, "version") == day), None
        )
        if below is None or below in chain:
            kind = k.AMENDS_UNKNOWN if below is None else k.AMENDS_CYCLE
            drafts.findings.append(finding(kind, raw[-1].find(("amends",)), day=day))
            return None
        node = nodes[below]
        if node is None:  # it is there and could not be read, which is a finding already
            return None
        chain.append(below)
        raw.append(node)
    whole = raw.pop()
    drafts.findings += _nulls(Node({}, whole.place), whole)
    merged = without_nulls(whole)
    while raw:
        top = raw.pop()
        drafts.findings += _nulls(merged, top)
        merged = lay_over(merged, top)
    return merged


def _nulls(base: Node, top: Node) -> Iterator[Finding]:
    """Say what each `null` that repeals nothing is: no key of the format, or a key that is not there."""
    for path, place in repeals_of_nothing(base, top):
        if has_key(VersionFile, path):
            yield finding(k.REPEALS_NOTHING, place, key=path[-1])
        else:
            yield finding(k.UNKNOWN_KEY, place, key=path[-1], near=keys_near(VersionFile, path))


def _says(node: Node | None, key: str) -> str | None:
    held = node.value.get(key) if node is not None and isinstance(node.value, dict) else None
    return None if held is None or held.value is None else str(held.value)


def day_of(draft: Draft[VersionFile]) -> date:
    """Return the first day of a version, for sorting; a version of the wrong shape comes first."""
    return draft.model.version if draft.model is not None else date.min
