// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "app/gui/inspect/UnitBackend.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace prososcope::gui {

class UnitController;

/// Chooses the units that Inspect shows over time: network, tap, layer and unit, and the list of those shown. Networks and taps
/// that are not over time are left out. Acts at once and stays open beside the window. GUI thread.
class UnitDialog : public QDialog {
    Q_OBJECT
public:
    /// `controller` is borrowed and outlives the dialog.
    UnitDialog(UnitController* controller, QWidget* parent);

Q_SIGNALS:
    /// The whole layer in which a unit lies is to be shown.
    void layerWanted(const ShownUnit& unit);

private:
    void fillNetworks();
    void fillTaps();
    void fillLayers();
    void fitUnits();
    void fillList();
    void showSpan();
    void addUnit();
    [[nodiscard]] ShownUnit chosen() const;
    /// Of the network chosen; null without one.
    [[nodiscard]] const backend::EncoderInfo* chosenInfo() const;

    UnitController* m_controller;
    QComboBox* m_network;
    QComboBox* m_tap;
    QComboBox* m_layer;
    QSpinBox* m_unit;
    QListWidget* m_list;
    QPushButton* m_add;
    QPushButton* m_whole;
    QPushButton* m_remove;
    QLabel* m_note;
    QCheckBox* m_span;
};

}  // namespace prososcope::gui
