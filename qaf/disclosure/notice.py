"""What a notice tells: that something coarser stands there says that small numbers were there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from typing import NamedTuple


class Notice(NamedTuple):
    """What a reader learns who is told that something coarser stands there: in one of `slots` many figures are small.

    A slot is how many of its figures are at least, and the figures: each as groups of numbers, one of which adds up to
    a small number, from `least` to `most`, where the figure is small.
    """

    least: float
    most: float
    slots: tuple[tuple[int, tuple[tuple[tuple[int, ...], ...], ...]], ...]

    def numbers(self) -> set[int]:
        """All numbers it speaks of."""
        return {i for _, figures in self.slots for options in figures for numbers in options for i in numbers}

    def is_true(self, number: Callable[[int], float]) -> bool:
        """Whether it holds where the numbers are these."""
        return any(
            sum(any(self._small(sum(map(number, numbers))) for numbers in options) for options in figures) >= need
            for need, figures in self.slots
        )

    def ways(self, true: Callable[[int], tuple[float, float]]) -> Iterator[dict[int, tuple[float, float]]]:
        """Ends of numbers between which it holds, all of them around what is `true`: so many small ones stay small."""
        slots = []
        for need, figures in self.slots:
            small = [found for options in figures if (found := self._kept_small(options, true)) is not None]
            if len(small) >= need:
                slots.append((need, small))
        for start in range(max((len(small) for _, small in slots), default=0)):
            for need, small in slots:
                if start < len(small) and (start == 0 or len(small) > need):
                    chosen = (*small, *small)[start : start + need]
                    yield {i: ends for kept in chosen for i, ends in kept.items()}

    def way_beside(
        self, true: Callable[[int], tuple[float, float]], apart: Set[int]
    ) -> dict[int, tuple[float, float]] | None:
        """Ends of numbers between which it holds, where those that stay small are none of `apart` if that can be."""
        best: tuple[int, list[dict[int, tuple[float, float]]]] | None = None
        for need, figures in self.slots:
            small = [found for options in figures if (found := self._kept_small(options, true)) is not None]
            if len(small) >= need:
                chosen = sorted(small, key=lambda kept: len(kept.keys() & apart))[:need]
                near = sum(len(kept.keys() & apart) for kept in chosen)
                if best is None or near < best[0]:
                    best = near, chosen
        return None if best is None else {i: ends for kept in best[1] for i, ends in kept.items()}

    def _kept_small(
        self, options: Sequence[Sequence[int]], true: Callable[[int], tuple[float, float]]
    ) -> dict[int, tuple[float, float]] | None:
        """Ends that keep a figure small; None where it is not."""
        for numbers in options:
            values = [true(i)[1] for i in numbers]
            if self._small(sum(values)):
                if len(numbers) == 1:
                    return {numbers[0]: (self.least, self.most)}
                return {i: (min(value, 1.0), value) for i, value in zip(numbers, values, strict=True)}
        return None

    def moved(self, to: Callable[[int], int]) -> Notice:
        """The same of numbers that stand elsewhere."""
        slots = tuple(
            (need, tuple(tuple(tuple(map(to, numbers)) for numbers in options) for options in figures))
            for need, figures in self.slots
        )
        return self._replace(slots=slots)

    def _small(self, number: float) -> bool:
        return self.least - 0.5 < number < self.most + 0.5
