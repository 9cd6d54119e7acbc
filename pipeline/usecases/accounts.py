"""Accounts: made, changed and shut; signing in, by password or by the municipality's sign-on.

A failed attempt counts for the account and for the address it came from. It is counted before
the password is looked at, so that many at once are no way round.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.documents import swedish
from pipeline.domain.access import Person, author, grants
from pipeline.domain.sentences import filled
from pipeline.store import accounts, sessions
from pipeline.store.accesses import Access, note
from pipeline.store.accounts import Account
from pipeline.store.errors import NotAllowedError, UnusableError
from pipeline.usecases import passwords
from pipeline.usecases.engine import newest_routine
from pipeline.usecases.office import Office

_LOGIN = re.compile(r"[a-z0-9åäö][a-z0-9åäö._@+-]{0,99}")
_LONGEST_NAME = 100
_MOST_FOR_ACCOUNT = 8
_MOST_FROM_ADDRESS = 40
"""Attempts within the window; many colleagues may share one address."""

_WRONG = filled("Fel användarnamn eller lösenord.")
_TOO_MANY = filled(
    "För många försök. Vänta en kvart, eller be IT att låsa upp kontot (troskel account unlock)."
)
_NO_ROLE = filled(
    "Du är inloggad hos kommunen men har ingen behörighet i Tröskel. Be IT att lägga dig i rätt "
    "grupp."
)


class SignInError(NotAllowedError):
    """The sign-in is refused; the sentence says no more than the asker may know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whom the municipality's sign-on answers for."""

    issuer: str
    subject: str
    login: str
    name: str
    groups: tuple[str, ...]


def add(office: Office, one: Account, password: str) -> Account:
    """Make an account; ``one`` as it is to be, with the password in plain beside it.

    Raises UnusableError for a name, role or password that cannot be used, ConflictError for a
    taken one.
    """
    login, name = one.login.strip().casefold(), _name(one.name)
    if not _LOGIN.fullmatch(login):
        raise UnusableError(
            "Användarnamnet får ha bokstäver, siffror, punkt och bindestreck: till exempel anna."
        )
    _granted(office, one.roles)
    _may_be_named(office, name, named=one.named)
    made = replace(
        one, login=login, name=name, password=_hash(password, login, name), made_at=_now(office)
    )
    with office.ledger.atomic():
        accounts.add(office.ledger, made)
        office.ledger.event("account_added", login)
    return made


def blank(login: str, name: str, roles: Iterable[str], *, named: bool = False) -> Account:
    """An account that has signed in nowhere yet."""
    return Account(
        login=login,
        name=name,
        password="",
        issuer="",
        subject="",
        roles=tuple(roles),
        named=named,
        disabled=False,
        made_at="",
        signed_in_at=None,
    )


def _now(office: Office) -> str:
    return office.ledger.now()


def _name(text: str) -> str:
    name = swedish.clean(text)
    if not name or len(name) > _LONGEST_NAME:
        raise UnusableError(
            filled("Namnet ska ha 1 till {most} tecken: det syns i breven.", most=_LONGEST_NAME)
        )
    return name


def _hash(password: str, login: str, name: str) -> str:
    why_not = passwords.fault(password, login, name)
    if why_not:
        raise UnusableError(why_not)
    return passwords.hashed(password)


def _granted(office: Office, roles: Iterable[str]) -> None:
    """Raises UnusableError for a role that is none, or a unit that the routine lacks."""
    try:
        _, units = grants(roles)
    except ValueError as error:
        raise UnusableError(str(error)) from error
    known = {unit.id for unit in newest_routine(office.workspace.config).units}
    unknown = sorted(units - known)
    if unknown:
        raise UnusableError(
            filled(
                "Enheten {unit} finns inte i rutinen. Välj bland {units}.",
                unit=unknown[0],
                units=", ".join(sorted(known)),
            )
        )


def _may_be_named(office: Office, name: str, *, named: bool) -> None:
    staff = office.workspace.config.protected_staff
    if named and name not in staff:
        raise UnusableError(
            "Den som ska se skyddade brev måste först stå med samma namn i protected_staff i "
            "troskel.toml."
        )
    if not named and name in staff:
        raise UnusableError(
            "Namnet står i protected_staff. Är det samma person: lägg till --protected. Annars: "
            "skriv namnet så att de går att skilja åt."
        )


