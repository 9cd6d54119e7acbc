"""How letters look: letter papers, forms and typewriter pages, as if by different senders."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from random import Random

from benchmarks.letters.senders import Sender
from benchmarks.letters.truth import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Skin:
    """One letter paper."""

    name: str
    split: str
    font: str
    size: float
    head: str
    address: str
    refs: str
    foot: str
    colour: str = "#000"
    title: str = "left"
    leading: float = 1.35
    justify: bool = False


SKINS = (
    Skin(name="plain", split="train", font="Liberation Sans", size=11, head="left",
         address="right", refs="lines", foot="columns"),
    Skin(name="blue", split="train", font="Liberation Sans", size=10.5, head="logo_left",
         address="right", refs="row", foot="columns", colour="#1d4f91"),
    Skin(name="serif", split="train", font="Liberation Serif", size=12, head="center",
         address="left", refs="lines", foot="line", title="center", justify=True),
    Skin(name="word", split="train", font="Liberation Serif", size=12, head="none",
         address="left", refs="lines", foot="none"),
    Skin(name="machine", split="train", font="DejaVu Sans Mono", size=9.5, head="left",
         address="right", refs="table", foot="line", leading=1.25),
    Skin(name="green", split="train", font="DejaVu Sans", size=9.5, head="band",
         address="right", refs="table", foot="columns", colour="#2c6e49"),
    Skin(name="authority", split="train", font="Liberation Sans", size=10.5, head="authority",
         address="right", refs="row", foot="columns"),
    Skin(name="narrow", split="train", font="Liberation Sans Narrow", size=11.5, head="logo_right",
         address="left", refs="table", foot="columns", colour="#7a1f3d"),
    Skin(name="form", split="train", font="Liberation Sans", size=10, head="none",
         address="left", refs="lines", foot="none"),
    Skin(name="typewriter", split="held_out", font="Liberation Mono", size=11, head="center",
         address="left", refs="lines", foot="none", leading=1.5),
    Skin(name="dejaserif", split="held_out", font="DejaVu Serif", size=10, head="logo_right",
         address="right", refs="table", foot="line", colour="#553c8b", title="center"),
    Skin(name="condensed", split="held_out", font="DejaVu Sans Condensed", size=10, head="band",
         address="left", refs="row", foot="columns", colour="#9a4f00"),
    Skin(name="office", split="held_out", font="Liberation Sans", size=11.5, head="authority",
         address="left", refs="table", foot="line", leading=1.45),
    Skin(name="formserif", split="held_out", font="Liberation Serif", size=11, head="none",
         address="right", refs="lines", foot="none"),
)  # fmt: skip


def _bare(name: str, font: str, size: float) -> Skin:
    """A paper without letterhead: letters that bring their own layout lie on it."""
    return Skin(name=f"bare_{name}", split="trial", font=font, size=size, head="none",
                address="left", refs="lines", foot="none")  # fmt: skip


BARE = (
    _bare("sans", "Liberation Sans", 10.5),
    _bare("serif", "Liberation Serif", 11.5),
    _bare("mono", "Liberation Mono", 10),
    _bare("deja", "DejaVu Sans", 9.5),
    _bare("dejaserif", "DejaVu Serif", 10),
    _bare("dejamono", "DejaVu Sans Mono", 9),
    _bare("narrow", "Liberation Sans Narrow", 11.5),
    _bare("condensed", "DejaVu Sans Condensed", 9.5),
    _bare("bookish", "DejaVu Serif Condensed", 10.5),
    _bare("light", "DejaVu Sans Light", 9.5),
    _bare("gyre", "DejaVu Math TeX Gyre", 11.5),
)

LETTER_PAPERS = {
    split: tuple(
        skin.name for skin in SKINS
        if skin.split == split and skin.name not in {"form", "formserif", "word", "authority"}
    )
    for split in ("train", "held_out")
}  # fmt: skip
FORMS: dict[str, tuple[str, ...]] = {"train": ("form",), "held_out": ("formserif",)}
PLAIN: dict[str, tuple[str, ...]] = {"train": ("word",), "held_out": ("typewriter",)}
AUTHORITY: dict[str, tuple[str, ...]] = {"train": ("authority",), "held_out": ("office",)}


def skin_named(name: str) -> Skin:
    """The skin of that name; KeyError when there is none."""
    return {skin.name: skin for skin in (*SKINS, *BARE)}[name]


def page_numbers(skin: Skin) -> str:
    """Page numbers in the upper corner, on the papers that have them."""
    shape = {
        "authority": '"Sida " counter(page) " (" counter(pages) ")"',
        "narrow": '"Sida " counter(page) " av " counter(pages)',
        "machine": '"SID " counter(page) "(" counter(pages) ")"',
        "condensed": 'counter(page) "/" counter(pages)',
        "office": '"Sida " counter(page) " av " counter(pages)',
    }.get(skin.name)
    return f"@top-right {{ content: {shape}; font-size: 8pt; }}" if shape else ""


def style_sheet(skin: Skin) -> str:
    """The skin's CSS."""
    align = "justify" if skin.justify else "left"
    return f"""
@page {{ size: A4; margin: 16mm 20mm 24mm 22mm; }}
@page {{ @bottom-left {{ content: element(foot); }} {page_numbers(skin)} }}
body {{ font: {skin.size}pt "{skin.font}"; line-height: {skin.leading}; margin: 0; color: #111; }}
p {{ margin: 0 0 2.6mm 0; text-align: {align}; }}
h1 {{ font-size: 1.25em; margin: 5mm 0 4mm; text-align: {skin.title}; color: {skin.colour}; }}
h2 {{ font-size: 1em; margin: 4mm 0 1.5mm; }}
.small {{ font-size: .78em; }} .hand {{ font-family: "DejaVu Serif"; font-style: italic; }}
.head {{ min-height: 16mm; }} .head b {{ font-size: 1.35em; color: {skin.colour}; }}
.head .logo {{ width: 12mm; height: 12mm; border-radius: 3mm; background: {skin.colour};
  color: #fff; text-align: center; font: bold 20pt/12mm "{skin.font}"; display: inline-block;
  margin-right: 3mm; vertical-align: middle; }}
.band {{ background: {skin.colour}; color: #fff; padding: 3mm 4mm; }} .band b {{ color: #fff; }}
.right {{ text-align: right; }} .center {{ text-align: center; }}
.to {{ margin: 8mm 0 8mm {"88mm" if skin.address == "right" else "0"}; min-height: 24mm; }}
.refs {{ margin-bottom: 4mm; }} .refs td, .refs th {{ text-align: left; padding: 0 6mm .4mm 0;
  vertical-align: top; font-weight: normal; }} .refs th {{ color: #333; }}
.refs.row th {{ font-size: .78em; }}
table.facts {{ border-spacing: 0; margin: 0 0 3.5mm; }}
table.facts th {{ text-align: left; font-weight: bold; padding: .5mm 7mm .5mm 0;
  vertical-align: top; white-space: nowrap; }} table.facts td {{ padding: .5mm 0; }}
table.grid {{ border-collapse: collapse; width: 100%; margin: 0 0 4mm; }}
table.grid th {{ text-align: left; border-bottom: .4mm solid #222; padding: .8mm 2mm .8mm 0; }}
table.grid td {{ border-bottom: .15mm solid #999; padding: .8mm 2mm .8mm 0; vertical-align: top; }}
table.grid td:last-child, table.grid th:last-child {{ text-align: right; white-space: nowrap; }}
table.grid tr.total td {{ font-weight: bold; border-bottom: none; border-top: .4mm solid #222; }}
table.grid tr {{ break-inside: avoid; }} table.list {{ font-size: .82em; }}
table.events td:last-child, table.events th:last-child {{ text-align: left; white-space: normal; }}
table.half {{ width: 100%; border-spacing: 0; }} table.half > tr > td, table.half > tbody > tr > td
  {{ width: 50%; vertical-align: top; padding: 0 5mm 0 0; }}
.boxes {{ border: .3mm solid #000; margin: 0 0 4mm; }}
.box {{ border-bottom: .2mm solid #000; padding: 1mm 2mm 1.6mm; min-height: 12mm; }}
.box:last-child {{ border-bottom: none; }} .caption {{ font-size: .74em; margin-bottom: 1mm; }}
.answer {{ font-family: "{"DejaVu Sans Mono" if skin.split == "train" else skin.font}";
  font-size: .95em; }}
.sign {{ margin-top: 14mm; width: 70mm; border-top: .2mm solid #000; font-size: .8em; }}
.signed {{ margin-top: 7mm; }} .marks {{ font-weight: bold; letter-spacing: .3mm; }}
.stamp {{ position: absolute; top: 24mm; left: 96mm; border: .7mm solid #22338f; color: #22338f;
  padding: 1mm 4mm; font: bold 10pt "Liberation Sans"; text-align: center;
  transform: rotate(-4deg); line-height: 1.3; }}
.slip {{ border-top: .2mm dashed #000; margin-top: 9mm; padding-top: 2mm; break-inside: avoid; }}
.slip table {{ width: 100%; }} .slip td {{ vertical-align: top; padding: 1mm; }}
.slip span {{ font-size: .7em; }}
.ocr {{ font: 11pt "DejaVu Sans Mono"; text-align: right; margin-top: 5mm; white-space: pre; }}
.break {{ break-after: page; }}
.foot {{ position: running(foot); width: 168mm; font-size: 7.2pt; line-height: 1.3;
  border-top: .2mm solid #555; padding-top: 1mm; }}
.foot td {{ padding-right: 5mm; vertical-align: top; }}
"""


