#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints Praat's processor time in milliseconds for one analysis of praat.sh.

Needs: python3 -m venv VENV && VENV/bin/pip install praat-parselmouth==0.4.7
Usage: praat_times.py FILE.wav pitch|formants|intensity|harmonicity
"""
import sys
import time

import parselmouth
from parselmouth.praat import call

COMMANDS = {
    "pitch": ("To Pitch (ac)...", 0, 75, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 600),
    "formants": ("To Formant (burg)...", 0, 5, 5500, 0.025, 50),
    "intensity": ("To Intensity...", 100, 0, "yes"),
    "harmonicity": ("To Harmonicity (cc)...", 0.01, 75, 0.1, 1.0),
}


def main():
    sound = parselmouth.Sound(sys.argv[1])
    start = time.process_time()
    call(sound, *COMMANDS[sys.argv[2]])
    print(f"{1000.0 * (time.process_time() - start):.1f}")


if __name__ == "__main__":
    main()
