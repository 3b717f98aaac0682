"""Whether the number of answers of a hidden grade is the only one that fits; pure.

Sums and differences are not all somebody can reckon with: numbers are whole, a grade that is
listed has answered at least once, no more can have answered than were asked, and nobody can
have answered a question who did not answer at all. So seven answers of grade 3 to a question
that grades 1 and 2 are not asked, beside nine answers in all, tell that grades 1 and 2 have
one each. A hidden number is safe if one family of its grade could as well be of another hidden
grade, or the other way round, without anything that has left being different. That is what is
looked for here: such a family proves two tables that fit, where a search over all tables would
take too long.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bot.surveys.hiding.anonymity import Table
from bot.surveys.hiding.exposure import Group, blocks


@dataclass(frozen=True)
class Question:
    """What somebody holds of one question: which groups of its table have left."""

    table: Table
    groups: frozenset[Group]


@dataclass(frozen=True)
class Numbers:
    """How many of each grade have answered.

    Attributes:
        sizes: By grade, at least one each.
        invited: How many were asked, by grade; empty if that is not known.
    """

    sizes: Mapping[int, int]
    invited: Mapping[int, int] = field(default_factory=dict)

    def pinned(self, groups: Collection[Group], questions: Sequence[Question]) -> frozenset[Group]:
        """List the sets of hidden grades of which a number might be the only one that fits.

        Args:
            groups: The groups whose numbers of answers have left.
            questions: What has left of the questions.
        """
        if not groups:
            return frozenset()
        links = [_Link(self.sizes, each) for each in questions]
        return frozenset(
            block
            for block in blocks(groups)
            if len(block) > 1 and any(self._is_pinned(grade, block, links) for grade in block)
        )

    def _is_pinned(self, grade: int, block: Group, links: Sequence[_Link]) -> bool:
        others = block - {grade}
        # That the only family of a grade has answered is told by the grade being listed at all.
        return self._most(grade) > 1 and not any(
            self._may_move(grade, other, links) or self._may_move(other, grade, links)
            for other in others
        )

    def _may_move(self, here: int, there: int, links: Sequence[_Link]) -> bool:
        """Say whether a family of one grade could as well be of another."""
        has_room = self.sizes[there] < self._most(there) or self._have_all_answered
        return (
            has_room and self.sizes[here] > 1 and all(each.allows(here, there) for each in links)
        )

    def _most(self, grade: int) -> int:
        """Return how many may have answered; families that joined later were not counted."""
        asked = self.invited.get(grade)
        return self.sizes[grade] + 1 if asked is None else asked

    @property
    def _have_all_answered(self) -> bool:
        """Whether the whole school's total tells of every grade that all have answered."""
        return all(self._most(grade) <= size for grade, size in self.sizes.items())


class _Link:
    """How one question's totals tie the numbers of answers down."""

    def __init__(self, sizes: Mapping[int, int], question: Question) -> None:
        table = question.table
        cut = frozenset(each & table.everybody for each in question.groups)
        self._block_of: dict[int, Group] = {}
        self._skipped: dict[Group, int] = {}
        for block in blocks(cut):
            self._block_of |= dict.fromkeys(block, block)
            self._skipped[block] = sum(sizes[at] for at in block) - sum(table.of(block))

    def allows(self, here: int, there: int) -> bool:
        """Say whether a family could change its grade with this question's totals as they are.

        It could if both grades are counted together, or if somebody has passed the question
        over: then it may have been this family.
        """
        block = self._block_of.get(here)
        return block is None or there in block or self._skipped[block] > 0
