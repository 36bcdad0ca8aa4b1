"""Missions, agreements, article 74, and the two regimes beside the Mexican one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from cauce.node.demo.cast import prosecutor
from cauce.node.demo.chapters.pool import Pool
from cauce.node.demo.engine import Story
from cauce.node.demo.stories import agreements, bilateral, mirror, missions

_MISSED = {"CO": {"2021-05"}, "IL": {"2021-03", "2021-08"}, "US": {"2021-08"}, "IT": {"2021-06"}}
_LATE = {"FR": {"2021-04"}, "PE": {"2021-04"}, "KR": {"2021-02"}, "CL": {"2021-06", "2021-07"}}
#: facts of which class, learned when, by whose embassy, about what; and the class if it was put right
_FACTS = (
    ("US", date(2021, 2, 10), "officials", "Presuntos pagos a mandos policiales", "fgr", ""),
    ("CO", date(2021, 4, 12), "threat", "Ingreso de explosivos por la frontera sur", "cni", ""),
    ("FR", date(2021, 5, 10), "life-of-the-country", "Falsificación de biológicos", "sspc", ""),
    ("DE", date(2021, 6, 10), "other", "Vehículos robados en tránsito", "fgr", ""),
    ("US", date(2021, 7, 14), "life-of-the-country", "Intrusión en sistemas de pago", "cni", ""),
    ("IL", date(2021, 8, 11), "", "Equipo de intercepción sin registro", "sspc", "threat"),
    ("KR", date(2021, 9, 6), "officials", "", "fgr", ""),
    ("PE", date(2021, 3, 22), "threat", "Uso de pistas clandestinas", "semar", ""),
)


def chapter(rng: Random, pool: Pool) -> Iterator[Story]:
    """Everything that is no contact and no agent's own affair."""
    yield from _missions(rng, pool)
    yield from _suspensions()
    yield from _agreements()
    yield from _mirror()
    yield from _bilateral()


def _missions(rng: Random, pool: Pool) -> Iterator[Story]:
    for state in sorted({agent.state for agent in pool.agents}):
        skips, late = frozenset(_MISSED.get(state, ())), frozenset(_LATE.get(state, ()))
        yield missions.months(rng, state, skips=skips, late=late)
    for number, agent in enumerate(pool.early[:5]):
        dealings = "Tres llamadas con autoridades federales." if number != 3 else ""
        more = "Tres llamadas y una visita a la Fiscalía." if number == 2 else ""
        yield missions.own_month(agent, date(2021, 1, 12), "2020-12", dealings, more)
    for month in (2, 4, 6, 8):
        told = "Dos reuniones con la Fiscalía General; una llamada con una policía municipal."
        yield missions.own_month(pool.early[month], date(2021, month + 1, 8), f"2021-{month:02}", told)
    for state, day, priority, topic, addressee, fixed in _FACTS:
        yield missions.notice(state, day, priority, topic, addressee, fixed=fixed)


def _suspensions() -> Iterator[Story]:
    yield missions.suspension("DO", date(2021, 4, 19), "bribery", until=date(2021, 5, 28), proven=False)
    yield missions.suspension("EC", date(2021, 6, 14), "deprivation", until=date(2021, 7, 30))
    yield missions.unproven("CL", date(2021, 8, 24), "bribery")


