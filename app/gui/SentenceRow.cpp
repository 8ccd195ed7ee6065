// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/SentenceRow.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "app/gui/PageParts.h"
#include "widgets/Style.h"

namespace prososcope::gui {

SentenceRow::SentenceRow(const QString& name, const QString& copyTip, QWidget* parent)
    : QWidget(parent), m_label(new QLabel(this)), m_copy(new QPushButton(tr("Copy"), this)) {
    m_label->setObjectName(name);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    paintText(m_label, widgets::Ink::Muted);
    m_copy->setObjectName(QStringLiteral("copy") + name.left(1).toUpper() + name.mid(1));
    m_copy->setToolTip(copyTip);
    m_copy->setAutoDefault(false);
    m_copy->hide();
    widgets::setCompact(m_copy);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(m_label, 1);
    row->addWidget(m_copy, 0, Qt::AlignTop);
    connect(m_copy, &QPushButton::clicked, this, &SentenceRow::copyRequested);
}

void SentenceRow::setText(const QString& text) {
    m_label->setText(text);
    m_copy->setVisible(!text.isEmpty());
}

QString SentenceRow::text() const { return m_label->text(); }

bool SentenceRow::copy() const {
    if (text().isEmpty()) return false;
    QGuiApplication::clipboard()->setText(text());
    return true;
}

}  // namespace prososcope::gui
