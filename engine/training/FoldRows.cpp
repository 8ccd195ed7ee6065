// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/FoldRows.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/core/Random.h"
#include "engine/dsp/Chunks.h"
#include "engine/learn/FisherVectors.h"
#include "engine/learn/Standardiser.h"

namespace prososcope::training {

namespace {

using core::fail;
using learn::Matrix;

constexpr double kFrameBound = 5.0;  ///< deviations, of standardised frames

std::vector<std::string> speakersOf(const ExperimentData& data) {
    std::vector<std::string> speakers;
    for (const auto& utterance : data.labelled.utterances) speakers.push_back(utterance.speaker);
    return speakers;
}

/// Training and test rows of one part.
struct PartRows {
    Matrix<float> train;
    Matrix<float> test;
};

core::Result<Matrix<float>> bySpeaker(const ExperimentData& data, const Matrix<float>& rows, double bound) {
    const auto speakers = speakersOf(data);
    auto all = learn::standardiseByGroup(rows.view(), std::span<const std::string>(speakers), bound);
    if (!all) return fail(all.error());
    return std::move(all->rows);
}

core::Result<PartRows> standardised(const FoldRowsTask& task, const Matrix<float>& rows,
                                    const std::vector<Matrix<float>>& copies) {
    const double bound = task.system.classical.bound;
    if (task.system.system.normalise == "speaker") {
        auto own = bySpeaker(task.data, rows, bound);
        if (!own) return fail(own.error());
        std::vector<Matrix<float>> changed;
        for (const auto& copy : copies) {
            auto each = bySpeaker(task.data, copy, bound);
            if (!each) return fail(each.error());
            changed.push_back(std::move(*each));
        }
        return PartRows{withCopies(*own, changed, task.train), learn::rowsOf(own->view(), std::span(task.test))};
    }
    const auto trained = withCopies(rows, copies, task.train);
    const auto standardiser = learn::Standardiser::fit(trained.view(), bound);
    if (!standardiser) return fail(standardiser.error());
    auto first = standardiser->apply(trained.view());
    auto second = standardiser->apply(learn::rowsOf(rows.view(), std::span(task.test)).view());
    if (!first || !second) return fail(first ? second.error() : first.error());
    return PartRows{std::move(first->rows), std::move(second->rows)};
}

/// All frames of some recordings, one after the other.
Matrix<float> framesOf(const std::vector<features::FeatureMatrixPtr>& features, const std::vector<std::size_t>& chosen) {
    std::size_t count = 0;
    for (const auto i : chosen) count += features[i]->frames;
    Matrix<float> frames(count, features.front()->columns);
    auto target = frames.values.begin();
    for (const auto i : chosen) target = std::ranges::copy(features[i]->values, target).out;
    return frames;
}

/// Frames standardised by speaker or on the training part, as the rows of functionals are.
class FrameStandards {
public:
    static core::Result<FrameStandards> fit(const FoldRowsTask& task, const std::vector<features::FeatureMatrixPtr>& features) {
        FrameStandards result;
        result.m_speakers = speakersOf(task.data);
        std::map<std::string, std::vector<std::size_t>> groups;
        if (task.system.system.normalise == "speaker") {
            for (std::size_t i = 0; i < result.m_speakers.size(); ++i) groups[result.m_speakers[i]].push_back(i);
        } else {
            std::ranges::fill(result.m_speakers, std::string());
            groups[std::string()] = task.train;
        }
        for (const auto& [name, chosen] : groups) {
            auto standardiser = learn::Standardiser::fit(framesOf(features, chosen).view(), kFrameBound);
            if (!standardiser) return fail(standardiser.error());
            result.m_standardisers.emplace(name, std::move(*standardiser));
        }
        return result;
    }
    [[nodiscard]] core::Result<Matrix<float>> apply(const features::FeatureMatrix& matrix, std::size_t utterance) const {
        auto frames = m_standardisers.at(m_speakers[utterance])
                          .apply(learn::MatrixView<float>{matrix.values.data(), matrix.frames, matrix.columns});
        if (!frames) return fail(frames.error());
        return std::move(frames->rows);
    }

private:
    std::vector<std::string> m_speakers;  ///< the group of each utterance
    std::map<std::string, learn::Standardiser> m_standardisers;
};

/// A share of the frames of each training recording, all together about as many as the mixture is fitted to.
core::Result<Matrix<float>> drawnFrames(const FoldRowsTask& task, const std::vector<features::FeatureMatrixPtr>& features,
                                        const FrameStandards& standards, std::size_t most) {
    std::size_t total = 0;
    for (const auto i : task.train) total += features[i]->frames;
    const double share = std::min(1.0, 1.2 * static_cast<double>(most) / static_cast<double>(std::max<std::size_t>(total, 1)));
    core::Random random(core::deriveSeed(task.seed, "frames"));
    Matrix<float> drawn(0, features.front()->columns);
    for (const auto i : task.train) {
        const auto frames = standards.apply(*features[i], i);
        if (!frames) return fail(frames.error());
        for (std::size_t f = 0; f < frames->rows; ++f) {
            if (!random.chance(share)) continue;
            const auto row = frames->row(f);
            drawn.values.insert(drawn.values.end(), row.begin(), row.end());
            ++drawn.rows;
        }
    }
    return drawn;
}

/// One Fisher vector for each utterance.
core::Result<Matrix<float>> encoded(const FoldRowsTask& task, const std::vector<features::FeatureMatrixPtr>& features,
                                    const learn::FisherVectors& vectors, core::Progress& progress) {
    const auto standards = FrameStandards::fit(task, features);
    if (!standards) return fail(standards.error());
    Matrix<float> rows(features.size(), vectors.columns());
    std::vector<core::Status> failed(features.size());
    const bool done = dsp::runChunks(features.size(), task.threads, progress, [&] {
        return [&](std::size_t i) {
            const auto frames = standards->apply(*features[i], i);
            if (frames)
                vectors.encode(frames->view(), rows.row(i));
            else
                failed[i] = fail(frames.error());
        };
    });
    if (!done) return core::cancelled();
    for (const auto& status : failed) {
        if (!status) return fail(status.error());
    }
    return rows;
}

core::Result<PartRows> fisherRows(const FoldRowsTask& task, const FeaturePart& part, core::Progress& progress) {
    learn::FisherSettings settings;
    settings.components = task.system.classical.fisher;
    settings.seed = core::deriveSeed(task.seed, "mixture");
    settings.threads = task.threads;
    const auto standards = FrameStandards::fit(task, part.features);
    if (!standards) return fail(standards.error());
    const auto drawn = drawnFrames(task, part.features, *standards, settings.mostFrames);
    if (!drawn) return fail(drawn.error());
    core::Progress fitting = progress.part(0.0, 0.5);
    core::Progress encoding = progress.part(0.5, 1.0);
    const auto vectors = learn::FisherVectors::fit(drawn->view(), settings, fitting);
    if (!vectors) return fail(vectors.error());
    const auto rows = encoded(task, part.features, *vectors, encoding);
    if (!rows) return fail(rows.error());
    std::vector<Matrix<float>> copies;
    for (const auto& copy : part.copies) {
        auto each = encoded(task, copy, *vectors, encoding);
        if (!each) return fail(each.error());
        copies.push_back(std::move(*each));
    }
    return standardised(task, *rows, copies);
}

/// One over the root of the training rows' mean square length; 1 where they are all 0.
float scaleOf(const Matrix<float>& train) {
    double squares = 0.0;
    for (const float value : train.values) squares += static_cast<double>(value) * value;
    return squares > 0.0 ? static_cast<float>(std::sqrt(static_cast<double>(train.rows) / squares)) : 1.0F;
}

Matrix<float> sideBySide(const std::vector<Matrix<float>>& parts, const std::vector<float>& scales) {
    std::size_t columns = 0;
    for (const auto& part : parts) columns += part.columns;
    Matrix<float> result(parts.front().rows, columns);
    for (std::size_t i = 0; i < result.rows; ++i) {
        auto target = result.row(i).begin();
        for (std::size_t p = 0; p < parts.size(); ++p) {
            for (const float value : parts[p].row(i)) *target++ = scales[p] * value;
        }
    }
    return result;
}

}  // namespace

std::vector<std::size_t> originsOf(const std::vector<std::size_t>& chosen, std::size_t copies) {
    std::vector<std::size_t> origins;
    origins.reserve(chosen.size() * (copies + 1));
    for (std::size_t copy = 0; copy <= copies; ++copy) origins.insert(origins.end(), chosen.begin(), chosen.end());
    return origins;
}

Matrix<float> withCopies(const Matrix<float>& rows, const std::vector<Matrix<float>>& copies,
                         const std::vector<std::size_t>& chosen) {
    Matrix<float> result(chosen.size() * (copies.size() + 1), rows.columns);
    auto target = result.values.begin();
    const auto add = [&](const Matrix<float>& from) {
        for (const auto i : chosen) target = std::ranges::copy(from.row(i), target).out;
    };
    add(rows);
    for (const auto& copy : copies) add(copy);
    return result;
}

core::Result<FoldRows> foldRows(const FoldRowsTask& task, core::Progress& progress) {
    FoldRows result;
    const auto& parts = task.system.parts;
    std::vector<Matrix<float>> train;
    std::vector<Matrix<float>> test;
    std::vector<float> scales;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        const auto& part = parts[p];
        core::Progress share = progress.part(static_cast<double>(p) / static_cast<double>(parts.size()),
                                             static_cast<double>(p + 1) / static_cast<double>(parts.size()));
        auto rows = part.overTime() && task.system.classical.fisher > 0 ? fisherRows(task, part, share)
                                                                        : standardised(task, part.rows, part.copyRows);
        if (!rows) return fail(rows.error());
        result.blocks.push_back(rows->train.columns);
        scales.push_back(parts.size() > 1 ? scaleOf(rows->train) : 1.0F);
        train.push_back(std::move(rows->train));
        test.push_back(std::move(rows->test));
    }
    result.origin = originsOf(task.train, parts.front().copies.size());
    if (parts.size() == 1) {
        result.train = std::move(train.front());
        result.test = std::move(test.front());
        return result;
    }
    result.train = sideBySide(train, scales);
    result.test = sideBySide(test, scales);
    return result;
}

}  // namespace prososcope::training
