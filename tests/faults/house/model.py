"""Run as a program: a model that compares meanings, in the mood that a file names at each question.

Before it answers it leaves a file beside that one, so that a test knows when somebody waits for it.
"""

import json
import sys
import time
import zlib
from pathlib import Path

import numpy as np

if __name__ == "__main__":
    mood = Path(sys.argv[1])
    for line in sys.stdin.buffer:
        mood.with_suffix(".asked").touch()
        match mood.read_text():
            case "hangs":
                time.sleep(3600)
            case "garbage":
                sys.stdout.buffer.write(b"I feel fine \xff\x00\n")
            case _:
                chance = [np.random.default_rng(zlib.crc32(text.encode())) for text in json.loads(line)]
                rows = np.stack([one.standard_normal(16).astype(np.float32) for one in chance])
                rows /= np.linalg.norm(rows, axis=1, keepdims=True)
                sys.stdout.buffer.write(b"%d %d\n" % rows.shape + rows.tobytes())
        sys.stdout.buffer.flush()
