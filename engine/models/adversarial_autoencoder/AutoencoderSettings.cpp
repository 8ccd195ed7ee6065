// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/adversarial_autoencoder/AutoencoderSettings.h"

#include <array>
#include <cmath>

#include "engine/core/NamedBounds.h"

namespace prososcope::models {

namespace {

constexpr std::array kChannelNames{"channels1", "channels2", "channels3", "channels4",
                                   "channels5", "channels6", "channels7", "channels8"};
constexpr double kMostChannels = 1024;

/// The largest network of these has about 200 million weights.
constexpr std::array kAutoencoderBounds = {
    core::NamedBounds{"form", 0, 1, true},
    core::NamedBounds{"inputs", 1, 16384, true},
    core::NamedBounds{"hidden", 1, 4096, true},
    core::NamedBounds{"latent", 1, 4096, true},
    core::NamedBounds{"discriminator_hidden", 1, 4096, true},
    core::NamedBounds{"batch_norm", 0, 1, true},
    core::NamedBounds{"dropout", 0.0, 0.95, false},
    core::NamedBounds{"discriminator_dropout", 0.0, 0.95, false},
    core::NamedBounds{"channels1", 1, kMostChannels, true},
    core::NamedBounds{"channels2", 1, kMostChannels, true},
    core::NamedBounds{"channels3", 1, kMostChannels, true},
    core::NamedBounds{"channels4", 1, kMostChannels, true},
    core::NamedBounds{"channels5", 1, kMostChannels, true},
    core::NamedBounds{"channels6", 1, kMostChannels, true},
    core::NamedBounds{"channels7", 1, kMostChannels, true},
    core::NamedBounds{"channels8", 1, kMostChannels, true},
    core::NamedBounds{"kernel", 1, 32, true},
    core::NamedBounds{"pool", 1, 16, true},
    core::NamedBounds{"frames", 1, 16384, true},
    core::NamedBounds{"masked", 0, 1, true},
};

/// One list for reading and writing, so that a setting cannot be forgotten in either.
template <typename Settings, typename Visit>
void visitSettings(Settings& s, const Visit& visit) {
    visit("form", s.form);
    visit("inputs", s.inputs);
    visit("hidden", s.hidden);
    visit("latent", s.latent);
    visit("discriminator_hidden", s.discriminatorHidden);
    visit("batch_norm", s.batchNorm);
    visit("dropout", s.dropout);
    visit("discriminator_dropout", s.discriminatorDropout);
    visit("kernel", s.kernel);
    visit("pool", s.pool);
    visit("frames", s.frames);
    visit("masked", s.masked);
}

/// False where a convolution is named behind one that is not.
bool takeChannels(const std::map<std::string, double>& values, std::vector<std::int64_t>& channels) {
    std::vector<std::int64_t> named;
    bool gap = false;
    for (const char* name : kChannelNames) {
        const auto found = values.find(name);
        if (found == values.end()) {
            gap = true;
            continue;
        }
        if (gap) return false;
        named.push_back(std::llround(found->second));
    }
    if (!named.empty()) channels = std::move(named);
    return true;
}

/// How many frames of the input one step of the last convolution stands for.
std::int64_t reduction(const AutoencoderSettings& settings) {
    std::int64_t product = 1;
    for (std::size_t i = 1; i < settings.channels.size(); ++i) product *= settings.pool;
    return product;
}

}  // namespace

std::int64_t AutoencoderSettings::steps() const { return frames / reduction(*this); }

std::map<std::string, double> AutoencoderSettings::values() const {
    std::map<std::string, double> result;
    visitSettings(*this, [&](const char* name, const auto& field) { result[name] = static_cast<double>(field); });
    for (std::size_t i = 0; i < channels.size() && i < kChannelNames.size(); ++i)
        result[kChannelNames[i]] = static_cast<double>(channels[i]);
    return result;
}

AutoencoderSettings vanilla(AutoencoderSettings settings) {
    settings.batchNorm = false;
    settings.discriminatorDropout = 0.0;
    return settings;
}

core::Result<AutoencoderSettings> checkedAutoencoderSettings(const std::map<std::string, double>& values,
                                                             std::int64_t classes) {
    if (const auto good = core::checkBounds(values, kAutoencoderBounds); !good) return core::fail(good.error());
    AutoencoderSettings settings;
    settings.classes = classes;
    visitSettings(settings, [&](const char* name, auto& field) { core::takeNamed(values, name, field); });
    if (!takeChannels(values, settings.channels)) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "The convolutions of the model need channels1, channels2 and so on without a "
                                        "gap.")});
    }
    const auto share = reduction(settings);
    if (settings.form == AutoencoderForm::Frame && settings.frames % share != 0) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The model cannot see %1 frames: its pooling needs a multiple of %2."),
                           {std::to_string(settings.frames), std::to_string(share)}});
    }
    return settings;
}

}  // namespace prososcope::models
