// SPDX-License-Identifier: GPL-3.0-or-later
#include <QVBoxLayout>

#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/AutomaticTiers.h"
#include "app/gui/inspect/Autosaver.h"
#include "app/gui/inspect/DiskWatch.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/OfferPanel.h"
#include "app/gui/inspect/RecoveryController.h"
#include "app/gui/inspect/SessionController.h"
#include "app/gui/inspect/TaskRow.h"

namespace prososcope::gui {

void InspectPage::addKeeping() {
    auto* offers = new OfferPanel(this);
    auto* task = new TaskRow(this);
    if (auto* column = qobject_cast<QVBoxLayout*>(layout()); column != nullptr) {
        column->insertWidget(1, offers);  // below the tabs
        column->addWidget(task);
    }
    auto* autosaver = new Autosaver(m_annotations, this);
    connect(autosaver, &Autosaver::failed, this, [this](const QString& problem) {
        Q_EMIT message(tr("What is not saved cannot be kept safe: %1").arg(problem), true);
    });
    new RecoveryController(this, m_annotations, offers);
    new DiskWatch(this, m_annotations, offers);
    new AutomaticTiers(this, m_context, m_annotations, task);
    m_sessions = new SessionController(this, m_context);
}

}  // namespace prososcope::gui
