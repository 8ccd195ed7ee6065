// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <functional>

#include "engine/features/FeatureSet.h"

namespace prososcope::gui {

/// All feature sets by name to choose from; each says when hovered how many values it has, over time or a recording, and what
/// it is with its source. GUI thread.
class FeatureSetBox : public QComboBox {
    Q_OBJECT
public:
    explicit FeatureSetBox(QWidget* parent = nullptr);

    /// Unknown names change nothing.
    void chooseSet(const QString& name);
    [[nodiscard]] const features::FeatureSet* set() const;  ///< null when none is chosen
    /// What the chosen one is: size, description, source.
    [[nodiscard]] QString about() const;
    /// Sets for which there is a reason not to be chosen cannot be, and say it.
    void setReasons(const std::function<QString(const features::FeatureSet&)>& reason);
};

}  // namespace prososcope::gui
