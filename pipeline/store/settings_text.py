"""The settings file as a new workspace has it: every setting explained to who fills it in."""

from __future__ import annotations

from pipeline.domain.settings import Settings

_TEMPLATE = """\
# Tröskels inställningar. Okända ord avvisas. Ta bort # framför en rad för att ändra den.

# Vilken kommuns rutin som gäller (se: troskel routine list).
routine = {routine}

# Mappen med kommunens egna rutiner, om den har sådana (se: troskel routine new).
{routines}

# Namnet på intagsstället för filer som läggs direkt i inbox/.
intake_point = "default"

# Den egna kommunen, som den skrivs i brev.
municipality = {municipality}

# Början på de postnummer som hör till det egna området; tomt betyder hela kommunen.
# postal_codes = ["411", "412"]

# De enda som får se brev där någon har skyddade personuppgifter.
# protected_staff = ["Anna Andersson"]

# Får en enhets kopia makuleras när den inte behövs? Bara om gallringsbeslutet medger det.
# allow_discard = true

# [inbox]
# quiet_seconds = 2        # så länge ska en fil ha varit orörd
# grace_seconds = 600      # så länge väntar troskel run på en fil som ser ofullständig ut
# once_grace_seconds = 10  # samma sak för troskel process
# sweep_seconds = 15       # hur ofta mappen gås igenom även utan signal

# [reading]
# processes = 0            # 0 är en läsare per kärna

# [packets]
# seconds = 120            # så länge får ett underlag ta att göra; sedan granskas brevet

# Hur sällan ett brev får bli fel när ingen människa har sett det: högst 1 av så många. Se vad
# det kostar i granskningar: troskel risk --wrongly-sent 500
# [risk]
# wrongly_sent = 1000
# sample_share = 0.02      # så stor del av de fördelade breven kontrolleras blint
# [risk.kinds]
# eviction_date = 5000     # ett slag kan ha sin egen gräns

# Vilka brev två personer ska granska när en människa avgör dem: slag (t.ex. eviction_date),
# children (brev som rör barn eller kan göra det) och protected (skyddade uppgifter).
# [review]
# second_person = ["eviction_date", "children"]
# claim_minutes = 3        # så länge visas ett öppnat brev som upptaget om sidan inte hörs av

# [register]
# stale_days = 7           # så gamla får registrets uttag bli innan det varnas
# recent_days = 90         # så länge nämns ett avslutat ärende i underlaget
# mappings = ["kir.toml"]  # filer som säger vad kolumnerna i andra systems uttag betyder

# [pickup_hours]
# same_day = 4
# urgent = 24
# ordinary = 72

# Jourlista: vem som är ansvarig handläggare på en enhet vilken dag. En lista (CSV) i
# arbetsmappen med kolumnerna enhet; namn; telefon; epost; veckodagar; fran; till; omrade.
# Den läses om när den ändras. Se vem som gäller: troskel duty
# roster = "jour.csv"

# Områden inom kommunen, till exempel förvaltningar, och början på deras postnummer. Ett brev om en
# bostad utanför alla områden granskas: det kan vara felsänt.
# [areas]
# nordost = ["415", "424"]
# hisingen = ["417", "418"]

# Vem som är ansvarig när varken ärendet eller jourlistan har en handläggare. Behövs för
# bekräftelser till Kronofogden.
# [duty.vuxen]
# name = "Anna Andersson"
# phone = "031-000 00 00"
# email = "vuxen@kommunen.example"

# Underlag för verksamhetssystemet i den handläggande enhetens paket: text att klistra in, json,
# csv eller lifecare. Koder och kolumner beskrivs i docs/register.md.
# [actualisation]
# packets = ["text"]
# Jouren kan också skrivas här i stället för i en lista.
# [[shift]]
# unit = "vuxen"
# name = "Bo Berg"
# weekdays = "mån-fre"
# first = 2026-10-05
# last = 2026-10-09
# areas = ["nordost"]

# Inloggning på sidorna. Konton görs med: troskel account add
# [access]
# address = "https://troskel.kommunen.example"  # det som personalen skriver i webbläsaren
# idle_minutes = 30        # utloggad efter så lång tid utan att något görs
# session_hours = 10       # och i varje fall efter så här lång tid
# trusted_proxies = ["10.1.2.3"]  # omvänd proxy med TLS; bara dess huvuden blir trodda
# metrics_token = ""       # minst 24 tecken; öppnar /metrics för ett övervakningsprogram

# Kommunens egen inloggning (OpenID Connect). Grupperna ger rollerna: administrator, chef, it,
# handlaggare:ENHET. Anmäl återadressen hos den: ADRESS/login/sso/callback
# [access.sign_on]
# issuer = "https://login.kommunen.example"
# client_id = "troskel"
# client_secret = ""
# [access.sign_on.groups]
# "Troskel administration" = ["administrator"]
# "Troskel vuxen" = ["handlaggare:vuxen"]
"""


_NO_ROUTINES = '# routines = "/srv/troskel/rutiner"'


def settings_text(routine: str, routines: str = "", municipality: str = "") -> str:
    """The file for that routine; ``routines`` is a folder of the municipality's own, if any."""
    return _TEMPLATE.format(
        routine=_quoted(routine),
        municipality=_quoted(municipality or Settings().municipality),
        routines=f"routines = {_quoted(routines)}" if routines else _NO_ROUTINES,
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
