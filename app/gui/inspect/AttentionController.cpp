// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/AttentionController.h"

#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/AttentionDialog.h"
#include "app/gui/inspect/InspectPage.h"

namespace prososcope::gui {

AttentionController::AttentionController(const PageContext& context, InspectPage* page)
    : QObject(page), m_context(context), m_page(page) {
    m_context.actions->add({.id = "inspect.attention",
                            .menu = "tools",
                            .text = tr("Show w&here a network looks..."),
                            .description = tr("See the attention of every head of a network in the selection, or in what is in "
                                              "sight.")},
                           [this] { open(); });
}

AttentionDialog* AttentionController::dialog() const { return m_dialog; }

QStringList AttentionController::command() const { return m_dialog ? m_dialog->command() : QStringList(); }

void AttentionController::open() {
    if (!m_dialog) m_dialog = new AttentionDialog(m_context, m_page);
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

}  // namespace prososcope::gui
