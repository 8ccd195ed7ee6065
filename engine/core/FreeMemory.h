// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace prososcope::core {

/// Lets all threads share two heaps: each of their own would keep what it had at its busiest. For a program with a window, at
/// its start.
void shareHeaps();

/// Gives memory that was freed back to the system, unless somebody keeps it or it was done within the last second. Takes
/// some milliseconds: for threads that have nothing else to do. Any thread.
void giveFreeMemoryBack();

/// While one lives, freed memory stays with the program; the last one gives it back. A training step allocates and frees the
/// same tensors again and again; by default the C library returns large blocks to the system each time, and much of a step
/// goes into page faults. Any thread.
class KeptMemory {
public:
    KeptMemory();
    ~KeptMemory();
    KeptMemory(const KeptMemory&) = delete;
    KeptMemory& operator=(const KeptMemory&) = delete;
};

}  // namespace prososcope::core
