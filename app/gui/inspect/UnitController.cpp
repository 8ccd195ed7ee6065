// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/UnitController.h"

#include <QAction>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/TaskRow.h"
#include "app/gui/inspect/UnitDialog.h"
#include "widgets/PaneStack.h"
#include "widgets/TimeTicks.h"
#include "widgets/UnitPlottable.h"

namespace prososcope::gui {

namespace {

const QString kUnitsPane = QStringLiteral("units");
constexpr int kUnitsStretch = 26;
constexpr double kMargin = 0.08;     // of the range, below the lines
constexpr double kTopMargin = 0.25;  // above them, where the pane's name stands
constexpr int kMostTicks = 4;

QString number(double value) {
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'g', 4);
}

/// The round step of 1, 2 or 5 times a power of ten that fits a range about kMostTicks times at most.
double roundStep(double range) {
    const double rough = range / kMostTicks;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough) return factor * power;
    }
    return 10.0 * power;
}

}  // namespace

UnitController::UnitController(const PageContext& context, InspectPage* page)
    : QObject(page),
      m_context(context),
      m_page(page),
      m_tracks(new UnitTracks(UnitBackend::ofEngine(context.workspaceFolder.toStdString()), context.engine, this)),
      m_pane(new widgets::SignalPane),
      m_plottable(new widgets::UnitPlottable(m_pane->xAxis, m_pane->yAxis)),
      m_row(new TaskRow(page)) {
    m_pane->setObjectName(kUnitsPane);
    m_pane->setName(tr("Units over time"));
    m_row->setObjectName(QStringLiteral("unitTask"));
    if (auto* column = qobject_cast<QVBoxLayout*>(page->layout()); column != nullptr) column->addWidget(m_row);
    page->panes()->addPane(kUnitsPane, m_pane, tr("Units over time"), kUnitsStretch, QStringLiteral("waveform"));
    page->panes()->stack()->setPaneAvailable(kUnitsPane, false);
    addActions();
    m_pane->setCrosshair([](double value) { return number(value); });
    connect(m_pane, &widgets::SignalPane::hovered, this, [this](double seconds, double) {
        QStringList parts{widgets::positionText(seconds)};
        for (int unit = 0; unit < m_tracks->units().size(); ++unit) {
            const auto* trace = m_tracks->trace(unit);
            const double value = trace != nullptr ? trace->at(seconds) : std::nan("");
            if (std::isfinite(value))
                parts << tr("unit %1 %2", "a unit and its value").arg(m_tracks->units()[unit].unit.unit + 1).arg(number(value));
        }
        Q_EMIT m_page->panes()->hovered(parts.join(QStringLiteral("   ")));
    });
    connect(m_tracks, &UnitTracks::changed, this, &UnitController::show);
    connect(m_tracks, &UnitTracks::networksListed, this, &UnitController::addSurprise);
    connect(m_tracks, &UnitTracks::failed, this, [this](const QString& problem) { Q_EMIT m_page->message(problem, true); });
    connect(m_tracks, &UnitTracks::progressed, this, [this](double fraction) {
        if (m_row) m_row->follow(tr("Units over time"), fraction);
        m_fraction = fraction <= 1.0 ? fraction : -1.0;
    });
    connect(m_row, &TaskRow::cancelRequested, m_tracks, &UnitTracks::cancel);
    connect(page, &InspectPage::currentChanged, this, &UnitController::follow);
    follow();
}

UnitController::~UnitController() { m_tracks->setRecording(nullptr); }

void UnitController::addActions() {
    m_context.actions->add({.id = "inspect.units",
                            .menu = "tools",
                            .text = tr("Show a &unit over time..."),
                            .description = tr("Choose units of networks, and see what they say over time below the waveform.")},
                           [this] { openDialog(); });
    m_context.actions->add(
        {.id = "inspect.surprise",
         .menu = "tools",
         .text = tr("Show the surpri&se of a network"),
         .description = tr("See below the waveform, frame by frame, how far the sound is from what a network "
                           "that predicts speech expected.")},
        [this] { showSurprise(); });
    QAction* off = m_context.actions->add({.id = "inspect.unitsOff",
                                           .text = tr("Show no units over time"),
                                           .description = tr("Close the pane of units over time.")},
                                          [this] { m_tracks->setUnits({}); });
    off->setEnabled(false);
    connect(m_tracks, &UnitTracks::changed, off, [this, off] { off->setEnabled(!m_tracks->units().isEmpty()); });
}

void UnitController::showSurprise() {
    m_surpriseWanted = true;
    m_tracks->listNetworks();  // they may be others by now
}

