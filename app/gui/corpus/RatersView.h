// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "engine/analysis/RaterAgreement.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace prososcope::gui {

/// Who has rated a corpus and how far they agree, with buttons to rate and to make labels of what most said. GUI thread.
class RatersView : public QWidget {
    Q_OBJECT
public:
    explicit RatersView(QWidget* parent = nullptr);

    void setAgreement(const analysis::RaterAgreement& agreement);
    [[nodiscard]] QString text() const;  ///< all lines, for tests
    [[nodiscard]] QPushButton* rateButton() const { return m_rate; }
    [[nodiscard]] QPushButton* adoptButton() const { return m_adopt; }

Q_SIGNALS:
    void rateRequested();
    void adoptRequested();

private:
    void addLine(const QString& name, const QString& value, const QString& hint);

    QLabel* m_about;
    QWidget* m_lines = nullptr;
    QGridLayout* m_grid = nullptr;
    QPushButton* m_rate;
    QPushButton* m_adopt;
};

}  // namespace prososcope::gui
