"""Addresses of our own pages: where to go on, and which page a request stands on."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request


def goal_of(text: str) -> str:
    """Where to go on: a page of ours, never an address elsewhere."""
    plain = text.isprintable() and "\\" not in text
    return text if plain and text.startswith("/") and not text.startswith("//") else "/"


def page_of(request: Request) -> str:
    """The address that shows the page again: its own, or that of the page a form stands on."""
    url = request.url
    if request.method in {"GET", "HEAD"}:
        return f"{quote(url.path)}?{url.query}" if url.query else quote(url.path)
    section = url.path.strip("/").partition("/")[0]
    about = request.path_params.get("letter") or request.path_params.get("unit")
    packet = request.path_params.get("packet")
    within = f"/{quote(packet)}" if packet else ""
    return f"/{section}/{quote(about)}{within}" if about else f"/{section}"
