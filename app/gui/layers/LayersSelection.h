// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <vector>

#include "engine/store/ActivationSet.h"

class QLabel;

namespace prososcope::gui {

/// How many units are selected, and what can be done with them; hidden while none is. GUI thread.
class LayersSelection : public QWidget {
    Q_OBJECT
public:
    explicit LayersSelection(QWidget* parent = nullptr);

    /// sentence: "12 units of 2 layers selected"; empty hides it all.
    void setSelected(const QString& sentence);
    [[nodiscard]] QString text() const;  ///< empty while none is selected

Q_SIGNALS:
    void copyRequested();
    void saveRequested();
    void predictRequested();
    void clearRequested();

private:
    QLabel* m_label = nullptr;
};

/// Units among all layers as lines to be pasted: layer, its name, unit (both from 1), parted by tabs, under a heading.
[[nodiscard]] QString unitList(const std::vector<std::size_t>& units, const store::ActivationSetInfo& info);

}  // namespace prososcope::gui
