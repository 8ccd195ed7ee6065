// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace prososcope::dsp {
struct AudioChange;
}

namespace prososcope::experiment {

/// Another domain than that of the recordings, "[domain]" of an experiment file: all of them, also those that choose the epoch
/// and those that are tested, are heard as a line or a room would give them. What adaptation is worth can be measured by it.
/// Chance comes from what a recording holds, so that all experiments of a domain hear it the same; its copies are those of the
/// experiment's seed.
struct AudioDomain {
    double bandHz = 0.0;               ///< nothing above it is left, as on a telephone (4000); 0: all is
    double roomSeconds = 0.0;          ///< longest reverberation time (60 dB) of a recording's room; 0: none
    std::optional<double> noiseSnrDb;  ///< mean ratio of speech to noise of a random colour, before the band; none: no noise
    [[nodiscard]] bool isOther() const { return *this != AudioDomain(); }
    bool operator==(const AudioDomain&) const = default;
};

/// What makes a recording one of the domain.
[[nodiscard]] dsp::AudioChange domainChange(const AudioDomain& domain);
/// A copy of the domain: what it has itself (a room, noise) takes the place of the domain's.
[[nodiscard]] dsp::AudioChange inDomain(const AudioDomain& domain, dsp::AudioChange copy);

}  // namespace prososcope::experiment
