"""What whoever runs the node does to it is told in the record in the same transaction: both, or neither."""

from __future__ import annotations

import pytest
import typer

from cauce.cli.rebuild import rebuild
from cauce.cli.record import rebuild as record_rebuild
from cauce.cli.record import recover
from cauce.node.cases.models import Word
from cauce.node.frame.errors import NodeError
from cauce.node.record import loop
from cauce.node.record.files import published
from cauce.node.record.models import Entry, Event
from cauce.node.record.store import halt, halted
from tests.node.stage import file

pytestmark = pytest.mark.django_db(transaction=True)


class Full(NodeError):
    """The disk, at the worst moment."""

    code = "node.E007"
    says = {"en": "Full.", "es": "Lleno."}
    hint = {"en": "Make room.", "es": "Haga lugar."}


@pytest.fixture
def nothing_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise Full()

    monkeypatch.setattr("cauce.node.record.events.record_event", full)
    for module in ("cauce.cli.rebuild", "cauce.cli.record.recover"):
        monkeypatch.setattr(f"{module}.boot_existing", lambda: None)
    monkeypatch.setattr("cauce.node.ready.make_ready", lambda: None)


def test_tables_are_not_made_good_without_saying_so(stage: None, nothing_is_recorded: None) -> None:
    """A second run would find nothing wrong any more, and so would have nothing to tell."""
    told = {"agent": "us-hale", "day": "2021-02-03", "contact": "call", "place": "MX-CHH"}
    file("communication", "hold", "fgj-chh", "2021-02-04", **told)
    Word.objects.all().delete()
    with pytest.raises(typer.Exit):
        rebuild()
    assert not Word.objects.exists()


def test_a_record_is_not_taken_up_without_saying_so(stage: None, nothing_is_recorded: None) -> None:
    told = {"agent": "us-hale", "day": "2021-02-03", "contact": "call", "place": "MX-CHH"}
    file("communication", "hold", "fgj-chh", "2021-02-04", **told)
    loop.settle()
    halt("node.E018")
    size = Entry.objects.count()
    with pytest.raises(typer.Exit):
        recover.command(None)
    assert (halted(), Entry.objects.count(), Event.objects.count()) == ("node.E018", size, 0)


def test_what_is_missing_of_a_halted_record_is_said_all_the_same(
    stage: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is written again, so a second run would say that all is well."""
    monkeypatch.setattr("cauce.cli.record.rebuild.boot_existing", lambda: None)
    told = {"agent": "us-hale", "day": "2021-02-03", "contact": "call", "place": "MX-CHH"}
    file("communication", "hold", "fgj-chh", "2021-02-04", **told)
    loop.settle()
    halt("node.E018")
    (published().root / "tile" / "entries" / "000.p" / "1").unlink()
    with pytest.raises(typer.Exit):
        record_rebuild.command(as_json=True)
    said = capsys.readouterr()
    assert '"tile/entries/000.p/1"' in said.out
    assert "node.E018" in said.err
