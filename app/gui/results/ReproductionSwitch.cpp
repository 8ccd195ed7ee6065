// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/ReproductionSwitch.h"

#include <QListWidget>
#include <QStackedLayout>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/results/ReproductionView.h"

namespace prososcope::gui {

ReproductionSwitch::ReproductionSwitch(const PageContext& context, Page* page)
    : QObject(page), m_context(context), m_page(page), m_stack(new QStackedLayout(page)), m_runs(new QWidget(page)) {
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_runs);
    if (m_context.actions != nullptr) {
        m_action = m_context.actions->add(
            {.id = QStringLiteral("results.reproduction"),
             .menu = QStringLiteral("view"),
             .text = tr("Published tables"),
             .description = tr("Changes Results between the runs and the tables of published papers beside them."),
             .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)},
             .checkable = true},
            [this] {
                // From elsewhere the action leads here.
                if (!m_page->isVisible()) Q_EMIT m_page->openRequested(m_page->id(), {});
                if (m_page->isVisible() && showsTables())
                    showRuns();
                else
                    showTables();
            });
    }
    if (m_context.engine != nullptr) {
        connect(m_context.engine, &engine_thread::EngineThread::jobFinished, this, [this] {
            if (showsTables()) m_view->reload();
        });
    }
}

bool ReproductionSwitch::showsTables() const { return m_view != nullptr && m_stack->currentWidget() == m_view; }

void ReproductionSwitch::showRuns() {
    m_stack->setCurrentWidget(m_runs);
    if (m_action != nullptr) m_action->setChecked(false);
}

void ReproductionSwitch::showTables() {
    if (m_view == nullptr) {
        m_view = new ReproductionView(m_context, m_page);
        m_stack->addWidget(m_view);
        connect(m_view, &ReproductionView::backRequested, this, &ReproductionSwitch::showRuns);
        connect(m_view, &ReproductionView::statusChanged, m_page, &Page::statusChanged);
        connect(m_view, &ReproductionView::message, m_page, &Page::message);
        connect(m_view, &ReproductionView::runRequested, this, [this](qint64 run) {
            showRuns();
            m_page->show(QJsonObject{{QStringLiteral("run"), run}});
        });
        connect(m_view, &ReproductionView::experimentRequested, this, [this](const QString& name, const QString& corpus) {
            Q_EMIT m_page->openRequested(QStringLiteral("train"),
                                         {{QStringLiteral("experiment"), name}, {QStringLiteral("corpus"), corpus}});
        });
    }
    m_stack->setCurrentWidget(m_view);
    if (m_action != nullptr) m_action->setChecked(true);
    m_view->reload();
    m_view->list()->setFocus(Qt::OtherFocusReason);
}

}  // namespace prososcope::gui
