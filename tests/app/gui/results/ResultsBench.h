// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSignalSpy>
#include <QTableView>
#include <memory>

#include "app/gui/ActionRegistry.h"
#include "app/gui/results/MatrixTab.h"
#include "app/gui/results/ResultViews.h"
#include "app/gui/results/ResultsPage.h"
#include "app/gui/results/RunPanel.h"
#include "app/gui/results/RunsArea.h"
#include "app/gui/results/UtteranceList.h"
#include "tests/TestSupport.h"
#include "widgets/ConfusionView.h"

/// The Results page on a workspace of its own, shown in a window.
struct ResultsBench {
    explicit ResultsBench(const std::filesystem::path& folder) {
        using namespace prososcope::gui;
        PageContext context;
        context.actions = &actions;
        context.workspaceFolder = QString::fromStdString(folder.string());
        page = std::make_unique<ResultsPage>(context);
        page->setExampleFolder(folder / "no examples");
        page->resize(1400, 900);
    }
    /// Until the newest run is shown.
    bool load() {
        QSignalSpy shown(page.get(), &prososcope::gui::ResultsPage::runShown);
        page->QWidget::show();
        page->activateWindow();
        page->activated();
        return QTest::qWaitFor([&] { return shown.count() > 0; }, 10000 * kPatience);
    }
    bool waitForIdle() {
        return QTest::qWaitFor([&] { return page->isIdle(); }, 10000 * kPatience);
    }
    bool show(std::int64_t run) {
        page->runs()->choose(run);
        return QTest::qWaitFor([&] { return page->current() != nullptr && page->current()->run.id == run; }, 10000 * kPatience);
    }
    prososcope::widgets::ConfusionView* matrix() const { return page->views()->matrix()->matrix(); }
    prososcope::gui::UtteranceList* list() const { return page->findChild<prososcope::gui::UtteranceList*>(); }
    prososcope::gui::RunPanel* panel() const { return page->findChild<prososcope::gui::RunPanel*>(); }
    QTableView* table() const { return page->runs()->table(); }

    prososcope::gui::ActionRegistry actions;
    std::unique_ptr<prososcope::gui::ResultsPage> page;
};
