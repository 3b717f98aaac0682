"""Counts a million answers at once, measure by measure; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.surveys.figures.measures import Measure, measures
from bot.surveys.figures.results import ANSWERED
from bot.surveys.hiding.anonymity import Table
from bot.surveys.questions.choices import SKIPPED
from bot.surveys.questions.schema import Survey

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BYTE: Final = 256


def counted(survey: Survey, answers: str) -> dict[str, Table]:
    """Count answers into a table for each measure, and one of who answered.

    Args:
        survey: What was asked.
        answers: Each answer's grade and characters, one after another.
    """
    # Imported on use: the service only needs it when somebody looks at figures.
    import numpy as np  # noqa: PLC0415

    width = 1 + len(survey.questions)
    cells = np.frombuffer(answers.encode("latin-1"), np.uint8).reshape(-1, width)
    grades = cells[:, 0] - ord("0")
    sizes = np.bincount(grades)
    present = [grade for grade in range(len(sizes)) if sizes[grade]]
    tables = {ANSWERED: Table({grade: (int(sizes[grade]),) for grade in present}, is_plain=True)}
    for measure in measures(survey):
        tables[measure.id] = _table(measure, cells, present, len(survey.questions))
    return tables


def _table(
    measure: Measure, cells: NDArray[np.uint8], present: list[int], questions: int
) -> Table:
    import numpy as np  # noqa: PLC0415

    code = (cells[:, 0] - ord("0")).astype(np.int64)
    for place in measure.places:
        code = code * _BYTE + cells[:, 1 + place]
    rows = {grade: [0] * len(measure.answers) for grade in present if measure.asks(grade)}
    found = np.bincount(code)
    for number in np.flatnonzero(found):
        rest, choices = int(number), [SKIPPED] * questions
        for place in reversed(measure.places):
            rest, character = divmod(rest, _BYTE)
            choices[place] = chr(character)
        at = measure.of("".join(choices))
        if at is not None and rest in rows:
            rows[rest][at] += int(found[number])
    return Table(rows)
