// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/CommandsDialog.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace prososcope::gui {

namespace {

constexpr int kCommandsWidth = 760;

}  // namespace

CommandsDialog::CommandsDialog(const QString& page, const QList<PageCommand>& commands, QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("commands"));
    setWindowTitle(tr("%1 as commands").arg(page));
    setModal(false);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    auto* lead = new QLabel(commands.isEmpty() ? tr("What is shown here has no command yet: open or choose something first.")
                                               : tr("The same without the window, with equal results:"),
                            this);
    lead->setWordWrap(true);
    column->addWidget(lead);
    for (const PageCommand& command : commands) {
        column->addSpacing(4);
        column->addWidget(new QLabel(command.title, this));
        auto* row = new QHBoxLayout;
        row->setSpacing(8);
        auto* line = new QLineEdit(command.line, this);
        line->setReadOnly(true);
        line->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        line->setCursorPosition(0);
        line->setAccessibleName(command.title);
        auto* copy = new QPushButton(tr("Copy"), this);
        copy->setAutoDefault(false);
        copy->setAccessibleName(tr("Copy: %1").arg(command.title));
        connect(copy, &QPushButton::clicked, this, [text = command.line] { QGuiApplication::clipboard()->setText(text); });
        row->addWidget(line, 1);
        row->addWidget(copy);
        column->addLayout(row);
    }
    column->addStretch(1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    column->addWidget(buttons);
    resize(kCommandsWidth, sizeHint().height());
}

}  // namespace prososcope::gui
