// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace prososcope::widgets {
class SignalPane;
}

namespace prososcope::gui {

/// "M" and "S" beside a pane's name: mute a channel, or hear it alone. They lie over the pane, whose child they are, and follow
/// its name plate. GUI thread.
class ChannelButtons : public QWidget {
    Q_OBJECT
public:
    explicit ChannelButtons(widgets::SignalPane* pane);

    /// The channel's name, for tooltips and screen readers.
    void setChannelName(const QString& name);
    void setState(bool muted, bool soloed);
    /// Puts them beside the pane's name; call when the name has changed.
    void place();

Q_SIGNALS:
    void muteToggled(bool muted);
    void soloToggled(bool soloed);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    widgets::SignalPane* m_pane;
    QToolButton* m_mute;
    QToolButton* m_solo;
};

}  // namespace prososcope::gui
