// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/UnitLooks.h"

#include <sstream>

#include "engine/core/Csv.h"

namespace prososcope::training {

std::string lookText(const backend::UnitEpoch& epoch) {
    std::string text = std::to_string(epoch.update);
    const auto add = [&](double value) {
        text += ' ';
        text += core::numberText(value);
    };
    add(epoch.trainLoss);
    add(epoch.learningRate);
    add(epoch.seconds);
    for (const auto* look : {&epoch.validation, &epoch.heldOut}) {
        text += *look ? " 1" : " 0";
        const auto values = look->value_or(backend::UnitLook());
        for (const double value : {values.loss, values.unitErrors, values.unitErrorsWithout, values.uar}) add(value);
    }
    text += '\n';
    return text;
}

bool readLooks(const std::string& text, std::vector<backend::UnitEpoch>& epochs) {
    std::istringstream words(text);
    std::vector<double> values;
    for (std::string word; words >> word;) values.push_back(core::parseNumber(word).value_or(0.0));
    constexpr std::size_t kValues = 14;
    constexpr std::size_t kFirstLook = 4;
    constexpr std::size_t kLookValues = 5;
    for (std::size_t i = 0; i + kValues <= values.size(); i += kValues) {
        backend::UnitEpoch epoch;
        epoch.update = static_cast<int>(values[i]);
        epoch.trainLoss = values[i + 1];
        epoch.learningRate = values[i + 2];
        epoch.seconds = values[i + 3];
        std::size_t at = i + kFirstLook;
        for (auto* look : {&epoch.validation, &epoch.heldOut}) {
            if (values[at] > 0.0) *look = backend::UnitLook{values[at + 1], values[at + 2], values[at + 3], values[at + 4]};
            at += kLookValues;
        }
        epochs.push_back(epoch);
    }
    return values.size() % kValues == 0;
}

}  // namespace prososcope::training
