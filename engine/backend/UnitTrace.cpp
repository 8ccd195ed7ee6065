// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/UnitTrace.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "engine/audio/AudioFile.h"
#include "engine/core/Csv.h"
#include "engine/core/Join.h"

namespace prososcope::backend {

namespace {

using core::ErrorKind;
using core::fail;

constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kShareOfReading = 0.2;
constexpr double kMicroseconds = 1e6;  // times are written to these
constexpr double kRounding = 1e-9;

core::Result<EncoderLayer> layerOf(const EncoderInfo& encoder, const UnitChoice& unit) {
    const EncoderTap* const tap = encoder.tap(unit.tap);
    if (tap == nullptr) {
        std::vector<std::string> names;
        for (const auto& known : encoder.taps) names.push_back(known.name);
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The network %1 has no tap named %2. It has: %3."),
                                          {encoder.name, unit.tap, core::joined(names)}});
    }
    if (unit.layer >= tap->layers.size()) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The network %1 has no layer %2. Its layers are 1 to %3."),
                                          {encoder.name, std::to_string(unit.layer + 1), std::to_string(tap->layers.size())}});
    }
    const EncoderLayer& layer = tap->layers[unit.layer];
    if (unit.unit < 0 || unit.unit >= layer.units) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The layer %1 of %2 has no unit %3. Its units are 1 to %4."),
                                          {std::to_string(unit.layer + 1), encoder.name, std::to_string(unit.unit + 1),
                                           std::to_string(layer.units)}});
    }
    if (!isOverTime(*tap)) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine",
                                  "The network %1 hears a recording as a whole: its units have one value each, and none over "
                                  "time. Look at them in Layers."),
                     {encoder.name}});
    }
    return layer;
}

/// What the starts of pieces are multiples of.
struct Step {
    double seconds = 0.0;
    bool exact = true;  ///< it holds whole samples of the recording too
};

/// A whole number of frames of every layer, and of samples of the recording and of the network, so that the frames of a piece
/// lie where those of the whole do; of frames alone where that is longer than a piece (of recordings at rare rates).
Step stepOf(const std::vector<EncoderLayer>& layers, int rateHz, int recordingRateHz, double longest) {
    std::int64_t frames = 1;
    for (const auto& layer : layers) frames = std::lcm(frames, std::llround(layer.hopSeconds * rateHz));
    const std::int64_t both = std::lcm(frames, static_cast<std::int64_t>(rateHz / std::gcd(rateHz, recordingRateHz)));
    const bool exact = static_cast<double>(both) / rateHz <= longest;
    return {static_cast<double>(exact ? both : frames) / rateHz, exact};
}

std::size_t framesIn(double seconds, double hopSeconds) {
    return static_cast<std::size_t>(std::max(0LL, std::llround(seconds / hopSeconds)));
}

}  // namespace

bool isOverTime(const EncoderTap& tap) {
    return std::all_of(tap.layers.begin(), tap.layers.end(), [](const EncoderLayer& layer) { return layer.hopSeconds > 0.0; });
}

bool isOverTime(const EncoderInfo& encoder) {
    return std::any_of(encoder.taps.begin(), encoder.taps.end(), [](const EncoderTap& tap) { return isOverTime(tap); });
}

double UnitTrace::mean() const {
    double sum = 0.0;
    double known = 0.0;
    for (const float value : values) {
        if (std::isnan(value)) continue;
        sum += static_cast<double>(value);
        known += 1.0;
    }
    return known > 0.0 ? sum / known : kNone;
}

double UnitTrace::at(double seconds) const {
    const double frame = std::round((seconds - firstSeconds) / hopSeconds);
    if (!(frame >= 0.0 && frame < static_cast<double>(values.size()))) return kNone;
    return static_cast<double>(values[static_cast<std::size_t>(frame)]);
}

double UnitTrace::mean(double startSeconds, double endSeconds) const {
    const auto count = static_cast<double>(values.size());
    const double from = std::clamp(std::ceil((startSeconds - firstSeconds) / hopSeconds), 0.0, count);
    const double to = std::clamp(std::floor((endSeconds - firstSeconds) / hopSeconds) + 1.0, from, count);
    UnitTrace part;
    part.values.assign(values.begin() + static_cast<std::ptrdiff_t>(from), values.begin() + static_cast<std::ptrdiff_t>(to));
    return part.mean();
}

