// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <vector>

#include "engine/annotation/Quantity.h"

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QListWidget;

namespace prososcope::gui {

/// What is to be measured: a list to tick, with what each quantity means, and a line for any other name ("f1@33%"). The line
/// always holds all of them, so that it can be copied to the command line. GUI thread.
class QuantityChooser : public QDialog {
    Q_OBJECT
public:
    /// `emotions`: the classes of the chosen model, offered too.
    QuantityChooser(const std::vector<annotation::Quantity>& chosen, const QStringList& emotions, QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<annotation::Quantity>& quantities() const { return m_chosen; }

Q_SIGNALS:
    void chosen(const std::vector<prososcope::annotation::Quantity>& quantities);

private:
    void readLine();
    void readList();
    void tickList();

    std::vector<annotation::Quantity> m_chosen;
    QListWidget* m_list;
    QLineEdit* m_line;
    QLabel* m_problem;
    QDialogButtonBox* m_buttons;
    bool m_quiet = false;
};

}  // namespace prososcope::gui
