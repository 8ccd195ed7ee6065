#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network and the training loop of engine/training in plain PyTorch, for training.sh.

Needs: python3 -m venv VENV && VENV/bin/pip install torch==2.11.0 numpy safetensors
Usage: training_reference.py THREADS TASK.safetensors
First prints how far its losses and averaged weights are from those of BenchTraining, which wrote TASK; then obeys lines:
"step" trains one step, "epoch" one epoch, "epoch 2" the same with two worker processes; each answers its seconds.
"""
import io
import math
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn
from torch.utils.data import DataLoader, Dataset, WeightedRandomSampler

CLASSES, BATCH, FRAMES, BANDS, RATE, RANGE_DB = 7, 32, 300, 80, 1e-3, 60.0


class Pooling(nn.Module):
    def __init__(self, width, attention):
        super().__init__()
        self.hidden = nn.Linear(width, attention)
        self.score = nn.Linear(attention, 1)

    def forward(self, x):
        weights = torch.softmax(self.score(torch.tanh(self.hidden(x))), 1)
        mean = (weights * x).sum(1)
        variance = (weights * x.square()).sum(1) - mean.square()
        return torch.cat([mean, variance.clamp_min(1e-5).sqrt()], -1)


class Network(nn.Module):
    def __init__(self, dropout=0.3, head_dropout=0.5):
        super().__init__()
        self.dropout, self.head_dropout = dropout, head_dropout
        channels, bands = 1, BANDS
        shapes = [(32, 5, 2, 2), (48, 3, 2, 2), (64, 3, 2, 1), (96, 3, 2, 1)]
        for i, (out, kernel, band_stride, time_stride) in enumerate(shapes, 1):
            setattr(self, f"convolution{i}", nn.Conv2d(channels, out, kernel, stride=(band_stride, time_stride),
                                                       padding=kernel // 2, bias=False))
            setattr(self, f"norm{i}", nn.BatchNorm2d(out))
            channels, bands = out, (bands + 2 * (kernel // 2) - kernel) // band_stride + 1
        self.projection = nn.Linear(channels * bands, 128)
        self.projection_norm = nn.BatchNorm1d(128)
        self.recurrent = nn.GRU(128, 64, batch_first=True, bidirectional=True)
        self.pooling = Pooling(128, 64)
        self.head_norm = nn.BatchNorm1d(256)
        self.output = nn.Linear(256, CLASSES)
        self.to(memory_format=torch.channels_last)

    def forward(self, x):
        x = x.unsqueeze(1).transpose(2, 3).contiguous(memory_format=torch.channels_last)
        for i in range(1, 5):
            x = F.relu(getattr(self, f"norm{i}")(getattr(self, f"convolution{i}")(x)))
        x = self.projection(x.permute(0, 3, 1, 2).flatten(2))
        x = self.projection_norm(x.transpose(1, 2)).transpose(1, 2)
        x = F.dropout(F.relu(x), self.dropout, self.training)
        x, _ = self.recurrent(x)
        x = self.head_norm(self.pooling(x))
        return self.output(F.dropout(x, self.head_dropout, self.training))


class Training:
    def __init__(self, weights, **dropout):
        self.network = Network(**dropout)
        self.network.load_state_dict(weights, strict=False)
        self.network.train()
        matrices = [p for p in self.network.parameters() if p.dim() > 1]
        vectors = [p for p in self.network.parameters() if p.dim() <= 1]
        groups = [{"params": matrices, "weight_decay": 0.05}, {"params": vectors, "weight_decay": 0.0}]
        self.optimizer = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98), fused=True)
        self.names = [n for n, t in self.network.state_dict().items() if t.is_floating_point()]
        state = self.network.state_dict()
        self.live = [state[n] for n in self.names]
        self.average = [t.clone() for t in self.live]
        self.steps = 0

    def step(self, inputs, targets):
        self.optimizer.zero_grad()
        loss = -(targets * F.log_softmax(self.network(inputs), -1)).sum(-1).mean()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimizer.step()
        self.steps += 1
        with torch.no_grad():
            torch._foreach_lerp_(self.average, self.live, 1.0 - min(0.995, self.steps / (9.0 + self.steps)))
        return loss.item()


class Clips(Dataset):
    """Random crops as engine/training/Augmentation.cpp makes them: stretch, warp, equaliser, noise, masks."""

    def __init__(self, clips, labels):
        self.clips, self.labels = clips, labels
        self.targets = torch.full((len(clips), CLASSES), 0.1 / CLASSES)
        self.targets[torch.arange(len(clips)), torch.tensor(labels)] += 0.9
        self.bands = np.arange(BANDS, dtype=np.float32)

    def __len__(self):
        return len(self.clips)

    def __getitem__(self, index):
        clip = self.clips[index]
        random = np.random
        rate, warp = math.exp(random.uniform(-0.15, 0.15)), math.exp(random.uniform(-0.1, 0.1))
        spare = len(clip) - ((FRAMES - 1) * rate + 1.0)
        position = random.uniform() * spare + rate * np.arange(FRAMES)
        lower = np.floor(position).astype(np.int64)
        part = (position - lower).astype(np.float32)[:, None]
        floor = clip.max() - RANGE_DB
        if spare >= 1.0:
            first, second = clip[lower], clip[lower + 1]
        else:
            padded = np.pad(clip, ((1, 1), (0, 0)), constant_values=floor)
            first, second = padded[np.clip(lower + 1, 0, len(clip) + 1)], padded[np.clip(lower + 2, 0, len(clip) + 1)]
        x = first + part * (second - first)
        band = np.minimum(self.bands * np.float32(warp), BANDS - 1)
        lower = np.minimum(band.astype(np.int64), BANDS - 2)
        below = x[:, lower]
        x = below + (band - lower).astype(np.float32) * (x[:, lower + 1] - below)
        place = self.bands / (BANDS - 1)
        knots = random.normal(size=6) * 6.0 * 0.35
        x += (np.interp(place * 5, np.arange(6), knots) + random.uniform(-6.0, 6.0) * (2.0 * place - 1.0)).astype(np.float32)
        if random.uniform() < 0.5:
            level = x.max() - random.uniform(15.0, 60.0) + random.uniform(-3.0, 9.0) * (1.0 - 2.0 * place)
            noise = (level + 2.5 * random.standard_normal(x.shape)).astype(np.float32)
            x = np.float32(10.0 / math.log(10.0)) * np.logaddexp(x * np.float32(0.1 * math.log(10.0)),
                                                                 noise * np.float32(0.1 * math.log(10.0)))
        x = np.maximum(x - x.max(), -RANGE_DB)
        x = (x + RANGE_DB / 2.0) * (4.0 / RANGE_DB)
        mean = x.mean()
        for _ in range(2):
            width = random.uniform(0.0, 10.0)
            start = random.uniform() * (BANDS - width)
            x[:, math.ceil(start):math.ceil(start + width)] = mean
        for _ in range(2):
            width = random.uniform(0.0, 25.0)
            start = random.uniform() * (FRAMES - width)
            x[math.ceil(start):math.ceil(start + width)] = mean
        return torch.from_numpy(x), self.targets[index]


def epoch(training, clips, sampler, workers):
    """What a script does: its data are in memory already, and it keeps a checkpoint as the program does."""
    loader = DataLoader(clips, batch_size=BATCH, sampler=sampler, num_workers=workers)
    total = 0.0
    for inputs, targets in loader:
        total += training.step(inputs, targets)
    torch.save({"network": training.network.state_dict(), "average": training.average,
                "optimizer": training.optimizer.state_dict()}, io.BytesIO())
    return total / len(loader)


def main():
    torch.set_num_threads(int(sys.argv[1]))
    task = load_file(sys.argv[2])
    weights = {name[8:]: tensor for name, tensor in task.items() if name.startswith("weights.")}
    training = Training(weights, dropout=0.0, head_dropout=0.0)
    losses = torch.tensor([training.step(task["inputs"], task["targets"]) for _ in task["losses"]])
    average = dict(zip(training.names, training.average))
    apart = max((average[name] - task["average." + name]).abs().max().item() for name in training.names)
    print(f"parity {(losses - task['losses']).abs().max().item():.2e} {apart:.2e} {len(weights)} "
          f"{sum(p.numel() for p in training.network.parameters())}", flush=True)

    labels = task["data.labels"].long().tolist()
    ends = np.cumsum(task["data.lengths"].numpy().astype(np.int64))
    clips = Clips(np.split(task["data.values"].numpy(), ends[:-1]), labels)
    counts = np.bincount(labels, minlength=CLASSES)
    sampler = WeightedRandomSampler([1.0 / counts[label] for label in labels], len(labels))
    training = Training(weights)
    for line in sys.stdin:
        words = line.split()
        start = time.perf_counter()
        if words[0] == "step":
            training.step(task["inputs"], task["targets"])
        else:
            epoch(training, clips, sampler, int(words[1]) if len(words) > 1 else 0)
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
