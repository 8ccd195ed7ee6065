// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <memory>
#include <utility>

#include "app/gui/inspect/InspectSettings.h"
#include "engine/dsp/PitchCorrections.h"
#include "engine/dsp/Pulses.h"

namespace prososcope::gui {

/// The tracks drawn over a spectrogram, and the glottal pulses over a waveform.
enum class VoiceKind { Pitch, Formants, Intensity, Harmonicity, Pulses };
inline constexpr VoiceKind kVoiceKinds[] = {VoiceKind::Pitch, VoiceKind::Formants, VoiceKind::Intensity, VoiceKind::Harmonicity,
                                            VoiceKind::Pulses};

/// What is known at a time or over a span; NaN where there is nothing. Hz, dB re 2e-5.
struct VoiceReading {
    double pitchHz;
    double decibels;
    double formantHz[3];
    double harmonicity;  ///< dB
    VoiceReading();
};

/// What has been computed of one recording's pitch, formants, intensity, harmonicity and pulses, in pieces of 20 s on the frame
/// grid of the whole recording (one piece up to a minute), so that pieces put together are what the whole would give. A change
/// of settings drops the pieces of the kinds that it concerns; of each kind the newest kMostPieces are kept, more than a view,
/// its margins and a selection need. Holds values only: a loader computes, the GUI thread inserts and reads.
class VoiceTracks {
public:
    static constexpr double kPieceSeconds = 20.0;
    static constexpr double kWholeSeconds = 60.0;
    static constexpr int kMostPieces = 64;

    VoiceTracks() = default;
    explicit VoiceTracks(double durationSeconds) : m_duration(durationSeconds) {}

    void setSettings(const VoiceSettings& settings);
    [[nodiscard]] const VoiceSettings& settings() const { return m_settings; }
    [[nodiscard]] bool whole() const { return m_duration <= kWholeSeconds; }  ///< one piece holds everything
    /// First and last piece that a span touches.
    [[nodiscard]] std::pair<int, int> pieces(double from, double to) const;
    /// The span of a piece; the end belongs to the next.
    [[nodiscard]] dsp::TimeRange span(int piece) const;
    [[nodiscard]] bool contains(VoiceKind kind, int piece) const;
    [[nodiscard]] bool complete(VoiceKind kind, double from, double to) const;

    /// What is said by hand of the pitch: `pitch` and the readings give it as corrected.
    /// Pulses, which are those of the corrected pitch, are dropped.
    void setCorrections(dsp::PitchCorrections corrections);
    [[nodiscard]] const dsp::PitchCorrections& corrections() const { return m_corrections; }

    void insertPitch(int piece, std::shared_ptr<const dsp::PitchTrack> track);
    void insertFormants(int piece, std::shared_ptr<const dsp::FormantTrack> track);
    void insertIntensity(int piece, std::shared_ptr<const dsp::IntensityTrack> track);
    void insertHarmonicity(int piece, std::shared_ptr<const dsp::HarmonicityTrack> track);
    void insertPulses(int piece, std::shared_ptr<const dsp::PulseTimes> pulses);

    /// The pieces that a span touches put together, without values where one is missing; null where there is none.
    [[nodiscard]] std::shared_ptr<const dsp::PitchTrack> pitch(double from, double to) const;
    [[nodiscard]] std::shared_ptr<const dsp::FormantTrack> formants(double from, double to) const;
    [[nodiscard]] std::shared_ptr<const dsp::IntensityTrack> intensity(double from, double to) const;
    [[nodiscard]] std::shared_ptr<const dsp::HarmonicityTrack> harmonicity(double from, double to) const;
    /// Rising; those of the pieces that are there.
    [[nodiscard]] std::shared_ptr<const dsp::PulseTimes> pulses(double from, double to) const;

    [[nodiscard]] VoiceReading at(double seconds) const;
    /// Means over a span, for each kind whose pieces are all there: pitch over voiced frames, intensity of the powers,
    /// harmonicity over the frames that have one.
    [[nodiscard]] VoiceReading mean(double from, double to) const;

private:
    template <typename Track>
    struct Cache {
        QMap<int, std::shared_ptr<const Track>> pieces;
        QList<int> order;  ///< oldest first
        void insert(int piece, std::shared_ptr<const Track> track);
        void clear();
    };
    double m_duration = 0.0;
    VoiceSettings m_settings;
    dsp::PitchCorrections m_corrections;
    Cache<dsp::PitchTrack> m_pitch;
    Cache<dsp::FormantTrack> m_formants;
    Cache<dsp::IntensityTrack> m_intensity;
    Cache<dsp::HarmonicityTrack> m_harmonicity;
    Cache<dsp::PulseTimes> m_pulses;
};

}  // namespace prososcope::gui
