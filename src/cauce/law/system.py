"""What the operating system answers about a file or an address, in both languages: it speaks one of its own."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOENT: ("it does not exist", "no existe"),
    errno.EACCES: ("access is denied", "el acceso está denegado"),
    errno.EPERM: ("this user may not", "este usuario no está autorizado"),
    errno.EISDIR: ("it is a folder", "es una carpeta"),
    errno.ENOTDIR: ("part of its path is no folder", "una parte de su ruta no es una carpeta"),
    errno.EEXIST: ("it exists already", "ya existe"),
    errno.ENAMETOOLONG: ("its name is too long", "su nombre es demasiado largo"),
    errno.ELOOP: ("its links lead in a circle", "sus enlaces forman un círculo"),
    errno.EROFS: ("the disk can only be read", "el disco es de solo lectura"),
    errno.ENOSPC: ("there is no room left on the disk", "ya no hay espacio en el disco"),
    errno.EDQUOT: ("this user's share of the disk is full", "se agotó el espacio asignado a este usuario"),
    errno.EMFILE: ("too many files are open", "hay demasiados archivos abiertos"),
    errno.EIO: ("the disk fails", "el disco falla"),
    errno.EADDRINUSE: ("another program listens there", "otro programa ya escucha ahí"),
    errno.EADDRNOTAVAIL: ("this machine has no such address", "este equipo no tiene esa dirección"),
}


def why_of(error: OSError) -> dict[str, str]:
    """
    Return why the system refused, by language; what is not known here in its own words, between quotation marks.

    >>> why_of(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    {'en': 'it does not exist', 'es': 'no existe'}
    """
    if error.errno in _WORDS:
        return dict(zip(("en", "es"), _WORDS[error.errno], strict=True))
    own = error.strerror or str(error) or "?"
    return {"en": f"the system answers “{own}”", "es": f"el sistema responde «{own}»"}
