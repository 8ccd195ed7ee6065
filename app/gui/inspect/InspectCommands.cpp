// SPDX-License-Identifier: GPL-3.0-or-later
// The command lines that do what Inspect shows.
#include <QFileInfo>

#include "app/gui/inspect/AttentionController.h"
#include "app/gui/inspect/EmotionTracker.h"
#include "app/gui/inspect/FeatureController.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/LayerController.h"
#include "app/gui/inspect/MeasureController.h"
#include "app/gui/inspect/MeasureTable.h"
#include "app/gui/inspect/PredictionTable.h"
#include "app/gui/inspect/RecognitionController.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/TranscriptController.h"
#include "app/gui/inspect/UnitController.h"

namespace prososcope::gui {

namespace {

QString nameOf(const store::ModelEntry& model) { return QString::fromStdString(model.card.name); }

}  // namespace

QList<PageCommand> InspectPage::commands() const {
    const std::filesystem::path workspace = m_context.workspaceFolder.toStdString();
    QList<PageCommand> list;
    const auto add = [&](const QString& title, const QStringList& words) {
        list.append({title, shellCommand(workspace, words)});
    };
    if (const auto* table = currentTable(); table != nullptr) {
        if (m_tracker->hasModel()) {
            add(tr("Emotions of these recordings"),
                QStringList{QStringLiteral("predict"), QStringLiteral("--model"), nameOf(m_tracker->model())} + table->paths());
        }
        return list;
    }
    const auto* recording = current();
    if (recording == nullptr) return list;
    const QString path = recording->path();
    add(tr("Facts of the recording"), {QStringLiteral("info"), path});
    if (m_tracker->hasModel()) {
        add(tr("Emotion over time"), {QStringLiteral("predict"), QStringLiteral("--model"), nameOf(m_tracker->model()),
                                      QStringLiteral("--timeline"), path});
    }
    for (const QStringList& words : m_units->commands()) add(tr("Units over time"), words);
    if (const QStringList words = m_layer->command(); !words.isEmpty()) add(tr("Layer over time"), words);
    if (const QStringList words = m_attention->command(); !words.isEmpty()) add(tr("Attention of a network"), words);
    for (const QStringList& words : m_recognition->commands()) add(tr("Recognised units"), words);
    if (const QStringList words = m_transcript->command(); !words.isEmpty()) add(tr("Transcript"), words);
    if (const QString set = m_features->table()->set(); !set.isEmpty())
        add(tr("Acoustic features"), {QStringLiteral("features"), QStringLiteral("--set"), set, path});
    const auto quantities = QString::fromStdString(annotation::quantityNames(m_measure->measurements()->quantities()));
    if (!quantities.isEmpty()) {
        QStringList words{QStringLiteral("measure")};
        if (const QString tier = m_measure->measurements()->tier(); !tier.isEmpty()) words << QStringLiteral("--tier") << tier;
        words << QStringLiteral("--quantities") << quantities << path << QStringLiteral("--out")
              << QFileInfo(path).completeBaseName() + QStringLiteral(".csv");
        add(tr("Measurements"), words);
    }
    return list;
}

}  // namespace prososcope::gui
