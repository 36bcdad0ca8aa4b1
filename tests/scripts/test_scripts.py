"""The scripts that make a bare machine ready, tried on machines made of stand-ins."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
SH = "/bin/sh"


class Machine:
    """A PATH with nothing on it but what a test puts there."""

    def __init__(self, root: Path) -> None:
        self.bin = root / "bin"
        self.bin.mkdir()
        self.log = root / "log"
        self.env = {"PATH": str(self.bin), "POSTGRESQL_ROOT": str(root / "postgresql")}
        self.put("cat", 'while IFS= read -r line; do echo "$line"; done')
        self.put("env", 'while [ "${1#*=}" != "$1" ]; do shift; done; exec "$@"')

    def put(self, name: str, script: str) -> None:
        """Put a program on this machine."""
        path = self.bin / name
        path.write_text(f"#!{SH}\n{script}\n")
        path.chmod(0o755)

    def put_apt(self, *, brings: str | None) -> None:
        """Put apt-get on this machine; installing brings a program, or fails."""
        arrival = f'echo "#!{SH}" > {self.bin}/{brings}; /bin/chmod 755 {self.bin}/{brings}' if brings else "exit 100"
        self.put("apt-get", f'echo "apt-get $*" >> {self.log}; case "$*" in *install*) {arrival};; esac')

    def run(self, script: str, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run one of our scripts here."""
        command = (SH, str(SCRIPTS / script), *arguments)
        return subprocess.run(command, env=self.env | env, capture_output=True, text=True, check=False)

    def calls(self) -> list[str]:
        """Return what apt-get was asked to do."""
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine on which the user is root."""
    made = Machine(tmp_path)
    made.put("id", "echo 0")
    return made


def test_a_name_on_path_that_starts_nothing_is_passed_over(machine: Machine) -> None:
    """Version managers leave names behind; the next candidate is taken."""
    machine.put("python3", "exit 127")
    machine.put("python3.12", f'exec {sys.executable} "$@"')
    done = machine.run("find-python")
    assert (done.returncode, done.stdout) == (0, f"{sys.executable}\n")


@pytest.mark.parametrize("version", ["(3, 10, 9)", "(3, 14, 0)"])
def test_a_python_outside_the_range_is_refused_in_both_languages(machine: Machine, version: str) -> None:
    """Older than 3.11 or newer than 3.13: nothing is printed but what to do."""
    machine.put(
        "python3", f'exec {sys.executable} -c "import sys; sys.version_info = {version}; exec(sys.argv[1])" "$2"'
    )
    done = machine.run("find-python")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Cauce needs Python 3.11" in done.stderr
    assert "Cauce necesita Python 3.11" in done.stderr


def test_a_python_without_venv_is_refused(machine: Machine) -> None:
    """Debian ships ensurepip apart; without it no environment can be made."""
    hidden = "import sys; sys.modules['ensurepip'] = None; exec(sys.argv[1])"
    machine.put("python3", f'exec {sys.executable} -c "{hidden}" "$2"')
    done = machine.run("find-python")
    assert (done.returncode, done.stdout) == (1, "")
    assert "python3-venv" in done.stderr


def test_only_the_python_that_was_named_is_tried(machine: Machine) -> None:
    """PYTHON chooses; a wrong choice is not replaced behind the user's back."""
    machine.put("python3", f'exec {sys.executable} "$@"')
    assert machine.run("find-python", PYTHON="python9").returncode == 1
    assert machine.run("find-python", PYTHON=sys.executable).stdout == f"{sys.executable}\n"


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
def test_a_browser_that_is_here_needs_no_installation(machine: Machine, name: str) -> None:
    """Any of its names will do."""
    machine.put(name, "")
    machine.put_apt(brings="chromium")
    assert machine.run("need", "chromium").returncode == 0
    assert machine.calls() == []


def test_postgresql_is_found_where_debian_hides_it(machine: Machine) -> None:
    """Its programs are in a folder per version and not on PATH."""
    initdb = Path(machine.env["POSTGRESQL_ROOT"]) / "15" / "bin" / "initdb"
    initdb.parent.mkdir(parents=True)
    initdb.touch(mode=0o755)
    assert machine.run("need", "postgresql").returncode == 0


@pytest.mark.parametrize(("package", "program"), [("chromium", "chromium"), ("postgresql", "initdb")])
def test_root_installs_what_is_missing_and_nothing_recommended(machine: Machine, package: str, program: str) -> None:
    """The index is refreshed first, and the program is looked for again afterwards."""
    machine.put_apt(brings=program)
    assert machine.run("need", package).returncode == 0
    assert machine.calls() == ["apt-get update -qq", f"apt-get install -y -qq --no-install-recommends {package}"]


def test_sudo_is_used_only_if_it_asks_nothing(machine: Machine) -> None:
    """A password prompt in the middle of a test run would hang it."""
    machine.put("id", "echo 1000")
    machine.put_apt(brings="chromium")
    machine.put("sudo", "exit 1")
    assert machine.run("need", "chromium").returncode == 1
    assert machine.calls() == []
    machine.put("true", "")
    machine.put("sudo", f'echo sudo >> {machine.log}; shift; exec "$@"')
    assert machine.run("need", "chromium").returncode == 0
    assert machine.calls()[0] == "sudo"


@pytest.mark.parametrize(("package", "env"), [("chromium", {}), ("postgresql", {"NO_INSTALL": "1"})])
def test_what_cannot_be_installed_is_explained(machine: Machine, package: str, env: dict[str, str]) -> None:
    """A failing apt-get and a user who wants none both end with what to do, in both languages."""
    machine.put_apt(brings=None)
    done = machine.run("need", package, **env)
    assert done.returncode == 1
    assert f"apt-get install --no-install-recommends {package}" in done.stderr
    assert "make quick runs" in done.stderr
    assert "make quick corre" in done.stderr
    assert bool(machine.calls()) == (not env)


def test_everything_that_is_missing_is_named_at_once(machine: Machine) -> None:
    """Nobody installs one program only to be told of the next."""
    done = machine.run("need", "chromium", "postgresql")
    assert done.returncode == 1
    assert done.stderr.count("--no-install-recommends chromium postgresql") == 2


def test_an_unknown_need_is_a_usage_error(machine: Machine) -> None:
    """Exit code 2 and the two words it knows."""
    for arguments in ([], ["firefox"]):
        done = machine.run("need", *arguments)
        assert (done.returncode, "chromium|postgresql" in done.stderr) == (2, True)


@pytest.mark.parametrize("script", sorted(path.name for path in SCRIPTS.iterdir()))
def test_scripts_can_be_run_as_they_are(script: str) -> None:
    """The Makefile calls them by name."""
    assert os.access(SCRIPTS / script, os.X_OK)
