#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The gated-convolution recogniser in plain PyTorch, for recogniser.sh.

Needs: python3 -m venv VENV && VENV/bin/pip install torch==2.11.0 numpy safetensors
Usage: recogniser_reference.py THREADS TASK.safetensors
First prints how far its losses and pooled activations are from those of BenchRecogniser, which wrote TASK; then obeys lines:
"step" trains one step, "layers" takes the mean activations of the batch; each answers its seconds.
"""
import sys
import time

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

UNITS, LABELS, RATE = 128, 30, 1e-4


class Block(nn.Module):
    def __init__(self, inputs, outputs, kernel=1, dilation=1):
        super().__init__()
        self.conv = nn.Conv1d(inputs, outputs, kernel, padding=dilation * (kernel // 2), dilation=dilation, bias=False)
        self.norm = nn.BatchNorm1d(outputs, momentum=0.01)

    def forward(self, x):
        return self.norm(self.conv(x))


class Layer(nn.Module):
    def __init__(self, dilation):
        super().__init__()
        self.filter, self.gate, self.skip = Block(UNITS, UNITS, 7, dilation), Block(UNITS, UNITS, 7, dilation), Block(UNITS, UNITS)


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.front, self.head = Block(20, UNITS), Block(UNITS, UNITS)
        self.block = nn.ModuleList(Layer(d) for _ in range(3) for d in (1, 2, 4, 8, 16))
        self.output = nn.ModuleDict({"conv": nn.Conv1d(UNITS, 28, 1)})

    def forward(self, x, gates=None):
        z, skips = torch.tanh(self.front(x.transpose(1, 2))), 0
        for layer in self.block:
            o = torch.tanh(layer.filter(z)) * torch.sigmoid(layer.gate(z))
            s = torch.tanh(layer.skip(o))
            z, skips = z + s, skips + s
            if gates is not None:
                gates.append(o.mean(2))
        return self.output["conv"](torch.tanh(self.head(skips))).transpose(1, 2)


def main():
    torch.set_num_threads(int(sys.argv[1]))
    task = load_file(sys.argv[2])
    network = Network()
    network.load_state_dict({n[8:]: t for n, t in task.items() if n.startswith("weights.")}, strict=False)
    optimizer = torch.optim.Adam(network.parameters(), lr=RATE, fused=True)
    inputs = task["inputs"]
    batch, frames = inputs.shape[:2]
    labels = torch.tensor([[(7 * b + 5 * i) % 27 for i in range(LABELS)] for b in range(batch)])
    lengths = torch.full((batch,), frames), torch.full((batch,), LABELS)

    def step():
        network.train()
        optimizer.zero_grad()
        losses = F.ctc_loss(F.log_softmax(network(inputs), -1).transpose(0, 1), labels, *lengths, blank=27, reduction="none")
        losses.sum().backward()
        optimizer.step()
        return losses.detach()

    def layers():
        network.eval()
        gates = []
        with torch.inference_mode():
            network(inputs, gates)
        return torch.cat(gates, 1)

    loss = (step() - task["losses"]).abs().max().item()
    print(f"parity {loss:.2e} {(layers() - task['pooled']).abs().max().item():.2e} "
          f"{sum(p.numel() for p in network.parameters())}", flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        step() if line.strip() == "step" else layers()
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
