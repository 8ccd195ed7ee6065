#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A base-shaped encoder's forward pass over some seconds of sound: this program and transformers turn about, on the same
machine with the same number of threads. Needs torch and transformers from PyPI.

    python speech_encoder.py BENCH [FAMILY] [THREADS] [ROUNDS] [SECONDS]

BENCH is the built BenchSpeechEncoder, FAMILY wav2vec2 (default) or wavlm.
"""
import os
import random
import statistics
import subprocess
import sys
import time

os.environ.setdefault("OMP_WAIT_POLICY", "passive")
import torch
import transformers as tr


def main():
    bench = sys.argv[1]
    family, threads, rounds, length = (sys.argv[2:] + ["wav2vec2", "1", "11", "10"][len(sys.argv) - 2:])[:4]
    torch.set_num_threads(int(threads))
    config, model = {"wav2vec2": (tr.Wav2Vec2Config, tr.Wav2Vec2Model), "wavlm": (tr.WavLMConfig, tr.WavLMModel)}[family]
    theirs = model(config()).eval()
    values = torch.randn(1, int(float(length) * 16000))
    ours = subprocess.Popen([bench, "serve", family, threads, length], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert ours.stdout.readline().strip() == "ready"

    def run_ours():
        ours.stdin.write("run\n")
        ours.stdin.flush()
        return float(ours.stdout.readline())

    def run_theirs():
        start = time.perf_counter()
        with torch.no_grad():
            theirs(values, output_hidden_states=True)
        return time.perf_counter() - start

    run_ours(), run_theirs()  # what is done once
    pairs = [(run_ours(), run_theirs()) for _ in range(int(rounds))]
    ratio = lambda some: statistics.median(a for a, _ in some) / statistics.median(b for _, b in some)
    draw = random.Random(1)
    drawn = sorted(ratio([draw.choice(pairs) for _ in pairs]) for _ in range(2000))
    print(f"{family}, {length} s of sound, {threads} thread(s), {rounds} rounds: this program "
          f"{statistics.median(a for a, _ in pairs):.3f} s, transformers {tr.__version__} {statistics.median(b for _, b in pairs):.3f} s, "
          f"ratio {ratio(pairs):.3f} [{drawn[50]:.3f}, {drawn[1949]:.3f}]; fastest "
          f"{min(a for a, _ in pairs):.3f} and {min(b for _, b in pairs):.3f} s, ratio "
          f"{min(a for a, _ in pairs) / min(b for _, b in pairs):.3f}")
    ours.stdin.close()
    ours.wait()


if __name__ == "__main__":
    main()
