// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <vector>

namespace prososcope::gui {

/// Utterances of the run shown that a view wants listed at the right.
struct WantedList {
    QString title;                         ///< "happy heard as angry: 19"
    std::vector<std::size_t> predictions;  ///< places in RunData::predictions
    QWidget* origin = nullptr;             ///< what Backspace returns to
    bool focus = false;                    ///< the list gets the focus
};

/// One view of the lower part of Results. It shows what it is given and asks by signals. GUI thread.
class ResultTab : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    /// The result in one sentence, for the clipboard; empty: there is none.
    [[nodiscard]] virtual QString sentence() const = 0;

Q_SIGNALS:
    void listRequested(const prososcope::gui::WantedList& wanted);
    void statusChanged(const QString& text);
    void runRequested(qint64 run);  ///< to be shown in place of the present one
};

}  // namespace prososcope::gui
