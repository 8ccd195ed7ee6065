// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/VoiceTracks.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace prososcope::gui {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr float kSilentDecibels = -300.0F;
constexpr double kAudibleDecibels = -100.0;  // digital silence has no reading

/// A track over all frames of the pieces first..last that are there; `values` names its vectors, of `empty` where there is
/// no piece.
template <typename Track, typename... Values>
std::shared_ptr<const Track> joined(const QMap<int, std::shared_ptr<const Track>>& pieces, std::pair<int, int> span,
                                    float empty, Values... values) {
    QList<std::shared_ptr<const Track>> parts;
    for (auto it = pieces.lowerBound(span.first); it != pieces.end() && it.key() <= span.second; ++it) {
        if (it.value()->times.count > 0) parts.append(it.value());
    }
    if (parts.isEmpty()) return nullptr;
    if (parts.size() == 1) return parts.first();
    auto whole = std::make_shared<Track>(*parts.first());
    const std::size_t frames = whole->times.count;
    const auto end = parts.last()->times.firstFrame + static_cast<std::int64_t>(parts.last()->times.count);
    whole->times.count = static_cast<std::size_t>(end - whole->times.firstFrame);
    const auto fill = [&](auto member) {
        auto& target = whole.get()->*member;
        const std::size_t width = target.size() / frames;  // values of a frame
        target.assign(whole->times.count * width, empty);
        for (const auto& part : parts) {
            const auto offset = (part->times.firstFrame - whole->times.firstFrame) * static_cast<std::int64_t>(width);
            std::copy((part.get()->*member).begin(), (part.get()->*member).end(), target.begin() + offset);
        }
    };
    (fill(values), ...);
    return whole;
}

/// Frames of a track within a span, first and past the last.
std::pair<std::size_t, std::size_t> framesIn(const dsp::FrameTimes& times, double from, double to) {
    const auto count = static_cast<double>(times.count);
    const double first = std::clamp(std::ceil(times.indexOf(from)), 0.0, count);
    const double last = std::clamp(std::floor(times.indexOf(to)) + 1.0, first, count);
    return {static_cast<std::size_t>(first), static_cast<std::size_t>(last)};
}

class Mean {
public:
    void add(double value) {
        m_sum += value;
        ++m_count;
    }
    [[nodiscard]] double value() const { return m_count > 0 ? m_sum / m_count : kNone; }

private:
    double m_sum = 0.0;
    int m_count = 0;
};

}  // namespace

template <typename Track>
void VoiceTracks::Cache<Track>::insert(int piece, std::shared_ptr<const Track> track) {
    order.removeOne(piece);
    order.append(piece);
    pieces.insert(piece, std::move(track));
    if (order.size() > kMostPieces) pieces.remove(order.takeFirst());
}

template <typename Track>
void VoiceTracks::Cache<Track>::clear() {
    pieces.clear();
    order.clear();
}

VoiceReading::VoiceReading() : pitchHz(kNone), decibels(kNone), formantHz{kNone, kNone, kNone}, harmonicity(kNone) {}

void VoiceTracks::setSettings(const VoiceSettings& settings) {
    if (settings.pitch != m_settings.pitch) {
        m_pitch.clear();
        m_pulses.clear();
    }
    if (settings.harmonicity != m_settings.harmonicity) m_harmonicity.clear();
    if (settings.formants != m_settings.formants) m_formants.clear();
    if (settings.intensity != m_settings.intensity) m_intensity.clear();
    m_settings = settings;
}

void VoiceTracks::setCorrections(dsp::PitchCorrections corrections) {
    if (corrections == m_corrections) return;
    m_corrections = std::move(corrections);
    m_pulses.clear();
}

std::pair<int, int> VoiceTracks::pieces(double from, double to) const {
    if (whole()) return {0, 0};
    const int last = static_cast<int>(std::ceil(m_duration / kPieceSeconds)) - 1;
    const auto pieceOf = [last](double seconds) {
        return static_cast<int>(std::clamp(std::floor(seconds / kPieceSeconds), 0.0, static_cast<double>(last)));
    };
    return {pieceOf(from), pieceOf(to)};
}

dsp::TimeRange VoiceTracks::span(int piece) const {
    if (whole()) return {};
    return {piece * kPieceSeconds, std::nextafter((piece + 1) * kPieceSeconds, 0.0)};
}

bool VoiceTracks::contains(VoiceKind kind, int piece) const {
    switch (kind) {
        case VoiceKind::Pitch:
            return m_pitch.pieces.contains(piece);
        case VoiceKind::Formants:
            return m_formants.pieces.contains(piece);
        case VoiceKind::Intensity:
            return m_intensity.pieces.contains(piece);
        case VoiceKind::Harmonicity:
            return m_harmonicity.pieces.contains(piece);
        case VoiceKind::Pulses:
            return m_pulses.pieces.contains(piece);
    }
    return false;
}

bool VoiceTracks::complete(VoiceKind kind, double from, double to) const {
    const auto [first, last] = pieces(from, to);
    if (last - first >= kMostPieces) return false;
    for (int piece = first; piece <= last; ++piece) {
        if (!contains(kind, piece)) return false;
    }
    return true;
}

