"""What a scanner, a fax or a phone makes of a page: effects on rendered letters."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2 as pdfium
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

Grey = npt.NDArray[np.uint8]
Colour = npt.NDArray[np.uint8]
A4_INCHES = (8.2677, 11.6929)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One way of scanning: file name ending, and whether training may see it."""

    name: str
    suffix: str
    split: str
    apply: Callable[[Sequence[Grey], np.random.Generator], bytes]


def pages_of(pdf: bytes, dpi: int = 300) -> list[Grey]:
    """The pages as grey images."""
    document = pdfium.PdfDocument(pdf)
    try:
        images = (page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document)
        pages: list[Grey] = [np.asarray(image.convert("L"), dtype=np.uint8) for image in images]
        return pages  # named so that its type is told
    finally:
        document.close()


def _clip(values: npt.NDArray[np.floating]) -> Grey:
    return np.asarray(np.clip(values, 0, 255), dtype=np.uint8)


def turned(page: Grey, degrees: float) -> Grey:
    """The page turned by a small angle on a white ground."""
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    ground = (255, 255, 255) if page.ndim == 3 else 255
    return np.asarray(
        cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=ground),
        dtype=np.uint8,
    )


def sized(page: Grey, across: float, down: float) -> Grey:
    """The page (300 dpi) at other resolutions across and down, in dots an inch."""
    height, width = page.shape[:2]
    size = (round(width * across / 300), round(height * down / 300))
    return np.asarray(cv2.resize(page, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def grainy(page: Grey, rng: np.random.Generator, strength: float) -> Grey:
    """Sensor noise."""
    return _clip(page.astype(np.float32) + rng.normal(0, strength, page.shape))


def speckled(page: Grey, rng: np.random.Generator, dots: int) -> Grey:
    """Dust and toner specks."""
    out = page.copy()
    height, width = out.shape[:2]
    for _ in range(dots):
        x, y = int(rng.integers(width)), int(rng.integers(height))
        cv2.circle(out, (x, y), int(rng.integers(1, 3)), int(rng.integers(0, 120)), -1)
    return out


def black_white(page: Grey, threshold: int = 150) -> Image.Image:
    """The page in one bit a dot."""
    return Image.fromarray(np.where(page > threshold, 255, 0).astype(np.uint8)).convert(
        "1", dither=Image.Dither.NONE
    )


def as_tiff(images: Sequence[Image.Image], dpi: tuple[float, float], packing: str) -> bytes:
    """A TIFF of several pages."""
    out = io.BytesIO()
    images[0].save(out, "TIFF", compression=packing, dpi=dpi, save_all=True,
                   append_images=list(images[1:]))  # fmt: skip
    return out.getvalue()


def as_pdf(
    images: Sequence[Image.Image], dpi: float, quality: int = 60, *, text: Sequence[str] = ()
) -> bytes:
    """A scanner's PDF: an image a page, with hidden text beneath where one is given."""
    pdf = pikepdf.new()
    for number, image in enumerate(images):
        width, height = image.width * 72 / dpi, image.height * 72 / dpi
        page = pdf.add_blank_page(page_size=(width, height))
        held = io.BytesIO()
        image.save(held, "JPEG", quality=quality)
        space = "/DeviceRGB" if image.mode == "RGB" else "/DeviceGray"
        picture = pdf.make_stream(
            held.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
            Width=image.width, Height=image.height, ColorSpace=pikepdf.Name(space),
            BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
        )  # fmt: skip
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
                                  BaseFont=pikepdf.Name.Helvetica,
                                  Encoding=pikepdf.Name.WinAnsiEncoding)  # fmt: skip
        page.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(Im0=picture), Font=pikepdf.Dictionary(F0=font)
        )
        content = [f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Im0 Do Q".encode()]
        if number < len(text) and text[number]:
            content.append(b"BT 3 Tr /F0 9 Tf 50 780 Td 11 TL")
            for line in text[number].splitlines():
                safe = line.encode("cp1252", "replace").replace(b"\\", b"\\\\")
                safe = safe.replace(b"(", b"\\(").replace(b")", b"\\)")
                content.append(b"(" + safe + b") Tj T*")
            content.append(b"ET")
        page.Contents = pdf.make_stream(b"\n".join(content))
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def clean(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """A good scanner: 300 dpi grey in a PDF."""
    done = [
        Image.fromarray(grainy(turned(page, float(rng.uniform(-0.3, 0.3))), rng, 1.5))
        for page in pages
    ]
    return as_pdf(done, 300, 45)


def clean_200(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """An office scanner: 200 dpi grey in a PDF."""
    done = [
        Image.fromarray(
            grainy(turned(sized(page, 200, 200), float(rng.uniform(-0.5, 0.5))), rng, 3)
        )
        for page in pages
    ]
    return as_pdf(done, 200, 50)


def bitonal(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """A document feeder: one bit a dot, G4, askew."""
    slant = float(rng.choice([-1, 1]) * rng.uniform(1.2, 3.5))
    done = [black_white(speckled(turned(page, slant), rng, 60)) for page in pages]
    return as_tiff(done, (300, 300), "group4")


def _fax(pages: Sequence[Grey], rng: np.random.Generator, down: float) -> bytes:
    done = []
    for page in pages:
        rough = grainy(sized(turned(page, float(rng.uniform(-0.8, 0.8))), 204, down), rng, 10)
        picture = speckled(rough, rng, 40)
        line = int(rng.integers(picture.shape[1]))
        picture[:, line : line + 1] = 0
        done.append(black_white(picture, 165))
    return as_tiff(done, (204, down), "group3")


def fax(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """A fax of the coarse mode: 204 by 98 dots an inch."""
    return _fax(pages, rng, 98)


def fax_fine(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """A fax of the fine mode: 204 by 196 dots an inch."""
    return _fax(pages, rng, 196)


def low_jpeg(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """A careless scan: 110 dpi, blurred, hard JPEG; the first page alone (JPEG holds one)."""
    picture = cv2.GaussianBlur(sized(pages[0], 110, 110), (3, 3), 0.6)
    return as_jpeg(grainy(np.asarray(picture, dtype=np.uint8), rng, 4), 110, 38)


def as_jpeg(picture: Grey, dpi: int, quality: int) -> bytes:
    """A JPEG with its resolution."""
    out = io.BytesIO()
    Image.fromarray(picture).save(out, "JPEG", quality=quality, dpi=(dpi, dpi))
    return out.getvalue()


def photo(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """A phone's picture: perspective, shadow, warm light, a table around the page."""
    page = sized(pages[0], 200, 200)
    height, width = page.shape
    pad = 90
    spread = rng.uniform(0, 60, (4, 2))
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    corner = source + np.float32(pad) + (spread - 30).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(source, corner.astype(np.float32))
    size = (width + 2 * pad, height + 2 * pad)
    flat = cv2.warpPerspective(page, matrix, size, borderValue=70)
    ys, xs = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
    light = 1.02 - 0.38 * xs / size[0] - 0.10 * ys / size[1]
    shadow = 1 - 0.28 / (1 + np.exp(-(xs + 0.5 * ys - 0.85 * size[0]) / 60))
    lit = grainy(_clip(flat * light * shadow), rng, 4)
    warm = np.stack([lit * 1.0, lit * 0.97, lit * 0.88], axis=-1)
    return as_jpeg(_clip(warm), 200, 60)


def _font(points: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(
        "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf", points
    )


def stamped_page(page: Grey, rng: np.random.Generator, at: tuple[float, float],
                 text: str = "INKOM\n2026-10-05\nSOCIALFÖRVALTNINGEN") -> Grey:  # fmt: skip
    """An arrival stamp inked across the print; ``at`` is where, as shares of width and height."""
    layer = Image.new("L", (1000, 360), 255)
    draw = ImageDraw.Draw(layer)
    draw.rectangle((8, 8, 990, 350), outline=90, width=10)
    draw.multiline_text((500, 180), text, fill=90, font=_font(84), anchor="mm", align="center")
    layer = layer.rotate(float(rng.uniform(-8, 8)), expand=True, fillcolor=255)
    ink = np.asarray(layer)
    out = page.copy()
    y, x = int(out.shape[0] * at[1]), int(out.shape[1] * at[0])
    part = out[y : y + ink.shape[0], x : x + ink.shape[1]]
    part[:] = np.minimum(part, ink[: part.shape[0], : part.shape[1]])
    return out


def stamp(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """A stamp over the middle of the first page's text."""
    first = stamped_page(
        pages[0], rng, (float(rng.uniform(0.45, 0.6)), float(rng.uniform(0.3, 0.5)))
    )
    return clean([first, *pages[1:]], rng)


def upside_down(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """Laid in the wrong way round."""
    return clean_200([np.ascontiguousarray(page[::-1, ::-1]) for page in pages], rng)


def sideways(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """Laid in across."""
    return clean_200([np.ascontiguousarray(np.rot90(page)) for page in pages], rng)


def worn(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """Punched, folded, with the back shining through."""
    done = []
    for page in pages:
        ghost = cv2.GaussianBlur(page[:, ::-1], (0, 0), 4).astype(np.float32)
        mixed = _clip(page.astype(np.float32) - 0.10 * (255 - ghost))
        height = mixed.shape[0]
        for share in (0.36, 0.64):
            cv2.circle(mixed, (110, int(height * share)), 36, 40, -1)
        fold = height // 3
        mixed[fold : fold + 4] = (mixed[fold : fold + 4] * 0.75).astype(np.uint8)
        done.append(Image.fromarray(grainy(sized(speckled(mixed, rng, 120), 200, 200), rng, 5)))
    return as_pdf(done, 200, 50)


def tinted(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """Coloured paper, scanned in colour."""
    paper = np.array(rng.choice([(255, 236, 150), (190, 225, 255), (255, 200, 205)]))
    done = []
    for page in pages:
        grey = sized(page, 200, 200).astype(np.float32)[..., None] / 255
        done.append(Image.fromarray(grainy(_clip(30 + grey * (paper - 30)), rng, 4)))
    return as_pdf(done, 200, 50)


def streaked(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """A dirty glass: grey lines all the way down, faint bands across."""
    done = []
    for page in pages:
        picture = sized(turned(page, float(rng.uniform(-0.6, 0.6))), 200, 200).astype(np.float32)
        for _ in range(int(rng.integers(2, 6))):
            left = int(rng.integers(picture.shape[1] - 3))
            picture[:, left : left + int(rng.integers(1, 4))] *= float(rng.uniform(0.35, 0.8))
        for _ in range(3):
            top = int(rng.integers(picture.shape[0] - 40))
            picture[top : top + int(rng.integers(8, 40))] *= 0.93
        done.append(Image.fromarray(grainy(_clip(picture), rng, 4)))
    return as_pdf(done, 200, 45)


def pale(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """An empty toner: thin, grey, broken print."""
    done = []
    for page in pages:
        thin = cv2.dilate(page, np.ones((2, 2), np.uint8))
        patches = cv2.resize(
            rng.uniform(0.35, 0.75, (12, 9)).astype(np.float32), page.shape[::-1],
            interpolation=cv2.INTER_CUBIC,
        )  # fmt: skip
        faint = 250 - (255 - thin.astype(np.float32)) * patches
        done.append(Image.fromarray(grainy(sized(_clip(faint), 200, 200), rng, 5)))
    return as_pdf(done, 200, 55)


def written_on(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """A pen's marks: underlined, ringed, scribbled in the margin."""
    first = pages[0].copy()
    height, width = first.shape
    for _ in range(int(rng.integers(2, 5))):
        x, y = int(rng.uniform(0.1, 0.6) * width), int(rng.uniform(0.2, 0.8) * height)
        along = np.linspace(0, int(rng.uniform(0.1, 0.35) * width), 40)
        wave = 6 * np.sin(along / float(rng.uniform(12, 60))) + rng.normal(0, 1.5, 40)
        line = np.stack([x + along, y + wave], axis=1).astype(np.int32)
        cv2.polylines(first, [line], False, 60, int(rng.integers(3, 7)))
    centre = (int(rng.uniform(0.2, 0.8) * width), int(rng.uniform(0.25, 0.75) * height))
    cv2.ellipse(first, centre, (int(rng.uniform(120, 300)), 60), float(rng.uniform(-9, 9)),
                0, 360, 70, 5)  # fmt: skip
    x, y = int(0.93 * width), int(rng.uniform(0.1, 0.7) * height)
    scrawl = np.cumsum(rng.normal(0, 22, (60, 2)), axis=0) * (0.4, 0.7) + (x, y)
    cv2.polylines(first, [scrawl.astype(np.int32)], False, 60, 4)
    return clean_200([first, *pages[1:]], rng)


def photo_far(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """A phone held too high and aslant: small print, a dark corner, some blur."""
    page = sized(pages[0], 170, 170)
    height, width = page.shape
    pad = 160
    spread = rng.uniform(-70, 70, (4, 2)).astype(np.float32)
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(source, source + np.float32(pad) + spread)
    size = (width + 2 * pad, height + 2 * pad)
    flat = cv2.warpPerspective(page, matrix, size, borderValue=105)
    ys, xs = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
    light = 0.95 - 0.45 * (xs / size[0]) * (ys / size[1])
    soft = cv2.GaussianBlur(_clip(flat * light), (3, 3), 0.7)
    cold = np.stack([soft * 0.9, soft * 0.96, soft * 1.0], axis=-1)
    return as_jpeg(grainy(_clip(cold), rng, 5), 170, 55)


def dithered(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """A copier's photo mode: one bit a dot, spread as points."""
    done = []
    for page in pages:
        soft = cv2.GaussianBlur(turned(page, float(rng.uniform(-1, 1))), (3, 3), 0.8)
        grey = np.asarray(sized(np.asarray(soft, dtype=np.uint8), 200, 200), dtype=np.float32)
        done.append(Image.fromarray(_clip(grey * 0.9 + 12)).convert("1"))
    return as_tiff(done, (200, 200), "group4")


GIBBERISH = "\n".join("ÿþ l!1 ]l ;:'  rn|/ J¨ ~~ ,.. l1I| ¤¤ o0O" for _ in range(30))
WRONG_TEXT = "\n".join(
    ("Hyra 99 999,00 kr", "Personnummer 19121212-1212", "Avhysning 1999-01-01 kl 00.00") * 3
)


def bad_text(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """A scanner whose own hidden text is rubbish."""
    done = [Image.fromarray(grainy(sized(page, 200, 200), rng, 2)) for page in pages]
    return as_pdf(done, 200, 50, text=[GIBBERISH] * len(done))


def wrong_text(pages: Sequence[Grey], rng: np.random.Generator) -> bytes:
    """Hidden text that reads well and belongs to another page altogether."""
    done = [Image.fromarray(grainy(sized(page, 200, 200), rng, 2)) for page in pages]
    return as_pdf(done, 200, 50, text=[WRONG_TEXT] * len(done))


EFFECTS: tuple[Effect, ...] = (
    Effect(name="clean", suffix="pdf", split="train", apply=clean),
    Effect(name="clean_200", suffix="pdf", split="train", apply=clean_200),
    Effect(name="bitonal", suffix="tif", split="train", apply=bitonal),
    Effect(name="fax", suffix="tif", split="held_out", apply=fax),
    Effect(name="fax_fine", suffix="tif", split="train", apply=fax_fine),
    Effect(name="low_jpeg", suffix="jpg", split="train", apply=low_jpeg),
    Effect(name="photo", suffix="jpg", split="held_out", apply=photo),
    Effect(name="stamp", suffix="pdf", split="train", apply=stamp),
    Effect(name="upside_down", suffix="pdf", split="train", apply=upside_down),
    Effect(name="sideways", suffix="pdf", split="held_out", apply=sideways),
    Effect(name="worn", suffix="pdf", split="train", apply=worn),
    Effect(name="bad_text", suffix="pdf", split="train", apply=bad_text),
    Effect(name="wrong_text", suffix="pdf", split="held_out", apply=wrong_text),
    Effect(name="tinted", suffix="pdf", split="held_out", apply=tinted),
    Effect(name="streaked", suffix="pdf", split="held_out", apply=streaked),
    Effect(name="pale", suffix="pdf", split="held_out", apply=pale),
    Effect(name="written_on", suffix="pdf", split="held_out", apply=written_on),
    Effect(name="photo_far", suffix="jpg", split="held_out", apply=photo_far),
    Effect(name="dithered", suffix="tif", split="held_out", apply=dithered),
)
_BY_NAME = {effect.name: effect for effect in EFFECTS}


def effect_named(name: str) -> Effect:
    """The effect of that name; KeyError when there is none."""
    return _BY_NAME[name]


def scan(pdf: bytes, effect: str, seed: int) -> bytes:
    """The file that the effect makes of a PDF; equal arguments give equal bytes."""
    rng = np.random.default_rng(seed)
    return _BY_NAME[effect].apply(pages_of(pdf), rng)


def blank_page(rng: np.random.Generator, dpi: int = 300) -> Grey:
    """The empty back of a sheet."""
    shape = (round(A4_INCHES[1] * dpi), round(A4_INCHES[0] * dpi))
    return grainy(np.full(shape, 252, dtype=np.uint8), rng, 1.5)


def separator(dpi: int = 300) -> Grey:
    """A separator sheet with a QR code, as staff lay between letters."""
    width, height = (round(side * dpi) for side in A4_INCHES)
    sheet = Image.new("L", (width, height), 255)
    code = np.asarray(
        zxingcpp.create_barcode("TROSKEL-SEPARATOR", zxingcpp.BarcodeFormat.QRCode).to_image(
            scale=24
        )
    )
    sheet.paste(Image.fromarray(code).convert("L"), ((width - code.shape[1]) // 2, height // 3))
    ImageDraw.Draw(sheet).text((width / 2, height / 5), "SKILJEBLAD", fill=0, font=_font(150),
                               anchor="mm")  # fmt: skip
    return np.asarray(sheet)


def stack(parts: Sequence[Sequence[Grey]], seed: int, *, separators: bool, backs: bool) -> bytes:
    """Several letters scanned in one go, with separator sheets or blank backs between."""
    rng = np.random.default_rng(seed)
    pages: list[Grey] = []
    for number, part in enumerate(parts):
        if number and separators:
            pages.append(separator())
        for page in part:
            pages.append(page)
            if backs:
                pages.append(blank_page(rng))
    return clean_200(pages, rng)