def _head(skin: Skin, sender: Sender) -> str:  # noqa: PLR0911  # one head a return
    name = escape(sender.name)
    mark = f'<span class="logo">{escape(sender.name.split()[-1][0].upper())}</span>'
    place = escape(f"{sender.street}, {sender.postal[:3]} {sender.postal[3:]} {sender.city}")
    match skin.head:
        case "left":
            return f'<div class="head"><b>{name}</b><br>{place}<br>Tel {escape(sender.phone)}</div>'
        case "center":
            return f'<div class="head center"><b>{name}</b><br>{place}</div>'
        case "logo_left":
            return f'<div class="head">{mark}<b>{name}</b></div>'
        case "logo_right":
            return f'<div class="head right"><b>{name}</b> {mark}<br>{escape(sender.web)}</div>'
        case "band":
            return f'<div class="head band"><b>{name}</b></div>'
        case "authority":
            return f'<div class="head"><b>{name}</b></div>'
        case _:
            return ""


def _foot(skin: Skin, sender: Sender) -> str:
    orgnr = f"Org.nr {sender.orgnr}" if sender.orgnr else ""
    city = f"{sender.postal[:3]} {sender.postal[3:]} {sender.city}"
    if skin.foot == "none":
        return ""
    public = sender.sort in {"kfm", "court", "board", "state"}
    giro = "" if public else sender.bankgiro
    if skin.foot == "line":
        parts = [sender.name, f"{sender.street}, {city}", sender.phone, giro and f"Bg {giro}"]
        text = " · ".join(escape(part) for part in [*parts, orgnr] if part)
        return f'<div class="foot">{text}</div>'
    cells = (
        (sender.name, sender.street, city),
        (f"Telefon {sender.phone}", sender.email, sender.web),
        (giro and f"Bankgiro {giro}", orgnr, "Godkänd för F-skatt" if orgnr and giro else ""),
    )
    text = "".join(
        f"<td>{'<br>'.join(escape(line) for line in cell if line)}</td>" for cell in cells
    )
    return f'<div class="foot"><table><tr>{text}</tr></table></div>'


