// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/StatusLine.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QToolButton>
#include <cmath>

#include "app/engine_thread/EngineThread.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using engine_thread::EngineThread;
using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kBarWidth = 140;
constexpr int kSteps = 1000;

/// Gives way in narrow windows: shows what fits, with an ellipsis, and the whole text as tooltip.
class ShortLabel : public QLabel {
public:
    using QLabel::QLabel;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, QLabel::minimumSizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        painter.setPen(palette().color(foregroundRole()));
        painter.drawText(contentsRect(), static_cast<int>(alignment()),
                         fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()));
    }
};

}  // namespace

StatusLine::StatusLine(EngineThread* engine, QWidget* parent)
    : QWidget(parent),
      m_status(new ShortLabel(this)),
      m_jobTitle(new ShortLabel(this)),
      m_bar(new QProgressBar(this)),
      m_remaining(new QLabel(this)),
      m_cancel(new QToolButton(this)),
      m_device(new QLabel(this)),
      m_model(new QLabel(this)) {
    setObjectName(QStringLiteral("status"));
    setAccessibleName(tr("Status line"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(16, 1, 16, 0);
    line->setSpacing(12);
    for (auto* label : {m_status, m_jobTitle, m_remaining, m_device, m_model}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignVCenter | Qt::AlignLeading);
        if (label != m_status) label->setForegroundRole(QPalette::PlaceholderText);
    }
    m_status->setAccessibleName(tr("Under the cursor"));
    m_jobTitle->setAccessibleName(tr("Running job"));
    m_remaining->setAccessibleName(tr("Remaining time"));
    m_device->setAccessibleName(tr("Device"));
    m_model->setAccessibleName(tr("Model"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setRange(0, kSteps);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(kBarWidth);
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Stop the running job"));
    m_cancel->setAccessibleName(tr("Cancel"));
    m_cancel->setAutoRaise(true);
    QFont link = m_cancel->font();
    link.setUnderline(true);
    m_cancel->setFont(link);
    m_cancel->setObjectName(QStringLiteral("status.cancel"));
    m_cancel->setFocusPolicy(Qt::StrongFocus);

    line->addWidget(m_status, 4);
    line->addWidget(m_jobTitle, 3);
    line->addWidget(m_bar);
    line->addWidget(m_remaining);
    line->addWidget(m_cancel);
    line->addStretch(1);
    line->addWidget(m_device);
    line->addWidget(m_model);
    m_jobTitle->setAlignment(Qt::AlignVCenter | Qt::AlignTrailing);
    setFixedHeight(static_cast<int>(std::lround(30 * Theme::instance().scale())));
    showJob(false);
    m_model->hide();

    connect(m_cancel, &QToolButton::clicked, this, [this, engine] {
        if (m_job == 0 || m_cancelling) return;
        m_cancelling = true;
        m_cancel->setEnabled(false);
        m_remaining->setText(tr("cancelling"));
        engine->cancel(m_job);
        Q_EMIT cancelRequested(m_job);
    });
    connect(engine, &EngineThread::jobStarted, this, &StatusLine::jobStarted);
    connect(engine, &EngineThread::jobProgress, this, &StatusLine::jobProgress);
    connect(engine, &EngineThread::jobFinished, this, &StatusLine::jobFinished);
    connect(engine, &EngineThread::queueChanged, this, [this](int waiting) {
        m_waiting = waiting;
        if (m_job != 0) m_jobTitle->setToolTip(m_waiting > 0 ? tr("%n more waiting", nullptr, m_waiting) : m_title);
    });
    connect(&Theme::instance(), &Theme::changed, this, [this] { update(); });
}

QString StatusLine::remainingText(double seconds) {
    if (!(seconds >= 0.0)) return {};
    if (seconds < 60.0) return tr("%1 s left").arg(std::max(1L, std::lround(seconds)));
    const long minutes = std::lround(seconds / 60.0);
    if (minutes < 60) return tr("%1 min left").arg(minutes);
    return tr("%1 h %2 min left").arg(minutes / 60).arg(minutes % 60);
}

void StatusLine::showJob(bool visible) {
    for (QWidget* part : std::initializer_list<QWidget*>{m_jobTitle, m_bar, m_remaining, m_cancel}) part->setVisible(visible);
}

void StatusLine::showTitle(const QString& what) {
    m_jobTitle->setText(what.isEmpty() ? m_title : tr("%1: %2", "job title: what is being done now").arg(m_title, what));
}

void StatusLine::jobStarted(quint64 job, const QString& title) {
    m_job = job;
    m_title = title;
    m_cancelling = false;
    m_cancel->setEnabled(true);
    m_bar->setValue(0);
    m_remaining->clear();
    showTitle({});
    showJob(true);
}

void StatusLine::jobProgress(quint64 job, double fraction, const QString& what, double remainingSeconds) {
    if (job != m_job) return;
    m_bar->setValue(static_cast<int>(std::lround(fraction * kSteps)));
    showTitle(what);
    if (!m_cancelling) m_remaining->setText(remainingText(remainingSeconds));
}

void StatusLine::jobFinished(quint64 job) {
    if (job != m_job) return;
    m_job = 0;
    showJob(false);
}

void StatusLine::setStatus(const QString& text) {
    m_status->setText(text);
    m_status->setToolTip(text);
}

void StatusLine::setDevice(const QString& text) { m_device->setText(text); }

void StatusLine::setModel(const QString& name) {
    m_model->setText(name.isEmpty() ? QString() : tr("model %1").arg(name));
    m_model->setVisible(!name.isEmpty());
}

QString StatusLine::jobText() const { return m_job == 0 ? QString() : m_jobTitle->text(); }

void StatusLine::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance().color(Ink::Window));
    painter.fillRect(QRect(0, 0, width(), 1), Theme::instance().color(Ink::Hairline));
}

}  // namespace prososcope::gui
