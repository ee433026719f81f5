"""Decodes one stranger's picture and draws it anew. Runs alone, in the sandbox: `python -I draw.py`.

`draw.py FILE KIND PIXELS WIDTH...` writes `WIDTH.webp` where it stands and prints JSON about what it did. It prints
kinds of hidden words, never the words themselves.
"""

import io
import json
import sys
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageOps

SMALLEST_SIDE = 64
LONGEST_SHAPE = 4  # times as long as wide
QUALITY = 80
PAPER = (255, 255, 255)
TAGS = {
    ExifTags.Base.Make: "device", ExifTags.Base.Model: "device", ExifTags.Base.Software: "program",
    ExifTags.Base.DateTime: "date", ExifTags.Base.DateTimeOriginal: "date", ExifTags.Base.Artist: "owner",
    ExifTags.Base.Copyright: "owner", ExifTags.Base.Orientation: "", ExifTags.Base.ExifOffset: "",
    ExifTags.Base.GPSInfo: "location",
}  # fmt: skip
OF_PICTURES = {"icc_profile", "dpi", "gamma", "jfif", "jfif_version", "jfif_unit", "jfif_density", "progression",
               "progressive", "adobe", "adobe_transform", "transparency", "loop", "background", "timestamp", "duration",
               "interlace", "srgb", "chromaticity", "aspect", "blend", "disposal", "bbox", "default_image",
               "exif"}  # fmt: skip


def removed(picture: Any) -> list[str]:
    exif = picture.getexif()
    found = {TAGS.get(tag, "other") for tag in exif}
    found |= {TAGS.get(tag, "other") for tag in exif.get_ifd(ExifTags.IFD.Exif)}
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        found.add("location")
    if set(picture.info) - OF_PICTURES:
        found.add("other")
    return sorted(found - {""})


def true_colours(picture: Any) -> Any:
    """As the colours of the web. Where its own profile cannot be read, as they are."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode == "RGB":
        try:
            here = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(picture, here, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            return picture
    return picture


def on_paper(picture: Any) -> Any:
    """What can be seen through becomes white."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        sheet = Image.new("RGB", seen.size, PAPER)
        sheet.paste(seen, mask=seen.getchannel("A"))
        return sheet
    return true_colours(picture).convert("RGB")


def draw(path: str, kind: str, pixels: int, widths: list[int]) -> dict[str, Any]:
    Image.MAX_IMAGE_PIXELS = pixels
    with Image.open(path, formats=[kind]) as picture:
        width, height = picture.size
        if width * height > pixels:
            return {"refused": "too_many_pixels"}
        if min(width, height) < SMALLEST_SIDE:
            return {"refused": "too_few_pixels"}
        if max(width, height) > LONGEST_SHAPE * min(width, height):
            return {"refused": "odd_shape"}
        picture.seek(0)
        hidden = removed(picture)
        drawn = on_paper(ImageOps.exif_transpose(picture))
    wanted = sorted({min(one, drawn.width) for one in widths}, reverse=True)
    return {"removed": hidden, "files": [saved(drawn, one) for one in wanted]}


def saved(drawn: Any, width: int) -> dict[str, Any]:
    """A sheet of its own, to which nothing but the pixels comes along."""
    height = max(1, round(drawn.height * width / drawn.width))
    sheet = Image.new("RGB", (width, height))
    sheet.paste(drawn.resize((width, height), Image.Resampling.LANCZOS))
    sheet.save(f"{width}.webp", "WEBP", quality=QUALITY, method=4)
    return {"name": f"{width}.webp", "width": width, "height": height}


def main(path: str, kind: str, pixels: str, *widths: str) -> dict[str, Any]:
    try:
        return draw(path, kind, int(pixels), [int(one) for one in widths])
    except Image.DecompressionBombError:
        return {"refused": "too_many_pixels"}
    except (OSError, ValueError, SyntaxError, ArithmeticError, LookupError, TypeError, EOFError) as trouble:
        return {"refused": "broken", "detail": f"{type(trouble).__name__}: {trouble}"[:300]}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