core::Result<UnitTracer> UnitTracer::plan(const EncoderInfo& encoder, RecordingSpan span, std::vector<UnitChoice> units,
                                          const TraceSettings& settings) {
    UnitTracer tracer;
    double context = 0.0;
    for (const auto& unit : units) {
        auto layer = layerOf(encoder, unit);
        if (!layer) return fail(layer.error());
        context = std::max(context, layer->contextSeconds);
        tracer.m_layers.push_back(std::move(*layer));
    }
    if (units.empty()) return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "No unit is chosen. Choose one at least.")});
    const auto header = audio::probeAudio(span.recording);
    if (!header) return fail(header.error());
    span.startSeconds = std::max(0.0, span.startSeconds);
    span.endSeconds = span.endSeconds < 0.0 ? header->seconds() : std::min(span.endSeconds, header->seconds());
    const double length = span.endSeconds - span.startSeconds;
    if (!(length > 0.0)) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 holds no sound where it should be listened to."), {span.recording.string()}});
    }
    tracer.m_rateHz = encoder.rateHz;
    tracer.m_units = std::move(units);
    tracer.m_span = std::move(span);
    tracer.m_pieceSeconds = length;
    if (length <= settings.wholeSeconds) return tracer;

    const auto [step, aligned] = stepOf(tracer.m_layers, encoder.rateHz, header->rateHz, settings.pieceSeconds);
    const auto steps = [step = step](double seconds) { return std::ceil(seconds / step - 1e-9) * step; };
    tracer.m_exact = std::isfinite(context) && aligned;
    tracer.m_contextSeconds = steps(std::isfinite(context) ? context : settings.contextSeconds) + step;
    tracer.m_pieceSeconds = std::max(step, steps(settings.pieceSeconds));
    // A last piece that would be short goes with the one before.
    tracer.m_pieces = static_cast<std::size_t>(std::max(1.0, std::floor(length / tracer.m_pieceSeconds)));
    return tracer;
}

double UnitTracer::startOf(std::size_t piece) const {
    return m_span.startSeconds + static_cast<double>(piece) * m_pieceSeconds;
}

double UnitTracer::endOf(std::size_t piece) const { return piece + 1 < m_pieces ? startOf(piece + 1) : m_span.endSeconds; }

std::size_t UnitTracer::pieceAt(double seconds) const {
    const double piece = std::floor((seconds - m_span.startSeconds) / m_pieceSeconds);
    return static_cast<std::size_t>(std::clamp(piece, 0.0, static_cast<double>(m_pieces - 1)));
}

std::vector<UnitTrace> UnitTracer::begin() const {
    std::vector<UnitTrace> traces;
    for (std::size_t u = 0; u < m_units.size(); ++u) {
        traces.push_back(
            {m_units[u], m_layers[u].name, m_layers[u].hopSeconds, m_span.startSeconds + m_layers[u].firstSeconds, {}});
    }
    return traces;
}

