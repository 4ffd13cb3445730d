"""`parley serve`: a preview that follows every save."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.common import on_a_site


def _host_and_port(_context: click.Context, _option: click.Parameter, address: str | None) -> str | None:
    _, colon, port = (address or "").rpartition(":")
    if address and not (colon and port.isdigit() and int(port) < 65536):
        raise click.BadParameter(f"'{address}' is no address. Write host and port: localhost:8000")
    return address


@click.command("serve")
@click.option(
    "--address",
    metavar="HOST:PORT",
    callback=_host_and_port,
    help="Where to serve it. Without it, where mkdocs.yml says.",
)
@on_a_site
def command(address: str | None, config_file: Path) -> None:
    """Preview the site, built again at every save.

    The preview shows drafts, marked as such. While a briefing is broken it keeps the last good pages. Control-C ends
    it.
    """
    from generator.publishing.build import serve_site

    serve_site(config_file, address)