void UnitController::addSurprise() {
    if (!std::exchange(m_surpriseWanted, false) || !m_tracks->isListed()) return;  // it has been said why
    if (const auto unit = m_tracks->predicted(UnitTracks::Prediction::Surprise))
        addUnit(*unit);
    else
        Q_EMIT m_page->message(UnitTracks::noPrediction(m_context.workspaceFolder.toStdString()), false);
}

void UnitController::follow() {
    m_tracks->setRecording(m_page->current());
    show();
}

void UnitController::openDialog() {
    if (!m_dialog) {
        m_dialog = new UnitDialog(this, m_page);
        connect(m_dialog, &UnitDialog::layerWanted, this, &UnitController::layerWanted);
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void UnitController::showUnit(const RecordingModel* recording, const ShownUnit& unit, std::optional<SecondsSpan> span) {
    m_tracks->setSpan(recording, span);
    m_tracks->setUnits({unit});
    m_page->panes()->stack()->setPaneShown(kUnitsPane, true);
}

bool UnitController::addUnit(const ShownUnit& unit) {
    auto units = m_tracks->units();
    if (units.contains(unit)) {
        m_tracks->setUnits(units);  // goes on where it was stopped
        return true;
    }
    if (units.size() >= UnitTracks::kMostUnits) {
        Q_EMIT m_page->message(
            tr("There is room for %1 units beside one another. Remove one first.").arg(UnitTracks::kMostUnits), false);
        return false;
    }
    units.append(unit);
    m_tracks->setUnits(units);
    m_page->panes()->stack()->setPaneShown(kUnitsPane, true);
    return true;
}

void UnitController::removeUnit(int unit) {
    auto units = m_tracks->units();
    if (unit < 0 || unit >= units.size()) return;
    units.removeAt(unit);
    m_tracks->setUnits(units);
}

std::optional<SecondsSpan> UnitController::span() const { return m_tracks->span(m_page->current()); }

void UnitController::clearSpan() { m_tracks->setSpan(m_page->current(), std::nullopt); }

QString UnitController::caption(int unit) const { return m_tracks->units()[unit].caption(m_tracks->layerName(unit)); }

QString UnitController::paneName() const {
    const auto& units = m_tracks->units();
    if (units.isEmpty()) return tr("Units over time");
    QStringList parts;
    const bool alike = std::all_of(units.begin(), units.end(),
                                   [&](const ShownUnit& each) { return each.network() == units.first().network(); });
    for (int unit = 0; unit < units.size(); ++unit) {
        const QString layer = m_tracks->layerName(unit);
        const QString name = alike && unit > 0 ? units[unit].shortCaption(layer) : units[unit].caption(layer);
        parts << (units.size() == 1
                      ? name
                      : tr("%1 %2", "a unit and how its line is drawn").arg(name, widgets::UnitPlottable::styleWord(unit)));
    }
    const auto* only = units.size() == 1 ? m_tracks->trace(0) : nullptr;
    parts << (only != nullptr ? tr("mean %1 as a thin line").arg(number(only->mean())) : tr("means as thin lines"));
    bool pieces = false;
    bool all = true;
    for (int unit = 0; unit < units.size(); ++unit) {
        pieces = pieces || m_tracks->isApproximate(unit);
        all = all && m_tracks->isComplete(unit);
    }
    if (pieces) parts << tr("heard in pieces of %1 s").arg(backend::TraceSettings().pieceSeconds);
    if (!all && m_page->current() != nullptr) {
        if (m_tracks->isStopped())
            parts << tr("stopped");
        else if (m_fraction > 0.0)
            parts << tr("%1 %", "done").arg(std::lround(100.0 * m_fraction));
        else if (!m_tracks->isIdle())
            parts << tr("in progress");
    }
    return parts.join(QStringLiteral(" \u00b7 "));
}

void UnitController::scaleTo(double low, double high) {
    if (!(high > low)) {  // a constant unit
        const double room = std::max(0.5 * std::abs(low), 0.5);
        low -= room;
        high += room;
    }
    m_pane->yAxis->setRange(low - kMargin * (high - low), high + kTopMargin * (high - low));
    const double step = roundStep(high - low);
    QList<widgets::PaneTick> ticks;
    for (double value = std::ceil(low / step) * step; value <= high + 1e-9 * step; value += step) {
        const double shown = std::abs(value) < 1e-9 * step ? 0.0 : value;
        ticks.append({shown, number(shown), true});
    }
    m_pane->setTicks(ticks);
}

void UnitController::show() {
    if (!m_pane) return;
    QList<widgets::UnitLine> lines;
    for (int unit = 0; unit < m_tracks->units().size(); ++unit) {
        widgets::UnitLine line{caption(unit), 0.0, 1.0, {}, std::nan("")};
        if (const auto* trace = m_tracks->trace(unit)) {
            line.firstSeconds = trace->firstSeconds;
            line.hopSeconds = trace->hopSeconds;
            line.values = trace->values;
            line.mean = trace->mean();
        }
        lines.append(std::move(line));
    }
    m_plottable->setLines(std::move(lines));
    const QCPRange range = m_plottable->extent();
    scaleTo(range.lower, range.upper);
    auto* stack = m_page->panes()->stack();
    stack->setTitle(kUnitsPane, m_tracks->units().isEmpty() ? tr("Units over time") : tr("Units, %1").arg(caption(0)));
    stack->setPaneAvailable(kUnitsPane, !m_tracks->units().isEmpty());
    m_pane->setName(paneName());
    m_pane->drawSoon();
    Q_EMIT changed();
}

QList<UnitController::Reading> UnitController::readings() const {
    QList<Reading> all;
    auto* recording = m_page->current();
    for (int unit = 0; unit < m_tracks->units().size(); ++unit) {
        const ShownUnit& shown = m_tracks->units()[unit];
        Reading reading{tr("unit %1").arg(shown.unit.unit + 1), caption(unit), std::nan("")};
        if (const auto* trace = m_tracks->trace(unit); trace != nullptr && recording != nullptr) {
            const auto* view = recording->view();
            const double at = view->playPosition() >= 0.0 ? view->playPosition() : view->cursor();
            reading.value = view->hasSelection() ? trace->mean(view->selectionStart(), view->selectionEnd()) : trace->at(at);
        }
        all.append(reading);
    }
    return all;
}

QString UnitController::figureSentence() const {
    if (m_tracks->units().isEmpty() || !m_page->panes()->stack()->shownPanes().contains(kUnitsPane)) return {};
    QStringList parts;
    bool pieces = false;
    for (int unit = 0; unit < m_tracks->units().size(); ++unit) {
        const auto* trace = m_tracks->trace(unit);
        const QString name =
            m_tracks->units().size() == 1
                ? caption(unit)
                : tr("%1 %2", "a unit and how its line is drawn").arg(caption(unit), widgets::UnitPlottable::styleWord(unit));
        parts << (trace != nullptr ? tr("%1, every %2 s, mean %3").arg(name, number(trace->hopSeconds), number(trace->mean()))
                                   : name);
        pieces = pieces || m_tracks->isApproximate(unit);
    }
    const QString sentence = tr("Units over time: %1.").arg(parts.join(QStringLiteral("; ")));
    if (!pieces) return sentence;
    return sentence + QLatin1Char(' ') + tr("Heard in pieces of %1 s.").arg(backend::TraceSettings().pieceSeconds);
}

QList<QStringList> UnitController::commands() const {
    QList<QStringList> all;
    if (m_page->current() == nullptr) return all;
    QList<ShownUnit> left = m_tracks->units();
    while (!left.isEmpty()) {
        const ShownUnit first = left.first();
        const auto together = [&](const ShownUnit& each) {
            return each.network() == first.network() && each.unit.tap == first.unit.tap;
        };
        QStringList units;
        for (const ShownUnit& each : std::as_const(left)) {
            if (together(each)) units << QStringLiteral("%1/%2").arg(each.unit.layer + 1).arg(each.unit.unit + 1);
        }
        left.removeIf(together);
        all.append(m_tracks->command(
            first, units, all.isEmpty() ? QStringLiteral("-units.csv") : QStringLiteral("-units-%1.csv").arg(all.size() + 1)));
    }
    return all;
}

QJsonObject UnitController::saveState() const {
    QJsonArray units;
    for (const ShownUnit& unit : m_tracks->units()) units.append(unit.toJson());
    return {{"units", units}};
}

void UnitController::restoreState(const QJsonObject& state) {
    QList<ShownUnit> units;
    for (const auto& value : state["units"].toArray()) {
        if (const auto unit = ShownUnit::fromJson(value.toObject())) units.append(*unit);
    }
    m_tracks->setUnits(units);
}

void UnitController::saveSpan(const RecordingModel* recording, QJsonObject& file) const {
    const auto span = m_tracks->span(recording);
    if (!span) return;
    file["unitStart"] = span->start;
    file["unitEnd"] = span->end;
}

void UnitController::restoreSpan(const RecordingModel* recording, const QJsonObject& file) {
    if (!file.contains("unitStart")) return;
    m_tracks->setSpan(recording, SecondsSpan{file["unitStart"].toDouble(), file["unitEnd"].toDouble(-1.0)});
}

}  // namespace prososcope::gui
