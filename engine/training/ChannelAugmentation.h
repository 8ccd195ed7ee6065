// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/core/Random.h"

namespace prososcope::training {

/// What a room, a line and a microphone do to speech, done to its log-mel values in dB, [frames, bands], row-major, in place:
/// so cheap that every training example can have its own. Loudness is not among it, since a network's input has none
/// (`models::normaliseLogMel`); what a soft voice loses in noise, noise brings. Pure functions; any thread.

/// A room as its tail: energy that falls by 60 dB in `seconds`, at the highest band in half the time, with `directDb` between
/// the direct sound and the whole tail.
struct RoomTail {
    double seconds = 0.3;
    double directDb = 6.0;
};
/// From 0.15 s up to the longest; near to and far from the microphone (-3 to 15 dB).
[[nodiscard]] RoomTail drawRoom(double longestSeconds, core::Random& random);
/// Adds to each frame the exponentially fading power of those before it (the late part of Polack's model of a room, 1988).
/// Power is summed, as if the tail were not coherent with the direct sound.
void reverberate(std::span<float> decibels, std::size_t bands, double hopSeconds, const RoomTail& room);

/// What a line lets through: beyond its borders the level falls by so many dB an octave, by 60 dB at most.
struct PassBand {
    double lowHz = 0.0;
    double highHz = 8000.0;
    double decibelsAnOctave = 24.0;
};
/// From a telephone (400 to 2500 Hz at the narrowest) to what leaves all as it is.
[[nodiscard]] PassBand drawBand(core::Random& random);
void limitBand(std::span<float> decibels, std::span<const double> bandCentresHz, const PassBand& band);

/// The middle of each band of log-mel features at 16000 Hz, Slaney's scale.
[[nodiscard]] std::vector<double> bandCentresHz(std::size_t bands);

}  // namespace prososcope::training
