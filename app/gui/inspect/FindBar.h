// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <vector>

#include "app/gui/Page.h"
#include "app/gui/inspect/AnnotationModel.h"
#include "engine/annotation/FindText.h"

class QCheckBox;
class QLabel;
class QLineEdit;

namespace prososcope::gui {

class FileLoader;
class TierController;

/// Finds text in the labels of the shown annotation: a field, switches, how many there are and which one is shown. Enter
/// goes to the next place, Shift+Enter to the one before, Esc closes it and returns the focus. The search runs on the
/// loader (borrowed); what it finds is kept until query or labels change. GUI thread.
class FindBar : public QWidget {
    Q_OBJECT
public:
    FindBar(const PageContext& context, TierController* tiers, FileLoader* loader, QWidget* parent = nullptr);

    /// Shows the bar with its text selected.
    void open();
    [[nodiscard]] QLineEdit* field() const { return m_field; }
    [[nodiscard]] QString state() const;  ///< "3 of 17", or what is wrong with the pattern

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addActions(const PageContext& context);
    void follow();
    void search();
    void step(bool forward);
    void tell();
    void close();

    TierController* m_tiers;
    FileLoader* m_loader;
    QPointer<AnnotationModel> m_model;
    QLineEdit* m_field;
    QCheckBox* m_case;
    QCheckBox* m_expression;
    QLabel* m_state;
    QTimer m_delay;
    std::vector<annotation::FoundLabel> m_found;  ///< by time
    bool m_isFresh = false;
    std::optional<bool> m_wanted;  ///< a step asked for before the search was done, forward or back
    quint64 m_generation = 0;
};

}  // namespace prososcope::gui
