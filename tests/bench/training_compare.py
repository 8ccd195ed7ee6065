#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs BenchTraining and training_reference.py turn about and prints medians and ratios; started by training.sh.

Usage: training_compare.py BENCH THREADS CORPUS SCRATCH_FOLDER
"""
import os
import pathlib
import subprocess
import sys

import numpy as np

STEPS, EPOCHS, WARM = 20, 3, 3
MALLOC = {"MALLOC_MMAP_THRESHOLD_": str(32 << 20), "MALLOC_TRIM_THRESHOLD_": str(2**31 - 1)}


class Side:
    def __init__(self, command, **more):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, **more})
        self.first = self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.process.args[0]} ended")
        return line.strip()

    def ask(self, what):
        print(what, file=self.process.stdin, flush=True)
        return float(self.answer())


def ratio(ours, theirs):
    """Ratio of medians and its 95 % interval; pairs measured one after the other are drawn together."""
    ours, theirs = np.array(ours), np.array(theirs)
    draws = np.random.default_rng(1).integers(len(ours), size=(10000, len(ours)))
    spread = np.median(ours[draws], axis=1) / np.median(theirs[draws], axis=1)
    low, high = np.quantile(spread, [0.025, 0.975])
    return f"{np.median(ours) / np.median(theirs):.3f}, 95 % interval {low:.3f} to {high:.3f}"


def main():
    bench, threads, corpus, folder = sys.argv[1:]
    ours = Side([bench, threads, corpus, folder])
    theirs = Side([sys.executable, str(pathlib.Path(__file__).parent / "training_reference.py"), threads,
                   folder + "/task.safetensors"], **MALLOC)
    _, loss, weight, _, parameters = theirs.first.split()
    print(f"same network: {parameters} parameters; after 4 steps losses differ by {loss}, averaged weights by {weight}")
    if float(loss) > 1e-4:
        sys.exit("the two do not compute the same")
    for _ in range(WARM):
        ours.ask("step"), theirs.ask("step")
    steps = [(ours.ask("step"), theirs.ask("step")) for _ in range(STEPS)]
    a, b = zip(*steps)
    print(f"step, {threads} thread(s), median of {STEPS}: prososcope {1000 * np.median(a):.1f} ms, "
          f"Python {1000 * np.median(b):.1f} ms")
    print(f"ratio of steps prososcope / Python: {ratio(a, b)}", flush=True)
    epochs = [(ours.ask("epoch"), theirs.ask("epoch"), theirs.ask("epoch 2")) for _ in range(EPOCHS)]
    a, b, c = zip(*epochs)
    load = ours.ask("load")
    print(f"epoch, median of {EPOCHS}: prososcope {np.median(a):.2f} s (of which {load:.2f} s load features), "
          f"Python {np.median(b):.2f} s, with two workers {np.median(c):.2f} s")
    print(f"ratio of epochs prososcope / Python: {ratio(a, b if np.median(b) < np.median(c) else c)}")
    print("shares", file=ours.process.stdin, flush=True)
    waiting, beside = map(float, ours.answer().split())
    print(f"waiting for batches: {100 * waiting:.2f} % of steps and waiting; of a run of 2 folds, 30 epochs each, "
          f"{100 * beside:.2f} % is not training")
    for side in (ours, theirs):
        side.process.stdin.close()
        side.process.wait()


if __name__ == "__main__":
    main()
