"""The private PostgreSQL of the tests."""

from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.support import postgres
from tests.support.ports import answers
from tests.support.postgres import find_binaries, new_database, own_database, running_postgres


@pytest.mark.postgres
def test_a_cluster_serves_while_the_block_runs_and_leaves_nothing_behind() -> None:
    """Its databases take writes, a stranger without the password gets in nowhere, and afterwards all is gone."""
    with running_postgres() as url:
        port = urlsplit(url).port
        assert port is not None
        with psycopg.connect(new_database(url, "another"), autocommit=True) as connection:
            connection.execute("CREATE TABLE word (es text, en text)")
            connection.execute("INSERT INTO word VALUES ('bitácora', 'record')")
            assert connection.execute("SELECT en FROM word WHERE es = 'bitácora'").fetchone() == ("record",)
            home = connection.execute("SELECT setting FROM pg_settings WHERE name = 'data_directory'").fetchone()
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(urlsplit(url)._replace(netloc=f"cauce@127.0.0.1:{port}").geturl())
    assert home is not None
    assert not Path(home[0]).parent.exists()
    assert not answers(port)


def test_a_machine_without_postgresql_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The message is in both languages and names the command."""
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RuntimeError, match=r"(?s)scripts/need postgresql.*Para instalarlos"):
        find_binaries()


def test_the_newest_version_is_chosen_by_number(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Version 9 is older than 15, whatever the alphabet says."""
    for version in ("9", "15"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path)
    assert find_binaries() == tmp_path / "15" / "bin"


def test_on_the_embedded_database_another_process_is_given_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server under test then uses the file in its own data folder."""
    monkeypatch.delenv("CAUCE_DATABASE_URL", raising=False)
    assert own_database() == {}
