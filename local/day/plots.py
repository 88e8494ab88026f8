"""The report's pictures, as SVG to stand inside a page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import StringIO
from pathlib import Path

from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from layers.clock import LOCAL
from local.day.ledger import Lap
from local.day.odds import Outcome
from local.day.population import SLOT

_STYLE = Path(__file__).with_name("report.mplstyle")


@style.context(_STYLE)
def odds(found: Sequence[Outcome], expected: Mapping[str, float]) -> str:
    """Draw the odds by date and household size, and between which odds 19 of 20 would lie by chance."""
    figure, axes = _canvas(4.2)
    days = sorted({outcome.day for outcome in found})
    for position, day in enumerate(days):
        label = "_" if position else "expected for every size"
        across = position - 0.4, position + 0.4
        axes.hlines(expected[day], *across, colors="black", linestyles="dashed", label=label)
    for size in sorted({outcome.size for outcome in found}):
        of_size = [outcome for outcome in found if outcome.size == size]
        axes.errorbar(
            [days.index(outcome.day) + (size - 2.5) * 0.16 for outcome in of_size],
            [outcome.odds for outcome in of_size],
            [outcome.chance_alone(expected[outcome.day]) for outcome in of_size],
            fmt="o",
            label=f"households of {size}",
        )
    axes.set_xticks(range(len(days)), days)
    axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    axes.set_ylim(bottom=0)
    axes.set_ylabel("won, of those still in the draw")
    figure.legend(loc="outside lower center", ncols=5)
    return _svg(figure)


@style.context(_STYLE)
def applications(by_door: Mapping[str, Sequence[datetime]]) -> str:
    """Draw how many applications came in each half-hour, by the door they came through."""
    figure, axes = _canvas(3.2)
    counts = {door: Counter(map(_half_hour, instants)) for door, instants in by_door.items()}
    slots = sorted(set().union(*counts.values()))
    below = [0] * len(slots)
    for door, counted in counts.items():
        heights = [counted[slot] for slot in slots]
        axes.bar(slots, heights, bottom=below, width=0.86, align="edge", label=door)
        below = [low + height for low, height in zip(below, heights, strict=True)]
    axes.tick_params("x", rotation=60)
    axes.set_ylabel("applications")
    axes.legend()
    return _svg(figure)


@style.context(_STYLE)
def durations(laps: Sequence[Lap]) -> str:
    """Draw how long each phase took."""
    figure, axes = _canvas(0.9 + 0.26 * len(laps))
    titles, seconds = [lap.title for lap in laps], [lap.seconds for lap in laps]
    bars = axes.barh(titles, seconds)
    axes.bar_label(bars, [f"{each:.1f} s" for each in seconds], padding=4)
    axes.invert_yaxis()
    axes.grid(visible=False)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    return _svg(figure)


def _half_hour(instant: datetime) -> str:
    local = instant.astimezone(LOCAL)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return f"{midnight + (local - midnight) // SLOT * SLOT:%H:%M}"


def _canvas(height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(9, height), layout="constrained")
    return figure, figure.subplots()


def _svg(figure: Figure) -> str:
    text = StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None})
    return text.getvalue()[text.getvalue().index("<svg") :]
