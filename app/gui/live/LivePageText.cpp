// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QLabel>
#include <QLocale>
#include <QTime>
#include <cmath>

#include "app/gui/ActionRegistry.h"
#include "app/gui/live/LiveControls.h"
#include "app/gui/live/LiveDisplay.h"
#include "app/gui/live/LiveInputs.h"
#include "app/gui/live/LivePage.h"
#include "app/gui/live/LivePresentation.h"
#include "app/gui/live/LiveReplay.h"

namespace prososcope::gui {

void LivePage::showFacts() {
    const bool hears = m_session->state() == LiveSession::State::Running && !m_session->facts().recording;
    m_inputs->setInUse(hears ? m_session->facts().source : QString());
    QStringList tags;
    if (m_session->state() == LiveSession::State::Running && m_session->facts().recording)
        tags << tr("Recording: %1").arg(m_session->facts().source);
    if (m_replay->isPlaying())
        tags << tr("The last %n seconds again", nullptr, static_cast<int>(std::lround(m_memory.keptSeconds())));
    else if (m_frozen)
        tags << tr("Frozen");
    if (m_pushToTalk && !m_talking) tags << tr("Hold the space bar to talk");
    for (LiveDisplay* each : displays()) each->setTag(tags.join(QStringLiteral(" \u00b7 ")));
    const LiveFacts& facts = m_session->facts();
    Q_EMIT statusChanged(m_session->state() == LiveSession::State::Running ? tr("%1, %2 Hz").arg(facts.source).arg(facts.rateHz)
                                                                           : QString());
}

void LivePage::showState() {
    const LiveSession::State state = m_session->state();
    QAction* start = m_context.actions->action(QStringLiteral("live.start"));
    start->setText(state == LiveSession::State::Idle ? tr("&Start listening") : tr("&Stop listening"));
    start->setIconText(state == LiveSession::State::Idle      ? tr("Start")
                       : state == LiveSession::State::Opening ? tr("Opening...")
                                                              : tr("Stop"));
    for (const char* id : {"live.freeze", "live.mark", "live.speaker", "live.namedSpeaker", "live.neutral", "live.replay"})
        m_context.actions->action(QLatin1String(id))->setEnabled(state == LiveSession::State::Running);
    m_context.actions->action(QStringLiteral("live.record"))->setChecked(isRecording());
    m_context.actions->action(QStringLiteral("live.openRecording"))->setEnabled(!m_lastRecording.isEmpty() && !isRecording());
    m_context.actions->action(QStringLiteral("live.present"))->setChecked(m_presentation->isPresenting());
    const store::ModelEntry* model = m_controls->model();
    Q_EMIT modelChanged(model != nullptr ? QString::fromStdString(model->card.name) : QString());
    showFacts();
    if (state != LiveSession::State::Running) showStatistics();
}

void LivePage::showStatistics() {
    switch (m_session->state()) {
        case LiveSession::State::Idle:
            m_numbers->setText(tr("Not listening. Nothing leaves this machine, and nothing is recorded unless you ask."));
            return;
        case LiveSession::State::Opening:
            m_numbers->setText(tr("Opening model and microphone..."));
            return;
        case LiveSession::State::Running:
            break;
    }
    if (!m_statistics) return;
    const live::LiveStatistics::Figures figures = m_statistics->figures();
    const live::DelayFigures delays = m_screenDelays.figures();
    const auto whole = [](double value) { return QString::number(std::lround(value)); };
    const auto seconds = static_cast<int>(m_session->seconds());
    QStringList parts;
    if (delays.median > 0.0) {
        parts << tr("sound to screen %1 ms median, %2 ms 95 %, %3 ms 99 %")
                     .arg(whole(delays.median), whole(delays.percentile95), whole(delays.percentile99));
    }
    parts << tr("real-time factor %1").arg(QLocale().toString(figures.realTimeFactor, 'f', 2))
          << tr("overflows %1").arg(figures.overflows)
          << tr("running %1").arg(QTime(0, 0).addSecs(seconds).toString(QStringLiteral("hh:mm:ss")))
          << tr("%1 on %2").arg(m_session->facts().model, m_session->facts().source);
    if (figures.widenedHops > 0) parts.insert(2, tr("widened hops %1").arg(figures.widenedHops));
    m_numbers->setText(parts.join(QStringLiteral("   ")));
}

QList<PageCommand> LivePage::commands() const {
    const store::ModelEntry* model = m_controls->model();
    if (model == nullptr) return {};
    const live::LiveSettings& settings = m_controls->settings();
    const auto number = [](double value) { return QString::number(value, 'g', 6); };
    QStringList arguments{QStringLiteral("live"), QStringLiteral("--model"), QString::fromStdString(model->card.name),
                          QStringLiteral("--source"), m_file.isEmpty() ? QStringLiteral("mic") : m_file};
    if (m_file.isEmpty() && !m_device.isEmpty()) arguments << QStringLiteral("--device") << m_device;
    arguments << QStringLiteral("--window") << number(settings.windowSeconds) << QStringLiteral("--hop")
              << number(settings.hopSeconds) << QStringLiteral("--smoothing") << number(settings.smoothingSeconds)
              << QStringLiteral("--unsure-below") << number(settings.unsureBelow);
    if (!m_dimensions.isEmpty()) arguments << QStringLiteral("--dimensions") << m_dimensions;
    if (!m_captions.isEmpty()) arguments << QStringLiteral("--captions") << m_captions;
    if (!settings.adapt) arguments << QStringLiteral("--no-adaptation");
    return {{tr("Emotions as they are spoken"), shellCommand(workspace(), arguments)}};
}

}  // namespace prososcope::gui
