// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QScrollArea>

#include "app/gui/models/ModelData.h"

class QGridLayout;
class QLabel;

namespace prososcope::gui {

/// Names in muted text with their values beside them, wrapped and to be selected and copied; scrolls where they are many. GUI
/// thread.
class ModelFacts : public QScrollArea {
    Q_OBJECT
public:
    ModelFacts(const QString& accessibleName, QWidget* parent);

    void setFacts(const QString& title, const QList<ModelFact>& facts);
    [[nodiscard]] QString title() const;
    /// The value beside a name; empty where there is none.
    [[nodiscard]] QString value(const QString& name) const;

private:
    QWidget* m_content = nullptr;
    QLabel* m_title = nullptr;
    QGridLayout* m_grid = nullptr;
    QList<ModelFact> m_facts;
    QList<QWidget*> m_parts;
};

}  // namespace prososcope::gui
