// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/RunControls.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/gui/FlowLayout.h"
#include "app/gui/PageParts.h"
#include "app/gui/results/RunText.h"
#include "app/gui/train/PanelParts.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

RunControls::RunControls(QWidget* parent) : QWidget(parent) {
    setAutoFillBackground(true);
    paintPanel(this);
    const auto button = [](const QString& text, const char* name, const QString& tip, QWidget* owner) {
        auto* made = new QPushButton(text, owner);
        made->setObjectName(QLatin1String(name));
        made->setToolTip(tip);
        return made;
    };
    m_problem = sentenceLabel(this, "problem");
    m_cost = sentenceLabel(this, "cost");
    m_costOrigin = sentenceLabel(this, "costOrigin");
    paintText(m_problem, Ink::Error);
    paintText(m_costOrigin, Ink::Muted);
    m_start =
        button(tr("Start"), "start", tr("Starts the experiment, or puts it into the queue while another one runs."), this);
    widgets::setPrimary(m_start);
    m_pause = button(tr("Pause"), "pause",
                     tr("Stops the running training at its last checkpoint; nothing begins until Continue is pressed."), this);
    m_continue =
        button(tr("Continue"), "continue", tr("Goes on with the training that was paused and with those that wait."), this);
    m_cancel = button(tr("Cancel"), "cancel", tr("Stops the running training; the next one begins."), this);
    m_bar = new QProgressBar(this);
    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the training"));
    m_progress = sentenceLabel(this, "progress");
    paintText(m_progress, Ink::Muted);
    m_outcome = sentenceLabel(this, "outcome");
    m_showResults = button(tr("Show in Results"), "showResults", {}, this);
    widgets::setCompact(m_showResults);
    m_resumeArea = new QWidget(this);
    m_resumable = chooser(tr("Unfinished runs"), m_resumeArea);
    m_resume = button(tr("Resume"), "resume", tr("Continues the run from its last checkpoint."), m_resumeArea);
    widgets::setCompact(m_resumable);
    widgets::setCompact(m_resume);

    auto* buttons = new FlowLayout(8);
    for (auto* each : {m_start, m_continue, m_pause, m_cancel}) buttons->addWidget(each);
    auto* resumeLayout = new QVBoxLayout(m_resumeArea);
    resumeLayout->setContentsMargins(0, 8, 0, 0);
    resumeLayout->setSpacing(8);
    QLabel* label = sectionLabel(tr("Unfinished runs"), m_resumeArea);
    label->setBuddy(m_resumable);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_resumable, 1);
    row->addWidget(m_resume);
    resumeLayout->addWidget(label);
    resumeLayout->addLayout(row);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(m_problem);
    layout->addWidget(m_cost);
    layout->addWidget(m_costOrigin);
    layout->addLayout(buttons);
    layout->addWidget(m_bar);
    layout->addWidget(m_progress);
    layout->addWidget(m_outcome);
    layout->addWidget(m_showResults, 0, Qt::AlignLeft);
    layout->addWidget(m_resumeArea);
    m_showResults->hide();
    connect(m_start, &QPushButton::clicked, this, &RunControls::startRequested);
    connect(m_pause, &QPushButton::clicked, this, &RunControls::pauseRequested);
    connect(m_continue, &QPushButton::clicked, this, &RunControls::proceedRequested);
    connect(m_cancel, &QPushButton::clicked, this, &RunControls::cancelRequested);
    connect(m_showResults, &QPushButton::clicked, this, &RunControls::showResultsRequested);
    connect(m_resume, &QPushButton::clicked, this, [this] {
        if (m_resumable->currentIndex() >= 0) Q_EMIT resumeRequested(m_resumable->currentData().toLongLong());
    });
    applyTheme();
    refresh();
}

void RunControls::applyTheme() { m_costOrigin->setFont(Theme::instance().font(Theme::Size::Small)); }

void RunControls::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    QPainter painter(this);
    painter.setPen(QPen(Theme::instance().color(Ink::Hairline), 0));
    painter.drawLine(rect().topLeft(), rect().topRight());
}

void RunControls::setState(const State& state) {
    if (state == m_state) return;
    QWidget* focused = QApplication::focusWidget();
    const bool mine = focused != nullptr && isAncestorOf(focused) && qobject_cast<QPushButton*>(focused) != nullptr;
    m_state = state;
    refresh();
    // What the keys can do next keeps the focus; Qt would hand it to whatever comes next on the page.
    if (!mine || (focused->isVisible() && focused->isEnabled())) return;
    for (auto* each : {m_continue, m_pause, m_start}) {
        if (!each->isVisibleTo(this) || !each->isEnabled()) continue;
        each->setFocus(Qt::OtherFocusReason);
        return;
    }
}

void RunControls::refresh() {
    const bool busy = m_state.running;
    m_start->setText(busy || m_state.paused ? tr("Add to queue") : tr("Start"));
    m_start->setEnabled(m_state.ready && m_problem->text().isEmpty());
    m_pause->setVisible(busy && !m_state.paused);
    m_pause->setEnabled(!m_state.stopping);
    m_continue->setVisible(m_state.canProceed);
    m_cancel->setVisible(busy);
    m_cancel->setEnabled(!m_state.stopping);
    m_bar->setVisible(busy);
    m_progress->setVisible(busy);
    m_resumeArea->setVisible(!busy && !m_state.paused && m_resumable->count() > 0);
}

void RunControls::setResumable(const std::vector<store::RunRecord>& runs) {
    m_resumable->clear();
    for (const store::RunRecord& run : runs)
        m_resumable->addItem(tr("Run %1, %2, %3").arg(run.id).arg(QString::fromStdString(run.name), stateText(run)),
                             static_cast<qlonglong>(run.id));
    refresh();
}

void RunControls::setProblem(const QString& sentence) {
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    refresh();
}

void RunControls::setCost(const QString& sentence, const QString& origin) {
    m_cost->setText(sentence);
    m_cost->setVisible(!sentence.isEmpty());
    m_costOrigin->setText(origin);
    m_costOrigin->setVisible(!origin.isEmpty());
}

void RunControls::setProgress(double fraction, const QString& text) {
    m_bar->setValue(static_cast<int>(fraction * 1000.0));
    m_progress->setText(text);
}

void RunControls::setOutcome(const QString& sentence, bool error, bool withResults) {
    m_outcome->setText(sentence);
    m_outcome->setVisible(!sentence.isEmpty());
    m_outcome->setFont(Theme::instance().font(Theme::Size::Normal, !error));
    paintText(m_outcome, error ? Ink::Error : Ink::Text);
    m_showResults->setVisible(withResults);
}

}  // namespace prososcope::gui
