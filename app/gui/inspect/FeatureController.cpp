// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/FeatureController.h"

#include <QAction>
#include <QTableView>

#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/BottomPanel.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/MeasureController.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "widgets/FeaturePlottable.h"
#include "widgets/PaneStack.h"
#include "widgets/SignalPane.h"
#include "widgets/TimeTicks.h"

namespace prososcope::gui {

namespace {

constexpr int kFeatureControllerStretch = 26;
const QString kFeatureControllerPane = QStringLiteral("features");

QString nameOf(const features::FeatureSet& set) {
    return QString::fromUtf8(set.name().data(), static_cast<qsizetype>(set.name().size()));
}

}  // namespace

FeatureController::FeatureController(InspectPage* page, const PageContext& context, BottomPanel* panel)
    : QObject(page),
      m_page(page),
      m_panel(panel),
      m_loader(std::make_unique<FileLoader>(1)),
      m_table(new FeatureTable(context.engine, m_loader.get())),
      m_pane(new widgets::SignalPane),
      m_plottable(new widgets::FeaturePlottable(m_pane->xAxis, m_pane->yAxis)) {
    m_pane->setObjectName(kFeatureControllerPane);
    m_pane->setName(tr("Features"));
    m_pane->setOnImage(true);
    m_pane->yAxis->setRange(0.0, 1.0);
    m_pane->setCrosshair([this](double height) {
        const int column = m_plottable->columnAt(height);
        if (!m_features || column < 0) return QString();
        return QString::fromStdString(m_features->overTime->columns()[static_cast<std::size_t>(column)]);
    });
    page->panes()->addPane(kFeatureControllerPane, m_pane, tr("Features"), kFeatureControllerStretch);
    page->panes()->stack()->setPaneAvailable(kFeatureControllerPane, false);
    connect(m_pane, &widgets::SignalPane::hovered, this, [this](double seconds, double height) {
        if (const QString reading = m_plottable->reading(seconds, height); !reading.isEmpty())
            Q_EMIT m_page->panes()->hovered(QStringLiteral("%1   %2").arg(widgets::positionText(seconds), reading));
    });
    panel->addTab(kFeatureControllerPane, tr("Features"), m_table);
    context.actions->attach(m_table->view(), KeyScope::Table);
    m_table->wantedSpan = [this] { return span(); };
    connect(m_table, &ResultTable::message, page, &Page::message);
    connect(m_table, &ResultTable::playRequested, page->measure(), &MeasureController::play);
    connect(m_table, &ResultTable::openRequested, page, [page](const QString& path, double start, double end) {
        page->show(QJsonObject{{"path", path}, {"start", start}, {"end", end}});
    });
    connect(m_table, &FeatureTable::computed, this, [this](const std::shared_ptr<const ComputedFeatures>& features) {
        m_features = features;
        show();
    });
    connect(page, &InspectPage::currentChanged, this, &FeatureController::follow);
    connect(page, &InspectPage::settingsChanged, this, &FeatureController::follow);
    context.actions->add(
        {.id = "measure.features",
         .menu = "tools",
         .text = tr("Acoustic &features..."),
         .description = tr("Compute a set of features of the selection or the recording, as a table and a picture."),
         .icon = "table"},
        [this] {
            m_panel->showTab(kFeatureControllerPane);
            m_table->setFocus();
        });
    follow();
}

FeatureController::~FeatureController() { delete m_table; }  // before its loader

std::optional<FeatureSpan> FeatureController::span() const {
    auto* recording = m_page->current();
    if (recording == nullptr || recording->state() != RecordingModel::State::Open) return std::nullopt;
    const auto* view = recording->view();
    if (view->hasSelection()) return FeatureSpan{recording->path(), view->selectionStart(), view->selectionEnd()};
    return FeatureSpan{recording->path(), 0.0, recording->duration()};
}

void FeatureController::show() {
    QStringList columns;
    for (const auto& column : m_features->overTime->columns()) columns.append(QString::fromStdString(column));
    m_plottable->setMatrix(m_features->frames, m_features->statistics, columns, m_features->span.start);
    m_pane->setName(tr("Features, %1, each by its own mean and deviation").arg(nameOf(*m_features->overTime)));
    follow();
}

void FeatureController::follow() {
    const auto* recording = m_page->current();
    const bool mine = m_features && m_features->frames && recording != nullptr && recording->path() == m_features->span.path;
    m_page->panes()->stack()->setPaneAvailable(kFeatureControllerPane, mine);
    m_plottable->setColorMap(m_page->settings().colors);
    m_pane->drawSoon();
}

QJsonObject FeatureController::saveState() const { return {{"set", m_table->set()}}; }

void FeatureController::restoreState(const QJsonObject& state) { m_table->chooseSet(state["set"].toString()); }

}  // namespace prososcope::gui
