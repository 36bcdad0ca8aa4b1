"""Settings: what is read, what stops the start, what is kept secret."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cauce.node import conf
from cauce.node.frame.errors import BadFolder, BadSetting, UnknownSetting

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "settings.md"


def test_without_any_setting_the_node_serves_this_machine_only() -> None:
    """The defaults are the embedded database in ./var, Mexico, no demonstration, and cookies over plain HTTP."""
    found = conf.read({"PATH": "/bin"})
    assert (found.data, found.database_url, found.state) == (Path("var").absolute(), "", "MX")
    assert (found.hosts, found.secure, found.demo, found.clock) == ((), False, False, None)


@pytest.mark.parametrize(
    ("hosts", "secure"),
    [
        ("localhost", False),
        ("127.0.0.1, [::1]", False),
        ("cauce.example", True),
        ("localhost,cauce.example", True),
        (".cauce.example", True),
    ],
)
def test_a_name_of_the_outside_world_makes_cookies_secure(hosts: str, secure: bool) -> None:
    """Only a node that nobody but its own machine can name sends cookies over plain HTTP."""
    assert conf.read({"CAUCE_HOSTS": hosts}).secure is secure


@pytest.mark.parametrize(
    ("clock", "instant"),
    [
        ("2021-02-08", datetime(2021, 2, 8, 18, tzinfo=UTC)),  # noon in Mexico City
        ("2021-02-08T10:12:00", datetime(2021, 2, 8, 16, 12, tzinfo=UTC)),
        ("2021-02-08T10:12:00+00:00", datetime(2021, 2, 8, 10, 12, tzinfo=UTC)),
    ],
)
def test_the_demonstration_clock_is_a_day_or_an_instant(clock: str, instant: datetime) -> None:
    """A day is its noon in the zone of the node, and an instant without offset is in that zone too."""
    assert conf.read({"CAUCE_CLOCK": clock}).clock == instant


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CAUCE_DEMO", "si"),
        ("CAUCE_CLOCK", "2021-02-30"),
        ("CAUCE_CLOCK", "yesterday"),
        ("CAUCE_ZONE", "America/Tenochtitlan"),
        ("CAUCE_ZONE", "../../etc/passwd"),
        ("CAUCE_STATE", "mx"),
        ("CAUCE_HOSTS", "https://cauce.example"),
        ("CAUCE_HOSTS", "cauce.example:443"),
        ("CAUCE_HOSTS", "*"),
        ("CAUCE_LOG_NAME", "no domain"),
        ("CAUCE_DATABASE_URL", "mysql://host/name"),
        ("CAUCE_DATABASE_URL", "postgresql://host"),
        ("CAUCE_SECRET_KEY", "too short"),
        ("CAUCE_RECORD_STORE", "/srv/record"),
        ("CAUCE_RECORD_STORE", "s3://Bucket"),
        ("CAUCE_RECORD_STORE", "s3://bucket/"),
        ("CAUCE_RECORD_STORE", "s3://bucket/../other"),
    ],
)
def test_a_value_that_cannot_be_meant_stops_the_start(name: str, value: str) -> None:
    """The message has a code, names the setting, and says in both languages what it must be."""
    with pytest.raises(BadSetting) as stopped:
        conf.read({name: value})
    message = stopped.value.in_both()
    assert message.startswith("node.E001")
    assert message.count(name) == 2
    assert "It must be" in message
    assert "Debe ser" in message


@pytest.mark.parametrize(
    ("name", "value"), [("CAUCE_SECRET_KEY", "hunter2"), ("CAUCE_DATABASE_URL", "mysql://a:b@c/d")]
)
def test_a_bad_secret_is_not_shown(name: str, value: str) -> None:
    """The message that stops the start may end in a log."""
    with pytest.raises(BadSetting) as stopped:
        conf.read({name: value})
    assert value not in stopped.value.in_both()


def test_secrets_are_not_in_the_words_of_the_settings() -> None:
    """Whoever prints the settings prints no password."""
    secret = "x" * 40
    found = conf.read({"CAUCE_SECRET_KEY": secret, "CAUCE_DATABASE_URL": f"postgresql://u:{secret}@h/n"})
    assert secret not in repr(found)


def test_a_slip_in_a_name_stops_the_start() -> None:
    """Otherwise CAUCE_HOST would silently serve nobody."""
    with pytest.raises(UnknownSetting, match=r"(?s)node\.E002.*CAUCE_HOST\..*CAUCE_HOSTS"):
        conf.read({"CAUCE_HOST": "cauce.example"})


def test_a_secret_comes_from_a_file(tmp_path: Path) -> None:
    """Its last newline is not part of it; the variable itself goes before the file."""
    file = tmp_path / "key"
    file.write_text("k" * 40 + "\n")
    assert conf.read({"CAUCE_SECRET_KEY_FILE": str(file)}).secret_key == "k" * 40
    assert conf.read({"CAUCE_SECRET_KEY_FILE": str(file), "CAUCE_SECRET_KEY": "v" * 40}).secret_key == "v" * 40
    with pytest.raises(BadFolder, match=r"node\.E003"):
        conf.read({"CAUCE_SECRET_KEY_FILE": str(tmp_path / "none")})
    with pytest.raises(UnknownSetting):
        conf.read({"CAUCE_STATE_FILE": str(file)})


def test_the_secret_key_is_made_once_for_its_user_only(tmp_path: Path) -> None:
    """The second start finds the first one's key, and nobody else can read it."""
    found = conf.read({"CAUCE_DATA": str(tmp_path / "data")})
    key = conf.secret_key(found)
    assert len(key) >= 32
    assert conf.secret_key(found) == key
    file = tmp_path / "data" / "secret.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["secret.key"]


def test_a_data_folder_that_cannot_be_made_stops_the_start(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").touch()
    with pytest.raises(BadFolder, match=r"node\.E003"):
        conf.secret_key(conf.read({"CAUCE_DATA": str(tmp_path / "file" / "data")}))


def test_the_reference_is_what_the_table_says() -> None:
    """Settings and their documentation cannot drift apart."""
    assert REFERENCE.read_text() == conf.reference(), "run: python -m cauce.node.conf > docs/reference/settings.md"


def test_every_setting_is_told_in_both_languages() -> None:
    """A row without its Spanish or English half is no row."""
    for setting in conf.SETTINGS:
        assert all((setting.en, setting.es, setting.shape_en, setting.shape_es)), setting.name
