#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs BenchRecogniser and recogniser_reference.py turn about and prints medians and ratios; started by recogniser.sh.

Usage: recogniser_compare.py BENCH THREADS SCRATCH_FOLDER
"""
import pathlib
import sys

import numpy as np
from training_compare import MALLOC, Side, ratio

TIMES, WARM = 20, 3


def main():
    bench, threads, folder = sys.argv[1:]
    ours = Side([bench, threads, folder])
    theirs = Side([sys.executable, str(pathlib.Path(__file__).parent / "recogniser_reference.py"), threads,
                   folder + "/task.safetensors"], **MALLOC)
    _, loss, pooled, parameters = theirs.first.split()
    print(f"same network: {parameters} parameters; losses differ by {loss}, pooled activations by {pooled}")
    if float(loss) > 1e-2 or float(pooled) > 1e-3:
        sys.exit("the two do not compute the same")
    for what, text in (("step", "training step"), ("layers", "activations of 16 x 100 frames")):
        for _ in range(WARM):
            ours.ask(what), theirs.ask(what)
        a, b = zip(*[(ours.ask(what), theirs.ask(what)) for _ in range(TIMES)])
        print(f"{text}, {threads} thread(s), median of {TIMES}: prososcope {1000 * np.median(a):.1f} ms, "
              f"Python {1000 * np.median(b):.1f} ms")
        print(f"ratio prososcope / Python: {ratio(a, b)}", flush=True)
    hours = [ours.ask("hour") for _ in range(3)]
    print(f"activations of an hour of speech with its cepstra, {threads} thread(s), best of 3: {min(hours):.1f} s")
    for side in (ours, theirs):
        side.process.stdin.close()
        side.process.wait()


if __name__ == "__main__":
    main()
