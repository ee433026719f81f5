"""Pictures as people and others send them: plain, with a place hidden in them, and with more than a picture inside."""

from io import BytesIO

from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

HIDDEN = ("Canary Cameras", "Canary Street 7")


def png(width: int = 800, height: int = 600) -> bytes:
    return _saved(_drawn(width, height), "PNG")


def from_a_phone() -> bytes:
    """A JPEG that says which phone took it, where, when, whose it is, and which way it was held."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Artist] = HIDDEN[0], HIDDEN[1]
    exif[ExifTags.Base.DateTime], exif[ExifTags.Base.Orientation] = "2026:11:01 10:00:00", 6
    place = {1: "N", 2: (59.0, 54.0, 50.0), 3: "E", 4: (10.0, 45.0, 8.0)}
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(place)
    return _saved(_drawn(1600, 1200), "JPEG", exif=exif.tobytes(), comment=b"a word nobody sees")


def with_a_text() -> bytes:
    said = PngInfo()
    said.add_text("Author", HIDDEN[1])
    return _saved(_drawn(300, 300), "PNG", pnginfo=said)


def polyglot() -> bytes:
    """A picture to one program, a page with a script to another."""
    return png() + b"<html><script>alert('canary')</script></html>"


def moving() -> bytes:
    red, blue = (Image.new("RGB", (200, 200), colour) for colour in ((255, 0, 0), (0, 0, 255)))
    return _saved(red, "WEBP", save_all=True, append_images=[blue], duration=100)


def bomb() -> bytes:
    """A small file that unpacks to more pixels than any phone takes."""
    return _saved(Image.new("1", (12_000, 12_000)), "PNG")


def _drawn(width: int, height: int) -> Image.Image:
    sheet = Image.new("RGB", (width, height), (31, 111, 107))
    sheet.paste((240, 223, 196), (0, 0, width // 2, height // 2))
    return sheet


def _saved(sheet: Image.Image, kind: str, **more: object) -> bytes:
    made = BytesIO()
    sheet.save(made, kind, **more)
    return made.getvalue()
