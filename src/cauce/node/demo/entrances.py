"""The one-click entrances of the demonstration: which offices, and what each is good for."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.node.frame.words import Both


@dataclass(frozen=True, slots=True)
class Entrance:
    """An office to enter as, and what there is to see."""

    office: str
    en: str
    es: str
    see_en: str
    see_es: str

    @property
    def see(self) -> Both:
        """Return what there is to see, in both languages."""
        return Both(self.see_en, self.see_es)


ENTRANCES = (
    Entrance(
        "sre",
        "Foreign Ministry, registry desk",
        "Relaciones Exteriores, mesa de registro",
        "Accreditations, the register, reports to acknowledge, readings and parameters it has set.",
        "Acreditaciones, registro, informes por acusar, lecturas y parámetros que ha fijado.",
    ),
    Entrance(
        "ganseg",
        "High-Level Security Group",
        "Grupo de Alto Nivel de Seguridad",
        "Requests to meet, seat by seat, and the decision.",
        "Solicitudes de reunión, voto por voto, y la resolución.",
    ),
    Entrance(
        "sspc",
        "Ministry of Security",
        "Secretaría de Seguridad",
        "The second addressee of every report; a seat in the group; supervision.",
        "Segunda destinataria de cada informe; integrante del Grupo; supervisión.",
    ),
    Entrance(
        "sedena",
        "Ministry of Defence",
        "Defensa Nacional",
        "A concurrence that has been pending for months; firearms permits.",
        "Un acuerdo pendiente desde hace meses; permisos de armas.",
    ),
    Entrance(
        "semar",
        "Ministry of the Navy",
        "Secretaría de Marina",
        "The third of the agreements that an accreditation needs; a seat in the group.",
        "El tercero de los acuerdos que requiere una acreditación; integrante del Grupo.",
    ),
    Entrance(
        "embassy-us",
        "Embassy of the United States",
        "Embajada de Estados Unidos",
        "Its own agents, their accreditations, the monthly report.",
        "Sus propios agentes, sus acreditaciones, el informe mensual.",
    ),
    Entrance(
        "embassy-co",
        "Embassy of Colombia",
        "Embajada de Colombia",
        "A mission that missed a monthly report.",
        "Una misión que omitió un informe mensual.",
    ),
    Entrance(
        "fgj-chh",
        "State Prosecutor of Chihuahua",
        "Fiscalía estatal de Chihuahua",
        "Meetings under one standing authorisation; file a contact report.",
        "Reuniones bajo una autorización para varias; presentar un informe de contacto.",
    ),
    Entrance(
        "tijuana",
        "Tijuana municipal police",
        "Policía municipal de Tijuana",
        "Calls at the zone’s edge, on the eve of the law and on its first day.",
        "Llamadas en el límite del huso horario, la víspera de la ley y su primer día.",
    ),
    Entrance(
        "fgr",
        "Attorney General’s Office",
        "Fiscalía General de la República",
        "An autonomous body: reports by guideline, notices of facts, consultation with its counterpart.",
        "Órgano autónomo: informes por lineamiento, avisos de hechos, consulta con su contraparte.",
    ),
    Entrance(
        "us-attorney-general",
        "Attorney General of the United States",
        "Fiscal General de los Estados Unidos",
        "The mirror: Mexican agents abroad under another law.",
        "El espejo: agentes mexicanos en el exterior bajo otra ley.",
    ),
    Entrance(
        "auditor",
        "Internal Control Body",
        "Órgano Interno de Control",
        "Reads every case and may do nothing.",
        "Consulta todos los expedientes y no puede actuar.",
    ),
)
