"""Writes the sample register as other systems would export it: Navet's XML, a KIR, case systems.

``python -m benchmarks.exports`` writes ``fixtures/exports/`` anew from ``fixtures/register/``. The
shapes are made: Navet's element names are public, the tables are what a municipality might have.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
REGISTER = ROOT / "fixtures" / "register"
FOLDER = ROOT / "fixtures" / "exports"
Row = Mapping[str, str]

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>
<ns0:PersonpostXMLResponse
  xmlns:ns0="http://xmls.skatteverket.se/se/skatteverket/folkbokforing/na/epersondata/V1">
<ns0:Folkbokforingsposter>
"""
TAIL = """</ns0:Folkbokforingsposter>
</ns0:PersonpostXMLResponse>
</S:Body></S:Envelope>
"""
_GONE = {"avliden": "AV", "utvandrad": "UV", "annan": "OB"}

FLATLESS = "Kvarnliden 4"
"""The house without flat numbers, whose homes the land register's ids tell apart."""


def tag(name: str, text: str) -> str:
    """An element, or nothing for an empty one."""
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def person_id(number: str) -> str:
    """A personnummer, or a samordningsnummer under its own name."""
    coordination = int(number[6:8]) > 60
    return tag("TilldelatPersonNrSamordningsNr" if coordination else "PersonNr", number)


def post(row: Row, relations: Iterable[str] = (), further: str = "") -> str:
    """One Folkbokforingspost; ``further`` stands among the addresses."""
    hidden = row["skydd"] == "skyddad_folkbokforing"
    flat = f" LGH {row['lagenhetsnummer']}" if row["lagenhetsnummer"] else ""
    day = row["avregistrerad_datum"].replace("-", "")
    parts = [
        "<Folkbokforingspost>",
        '<Arendeuppgift andringstidpunkt="20260928101500"/>',
        tag("Sekretessmarkering", "J" if row["skydd"] == "sekretessmarkering" else ""),
        tag("SkyddadFolkbokforing", "J" if hidden else ""),
        f"<Personpost><PersonId>{person_id(row['personnummer'])}</PersonId>",
        tag("HanvisningsPersonNr", row.get("hanvisning", "")),
    ]
    if row["avregistrerad"]:
        cause = tag("AvregistreringsorsakKod", _GONE.get(row["avregistrerad"], "GN"))
        parts.append(f"<Avregistrering>{cause}{tag('Avregistreringsdatum', day)}</Avregistrering>")
    parts += [
        "<Namn>",
        tag("Fornamn", row["fornamn"]),
        tag("Mellannamn", row["mellannamn"]),
        tag("Efternamn", row["efternamn"]),
        "</Namn>",
    ]
    if row["gatuadress"] or further:
        parts += [
            "<Adresser><Folkbokforingsadress>",
            tag("CareOf", row["co_adress"]),
            tag("Utdelningsadress2", f"{row['gatuadress']}{flat}"),
            tag("PostNr", row["postnummer"]),
            tag("Postort", row["postort"]),
            f"</Folkbokforingsadress>{further}</Adresser>",
        ]
    related = "".join(relations)
    parts.append(f"<Relationer>{related}</Relationer>" if related else "")
    parts.append("</Personpost></Folkbokforingspost>")
    return "\n".join(part for part in parts if part) + "\n"


def relation(code: str, number: str, further: str = "") -> str:
    """One relation of a post, by number."""
    return (
        f"<Relation><RelationId>{tag('PersonNr', number)}</RelationId>"
        f"{tag('Relationstyp', code)}{further}</Relation>\n"
    )


def write_navet(file: TextIO, persons: Iterable[Row], relations: Iterable[Row]) -> None:
    """A whole export, a post a person, in the persons' order."""
    own: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in relations:
        own[row["personnummer"]].append((row["relation"], row["relaterat_personnummer"]))
    file.write(HEAD)
    for row in persons:
        file.write(post(row, (relation(*one) for one in own.get(row["personnummer"], ()))))
    file.write(TAIL)


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file of the sample register."""
    with (REGISTER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def blank(**more: str) -> dict[str, str]:
    """A person's row with what is given."""
    return {**dict.fromkeys(rows("persons")[0], ""), **more}


