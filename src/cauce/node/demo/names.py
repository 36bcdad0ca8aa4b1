"""Invented people. Common given names and surnames of each country, put together at random: nobody is meant."""

from __future__ import annotations

from random import Random

#: given names and surnames by state; two surnames where people have two
_NAMES: dict[str, tuple[str, str]] = {
    "MX": (
        "Adriana Aurelio Beatriz Camila Citlali Darío Elisa Emiliano Fabián Graciela Hilda Ignacio Itzel Jacinto "
        "Leonor Lucía Mauricio Minerva Noé Octavio Paloma Ramiro Rosaura Saúl Teresa Ulises Ximena Yolanda",
        "Arriaga Becerril Cárdenas Cienega Escamilla Fuentes Galindo Ibáñez Jáuregui Lagunes Montaño Núñez Ocampo "
        "Palomares Quiñones Robledo Saldívar Tamez Urrutia Velarde Zamudio Ortega Ríos Peña",
    ),
    "US": (
        "Alan Brenda Carl Denise Edgar Faith Gordon Helen Irving Janet Keith Laura Marvin Nadine Oscar Paula Quentin "
        "Renee Stuart Tamara Vernon Wanda",
        "Abbott Barlow Castell Dunmore Easley Farrow Garner Hollis Ingram Jessup Kirby Langford Merrit Norwood Oakley "
        "Pruitt Quimby Rowan Shelby Thorne Upton Varley Whitlow",
    ),
    "DE": ("Anke Bernd Dörte Falk Heike Jürgen Silke Uwe", "Brandner Eichholz Grünewald Hartlieb Köster Möhring"),
    "AU": ("Brett Kylie Lachlan Shona", "Ashcombe Birrell Dunstan Pemberley"),
    "CL": ("Amparo Cristóbal Ignacia Rodrigo", "Aránguiz Bustamante Fuenzalida Oyarzún Sepúlveda Yáñez"),
    "CO": ("Álvaro Catalina Germán Luz Marina Wilson Yaneth", "Arboleda Cifuentes Giraldo Londoño Restrepo Zuluaga"),
    "KR": ("Ha-eun Ji-ho Min-seo Seo-jun", "Baek Han Noh Yoo"),
    "EC": ("Byron Fernanda Marlene Washington", "Alvarado Chiriboga Endara Villacís"),
    "SV": ("Evelyn Mauricio Roxana Wilfredo", "Alfaro Menjívar Portillo Quintanilla"),
    "FR": ("Aurélie Benoît Élodie Gilles Maëlle Yann", "Chauvet Delorme Fauré Lemoine Rivière Tissot"),
    "IL": ("Avital Eitan Noa Yoram", "Amsalem Dagan Harel Navon"),
    "IT": ("Chiara Fabrizio Ilaria Loris", "Bellandi Corsini Ferrante Marchesi"),
    "PE": ("Édgar Maruja Rosmery Wálter", "Ccahuana Huamán Quispe Zegarra"),
    "DO": ("Altagracia Nelson Rafaela Yunior", "Almonte Bonilla Encarnación Peguero"),
    "CN": ("Guang Lihua Meilin Wei", "Deng Hao Shen Yao"),
}
_TWO_SURNAMES = frozenset({"MX", "CL", "CO", "EC", "SV", "PE", "DO"})


def invent(rng: Random, state: str) -> tuple[str, str]:
    """Return given names and surnames."""
    given, family = (words.split() for words in _NAMES[state])
    surnames = rng.sample(family, 2 if state in _TWO_SURNAMES else 1)
    return rng.choice(given), " ".join(surnames)
