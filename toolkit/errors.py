"""What a user can mend: every error that stops a command, told with its next step."""

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


class UnreadableFile(FactpackError):
    """A file that cannot be read as what its name says: torn, encrypted, hostile, misnamed."""


class UnreadableDossier(FactpackError):
    """A folder that is no dossier, or whose settings cannot be read."""


class UnusableTemplate(FactpackError):
    """A template that cannot be filled without losing or overwriting something."""


class QueryRefused(FactpackError):
    """SQL that is not one SELECT over the dossier, or that broke a limit."""
