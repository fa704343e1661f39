"""What a user can mend: every error that stops a command, told with its next step."""

from errno import errorcode

_LONGEST = 4_000  # characters of a message: a name within a hostile file may have millions


class FactpackError(Exception):
    """Something stops the run that the user can mend: `what` is wrong, `hint` the next step."""

    def __init__(self, what: str, *, hint: str = "") -> None:
        if len(what) > _LONGEST:
            what = f"{what[: _LONGEST // 2]} […] {what[-_LONGEST // 2 :]}"
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.what}\n{self.hint}" if self.hint else self.what


def next_step(fault: OSError) -> str:
    """What to do where the system refuses to read or write."""
    match errorcode.get(fault.errno or 0):
        case "ENOSPC" | "EDQUOT" | "EFBIG":
            return "make room on that disk"
        case "EROFS" | "EACCES" | "EPERM":
            return "choose another place, or ask for the right to read and write there"
        case "ENOENT" | "ENOTDIR":
            return "see that the folder exists"
        case "ENAMETOOLONG":
            return "take shorter names for the file and for what it is made of"
        case "EMFILE" | "ENFILE":
            return "close other programs, or allow more open files (ulimit -n)"
        case _:
            return "see that the disk is there and whole, and run the command again"


class UnreadableFile(FactpackError):
    """A file that cannot be read as what its name says: torn, encrypted, hostile, misnamed."""


class UnreadableDossier(FactpackError):
    """A folder that is no dossier, or whose settings cannot be read."""


class UnusableTemplate(FactpackError):
    """A template that cannot be filled without losing or overwriting something."""


class QueryRefused(FactpackError):
    """SQL that is not one SELECT over the dossier, or that broke a limit."""
