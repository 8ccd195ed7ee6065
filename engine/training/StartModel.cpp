// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/StartModel.h"

#include <algorithm>
#include <set>

#include "engine/core/Csv.h"
#include "engine/nn/ModuleState.h"
#include "engine/nn/Torch.h"
#include "engine/training/Inference.h"

namespace prososcope::training {

namespace {

/// What may differ from the start model: it decides no tensor's size and not what the network is given.
const std::set<std::string> kFree = {"dropout", "head_dropout"};

/// Rows of the last layer that belong to the same class in both.
void keepRows(const StartModel& start, const std::vector<std::string>& classes, const nn::StateDict::Entry& old,
              nn::StateDict::Entry& drawn) {
    const auto& known = start.card.classes;
    const std::size_t width = old.values.size() / std::max<std::size_t>(known.size(), 1);
    for (std::size_t row = 0; row < classes.size(); ++row) {
        const auto found = std::find(known.begin(), known.end(), classes[row]);
        if (found == known.end()) continue;
        const auto from = old.values.begin() + (found - known.begin()) * static_cast<std::ptrdiff_t>(width);
        std::copy_n(from, width, drawn.values.begin() + static_cast<std::ptrdiff_t>(row * width));
    }
}

}  // namespace

core::Result<StartModelPtr> openStartModel(const std::string& nameOrPath, const std::string& kind,
                                           const std::filesystem::path& modelsFolder) {
    const auto entry = store::findModel(nameOrPath, modelsFolder);
    if (!entry) return core::fail(entry.error());
    if (entry->card.kind != kind) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "A training of the kind %1 cannot begin with the model %2, which is of the kind %3."),
             {kind, nameOrPath, entry->card.kind}});
    }
    // Opened as for predictions, which checks everything that a stranger's file can get wrong.
    if (const auto good = openModel(*entry, "cpu", 0); !good) return core::fail(good.error());
    auto loaded = nn::loadStateDict(entry->tensors);
    if (!loaded) return core::fail(loaded.error());
    return std::make_shared<const StartModel>(StartModel{entry->card, std::move(loaded->state)});
}

core::Result<std::map<std::string, double>> settingsFrom(const StartModel& start, const std::map<std::string, double>& own) {
    auto settings = start.card.settings;
    settings.erase("temperature");  // it suits the posteriors of that network alone
    for (const auto& [key, value] : own) {
        const auto theirs = settings.find(key);
        if (theirs != settings.end() && theirs->second != value && !kFree.contains(key)) {
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine",
                                            "The model %1 has %2 = %3, so a training that begins with it cannot have %4. Leave "
                                            "the key out."),
                               {start.card.name, key, core::numberText(theirs->second), core::numberText(value)}});
        }
        settings[key] = value;
    }
    return settings;
}

core::Status beginWith(const StartModel& start, const std::vector<std::string>& classes, torch::nn::Module& network) {
    auto state = nn::stateOf(network);
    for (auto& entry : state.entries) {
        const auto* old = start.state.find(entry.name);
        if (old == nullptr) continue;  // loadState below says so where it matters
        if (old->shape == entry.shape && (classes == start.card.classes || !entry.name.starts_with("output.")))
            entry = *old;
        else if (entry.name.starts_with("output."))
            keepRows(start, classes, *old, entry);
    }
    return nn::loadState(network, state, start.card.name);
}

}  // namespace prososcope::training
