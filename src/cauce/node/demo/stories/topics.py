"""What contacts are about: topic and objective, as the guidelines want them, and never what was said."""

from __future__ import annotations

#: topic, and to what end
TOPICS = (
    ("Rastreo de armas aseguradas", "Cotejar números de serie"),
    ("Precursores químicos en puerto", "Acordar avisos de embarque"),
    ("Personas desaparecidas en la frontera", "Intercambiar contactos de enlace"),
    ("Lavado de dinero por comercio exterior", "Definir puntos de contacto"),
    ("Capacitación en laboratorio", "Programar un curso"),
    ("Trata de personas", "Coordinar la atención a víctimas"),
    ("Fraude con documentos de viaje", "Conocer nuevas modalidades"),
    ("Tráfico de especies", "Presentar al equipo de enlace"),
    ("Robo de vehículos con exportación", "Consultar el estatus de unidades aseguradas"),
    ("Seguridad en puentes internacionales", "Acordar horarios de revisión conjunta"),
    ("Extradición de una persona", "Precisar los requisitos de la petición"),
    ("Localización de prófugos", "Confirmar órdenes de aprehensión vigentes"),
    ("Tráfico de migrantes", "Definir el canal para alertas"),
    ("Robo de hidrocarburos", "Conocer métodos de medición"),
    ("Delitos cibernéticos", "Solicitar la preservación de datos"),
    ("Explotación sexual infantil en línea", "Canalizar reportes a la unidad competente"),
    ("Moneda falsa", "Comparar ejemplares asegurados"),
    ("Subvaluación de mercancías", "Cotejar pedimentos"),
    ("Seguridad aérea", "Revisar procedimientos de inspección"),
    ("Identificación humana", "Intercambiar perfiles genéticos por la vía convenida"),
    ("Contrabando de efectivo", "Acordar el aviso de aseguramientos"),
    ("Pesca ilegal", "Programar recorridos de vigilancia"),
    ("Robo de arte sacro", "Identificar piezas recuperadas"),
    ("Fentanilo en paquetería", "Definir criterios de inspección"),
)
