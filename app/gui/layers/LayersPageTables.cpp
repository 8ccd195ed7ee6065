// SPDX-License-Identifier: GPL-3.0-or-later
// The part of LayersPage that keeps its state and its selection, and writes tables.
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QJsonArray>
#include <QSplitter>
#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/SaveFile.h"
#include "app/gui/layers/LayersPage.h"
#include "app/gui/layers/LayersSelection.h"
#include "engine/core/SafeFile.h"
#include "engine/experiment/CorrelationTable.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {

constexpr qint64 kMostUnits = 1 << 20;  // of a stretch in a state that may be damaged

std::vector<experiment::SpeakersMap> tableMaps(const LayersResult& result) {
    std::vector<experiment::SpeakersMap> maps;
    const bool one = result.settings.pooling == analysis::SpeakerPooling::One;
    for (int target = 0; target < static_cast<int>(result.targets.size()); ++target)
        maps.push_back({one ? result.settings.speaker.toStdString() : std::string(),
                        result.maps->maps[static_cast<std::size_t>(result.mapOf(target))].map,
                        {}});
    return maps;
}

/// NAME-difference.csv, NAME-difference-2.csv ... beside NAME.csv.
QString differenceFile(const QString& file, std::size_t index) {
    const QFileInfo info(file);
    const QString number = index == 0 ? QString() : QStringLiteral("-%1").arg(index + 1);
    return info.path() + QLatin1Char('/') + info.completeBaseName() + QStringLiteral("-difference") + number +
           QStringLiteral(".csv");
}

}  // namespace

QJsonObject LayersPage::saveState() const {
    QJsonObject state{{"settings", m_settings.toJson()}, {"cardWidth", m_placed ? m_across->sizes().value(1) : m_cardWidth}};
    if (const auto cell = m_heatmap->current(); cell.isValid())
        state.insert("cell", QJsonObject{{"map", cell.map}, {"layer", cell.layer}, {"unit", cell.unit}});
    // Units that are selected, as stretches: the first and how many.
    QJsonArray stretches;
    const std::vector<std::size_t> units = selection();
    for (std::size_t from = 0; from < units.size();) {
        std::size_t to = from + 1;
        while (to < units.size() && units[to] == units[from] + (to - from)) ++to;
        stretches.append(QJsonArray{static_cast<qint64>(units[from]), static_cast<qint64>(to - from)});
        from = to;
    }
    if (!stretches.isEmpty()) state.insert("selected", stretches);
    state.insert("map", saveMap());
    return state;
}

void LayersPage::restoreState(const QJsonObject& state) {
    m_settings = LayersSettings::fromJson(state["settings"].toObject());
    m_cardWidth = state["cardWidth"].toInt(-1);
    if (const QJsonObject cell = state["cell"].toObject(); !cell.isEmpty())
        m_wantedCell = {cell["map"].toInt(-1), cell["layer"].toInt(-1), cell["unit"].toInt(-1)};
    restoreMap(state["map"].toObject());
    m_wantedSelection.clear();
    for (const QJsonValue& each : state["selected"].toArray()) {
        const auto first = static_cast<qint64>(each.toArray().at(0).toDouble(-1.0));
        const auto count = static_cast<qint64>(each.toArray().at(1).toDouble());
        for (qint64 unit = first; first >= 0 && unit < first + std::min(count, kMostUnits); ++unit)
            m_wantedSelection.push_back(static_cast<std::size_t>(unit));
    }
}

std::vector<std::size_t> LayersPage::selection() const { return m_heatmap->selection(); }

void LayersPage::showSelection() {
    const QString sentence = m_heatmap->selectionSentence();
    m_selection->setSelected(sentence);
    Q_EMIT statusChanged(sentence.isEmpty() ? m_heatmap->cellSentence(m_heatmap->current()) : sentence);
}

void LayersPage::copySelection() {
    if (m_result == nullptr || selection().empty()) return;
    QGuiApplication::clipboard()->setText(unitList(selection(), m_result->source->set.info()));
    Q_EMIT message(tr("The list of selected units is on the clipboard."), false);
}

