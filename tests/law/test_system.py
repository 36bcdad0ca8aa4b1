"""What the operating system answers, told in both languages."""

import errno
import os

import pytest

from cauce.law.system import why_of


@pytest.mark.parametrize(
    ("number", "es"),
    [(errno.ENOENT, "no existe"), (errno.EACCES, "el acceso está denegado"), (errno.EISDIR, "es una carpeta")],
)
def test_what_it_answers_most_is_said_in_spanish(number: int, es: str) -> None:
    assert why_of(OSError(number, os.strerror(number)))["es"] == es


@pytest.mark.parametrize("error", [OSError(errno.EXDEV, "Invalid link"), OSError("Invalid link")])
def test_anything_else_is_quoted_as_the_systems_own_words(error: OSError) -> None:
    assert why_of(error) == {"en": "the system answers “Invalid link”", "es": "el sistema responde «Invalid link»"}