def _refs(skin: Skin, sheet: Sheet) -> str:
    if not sheet.refs:
        return ""
    if skin.refs == "row":
        heads = "".join(f"<th>{escape(label)}</th>" for label, _ in sheet.refs)
        values = "".join(f"<td>{escape(value)}</td>" for _, value in sheet.refs)
        return f'<table class="refs row"><tr>{heads}</tr><tr>{values}</tr></table>'
    if skin.refs == "table":
        rows = "".join(
            f"<tr><th>{escape(label)}</th><td>{escape(value)}</td></tr>"
            for label, value in sheet.refs
        )
        return f'<table class="refs">{rows}</table>'
    lines = "<br>".join(f"{escape(label)}: {escape(value)}" for label, value in sheet.refs)
    return f'<p class="refs">{lines}</p>'


def shows(skin: Skin, what: str) -> bool:
    """Whether the paper prints the sender's ``orgnr`` or ``phone``."""
    if what == "orgnr":
        return skin.foot != "none"
    return skin.foot != "none" or skin.head == "left"


def dress(sheet: Sheet, sender: Sender, skin: Skin, rng: Random, stamp: str) -> str:
    """The letter as one HTML document."""
    head = "" if sheet.form else _head(skin, sender)
    foot = "" if sheet.form or not sheet.footer else _foot(skin, sender)
    to = "<br>".join(escape(line) for line in sheet.to)
    marks = "".join(f'<p class="marks">{escape(mark)}</p>' for mark in sheet.marks)
    place = f"<p>{escape(sheet.date_line)}</p>" if sheet.date_line else ""
    signed = "<br>".join(escape(line) for line in sheet.signed)
    sign = f'<p class="signed">{signed}</p>' if signed else ""
    mark = f'<div class="stamp">{stamp}</div>' if stamp else ""
    title = f"<h1>{escape(sheet.title)}</h1>" if sheet.title else ""
    refs = _refs(skin, sheet)
    block = f'<div class="to">{to}</div>' if to else ""
    upper = block + refs if rng.random() < 0.6 or skin.refs == "row" else refs + block
    return (
        '<!doctype html><html lang="sv"><head><meta charset="utf-8">'
        f"<style>{style_sheet(skin)}</style></head><body>{foot}{mark}{head}{marks}{upper}{place}"
        f"{title}{''.join(sheet.body)}{sign}{sheet.slip}</body></html>"
    )