core::Result<UnitTracer::Piece> UnitTracer::compute(Encoder& encoder, std::size_t piece, core::Progress& progress) const {
    const bool last = piece + 1 == m_pieces;
    RecordingSpan heard{m_span.recording};
    heard.startSeconds = piece == 0 ? m_span.startSeconds : std::max(m_span.startSeconds, startOf(piece) - m_contextSeconds);
    heard.endSeconds = last ? m_span.endSeconds : std::min(m_span.endSeconds, endOf(piece) + m_contextSeconds);
    auto reading = progress.part(0.0, kShareOfReading);
    const auto clip = decodeSpan(heard, m_rateHz, reading);
    if (!clip) return fail(clip.error());
    if (progress.stopRequested()) return core::cancelled();

    std::map<std::string, std::vector<LayerFrames>> taps;
    for (const auto& unit : m_units) {
        if (taps.contains(unit.tap)) continue;
        auto frames = encoder.frames((*clip)->channels[0], unit.tap);
        if (!frames) return fail(frames.error());
        taps.emplace(unit.tap, std::move(*frames));
        if (progress.stopRequested()) return core::cancelled();
    }
    Piece result{piece, {}, {}};
    for (std::size_t u = 0; u < m_units.size(); ++u) {
        const double hop = m_layers[u].hopSeconds;
        const LayerFrames& frames = taps.at(m_units[u].tap).at(m_units[u].layer);
        const auto width = static_cast<std::size_t>(frames.units);
        const auto count = static_cast<std::size_t>(frames.frames);
        // Frames of the context before the piece, and where those after it begin.
        const std::size_t from = std::min(count, framesIn(startOf(piece) - heard.startSeconds, hop));
        const std::size_t to = last ? count : std::min(count, framesIn(endOf(piece) - heard.startSeconds, hop));
        std::vector<float> values;
        for (std::size_t i = from; i < to; ++i)
            values.push_back(frames.values[i * width + static_cast<std::size_t>(m_units[u].unit)]);
        result.first.push_back(framesIn(startOf(piece) - m_span.startSeconds, hop));
        result.values.push_back(std::move(values));
    }
    progress.report(1.0);
    return result;
}

void UnitTracer::put(const Piece& piece, std::vector<UnitTrace>& traces) const {
    for (std::size_t u = 0; u < traces.size() && u < piece.values.size(); ++u) {
        auto& values = traces[u].values;
        const std::size_t end = piece.first[u] + piece.values[u].size();
        if (values.size() < end) values.resize(end, kUnknown);
        std::copy(piece.values[u].begin(), piece.values[u].end(), values.begin() + static_cast<std::ptrdiff_t>(piece.first[u]));
    }
}

core::Result<std::vector<UnitTrace>> traceUnits(Encoder& encoder, const RecordingSpan& span,
                                                const std::vector<UnitChoice>& units, core::Progress& progress,
                                                const TraceSettings& settings) {
    const auto tracer = UnitTracer::plan(encoder.info(), span, units, settings);
    if (!tracer) return fail(tracer.error());
    auto traces = tracer->begin();
    for (std::size_t piece = 0; piece < tracer->pieces(); ++piece) {
        if (progress.stopRequested()) return core::cancelled();
        const auto count = static_cast<double>(tracer->pieces());
        auto part = progress.part(static_cast<double>(piece) / count, static_cast<double>(piece + 1) / count);
        const auto computed = tracer->compute(encoder, piece, part);
        if (!computed) return fail(computed.error());
        tracer->put(*computed, traces);
    }
    return traces;
}

std::string unitTracesCsv(const std::vector<UnitTrace>& traces) {
    core::CsvTable table;
    table.columns = {"seconds"};
    const UnitTrace* finest = nullptr;
    for (const auto& trace : traces) {
        table.columns.push_back("layer " + std::to_string(trace.unit.layer + 1) + ", unit " +
                                std::to_string(trace.unit.unit + 1));
        if (finest == nullptr || trace.values.size() > finest->values.size()) finest = &trace;
    }
    for (std::size_t i = 0; finest != nullptr && i < finest->values.size(); ++i) {
        const double seconds = finest->firstSeconds + static_cast<double>(i) * finest->hopSeconds;
        std::vector<std::string> row{core::numberText(std::round(seconds * kMicroseconds) / kMicroseconds)};
        for (const auto& trace : traces) {
            const double frame = (seconds - trace.firstSeconds) / trace.hopSeconds;
            const double nearest = std::round(frame);
            const double beside = (nearest - frame) * trace.hopSeconds;  // each frame has one row, also half-way between two
            const double half = 0.5 * finest->hopSeconds;
            const bool own = beside >= -half - kRounding && beside < half - kRounding && nearest >= 0.0 &&
                             nearest < static_cast<double>(trace.values.size());
            const float value = own ? trace.values[static_cast<std::size_t>(nearest)] : kUnknown;
            row.push_back(core::cellText(value));
        }
        table.rows.push_back(std::move(row));
    }
    return core::formatCsv(table);
}

}  // namespace prososcope::backend
