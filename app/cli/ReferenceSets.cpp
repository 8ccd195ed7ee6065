// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <limits>

#include "app/cli/Reference.h"
#include "engine/features/FeatureSet.h"

namespace prososcope::cli {

namespace {

constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

/// Which set gives a reference over time; of its columns at most `count` from `first` on, of its rows the first `rows`.
struct FrameReference {
    const char* reference;
    const char* set;
    std::size_t first = 0;
    std::size_t count = kAll;
    std::size_t rows = kAll;
};
constexpr std::size_t kCompareDescriptors = 65;
constexpr std::array kFrameReferences{
    FrameReference{"librosa_mfcc20", "mfcc20-librosa"},
    FrameReference{"librosa_mfcc20_nfft400", "mfcc20-librosa-400"},
    FrameReference{"librosa_mfcc20_default", "mfcc20-librosa-2048"},
    FrameReference{"librosa_mfcc13_d_dd", "mfcc13-librosa"},
    FrameReference{"librosa_logmel80_db", "logmel80-librosa"},
    FrameReference{"librosa_stft_mag", "magnitudes-librosa", 0, kAll, 100},
    FrameReference{"librosa_misc", "spectral-librosa"},
    FrameReference{"librosa_chroma12", "chroma12-librosa"},
    FrameReference{"kaldi_fbank80", "fbank80-kaldi"},
    FrameReference{"kaldi_mfcc13_d_dd", "mfcc39-kaldi"},
    FrameReference{"htkbook_mfcc12_0_D_A", "mfcc39"},
    FrameReference{"psf_mfcc13_d_dd", "mfcc39-psf"},
    FrameReference{"opensmile_eGeMAPSv02_lld", "eGeMAPSv02-lld"},
    FrameReference{"opensmile_ComParE_2016_lld", "ComParE_2016-lld", 0, kCompareDescriptors},
    FrameReference{"opensmile_ComParE_2016_lld_de", "ComParE_2016-lld", kCompareDescriptors, kCompareDescriptors},
    FrameReference{"praat_spectrogram", "spectrogram-praat"},
};

struct FunctionalReference {
    const char* table;
    const char* set;
};
constexpr std::array kFunctionalReferences{
    FunctionalReference{"opensmile_eGeMAPSv02", "eGeMAPSv02"},
    FunctionalReference{"opensmile_eGeMAPSv01a", "eGeMAPSv01a"},
    FunctionalReference{"opensmile_ComParE_2016", "ComParE_2016"},
    FunctionalReference{"opensmile_IS13", "ComParE_2013"},
};

ReferenceArray columnsOf(const FrameReference& reference, const features::FeatureMatrix& matrix) {
    const std::size_t first = std::min(reference.first, matrix.columns);
    const std::size_t count = std::min(reference.count, matrix.columns - first);
    ReferenceArray array{reference.reference, count, {}};
    for (std::size_t i = 0; i < std::min(reference.rows, matrix.frames); ++i) {
        const auto row = matrix.frame(i).subspan(first, count);
        array.values.insert(array.values.end(), row.begin(), row.end());
    }
    return array;
}

}  // namespace

void addSetReferences(std::span<const float> mono, ReferenceClip& clip) {
    std::map<std::string, core::Result<features::FeatureMatrix>> done;  // by set: some references share one
    const auto compute = [&](const char* name) -> const features::FeatureMatrix* {
        const auto set = features::featureSet(name);
        if (!set) return nullptr;
        const auto [found, fresh] = done.try_emplace(name, features::FeatureMatrix{});
        if (fresh) {
            found->second = (*set)->compute(mono);
            if (!found->second) clip.problems.push_back(std::string(name) + ": " + found->second.error().message());
        }
        return found->second ? &*found->second : nullptr;
    };
    for (const auto& reference : kFrameReferences) {
        const auto* matrix = compute(reference.set);
        if (matrix != nullptr && matrix->columns > reference.first) clip.frames.push_back(columnsOf(reference, *matrix));
    }
    for (const auto& reference : kFunctionalReferences) {
        const auto* matrix = compute(reference.set);
        if (matrix == nullptr || matrix->frames == 0) continue;
        const auto& columns = features::featureSet(reference.set).value()->columns();
        auto& row = clip.functionals[reference.table];
        for (std::size_t c = 0; c < columns.size(); ++c) row.emplace_back(columns[c], static_cast<double>(matrix->at(0, c)));
    }
}

std::vector<std::string> absentReferences() {
    std::vector<std::string> sentences;
    const auto check = [&](const char* reference, const char* set, std::size_t first) {
        const auto found = features::featureSet(set);
        if (found && (*found)->columns().size() > first) return;
        sentences.push_back(core::Text("%1 is left out: there is no feature set %2 for it.", {reference, set}).english());
    };
    for (const auto& reference : kFrameReferences) check(reference.reference, reference.set, reference.first);
    for (const auto& reference : kFunctionalReferences) check(reference.table, reference.set, 0);
    return sentences;
}

}  // namespace prososcope::cli
