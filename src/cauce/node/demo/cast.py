"""Who takes part: the offices that the law names, the missions of fourteen states, and invented people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from cauce.node.demo.names import invent
from cauce.node.frame.words import Both

SINCE = date(2018, 12, 1)
MX = "America/Mexico_City"


@dataclass(frozen=True, slots=True)
class Part:
    """An office of the story."""

    code: str
    kinds: tuple[str, ...]
    state: str
    en: str
    es: str
    zone: str = MX

    @property
    def title(self) -> Both:
        """Return its name in both languages."""
        return Both(self.en, self.es)


@dataclass(frozen=True, slots=True)
class Agent:
    """A foreign agent of the story. `area` is where they are to work, as place codes."""

    code: str
    given: str
    surnames: str
    state: str
    mission: str
    agency: str
    post: str
    area: tuple[str, ...]


@dataclass(frozen=True)
class Cast:
    """Everybody, in a fixed order."""

    offices: tuple[Part, ...]
    agents: tuple[Agent, ...]
    #: who acts for each office: username and full name
    people: dict[str, tuple[str, str]]


def _host(code: str, en: str, es: str, *more: str) -> Part:
    return Part(code, (f"mx-lsn/{code}", *more), "MX", en, es)


FEDERAL = (
    _host("sre", "Ministry of Foreign Affairs", "Secretaría de Relaciones Exteriores", "us-951/foreign-office"),
    _host("sspc", "Ministry of Security and Citizen Protection", "Secretaría de Seguridad y Protección Ciudadana"),
    _host("sedena", "Ministry of National Defence", "Secretaría de la Defensa Nacional"),
    _host("semar", "Ministry of the Navy", "Secretaría de Marina"),
    _host("guardia-nacional", "National Guard", "Guardia Nacional"),
    _host("cni", "National Intelligence Centre", "Centro Nacional de Inteligencia"),
    _host("aduanas", "Customs Administration", "Administración General de Aduanas"),
    _host("inm", "National Migration Institute", "Instituto Nacional de Migración"),
    _host("segob", "Ministry of the Interior", "Secretaría de Gobernación"),
    _host("shcp", "Ministry of Finance", "Secretaría de Hacienda y Crédito Público"),
    _host("fgr", "Attorney General’s Office", "Fiscalía General de la República", "us-mx/mexican-attorney-general"),
    _host("council", "National Security Council", "Consejo de Seguridad Nacional"),
    _host("ganseg", "High-Level Security Group", "Grupo de Alto Nivel de Seguridad"),
    _host("gco", "Operational Coordination Group", "Grupo de Coordinación Operativa"),
    Part(
        "binational-group",
        ("mx-lsn/binational-ganseg",),
        "MX",
        "High-Level Security Group (binational)",
        "Grupo de Alto Nivel de Seguridad (binacional)",
    ),
    Part("auditor", ("mx-lsn/auditor",), "MX", "Internal Control Body", "Órgano Interno de Control"),
    Part(
        "sat", ("mx-lsn/executive-body",), "MX", "Tax Administration Service", "Servicio de Administración Tributaria"
    ),
    Part("senate", ("mx-lsn/legislative-body",), "MX", "Senate, bicameral committee", "Senado, comisión bicameral"),
)
#: of the mirror regime and of the bilateral layer
OTHERS = (
    Part(
        "us-state-department",
        ("us-951/state-department",),
        "US",
        "United States Department of State",
        "Departamento de Estado de los Estados Unidos",
        "America/New_York",
    ),
    Part(
        "us-visits-office",
        ("us-951/us-agency", "us-mx/agency"),
        "US",
        "United States agency that receives visits",
        "Dependencia estadounidense que recibe visitas",
        "America/New_York",
    ),
    Part(
        "fgr-contact-point",
        ("us-mx/contact-point",),
        "MX",
        "Contact point of the Attorney General’s Office",
        "Punto de contacto de la Fiscalía General",
    ),
    Part(
        "us-contact-point",
        ("us-mx/contact-point",),
        "US",
        "Contact point of the Attorney General of the United States",
        "Punto de contacto de la Procuraduría de los Estados Unidos",
        "America/New_York",
    ),
)
#: code in the place list, name
STATES = {
    "AGU": "Aguascalientes", "BCN": "Baja California", "BCS": "Baja California Sur", "CAM": "Campeche",
    "CHP": "Chiapas", "CHH": "Chihuahua", "CMX": "Ciudad de México", "COA": "Coahuila", "COL": "Colima",
    "DUR": "Durango", "GUA": "Guanajuato", "GRO": "Guerrero", "HID": "Hidalgo", "JAL": "Jalisco",
    "MEX": "Estado de México", "MIC": "Michoacán", "MOR": "Morelos", "NAY": "Nayarit", "NLE": "Nuevo León",
    "OAX": "Oaxaca", "PUE": "Puebla", "QUE": "Querétaro", "ROO": "Quintana Roo", "SLP": "San Luis Potosí",
    "SIN": "Sinaloa", "SON": "Sonora", "TAB": "Tabasco", "TAM": "Tamaulipas", "TLA": "Tlaxcala",
    "VER": "Veracruz", "YUC": "Yucatán", "ZAC": "Zacatecas",
}  # fmt: skip
#: municipal and borough bodies: code, kind, English, Spanish, time zone in America
LOCAL = (
    ("tijuana", "municipal-body", "Tijuana municipal police", "Policía municipal de Tijuana", "Tijuana"),
    ("juarez", "municipal-body", "Juárez municipal police", "Policía municipal de Juárez", "Ciudad_Juarez"),
    ("ojinaga", "municipal-body", "Ojinaga municipal police", "Policía municipal de Ojinaga", "Ojinaga"),
    ("matamoros", "municipal-body", "Matamoros municipal police", "Policía municipal de Matamoros", "Matamoros"),
    ("cancun", "municipal-body", "Cancún municipal police", "Policía municipal de Cancún", "Cancun"),
    ("iztapalapa", "borough-body", "Iztapalapa borough", "Alcaldía Iztapalapa", "Mexico_City"),
)
#: where each of them works
TOWNS = {
    "tijuana": "MX-BCN-004", "juarez": "MX-CHH-037", "ojinaga": "MX-CHH-052", "matamoros": "MX-TAM-022",
    "cancun": "MX-ROO-005", "iztapalapa": "MX-CMX-007",
}  # fmt: skip
#: sending states: name, name, agencies, how many agents
SENDERS: dict[str, tuple[str, str, tuple[str, ...], int]] = {
    "US": ("United States", "Estados Unidos", (
        "Drug Enforcement Administration", "FBI legal attaché", "Bureau of Alcohol, Tobacco, Firearms and Explosives",
        "Marshals Service", "Office of International Affairs", "OPDAT", "ICITAP", "Homeland Security attaché",
        "Customs and Border Protection", "Immigration and Customs Enforcement", "Secret Service",
        "Transportation Security Administration", "Office of Foreign Assets Control"), 84),
    "DE": ("Germany", "Alemania", ("Bundeskriminalamt",), 8),
    "AU": ("Australia", "Australia", ("Australian Federal Police",), 3),
    "CL": ("Chile", "Chile", ("Policía de Investigaciones",), 4),
    "CO": ("Colombia", "Colombia", ("Policía Nacional",), 12),
    "KR": ("Republic of Korea", "Corea", ("National Police Agency",), 3),
    "EC": ("Ecuador", "Ecuador", ("Policía Nacional",), 4),
    "SV": ("El Salvador", "El Salvador", ("Policía Nacional Civil",), 4),
    "FR": ("France", "Francia", ("Police nationale",), 9),
    "IL": ("Israel", "Israel", ("Israel Police",), 3),
    "IT": ("Italy", "Italia", ("Guardia di Finanza",), 5),
    "PE": ("Peru", "Perú", ("Policía Nacional",), 4),
    "DO": ("Dominican Republic", "República Dominicana", ("Dirección Nacional de Control de Drogas",), 4),
    "CN": ("China", "China", ("Ministry of Public Security",), 3),
}  # fmt: skip
_POSTS = ("Ciudad de México", "Monterrey", "Guadalajara", "Tijuana", "Hermosillo", "Mérida", "Mazatlán")
_AREAS = (("MX",), ("MX-CMX", "MX-MEX"), ("MX-NLE", "MX-TAM", "MX-COA"), ("MX-JAL", "MX-COL", "MX-NAY"),
          ("MX-BCN", "MX-SON"), ("MX-CHH", "MX-SON"), ("MX-YUC", "MX-ROO", "MX-CAM"), ("MX-SIN", "MX-DUR"))  # fmt: skip


def prosecutor(state: str) -> str:
    """Return the code of a state's prosecutor."""
    return f"fgj-{state.lower()}"


