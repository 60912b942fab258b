"""`feedpub serve`: build, serve, watch, until Ctrl-C."""

import signal
from pathlib import Path

import click

from feedpub.cli.folders import articles_option, cache_option, keep_apart, out_option
from feedpub.cli.output import printing
from feedpub.problem import printable
from feedpub.report import ExitCode


@click.command("serve", short_help="Serve the feeds here, and build whenever an article is saved.")
@articles_option
@out_option
@cache_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address of this machine to serve on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to serve on; 0 means any free port.",
)
@click.option(
    "--precompress", is_flag=True, help="Put .gz and .br beside the files, as `feedpub build --precompress` does."
)
@click.option("--open", "opened", is_flag=True, help="Open the address in a browser.")
def command(
    articles: Path,
    out: Path,
    cache: Path | None,
    host: str,
    port: int,
    precompress: bool,  # noqa: FBT001 - click hands a flag over as bool
    opened: bool,  # noqa: FBT001 - click hands a flag over as bool
) -> None:
    """Build the feeds, serve them on this machine, and build again whenever an article is saved or falls due.

    Answers as a production server should: docs/serving.md has the same for nginx and Caddy. Pages show, from this
    machine, what will be published; they reload when feeds have changed, and show what is wrong. Problems are printed
    as `feedpub build` prints them. Ctrl-C ends it.

    \b
    Examples:
      feedpub serve                    http://127.0.0.1:8000/
      feedpub serve --port 0 --open    any free port, and a browser

    \b
    Exit codes:
      0  ended by Ctrl-C
      2  usage error
      3  the address cannot be listened on
    """
    try:
        from feedpub.server.rebuilding import builds  # noqa: PLC0415 - needs an extra
    except ImportError:
        raise click.UsageError("feedpub serve needs watchfiles: pip install 'feedpub[serve]'.") from None
    from feedpub.server.http import Server  # noqa: PLC0415 - not needed for --help
    from feedpub.server.reloading import Listeners  # noqa: PLC0415 - not needed for --help
    from feedpub.server.showing import shown  # noqa: PLC0415 - not needed for --help
    from feedpub.server.site import Site  # noqa: PLC0415 - not needed for --help

    keep_apart(articles, out, cache)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    listeners = Listeners()
    try:
        site = Site(out, lambda page, asked: shown(out, page, asked, listeners.script))
        server = Server(host, port, site, listeners, private=True)
    except OSError as error:
        click.echo(f"feedpub: Cannot listen on {host}:{port}: {error.strerror}", err=True)
        click.get_current_context().exit(ExitCode.FAILED)
    options = ["--articles", str(articles), "--out", str(out), "--verbose"]
    options += ["--cache", str(cache)] if cache else []
    options += ["--precompress"] if precompress else []
    try:
        with server.running() as url:
            with printing():
                click.echo(f"{printable(str(out))} is served at {url} until Ctrl-C.")
            if opened:
                click.launch(url)
            for built in builds(articles, options):
                listeners.tell(built.problems, changed=built.changed)
    except KeyboardInterrupt:
        with printing():
            click.echo()
