// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <vector>

#include "widgets/Accessible.h"

namespace prososcope::widgets {

/// How many utterances there are of each class: symbol, word, bar in the class's colour, count. Keeps a copy. GUI thread.
class ClassCounts : public QWidget, public PlotSummary {
    Q_OBJECT
public:
    struct Count {
        QString emotion;
        std::size_t utterances = 0;
    };
    explicit ClassCounts(QWidget* parent = nullptr);

    void setCounts(std::vector<Count> counts);
    [[nodiscard]] const std::vector<Count>& counts() const { return m_counts; }
    [[nodiscard]] QString plotSummary() const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int rowHeight() const;
    std::vector<Count> m_counts;
};

}  // namespace prososcope::widgets
