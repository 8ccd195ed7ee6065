// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

#include "widgets/Accessible.h"

namespace prososcope::gui {

/// Classes in a row, each with its symbol in its colour, its word and, where there is one, its posterior: "happy .71". Places
/// do not move as numbers change. GUI thread.
class ClassLegend : public QWidget, public widgets::PlotSummary {
    Q_OBJECT
public:
    explicit ClassLegend(QWidget* parent = nullptr);

    void setClasses(const QStringList& classes);
    /// Of the classes; empty: none is known.
    void setPosteriors(std::vector<double> posteriors);

    [[nodiscard]] QString plotSummary() const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] double entryWidth(const QString& emotion) const;

    QStringList m_classes;
    std::vector<double> m_posteriors;
};

}  // namespace prososcope::gui
