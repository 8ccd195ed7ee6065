#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints openSMILE's time for a set of functionals: milliseconds of processor time, least of several runs.

Needs: python3 -m venv VENV && VENV/bin/pip install opensmile==2.6.0 soundfile (under its own research licence)
Usage: opensmile_times.py FILE.wav SET [RUNS]       SET: eGeMAPSv02, ComParE_2016, ...
"""
import sys
import time

import opensmile
import soundfile


def main():
    samples, rate = soundfile.read(sys.argv[1], dtype="float32")
    smile = opensmile.Smile(sys.argv[2], feature_level="func")
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    smile.process_signal(samples[:rate], rate)
    times = []
    for _ in range(runs):
        start = time.process_time()
        smile.process_signal(samples, rate)
        times.append(1000.0 * (time.process_time() - start))
    print(f"{min(times):.1f}")


if __name__ == "__main__":
    main()
