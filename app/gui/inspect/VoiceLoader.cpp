// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/VoiceLoader.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>

namespace prososcope::gui {

namespace {

constexpr double kPitchMargin = 1.5;  // seconds beyond a piece: the path finder looks one second further
constexpr double kFormantMargin = 3.5;
constexpr double kIntensityMargin = 0.5;
constexpr double kPulseMargin = 3.5;  // a voiced stretch is searched from its middle outwards

double longest(VoiceKind kind) {
    if (kind == VoiceKind::Pulses) return VoiceLoader::kLongestPulses;
    return kind == VoiceKind::Formants || kind == VoiceKind::Harmonicity ? VoiceLoader::kLongestFormants
                                                                         : VoiceLoader::kLongestOthers;
}

double marginOf(VoiceKind kind) {
    switch (kind) {
        case VoiceKind::Pitch:
        case VoiceKind::Harmonicity:
            return kPitchMargin;
        case VoiceKind::Pulses:
            return kPulseMargin;
        case VoiceKind::Formants:
            return kFormantMargin;
        case VoiceKind::Intensity:
            return kIntensityMargin;
    }
    return 0.0;
}

using Insert = std::function<void(VoiceTracks&)>;

/// Computes one piece on the loader's thread and returns how it is put among the tracks.
Insert computePiece(const dsp::SoundPart& sound, const VoiceSettings& settings, const dsp::PitchCorrections& corrections,
                    VoiceKind kind, int piece, const dsp::TimeRange& range, const std::stop_token& stop) {
    core::Progress progress(stop);
    switch (kind) {
        case VoiceKind::Pitch: {
            auto track = dsp::computePitch(sound, settings.pitch, progress, range);
            auto value = std::make_shared<dsp::PitchTrack>(track ? std::move(*track) : dsp::PitchTrack{});
            return [piece, value](VoiceTracks& tracks) { tracks.insertPitch(piece, value); };
        }
        case VoiceKind::Formants: {
            auto track = dsp::computeFormants(sound, settings.formants, progress, range);
            auto value = std::make_shared<dsp::FormantTrack>(track ? std::move(*track) : dsp::FormantTrack{});
            return [piece, value](VoiceTracks& tracks) { tracks.insertFormants(piece, value); };
        }
        case VoiceKind::Intensity: {
            auto track = dsp::computeIntensity(sound, settings.intensity, progress, range);
            auto value = std::make_shared<dsp::IntensityTrack>(track ? std::move(*track) : dsp::IntensityTrack{});
            return [piece, value](VoiceTracks& tracks) { tracks.insertIntensity(piece, value); };
        }
        case VoiceKind::Harmonicity: {
            auto track = dsp::computeHarmonicity(sound, settings.harmonicity, progress, range);
            auto value = std::make_shared<dsp::HarmonicityTrack>(track ? std::move(*track) : dsp::HarmonicityTrack{});
            return [piece, value](VoiceTracks& tracks) { tracks.insertHarmonicity(piece, value); };
        }
        case VoiceKind::Pulses: {
            auto value = std::make_shared<dsp::PulseTimes>();
            if (auto pitch = dsp::computePitch(sound, settings.pitch, progress))
                *value = dsp::findPulses(sound, corrections.apply(std::move(*pitch)));
            std::erase_if(*value, [&range](double seconds) { return !range.holds(seconds); });
            return [piece, value](VoiceTracks& tracks) { tracks.insertPulses(piece, value); };
        }
    }
    return {};
}

/// Reads what a piece needs and computes it. What cannot be read (a file cut short since it was opened) has no frames: it
/// must not be measured as silence.
Insert readAndCompute(audio::SampleSource& source, audio::ChannelChoice choice, const VoiceSettings& settings,
                      const dsp::PitchCorrections& corrections, VoiceKind kind, int piece, const dsp::TimeRange& range,
                      double peak, const std::stop_token& stop) {
    dsp::SoundPart sound;
    const auto& info = source.info();
    const auto frameOf = [&info](double seconds) {
        const auto frames = static_cast<double>(info.frames);
        return static_cast<std::int64_t>(std::clamp(std::round(seconds * info.rateHz), 0.0, frames));
    };
    const std::int64_t first = frameOf(range.from - marginOf(kind));
    std::vector<float> samples(static_cast<std::size_t>(frameOf(range.to + marginOf(kind)) - first));
    samples.resize(source.readChannel(choice, first, samples.size(), samples).value_or(0));
    if (!samples.empty()) sound = {samples, info.rateHz, first, info.frames, peak};
    return computePiece(sound, settings, corrections, kind, piece, range, stop);
}

}  // namespace

VoiceLoader::VoiceLoader(QObject* parent) : QObject(parent), m_loader(1) {}

VoiceLoader::~VoiceLoader() { m_loader.cancel(this); }

void VoiceLoader::drop() {
    m_loader.cancel(this);
    ++m_generation;
    m_busy = false;
}

void VoiceLoader::setRecording(RecordingModel* recording, audio::ChannelChoice choice) {
    drop();
    if (m_recording) {
        m_recording->disconnect(this);
        m_recording->view()->disconnect(this);
    }
    m_recording = recording;
    m_choice = choice;
    m_tracks.reset();
    if (recording != nullptr) {
        const auto* view = recording->view();
        connect(recording, &RecordingModel::opened, this, &VoiceLoader::update);
        connect(recording, &RecordingModel::peaksChanged, this, &VoiceLoader::update);
        for (const auto signal : {&widgets::TimeView::rangeChanged, &widgets::TimeView::cursorChanged,
                                  &widgets::TimeView::selectionChanged, &widgets::TimeView::playPositionChanged})
            connect(view, signal, this, &VoiceLoader::update);
    }
    update();
}

void VoiceLoader::setSettings(const VoiceSettings& settings) {
    if (settings == m_settings) return;
    m_settings = settings;
    drop();
    if (m_tracks) m_tracks->setSettings(settings);
    update();
}

void VoiceLoader::pitchCorrected() {
    drop();
    Q_EMIT tracksChanged();
    update();
}

bool VoiceLoader::ready() const { return m_recording && m_recording->state() == RecordingModel::State::Open && m_tracks; }

bool VoiceLoader::shows(VoiceKind kind) const {
    switch (kind) {
        case VoiceKind::Pitch:
            return m_settings.showPitch;
        case VoiceKind::Formants:
            return m_settings.showFormants;
        case VoiceKind::Intensity:
            return m_settings.showIntensity;
        case VoiceKind::Harmonicity:
            return m_settings.showHarmonicity;
        case VoiceKind::Pulses:
            return m_settings.showPulses;
    }
    return false;
}

bool VoiceLoader::tooLong(VoiceKind kind) const { return ready() && m_recording->view()->span() > longest(kind); }

std::pair<double, double> VoiceLoader::readingSpan() const {
    const auto* view = m_recording->view();
    if (view->hasSelection()) return {view->selectionStart(), view->selectionEnd()};
    const double at = view->playPosition() >= 0.0 ? view->playPosition() : view->cursor();
    return {at, at};
}

std::optional<VoiceLoader::Wanted> VoiceLoader::missing(VoiceKind kind, double from, double to, double middle) const {
    std::optional<Wanted> best;
    double nearest = 0.0;
    const auto [first, last] = m_tracks->pieces(from, to);
    for (int piece = first; piece <= last; ++piece) {
        if (m_tracks->contains(kind, piece)) continue;
        const double distance = std::abs((piece + 0.5) * VoiceTracks::kPieceSeconds - middle);
        if (best && distance >= nearest) continue;
        best = Wanted{kind, piece};
        nearest = distance;
    }
    return best;
}

std::optional<VoiceLoader::Wanted> VoiceLoader::next() const {
    const auto* view = m_recording->view();
    const double middle = 0.5 * (view->start() + view->end());
    for (const VoiceKind kind : kVoiceKinds) {
        if (!drawn(kind)) continue;
        if (const auto wanted = missing(kind, view->start(), view->end(), middle)) return wanted;
    }
    const auto [from, to] = readingSpan();
    for (const VoiceKind kind : kVoiceKinds) {
        if (kind == VoiceKind::Pulses || to - from > longest(kind)) continue;  // pulses are drawn, not read
        if (const auto wanted = missing(kind, from, to, from)) return wanted;
    }
    const double margin = 0.5 * view->span();
    for (const VoiceKind kind : kVoiceKinds) {
        if (!drawn(kind)) continue;
        if (const auto wanted = missing(kind, view->start() - margin, view->end() + margin, middle)) return wanted;
    }
    return std::nullopt;
}

void VoiceLoader::update() {
    if (m_busy || !m_recording || m_recording->state() != RecordingModel::State::Open) return;
    if (!m_tracks) {
        m_tracks = m_recording->voice(m_choice);
        m_tracks->setSettings(m_settings);
        Q_EMIT tracksChanged();
    }
    const bool whole = m_tracks->whole();
    if (whole ? m_recording->source()->growing() : !m_recording->complete()) return;
    const auto wanted = next();
    if (!wanted) return;
    m_busy = true;
    const double peak = whole ? -1.0 : static_cast<double>(m_recording->peaks()->largest());
    m_loader.run(this, 0,
                 [this, source = m_recording->source(), choice = m_choice, settings = m_settings, tracks = m_tracks,
                  corrections = m_tracks->corrections(), wanted = *wanted, peak, range = m_tracks->span(wanted->piece),
                  generation = m_generation](const std::stop_token& stop) -> FileLoader::Deliver {
                     const auto insert =
                         readAndCompute(*source, choice, settings, corrections, wanted.kind, wanted.piece, range, peak, stop);
                     return [this, insert, tracks, generation] {
                         if (generation != m_generation) return;
                         m_busy = false;
                         if (m_recording) m_recording->checkFile();
                         insert(*tracks);
                         Q_EMIT tracksChanged();
                         update();
                     };
                 });
}

std::shared_ptr<const dsp::PitchTrack> VoiceLoader::pitch() const {
    if (!drawn(VoiceKind::Pitch)) return nullptr;
    return m_tracks->pitch(m_recording->view()->start(), m_recording->view()->end());
}

std::shared_ptr<const dsp::FormantTrack> VoiceLoader::formants() const {
    if (!drawn(VoiceKind::Formants)) return nullptr;
    return m_tracks->formants(m_recording->view()->start(), m_recording->view()->end());
}

std::shared_ptr<const dsp::IntensityTrack> VoiceLoader::intensity() const {
    if (!drawn(VoiceKind::Intensity)) return nullptr;
    return m_tracks->intensity(m_recording->view()->start(), m_recording->view()->end());
}

std::shared_ptr<const dsp::HarmonicityTrack> VoiceLoader::harmonicity() const {
    if (!drawn(VoiceKind::Harmonicity)) return nullptr;
    return m_tracks->harmonicity(m_recording->view()->start(), m_recording->view()->end());
}

std::shared_ptr<const dsp::PulseTimes> VoiceLoader::pulses() const {
    if (!drawn(VoiceKind::Pulses)) return nullptr;
    return m_tracks->pulses(m_recording->view()->start(), m_recording->view()->end());
}

VoiceReading VoiceLoader::reading() const {
    if (!ready()) return {};
    const auto [from, to] = readingSpan();
    return to > from ? m_tracks->mean(from, to) : m_tracks->at(from);
}

}  // namespace prososcope::gui
