// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QStringList>

#include "app/gui/Page.h"

namespace prososcope::gui {

class AttentionDialog;
class InspectPage;

/// The action of Inspect that opens the attention of a network, and its dialog. Borrows the page. GUI thread.
class AttentionController : public QObject {
    Q_OBJECT
public:
    AttentionController(const PageContext& context, InspectPage* page);

    void open();
    [[nodiscard]] AttentionDialog* dialog() const;  ///< null: it was not opened yet
    /// See AttentionDialog::command.
    [[nodiscard]] QStringList command() const;

private:
    PageContext m_context;
    InspectPage* m_page;
    QPointer<AttentionDialog> m_dialog;
};

}  // namespace prososcope::gui
