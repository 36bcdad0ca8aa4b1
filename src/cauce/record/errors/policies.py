"""What can be wrong with a policy, and with a checkpoint that it does not accept."""

from .base import RecordError


class BadPolicyLine(RecordError):
    """A line of another form than the four that there are."""

    code = "record.E070"
    says = {
        "en": "This is no line of a policy: “{found}”.",
        "es": "Esta no es una línea de una política: «{found}».",
    }
    hint = {
        "en": "The lines are: log KEY [URL]; witness NAME KEY [URL]; group NAME any|all|NUMBER NAME…; quorum NAME.",
        "es": "Las líneas son: log LLAVE [URL]; witness NOMBRE LLAVE [URL]; group NOMBRE any|all|NÚMERO NOMBRE…; "
        "quorum NOMBRE.",
    }


class BadPolicyOctet(RecordError):
    """A control character other than the tab and the line feed."""

    code = "record.E071"
    says = {
        "en": "The octet {found} does not belong in a policy.",
        "es": "El octeto {found} no cabe en una política.",
    }
    hint = {
        "en": "0x0D means that an editor changed the line endings: save the file with plain line feeds.",
        "es": "0x0D indica que un editor cambió los saltos de línea: guarde el archivo con saltos simples.",
    }


class NameTaken(RecordError):
    """A name that is given twice, or that of the empty quorum."""

    code = "record.E072"
    says = {
        "en": "The name “{name}” is already taken.",
        "es": "El nombre «{name}» ya está ocupado.",
    }
    hint = {
        "en": "Witnesses and groups share their names, and “none” is always taken: choose another.",
        "es": "Testigos y grupos comparten sus nombres, y «none» siempre está ocupado: elija otro.",
    }


class UnknownName(RecordError):
    """A name that no line above gives."""

    code = "record.E073"
    says = {
        "en": "No line above names a witness or group “{name}”.",
        "es": "Ninguna línea anterior nombra un testigo o grupo «{name}».",
    }
    hint = {
        "en": "Put the line of the witness or group first, and compare the letters.",
        "es": "Ponga antes la línea del testigo o grupo, y compare las letras.",
    }


class MemberTwice(RecordError):
    """A witness or group that would count twice."""

    code = "record.E074"
    says = {
        "en": "“{name}” is already a member of a group.",
        "es": "«{name}» ya es integrante de un grupo.",
    }
    hint = {
        "en": "Nobody may count twice: take it out of one of the groups.",
        "es": "Nadie puede contar dos veces: quítelo de uno de los grupos.",
    }


class BadThreshold(RecordError):
    """A group that needs none of its members, or more than it has."""

    code = "record.E075"
    says = {
        "en": "A group of {members} cannot need “{found}” of its members.",
        "es": "Un grupo de {members} no puede exigir «{found}» de sus integrantes.",
    }
    hint = {
        "en": "Write any, all, or a number from 1 to {members}.",
        "es": "Escriba any, all o un número del 1 al {members}.",
    }


class SameKey(RecordError):
    """Two logs, or two witnesses, with one key."""

    code = "record.E076"
    says = {
        "en": "The key of “{name}” is that of “{other}”, whatever it is called.",
        "es": "La llave de «{name}» es la de «{other}», como quiera que se llame.",
    }
    hint = {
        "en": "Each log and each witness has a key of its own: leave one of the two lines out.",
        "es": "Cada bitácora y cada testigo tiene su propia llave: quite una de las dos líneas.",
    }


class NotOneQuorum(RecordError):
    """A policy that does not say, or says twice, when it is satisfied."""

    code = "record.E077"
    says = {
        "en": "A policy has exactly one quorum line; this one has {found}.",
        "es": "Una política tiene exactamente una línea «quorum»; esta tiene {found}.",
    }
    hint = {
        "en": "Write which witness or group must cosign, or “quorum none” if nobody need.",
        "es": "Escriba qué testigo o grupo debe firmar, o «quorum none» si no hace falta ninguno.",
    }


class QuorumNotReached(RecordError):
    """A checkpoint that too few witnesses cosigned."""

    code = "record.E078"
    says = {
        "en": "The quorum “{quorum}” was not reached; cosigned by: {found}.",
        "es": "No se alcanzó el quórum «{quorum}»; firmaron como testigos: {found}.",
    }
    hint = {
        "en": "Ask the record for a newer receipt: witnesses sign late, not never. If there is none, tell the other "
        "party.",
        "es": "Solicite a la bitácora un acuse más reciente: los testigos firman tarde, pero firman. Si no lo hay, "
        "avise a la otra parte.",
    }


class PolicyTooLong(RecordError):
    """More logs, witnesses and groups than a reader will look at."""

    code = "record.E079"
    says = {
        "en": "A policy has at most {limit} lines that say something.",
        "es": "Una política tiene a lo más {limit} líneas que digan algo.",
    }
    hint = {
        "en": "Leave out those that nobody needs; comments and empty lines do not count.",
        "es": "Quite las que nadie necesita; los comentarios y las líneas vacías no cuentan.",
    }