def _agreements() -> Iterator[Story]:
    """Told beforehand, late, against advice, or not at all; the ministry takes more time three times."""
    yield agreements.agreed(prosecutor("NLE"), "Memorando de capacitación pericial", date(2021, 2, 10))
    yield agreements.agreed(
        prosecutor("CHH"), "Carta de entendimiento sobre rastreo balístico", date(2021, 3, 2), more_time=12,
        channel=date(2021, 5, 17),
    )  # fmt: skip
    yield agreements.agreed(
        prosecutor("JAL"), "Programa de laboratorio forense", date(2021, 4, 13), state="FR", opinion="with-changes",
        corrected=True, more_time=8,
    )  # fmt: skip
    yield agreements.agreed("sat", "Intercambio de información aduanera", date(2021, 5, 5), state="KR", more_time=15)
    yield agreements.agreed("cancun", "Policía turística: intercambio", date(2021, 6, 8), opinion="against")
    yield agreements.agreed("juarez", "Puentes seguros", date(2021, 7, 8), opinion="against")
    yield agreements.agreed(
        "fgr", "Cooperación en extinción de dominio", date(2021, 2, 16), state="CO", channel=date(2021, 4, 6),
        ends=date(2021, 9, 15),
    )  # fmt: skip
    yield agreements.unannounced(prosecutor("SON"), "Carta de intención sobre rastreo", date(2021, 6, 3))
    yield agreements.unannounced("tijuana", "Hermanamiento policial", date(2021, 8, 18), corrected=True)
    yield agreements.unannounced("iztapalapa", "Prevención comunitaria", date(2021, 7, 21), "CO")
    yield agreements.agreed("senate", "Grupo de trabajo parlamentario", date(2021, 4, 22), state="DE")
    yield agreements.given_up(prosecutor("GUA"), "Curso de negociación", date(2021, 3, 24), "IL")
    yield agreements.given_up(prosecutor("VER"), "Equipo para inspección de contenedores", date(2021, 7, 5), "CN")


def _mirror() -> Iterator[Story]:
    yield mirror.counts(date(2021, 1, 29), "calendar")
    yield mirror.noticed("mx-0001", date(2021, 2, 9))
    yield mirror.noticed("mx-0002", date(2021, 2, 10), years=6)
    yield mirror.noticed("mx-0003", date(2021, 2, 11), late=True)
    yield mirror.noticed_again("mx-0004", date(2021, 3, 16))
    yield mirror.over("mx-0005", date(2021, 2, 23), date(2021, 5, 14), date(2021, 5, 28))
    yield mirror.over("mx-0006", date(2021, 4, 8), date(2021, 6, 30), date(2021, 8, 12))
    yield mirror.noticed("mx-0007", date(2021, 8, 17), late=True)
    yield mirror.in_trade("mx-0008", date(2021, 6, 1))
    yield mirror.in_trade("mx-0006", date(2021, 7, 5), listed="yes")
    yield mirror.arrived("mx-0003", date(2021, 5, 11))
    yield mirror.arrived("mx-0008", date(2021, 3, 9), left=date(2021, 9, 10))
    yield mirror.objected("mx-0009", date(2021, 4, 20))
    yield mirror.staff("mx-0009", date(2021, 5, 18))
    yield mirror.visits("mx-0001", date(2021, 7, 19), "us-visits-office")
    yield mirror.visits("mx-0002", date(2021, 8, 9), "sre")


def _bilateral() -> Iterator[Story]:
    yield bilateral.listed(date(2021, 2, 2), "fgr", "fgr-contact-point")
    yield bilateral.listed(date(2021, 2, 3), "us-attorney-general", "us-contact-point", until=date(2021, 9, 3))
    yield bilateral.settled(date(2021, 3, 1), "notice-lead", 15)
    yield bilateral.complied(date(2021, 3, 12), "fgr")
    yield bilateral.complied(date(2021, 4, 26), "us-attorney-general")
    yield bilateral.consulted(date(2021, 4, 6), "Entrega vigilada de un cargamento", "adapt")
    yield bilateral.consulted(
        date(2021, 5, 18), "Entrega vigilada en un puerto", "proceed", to="fgr-contact-point", place="MX-VER-193"
    )
    yield bilateral.consulted(
        date(2021, 7, 13), "Entrevista con un testigo", "withdraw", to="fgr-contact-point", ahead=9, place="MX-NLE-039"
    )
    yield bilateral.untold(date(2021, 6, 15), "Seguimiento de una embarcación")
    yield bilateral.withheld(date(2021, 8, 30), "Traslado de una persona protegida")
