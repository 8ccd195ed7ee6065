// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <memory>
#include <optional>

#include "app/gui/inspect/FileLoader.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/VoiceTracks.h"

namespace prososcope::gui {

/// Brings the pitch, formants, intensity, harmonicity and pulses that the visible part of a recording shows, and those at the
/// cursor or in the selection for the readings: first what is visible, nearest to the middle of the view, then the readings,
/// then half a view on either side. One piece is under way at a time, on a thread of its own, so that spectrogram tiles never
/// wait for it. Nothing is drawn of a kind while more than its longest span is visible. Long recordings wait for their peaks,
/// to which the silence threshold of the pitch refers (the largest sample of any channel). A piece that cannot be computed
/// stays empty. GUI thread; the work is the loader's.
class VoiceLoader : public QObject {
    Q_OBJECT
public:
    static constexpr double kLongestFormants = 60.0;  ///< seconds in sight
    static constexpr double kLongestOthers = 300.0;
    static constexpr double kLongestPulses = 10.0;  ///< each is a line of its own

    explicit VoiceLoader(QObject* parent = nullptr);
    ~VoiceLoader() override;

    void setRecording(RecordingModel* recording, audio::ChannelChoice choice = {});
    void setSettings(const VoiceSettings& settings);
    /// The corrections of the shown tracks are others: what follows them is computed anew.
    void pitchCorrected();
    [[nodiscard]] const VoiceSettings& settings() const { return m_settings; }
    /// Looks again at what is missing; follows the view by itself.
    void update();
    [[nodiscard]] bool idle() const { return !m_busy; }

    [[nodiscard]] bool shows(VoiceKind kind) const;    ///< as the settings say
    [[nodiscard]] bool tooLong(VoiceKind kind) const;  ///< too much is visible for it
    /// What is to be drawn; null where a kind is off, too much is visible or nothing is there yet.
    [[nodiscard]] std::shared_ptr<const dsp::PitchTrack> pitch() const;
    [[nodiscard]] std::shared_ptr<const dsp::FormantTrack> formants() const;
    [[nodiscard]] std::shared_ptr<const dsp::IntensityTrack> intensity() const;
    [[nodiscard]] std::shared_ptr<const dsp::HarmonicityTrack> harmonicity() const;
    [[nodiscard]] std::shared_ptr<const dsp::PulseTimes> pulses() const;
    /// At the play position or the cursor, or the means over the selection.
    [[nodiscard]] VoiceReading reading() const;

Q_SIGNALS:
    void tracksChanged();

private:
    struct Wanted {
        VoiceKind kind;
        int piece;
    };
    [[nodiscard]] bool ready() const;
    [[nodiscard]] bool drawn(VoiceKind kind) const { return ready() && shows(kind) && !tooLong(kind); }
    [[nodiscard]] std::pair<double, double> readingSpan() const;
    [[nodiscard]] std::optional<Wanted> next() const;
    [[nodiscard]] std::optional<Wanted> missing(VoiceKind kind, double from, double to, double middle) const;
    void drop();

    QPointer<RecordingModel> m_recording;
    audio::ChannelChoice m_choice;
    std::shared_ptr<VoiceTracks> m_tracks;
    VoiceSettings m_settings;
    bool m_busy = false;
    int m_generation = 0;
    FileLoader m_loader;
};

}  // namespace prososcope::gui
