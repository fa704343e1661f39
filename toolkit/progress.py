"""How far a check has come, as a line for people: records done, how fast, how long still."""

from __future__ import annotations

# The steps of a check, and the share of the time that each takes of many records, as measured.
STEPS = {
    "reading": 15,
    "validating": 5,
    "filling the tables": 3,
    "reading quotes": 36,
    "comparing": 25,
    "holding the rules": 16,
}
_WIDE = 12  # characters of the bar


class Progress:
    """The step that is under way; whoever works calls `at`, whoever shows it asks for `line`."""

    def __init__(self) -> None:
        self._step = ""
        self._records = 0
        self._part = 0.0

    def at(self, step: str, records: int = 0) -> None:
        """A step of STEPS begins; `records` are those of the whole, once they are known."""
        self._step, self._part = step, 0.0
        self._records = max(records, self._records)

    def through(self, part: float) -> None:
        """So much of the step is done, from 0 to 1."""
        self._part = part

    def line(self, seconds: float) -> str:
        """The bar after so many seconds; the time left is reckoned from the steps done."""
        names = list(STEPS)
        if self._step not in STEPS:
            return f"{seconds:.0f} s"
        before = sum(STEPS[name] for name in names[: names.index(self._step)])
        done = (before + STEPS[self._step] * self._part) / sum(STEPS.values())
        full = round(done * _WIDE)
        said = []
        if self._records:
            through = int(self._records * done)
            said.append(f"{through:,} of {self._records:,} records")
            if through and seconds:
                said.append(f"{through / seconds:,.0f}/s")
        if done and seconds:
            said.append(f"{seconds * (1 - done) / done:.0f} s left")
        bar = f"{self._step} [{'#' * full}{'.' * (_WIDE - full)}]"
        return f"{bar} {', '.join(said)}".rstrip()
