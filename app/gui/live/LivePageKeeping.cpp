// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/live/LiveControls.h"
#include "app/gui/live/LiveDisplay.h"
#include "app/gui/live/LivePage.h"
#include "engine/live/LiveRecorder.h"

namespace prososcope::gui {

using engine_thread::translated;

void LivePage::connectKeeping() {
    connect(m_session, &LiveSession::recordingBegun, this, [this](const QString& sound, double startSeconds) {
        m_recordingFrom = startSeconds;
        m_lastRecording = sound;
        showLamp();
        showState();
    });
    connect(m_session, &LiveSession::recordingEnded, this, [this](const QString& sound, double seconds) {
        m_recordingFrom.reset();
        m_lastRecording = sound;
        showLamp();
        showState();
        Q_EMIT message(tr("%1 s were recorded as %2; I opens them in Inspect.")
                           .arg(QLocale().toString(seconds, 'f', 1), QFileInfo(sound).fileName()),
                       false);
    });
    connect(m_session, &LiveSession::failedBeside, this, [this](const QString& sentence) { Q_EMIT message(sentence, true); });
    connect(m_session, &LiveSession::captioned, this, [this](double, double, const QString& text) {
        if (m_holding) return;
        for (LiveDisplay* each : displays()) each->setCaption(text);
    });
}

QString LivePage::recordingsFolder() const { return m_context.workspaceFolder + QStringLiteral("/recordings"); }

/// Recordings that a crash left behind are completed the first time that the page is shown.
void LivePage::recoverRecordings() {
    if (std::exchange(m_recovered, true)) return;
    m_loader.load<live::RecoveredRecordings>(
        QStringLiteral("recover"),
        [folder = recordingsFolder().toStdString()](core::Progress&) -> core::Result<live::RecoveredRecordings> {
            return live::recoverRecordings(folder);
        },
        [this](core::Result<live::RecoveredRecordings> recovered) {
            if (!recovered) return;
            for (const live::LiveRecording& each : recovered->recordings) {
                m_lastRecording = QString::fromStdString(each.sound.string());
                Q_EMIT message(tr("An interrupted recording was completed: %1.").arg(QFileInfo(m_lastRecording).fileName()),
                               false);
            }
            for (const core::Error& each : recovered->problems) Q_EMIT message(translated(each.text), true);
            showState();
        });
}

void LivePage::toggleRecording() {
    if (isRecording()) {
        m_session->stopRecording();
    } else if (m_session->state() == LiveSession::State::Running) {
        m_session->record(recordingsFolder(), m_controls->recordingFormat());
    } else {
        m_recordNext = true;
        if (m_session->state() == LiveSession::State::Idle) startOrStop();
    }
}

void LivePage::openRecording() {
    if (m_lastRecording.isEmpty() || isRecording()) return;
    Q_EMIT openRequested(QStringLiteral("inspect"), {{QStringLiteral("path"), m_lastRecording}});
}

QString LivePage::lamp() const { return m_lamp->isHidden() ? QString() : m_lamp->text(); }

void LivePage::showLamp() {
    m_lamp->setVisible(isRecording());
    if (!isRecording()) return;
    const auto seconds = static_cast<int>(std::max(0.0, m_session->seconds() - *m_recordingFrom));
    m_lamp->setText(tr("\u25cf recording %1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0')));
}

}  // namespace prososcope::gui
