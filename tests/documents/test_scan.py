"""The letter's pages leave the scan upright, without loss and alone."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from functools import cache

import pikepdf
import pypdfium2
import pytest
from made_cases import family, paragraphs, scanned
from PIL import Image, ImageChops, ImageDraw

from pipeline.documents.errors import ScanUnreadableError
from pipeline.documents.scan import letter_pages, page_count
from pipeline.domain.page import Box, Page, Source

A4 = (595.0, 842.0)


def page(number: int = 1, **more: object) -> Page:
    """A page of an A4 scan without words."""
    return Page(
        **{
            "number": number,
            "width": A4[0],
            "height": A4[1],
            "words": (),
            "source": Source.OCR,
            **more,
        }
    )


@cache
def drawing(mode: str = "RGB") -> Image.Image:
    """A small picture in which up, down, left and right differ."""
    picture = Image.new("RGB", (119, 168), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((10, 10, 60, 30), fill="black")
    draw.rectangle((90, 140, 100, 150), fill=(200, 30, 30))
    return picture.convert(mode)


def encoded(picture: Image.Image, form: str, **more: object) -> bytes:
    """The picture's file."""
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def shown(pdf: bytes, number: int = 1, width: int = 119) -> Image.Image:
    """The page as a reader sees it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[number - 1]
        return sheet.render(scale=width / sheet.get_width()).to_pil().convert("RGB")
    finally:
        document.close()


def alike(first: Image.Image, second: Image.Image) -> bool:
    """Whether two pictures of about one size show the same."""
    small = (40, 56)
    difference = ImageChops.difference(
        first.convert("L").resize(small), second.convert("L").resize(small)
    )
    return sum(difference.tobytes()) / (small[0] * small[1]) < 6


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("PNG", "RGB"),
        ("PNG", "L"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("PNG", "RGBA"),
        ("JPEG", "RGB"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("TIFF", "1"),
        ("TIFF", "L"),
        ("TIFF", "RGB"),
        ("TIFF", "P"),
    ],
)
def test_every_kind_of_image_becomes_the_same_picture(form: str, mode: str) -> None:
    """Colour models, depths and palettes all come out as they went in."""
    made = letter_pages(encoded(drawing(mode), form), form.lower(), (page(),), {})
    assert alike(shown(made), drawing())


def test_a_jpeg_is_taken_over_byte_for_byte() -> None:
    """No second compression: the stream in the PDF is the scanner's own."""
    data = encoded(drawing(), "JPEG", quality=80)
    with pikepdf.open(io.BytesIO(letter_pages(data, "jpeg", (page(),), {}))) as pdf:
        assert pdf.pages[0].Resources.XObject.Im0.read_raw_bytes() == data


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_image_stands_upright(turned: int) -> None:
    """The scan lay on its side; the page does not."""
    lying = drawing().rotate(turned, expand=True)
    made = letter_pages(encoded(lying, "PNG"), "png", (page(turned=turned),), {})
    assert alike(shown(made), drawing())


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_cameras_orientation_is_honoured(orientation: int) -> None:
    """All eight ways a phone may hold the page, mirrored ones too."""
    undo = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    stored = drawing() if undo is None else drawing().transpose(undo)
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = encoded(stored, "JPEG", exif=exif, quality=95)
    assert alike(shown(letter_pages(data, "jpeg", (page(),), {})), drawing())


def test_pages_of_a_tiff_keep_their_order_and_only_the_letters_come_along() -> None:
    """Page 3 then page 1 of four, as the letter has them."""
    frames = [Image.new("L", (60, 85), shade) for shade in (10, 80, 160, 240)]
    data = encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    assert page_count(data, "tiff") == 4
    made = letter_pages(data, "tiff", (page(3), page(1)), {})
    assert page_count(made, "pdf") == 2
    assert [shown(made, number).getpixel((30, 40))[0] for number in (1, 2)] == [160, 10]


def test_a_turned_pdf_page_stands_upright() -> None:
    """The reading's turn is added to the page's own."""
    letter = family().letter
    with pikepdf.open(io.BytesIO(letter.data)) as pdf:
        pdf.pages[0].rotate(270, relative=True)
        out = io.BytesIO()
        pdf.save(out)
    made = letter_pages(out.getvalue(), "pdf", (replace(letter.pages[0], turned=90),), {})
    assert alike(shown(made), shown(letter.data))


def test_nothing_of_other_pages_comes_along() -> None:
    """Neither text nor a picture that the pages shared by one resource dictionary."""
    with pikepdf.new() as pdf:
        images = {}
        for name, shade in (("Im1", b"mine!"), ("Im2", b"other")):
            image = pikepdf.Stream(pdf, shade)
            image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            image.Width, image.Height, image.BitsPerComponent = 5, 1, 8
            image.ColorSpace = pikepdf.Name.DeviceGray
            images[name] = pdf.make_indirect(image)
        shared = pdf.make_indirect(
            pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im1=images["Im1"], Im2=images["Im2"]))
        )
        for name in images:
            sheet = pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=[0, 0, 595, 842],
                Resources=shared,
                Contents=pdf.make_stream(f"q 9 0 0 9 0 0 cm /{name} Do Q".encode()),
            )
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(sheet)))
        pdf.attachments["hemligt.txt"] = b"other family"
        out = io.BytesIO()
        pdf.save(out)
    with pikepdf.open(io.BytesIO(letter_pages(out.getvalue(), "pdf", (page(1),), {}))) as taken:
        streams = [one.read_bytes() for one in taken.objects if isinstance(one, pikepdf.Stream)]
        assert b"mine!" in streams
        assert b"other" not in streams
        assert not taken.attachments


