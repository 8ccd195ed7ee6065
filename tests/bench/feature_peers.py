#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints a peer's time for a feature set of features.sh: milliseconds of processor time on one thread, least of several runs.

Needs: python3 -m venv VENV && VENV/bin/pip install librosa==0.11.0 soundfile kaldi-native-fbank==1.23.0
Usage: feature_peers.py SET FILE.wav [RUNS], SET one of logmel80-librosa, mfcc20-librosa, fbank80-kaldi
Exits 3 with a sentence where the peer is not installed.
"""
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"

TRANSFORM = dict(sr=16000, n_fft=512, win_length=400, hop_length=160, pad_mode="constant")


def logmel():
    import librosa
    return lambda samples: librosa.power_to_db(
        librosa.feature.melspectrogram(y=samples, n_mels=80, **TRANSFORM), ref=1.0, amin=1e-10, top_db=80)


def mfcc():
    import librosa
    return lambda samples: librosa.feature.mfcc(y=samples, n_mfcc=20, **TRANSFORM)


def fbank():
    import kaldi_native_fbank
    import numpy

    def compute(samples):
        options = kaldi_native_fbank.FbankOptions()
        options.frame_opts.dither = 0
        options.mel_opts.num_bins = 80
        bank = kaldi_native_fbank.OnlineFbank(options)
        bank.accept_waveform(16000, samples * 32768)
        bank.input_finished()
        return numpy.stack([bank.get_frame(i) for i in range(bank.num_frames_ready)])

    return compute


PEERS = {"logmel80-librosa": logmel, "mfcc20-librosa": mfcc, "fbank80-kaldi": fbank}


def main():
    try:
        import soundfile
        compute = PEERS[sys.argv[1]]()
    except ImportError as error:
        print(f"{sys.executable} cannot import it: {error}", file=sys.stderr)
        return 3
    samples, rate = soundfile.read(sys.argv[2], dtype="float32")
    assert rate == 16000
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    compute(samples[:16000])
    times = []
    for _ in range(runs):
        start = time.process_time()
        compute(samples)
        times.append(1000.0 * (time.process_time() - start))
    print(f"{min(times):.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
