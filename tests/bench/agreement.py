#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares eGeMAPSv02 and ComParE_2016 with openSMILE on recordings of one's own, and on made-up voices.

Prints how many functionals have a correlation of at least .99 and .95 over the recordings; for the descriptors of the voice the
mean correlation and the share of frames within 1 %; and for made-up voices, whose periods have known steps of amplitude or of
length, the same for single frames.

Needs: python3 -m venv VENV && VENV/bin/pip install opensmile==2.6.0 soundfile (under its own research licence)
Usage: agreement.py PROGRAM MOST FILE_OR_FOLDER...     MOST: recordings at most, spread evenly over all that are found
"""
import csv
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import opensmile
import soundfile

RATE = 16000
SETS = ("eGeMAPSv02", "ComParE_2016")
VOICE = {
    "eGeMAPSv02": ("F0semitoneFrom27.5Hz_sma3nz", "jitterLocal_sma3nz", "shimmerLocaldB_sma3nz", "HNRdBACF_sma3nz"),
    "ComParE_2016": ("F0final_sma", "jitterLocal_sma", "jitterDDP_sma", "shimmerLocal_sma", "logHNR_sma"),
}


def table(program, folder, arguments):
    """The head and the rows of a table of features by the program."""
    out = folder / "table.csv"
    out.unlink(missing_ok=True)
    subprocess.run([program, "--quiet", "features", *arguments, "--out", str(out)], check=True)
    with open(out, newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    return head, rows


def number(text):
    return float(text) if text not in ("", "nan") else np.nan


def correlation(a, b):
    """1 where both are constant and alike, 0 where only one of them is constant."""
    known = np.isfinite(a) & np.isfinite(b)
    a, b = a[known], b[known]
    if np.std(b) < 1e-12:
        return 1.0 if np.allclose(a, b, rtol=1e-3, atol=1e-9) else 0.0
    return 0.0 if np.std(a) < 1e-12 else np.corrcoef(a, b)[0, 1]


def functionals(program, clips, folder):
    for name in SETS:
        smile = opensmile.Smile(name, feature_level="func")
        theirs = np.array([smile.process_signal(x, RATE).to_numpy()[0] for x in clips])
        head, rows = table(program, folder, ["--set", name, str(folder / "clips")])
        at = [head.index(column) for column in smile.feature_names]
        mine = np.array([[number(row[i]) for i in at] for row in sorted(rows)])
        r = np.array([correlation(mine[:, j], theirs[:, j]) for j in range(len(at))])
        print(f"{name}: {len(clips)} recordings, {len(r)} functionals, "
              f"r >= .99: {np.sum(r >= .99)} ({np.mean(r >= .99):.1%}), r >= .95: {np.sum(r >= .95)} ({np.mean(r >= .95):.1%})")


def frames_of(program, folder, samples, name):
    """The descriptors of the voice, frame by frame."""
    path = folder / "frames.wav"
    soundfile.write(path, samples, RATE, subtype="FLOAT")
    head, rows = table(program, folder, ["--set", name + "-lld", "--frames", str(path)])
    return {column: np.array([number(row[head.index(column)]) for row in rows]) for column in VOICE[name]}


def voice(program, clips, folder):
    for name in SETS:
        smile = opensmile.Smile(name, feature_level="lld")
        found = {column: [] for column in VOICE[name]}
        for x in clips:
            mine, theirs = frames_of(program, folder, x, name), smile.process_signal(x, RATE)
            pitch = theirs[VOICE[name][0]].to_numpy()
            for column in VOICE[name]:
                b = theirs[column].to_numpy()
                count = min(len(b), len(mine[column]))
                voiced = pitch[:count] > 0
                a, b = mine[column][:count][voiced], b[:count][voiced]
                if len(b) > 2:
                    found[column].append((correlation(a, b), np.mean(np.abs(a - b) <= 0.01 * np.abs(b) + 1e-9)))
        for column, values in found.items():
            r, within = np.mean(values, axis=0)
            print(f"{name} {column}: voiced frames r {r:.3f}, within 1 % {within:.1%}")


def train(period, step_of_amplitude, step_of_period, seed=5):
    """Two seconds of ringing pulses in the middle of their periods, in noise 40 dB below."""
    random = np.random.default_rng(seed)
    samples, at = np.zeros(2 * RATE), period / 2
    t = np.arange(len(samples))
    while at + period < len(samples):
        x = t - at
        pulse = -x / 12 * np.exp(-0.5 * (x / 12) ** 2) + 0.4 * np.where(x > 0, np.exp(-np.maximum(x, 0) / 30) * np.sin(0.353 * x), 0)
        samples += (1 + random.uniform(-step_of_amplitude, step_of_amplitude)) * pulse
        at += period * (1 + random.uniform(-step_of_period, step_of_period))
    samples += random.standard_normal(len(samples)) * 0.01 * np.sqrt(np.mean(samples**2))
    return (0.5 * samples / np.max(np.abs(samples))).astype(np.float32)


def made_up(program, folder):
    smile = opensmile.Smile("ComParE_2016", feature_level="lld")
    for column, amplitude, change in (("shimmerLocal_sma", .08, 0), ("jitterLocal_sma", .05, .01), ("jitterDDP_sma", .05, .01)):
        differences = []
        for period in (75, 120, 133, 170, 200, 240):
            samples = train(period, amplitude, change)
            a, b = frames_of(program, folder, samples, "ComParE_2016")[column], smile.process_signal(samples, RATE)[column].to_numpy()
            count = min(len(a), len(b))
            voiced = b[:count] != 0
            differences.append(np.abs(a[:count] - b[:count])[voiced] / np.abs(b[:count])[voiced])
        d = np.concatenate(differences)
        print(f"made-up voices, {column}: difference of a frame {np.median(d):.4%} (median), within 1 %: {np.mean(d <= 0.01):.1%}")


def main():
    program, most = sys.argv[1], int(sys.argv[2])
    found = []
    for argument in map(pathlib.Path, sys.argv[3:]):
        found += sorted(p for p in argument.rglob("*") if p.suffix.lower() in (".wav", ".flac", ".opus")) if argument.is_dir() else [argument]
    found = found[:: max(1, -(-len(found) // most))] if found else []
    clips = []
    for path in found:
        samples, rate = soundfile.read(path, dtype="float32")
        if rate == RATE and samples.ndim == 1:
            clips.append(samples)
        else:
            print(f"left out, not mono at 16 kHz: {path}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        made_up(program, folder)
        if clips:
            (folder / "clips").mkdir()
            for i, samples in enumerate(clips):
                soundfile.write(folder / "clips" / f"{i:05d}.wav", samples, RATE, subtype="FLOAT")
            functionals(program, clips, folder)
            voice(program, clips, folder)


if __name__ == "__main__":
    main()
