// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFileInfo>
#include <QPointer>
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
    offerOthers(offers);
    new RecoveryController(this, m_annotations, offers);
    new DiskWatch(this, m_annotations, offers);
    new AutomaticTiers(this, m_context, m_annotations, task);
    m_sessions = new SessionController(this, m_context);
}

void InspectPage::offerOthers(OfferPanel* offers) {
    const auto keyOf = [](const AnnotationModel* model) { return QStringLiteral("beside:") + model->recordingPath(); };
    connect(m_annotations, &AnnotationController::severalBeside, offers,
            [this, offers, keyOf](AnnotationModel* model, const QStringList& paths) {
                QStringList names;
                QList<OfferPanel::Choice> choices;
                const QPointer guard(model);
                for (const QString& path : paths) {
                    names.append(QFileInfo(path).fileName());
                    choices.append({tr("Open %1").arg(names.last()), [this, guard, path] {
                                        if (guard) m_annotations->open(guard, path);
                                    }});
                }
                const QString others = names.join(tr(", ", "between names"));
                if (model->document().hasFile()) {
                    choices.append({tr("Keep %1").arg(model->fileName()), {}});
                    offers->offer(
                        keyOf(model),
                        tr("Opened %1, which lies beside the recording. There is also %2.").arg(model->fileName(), others),
                        choices);
                } else {
                    choices.append({tr("Open none"), {}});
                    offers->offer(keyOf(model), tr("Beside the recording there is also %1.").arg(others), choices);
                }
            });
    connect(m_annotations, &AnnotationController::closing, offers,
            [offers, keyOf](AnnotationModel* model) { offers->remove(keyOf(model)); });
}

}  // namespace prososcope::gui
