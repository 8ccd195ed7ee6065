// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/FrameModel.h"

#include <algorithm>
#include <cmath>

#include "engine/backend/RecordingSpan.h"

namespace prososcope::backend {

namespace {

using core::fail;

constexpr double kLongestAtOnce = 30.0;   ///< up to here a recording is one piece
constexpr double kPieceSeconds = 20.0;    ///< a whole number, so that pieces begin at whole samples of any rate
constexpr double kAroundSeconds = 5.0;    ///< heard on either side of a piece
constexpr double kSettlingSeconds = 1.0;  ///< decoded before, so that the resampler has settled
constexpr double kRounding = 1e-6;        ///< of a frame's centre, in frames
constexpr double kBeforeEnd = 1e-6;       ///< seconds: a window does not hold its end

/// Where the pieces of a recording lie.
class PieceGrid {
public:
    explicit PieceGrid(double seconds) : m_seconds(seconds), m_whole(seconds <= kLongestAtOnce) {}
    [[nodiscard]] std::int64_t pieceAt(double at) const {
        const auto last = m_whole ? 0 : static_cast<std::int64_t>(std::ceil(m_seconds / kPieceSeconds)) - 1;
        return m_whole ? 0 : std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(at / kPieceSeconds)), 0, last);
    }
    /// Begin and end of the piece, then of what is heard of it.
    struct Span {
        double begin, end, from, to;
    };
    [[nodiscard]] Span span(std::int64_t piece) const {
        if (m_whole) return {0.0, m_seconds, 0.0, m_seconds};
        const double begin = static_cast<double>(piece) * kPieceSeconds;
        const double end = std::min(m_seconds, begin + kPieceSeconds);
        return {begin, end, std::max(0.0, begin - kAroundSeconds), std::min(m_seconds, end + kAroundSeconds)};
    }
    [[nodiscard]] bool isLast(std::int64_t piece) const { return piece == pieceAt(m_seconds); }

private:
    double m_seconds;
    bool m_whole;
};

/// Number of the first frame whose centre is not before `at`.
std::int64_t frameFrom(double at, double first, double hop) {
    return static_cast<std::int64_t>(std::ceil((at - first) / hop - kRounding));
}

/// The frames of a layer whose centre lies in the piece, summed up.
ScoredPiece::Layer summed(const FrameScores::Layer& layer, std::size_t dimensions, const PieceGrid::Span& span, bool isFirst,
                          bool isLast) {
    const double first = span.from + layer.firstSeconds;
    const auto all = static_cast<std::int64_t>(layer.frames);
    const auto begin = isFirst ? 0 : std::clamp<std::int64_t>(frameFrom(span.begin, first, layer.hopSeconds), 0, all);
    const auto end = isLast ? all : std::clamp<std::int64_t>(frameFrom(span.end, first, layer.hopSeconds), begin, all);
    ScoredPiece::Layer result{
        layer.hopSeconds, first + static_cast<double>(begin) * layer.hopSeconds, static_cast<std::size_t>(end - begin), {}};
    result.sums.assign((result.frames + 1) * dimensions, 0.0);
    for (std::size_t frame = 0; frame < result.frames; ++frame) {
        const double* values = layer.values.data() + (static_cast<std::size_t>(begin) + frame) * dimensions;
        for (std::size_t d = 0; d < dimensions; ++d)
            result.sums[(frame + 1) * dimensions + d] = result.sums[frame * dimensions + d] + values[d];
    }
    return result;
}

/// One recording as a model hears it.
class Hearing {
public:
    Hearing(FrameModel& model, const std::filesystem::path& audio, core::FileStamp stamp, double seconds)
        : m_model(model), m_audio(audio), m_stamp(stamp), m_grid(seconds), m_dimensions(model.card().dimensions.size()) {}

