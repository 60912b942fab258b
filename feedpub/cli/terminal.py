"""What a person at a terminal sees beyond the problems: a bar that moves, and a table of what went out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from feedpub.report import Report, StationReport


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """A bar on standard error that names the station just done; it goes away at the end.

    It refreshes itself in no thread of its own, for the build forks processes.
    """
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[station]}"), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(TextColumn("Building"), *columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("build", total=None, station="")

        def advance(station: str, total: int) -> None:
            bar.update(task, advance=1, total=total, station=station, refresh=True)

        yield advance


def print_summary(report: Report) -> None:
    """The table of stations and feeds on standard output."""
    table = Table(title="Would change" if report.check else None, box=None, pad_edge=False, title_justify="left")
    table.add_column("Feed", overflow="fold")
    table.add_column("Items", justify="right")
    table.add_column("Articles", justify="right")
    table.add_column("", overflow="fold")
    for station in report.stations:
        _add_station(table, station)
    Console().print(table)


def _add_station(table: Table, station: StationReport) -> None:
    if station.held or station.failed:
        table.add_row(station.name, "", str(station.articles), f"[red]{'held' if station.held else 'failed'}[/red]")
    for index, feed in enumerate(station.feeds):
        state = f"[green]{', '.join(feed.changed)}[/green]" if feed.changed else "[dim]unchanged[/dim]"
        table.add_row(feed.path, str(feed.items), "" if index else str(station.articles), state)
