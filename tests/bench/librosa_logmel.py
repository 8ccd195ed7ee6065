#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints librosa's time for the log-mel set of features.sh: milliseconds of processor time, least of several runs.

Needs: python3 -m venv VENV && VENV/bin/pip install librosa==0.11.0 soundfile
Usage: librosa_logmel.py FILE.wav [RUNS]
"""
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"

import librosa  # noqa: E402
import soundfile  # noqa: E402


def logmel(samples):
    power = librosa.feature.melspectrogram(
        y=samples, sr=16000, n_fft=512, win_length=400, hop_length=160, n_mels=80, pad_mode="constant")
    return librosa.power_to_db(power, ref=1.0, amin=1e-10, top_db=80)


def main():
    samples, rate = soundfile.read(sys.argv[1], dtype="float32")
    assert rate == 16000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    logmel(samples[:16000])
    times = []
    for _ in range(runs):
        start = time.process_time()
        logmel(samples)
        times.append(1000.0 * (time.process_time() - start))
    print(f"{min(times):.1f}")


if __name__ == "__main__":
    main()
