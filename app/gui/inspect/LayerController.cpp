// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/LayerController.h"

#include <QAction>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/TaskRow.h"
#include "app/gui/inspect/UnitController.h"
#include "widgets/ColorMap.h"
#include "widgets/LayerPlottable.h"
#include "widgets/PaneStack.h"
#include "widgets/TimeTicks.h"

namespace prososcope::gui {

namespace {

const QString kLayerPane = QStringLiteral("layer");
constexpr int kLayerStretch = 40;
constexpr std::int64_t kTicks = 4;

QString valueText(double value) { return QLocale().toString(value, 'g', 3); }

}  // namespace

LayerController::LayerController(const PageContext& context, InspectPage* page)
    : QObject(page),
      m_context(context),
      m_page(page),
      m_tracks(new UnitTracks(UnitBackend::ofEngine(context.workspaceFolder.toStdString()), context.engine, this, kMostUnits,
                              QStringLiteral("inspect.layer"))),
      m_pane(new widgets::SignalPane),
      m_plottable(new widgets::LayerPlottable(m_pane->xAxis, m_pane->yAxis)),
      m_row(new TaskRow(page)) {
    m_row->setObjectName(QStringLiteral("layerTask"));
    m_pane->setObjectName(kLayerPane);
    m_pane->setName(tr("Layer over time"));
    m_pane->setOnImage(true);
    m_pane->setGridInk(widgets::ColorMap(QStringLiteral("grey")).gridInk());
    if (auto* column = qobject_cast<QVBoxLayout*>(page->layout()); column != nullptr) column->addWidget(m_row);
    page->panes()->addPane(kLayerPane, m_pane, tr("Layer over time"), kLayerStretch, QStringLiteral("spectrogram"));
    page->panes()->stack()->setPaneAvailable(kLayerPane, false);
    m_tracks->shareNetworks(*page->units()->tracks());
    addActions();
    connect(m_pane, &widgets::SignalPane::hovered, this, [this](double seconds, double value) {
        const auto unit = static_cast<std::int64_t>(std::lround(value)) - 1;
        const double here = unit >= 0 ? m_plottable->valueAt(seconds, static_cast<std::size_t>(unit)) : std::nan("");
        QString text = widgets::positionText(seconds);
        if (std::isfinite(here))
            text += QStringLiteral("   ") + tr("unit %1 %2", "a unit and its value").arg(unit + 1).arg(valueText(here));
        Q_EMIT m_page->panes()->hovered(text);
    });
    connect(m_tracks, &UnitTracks::changed, this, &LayerController::show);
    connect(m_tracks, &UnitTracks::networksListed, this, &LayerController::listed);
    const auto failed = [this](const QString& problem) {
        if (!m_shown) return;  // every unit of the layer says the same
        close();
        Q_EMIT m_page->message(problem, true);
    };
    connect(m_tracks, &UnitTracks::failed, this, failed, Qt::QueuedConnection);
    connect(m_tracks, &UnitTracks::progressed, this, [this](double fraction) {
        if (m_row) m_row->follow(tr("Layer over time"), fraction);
    });
    connect(m_row, &TaskRow::cancelRequested, m_tracks, &UnitTracks::cancel);
    connect(page, &InspectPage::currentChanged, this, &LayerController::follow);
    follow();
}

LayerController::~LayerController() { m_tracks->setRecording(nullptr); }

void LayerController::addActions() {
    m_context.actions->add({.id = "inspect.expected",
                            .menu = "tools",
                            .text = tr("Show what a network e&xpected"),
                            .description = tr("See below the spectrogram, band by band, what a network that predicts speech "
                                              "expected to come.")},
                           [this] { showExpected(); });
    QAction* off = m_context.actions->add({.id = "inspect.layerOff",
                                           .text = tr("Show no layer over time"),
                                           .description = tr("Close the pane with the picture of a layer.")},
                                          [this] { close(); });
    off->setEnabled(false);
    connect(m_tracks, &UnitTracks::changed, off, [this, off] { off->setEnabled(m_shown.has_value()); });
}

void LayerController::showLayer(const ShownUnit& unit) {
    m_shown = unit;
    m_shown->unit.unit = 0;
    clear();
    m_tracks->listNetworks();  // says how many units the layer has
    m_page->panes()->stack()->setPaneShown(kLayerPane, true);
}

void LayerController::showExpected() {
    m_expectedWanted = true;
    m_tracks->listNetworks();
}

void LayerController::listed() {
    if (!m_tracks->isListed()) {  // it has been said why
        m_expectedWanted = false;
        return;
    }
    if (std::exchange(m_expectedWanted, false)) {
        const auto unit = m_tracks->predicted(UnitTracks::Prediction::ExpectedBands);
        if (!unit) {
            Q_EMIT m_page->message(UnitTracks::noPrediction(m_context.workspaceFolder.toStdString()), false);
            return;
        }
        m_shown = unit;
        clear();
        m_page->panes()->stack()->setPaneShown(kLayerPane, true);
    }
    choose();
}

void LayerController::choose() {
    if (!m_shown) return;
    const auto units = std::min<std::int64_t>(m_tracks->layerUnits(*m_shown), kMostUnits);
    if (units == 0) {
        Q_EMIT m_page->message(
            tr("There is no network %1 in the workspace any more. Choose another layer.").arg(m_shown->model), true);
        close();
        return;
    }
    QList<ShownUnit> all;
    for (std::int64_t unit = 0; unit < units; ++unit) {
        all.append(*m_shown);
        all.last().unit.unit = unit;
    }
    if (auto* recording = m_page->current(); recording != nullptr) {
        const double length = recording->duration();
        const double sight = recording->view()->start();
        const auto had = m_tracks->span(recording);
        if (length <= kMostSeconds) {
            m_tracks->setSpan(recording, std::nullopt);
        } else if (!had || sight < had->start || sight >= had->end) {
            const double start = std::clamp(sight, 0.0, length - kMostSeconds);
            m_tracks->forget();
            m_tracks->setSpan(recording, SecondsSpan{start, start + kMostSeconds});
        }
    }
    m_tracks->setUnits(all);
}

void LayerController::close() {
    m_shown.reset();
    clear();
}

void LayerController::clear() {
    m_tracks->forget();  // a layer is as large as hundreds of units
    m_tracks->setUnits({});
}

void LayerController::follow() {
    auto* recording = m_page->current();
    m_tracks->setRecording(recording);
    const auto again = [this] {  // how long it is decides what is heard of it
        if (m_shown && !m_tracks->units().isEmpty()) choose();
    };
    if (recording != nullptr) {
        disconnect(recording, &RecordingModel::opened, this, nullptr);  // it was shown before
        connect(recording, &RecordingModel::opened, this, again);
    }
    again();
    show();
}

QString LayerController::paneName() const {
    if (!m_shown) return tr("Layer over time");
    const QString layer = m_tracks->layerName(0);
    QStringList parts{m_shown->network(), layer.isEmpty() ? tr("layer %1").arg(m_shown->unit.layer + 1) : layer};
    if (m_plottable->high() > m_plottable->low())
        parts << tr("white %1, black %2").arg(valueText(m_plottable->low()), valueText(m_plottable->high()));
    if (const auto span = m_tracks->span(m_page->current()))
        parts << tr("%1 to %2").arg(widgets::positionText(span->start), widgets::positionText(span->end));
    if (m_tracks->isStopped()) parts << tr("stopped");
    return parts.join(QStringLiteral(" \u00b7 "));
}

void LayerController::show() {
    if (!m_pane) return;
    widgets::LayerValues layer;
    const auto units = m_tracks->units().size();
    for (qsizetype unit = 0; unit < units; ++unit) {
        const auto* trace = m_tracks->trace(static_cast<int>(unit));
        if (trace == nullptr) continue;
        if (layer.frames == 0) {
            layer.frames = trace->values.size();
            layer.firstSeconds = trace->firstSeconds;
            layer.hopSeconds = trace->hopSeconds;
            layer.values.assign(layer.frames * static_cast<std::size_t>(units), std::numeric_limits<float>::quiet_NaN());
        }
        const auto count = std::min(layer.frames, trace->values.size());
        std::copy_n(trace->values.begin(), count,
                    layer.values.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(unit) * layer.frames));
    }
    layer.name = units > 0 ? m_tracks->layerName(0) : QString();
    m_plottable->setLayer(std::move(layer));
    m_pane->yAxis->setRange(0.5, static_cast<double>(std::max<qsizetype>(units, 1)) + 0.5);
    QList<widgets::PaneTick> ticks;
    for (std::int64_t i = 1; i <= kTicks && units >= kTicks; ++i) {
        const auto unit = units * i / kTicks;
        ticks.append({static_cast<double>(unit), QString::number(unit), false});
    }
    m_pane->setTicks(ticks);
    auto* stack = m_page->panes()->stack();
    stack->setPaneAvailable(kLayerPane, m_shown.has_value());
    m_pane->setName(paneName());
    m_pane->drawSoon();
}

QStringList LayerController::command() const {
    if (!m_shown || m_page->current() == nullptr) return {};
    return m_tracks->command(*m_shown, {QString::number(m_shown->unit.layer + 1)}, QStringLiteral("-layer.csv"));
}

QString LayerController::figureSentence() const {
    if (!m_shown || !m_page->panes()->stack()->shownPanes().contains(kLayerPane)) return {};
    return tr("Layer over time: %1.").arg(paneName().replace(QStringLiteral(" \u00b7 "), QStringLiteral(", ")));
}

QJsonObject LayerController::saveState() const { return m_shown ? m_shown->toJson() : QJsonObject(); }

void LayerController::restoreState(const QJsonObject& state) {
    if (const auto unit = ShownUnit::fromJson(state))
        showLayer(*unit);
    else
        close();
}

}  // namespace prososcope::gui
