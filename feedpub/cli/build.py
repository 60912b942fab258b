"""`feedpub build`: arguments in, report out, exit code."""

import gc
import sys
import time
from datetime import UTC, datetime
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feedpub.cli.folders import articles_option_of_cron, cache_option, default_cache, keep_apart, out_option
from feedpub.cli.jobs import asking_servers
from feedpub.cli.output import is_terminal, printing
from feedpub.cli.parameters import Instant
from feedpub.job import Job
from feedpub.problem import Severity

if TYPE_CHECKING:
    from feedpub.monitoring import Form
    from feedpub.report import Report


@click.command("build", short_help="Make the feeds and put them in place.")
@click.argument("stations", metavar="[STATION]...", nargs=-1)
@articles_option_of_cron
@out_option
@click.option(
    "--now",
    type=Instant(),
    help="Build as of this instant instead of now: 2026-05-02, 2026-05-02T09:30Z. Anything later is embargoed.",
)
@cache_option
@click.option(
    "--allow",
    "allowed",
    multiple=True,
    type=click.Choice(["re-announce", "clock", "empty", "drop", "old-items"]),
    help="Allow, for this run only, one thing that would hold a station back.",
)
@click.option("--check", is_flag=True, help="Change nothing in the feeds folder; exit with 1 if a feed would change.")
@click.option(
    "--wait",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    default=10,
    show_default=True,
    help="How long to wait for another run on the same feeds; 0 means not waiting.",
)
@click.option(
    "--precompress",
    is_flag=True,
    help="Put compressed copies, .gz and .br, beside the files, for web servers that send them; else remove them.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How to report: for people, for programs, or as annotations in a GitHub workflow.",
)
@click.option(
    "--report",
    "report_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Also write what the run did and found to this file, as JSON, for `feedpub status` and other programs.",
)
@click.option(
    "--metrics",
    "metrics_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Also write metrics for Prometheus to this file, for the textfile collector of its node_exporter.",
)
@click.option("-v", "--verbose", is_flag=True, help="Also report what changed, and what is wrong in drafts.")
@click.option("-q", "--quiet", is_flag=True, help="Report errors only.")
def command(  # noqa: PLR0913, PLR0917 - one parameter an option is click's form
    stations: tuple[str, ...],
    articles: Path,
    out: Path,
    now: datetime | None,
    cache: Path | None,
    allowed: tuple[str, ...],
    check: bool,  # noqa: FBT001 - click hands a flag over as bool
    wait: float,
    precompress: bool,  # noqa: FBT001 - click hands a flag over as bool
    strict: bool,  # noqa: FBT001 - click hands a flag over as bool
    form: str,
    report_file: Path | None,
    metrics_file: Path | None,
    verbose: bool,  # noqa: FBT001 - click hands a flag over as bool
    quiet: bool,  # noqa: FBT001 - click hands a flag over as bool
) -> None:
    """Make the feeds of all stations, or of those named, and put them in place.

    Reads every article that has changed, reports everything that is wrong with its place, and writes rss.xml, atom.xml,
    feed.json and a page into feeds/STATION, the same for the feed of each section, tag and show, and
    feeds/stations.opml. An article with an error stays in the feeds as it was before; everything else goes out. Files
    whose bytes do not change are not touched.

    \b
    Examples:
      feedpub build                          everything, from articles/ into feeds/
      feedpub build wbfo --check             would anything of WBFO's change?
      feedpub build --out eve --now 2026-12-24T18:00Z
                                             preview, in a folder of its own, what goes out on Christmas Eve
      * * * * * cd /srv/news && feedpub build   a line for crontab: silent while all is well

    \b
    Exit codes:
      0  all well
      1  problems were found, and what could be published was; or --check found a change
      2  usage error
      3  something could not be put in place (a full disk), or no station could be built at all
      4  another run was still at work on the same feeds after --wait seconds
    """

    started, clock = datetime.now(UTC).replace(microsecond=0), time.monotonic()
    as_of = now or datetime.now(UTC)
    if precompress:
        _need_brotli()
    keep_apart(articles, out, cache)
    cache = cache or default_cache()
    job = Job(articles, out, as_of, stations, check, allowed, cache=cache, wait=wait, precompress=precompress)
    files = _files(job, report_file, metrics_file)
    watched = form == "text" and not quiet and is_terminal(sys.stderr)
    report = _run(job, show_progress=watched)
    if files:
        from feedpub.monitoring import Run, record  # noqa: PLC0415 - only where it is asked for

        report = record(Run(report, started, as_of, time.monotonic() - clock, strict), files)
    shown = {Severity.ERROR} if quiet else {Severity.ERROR, Severity.WARNING}
    if verbose:
        shown = set(Severity)
    with printing():
        _print(report, form, shown, strict=strict, verbose=verbose, quiet=quiet)
    click.get_current_context().exit(report.exit_code(strict=strict))


