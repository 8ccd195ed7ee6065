#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs BenchUnsupervised and unsupervised_reference.py turn about and prints medians and ratios; started by unsupervised.sh.

Usage: unsupervised_compare.py BENCH THREADS SCRATCH_FOLDER
"""
import pathlib
import sys

import numpy as np
from training_compare import MALLOC, Side, ratio

TIMES, WARM = 20, 3


def main():
    bench, threads, folder = sys.argv[1:]
    ours = Side([bench, threads, folder])
    theirs = Side([sys.executable, str(pathlib.Path(__file__).parent / "unsupervised_reference.py"), threads,
                   folder + "/task.safetensors"], **MALLOC)
    _, future, coder, *counts = theirs.first.split()
    print(f"same networks of {counts[0]} and {counts[1]} parameters: after 3 steps losses differ by {future} and {coder}")
    if float(future) > 1e-4 or float(coder) > 1e-3:
        sys.exit("the two do not compute the same")
    for what, text in (("future", "prediction of speech to come, 32 recordings of up to 300 frames"),
                       ("autoencoder", "adversarial autoencoder, 64 utterances of 6373 functionals, all phases")):
        for _ in range(WARM):
            ours.ask(what), theirs.ask(what)
        a, b = zip(*[(ours.ask(what), theirs.ask(what)) for _ in range(TIMES)])
        print(f"{text}, {threads} thread(s), median of {TIMES} steps: prososcope {1000 * np.median(a):.1f} ms, "
              f"Python {1000 * np.median(b):.1f} ms")
        print(f"ratio prososcope / Python: {ratio(a, b)}", flush=True)
    for side in (ours, theirs):
        side.process.stdin.close()
        side.process.wait()


if __name__ == "__main__":
    main()