QList<PageCommand> LayersPage::differenceCommands(const QStringList& of) const {
    QList<PageCommand> list;
    const LayersSettings& settings = m_result->settings;
    for (std::size_t map = 0; map < m_result->shown.size(); ++map) {
        const ShownMap& each = m_result->shown[map];
        if (each.role != ShownMap::Role::Difference) continue;
        QStringList targets{settings.targets.at(each.target)};
        QStringList against;
        if (settings.comparison.with == LayersComparison::With::Target) {
            targets = {settings.comparison.first, settings.comparison.second};
        } else {
            const store::ActivationSetInfo& own = m_result->source->set.info();
            const store::ActivationSetInfo& other = (m_result->other ? *m_result->other : *m_result->source->untrained).info();
            if (other.untrainedSeed) against << QStringLiteral("--against") << QString::number(*other.untrainedSeed);
            if (other.encoder != own.encoder)
                against << QStringLiteral("--against-encoder") << QString::fromStdString(other.encoder);
            if (other.encoder != own.encoder || other.tap != own.tap)
                against << QStringLiteral("--against-tap") << QString::fromStdString(other.tap);
        }
        const QString file =
            QFileInfo(differenceFile(QStringLiteral("./correlations.csv"), static_cast<std::size_t>(each.difference)))
                .fileName();
        list.append(
            {tr("The difference as a table: %1").arg(m_result->maps->maps[map].title),
             shellCommand(workspace(), QStringList{QStringLiteral("correlate")} + of + settings.forCommandLine(targets, true) +
                                           against + QStringList{QStringLiteral("--difference"), file})});
    }
    return list;
}

void LayersPage::askSaveTable() {
    if (m_result == nullptr) return;
    askSaveFile(this, tr("Save correlations as CSV"), {tr("Tables (*.csv)")},
                QStringLiteral("%1-%2.csv").arg(m_settings.encoder, m_settings.corpus),
                [this](const QString& file) { saveTableTo(file); });
}

void LayersPage::askSaveSelection() {
    if (m_result == nullptr || selection().empty()) return;
    askSaveFile(this, tr("Save selected units as CSV"), {tr("Tables (*.csv)")},
                QStringLiteral("%1-%2-units.csv").arg(m_settings.encoder, m_settings.corpus),
                [this](const QString& file) { saveSelectionTo(file); });
}

void LayersPage::saveTableTo(const QString& file) { writeTables(file, {}); }

void LayersPage::saveSelectionTo(const QString& file) {
    if (const std::vector<std::size_t> units = selection(); !units.empty()) writeTables(file, units);
}

void LayersPage::writeTables(const QString& file, const std::vector<std::size_t>& units) {
    if (m_result == nullptr) return;
    m_loader.write<int>(
        [file, units, result = m_result]() -> core::Result<int> {
            const store::ActivationSetInfo& info = result->source->set.info();
            const auto written =
                core::writeFile(file.toStdString(), experiment::correlationsCsv(tableMaps(*result), info, units));
            if (!written) return core::fail(written.error());
            for (std::size_t index = 0; index < result->differences.size(); ++index) {
                const auto beside = core::writeFile(differenceFile(file, index).toStdString(),
                                                    experiment::differencesCsv(result->differences[index], info, units));
                if (!beside) return core::fail(beside.error());
            }
            return static_cast<int>(result->differences.size());
        },
        [this, file](core::Result<int> written) {
            if (!written) {
                Q_EMIT message(translated(written.error().text), true);
                return;
            }
            const QString name = QFileInfo(file).fileName();
            const QString beside = QFileInfo(differenceFile(file, 0)).fileName();
            QString said = tr("The correlations were saved as %1.").arg(name);
            if (*written == 1)
                said = tr("The correlations were saved as %1, the difference as %2.").arg(name, beside);
            else if (*written > 1)
                said = tr("The correlations were saved as %1, %n differences as %2 and so on.", nullptr, *written)
                           .arg(name, beside);
            Q_EMIT message(said, false);
            Q_EMIT saved(file);
        });
}

}  // namespace prososcope::gui
