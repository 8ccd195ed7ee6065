#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The attention recogniser in plain PyTorch, for las.sh.

Needs: python3 -m venv VENV && VENV/bin/pip install torch==2.11.0 numpy safetensors
Usage: las_reference.py THREADS TASK.safetensors
First prints how far its losses are from those of BenchLas, which wrote TASK; then obeys lines: "even" trains one step on a batch
whose recordings are equally long (torch's own fused LSTM can be used), "mixed" one on a batch of different lengths (packed); each
answers its seconds.
"""
import sys
import time

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

INPUTS, CELLS, EMBEDDING, ATTENTION, DECODER, SYMBOLS, RATE, CLIP = 39, 256, 128, 128, 512, 30, 1e-4, 5.0


class Listener(nn.Module):
    def __init__(self):
        super().__init__()
        width = 2 * CELLS
        for i, inputs in enumerate((INPUTS, width, width)):
            setattr(self, f"rnn{i}", nn.LSTM(inputs, CELLS, batch_first=True, bidirectional=True))
        self.fc0, self.fc1, self.fc2 = nn.Linear(width, width), nn.Linear(2 * width, width), nn.Linear(2 * width, width)

    @staticmethod
    def run(rnn, x, lengths):
        if lengths is None:
            return rnn(x)[0]
        y, _ = rnn(pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False))
        return pad_packed_sequence(y, batch_first=True, total_length=x.shape[1])[0]

    def forward(self, x, lengths):
        def valid(values, lengths):
            if lengths is None:
                return values
            return values * (torch.arange(values.shape[1]) < lengths[:, None])[:, :, None]

        h = valid(torch.tanh(self.fc0(self.run(self.rnn0, x, lengths))), lengths)
        for rnn, dense in ((self.rnn1, self.fc1), (self.rnn2, self.fc2)):
            h = self.run(rnn, h, lengths)
            if h.shape[1] % 2:
                h = F.pad(h, (0, 0, 0, 1))
            lengths = None if lengths is None else (lengths + 1) // 2
            h = valid(torch.tanh(dense(h.reshape(h.shape[0], h.shape[1] // 2, -1))), lengths)
        return h, lengths


class Speller(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(SYMBOLS, EMBEDDING)
        self.attention = nn.ModuleDict({"w_h": nn.Linear(2 * CELLS, ATTENTION, bias=False),
                                        "w_s": nn.Linear(2 * DECODER, ATTENTION, bias=False),
                                        "u": nn.Linear(ATTENTION, 1, bias=False)})
        self.cell = nn.ModuleList([nn.LSTMCell(EMBEDDING + 2 * CELLS, DECODER), nn.LSTMCell(DECODER, DECODER)])
        self.output = nn.Linear(DECODER, SYMBOLS)

    def forward(self, sound, lengths, targets):
        keys = self.attention["w_h"](sound)
        padding = None if lengths is None else torch.arange(sound.shape[1]) >= lengths[:, None]
        told = self.embedding(F.pad(targets[:, :-1], (1, 0), value=1))
        h0 = c0 = h1 = c1 = sound.new_zeros(sound.shape[0], DECODER)
        tops = []
        for u in range(targets.shape[1]):
            scores = self.attention["u"](torch.tanh(keys + self.attention["w_s"](torch.cat([h0, h1], 1))[:, None])).squeeze(2)
            if padding is not None:
                scores = scores.masked_fill(padding, -1e8)
            context = torch.bmm(torch.softmax(scores, 1)[:, None], sound).squeeze(1)
            h0, c0 = self.cell[0](torch.cat([told[:, u], context], 1), (h0, c0))
            h1, c1 = self.cell[1](h0, (h1, c1))
            tops.append(h1)
        return self.output(torch.stack(tops, 1))


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.listener, self.speller = Listener(), Speller()

    def forward(self, x, lengths, targets):
        return self.speller(*self.listener(x, lengths), targets)


def main():
    torch.set_num_threads(int(sys.argv[1]))
    task = load_file(sys.argv[2])
    network = Network()
    network.load_state_dict({n[8:]: t for n, t in task.items() if n.startswith("weights.")})
    optimizer = torch.optim.Adam(network.parameters(), lr=RATE, fused=True)
    features, targets, lengths = task["features"], task["targets"].long(), task["lengths"].long()

    def step(lengths):
        optimizer.zero_grad()
        logits = network(features, lengths, targets)
        loss = F.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=0, label_smoothing=0.01)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), CLIP)
        optimizer.step()
        return loss.item()

    apart = [abs(step(each) - task["losses"][i].item()) for i, each in enumerate((None, lengths))]
    print(f"parity {apart[0]:.2e} {apart[1]:.2e} {sum(p.numel() for p in network.parameters())}", flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        step(None if line.strip() == "even" else lengths)
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