def embassy(state: str) -> str:
    """Return the code of a sending state's embassy."""
    return f"embassy-{state.lower()}"


def everybody(seed: int) -> Cast:
    """Return the cast; the same for the same seed."""
    rng = Random(seed)
    offices = (*FEDERAL, *_states(), *_locals(), *_missions(), *_abroad())
    people = {part.code: _person(rng, part) for part in offices}
    agents = tuple(_agents(rng))
    # drawn after the agents, so that a new office gives none of them another name
    people |= {part.code: _person(rng, part) for part in OTHERS}
    return Cast((*offices, *OTHERS), agents, people)


def _person(rng: Random, part: Part) -> tuple[str, str]:
    return part.code, " ".join(invent(rng, part.state))


def _states() -> list[Part]:
    return [
        Part(
            prosecutor(code),
            ("mx-lsn/state-body",),
            "MX",
            f"State Prosecutor of {name}",
            f"Fiscalía estatal de {name}" if code != "CMX" else "Fiscalía de la Ciudad de México",
        )
        for code, name in STATES.items()
    ]


def _locals() -> list[Part]:
    return [Part(code, (f"mx-lsn/{kind}",), "MX", en, es, f"America/{zone}") for code, kind, en, es, zone in LOCAL]


def _missions() -> list[Part]:
    return [
        Part(embassy(code), ("mx-lsn/mission",), code, f"Embassy of {_the(en)}{en}", _embassy_es(es))
        for code, (en, es, _, _) in SENDERS.items()
    ]


