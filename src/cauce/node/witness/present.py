"""What the page says of each kind of alarm: what happened, what it means, what to do."""

from __future__ import annotations

from typing import NamedTuple

from cauce.node.frame.parts import Tone
from cauce.node.frame.words import Both
from cauce.node.witness import alarms
from cauce.node.witness.models import Alarm
from cauce.record.witness import BROKEN_PROOF, FORK, SMALLER_TREE


class Kind(NamedTuple):
    """The words for a kind of alarm; `tone` says whether the evidence alone proves it."""

    tone: Tone
    title: Both
    what: Both
    means: Both
    todo: Both


class Shown(NamedTuple):
    """An alarm and its words."""

    alarm: Alarm
    kind: Kind


def shown_of(alarm: Alarm) -> Shown:
    """Return an alarm with its words."""
    return Shown(alarm, WORDS.get(alarm.kind, _OTHER))


_KEEP = Both(
    "Keep the evidence outside this node today. Tell the other party in writing, with both texts.",
    "Guarde hoy la evidencia fuera de este nodo. Avise por escrito a la otra parte, con ambos textos.",
)
_OTHER = Kind(
    "soon",
    Both("Something to look at", "Algo por revisar"),
    Both(
        "The program raised an alarm for which it has no words.",
        "El programa dio una alarma que no sabe explicar.",
    ),
    Both("The evidence says on what it rests.", "La evidencia dice en qué se apoya."),
    Both("Show it to whoever runs this node.", "Muéstrela a quien opera este nodo."),
)
WORDS = {
    FORK: Kind(
        "late",
        Both("The record has two histories", "La bitácora tiene dos historias"),
        Both(
            "This record signed two different trees of the same size.",
            "Esta bitácora firmó dos árboles distintos del mismo tamaño.",
        ),
        Both(
            "It has shown one history to some and another to others, or its key is in two hands. The two signed "
            "checkpoints prove it to anybody, without this node.",
            "Mostró una historia a unos y otra a otros, o alguien más tiene su llave. Los dos puntos de control "
            "firmados lo demuestran ante cualquiera, sin este nodo.",
        ),
        _KEEP,
    ),
    alarms.SHOWN_SMALLER: Kind(
        "soon",
        Both("The record shows less than it signed", "La bitácora muestra menos de lo que firmó"),
        Both(
            "At its own address this record shows a signed checkpoint with fewer entries than this node had cosigned "
            "at the look before.",
            "En su propia dirección, esta bitácora muestra un punto de control firmado con menos entradas de las que "
            "este nodo ya había firmado como testigo cuando la miró la vez anterior.",
        ),
        Both(
            "It waits for other witnesses before it publishes, its database was brought back from an older copy, or it "
            "hides what it recorded. Receipts of the larger tree stay good.",
            "Espera a otros testigos antes de publicar, su base de datos se recuperó de una copia anterior, o la "
            "bitácora oculta lo que registró. Los acuses del árbol mayor siguen valiendo.",
        ),
        Both(
            "See on its page whether it publishes nothing without a quorum, and whether a witness is silent. If not, "
            "tell whoever runs that node, with the evidence, and ask for the reason. Keep your receipts of its acts.",
            "Vea en su página si no publica sin quórum y si un testigo calla. Si no es así, avise a quien opera ese "
            "nodo, con la evidencia, y solicite una explicación. Conserve los acuses de sus actuaciones.",
        ),
    ),
    SMALLER_TREE: Kind(
        "soon",
        Both("The record looks as if it had been set back", "La bitácora parece haber retrocedido"),
        Both(
            "Somebody sent a signed checkpoint of this record with fewer entries than this node has cosigned.",
            "Alguien envió un punto de control firmado de esta bitácora con menos entradas de las que este nodo ya "
            "firmó como testigo.",
        ),
        Both(
            "By itself it proves nothing: checkpoints are public, and an old one can be sent again by anybody. It may "
            "also be that the record was restored from an old backup and goes on from there.",
            "Por sí solo no demuestra nada: los puntos de control son públicos y cualquiera puede reenviar uno "
            "anterior. También puede ser que la bitácora se haya restaurado de un respaldo anterior y siga desde ahí.",
        ),
        Both(
            "Ask whoever runs that record whether it was restored. Compare its present checkpoint with the larger one "
            "in the evidence; if it has no proof that it continues it, tell the other party.",
            "Pregunte a quien opera esa bitácora si se restauró. Compare su punto de control actual con el mayor de la "
            "evidencia; si no tiene prueba de que lo continúa, avise a la otra parte.",
        ),
    ),
    BROKEN_PROOF: Kind(
        "soon",
        Both("A proof of the record does not fit", "Una prueba de la bitácora no cuadra"),
        Both(
            "Somebody sent a newer signed checkpoint of this record, with a proof that does not lead from the last one "
            "to it. It was not cosigned.",
            "Alguien envió un punto de control más reciente de esta bitácora, con una prueba que no lleva hasta él "
            "desde el último que firmó este nodo. No se firmó.",
        ),
        Both(
            "Either the proof was spoilt on its way or by whoever sent it, or the record has rewritten its history and "
            "has no right proof.",
            "O la prueba se dañó en el camino o por quien la envió, o la bitácora reescribió su historia y no tiene "
            "una prueba correcta.",
        ),
        Both(
            "If this node has cosigned a larger tree of that record since, nothing is wrong. If not, ask whoever runs "
            "it for the proof between the two checkpoints in the evidence; if they have none, tell the other party.",
            "Si este nodo firmó después un árbol mayor de esa bitácora, no hay problema. Si no, pida a quien la opera "
            "la prueba entre los dos puntos de control de la evidencia; si no la tiene, avise a la otra parte.",
        ),
    ),
    alarms.ROLLED_BACK: Kind(
        "late",
        Both("This node's own record has been set back", "La bitácora de este nodo retrocedió"),
        Both(
            "The database of this node has fewer entries than this node once signed, or other ones.",
            "La base de datos de este nodo tiene menos entradas de las que este nodo llegó a firmar, o tiene otras.",
        ),
        Both(
            "It was most likely restored from an old backup. People hold receipts for acts that are no longer here, "
            "and to go on would contradict them; so nothing is signed or recorded.",
            "Lo más probable es que se haya restaurado de un respaldo anterior. Hay personas con acuses de actuaciones "
            "que ya no están aquí, y continuar los contradiría; por eso no se firma ni se asienta nada.",
        ),
        Both(
            "Tell whoever runs this node today: they must bring the last database back, or take the record up from "
            "what was published (cauce record recover). If neither can be done, begin a record under a new name and "
            "tell everybody who holds receipts.",
            "Avise hoy a quien opera este nodo: debe recuperar la última base de datos o retomar la bitácora desde lo "
            "publicado (cauce record recover). Si nada de eso es posible, inicie una bitácora con otro nombre y avise "
            "a quienes tienen acuses.",
        ),
    ),
    alarms.DAMAGED: Kind(
        "late",
        Both("This node's own record is damaged", "La bitácora de este nodo está dañada"),
        Both(
            "What is stored of the record is not what this node signed.",
            "Lo almacenado de la bitácora no es lo que este nodo firmó.",
        ),
        Both(
            "A disk failed, or somebody wrote into the database. Nothing is signed on top of it: what is filed is "
            "stored, and its receipts wait. Receipts that were given stay good.",
            "Falló un disco o alguien escribió en la base de datos. Nada se firma sobre ella: lo que se presenta queda "
            "guardado y sus acuses esperan. Los acuses ya entregados siguen valiendo.",
        ),
        Both(
            "Tell whoever runs this node today: they must find out who or what wrote there, and bring the last sound "
            "database back.",
            "Avise hoy a quien opera este nodo: debe averiguar quién o qué escribió ahí y recuperar la última base de "
            "datos íntegra.",
        ),
    ),
    alarms.FILE_DAMAGED: Kind(
        "late",
        Both("A published file of this node's record is damaged", "Un archivo publicado de la bitácora está dañado"),
        Both(
            "A tile that others read is not what the database gives.",
            "Un mosaico que otros consultan no es el que resulta de la base de datos.",
        ),
        Both(
            "A disk failed, or somebody changed the file. Whoever audits or mirrors this record finds it wrong. "
            "Receipts stay right: this node worked them out from its database.",
            "Falló un disco o alguien cambió el archivo. A quien audita o copia esta bitácora no le cuadra. Los acuses "
            "siguen siendo correctos: este nodo los obtuvo de su base de datos.",
        ),
        Both(
            "Whoever runs this node must find out what happened to the file; cauce record rebuild names it.",
            "Quien opera este nodo debe averiguar qué pasó con el archivo; cauce record rebuild dice cuál es.",
        ),
    ),
    alarms.SILENT_WITNESS: Kind(
        "soon",
        Both("A witness does not answer", "Un testigo no responde"),
        Both(
            "A witness that this node asks to cosign its record has not answered for a while.",
            "Un testigo al que este nodo pide firmar su bitácora lleva tiempo sin responder.",
        ),
        Both(
            "Receipts given meanwhile lack its signature; readers whose policy needs it cannot verify them yet. A node "
            "set to “closed” that needs it publishes nothing and gives no receipt until it signs; what is filed "
            "is safe.",
            "A los acuses dados entretanto les falta su firma; quien la exige en su política aún no puede "
            "comprobarlos. Un nodo en modo «cerrado» que la necesite no publica ni da acuses hasta que firme; lo "
            "que se presenta queda a salvo.",
        ),
        Both(
            "Ask whoever runs the witness. Receipts can be had again when it has signed.",
            "Pregunte a quien opera el testigo. Los acuses pueden obtenerse de nuevo cuando haya firmado.",
        ),
    ),
    alarms.LYING_WITNESS: Kind(
        "late",
        Both("A witness answers wrongly", "La respuesta de un testigo no es válida"),
        Both(
            "A witness answered with something that is not its signature of what it was asked to sign.",
            "Un testigo respondió con algo que no es su firma de lo que se le pidió firmar.",
        ),
        Both(
            "Its key was changed, another program answers in its place, or it is broken. What it sent was not used.",
            "Cambió su llave, otro programa responde en su lugar, o tiene una falla. No se usó lo que envió.",
        ),
        Both(
            "Compare its key with the one that its operator publishes, by another channel.",
            "Compare su llave con la que publica quien lo opera, por otro medio.",
        ),
    ),
    alarms.WITNESS_DISAGREES: Kind(
        "soon",
        Both("A witness disagrees with this node's record", "Un testigo no coincide con la bitácora de este nodo"),
        Both(
            "A witness says that it has cosigned a larger or another tree of this node's record, and shows none that "
            "this node signed.",
            "Un testigo dice que firmó un árbol mayor u otro de la bitácora de este nodo, y no muestra ninguno que "
            "este nodo haya firmado.",
        ),
        Both(
            "By itself it proves nothing: the witness may be wrong. It may also be that this node was restored from an "
            "old backup, or that somebody else has its key.",
            "Por sí solo no demuestra nada: el testigo puede equivocarse. También puede ser que este nodo se haya "
            "restaurado de un respaldo anterior, o que alguien más tenga su llave.",
        ),
        Both(
            "Ask whoever runs the witness for the checkpoint that it cosigned, and check with the key of this node who "
            "signed it.",
            "Pida a quien opera el testigo el punto de control que firmó, y compruebe con la llave de este nodo quién "
            "lo firmó.",
        ),
    ),
    alarms.WITNESS_ROLLED_BACK: Kind(
        "late",
        Both("This node's witness has been set back", "El testigo de este nodo retrocedió"),
        Both(
            "The witness of this node has cosigned more, or something else, than its database says.",
            "El testigo de este nodo ha firmado más, o algo distinto, de lo que consta en su base de datos.",
        ),
        Both(
            "The database was restored from an old backup, or somebody has changed it. The witness could contradict "
            "what it said, so it signs nothing.",
            "La base de datos se restauró de un respaldo anterior, o alguien la alteró. El testigo podría "
            "contradecirse; por eso no firma nada.",
        ),
        Both(
            "Whoever runs this node must bring the last database back, or begin a witness under another name.",
            "Quien opera este nodo debe recuperar la última base de datos, o iniciar un testigo con otro nombre.",
        ),
    ),
    alarms.CLOCK_BACK: Kind(
        "soon",
        Both("The clock of this node went back", "El reloj de este nodo retrocedió"),
        Both(
            "The clock shows an earlier time than the witness of this node has already put in a signature.",
            "El reloj marca una hora anterior a la que el testigo de este nodo ya puso en una firma.",
        ),
        Both(
            "Until the clock catches up, signatures of this witness bear that last time.",
            "Hasta que el reloj la alcance, las firmas de este testigo llevarán esa última hora.",
        ),
        Both(
            "Whoever runs this node must see to its clock.",
            "Quien opera este nodo debe revisar su reloj.",
        ),
    ),
}