ANNA, ANNAS_OLD, NEWBORN = "198501019809", "198501019981", "202609209800"
PER, MOTHER = "198402029808", "195001019800"
ENDED = "197005059808"


def _made_posts() -> Iterator[str]:
    """What the sample register has none of, each in its own home."""
    home = {"gatuadress": FLATLESS, "postnummer": "41500", "postort": "GÖTEBORG"}
    first, second = (
        f"<UUID><Adress>a1</Adress><Lagenhet>6f0c-{one}</Lagenhet></UUID>" for one in "12"
    )
    mail = (
        "<SarskildPostadress>"
        + tag("Utdelningsadress2", "Box 980")
        + tag("PostNr", "41101")
        + tag("Postort", "GÖTEBORG")
        + "</SarskildPostadress>"
    )
    yield post(
        blank(personnummer=ANNA, fornamn="Anna", efternamn="Provkvist", **home),
        [
            relation("B", NEWBORN),
            relation("VF", NEWBORN, tag("RelationTomdatum", "20440920")),
            # Ended, annulled, and to somebody dead: none of them holds.
            relation("M", PER, tag("RelationTomdatum", "20240000")),
            relation("P", PER, tag("Status", "AN")),
            relation(
                "MO",
                MOTHER,
                "<Avregistrering><AvregistreringsorsakKod>AV</AvregistreringsorsakKod>"
                "</Avregistrering>",
            ),
        ],
        further=mail + first,
    )
    # The number that Anna had before: her child's post still names it.
    yield post(
        blank(
            personnummer=ANNAS_OLD,
            fornamn="Anna",
            efternamn="Provkvist",
            avregistrerad="gammalt",
            hanvisning=ANNA,
        )
    )
    yield post(blank(personnummer=NEWBORN, **home), [relation("MO", ANNAS_OLD)], further=first)
    yield post(
        blank(personnummer=PER, fornamn="Per", efternamn="Granntest", **home),
        # A child that has no number in Sweden, only a day of birth that is known in part.
        [
            "<Relation><RelationId>"
            + tag("FodelsetidNr", "201800000000")
            + "</RelationId>"
            + tag("Relationstyp", "VF")
            + "</Relation>\n"
        ],
        further=second,
    )
    yield post(
        blank(
            personnummer=ENDED,
            fornamn="Ture",
            efternamn="Borttest",
            avregistrerad="annan",
            avregistrerad_datum="2024-00-00",
            skydd="sekretessmarkering",
        )
    )


_KIR = ("PNR", "FORNAMN", "EFTERNAMN", "CO", "GATA", "NR", "LGH", "PNR_ORT", "ORT", "SEKR",
        "AVREG", "AVREG_DAT")  # fmt: skip


def write_kir(path: Path, persons: Iterable[Row]) -> None:
    """The persons as a KIR in cp1252 might have them: two title lines, street and number apart."""
    codes = {"": "", "avliden": "D", "utvandrad": "U", "annan": "X"}
    marks = {"": "N", "sekretessmarkering": "J", "skyddad_folkbokforing": "S"}
    with path.open("w", encoding="cp1252", newline="") as file:
        file.write("KIR, uttag av personer\r\nProvkommunen\r\n")
        table = csv.writer(file, delimiter=";")
        table.writerow(_KIR)
        for row in persons:
            street, _, number = row["gatuadress"].partition(" ")
            table.writerow(
                (
                    row["personnummer"][:8] + "-" + row["personnummer"][8:],
                    f"{row['fornamn']} {row['mellannamn']}".strip(),
                    row["efternamn"],
                    row["co_adress"],
                    street,
                    number,
                    row["lagenhetsnummer"],
                    row["postnummer"],
                    row["postort"],
                    marks[row["skydd"]],
                    codes[row["avregistrerad"]],
                    row["avregistrerad_datum"].replace("-", ""),
                )
            )


_UNITS = {
    "ekonomiskt_bistand": "Ekonomiskt bistånd Centrum",
    "vuxen": "Vuxenenheten",
    "barn_unga": "Barn och unga, mottagning",
}