def _the(name: str) -> str:
    return "the " if name.startswith(("United", "Republic", "Dominican")) else ""


def _embassy_es(name: str) -> str:
    joined = {"República Dominicana": "de la República Dominicana", "El Salvador": "de El Salvador"}
    return f"Embajada {joined.get(name, f'de {name}')}"


def _abroad() -> list[Part]:
    """Return the offices of the mirror regime: Mexico's own agents in the United States."""
    ny = "America/New_York"
    return [
        Part(
            "us-attorney-general",
            ("us-951/attorney-general", "us-mx/us-attorney-general"),
            "US",
            "Attorney General of the United States",
            "Fiscal General de los Estados Unidos",
            ny,
        ),
        Part(
            "embassy-mx-washington",
            ("us-951/mission",),
            "MX",
            "Embassy of Mexico in Washington",
            "Embajada de México en Washington",
            ny,
        ),
    ]


def _agents(rng: Random) -> list[Agent]:
    found = []
    for state, (_, _, agencies, count) in SENDERS.items():
        for number in range(count):
            given, surnames = invent(rng, state)
            where = rng.randrange(len(_POSTS))
            area = _AREAS[0] if rng.random() < 0.25 else rng.choice(_AREAS[1:])
            agency = agencies[number % len(agencies)]
            code = f"{state.lower()}-{number + 401:04}"
            found.append(Agent(code, given, surnames, state, embassy(state), agency, _POSTS[where], area))
    return found
