// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

#include "app/gui/corpus/FilterButton.h"

class QMenu;
class QPushButton;

namespace prososcope::gui {

/// A device as the list shows it.
struct LiveInput {
    QString label;    ///< what is chosen and remembered
    QString detail;   ///< "48 kHz, the system's default"
    QString problem;  ///< why it cannot be heard; empty: it can
    bool measured = false;
    double rmsDb = 0.0;  ///< re full scale; -infinity of digital silence
    double peakDb = 0.0;
    bool operator==(const LiveInput&) const = default;
};

/// Says where the sound comes from and opens the list of what there is: each device with its level now, so that one sees which
/// of them hears, and recordings. GUI thread.
class LiveSourceButton : public MenuButton {
    Q_OBJECT
public:
    explicit LiveSourceButton(QWidget* parent = nullptr);

    /// What is chosen: a device's label (empty: the system's default) or a recording.
    void setChoice(const QString& device, const QString& file);
    void setInputs(const QList<LiveInput>& inputs);
    void open();
    [[nodiscard]] QListWidget* list() const { return m_list; }
    [[nodiscard]] QMenu* popup() const { return m_menu; }
    [[nodiscard]] QPushButton* fileButton() const { return m_file; }

Q_SIGNALS:
    void deviceChosen(const QString& label);
    void fileRequested();
    /// The list is seen, or no longer: levels are measured in between.
    void opened();
    void closed();

private:
    void showText();
    void choose();

    QString m_device;
    QString m_chosenFile;
    QMenu* m_menu;
    QListWidget* m_list;
    QPushButton* m_file;
};

}  // namespace prososcope::gui