def write_services(path: Path, cases: Iterable[Row]) -> None:
    """Cases as the Services of Lifecare or Procapita: applicant, co-applicant, start and end."""
    head = (
        "Id", "Type", "Organization", "StartDate", "EndDate", "Caseworker", "Applicant",
        "CoApplicant",
    )  # fmt: skip
    with path.open("w", encoding="cp1252", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(head)
        for place, row in enumerate(cases, start=7001):
            table.writerow(
                (
                    place,
                    "Försörjningsstöd" if row["enhet"] == "ekonomiskt_bistand" else "Kontakt",
                    _UNITS[row["enhet"]],
                    row["oppnad"].replace("-", ""),
                    "20260331" if row["status"] == "avslutad" else "",
                    row["handlaggare"],
                    row["personnummer"],
                    "",
                )
            )
        table.writerow((7800, "Försörjningsstöd", "Ekonomiskt bistånd Centrum", "20260301", "",
                        "Åke Testberg", ANNA, PER))  # fmt: skip
        # Not what makes anybody known to a unit, and a person without a number.
        table.writerow((7900, "Rådgivning", "Vuxenenheten", "20260101", "", "Tuva Hedbo",
                        ANNA, ""))  # fmt: skip
        table.writerow((7901, "Kontakt", "Vuxenenheten", "20260102", "", "Tuva Hedbo",
                        "19850101TF01", ""))  # fmt: skip


def write_investigations(path: Path, cases: Iterable[Row]) -> None:
    """Cases as a Treserva might list its investigations: tabs, UTF-8, days with a time."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, delimiter="\t")
        table.writerow(("Personid", "Utredning", "Enhet", "Inledd", "Avslutad", "Utredare"))
        for row in cases:
            ended = "2026-03-31 00:00:00" if row["status"] == "avslutad" else ""
            opened = f"{row['oppnad']} 00:00:00"
            table.writerow(
                (row["personnummer"], row["arendenummer"], _UNITS[row["enhet"]], opened, ended,
                 row["handlaggare"])
            )  # fmt: skip


_HOMES = (
    "198610049804",  # a family with a case at ekonomiskt bistånd
    "197810219803",  # sekretessmarkering
    "201807129802",  # skyddad folkbokföring, no address
    "195201149803",  # avliden
    "200102149812",  # utvandrad
)
"""Whose homes, and relatives, the fixture of Navet's export shows."""


def _shown(persons: list[dict[str, str]], relations: list[dict[str, str]]) -> list[dict[str, str]]:
    by_number = {row["personnummer"]: row for row in persons}
    places = {
        (row["gatuadress"], row["lagenhetsnummer"])
        for number in _HOMES
        if (row := by_number[number])["gatuadress"]
    }
    wanted = {
        row["personnummer"]
        for row in persons
        if (row["gatuadress"], row["lagenhetsnummer"]) in places
    } | set(_HOMES)
    wanted |= {row["relaterat_personnummer"] for row in relations if row["personnummer"] in wanted}
    coordination = next(row for row in persons if int(row["personnummer"][6:8]) > 60)
    wanted.add(coordination["personnummer"])
    return [row for row in persons if row["personnummer"] in wanted]


def main() -> None:
    """Writes the fixtures; the mapping files beside them are written by hand."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    persons, relations, cases = rows("persons"), rows("relations"), rows("cases")
    shown = _shown(persons, relations)
    numbers = {row["personnummer"] for row in shown}
    with (FOLDER / "navet.xml").open("w", encoding="utf-8") as file:
        write_navet(
            file,
            shown,
            (row for row in relations if row["personnummer"] in numbers),
        )
    text = (FOLDER / "navet.xml").read_text(encoding="utf-8")
    made = text.replace(TAIL, "".join(_made_posts()) + TAIL)
    (FOLDER / "navet.xml").write_text(made, encoding="utf-8")
    write_kir(FOLDER / "kir_2026-09-28.csv", shown)
    own = [row for row in cases if row["personnummer"] in numbers]
    others = [row for row in cases if row["personnummer"] not in numbers][:6]
    write_services(FOLDER / "lifecare_insatser.csv", own)
    write_investigations(FOLDER / "treserva_utredningar.txt", others)
    print(f"{len(shown)} persons, {len(own)} services, {len(others)} investigations written")


if __name__ == "__main__":
    main()