def change(
    office: Office, login: str, *, roles: tuple[str, ...] = (), named: bool | None = None
) -> Account:
    """Give other roles, or tie the account to a person named for protected letters."""
    found = accounts.account(office.ledger, login)
    if roles:
        _granted(office, roles)
    if named:
        _may_be_named(office, found.name, named=True)
    with office.ledger.atomic():
        if roles:
            accounts.set_roles(office.ledger, found.login, roles)
        if named is not None:
            accounts.set_named(office.ledger, found.login, named=named)
        office.ledger.event("account_changed", found.login)
    return accounts.account(office.ledger, login)


def set_password(office: Office, login: str, password: str) -> None:
    """Give another password; every session of the account ends."""
    found = accounts.account(office.ledger, login)
    if found.issuer:
        raise UnusableError("Kontot loggar in genom kommunen och har inget lösenord här.")
    kept = _hash(password, found.login, found.name)
    with office.ledger.atomic():
        accounts.set_password(office.ledger, found.login, kept)
        sessions.end_all(office.ledger, found.login)
        office.ledger.event("account_password", found.login)


def own_password(office: Office, login: str, old: str, new: str) -> None:
    """The same by the holder, who must know the old one; wrong ones count as failed sign-ins."""
    found = accounts.account(office.ledger, login)
    key = _account_key(found.login)
    _count(office, (key, _MOST_FOR_ACCOUNT))
    if not passwords.holds(found.password, old):
        raise UnusableError("Det nuvarande lösenordet stämmer inte.")
    with office.ledger.atomic():
        sessions.clear_attempts(office.ledger, key)
    set_password(office, login, new)


def disable(office: Office, login: str, *, disabled: bool) -> None:
    """Shut the account, and its sessions end at once; or open it again."""
    found = accounts.account(office.ledger, login)
    with office.ledger.atomic():
        accounts.set_disabled(office.ledger, found.login, disabled=disabled)
        sessions.end_all(office.ledger, found.login)
        office.ledger.event("account_disabled" if disabled else "account_enabled", found.login)


def end_sessions(office: Office, login: str) -> int:
    """End every session of the account; how many there were."""
    found = accounts.account(office.ledger, login)
    with office.ledger.atomic():
        office.ledger.event("account_sessions_ended", found.login)
        return sessions.end_all(office.ledger, found.login)


def unlock(office: Office, login: str) -> bool:
    """Forget the account's failed attempts; whether there were any."""
    found = accounts.account(office.ledger, login)
    with office.ledger.atomic():
        office.ledger.event("account_unlocked", found.login)
        return bool(sessions.clear_attempts(office.ledger, _account_key(found.login)))


def is_locked(office: Office, login: str) -> bool:
    """Whether the account has had too many failed attempts lately."""
    return sessions.attempts(office.ledger, _account_key(login)) >= _MOST_FOR_ACCOUNT


def sign_in(office: Office, login: str, password: str, address: str) -> str:
    """Begin a session; its token. SignInError for a wrong password, a shut or a locked account."""
    ledger = office.ledger
    account_key, address_key = _account_key(login), _address_key(address)
    _count(office, (account_key, _MOST_FOR_ACCOUNT), (address_key, _MOST_FROM_ADDRESS))
    found = accounts.find(ledger, login)
    usable = found is not None and not found.disabled and not found.issuer
    kept = found.password if found is not None and usable else ""
    if not passwords.holds(kept, password) or found is None:
        if found is not None:
            note(ledger, Access(account=found.login, by=found.name, what="sign_in", refused=True))
        office.log.info("sign_in_refused", code="password")
        raise SignInError(_WRONG)
    renewed = passwords.hashed(password) if passwords.is_outdated(kept) else ""
    with ledger.atomic():
        sessions.clear_attempts(ledger, account_key)
        sessions.take_back_attempt(ledger, address_key)
        if renewed:
            accounts.set_password(ledger, found.login, renewed)
        return _begun(office, found)


