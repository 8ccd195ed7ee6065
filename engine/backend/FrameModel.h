// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <list>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/backend/TorchBackend.h"
#include "engine/core/FileStamp.h"

namespace prososcope::backend {

/// What the frames of a stretch of sound add to each dimension. Layers may have frames of their own lengths: frame i is centred
/// at firstSeconds + i * hopSeconds from the begin of the stretch.
struct FrameScores {
    struct Layer {
        double hopSeconds = 0.0;
        double firstSeconds = 0.0;
        std::size_t frames = 0;
        std::vector<double> values;  ///< [frames, dimensions]
    };
    std::vector<Layer> layers;
};

/// A piece of a recording as a FrameModel heard it: sums of its scores up to each frame, of the frames that belong to it.
struct ScoredPiece {
    struct Layer {
        double hopSeconds = 0.0;
        double firstSeconds = 0.0;  ///< of the first frame that belongs to the piece, in the recording
        std::size_t frames = 0;
        std::vector<double> sums;  ///< [frames + 1, dimensions]
    };
    std::vector<Layer> layers;
};

/// The pieces that were scored last, at most so many that the longest window finds all of its own. A value of its model.
class ScoredPieces {
public:
    struct Key {
        std::filesystem::path audio;
        core::FileStamp stamp;  ///< a file that was written anew is another
        std::int64_t piece = 0;
        bool operator==(const Key&) const = default;
    };
    [[nodiscard]] std::shared_ptr<const ScoredPiece> find(const Key& key);
    void keep(const Key& key, std::shared_ptr<const ScoredPiece> piece);

private:
    static constexpr std::size_t kMost = 8;
    std::list<std::pair<Key, std::shared_ptr<const ScoredPiece>>> m_pieces;  ///< the last used first
};

/// A model whose dimensions are a constant and, layer by layer, a mean over the frames of what it hears, so that windows over
/// time are running means: the network runs once over each piece of a recording, not once for each window.
class FrameModel : public EmotionModel {
public:
    /// mono at the card's rate. Fails on an empty signal and one without a single frame.
    [[nodiscard]] virtual core::Result<FrameScores> frameScores(std::span<const float> mono) = 0;
    /// Whether what it hears has frames at all; windows are predicted each by itself where it has not.
    [[nodiscard]] virtual bool isOverTime() const { return true; }
    /// The dimensions of a window from the sum over layers of its mean scores.
    [[nodiscard]] virtual DimensionValues dimensionsFrom(std::span<const double> meanScores) const = 0;
    [[nodiscard]] ScoredPieces& pieces() { return m_pieces; }

private:
    ScoredPieces m_pieces;
};

/// What predictTimeline does for a FrameModel: rows with their spans set get their dimensions, in time order.
///
/// A recording of up to 30 s is heard as a whole. A longer one is cut at every 20 s; each piece is heard with 5 s of sound on
/// either side of it, which its own frames need to know what surrounds them, and gives the frames whose centre lies in it. So
/// the values depend neither on where one begins nor on what was predicted before, and memory is bounded. A window is the mean
/// of the frames whose centre lies in it. This equals the pooled units of the window by itself where frames do not depend on
/// what lies outside of it; near the edges of the window, as far as the network's receptive field reaches, they do, and in a
/// network that is recurrent or takes its level from all it hears, everywhere: there the frames know more than the window.
[[nodiscard]] core::Status fillFromFrames(FrameModel& model, const std::filesystem::path& audio, double seconds,
                                          std::span<TimelineRow> rows, core::Progress& progress);

}  // namespace prososcope::backend
