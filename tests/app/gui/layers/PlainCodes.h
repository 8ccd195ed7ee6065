// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <memory>
#include <numeric>

#include "app/gui/layers/CodeDialog.h"

/// Rows of four columns: the first is ten times the mean of the sound, the others 0. It is angry by the share that the first
/// column has of 1; its style is that column. What is decoded has the style in the first column and the anger in the second.
class PlainCodes : public prososcope::backend::AutoencoderView {
public:
    explicit PlainCodes(std::shared_ptr<std::atomic<int>> heard) : m_heard(std::move(heard)) {
        m_card.name = "plain";
        m_card.rateHz = 16000;
        m_card.classes = {"angry", "sad"};
    }
    [[nodiscard]] const prososcope::store::ModelCard& card() const override { return m_card; }
    [[nodiscard]] const std::vector<std::string>& columns() const override { return m_columns; }
    prososcope::core::Result<prososcope::backend::AutoencoderCode> code(std::span<const float> mono,
                                                                        prososcope::core::Progress&) override {
        ++*m_heard;
        const float mean = std::accumulate(mono.begin(), mono.end(), 0.0F) / static_cast<float>(mono.size());
        return codeOfRow(std::vector<float>{10.0F * mean, 0.0F, 0.0F, 0.0F});
    }
    prososcope::core::Result<prososcope::backend::AutoencoderCode> codeOfRow(std::span<const float> row) override {
        prososcope::backend::AutoencoderCode code;
        code.input.assign(row.begin(), row.end());
        const float angry = std::clamp(row[0], 0.0F, 1.0F);
        code.emotion = {angry, 1.0F - angry};
        code.style = {row[0]};
        code.reconstruction = *decode(code.emotion, code.style);
        return code;
    }
    prososcope::core::Result<std::vector<float>> decode(std::span<const float> emotion, std::span<const float> style) override {
        return std::vector<float>{style[0], emotion[0], 0.0F, 0.0F};
    }
    [[nodiscard]] prososcope::core::Result<std::vector<double>> inFeatureUnits(std::span<const float> row) const override {
        std::vector<double> values;
        for (const float each : row) values.push_back(100.0 * static_cast<double>(each));
        return values;
    }

private:
    prososcope::store::ModelCard m_card;
    std::vector<std::string> m_columns{"level", "anger", "third", "fourth"};
    std::shared_ptr<std::atomic<int>> m_heard;
};

/// A backend whose only autoencoder that is; heard: how often it listened.
inline prososcope::gui::CodeBackend plainCodes(const std::shared_ptr<std::atomic<int>>& heard) {
    prososcope::gui::CodeBackend made;
    made.open = [heard](const prososcope::store::ModelEntry&)
        -> prososcope::core::Result<std::unique_ptr<prososcope::backend::AutoencoderView>> {
        return std::make_unique<PlainCodes>(heard);
    };
    return made;
}
