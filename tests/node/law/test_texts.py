"""The words of a law: read article by article, loaded whole or not at all, and shown beside the rules."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from cauce.node.cases.world import library
from cauce.node.law import errors, texts
from cauce.node.law.models import LawArticle, LawText
from cauce.node.law.parse import parse

#: invented words in the form in which such texts are published
LAW = """LEY DE EJEMPLO
TEXTO VIGENTE
Última reforma publicada DOF 14-11-2025
TÍTULO PRIMERO
DISPOSICIONES GENERALES
CAPÍTULO ÚNICO
Artículo 1.- Esta ley es un ejemplo inventado para las pruebas y no dice nada, salvo que el
artículo 9 se aplica según el artículo 3. De lo demás se ocupa
el artículo 70.
Un segundo párrafo.
Artículo reformado DOF 03-02-2021, 14-11-2025
Artículo 1o Bis.- Se entiende por:
I. Uno, y
II. Dos.
Fracción adicionada DOF 01-01-2020
TÍTULO SEGUNDO
Capítulo II
De lo ajeno
Artículo 70. La primera línea
sigue en la segunda.
<b>Nada</b> de esto es código.
Transitorios
Artículo 71.- No cuenta.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The invented law in a file."""
    path = tmp_path / "ejemplo.txt"
    path.write_text(LAW)
    return path


def test_articles_are_read_with_paragraphs_notes_and_headings() -> None:
    read = parse(LAW)
    assert (read.title, read.edition) == ("LEY DE EJEMPLO", date(2025, 11, 14))
    assert [article.key for article in read.articles] == ["1", "1-bis", "70"]
    first, bis, last = read.articles
    assert len([line for line in first.lines if not line.is_note]) == 2
    assert first.lines[0].text.endswith("De lo demás se ocupa el artículo 70.")
    assert first.reformed == date(2025, 11, 14)
    assert [line.text for line in bis.lines] == [
        "Se entiende por:",
        "I. Uno, y",
        "II. Dos.",
        "Fracción adicionada DOF 01-01-2020",
    ]
    assert first.division == "TÍTULO PRIMERO: DISPOSICIONES GENERALES · CAPÍTULO ÚNICO"
    assert last.division == "TÍTULO SEGUNDO · Capítulo II: De lo ajeno"


def test_sections_of_other_countries_are_read_too() -> None:
    read = parse(
        "Title 18\n§ 951. Agents of foreign governments\n(a) Whoever.\n§ 952. Next\nMore.\nSection 5. Third.\n"
    )
    assert [article.key for article in read.articles] == ["951", "952", "5"]


def test_a_number_that_stands_twice_loses_nothing() -> None:
    assert [each.key for each in parse("Artículo 1. A.\nArtículo 1. B.\n").articles] == ["1", "1~2"]


@pytest.mark.django_db
def test_a_text_is_loaded_with_digest_and_edition_and_shown(file: Path) -> None:
    loaded = texts.load(file, library(), "lsn")
    assert (loaded.text.regime, loaded.text.edition, loaded.articles) == ("mx-lsn", date(2025, 11, 14), 3)
    assert "70" in loaded.found
    assert "71" in loaded.missing
    client = Client(headers={"Accept-Language": "en"})
    page = client.get("/law/mx-lsn/").content.decode()
    assert "La primera línea sigue en la segunda." in page
    assert "&lt;b&gt;Nada&lt;/b&gt;" in page
    assert loaded.text.digest in client.get("/law/mx-lsn/sources/").content.decode()
    assert "I. Uno, y" in client.get("/law/mx-lsn/words/lsn/1-bis/").content.decode()
    assert client.get("/law/mx-lsn/words/lsn/2/").status_code == 404


@pytest.mark.django_db
def test_the_same_file_is_known_and_another_of_its_edition_replaces_it(file: Path) -> None:
    texts.load(file, library(), "lsn")
    assert texts.load(file, library(), "lsn").known
    file.write_text(LAW.replace("La primera línea", "Otra línea"))
    assert not texts.load(file, library(), "lsn").known
    assert LawText.objects.count() == 1
    assert LawArticle.objects.get(key="70").lines[0][0].startswith("Otra línea")


@pytest.mark.django_db
def test_a_newer_edition_stands_beside_the_older_one_and_each_day_shows_its_own(file: Path) -> None:
    texts.load(file, library(), "lsn", edition=date(2021, 1, 1))
    texts.load(file, library(), "lsn")
    assert texts.texts_of("mx-lsn", date(2022, 1, 1))["lsn"].edition == date(2021, 1, 1)
    assert texts.texts_of("mx-lsn", date(2026, 1, 1))["lsn"].edition == date(2025, 11, 14)
    assert texts.texts_of("mx-lsn", date(2000, 1, 1))["lsn"].edition == date(2021, 1, 1)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"%PDF-1.7\xff\xfe", errors.NotUtf8),
        ("Artículo 70. a\x00b".encode(), errors.ControlCharacters),
        (b"", errors.NoArticles),
        (b"nothing at all", errors.NoArticles),
        ("Artículo 70. Sin fecha.".encode(), errors.NoEdition),
        ("Artículo 999. Otra ley.\nArtículo reformado DOF 01-01-2020\n".encode(), errors.OtherLaw),
        (b"a" * (4 * 2**20 + 1), errors.TooLong),
    ],
)
@pytest.mark.django_db
def test_a_file_that_is_no_such_law_is_refused_and_nothing_changes(
    tmp_path: Path, content: bytes, error: type[errors.TextError]
) -> None:
    path = tmp_path / "nonsense.txt"
    path.write_bytes(content)
    with pytest.raises(error):
        texts.load(path, library(), "lsn")
    assert not LawText.objects.exists()


@pytest.mark.django_db
def test_a_path_or_a_source_that_is_not_there_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(errors.Unreadable):
        texts.load(tmp_path / "no.txt", library(), "lsn")
    with pytest.raises(errors.Unreadable):
        texts.load(tmp_path, library(), "lsn")
    with pytest.raises(errors.UnknownSource):
        texts.load(tmp_path, library(), "nope")
