// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/live/LivePresentation.h"

#include <QVBoxLayout>

#include "app/gui/live/LiveDisplay.h"
#include "app/gui/live/PreFlightController.h"
#include "app/gui/live/PreFlightList.h"
#include "app/gui/live/ScreenBox.h"

namespace prososcope::gui {

LivePresentation::LivePresentation(QWidget* owner, ScreenList screens)
    : QObject(owner),
      m_owner(owner),
      m_window(std::make_unique<PresentWindow>(owner, std::move(screens))),
      m_display(new LiveDisplay) {
    m_display->setPresentation(true);
    m_window->setContent(m_display);
    connect(m_window.get(), &PresentWindow::remark, this, &LivePresentation::remark);
    connect(m_window.get(), &PresentWindow::begun, this, &LivePresentation::presentingChanged);
    connect(m_window.get(), &PresentWindow::ended, this, [this] {
        if (m_checks != nullptr) m_checks->deleteLater();
        m_sleep.stop();
        Q_EMIT presentingChanged();
    });
}

LivePresentation::~LivePresentation() { delete m_list; }

void LivePresentation::toggle() {
    if (m_list != nullptr) {
        m_list->reject();
    } else if (m_window->isPresenting()) {
        m_window->end();
    } else {
        openList();
    }
}

void LivePresentation::openList() {
    auto* dialog = new QDialog(m_owner);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("preFlight"));
    dialog->setWindowTitle(tr("Before you present"));
    auto* list = new PreFlightList(dialog);
    list->addControl(tr("Screen"), new ScreenBox(m_window.get(), dialog));
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(list);
    column->setSizeConstraint(QLayout::SetFixedSize);  // it grows with what its lines have to say
    delete m_checks;
    auto* checks = new PreFlightController(list, m_window.get(), &m_sleep, this);
    m_list = dialog;
    m_checks = checks;
    connect(checks, &PreFlightController::finished, dialog, [dialog](bool began) {
        if (began)
            dialog->accept();
        else
            dialog->reject();
    });
    connect(dialog, &QDialog::finished, checks, [this, checks](int result) {
        if (result == QDialog::Rejected && checks->isChecking()) checks->stop();
        if (!m_window->isPresenting()) checks->deleteLater();
        m_list = nullptr;
    });
    checks->start();
    dialog->show();
}

void LivePresentation::addSound(const LiveSound& sound) {
    if (m_checks != nullptr) m_checks->addSound(sound.mono, sound.rateHz);
}

void LivePresentation::addResult(const live::LiveResult& result) {
    if (m_checks != nullptr) m_checks->addResult(result);
}

}  // namespace prososcope::gui
