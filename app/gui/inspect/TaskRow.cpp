// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/TaskRow.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <algorithm>
#include <utility>

#include "app/gui/StatusLine.h"

namespace prososcope::gui {

namespace {
constexpr int kPatienceMs = 500;
constexpr int kSteps = 1000;
constexpr double kTelling = 0.05;  // of the work, after which the rest can be guessed
}  // namespace

TaskRow::TaskRow(QWidget* parent) : QWidget(parent), m_title(new QLabel), m_bar(new QProgressBar), m_remaining(new QLabel) {
    setObjectName("task");
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setRange(0, kSteps);
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(8);
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("cancel"));
    connect(cancel, &QPushButton::clicked, this, &TaskRow::cancelRequested);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(16, 4, 8, 4);
    line->setSpacing(8);
    line->addWidget(m_title);
    line->addWidget(m_bar, 1);
    line->addWidget(m_remaining);
    line->addWidget(cancel);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceMs);
    connect(&m_patience, &QTimer::timeout, this, &QWidget::show);
    hide();
}

void TaskRow::start(const QString& title) {
    m_title->setText(title);
    m_bar->setAccessibleName(title);
    m_bar->setValue(0);
    m_remaining->clear();
    m_clock.start();
    m_patience.start();
}

void TaskRow::setFraction(double fraction) {
    const double done = std::clamp(fraction, 0.0, 1.0);
    m_bar->setValue(static_cast<int>(done * kSteps));
    const double seconds = static_cast<double>(m_clock.elapsed()) / 1000.0;
    // The beginning tells too little.
    if (done >= kTelling && seconds * 1000.0 >= kPatienceMs)
        m_remaining->setText(StatusLine::remainingText(seconds * (1.0 - done) / done));
}

void TaskRow::finish() {
    m_patience.stop();
    hide();
}

void TaskRow::follow(const QString& title, double fraction) {
    const bool running = fraction <= 1.0;
    if (running && !std::exchange(m_followed, true)) start(title);
    if (running) {
        setFraction(fraction);
    } else {
        m_followed = false;
        finish();
    }
}

}  // namespace prososcope::gui
