#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What transformers makes of an exported model.

check_exported.py                      is silent where torch and transformers can be imported, and fails otherwise
check_exported.py FOLDER CLASS IN SHAPE OUT  opens FOLDER by a class of transformers, writes its logits for the input IN (raw
                                       float32 as the network takes it, "1x16000") into OUT (raw float32) and prints which
                                       tensors it missed or did not expect, and what its tokenizer makes of the best path
"""

import json
import os
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_VERBOSITY"] = "error"

import numpy
import torch
import transformers


def main() -> int:
    if len(sys.argv) == 1:
        return 0
    folder, name, samples, shape, goal = sys.argv[1:]
    model, loading = getattr(transformers, name).from_pretrained(folder, output_loading_info=True)
    model.eval()
    wave = torch.from_numpy(numpy.fromfile(samples, dtype="<f4")).reshape([int(size) for size in shape.split("x")])
    run = model.get_encoder() if name == "WhisperModel" else model  # its decoder is none of ours
    with torch.no_grad():
        output = run(wave)
    values = output.logits if hasattr(output, "logits") else output.last_hidden_state
    values[0].contiguous().numpy().astype("<f4").tofile(goal)
    found = {key: sorted(str(one) for one in loading[key]) for key in ("missing_keys", "unexpected_keys", "mismatched_keys")}
    found["sampling_rate"] = transformers.AutoFeatureExtractor.from_pretrained(folder).sampling_rate
    if os.path.exists(os.path.join(folder, "vocab.json")):
        tokenizer = transformers.Wav2Vec2CTCTokenizer.from_pretrained(folder)
        found["tokens"] = len(tokenizer)
        found["text"] = tokenizer.decode(values[0].argmax(-1), spaces_between_special_tokens=True)
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
