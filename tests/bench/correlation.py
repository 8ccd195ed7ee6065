#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the seconds that NumPy takes for plain correlations of activations with targets, least of several runs, on one thread.

Needs: python3 -m venv VENV && VENV/bin/pip install numpy
Usage: correlation.py FOLDER [RUNS], FOLDER with activations.npy [rows, units] and targets.npy [rows, targets], float32
"""
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np


def correlations(x, y):
    x = x - x.mean(axis=0)
    y = y - y.mean(axis=0)
    return (y.T @ x) / np.sqrt(np.outer((y * y).sum(axis=0), (x * x).sum(axis=0)))


def main():
    x = np.load(os.path.join(sys.argv[1], "activations.npy"))
    y = np.load(os.path.join(sys.argv[1], "targets.npy"))
    best = float("inf")
    for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 5):
        start = time.perf_counter()
        r = correlations(x, y)
        best = min(best, time.perf_counter() - start)
    if not np.isfinite(r).all():
        sys.exit("a correlation is not finite")
    print(f"{best:.4f}")


if __name__ == "__main__":
    main()
