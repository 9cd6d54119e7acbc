"""Small documents for the readers' tests, drawn as they are needed; all persons are made up."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from functools import cache

import numpy as np
import pikepdf
import pypdfium2
import weasyprint
from numpy.typing import NDArray
from PIL import Image

Grey = NDArray[np.uint8]

LINES = (
    "Exempelbostäder AB",
    "Till socialnämnden i Göteborg",
    "Meddelande om uppsägning på grund av obetald hyra",
    "Hyresgäst: Åsa Provsson, personnummer 19800101-9999",
    "Vi har sagt upp hyresavtalet för lägenheten på Påhittade gatan 12.",
    "Hyran för augusti och september är inte betald, och skulden är 12 305,50 kr.",
    "Hyresgästen kan betala hyran inom tre veckor och får då behålla sin lägenhet.",
    "Är du osäker på vad som gäller kan du ringa till oss på telefon 031-000 00 00.",
)
TEXT = "\n".join(LINES)
GIBBERISH = tuple("ÿþ l!1 ]l ;:' rn|/ J¨ ~~ ,.. l1I| o0O" for _ in range(12))


@cache
def letter_pdf(extra: str = "", *, style: str = "") -> bytes:
    """A born-digital letter of one page, with more HTML after its text."""
    paragraphs = "".join(f"<p>{line}</p>" for line in LINES)
    sheet = (
        "@page{size:A4;margin:20mm} body{font:12pt 'Liberation Sans';margin:0} p{margin:0 0 6mm}"
    )
    html = f"<html lang=sv><style>{sheet}{style}</style><body>{paragraphs}{extra}</body></html>"
    return bytes(weasyprint.HTML(string=html).write_pdf())


@cache
def letter_picture(dpi: int = 200) -> Grey:
    """The letter as a scanner sees it."""
    document = pypdfium2.PdfDocument(letter_pdf())
    image = document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    document.close()
    return np.asarray(image, dtype=np.uint8)


def blank_picture(dpi: int = 100) -> Grey:
    """The empty back of a sheet, with a scanner's grain and four punch holes."""
    grain = np.random.default_rng(1).normal(250, 2, (round(11.69 * dpi), round(8.27 * dpi)))
    page = np.clip(grain, 0, 255).astype(np.uint8)
    for share in (0.29, 0.36, 0.64, 0.71):
        row, column = int(page.shape[0] * share), int(0.45 * dpi)
        rows, columns = np.ogrid[: page.shape[0], : page.shape[1]]
        page[(rows - row) ** 2 + (columns - column) ** 2 < (0.12 * dpi) ** 2] = 40
    return page


def tiff(pages: Sequence[Image.Image], *, dpi: tuple[float, float], packing: str) -> bytes:
    """A TIFF of several pages."""
    out = io.BytesIO()
    pages[0].save(
        out, "TIFF", compression=packing, dpi=dpi, save_all=True, append_images=list(pages[1:])
    )
    return out.getvalue()


def scan_pdf(
    pages: Sequence[Grey],
    *,
    dpi: float = 200,
    text: Sequence[str] = (),
    mode: int = 3,
    beneath: bool = False,
) -> bytes:
    """A scanner's PDF: a picture a page; ``text`` in render mode ``mode``, perhaps beneath it."""
    pdf = pikepdf.new()
    for image in pages:
        width, height = image.shape[1] * 72 / dpi, image.shape[0] * 72 / dpi
        page = pdf.add_blank_page(page_size=(width, height))
        picture = pdf.make_stream(
            zlib.compress(image.tobytes()),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=image.shape[1],
            Height=image.shape[0],
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
            Filter=pikepdf.Name.FlateDecode,
        )
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        page.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(Im0=picture), Font=pikepdf.Dictionary(F0=font)
        )
        drawn = [f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Im0 Do Q".encode()]
        written = [b"BT %d Tr /F0 10 Tf 60 760 Td 14 TL" % mode]
        written += [b"(%s) Tj T*" % _escaped(line) for line in text]
        written += [b"ET"]
        parts = written + drawn if beneath else drawn + written
        page.Contents = pdf.make_stream(b"\n".join(parts))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def page_by_page_pdf(pages: Sequence[Grey], *, packing: str = "FlateDecode") -> bytes:
    """A PDF as many scanners write it: each page with its picture, the tree of pages last."""
    out = bytearray(b"%PDF-1.4\n")
    places: dict[int, int] = {}

    def put(number: int, body: bytes) -> None:
        places[number] = len(out)
        out.extend(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    kids = [10 * place for place in range(1, len(pages) + 1)]
    for kid, image in zip(kids, pages, strict=True):
        things = b"/Resources<</XObject<</Im0 %d 0 R>>>>" % (kid + 2)
        size = b"/MediaBox[0 0 595 842]"
        put(kid, b"<</Type/Page/Parent 2 0 R%s/Contents %d 0 R%s>>" % (size, kid + 1, things))
        draw = b"q 595 0 0 842 0 0 cm /Im0 Do Q"
        put(kid + 1, b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw))
        data = zlib.compress(image.tobytes())
        if packing == "DCTDecode":
            packed = io.BytesIO()
            Image.fromarray(image).save(packed, "JPEG", quality=70)
            data = packed.getvalue()
        about = b"/Width %d/Height %d/Length %d" % (image.shape[1], image.shape[0], len(data))
        about += b"/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/" + packing.encode()
        put(kid + 2, b"<</Subtype/Image%s>>stream\n%s\nendstream" % (about, data))
    named = b" ".join(b"%d 0 R" % kid for kid in kids)
    put(2, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), named))
    put(1, b"<</Type/Catalog/Pages 2 0 R>>")
    table = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (max(places) + 1, table)
    return bytes(out)


def _escaped(line: str) -> bytes:
    data = line.encode("cp1252", "replace").replace(b"\\", b"\\\\")
    return data.replace(b"(", b"\\(").replace(b")", b"\\)")


def locked(pdf: bytes, *, user: str, owner: str) -> bytes:
    """The PDF with passwords."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(user=user, owner=owner))
    return out.getvalue()
