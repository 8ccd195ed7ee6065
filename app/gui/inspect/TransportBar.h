// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

#include "widgets/EmotionTrack.h"

class QHBoxLayout;
class QPushButton;
class QToolButton;

namespace prososcope::gui {

class ActionRegistry;

/// The row below the panes: play, play selection, loop and zoom, each a button of a registered action, and the legend of
/// the emotion classes at the right. GUI thread.
class TransportBar : public QWidget {
    Q_OBJECT
public:
    explicit TransportBar(ActionRegistry* actions, QWidget* parent = nullptr);
    void setPlaying(bool playing);
    /// Further controls, between the buttons and the legend.
    void addControls(QWidget* controls);
    void setClasses(const QStringList& classes);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    /// Shows the legend where the width has room for it.
    void fit();
    QToolButton* button(const QString& id, bool withText);

    ActionRegistry* m_actions;
    QHBoxLayout* m_layout;
    QPushButton* m_play;
    QWidget* m_legend;
    QStringList m_classes;
};

}  // namespace prososcope::gui
