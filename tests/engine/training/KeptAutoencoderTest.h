// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// LibTorch's headers come before Qt's.
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/backend/ActivationPass.h"
#include "engine/features/FeatureSet.h"
#include "engine/training/AutoencoderStep.h"
#include "engine/training/Encoders.h"
#include "engine/training/StoredAutoencoder.h"
#include "tests/engine/training/ToneCorpus.h"

/// What tests of kept adversarial autoencoders share.
class KeptAutoencoderTest {
protected:
    QTemporaryDir m_home;
    [[nodiscard]] std::filesystem::path place(const std::string& name) const {
        return toPath(m_home.filePath(QString::fromStdString(name)));
    }
    static std::vector<float> sound(double hertz, double seconds, std::uint64_t seed) {
        return tones::clip(hertz, seconds, seed).channels[0];
    }
    static double apart(std::span<const float> a, std::span<const float> b) {
        if (a.size() != b.size()) return std::numeric_limits<double>::infinity();
        double most = 0.0;
        for (std::size_t i = 0; i < a.size(); ++i) most = std::max(most, std::abs(static_cast<double>(a[i]) - b[i]));
        return most;
    }
    static std::vector<prososcope::backend::PooledActivations> pooled(prososcope::backend::Encoder& encoder,
                                                                      const std::vector<std::vector<float>>& sounds) {
        std::vector<std::span<const float>> spans(sounds.begin(), sounds.end());
        prososcope::core::Progress silent;
        auto made = encoder.pooled(spans, "codes", silent);
        [&] { PROSOSCOPE_VERIFY(made); }();
        return std::move(*made);
    }
};
