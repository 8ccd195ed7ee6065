// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "app/gui/Page.h"

class QAction;
class QStackedLayout;

namespace prososcope::gui {

class ReproductionView;

/// Gives Results its second view: the runs, or the published tables (ReproductionView, made when it is first shown), switched
/// by the action results.reproduction. The page lays out its runs in `runsPlace`. Owned by the page. GUI thread.
class ReproductionSwitch : public QObject {
    Q_OBJECT
public:
    ReproductionSwitch(const PageContext& context, Page* page);

    [[nodiscard]] QWidget* runsPlace() const { return m_runs; }
    [[nodiscard]] bool showsTables() const;
    [[nodiscard]] ReproductionView* view() const { return m_view; }  ///< null before it is first shown
    void showRuns();
    void showTables();

private:
    PageContext m_context;
    Page* m_page;
    QStackedLayout* m_stack;
    QWidget* m_runs;
    ReproductionView* m_view = nullptr;
    QAction* m_action = nullptr;
};

}  // namespace prososcope::gui
