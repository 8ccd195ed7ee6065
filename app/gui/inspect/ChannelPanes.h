// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QObject>
#include <QPointer>
#include <memory>
#include <vector>

#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectSettings.h"
#include "app/gui/inspect/RecordingModel.h"
#include "widgets/WaveformImage.h"

namespace prososcope::gui {

class RecordingPanes;

/// The channels of the shown recording, each with a waveform, a spectrogram and tracks of its own, in the place of the panes of
/// their mean; at most eight. It adds the panes to the stack and takes them away, has the actions that part and mix, mute, hear
/// alone and name channels, and remembers for each recording what was chosen. Borrows panes and recording. GUI thread.
class ChannelPanes : public QObject {
    Q_OBJECT
public:
    ChannelPanes(ActionRegistry* actions, FileLoader* viewLoader, RecordingPanes* panes, QObject* parent = nullptr);
    ~ChannelPanes() override;

    void setRecording(RecordingModel* recording);
    void setSettings(const InspectSettings& settings);
    [[nodiscard]] bool isIdle() const;
    /// The number of channels that have panes; 0 while the mean of all is shown.
    [[nodiscard]] int count() const { return static_cast<int>(m_channels.size()); }

    [[nodiscard]] QJsonArray saveState() const;
    void restoreState(const QJsonArray& state);

Q_SIGNALS:
    /// Other channels are to be heard.
    void heardChanged();

private:
    struct Channel;
    struct Known {
        QString path;
        ChannelSettings settings;
    };
    void addActions();
    void choose(const ChannelSettings& settings);
    void channelsChanged();
    void remember();
    void arrange();
    void addChannel(int index);
    void dress();
    void rangeChanged();
    void peaksChanged();
    void showVoice(Channel& channel);
    void nameAll();
    [[nodiscard]] int currentChannel() const;  ///< of the pane that has the focus; -1: none
    void rename(int channel);

    QPointer<ActionRegistry> m_actions;  ///< goes before the pages when the window is closed
    FileLoader* m_viewLoader;
    RecordingPanes* m_panes;
    QPointer<RecordingModel> m_recording;
    InspectSettings m_settings;
    quint64 m_silenced = 0;
    std::vector<std::unique_ptr<Channel>> m_channels;
    QList<Known> m_known;  ///< the last used first
};

}  // namespace prososcope::gui
