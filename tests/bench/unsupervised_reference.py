#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network that predicts speech to come and the adversarial autoencoder in plain PyTorch, for unsupervised.sh.

Needs: python3 -m venv VENV && VENV/bin/pip install torch==2.11.0 numpy safetensors
Usage: unsupervised_reference.py THREADS TASK.safetensors
First prints how far its losses after some steps without dropout are from those of BenchUnsupervised, which wrote TASK; then
obeys lines: "future" and "autoencoder" train one step, with dropout, and answer its seconds.
"""
import sys
import time

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

UNITS, HEADS, STEPS = 256, 4, 3


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(UNITS, UNITS) for _ in range(4))

    def forward(self, x):
        b, t, _ = x.shape
        q, k, v = (m(x).view(b, t, HEADS, -1).transpose(1, 2) for m in (self.query, self.key, self.value))
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.output(mixed.transpose(1, 2).reshape(b, t, UNITS))


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.attention, self.linear1, self.linear2 = Attention(), nn.Linear(UNITS, 513), nn.Linear(513, UNITS)
        self.norm1, self.norm2, self.dropout = nn.LayerNorm(UNITS), nn.LayerNorm(UNITS), nn.Dropout(dropout)

    def forward(self, x):
        x = self.norm1(x + self.dropout(self.attention(x)))
        return self.norm2(x + self.dropout(self.linear2(self.dropout(F.relu(self.linear1(x))))))


class Future(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.embed = nn.Linear(80, UNITS, bias=False)
        self.layer = nn.ModuleList(Layer(dropout) for _ in range(2))
        self.output, self.classifier = nn.Linear(UNITS, 80), nn.Linear(UNITS, 4)
        even = torch.arange(0, UNITS, 2)
        angles = torch.arange(1000).unsqueeze(1) / 10000 ** (even / UNITS)
        self.places = torch.stack([angles.sin(), angles.cos()], 2).flatten(1)

    def forward(self, x):
        x = self.embed(x) + self.places[: x.shape[1]]
        for layer in self.layer:
            x = layer(x)
        return self.output(x)


class FutureStep:
    def __init__(self, task, dropout):
        self.network = Future(dropout)
        self.network.load_state_dict({n[7:]: t for n, t in task.items() if n.startswith("future.")})
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=1e-3, fused=True)
        self.frames = task["recordings"]
        batch, frames, bands = self.frames.shape
        lengths = frames - 3 * torch.arange(batch).unsqueeze(1)
        self.valid = (torch.arange(frames) < lengths).unsqueeze(2)
        self.terms = float((lengths - 1).sum() * bands)

    def run(self):
        self.optimizer.zero_grad()
        frames = self.frames * self.valid
        apart = (self.network(frames)[:, :-1] - frames[:, 1:]) * self.valid[:, 1:]
        loss = apart.square().sum() / self.terms
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        return loss.item()


class Dense(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.linear, self.norm = nn.Linear(inputs, outputs, bias=False), nn.BatchNorm1d(outputs)

    def forward(self, x):
        return self.norm(self.linear(x))


class Discriminator(nn.Module):
    def __init__(self, inputs, dropout):
        super().__init__()
        self.linear1, self.linear2, self.linear3 = nn.Linear(inputs, 256), nn.Linear(256, 256), nn.Linear(256, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        x = self.dropout(F.relu(self.linear1(x)))
        return self.linear3(self.dropout(F.relu(self.linear2(x)))).squeeze(1)


class Autoencoder(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.encoder = nn.ModuleDict({"layer1": Dense(6373, 256), "layer2": Dense(256, 256), "y": Dense(256, 3),
                                      "z": Dense(256, 100)})
        self.decoder = nn.ModuleDict({"layer1": Dense(103, 256), "layer2": Dense(256, 256), "output": Dense(256, 6373)})
        self.discriminator_y, self.discriminator_z = Discriminator(3, dropout), Discriminator(100, dropout)
        self.dropout = nn.Dropout(dropout)

    def trunk(self, x):
        return F.relu(self.encoder["layer2"](self.dropout(F.relu(self.encoder["layer1"](x)))))

    def encode(self, x):
        h = self.trunk(x)
        return F.softmax(self.encoder["y"](h), 1), self.encoder["z"](h)

    def decode(self, y, z):
        x = torch.cat([y, z], 1)
        for name in ("layer1", "layer2"):
            x = F.relu(self.decoder[name](x))
        return self.decoder["output"](x)


class AutoencoderStep:
    def __init__(self, task, dropout):
        self.network = Autoencoder(dropout)
        state = {n[12:]: t for n, t in task.items() if n.startswith("autoencoder.")}
        self.network.load_state_dict(state, strict=False)
        self.inputs = task["utterances"]
        self.labels = torch.arange(len(self.inputs)) % 3
        n = self.network
        heads = [p for m in ("layer1", "layer2", "y") for p in n.encoder[m].parameters()]
        disc = [*n.discriminator_y.parameters(), *n.discriminator_z.parameters()]

        def adam(parameters, beta, rate):
            return torch.optim.Adam(parameters, lr=rate, betas=(beta, 0.999), fused=True)

        self.rec = adam([*n.encoder.parameters(), *n.decoder.parameters()], 0.9, 1e-4)
        self.disc = adam(disc, 0.5, 1e-5)
        self.gen = adam(n.encoder.parameters(), 0.5, 1e-4)
        self.cls = adam(heads, 0.9, 1e-4)

    def run(self, prior=None):
        n, x = self.network, self.inputs
        if prior is None:
            prior = F.one_hot(torch.randint(3, (len(x),)), 3).float(), torch.randn(len(x), 100)
        losses = []

        def learn(optimizer, *parts):
            losses.extend(part.item() for part in parts)
            optimizer.zero_grad()
            sum(parts).backward()
            optimizer.step()

        learn(self.rec, F.mse_loss(n.decode(*n.encode(x)), x))
        code = n.encode(x)
        discriminators = n.discriminator_y, n.discriminator_z
        learn(self.disc, *[F.softplus(-d(p)).mean() + F.softplus(d(c.detach())).mean()
                           for d, p, c in zip(discriminators, prior, code)])
        learn(self.gen, *[F.softplus(-d(c)).mean() for d, c in zip(discriminators, code)])
        learn(self.cls, F.cross_entropy(n.encoder["y"](n.trunk(x)), self.labels))
        return torch.tensor(losses)


def main():
    torch.set_num_threads(int(sys.argv[1]))
    task = load_file(sys.argv[2])
    future, coder = FutureStep(task, 0.0), AutoencoderStep(task, 0.0)
    for i in range(STEPS):
        loss, losses = future.run(), coder.run((task[f"prior_y{i}"], task[f"prior_z{i}"]))
    counts = [sum(p.numel() for p in s.network.parameters()) for s in (future, coder)]
    print(f"parity {abs(loss - task['future_loss'].item()):.2e} {(losses - task['autoencoder_losses']).abs().max().item():.2e} "
          f"{counts[0]} {counts[1]}", flush=True)
    steps = {"future": FutureStep(task, 0.2), "autoencoder": AutoencoderStep(task, 0.5)}
    for line in sys.stdin:
        start = time.perf_counter()
        steps[line.strip()].run()
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