def _begun(office: Office, found: Account) -> str:
    sessions.forget_old(office.ledger, office.workspace.config.access.limits)
    accounts.signed_in(office.ledger, found.login)
    office.ledger.event("signed_in", found.login)
    return sessions.begin(office.ledger, found.login)


def _count(office: Office, *counted: tuple[str, int]) -> None:
    """Count an attempt for each key; SignInError when one has had too many."""
    ledger = office.ledger
    with ledger.atomic():
        many = any(sessions.attempts(ledger, key) >= most for key, most in counted)
        if not many:
            for key, _ in counted:
                sessions.count_attempt(ledger, key)
    if many:
        office.log.warning("sign_in_refused", code="too_many")
        raise SignInError(_TOO_MANY)


def _account_key(login: str) -> str:
    return f"account {login.strip().casefold()}"


def _address_key(address: str) -> str:
    """An IPv6 customer has a whole /64 to come from."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return f"address {address}"
    if isinstance(found, ipaddress.IPv6Address):
        return f"address {ipaddress.ip_network((found, 64), strict=False)}"
    return f"address {found}"


def sign_in_as(office: Office, who: Identity) -> str:
    """Begin a session for somebody for whom the municipality's sign-on answers; its token.

    The account is made at the first time, its roles are those of the groups of each time. An
    account with a password is never taken over, whatever it is called. SignInError for one
    without a role, or whose account is shut.
    """
    ledger = office.ledger
    settings = office.workspace.config.access.sign_on
    given = {} if settings is None else settings.groups
    roles = tuple(dict.fromkeys(role for group in who.groups for role in given.get(group, ())))
    with ledger.atomic():
        found = accounts.of_subject(ledger, who.issuer, who.subject)
        if found is not None and found.roles != roles:
            accounts.set_roles(ledger, found.login, roles)
        if found is None and roles:
            found = _of_identity(office, who, roles)
            accounts.add(ledger, found)
            ledger.event("account_added", found.login)
        if found is not None and roles and not found.disabled:
            return _begun(office, found)
        if found is not None:
            sessions.end_all(ledger, found.login)
    if found is not None:
        note(ledger, Access(account=found.login, by=found.name, what="sign_in", refused=True))
    office.log.info("sign_in_refused", code="disabled" if roles else "no_role")
    raise SignInError(_WRONG if roles else _NO_ROLE)


def _of_identity(office: Office, who: Identity, roles: tuple[str, ...]) -> Account:
    """A new account with a name and a sign-in name that nobody else has."""
    ledger = office.ledger
    mark = sessions.hashed(f"{who.issuer}\n{who.subject}")[:8]
    login = who.login.strip().casefold()
    if not _LOGIN.fullmatch(login) or accounts.find(ledger, login) is not None:
        login = f"sso-{mark}"
    name = swedish.clean(who.name)[: _LONGEST_NAME - 12] or login
    staff = office.workspace.config.protected_staff
    if name in staff or accounts.name_is_taken(ledger, name):
        name = f"{name} ({mark})"
    return replace(
        blank(login, name, roles), issuer=who.issuer, subject=who.subject, made_at=_now(office)
    )


def person_of(office: Office, found: Account) -> Person:
    """What the account's holder may do, by the roles and the settings of this moment."""
    roles, units = grants(found.roles)
    staff = office.workspace.config.protected_staff
    named = found.named and found.name in staff
    return Person(
        login=found.login,
        name=author(found.name, found.login, named=named, protected_staff=staff),
        roles=roles,
        units=units,
        named=named,
    )


def whose(office: Office, token: str, *, quiet: bool = False) -> Person | None:
    """Whose session the token is; None when there is none, it is over, or the account is shut.

    A ``quiet`` request keeps nobody signed in.
    """
    ledger = office.ledger
    login = sessions.account_of(ledger, token, office.workspace.config.access.limits, quiet=quiet)
    found = accounts.find(ledger, login) if login else None
    return None if found is None or found.disabled else person_of(office, found)


def sign_out(office: Office, token: str, *, everywhere: bool = False) -> None:
    """End the session, or all sessions of its account."""
    person = whose(office, token)
    with office.ledger.atomic():
        sessions.end(office.ledger, token)
        if everywhere and person is not None:
            sessions.end_all(office.ledger, person.login)
