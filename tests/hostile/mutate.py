"""Mutates honest films byte by byte and tries each: `python tests/hostile/mutate.py --count 10000 --seed 1`.

Counts what came of them. An escape is a crash of ours, a secret in an output, or anything but a named refusal.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # so that it also runs as a plain script

from hearten.ports.transcoder import FfmpegTranscoder, Limits, TranscoderDown, Unplayable
from tests.hostile.kinds import film

SECRET = b"+51.5007-000.1246"
TAGS = ("-metadata", f"location={SECRET.decode()}/", "-metadata", f"comment={SECRET.decode()}")
MOST_AT_ONCE = 10_000


def mutated(content: bytes, chance: random.Random) -> bytes:
    bent = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 64))):
        at = chance.randrange(len(bent))
        match chance.randrange(5):
            case 0:
                bent[at] ^= 1 << chance.randrange(8)
            case 1:
                bent[at : at + 4] = chance.choice((bytes(4), b"\xff" * 4, b"\x7f\xff\xff\xff", b"\x80\0\0\0"))
            case 2:
                del bent[at : at + chance.randrange(1, 64)]
            case 3:
                bent[at:at] = bent[at : at + chance.randrange(1, 256)]
            case _:
                bent[at : at + 8] = chance.randbytes(8)
        if not bent:
            return b"\0"
    return bytes(bent)


def tried(content: bytes, folder: Path, transcoder: FfmpegTranscoder) -> str:
    source, into = folder / "mutant.mp4", folder / "into"
    source.write_bytes(content)
    into.mkdir()
    try:
        made = transcoder.make(source, into, Limits(longest=20), lambda _: None)
        leaks = [file.path.name for file in made.files if SECRET in file.path.read_bytes()]
        return f"ESCAPE {leaks}" if leaks else "harmless"
    except Unplayable as refused:
        return str(refused.code)
    except TranscoderDown as down:
        return f"ESCAPE down: {down}"
    finally:
        shutil.rmtree(into)


def sweep(count: int, seed: int) -> Counter[str]:
    """Half of the changes fall within the index, where parsers live."""
    chance = random.Random(seed)
    honest = [
        film("mp4", "-movflags", "+faststart", *TAGS, seconds=1.2),
        film("mov", *TAGS, seconds=1.2),
        film("webm", *TAGS, seconds=1.2),
    ]
    transcoder, told = FfmpegTranscoder(), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(min(count, MOST_AT_ONCE)):
            chosen = chance.choice(honest)
            head = chance.choice((len(chosen), 2500))
            told[tried(mutated(chosen[:head], chance) + chosen[head:], Path(folder), transcoder)] += 1
    return told


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    wanted = asked.parse_args()
    counted = sweep(wanted.count, wanted.seed)
    for answer, times in counted.most_common():
        print(f"{times:6} {answer}")
    sys.exit(any(answer.startswith("ESCAPE") for answer in counted))
