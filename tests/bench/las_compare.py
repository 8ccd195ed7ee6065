#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs BenchLas and las_reference.py turn about and prints medians and ratios; started by las.sh.

Usage: las_compare.py BENCH THREADS SCRATCH_FOLDER
"""
import pathlib
import sys

import numpy as np
from training_compare import MALLOC, Side, ratio

TIMES, WARM = 10, 1


def main():
    bench, threads, folder = sys.argv[1:]
    ours = Side([bench, threads, folder])
    theirs = Side([sys.executable, str(pathlib.Path(__file__).parent / "las_reference.py"), threads,
                   folder + "/task.safetensors"], **MALLOC)
    _, even, mixed, parameters = theirs.first.split()
    print(f"same network: {parameters} parameters; losses differ by {even} and, a step later, {mixed}")
    if max(float(even), float(mixed)) > 1e-3:
        sys.exit("the two do not compute the same")
    for what, text in (("even", "equally long recordings"), ("mixed", "recordings of different lengths")):
        for _ in range(WARM):
            ours.ask(what), theirs.ask(what)
        a, b = zip(*[(ours.ask(what), theirs.ask(what)) for _ in range(TIMES)])
        print(f"training step, {text}, {threads} thread(s), median of {TIMES}: prososcope {np.median(a):.2f} s, "
              f"Python {np.median(b):.2f} s")
        print(f"ratio prososcope / Python: {ratio(a, b)}", flush=True)
    for side in (ours, theirs):
        side.process.stdin.close()
        side.process.wait()


if __name__ == "__main__":
    main()
