// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "engine/store/CorpusQuality.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace prososcope::gui {

/// The quality report of a corpus: a line for each kind of finding with the number of utterances, and a button that lists
/// them. Without a report it tells what one is. GUI thread.
class QualityView : public QWidget {
    Q_OBJECT
public:
    explicit QualityView(QWidget* parent = nullptr);

    void setReport(const std::optional<store::QualityReport>& report);
    void setRunning(bool running);
    [[nodiscard]] QPushButton* button() const { return m_check; }
    [[nodiscard]] QString text() const;  ///< all lines, for tests and copying

Q_SIGNALS:
    void checkRequested();
    /// The utterances of a finding: a range of a quality field.
    void rangeRequested(const QString& field, double low, double high);

private:
    void addLine(const QString& name, const QString& value, const QString& hint, const QString& field = {}, double low = 0.0,
                 double high = 0.0);
    void rebuild();

    std::optional<store::QualityReport> m_report;
    bool m_running = false;
    QLabel* m_about;
    QWidget* m_lines = nullptr;
    QGridLayout* m_grid = nullptr;
    QPushButton* m_check;
};

}  // namespace prososcope::gui
