"""`cauce serve`: it serves a new data folder at once, and says why where it cannot serve."""

import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from cauce.cli import sequencing
from tests.support.ports import answers, free_port, wait_until
from tests.support.postgres import own_database
from tests.support.server import clean_environment, start_server

FORM = "application/x-www-form-urlencoded"


def refusal(data: Path, *arguments: str, port: int | None = None, **variables: str) -> str:
    """Return what a server that refuses to start wrote; fails if it starts."""
    command = [sys.executable, "-m", "cauce", "serve", "--port", str(port or free_port()), *arguments]
    done = subprocess.run(
        command, env=clean_environment(data, variables), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1, done
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> object:
    """The address of a server on an empty data folder."""
    with start_server(tmp_path_factory.mktemp("served"), own_database()) as found:
        yield found


def test_an_empty_data_folder_is_served_at_once(address: str) -> None:
    """Its tables are made on the way, and the first page has its style."""
    with urlopen(f"{address}/sign-in/") as answer:  # noqa: S310 - our own http address
        page = answer.read().decode()
    assert answer.status == 200
    style = page.split('<link rel="stylesheet" href="')[1].split('"')[0]
    with urlopen(f"{address}{style}") as answer:  # noqa: S310
        assert answer.headers["Content-Type"].startswith("text/css")


def test_forty_megabytes_sent_to_the_server_come_back_as_a_page(address: str) -> None:
    """Not as a broken connection, and the server goes on."""
    body = b"text=" + b"x" * (40 * 1024 * 1024)
    request = Request(f"{address}/sign-in/", body, {"Content-Type": FORM, "Accept-Language": "en"})  # noqa: S310
    with pytest.raises(HTTPError) as refused:
        urlopen(request)  # noqa: S310
    with refused.value as answer:
        assert answer.code == 413
        assert "page.E413" in answer.read().decode()
    with urlopen(f"{address}/sign-in/") as answer:  # noqa: S310
        assert answer.status == 200


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    """With the port, and how to choose another."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        words = refusal(tmp_path, port=port)
    assert words.startswith("node.E009")
    assert f"127.0.0.1:{port}" in words
    assert "otro programa ya escucha ahí" in words, "what the system says in English is said in both languages"
    assert "already in use" not in words
    assert "--port" in words


def test_a_node_that_others_reach_must_be_told_its_names(tmp_path: Path) -> None:
    """Or its cookies would travel in the clear."""
    assert refusal(tmp_path, "--host", "0.0.0.0").startswith("node.E010")  # noqa: S104 - it is refused


def test_a_bad_setting_stops_the_start_in_both_languages(tmp_path: Path) -> None:
    """Before anything is written."""
    words = refusal(tmp_path / "data", CAUCE_CLOCK="ayer")
    assert words.startswith("node.E001")
    assert "Debe ser" in words
    assert "It must be" in words
    assert not (tmp_path / "data").exists()


def test_a_data_folder_that_is_none_stops_the_start(tmp_path: Path) -> None:
    """A file stands in its place."""
    (tmp_path / "file").touch()
    assert refusal(tmp_path / "file").startswith("node.E003")


def test_a_policy_that_cannot_be_read_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "court.policy").write_text("quorum nobody\n")
    told = refusal(tmp_path / "data", CAUCE_RECORD_POLICIES=str(tmp_path))
    assert told.startswith("node.E022")
    assert "court.policy" in told


def test_a_file_that_is_no_database_stops_the_start(tmp_path: Path) -> None:
    """And is left as it is."""
    file = tmp_path / "cauce.sqlite3"
    file.write_bytes(b"not a database at all, but long enough to look at" * 40)
    before = file.read_bytes()
    assert refusal(tmp_path).startswith("node.E012")
    assert file.read_bytes() == before


def test_tables_of_an_older_program_stop_the_start(tmp_path: Path) -> None:
    """They are not changed behind anybody's back."""
    with sqlite3.connect(tmp_path / "cauce.sqlite3") as database:
        database.execute("CREATE TABLE people_account (id INTEGER)")
    database.close()
    words = refusal(tmp_path)
    assert words.startswith("node.E008")
    assert "cauce serve --upgrade" in words


def test_a_node_that_is_no_demonstration_is_never_served_as_one(tmp_path: Path) -> None:
    """Its entrances would let everybody in without a password: neither the command nor the setting opens them."""

    def cauce(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "cauce", *arguments]
        env = clean_environment(tmp_path, variables)
        return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)

    example = Path(__file__).parents[2] / "docs" / "examples" / "directory.yaml"
    assert cauce("directory", "load", str(example)).returncode == 0
    refused = cauce("up", "--port", str(free_port()))
    assert (refused.returncode, refused.stderr[:9]) == (1, "demo.E002")
    with start_server(tmp_path, {"CAUCE_DEMO": "1"}) as address, pytest.raises(HTTPError) as absent:
        urlopen(f"{address}/demo/")  # noqa: S310 - our own http address
    assert absent.value.code == 404


def test_the_server_ends_when_it_is_told_to(tmp_path: Path) -> None:
    """With its worker, within seconds, whoever tells it."""
    port = free_port()
    command = [sys.executable, "-m", "cauce", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=clean_environment(tmp_path), stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == f"Cauce: http://127.0.0.1:{port}/\n"
        assert str(tmp_path) in process.stderr.readline()  # a new node says where it was made
        wait_until(lambda: answers(port), 60)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    with socket.socket() as probe, pytest.raises(OSError, match="refused"):
        probe.connect(("127.0.0.1", port))


def test_a_node_set_back_to_an_older_copy_can_still_be_read(tmp_path: Path) -> None:
    """The terminal says what is wrong; nothing is recorded, and people see their cases."""
    with start_server(tmp_path, own_database()) as address:
        wait_until(lambda: (tmp_path / "record" / "checkpoint").exists(), 20)
    if own_database():
        return
    with sqlite3.connect(tmp_path / "cauce.sqlite3") as database:
        for statement in (
            "DELETE FROM record_entry",
            "DELETE FROM record_event",
            "UPDATE record_queue SET next = 0",
            "UPDATE record_log SET size = 0, checkpoint = '', peaks = x'', published = ''",
        ):
            database.execute(statement)
    database.close()
    for _ in range(2):  # found out, and then halted
        with start_server(tmp_path) as address, urlopen(f"{address}/sign-in/") as answer:  # noqa: S310
            assert answer.status == 200
        assert "node.E01" in (tmp_path / "server.log").read_text()
    with sqlite3.connect(tmp_path / "cauce.sqlite3") as database:
        assert database.execute("SELECT next FROM record_queue").fetchone() == (0,)
    database.close()
    (tmp_path / "cauce.sqlite3").unlink()  # and with none at all
    (tmp_path / "server.log").unlink()
    with start_server(tmp_path):
        pass
    told = (tmp_path / "server.log").read_text()
    assert "node.E01" in told
    assert "A new node" not in told
    assert "un nodo nuevo" not in told


def test_what_lies_in_the_folder_of_whoever_serves_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is named like a part of Python, in a folder that others can write to."""
    here = tmp_path / "shared"
    here.mkdir()
    (here / "signal.py").write_text("raise SystemExit(open('run', 'w').close())")
    (here / "json.py").write_text("raise SystemExit(open('run', 'w').close())")
    monkeypatch.chdir(here)
    for name, value in clean_environment(tmp_path / "data").items():
        monkeypatch.setenv(name, value)
    child = sequencing._start()
    sequencing._end(child)
    assert not (here / "run").exists()
