"""Accounts for measurements: somebody is signed in without a password."""

from __future__ import annotations

from dataclasses import replace

from pipeline.store import accounts, sessions
from pipeline.usecases.accounts import blank
from pipeline.usecases.office import Office


def session(office: Office, login: str, name: str, *roles: str) -> str:
    """A session's token for an account, which is made if there is none."""
    with office.ledger.atomic():
        if accounts.find(office.ledger, login) is None:
            one = blank(login, name, roles)
            accounts.add(office.ledger, replace(one, made_at=office.ledger.now()))
        return sessions.begin(office.ledger, login)
