// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/AutoencoderRows.h"

#include <algorithm>

#include "engine/training/ExperimentData.h"

namespace prososcope::training {

namespace {

constexpr double kLeastFrameDeviation = 1e-8;  ///< what varies less is as good as constant

/// Frames of a recording from `from` on, standardised, into a goal of [columns, length].
void fillFrames(const FrameRows& rows, const features::FeatureMatrix& recording, std::size_t from, std::size_t count,
                std::size_t length, float* goal) {
    for (std::size_t i = 0; i < count; ++i) {
        const auto frame = recording.frame(from + i);
        for (std::size_t c = 0; c < rows.columns.size(); ++c) {
            const float value = (frame[rows.columns[c]] - rows.scale.mean[c]) * rows.scale.scale[c];
            goal[c * length + i] = std::clamp(value, -rows.bound, rows.bound);
        }
    }
}

}  // namespace

std::vector<std::size_t> descriptorColumns(const features::FeatureSet& set) {
    std::vector<std::size_t> columns;
    for (std::size_t c = 0; c < set.columns().size(); ++c) {
        if (set.columns()[c].find("_sma_de") == std::string::npos) columns.push_back(c);
    }
    return columns;
}

BandScale frameScale(const std::vector<features::FeatureMatrixPtr>& recordings, const std::vector<std::size_t>& columns) {
    const auto all = bandScale(recordings, kLeastFrameDeviation);
    BandScale chosen;
    for (const auto column : columns) {
        chosen.mean.push_back(all.mean[column]);
        chosen.scale.push_back(all.scale[column]);
    }
    return chosen;
}

FrameRows learnedFrames(const FeaturePart& part, const std::vector<std::size_t>& chosen, double bound) {
    FrameRows rows;
    const auto add = [&](const std::vector<features::FeatureMatrixPtr>& recordings) {
        for (const auto i : chosen) rows.recordings.push_back(recordings[i]);
    };
    add(part.features);
    for (const auto& copy : part.copies) add(copy);
    rows.columns = descriptorColumns(*part.set);
    rows.scale = frameScale(rows.recordings, rows.columns);
    rows.bound = static_cast<float>(bound);
    return rows;
}

FrameRows unseenFrames(const FrameRows& learned, const FeaturePart& part, const std::vector<std::size_t>& chosen) {
    FrameRows rows{{}, learned.columns, learned.scale, learned.bound};
    for (const auto i : chosen) rows.recordings.push_back(part.features[i]);
    return rows;
}

AutoencoderRows::Batch AutoencoderRows::batch(std::span<const std::size_t> chosen, std::int64_t frames,
                                              core::Random* crops) const {
    const auto count = static_cast<std::int64_t>(chosen.size());
    const auto width = static_cast<std::int64_t>(columns());
    Batch batch;
    if (const auto* rows = std::get_if<learn::Matrix<float>>(&m_rows); rows != nullptr) {
        batch.inputs = torch::empty({count, width});
        float* goal = batch.inputs.data_ptr<float>();
        for (const auto i : chosen) goal = std::ranges::copy(rows->row(i), goal).out;
        return batch;
    }
    const auto& overTime = std::get<FrameRows>(m_rows);
    batch.inputs = torch::zeros({count, width, frames});
    float* goal = batch.inputs.data_ptr<float>();
    const auto length = static_cast<std::size_t>(frames);
    for (const auto i : chosen) {
        const auto& recording = *overTime.recordings[i];
        const auto taken = std::min(recording.frames, length);
        const auto spare = recording.frames - taken;
        const auto from = crops == nullptr ? spare / 2 : static_cast<std::size_t>(crops->below(spare + 1));
        fillFrames(overTime, recording, from, taken, length, goal);
        goal += width * frames;
        batch.lengths.push_back(static_cast<std::int64_t>(taken));
    }
    return batch;
}

std::size_t AutoencoderRows::size() const {
    const auto* const rows = std::get_if<learn::Matrix<float>>(&m_rows);
    return rows != nullptr ? rows->rows : std::get<FrameRows>(m_rows).recordings.size();
}

std::size_t AutoencoderRows::columns() const {
    const auto* const rows = std::get_if<learn::Matrix<float>>(&m_rows);
    return rows != nullptr ? rows->columns : std::get<FrameRows>(m_rows).columns.size();
}

void AutoencoderRows::addTo(core::Hash& hash) const {
    const auto add = [&](const std::vector<float>& values) { hash.add(std::as_bytes(std::span(values))); };
    if (const auto* rows = std::get_if<learn::Matrix<float>>(&m_rows); rows != nullptr) return add(rows->values);
    const auto& overTime = std::get<FrameRows>(m_rows);
    for (const auto& recording : overTime.recordings) add(recording->values);
    add(overTime.scale.mean);
    add(overTime.scale.scale);
}

}  // namespace prososcope::training