void VoiceTracks::insertPitch(int piece, std::shared_ptr<const dsp::PitchTrack> track) {
    m_pitch.insert(piece, std::move(track));
}

void VoiceTracks::insertFormants(int piece, std::shared_ptr<const dsp::FormantTrack> track) {
    m_formants.insert(piece, std::move(track));
}

void VoiceTracks::insertIntensity(int piece, std::shared_ptr<const dsp::IntensityTrack> track) {
    m_intensity.insert(piece, std::move(track));
}

void VoiceTracks::insertHarmonicity(int piece, std::shared_ptr<const dsp::HarmonicityTrack> track) {
    m_harmonicity.insert(piece, std::move(track));
}

void VoiceTracks::insertPulses(int piece, std::shared_ptr<const dsp::PulseTimes> pulses) {
    m_pulses.insert(piece, std::move(pulses));
}

std::shared_ptr<const dsp::PitchTrack> VoiceTracks::pitch(double from, double to) const {
    auto track = joined(m_pitch.pieces, pieces(from, to), 0.0F, &dsp::PitchTrack::hertz, &dsp::PitchTrack::strength);
    if (!track || m_corrections.empty()) return track;
    return std::make_shared<const dsp::PitchTrack>(m_corrections.apply(*track));
}

std::shared_ptr<const dsp::FormantTrack> VoiceTracks::formants(double from, double to) const {
    return joined(m_formants.pieces, pieces(from, to), std::numeric_limits<float>::quiet_NaN(), &dsp::FormantTrack::hertz,
                  &dsp::FormantTrack::bandwidth, &dsp::FormantTrack::intensity);
}

std::shared_ptr<const dsp::IntensityTrack> VoiceTracks::intensity(double from, double to) const {
    return joined(m_intensity.pieces, pieces(from, to), kSilentDecibels, &dsp::IntensityTrack::decibels);
}

std::shared_ptr<const dsp::HarmonicityTrack> VoiceTracks::harmonicity(double from, double to) const {
    return joined(m_harmonicity.pieces, pieces(from, to), dsp::HarmonicityTrack::kNoHarmonicity,
                  &dsp::HarmonicityTrack::decibels);
}

std::shared_ptr<const dsp::PulseTimes> VoiceTracks::pulses(double from, double to) const {
    const auto [first, last] = pieces(from, to);
    auto all = std::make_shared<dsp::PulseTimes>();
    for (auto it = m_pulses.pieces.lowerBound(first); it != m_pulses.pieces.end() && it.key() <= last; ++it)
        all->insert(all->end(), it.value()->begin(), it.value()->end());
    return all->empty() ? nullptr : all;
}

VoiceReading VoiceTracks::at(double seconds) const {
    VoiceReading reading;
    // The neighbouring pieces hold the frame before or after where a piece begins.
    const double from = seconds - 0.1;
    const double to = seconds + 0.1;
    if (const auto track = pitch(from, to)) reading.pitchHz = track->at(seconds);
    if (const auto track = formants(from, to)) {
        for (std::size_t number = 1; number <= std::min<std::size_t>(3, track->most); ++number)
            reading.formantHz[number - 1] = track->at(seconds, number);
    }
    if (const auto track = intensity(from, to)) {
        const double decibels = track->at(seconds);
        if (decibels > kAudibleDecibels) reading.decibels = decibels;
    }
    if (const auto track = harmonicity(from, to)) reading.harmonicity = track->at(seconds);
    return reading;
}

VoiceReading VoiceTracks::mean(double from, double to) const {
    VoiceReading reading;
    if (const auto track = complete(VoiceKind::Pitch, from, to) ? pitch(from, to) : nullptr) {
        Mean mean;
        const auto [first, last] = framesIn(track->times, from, to);
        for (std::size_t i = first; i < last; ++i) {
            if (track->voiced(i)) mean.add(static_cast<double>(track->hertz[i]));
        }
        reading.pitchHz = mean.value();
    }
    if (const auto track = complete(VoiceKind::Formants, from, to) ? formants(from, to) : nullptr) {
        const auto [first, last] = framesIn(track->times, from, to);
        for (std::size_t number = 1; number <= std::min<std::size_t>(3, track->most); ++number) {
            Mean mean;
            for (std::size_t i = first; i < last; ++i) {
                if (std::isfinite(track->formant(i, number))) mean.add(static_cast<double>(track->formant(i, number)));
            }
            reading.formantHz[number - 1] = mean.value();
        }
    }
    if (const auto track = complete(VoiceKind::Intensity, from, to) ? intensity(from, to) : nullptr) {
        const double decibels = dsp::meanIntensity(*track, {from, to});
        if (decibels > kAudibleDecibels) reading.decibels = decibels;
    }
    if (const auto track = complete(VoiceKind::Harmonicity, from, to) ? harmonicity(from, to) : nullptr)
        reading.harmonicity = dsp::harmonicityStatistics(*track, {from, to}).mean;
    return reading;
}

}  // namespace prososcope::gui