    core::Result<DimensionValues> window(double from, double to, bool whole, core::Progress& progress) {
        std::vector<std::shared_ptr<const ScoredPiece>> pieces;
        for (auto piece = m_grid.pieceAt(from); piece <= m_grid.pieceAt(to - kBeforeEnd); ++piece) {
            auto scored = pieceOf(piece, progress);
            if (!scored) return fail(scored.error());
            pieces.push_back(std::move(*scored));
        }
        std::vector<double> scores(m_dimensions, 0.0);
        for (std::size_t layer = 0; layer < pieces.front()->layers.size(); ++layer)
            addMean(pieces, layer, from, to, whole, scores);
        return m_model.dimensionsFrom(scores);
    }

private:
    void addMean(const std::vector<std::shared_ptr<const ScoredPiece>>& pieces, std::size_t layer, double from, double to,
                 bool whole, std::vector<double>& scores) const {
        std::vector<double> sums(m_dimensions, 0.0);
        std::size_t count = 0;
        const auto add = [&](const ScoredPiece::Layer& of, std::size_t begin, std::size_t end) {
            for (std::size_t d = 0; d < m_dimensions; ++d)
                sums[d] += of.sums[end * m_dimensions + d] - of.sums[begin * m_dimensions + d];
            count += end - begin;
        };
        for (const auto& piece : pieces) {
            const auto& of = piece->layers[layer];
            const auto all = static_cast<std::int64_t>(of.frames);
            const auto begin = whole ? 0 : std::clamp<std::int64_t>(frameFrom(from, of.firstSeconds, of.hopSeconds), 0, all);
            const auto end = whole ? all : std::clamp<std::int64_t>(frameFrom(to, of.firstSeconds, of.hopSeconds), begin, all);
            add(of, static_cast<std::size_t>(begin), static_cast<std::size_t>(end));
        }
        if (count == 0) {  // a window shorter than a frame's hop: the frame nearest to its middle
            for (const auto& piece : pieces) {
                const auto& of = piece->layers[layer];
                if (of.frames == 0) continue;
                const double place = std::round((0.5 * (from + to) - of.firstSeconds) / of.hopSeconds);
                const auto frame = static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(of.frames - 1)));
                add(of, frame, frame + 1);
            }
        }
        if (count == 0) return;
        for (std::size_t d = 0; d < m_dimensions; ++d) scores[d] += sums[d] / static_cast<double>(count);
    }

    core::Result<std::shared_ptr<const ScoredPiece>> pieceOf(std::int64_t piece, core::Progress& progress) {
        const ScoredPieces::Key key{m_audio, m_stamp, piece};
        if (auto known = m_model.pieces().find(key)) return known;
        if (progress.stopRequested()) return core::cancelled();
        const auto span = m_grid.span(piece);
        const RecordingSpan sound{m_audio, std::max(0.0, span.from - kSettlingSeconds), span.to};
        const int rateHz = m_model.card().rateHz;
        core::Progress quiet(progress.stopToken());
        const auto clip = decodeSpan(sound, rateHz, quiet);
        if (!clip) return fail(clip.error());
        const auto preroll = static_cast<std::size_t>(std::llround((span.from - sound.startSeconds) * rateHz));
        const auto& samples = (*clip)->channels.front();
        if (samples.size() <= preroll) {
            return fail(core::ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "%1 ends before %2 s, although it said to be longer. Save it anew."),
                         {m_audio.string(), std::to_string(static_cast<long>(span.from))}});
        }
        const auto scores = m_model.frameScores(std::span(samples).subspan(preroll));
        if (!scores) return fail(scores.error());
        if (progress.stopRequested()) return core::cancelled();
        auto scored = std::make_shared<ScoredPiece>();
        for (const auto& layer : scores->layers)
            scored->layers.push_back(summed(layer, m_dimensions, span, piece == 0, m_grid.isLast(piece)));
        m_model.pieces().keep(key, scored);
        return scored;
    }

    FrameModel& m_model;
    const std::filesystem::path& m_audio;
    core::FileStamp m_stamp;
    PieceGrid m_grid;
    std::size_t m_dimensions;
};

}  // namespace

std::shared_ptr<const ScoredPiece> ScoredPieces::find(const Key& key) {
    const auto found = std::find_if(m_pieces.begin(), m_pieces.end(), [&](const auto& each) { return each.first == key; });
    if (found == m_pieces.end()) return nullptr;
    m_pieces.splice(m_pieces.begin(), m_pieces, found);
    return m_pieces.front().second;
}

void ScoredPieces::keep(const Key& key, std::shared_ptr<const ScoredPiece> piece) {
    m_pieces.emplace_front(key, std::move(piece));
    if (m_pieces.size() > kMost) m_pieces.pop_back();
}

core::Status fillFromFrames(FrameModel& model, const std::filesystem::path& audio, double seconds, std::span<TimelineRow> rows,
                            core::Progress& progress) {
    Hearing hearing(model, audio, core::FileStamp::of(audio).value_or(core::FileStamp{}), seconds);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (progress.stopRequested()) return core::cancelled();
        auto& row = rows[i];
        const bool whole = row.startSeconds <= 0.0 && row.endSeconds >= seconds;
        auto values = hearing.window(row.startSeconds, row.endSeconds, whole, progress);
        if (!values) return fail(values.error());
        row.dimensions = std::move(*values);
        progress.report(static_cast<double>(i + 1) / static_cast<double>(rows.size()),
                        {TRANSLATABLE("Engine", "Predicting %1"), {audio.filename().string()}});
    }
    return {};
}

}  // namespace prososcope::backend
