// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QTimer>
#include <memory>

#include "app/gui/inspect/ChannelSettings.h"
#include "app/gui/inspect/FileLoader.h"
#include "engine/audio/PeakPyramid.h"
#include "engine/audio/Recording.h"
#include "widgets/EmotionTrack.h"
#include "widgets/SpectrogramTiles.h"
#include "widgets/TimeView.h"

namespace prososcope::gui {

class VoiceTracks;

/// One open recording: what its header says, its samples (shared by everything that shows or plays them), its peaks (filled in
/// the background and shown as they grow), its time axis, and what has been computed of it so far (spectrogram tiles and voice
/// tracks of each channel or the mix, emotion tracks by model). Opening runs on a loader; the GUI thread never touches the
/// file. A file that cannot be read ends in Failed with one sentence. GUI thread.
class RecordingModel : public QObject {
    Q_OBJECT
public:
    enum class State { Opening, Open, Failed };

    /// `loader` is borrowed and outlives the recording. Opening begins at once.
    RecordingModel(const QString& path, FileLoader* loader, QObject* parent = nullptr);
    ~RecordingModel() override;

    [[nodiscard]] const QString& path() const { return m_path; }
    [[nodiscard]] QString name() const;  ///< the file's name
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString& problem() const { return m_problem; }
    [[nodiscard]] const audio::AudioInfo& info() const { return m_info; }
    [[nodiscard]] double duration() const { return m_info.seconds(); }
    [[nodiscard]] std::shared_ptr<const audio::PeakPyramid> peaks() const { return m_peaks; }
    /// Its samples, for loaders and the player; null until it is open.
    [[nodiscard]] std::shared_ptr<audio::SampleSource> source() const { return m_source; }
    /// Whether the samples of a span can be read: a compressed recording is decoded from its start on.
    [[nodiscard]] bool isReady(double from, double to) const;
    [[nodiscard]] bool complete() const { return m_complete; }
    [[nodiscard]] widgets::TimeView* view() { return &m_view; }
    /// Factor that brings a quiet recording to a readable height: 1, 2, 4 ... 64; known when the peaks are complete.
    [[nodiscard]] double automaticGain() const;
    /// Mean level of a span in dB re full scale (mean square over all channels), from the peaks; below -120 when silent or
    /// not filled yet.
    [[nodiscard]] double levelDecibels(double from, double to) const;

    /// How its channels are shown and heard. Until the user decides, channels whose loudness does not go together (two
    /// microphones of a conversation) are shown one by one once the peaks are complete, and others as their mean.
    [[nodiscard]] const ChannelSettings& channels() const { return m_channels; }
    void setChannels(const ChannelSettings& channels);
    /// Whether the loudness of all channels rises and falls together, or there is only one that is not silent.
    [[nodiscard]] bool channelsAlike() const;

    /// Tiles of the mix or a channel at the given settings; a change of settings gives new, empty sets.
    [[nodiscard]] std::shared_ptr<widgets::SpectrogramTiles> tiles(const dsp::SpectrogramSettings& settings,
                                                                   audio::ChannelChoice choice = {});
    /// Pitch, formants and intensity of the mix or a channel; empty at first.
    [[nodiscard]] std::shared_ptr<VoiceTracks> voice(audio::ChannelChoice choice = {});
    [[nodiscard]] std::shared_ptr<widgets::EmotionTrack> track(const QString& model) const { return m_tracks.value(model); }
    void setTrack(const QString& model, std::shared_ptr<widgets::EmotionTrack> track) {
        m_tracks.insert(model, std::move(track));
    }

    /// Range, cursor and selection wanted once the recording is open; ignored where they do not fit.
    void restoreView(double start, double end, double cursor, double selectionStart, double selectionEnd);

    /// Looks whether the file was changed, cut short or removed underneath; tells it once. Reads no file.
    void checkFile();

Q_SIGNALS:
    void opened();
    void failed(const QString& problem);
    void peaksChanged();  ///< while filling, about 15 times a second, and once when complete
    void channelsChanged();
    void warned(const QString& sentence);

private:
    void open();
    void fill(const std::shared_ptr<audio::PeakPyramid>& peaks);
    void grow();

    QString m_path;
    FileLoader* m_loader;
    State m_state = State::Opening;
    QString m_problem;
    audio::AudioInfo m_info;
    std::shared_ptr<audio::Recording> m_source;
    std::shared_ptr<const audio::PeakPyramid> m_peaks;
    QString m_warning;
    ChannelSettings m_channels;
    bool m_complete = false;
    widgets::TimeView m_view;
    QTimer m_growth;
    dsp::SpectrogramSettings m_tileSettings;
    QHash<int, std::shared_ptr<widgets::SpectrogramTiles>> m_tiles;  ///< by channel
    QHash<int, std::shared_ptr<VoiceTracks>> m_voice;
    QHash<QString, std::shared_ptr<widgets::EmotionTrack>> m_tracks;
    QList<double> m_wanted;
};

}  // namespace prososcope::gui
