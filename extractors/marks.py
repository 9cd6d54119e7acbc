"""Separator sheets: the codes that say that a new letter begins behind them."""

from __future__ import annotations

import zxingcpp

from extractors.rasters import Image

PATCH_T = "PATCH-T"
TROSKEL = "TROSKEL-SEPARATOR"
_FORMATS = zxingcpp.BarcodeFormats(
    [
        zxingcpp.BarcodeFormat.Code39,
        zxingcpp.BarcodeFormat.Code128,
        zxingcpp.BarcodeFormat.QRCode,
    ]
)
_KNOWN = {"PATCHT": PATCH_T, "TROSKELSEPARATOR": TROSKEL}


def marks_of(image: Image) -> tuple[str, ...]:
    """The separator codes on the page, each once, in order of name; other codes are not ours.

    ``image`` is grey; 100 to 200 dots an inch suffice.
    """
    found: set[str] = set()
    for code in zxingcpp.read_barcodes(image, formats=_FORMATS, try_downscale=False):
        plain = "".join(sign for sign in code.text.upper() if sign.isalnum())
        if plain in _KNOWN:
            found.add(_KNOWN[plain])
    return tuple(sorted(found))