def _need_brotli() -> None:
    from feedpub.compressing import NoBrotliError, require  # noqa: PLC0415 - only where it is asked for

    try:
        require()
    except NoBrotliError:
        raise click.UsageError("--precompress needs brotli: pip install 'feedpub[precompress]'.") from None


def _files(job: Job, report: Path | None, metrics: Path | None) -> "dict[Path, Form]":
    """What to write about the run, and where: not among the files whose changes the next run looks for."""
    if not report and not metrics:
        return {}
    from feedpub.monitoring import as_json, as_metrics  # noqa: PLC0415 - only where it is asked for

    if report and metrics and report.resolve() == metrics.resolve():
        raise click.UsageError("--report and --metrics name the same file.")
    files: dict[Path, Form] = {path: form for path, form in ((report, as_json), (metrics, as_metrics)) if path}
    for path, folder in product(files, (job.articles, job.out)):
        if path.resolve().is_relative_to(folder.resolve()):
            message = (
                f"{path} is in {folder}, where every change makes the next run build again. Choose another folder."
            )
            raise click.UsageError(message)
    return files


def _run(job: Job, *, show_progress: bool) -> "Report":
    from feedpub.last_run import build_if_needed  # noqa: PLC0415 - not needed for --help

    return build_if_needed(job, partial(_build, show_progress=show_progress))


def _build(job: Job, *, show_progress: bool) -> "Report":
    from feedpub.build import UnknownStationError, build  # noqa: PLC0415 - most runs have nothing to do

    gc.freeze()  # what is loaded by now stays, so the garbage collector need not look at it again and again

    asking = asking_servers(job)
    try:
        if not show_progress:
            return build(asking)
        from feedpub.cli.terminal import progress  # noqa: PLC0415 - only at a terminal

        with progress() as advance:
            return build(asking, advance)
    except UnknownStationError as error:
        raise click.UsageError(str(error)) from error


def _print(report: "Report", form: str, shown: set[Severity], *, strict: bool, verbose: bool, quiet: bool) -> None:
    from feedpub import report as forms  # noqa: PLC0415 - not needed for --help

    problems = forms.select(report.problems, shown)
    if form == "json":
        click.echo(forms.as_json(report, problems, strict=strict))
        return
    for problem in problems:
        click.echo(forms.as_github(problem) if form == "github" else forms.as_text(problem, _coloured))
    for failure in report.failures:
        click.echo(forms.failure_as_github(failure) if form == "github" else forms.failure_as_text(failure))
    if form == "text" and not quiet and is_terminal(sys.stdout):
        from feedpub.cli.terminal import print_summary  # noqa: PLC0415 - only at a terminal

        print_summary(report)
    if verbose or (report.check and not quiet):
        for name in report.changed:
            click.echo(f"{'would change' if report.check else 'changed'}: {name}")


_LOOKS: dict[str, dict[str, Any]] = {
    "place": {"bold": True},
    Severity.ERROR: {"fg": "red"},
    Severity.WARNING: {"fg": "yellow"},
    Severity.INFO: {"fg": "blue"},
    "fix": {"fg": "green"},
}


def _coloured(what: str, text: str) -> str:
    """The text in colours, which click takes away where there is no terminal."""
    return click.style(text, **_LOOKS[what])
