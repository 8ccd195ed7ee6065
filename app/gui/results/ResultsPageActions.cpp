// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ResultsPage that acts on the chosen run and its utterances: play, open, copy, save.
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/results/ResultsPage.h"
#include "app/gui/results/RunPanel.h"
#include "app/gui/results/RunText.h"
#include "app/gui/results/UtteranceList.h"

namespace prososcope::gui {

using engine_thread::translated;

void ResultsPage::registerActions() {
    if (m_context.actions == nullptr) return;
    addTableActions(*m_context.actions);
    m_context.actions->attach(m_panel->list(), KeyScope::Table);
    const auto add = [this](const char* id, const QString& text, const QString& description, void (ResultsPage::*slot)()) {
        ActionSpec spec;
        spec.id = QLatin1String(id);
        spec.text = text;
        spec.description = description;
        m_context.actions->add(spec, [this, slot] { (this->*slot)(); });
    };
    add("results.copySentence", tr("Copy result as sentence"),
        tr("Copies UAR, interval, speakers, protocol and seeds of the chosen run."), &ResultsPage::copySentence);
    add("results.savePredictions", tr("Save predictions as CSV"),
        tr("Saves every utterance of the chosen run with its posteriors."), &ResultsPage::askSavePredictions);
}

void ResultsPage::playRow(int row) {
    const ListedUtterance& listed = m_panel->list()->rows()[static_cast<std::size_t>(row)];
    if (!listed.audible) {
        stopPlaying();
        Q_EMIT message(tr("%1: audio not on this machine.").arg(listed.id), false);
        return;
    }
    const store::PredictionRecord& record = m_data->predictions[listed.prediction];
    m_player.play(m_data->audio[listed.prediction], record.startSeconds, record.endSeconds);
    m_panel->list()->setPlaying(row);
}

void ResultsPage::stopPlaying() { m_player.stop(); }

void ResultsPage::openRow(int row) {
    const ListedUtterance& listed = m_panel->list()->rows()[static_cast<std::size_t>(row)];
    if (!listed.audible) {
        Q_EMIT message(tr("%1: audio not on this machine.").arg(listed.id), false);
        return;
    }
    stopPlaying();
    const store::PredictionRecord& record = m_data->predictions[listed.prediction];
    Q_EMIT openRequested(QStringLiteral("inspect"),
                         {{QStringLiteral("path"), QString::fromStdString(m_data->audio[listed.prediction].string())},
                          {QStringLiteral("start"), record.startSeconds},
                          {QStringLiteral("end"), record.endSeconds}});
}

void ResultsPage::copySentence() {
    if (m_data == nullptr) return;
    const QString sentence = runSentence(m_data->run);
    QGuiApplication::clipboard()->setText(sentence);
    Q_EMIT statusChanged(tr("Copied: %1").arg(sentence));
}

void ResultsPage::askSavePredictions() {
    if (m_data == nullptr) return;
    const QString proposed = QStringLiteral("%1-run-%2.csv").arg(QString::fromStdString(m_data->run.name)).arg(m_data->run.id);
    auto* dialog = new QFileDialog(this, tr("Save predictions"), proposed, tr("CSV files (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, &ResultsPage::savePredictionsTo);
    dialog->open();
}

void ResultsPage::savePredictionsTo(const QString& path) {
    if (m_data == nullptr) return;
    m_loader.load<int>(
        QStringLiteral("save ") + path,
        [data = m_data, path](core::Progress&) -> core::Result<int> {
            const core::Status saved = savePredictions(*data, path.toStdString());
            if (!saved) return core::fail(saved.error());
            return static_cast<int>(data->predictions.size());
        },
        [this, path](core::Result<int> saved) {
            if (!saved) {
                Q_EMIT message(translated(saved.error().text), true);
                return;
            }
            Q_EMIT message(tr("%1 predictions saved to %2.").arg(*saved).arg(path), false);
            Q_EMIT predictionsSaved(path);
        });
}

}  // namespace prososcope::gui
