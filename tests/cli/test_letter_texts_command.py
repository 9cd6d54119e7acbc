"""Letters out are listed, taken out to edit, proved and looked at without code."""

from __future__ import annotations

import io
import json

import pdfplumber
from shell import Shell


def test_letters_are_listed_with_to_whom_and_when(blank: Shell) -> None:
    """As a table and as JSON; what is the municipality's own is told."""
    assert blank("letters", "list") == 0
    assert "kallelse" in blank.out
    assert "när rutinen kallar till besök" in blank.out
    assert blank("letters", "edit", "kallelse") == 0
    (blank.root / "brev" / "vykort.txt").write_text("# Hej", encoding="utf-8")
    assert blank("letters", "list", "--json") == 0
    found = json.loads(blank.out)
    assert found["kallelse"][2] == ["kallelse.txt"]
    assert found["felpost"][0] == "avsändaren"
    assert found["vykort"] == ["", "egen mall", ["vykort.txt"]]


def test_a_letter_is_taken_out_once_and_never_overwritten(blank: Shell) -> None:
    """All its texts, a part, or the Word shell; what was edited stays."""
    assert blank("letters", "edit", "informationsbrev") == 0
    own = sorted(path.name for path in (blank.root / "brev").iterdir())
    assert "informationsbrev.vatten.txt" in own
    assert len(own) == 9
    file = blank.root / "brev" / "informationsbrev.el.txt"
    file.write_text("# Vår el", encoding="utf-8")
    assert blank("letters", "edit", "informationsbrev.el") == 0
    assert blank.out == "brev/informationsbrev.el.txt är redan er egen\n"
    assert file.read_text(encoding="utf-8") == "# Vår el"
    assert blank("letters", "edit", "delar/ring_oss") == 0
    assert blank("letters", "edit", "brev.docx") == 0
    assert (blank.root / "brev" / "delar" / "ring_oss.txt").is_file()
    assert blank("letters", "edit", "finnsinte") == 1
    assert "informationsbrev, kallelse" in blank.err


def test_a_broken_text_is_told_and_stops_the_start(blank: Shell) -> None:
    """File and line from verify, from check and from every run; mended, all goes on."""
    assert blank("letters", "verify") == 0
    assert blank.out == "Alla brev är hela.\n"
    assert blank("letters", "edit", "kallelse") == 0
    file = blank.root / "brev" / "kallelse.txt"
    whole = file.read_text(encoding="utf-8")
    file.write_text(f"{whole}\n{{{{ hyresgasten }}}}\n", encoding="utf-8")
    line = whole.count("\n") + 2
    told = f"kallelse.txt, rad {line}: okänt namn hyresgasten"
    assert blank("letters", "verify") == 1
    assert blank.err == f"{told}\n"
    assert blank("process") == 2
    assert told in blank.err
    assert blank("check") == 1
    assert told in " ".join(blank.out.split())
    assert blank("letters", "show", "kallelse", "--save", str(blank.root)) == 2
    assert told in blank.err
    file.write_text(whole, encoding="utf-8")
    assert blank("process") == 0


def test_a_letter_is_shown_with_made_up_values(blank: Shell) -> None:
    """Each of its texts for its own kind, as Word and PDF."""
    folder = blank.root / "prov"
    assert blank("letters", "show", "informationsbrev", "--save", str(folder)) == 0
    assert len(list(folder.glob("*.pdf"))) == len(list(folder.glob("*.docx"))) == 9
    with pdfplumber.open(io.BytesIO((folder / "informationsbrev.gas.pdf").read_bytes())) as pdf:
        assert "Gasen kan stängas av. Det finns hjälp." in pdf.pages[0].extract_text()
    assert blank("letters", "show", "bekraftelse_kfm", "--save", str(folder)) == 0
    with pdfplumber.open(io.BytesIO((folder / "bekraftelse_kfm.pdf").read_bytes())) as pdf:
        assert "U-12345-26" in pdf.pages[0].extract_text()
    assert blank("letters", "show", "finnsinte") == 1