def test_notes_on_a_page_lose_what_hangs_on_them() -> None:
    """Annotations with files or scripts do not travel; the page does."""
    letter = family().letter
    with pikepdf.open(io.BytesIO(letter.data)) as pdf:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[9, 9, 20, 20], Contents="note"
        )
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))
        pdf.pages[0].AA = pikepdf.Dictionary(
            O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        )
        out = io.BytesIO()
        pdf.save(out)
    with pikepdf.open(io.BytesIO(letter_pages(out.getvalue(), "pdf", letter.pages, {}))) as taken:
        assert "/Annots" not in taken.pages[0]
        assert "/AA" not in taken.pages[0]


def test_a_cover_leaves_neither_ink_nor_text() -> None:
    """What is covered cannot be had back: the page is a picture with black in it."""
    letter = family().letter
    secret = letter.box("Anna Testsson")
    made = letter_pages(letter.data, "pdf", letter.pages, {1: (secret,)})
    picture = shown(made, width=1190)
    scale = 1190 / letter.pages[0].width
    inside = picture.crop(
        tuple(round(side * scale) for side in (secret.x0, secret.top, secret.x1, secret.bottom))
    ).convert("L")
    assert inside.getextrema()[1] < 16
    document = pypdfium2.PdfDocument(made)
    try:
        assert document[0].get_textpage().get_text_range() == ""
    finally:
        document.close()


def test_a_covered_skew_page_is_straightened_as_it_was_read() -> None:
    """The boxes lie on the straightened page, so the cover is laid on that one."""
    straight = Image.new("L", (1190, 1684), 255)
    ImageDraw.Draw(straight).rectangle((200, 1400, 1000, 1420), fill=0)
    askew = straight.rotate(3, fillcolor=255)
    box = Box(page=1, x0=98, top=698, x1=502, bottom=712)
    made = letter_pages(encoded(askew, "PNG"), "png", (page(skew=3.0),), {1: (box,)})
    left = shown(made, width=1190).convert("L")
    ImageDraw.Draw(left).rectangle((190, 1390, 1010, 1430), fill=255)
    assert left.getextrema()[0] > 100


@pytest.mark.parametrize("filetype", ["pdf", "tiff", "jpeg", "png"])
def test_what_is_no_scan_is_refused_in_our_words(filetype: str) -> None:
    """A broken file is one error of ours, whatever library met it."""
    with pytest.raises(ScanUnreadableError):
        letter_pages(b"not a scan at all", filetype, (page(),), {})
    with pytest.raises(ScanUnreadableError):
        page_count(b"not a scan at all", filetype)


def test_a_page_that_is_not_there_is_refused() -> None:
    """Page 9 of a letter of one page."""
    letter = scanned(paragraphs("Hej"))
    with pytest.raises(ScanUnreadableError):
        letter_pages(letter.data, "pdf", (page(9),), {})


def unread(number: int) -> Page:
    """A page that the reading names as unread."""
    return page(number, source=Source.NOTHING, turn_sure=False, quality="poor")


def test_a_page_that_nobody_could_read_is_told_in_its_place() -> None:
    """A stack cut off within its second page: the unit sees that a page lacks, and which."""
    stack = encoded(
        drawing("L"), "TIFF", compression="tiff_lzw", save_all=True, append_images=[drawing("L")]
    )
    with Image.open(io.BytesIO(stack)) as picture:
        picture.seek(1)
        (start, *_) = picture.tag_v2[273]
    place = stack.rindex(struct.pack("<I", start))
    cut = stack[:place] + struct.pack("<I", len(stack) + 99) + stack[place + 4 :]
    assert page_count(cut, "tiff") == 2
    made = letter_pages(cut, "tiff", (page(1), unread(2)), {})
    document = pypdfium2.PdfDocument(made)
    texts = [sheet.get_textpage().get_text_bounded() for sheet in document]
    document.close()
    assert texts == ["", "Sida 2 gick inte att läsa ur filen."]
    with pytest.raises(ScanUnreadableError):
        letter_pages(cut, "tiff", (page(1), page(2)), {})


def test_pages_of_a_pdf_without_its_end_are_those_that_were_read() -> None:
    """Pages keep the numbers that the reading gave them, covered or not."""
    body = b"%PDF-1.4\n"
    for number, grey in ((3, b"0.2"), (4, b"0.8")):
        body += b"%d 0 obj <</Type/Page/MediaBox[0 0 595 842]/Contents %d 0 R>> endobj\n" % (
            number,
            number + 10,
        )
        fill = grey + b" g 0 0 595 842 re f"
        body += b"%d 0 obj <</Length %d>>stream\n%s\nendstream endobj\n" % (
            number + 10,
            len(fill),
            fill,
        )
    cut = body + b"5 0 obj <</Type/Pa"
    assert page_count(cut, "pdf") == 2
    for hide in ({}, {1: (Box(page=1, x0=0, top=0, x1=9, bottom=9),)}):
        made = letter_pages(cut, "pdf", (page(1), page(2)), hide)
        assert [shown(made, number).getpixel((60, 60))[0] for number in (1, 2)] == [51, 204]


def test_a_page_of_five_metres_is_covered_in_a_picture_that_fits() -> None:
    """As many pixels an inch as the machine can bear."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(14173, 14173))
    out = io.BytesIO()
    pdf.save(out)
    huge = page(width=14173, height=14173)
    boxes = {1: (Box(page=1, x0=0, top=0, x1=7000, bottom=7000),)}
    made = letter_pages(out.getvalue(), "pdf", (huge,), boxes)
    seen = shown(made, width=100)
    assert seen.getpixel((20, 20)) != seen.getpixel((80, 80))
