// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/layers/ProgressRow.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include "widgets/Style.h"

namespace prososcope::gui {

namespace {

constexpr int kBarWidth = 240;
constexpr int kSteps = 1000;
constexpr int kMomentMilliseconds = 400;  // what is done by then is not announced

}  // namespace

ProgressRow::ProgressRow(const QString& accessibleName, const QString& cancelName, const QString& cancelTip, QWidget* parent)
    : QWidget(parent) {
    m_text = new QLabel(this);
    m_text->setTextFormat(Qt::PlainText);
    m_bar = new QProgressBar(this);
    m_bar->setRange(0, kSteps);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(kBarWidth);
    m_bar->setAccessibleName(accessibleName);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setObjectName(cancelName);
    m_cancel->setToolTip(cancelTip);
    m_cancel->setAutoDefault(false);
    widgets::setCompact(m_cancel);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 16, 4);
    row->setSpacing(12);
    row->addWidget(m_bar);
    row->addWidget(m_text, 1);
    row->addWidget(m_cancel);
    m_moment.setSingleShot(true);
    m_moment.setInterval(kMomentMilliseconds);
    connect(&m_moment, &QTimer::timeout, this, &QWidget::show);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        setText(tr("Cancelling"));
        cancelRun();
        Q_EMIT cancelRequested();
    });
    hide();
}

void ProgressRow::setText(const QString& text) { m_text->setText(text); }

void ProgressRow::setProgress(double fraction, const QString& text) {
    m_bar->setValue(static_cast<int>(kSteps * fraction));
    setText(text);
}

std::stop_source ProgressRow::begin(const QString& text) {
    ++m_number;
    m_runs = true;
    m_stop = std::stop_source();
    setProgress(0.0, text);
    if (isHidden()) m_moment.start();
    return m_stop;
}

void ProgressRow::end(quint64 number) {
    if (number != m_number) return;
    m_runs = false;
    m_moment.stop();
    hide();
}

void ProgressRow::reported(quint64 number, double fraction) {
    if (number == m_number && m_runs) m_bar->setValue(static_cast<int>(kSteps * fraction));
}

void ProgressRow::cancelRun() {
    if (m_runs) m_stop.request_stop();
}

}  // namespace prososcope::gui
