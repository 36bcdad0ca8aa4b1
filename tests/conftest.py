"""
The surroundings of every test: nothing of the caller's settings, a data folder of its own, and a database.

CAUCE_TEST_DATABASE=postgres runs the tests on a private PostgreSQL; without it they run on the embedded database.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import django
import pytest
from hypothesis import HealthCheck, settings

from tests.support.postgres import new_database, running_postgres
from tests.support.record import forget_record

CHOICE = "CAUCE_TEST_DATABASE"

# A slow machine is no counterexample.
settings.register_profile("cauce", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("cauce")


def pytest_configure(config: pytest.Config) -> None:
    """Choose folder and database before Django reads its settings; that is why no file names those for pytest."""
    if hasattr(config, "workerinput"):  # one of pytest-xdist's, which inherits what its controller chose
        os.environ["CAUCE_DATA"] += f"/{config.workerinput['workerid']}"
    else:
        _prepare(config)
        if config.getoption("dist", "no") != "no":  # a controller runs no test itself
            return
    os.environ["DJANGO_SETTINGS_MODULE"] = "cauce.node.settings"
    django.setup()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Test the embedded database as people use it, in a file: one in memory takes its locks in another way."""
    from django.conf import settings as django_settings

    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = f"{os.environ['CAUCE_DATA']}/test.sqlite3"


@pytest.fixture(autouse=True)
def _no_record_of_another_test() -> Iterator[None]:
    """Take away what a test's record left outside the database, which is rolled back: nobody was told of it."""
    yield
    forget_record()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies under tests/browser, and run it first: the longest ones at the end would keep one worker idle."""
    browser = Path(__file__).parent / "browser"
    for item in items:
        if browser in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


def _prepare(config: pytest.Config) -> None:
    database = os.environ.get(CHOICE, "sqlite")
    for name in [name for name in os.environ if name.startswith("CAUCE_")]:
        del os.environ[name]
    open_until_the_end = ExitStack()
    config.add_cleanup(open_until_the_end.close)
    os.environ["CAUCE_DATA"] = open_until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="cauce-tests-"))
    if database == "postgres":
        os.environ["CAUCE_DATABASE_URL"] = new_database(open_until_the_end.enter_context(running_postgres()), "cauce")
    elif database != "sqlite":
        raise pytest.UsageError(f"{CHOICE} is sqlite or postgres, not {database!r}.")
