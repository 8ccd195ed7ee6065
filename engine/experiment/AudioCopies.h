// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace prososcope::dsp {
struct AudioChange;
}

namespace prososcope::experiment {

/// Copies of the training recordings that are made before features are computed, "[copies]" of an experiment file; what is
/// tested or chooses the epoch is never copied. Each copy is a training utterance of the same speaker and label, or text.
struct AudioCopies {
    std::vector<double> speeds;  ///< a copy played at each speed (pitch moves too), 0.5 ... 2
    int rooms = 0;               ///< copies, each in a room of its own that the seed makes
    double roomSeconds = 0.5;    ///< longest reverberation time (60 dB)
    int noises = 0;              ///< copies with noise of a random colour
    double noiseSnrDb = 15.0;    ///< mean ratio of speech to noise
    double gainDb = 0.0;         ///< every copy is louder or softer by up to this

    [[nodiscard]] std::size_t count() const {
        return speeds.size() + static_cast<std::size_t>(rooms) + static_cast<std::size_t>(noises);
    }
    bool operator==(const AudioCopies&) const = default;
};

/// The changes that make the copies of an experiment, each with a chance of its own that comes from its seed.
[[nodiscard]] std::vector<dsp::AudioChange> audioChanges(const AudioCopies& copies, std::uint64_t experimentSeed);

}  // namespace prososcope::experiment
