// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/InspectPage.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/AttentionController.h"
#include "app/gui/inspect/BottomPanel.h"
#include "app/gui/inspect/ChannelPanes.h"
#include "app/gui/inspect/DocumentBar.h"
#include "app/gui/inspect/FeatureController.h"
#include "app/gui/inspect/FigureExport.h"
#include "app/gui/inspect/FindBar.h"
#include "app/gui/inspect/LayerController.h"
#include "app/gui/inspect/MeasureController.h"
#include "app/gui/inspect/ModelTracks.h"
#include "app/gui/inspect/PaneActions.h"
#include "app/gui/inspect/PitchCorrector.h"
#include "app/gui/inspect/PlaybackController.h"
#include "app/gui/inspect/PlaybackControls.h"
#include "app/gui/inspect/PredictionTable.h"
#include "app/gui/inspect/PropertiesPanel.h"
#include "app/gui/inspect/ReadingsBar.h"
#include "app/gui/inspect/RecognitionController.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/SelectionDrag.h"
#include "app/gui/inspect/SessionController.h"
#include "app/gui/inspect/SlicePane.h"
#include "app/gui/inspect/SoundCacheSettings.h"
#include "app/gui/inspect/TierController.h"
#include "app/gui/inspect/TranscriptController.h"
#include "app/gui/inspect/TransportBar.h"
#include "app/gui/inspect/UnitController.h"
#include "app/gui/inspect/ViewGestures.h"
#include "engine/core/Paths.h"
#include "widgets/PaneStack.h"
#include "widgets/Theme.h"
#include "widgets/TimeTicks.h"

namespace prososcope::gui {

using widgets::SignalPane;
using widgets::Theme;
using widgets::TimeView;

namespace {

constexpr int kPanelWindowWidth = 1400;  // narrower windows start with the panel collapsed
constexpr int kRefreshMs = 50;
constexpr int kVisitMs = 400;
constexpr double kSpanMargin = 0.05;

}  // namespace

InspectPage::InspectPage(const PageContext& context, QWidget* parent)
    : InspectPage(context, EmotionBackend::ofEngine(context.engine), parent) {}

InspectPage::InspectPage(const PageContext& context, EmotionBackend backend, QWidget* parent)
    : Page(parent),
      m_context(context),
      m_backend(std::move(backend)),
      m_fileLoader(std::make_unique<FileLoader>(2)),
      m_viewLoader(std::make_unique<FileLoader>(1)),
      m_tracker(new EmotionTracker(m_backend, context.engine, this)),
      m_playback(new Playback(this)),
      m_documents(new DocumentBar(this)),
      m_stack(new QStackedWidget(this)),
      m_panes(new RecordingPanes(m_viewLoader.get(), m_tracker)),
      m_properties(new PropertiesPanel(m_tracker, m_panes->voice())) {
    addActions();
    new PaneActions(context.actions, m_panes->stack(), this);
    m_slice = new SlicePane(context, this);
    m_modelTracks = new ModelTracks(context, this);
    m_annotations = new AnnotationController(this, context);
    m_find = new FindBar(context, new TierController(this, context, m_annotations), m_annotations->loader());
    m_channels = new ChannelPanes(context.actions, m_viewLoader.get(), m_panes, this);
    connect(m_channels, &ChannelPanes::heardChanged, m_player, &PlaybackController::channelsChanged);
    m_soundCache = new SoundCacheSettings(context.actions, m_fileLoader.get(), this);
    buildLayout();
    new ViewGestures(context, this);
    m_figures = new FigureExport(context, this);
    new SelectionDrag(this, this);
    m_pitch = new PitchCorrector(context, this);
    m_measure = new MeasureController(this, context, m_bottom);
    m_features = new FeatureController(this, context, m_bottom);
    addKeeping();
    m_units = new UnitController(context, this);
    m_readings->setUnits(m_units);
    m_layer = new LayerController(context, this);
    m_attention = new AttentionController(context, this);
    connect(m_units, &UnitController::layerWanted, m_layer, &LayerController::showLayer);
    m_recognition = new RecognitionController(context, this, m_annotations);
    m_readings->setRecognition(m_recognition);
    m_transcript = new TranscriptController(context, this, m_annotations);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kRefreshMs);
    connect(&m_refresh, &QTimer::timeout, this, [this] {
        m_properties->refresh();
        updateStatus();
    });
    m_visit.setSingleShot(true);
    m_visit.setInterval(kVisitMs);
    connect(&m_visit, &QTimer::timeout, this, &InspectPage::visitHistory);

    connect(m_documents, &DocumentBar::selected, this, &InspectPage::showDocument);
    connect(m_documents, &DocumentBar::closeRequested, this, &InspectPage::closeDocument);
    connect(m_documents, &DocumentBar::openRequested, this, [this] {
        if (QAction* open = m_context.actions->action("file.open")) open->trigger();
    });
    connect(m_properties, &PropertiesPanel::settingsChanged, this, &InspectPage::setSettings);
    connect(m_properties, &PropertiesPanel::modelChosen, this, &InspectPage::chooseModel);
    connect(m_tracker, &EmotionTracker::failed, this, [this](const QString& problem) { Q_EMIT message(problem, true); });
    connect(m_panes, &RecordingPanes::hovered, this, [this](const QString& text) {
        m_hover = text;
        updateStatus();
    });
    connect(m_playback, &Playback::stateChanged, this,
            [this] { m_transport->setPlaying(m_playback->isActive() && !m_playback->isPaused()); });
    connect(m_playback, &Playback::message, this, &Page::message);
    showDocument(-1);
}

InspectPage::~InspectPage() {
    m_playback->stop();
    delete m_features;
    delete m_measure;
    m_tracker->setRecording(nullptr);
    m_tracker->setCache(nullptr);
    delete m_transcript;
    delete m_recognition;
    delete m_layer;
    delete m_units;
    delete m_modelTracks;
    delete m_slice;
    m_channels->setRecording(nullptr);
    m_panes->setRecording(nullptr);
    delete m_channels;
    delete m_soundCache;
    delete m_panes;
    // Closed documents may still wait for their deletion; all of them must go before the loaders.
    qDeleteAll(findChildren<PredictionTable*>());
    qDeleteAll(findChildren<RecordingModel*>());
}

void InspectPage::buildLayout() {
    m_documents->setActions(m_context.actions->action("file.open"), m_context.actions->action("file.documents"));
    m_transport = new TransportBar(m_context.actions, this);
    m_transport->addControls(new PlaybackControls(m_context.actions, m_player, m_transport));
    m_panelButton = new QToolButton(this);
    m_panelButton->setDefaultAction(m_context.actions->action("inspect.panel"));
    m_panelButton->setAutoRaise(true);
    m_panelButton->setFixedSize(28, 28);
    m_panelButton->setFocusPolicy(Qt::TabFocus);

    auto* top = new QHBoxLayout;
    top->setContentsMargins(0, 0, 8, 0);
    top->addWidget(m_documents, 1);
    top->addWidget(m_panelButton);
    auto* left = new QVBoxLayout;
    left->setContentsMargins({});
    left->setSpacing(0);
    left->addWidget(m_panes, 1);
    m_readings = new ReadingsBar(this);
    left->addWidget(m_find);
    left->addWidget(m_readings);
    left->addWidget(m_transport);
    m_recordingView = new QWidget;
    auto* columns = new QHBoxLayout(m_recordingView);
    columns->setContentsMargins({});
    columns->setSpacing(1);
    columns->addLayout(left, 1);
    columns->addWidget(m_properties);
    m_stack->addWidget(makeEmptyState());
    m_stack->addWidget(m_recordingView);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_stack, 1);
    m_bottom = new BottomPanel(this);
    layout->addWidget(m_bottom);
    m_context.actions->attach(m_panes, KeyScope::SignalPane);
}

QWidget* InspectPage::makeEmptyState() {
    auto* page = new QWidget;
    auto* title = new QLabel(tr("See, hear and measure emotion in a recording"));
    title->setFont(Theme::instance().font(Theme::Size::Title, true));
    auto* text =
        new QLabel(tr("Waveform, spectrogram and the emotion that a model hears, on one time axis.\n"
                      "Drop a sound file here, or a folder for a table of predictions."));
    text->setAlignment(Qt::AlignCenter);
    auto* example = new QPushButton(tr("Open the example"));
    example->setDefault(true);
    example->setFixedHeight(32);
    connect(example, &QPushButton::clicked, this, &InspectPage::openExample);
    auto* layout = new QVBoxLayout(page);
    layout->setSpacing(16);
    layout->addStretch(2);
    layout->addWidget(title, 0, Qt::AlignCenter);
    layout->addWidget(text, 0, Qt::AlignCenter);
    layout->addWidget(example, 0, Qt::AlignCenter);
    layout->addStretch(3);
    return page;
}

void InspectPage::openExample() {
    const auto path = core::resourceFolder() / "example" / "example.wav";
    openRecording(QString::fromStdString(path.string()));
}

RecordingModel* InspectPage::current() const {
    const int index = m_documents->current();
    return index >= 0 && index < static_cast<int>(m_open.size()) ? m_open[static_cast<std::size_t>(index)].recording : nullptr;
}

PredictionTable* InspectPage::currentTable() const {
    const int index = m_documents->current();
    return index >= 0 && index < static_cast<int>(m_open.size()) ? m_open[static_cast<std::size_t>(index)].table : nullptr;
}

InspectPage::Document* InspectPage::currentDocument() {
    const int index = m_documents->current();
    return index >= 0 && index < static_cast<int>(m_open.size()) ? &m_open[static_cast<std::size_t>(index)] : nullptr;
}

int InspectPage::indexOf(const RecordingModel* recording) const {
    const auto found =
        std::find_if(m_open.begin(), m_open.end(), [&](const Document& document) { return document.recording == recording; });
    return found == m_open.end() ? -1 : static_cast<int>(found - m_open.begin());
}

bool InspectPage::openPaths(const QStringList& paths) {
    if (paths.isEmpty()) return false;
    if (paths.size() == 1 && SessionFile::isSession(paths.first())) {
        m_sessions->open(paths.first());
        return true;
    }
    QStringList sounds;
    QStringList annotations;
    for (const QString& path : paths)
        (AnnotationController::isAnnotation(path) && !QFileInfo(path).isDir() ? annotations : sounds).append(path);
    if (!annotations.isEmpty() && sounds.size() <= 1) {
        if (!sounds.isEmpty() && !openPaths(sounds)) return false;
        for (const QString& path : annotations) m_annotations->openAnnotation(path);
        return true;
    }
    if (paths.size() == 1 && !QFileInfo(paths.first()).isDir()) return openRecording(paths.first()) != nullptr;
    return openTable(paths) != nullptr;
}

RecordingModel* InspectPage::openRecording(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    for (std::size_t i = 0; i < m_open.size(); ++i) {
        if (m_open[i].recording == nullptr || m_open[i].recording->path() != absolute) continue;
        showDocument(static_cast<int>(i));
        return m_open[i].recording;
    }
    auto* recording = new RecordingModel(absolute, m_fileLoader.get(), this);
    m_open.push_back({recording, nullptr, {}});
    m_documents->add(recording->name(), absolute);
    connect(recording, &RecordingModel::failed, this, [this, recording](const QString& problem) {
        Q_EMIT message(problem, true);
        if (recording->state() == RecordingModel::State::Failed) closeDocument(indexOf(recording));
    });
    connect(recording, &RecordingModel::warned, this, [this](const QString& sentence) { Q_EMIT message(sentence, true); });
    connect(recording, &RecordingModel::opened, this, [this, recording] {
        if (current() != recording) return;
        m_tracker->setRecording(recording);
        viewChanged();
    });
    connect(recording, &RecordingModel::peaksChanged, this, [this, recording] {
        if (current() == recording && !m_refresh.isActive()) m_refresh.start();
    });
    const auto* view = recording->view();
    connect(view, &TimeView::rangeChanged, this, &InspectPage::viewChanged);
    connect(view, &TimeView::selectionChanged, this, &InspectPage::viewChanged);
    for (const auto signal : {&TimeView::cursorChanged, &TimeView::playPositionChanged}) {
        connect(view, signal, this, [this] {
            if (!m_refresh.isActive()) m_refresh.start();
        });
    }
    showDocument(static_cast<int>(m_open.size()) - 1);
    return recording;
}

PredictionTable* InspectPage::openTable(const QStringList& paths) {
    QStringList absolute;
    for (const QString& path : paths) absolute.append(QFileInfo(path).absoluteFilePath());
    auto* table = new PredictionTable(absolute, m_backend, m_context.engine, m_viewLoader.get());
    m_stack->addWidget(table);
    m_context.actions->attach(table, KeyScope::Table);
    connect(table, &PredictionTable::message, this, &Page::message);
    connect(table, &PredictionTable::openRequested, this, &InspectPage::openRecording);
    connect(table, &PredictionTable::playRequested, this, [this](const QString& path) {
        if (m_playback->isActive() && m_playback->path() == path) {
            m_playback->stop();
        } else {
            m_playback->play(path, 0.0, -1.0, false, 1.0);
        }
    });
    m_open.push_back({nullptr, table, {}});
    m_documents->add(table->name(), absolute.join('\n'));
    showDocument(static_cast<int>(m_open.size()) - 1);
    if (m_modelsListed) {
        table->predict(m_tracker->model());
    } else {
        listModels();
    }
    return table;
}

void InspectPage::closeDocument(int index) {
    if (index < 0 || index >= static_cast<int>(m_open.size())) return;
    if (auto* closing = m_open[static_cast<std::size_t>(index)].recording; closing != nullptr) {
        if (!m_annotations->mayClose(closing)) return;
    }
    const bool shown = index == m_documents->current();
    Document document = std::move(m_open[static_cast<std::size_t>(index)]);
    if (document.recording != nullptr && m_playback->path() == document.recording->path()) m_playback->stop();
    if (shown) {
        m_panes->setRecording(nullptr);
        m_channels->setRecording(nullptr);
        m_tracker->setRecording(nullptr);
        m_properties->setRecording(nullptr);
    }
    m_open.erase(m_open.begin() + index);
    m_documents->remove(index);
    if (document.recording != nullptr) {
        document.recording->disconnect(this);
        document.recording->deleteLater();
    }
    if (document.table != nullptr) {
        m_stack->removeWidget(document.table);
        document.table->cancel();
        document.table->deleteLater();
    }
    if (shown) showDocument(std::min(index, static_cast<int>(m_open.size()) - 1));
}

bool InspectPage::closeAll() {
    for (auto index = static_cast<int>(m_open.size()) - 1; index >= 0; --index) closeDocument(index);
    return m_open.empty();
}

bool InspectPage::mayClose() { return m_annotations->mayCloseAll(); }

void InspectPage::setModified(const RecordingModel* recording, bool modified) {
    const int index = indexOf(recording);
    if (index >= 0) m_documents->setName(index, modified ? tr("%1 *", "unsaved").arg(recording->name()) : recording->name());
}

void InspectPage::showDocument(int index) {
    m_documents->select(index);
    m_documents->setVisible(!m_open.empty());
    m_panelButton->setVisible(current() != nullptr);
    auto* recording = current();
    m_panes->setRecording(recording);
    m_channels->setRecording(recording);
    m_tracker->setRecording(recording);
    m_properties->setRecording(recording);
    if (recording != nullptr) {
        m_stack->setCurrentWidget(m_recordingView);
        if (QWidget* pane = m_panes->stack()->pane(m_panes->stack()->currentPane())) pane->setFocus();
    } else if (auto* table = currentTable(); table != nullptr) {
        m_stack->setCurrentWidget(table);
        table->setFocus();
    } else {
        m_stack->setCurrentIndex(0);
    }
    m_hover.clear();
    viewChanged();
    updateStatus();
    Q_EMIT currentChanged();
}

void InspectPage::show(const QJsonObject& what) {
    if (const QString model = what["model"].toString(); !model.isEmpty()) {
        m_wantedModel = model;
        listModels();  // it may have been made a moment ago
    }
    const QString path = what["path"].toString();
    if (path.isEmpty()) return;
    auto* recording = openRecording(path);
    const double start = what["start"].toDouble(0.0);
    const double end = what["end"].toDouble(-1.0);
    if (const auto unit = ShownUnit::fromJson(what["unit"].toObject()))
        m_units->showUnit(recording, *unit, start > 0.0 || end > start ? std::optional(SecondsSpan{start, end}) : std::nullopt);
    if (end > start) {
        const double margin = kSpanMargin * (end - start);
        recording->restoreView(start - margin, end + margin, start, start, end);
    } else {
        recording->restoreView(0.0, recording->state() == RecordingModel::State::Open ? recording->duration() : 0.0, start, 0.0,
                               0.0);
    }
}

void InspectPage::listModels() {
    if (m_listing || !m_backend.models) return;
    m_listing = true;
    m_viewLoader->run(this, 15, [this, list = m_backend.models](const std::stop_token&) -> FileLoader::Deliver {
        auto models = std::make_shared<std::vector<store::ModelEntry>>(list());
        return [this, models] {
            m_listing = false;
            const bool first = !m_modelsListed;
            m_modelsListed = true;
            m_models = *models;
            int index = m_models.empty() ? -1 : 0;
            for (std::size_t i = 0; i < m_models.size(); ++i) {
                if (QString::fromStdString(m_models[i].card.name) == m_wantedModel) index = static_cast<int>(i);
            }
            const bool same =
                index >= 0 && m_tracker->hasModel() &&
                m_models[static_cast<std::size_t>(index)].tensors == m_tracker->model().tensors &&
                m_models[static_cast<std::size_t>(index)].card.tensorsSha256 == m_tracker->model().card.tensorsSha256;
            const QString name =
                index >= 0 ? QString::fromStdString(m_models[static_cast<std::size_t>(index)].card.name) : QString();
            m_properties->setModels(m_models, name);
            if (same)
                Q_EMIT modelsChanged();
            else
                chooseModel(index);
            if (!first) return;
            for (const auto& document : m_open) {
                if (document.table != nullptr) document.table->predict(m_tracker->model());
            }
        };
    });
}

void InspectPage::chooseModel(int index) {
    const bool valid = index >= 0 && index < static_cast<int>(m_models.size());
    const store::ModelEntry model = valid ? m_models[static_cast<std::size_t>(index)] : store::ModelEntry{};
    if (valid) m_wantedModel = QString::fromStdString(model.card.name);
    m_tracker->setModel(model);
    QStringList classes;
    for (const auto& name : model.card.classes) classes.append(QString::fromStdString(name));
    m_transport->setClasses(classes);
    Q_EMIT modelChanged(QString::fromStdString(model.card.name));
    Q_EMIT modelsChanged();
    if (auto* table = currentTable(); table != nullptr && m_modelsListed && table->model().rowCount() > 0)
        table->predict(model);
}

void InspectPage::setSettings(const InspectSettings& settings) {
    m_settings = settings;
    m_panes->setSettings(settings);
    m_channels->setSettings(settings);
    m_properties->setSettings(settings);
    Q_EMIT settingsChanged();
    checkActions();
    viewChanged();
}

void InspectPage::setPanelShown(bool shown) {
    m_panelDecided = true;
    m_panelShown = shown;
    m_properties->setVisible(shown);
    QAction* action = m_context.actions->action("inspect.panel");
    action->setChecked(shown);
    action->setIcon(Theme::instance().icon(shown ? "chevron-right" : "chevron-left"));
}

void InspectPage::showEvent(QShowEvent* event) {
    if (!m_panelDecided) setPanelShown(window()->width() >= kPanelWindowWidth);
    Page::showEvent(event);
}

void InspectPage::activated() { listModels(); }

QList<QWidget*> InspectPage::regions() {
    QList<QWidget*> list;
    if (auto* table = currentTable(); table != nullptr) return {m_documents, table};
    if (current() == nullptr) return {m_stack->currentWidget()};
    list = {m_documents};
    for (const QString& id : m_panes->stack()->shownPanes()) list.append(m_panes->stack()->pane(id));
    list.append(m_transport);
    if (m_panelShown) list.append(m_properties);
    if (m_bottom->isShown()) list.append(m_bottom);
    return list;
}

bool InspectPage::isIdle() const {
    if (m_listing || !m_annotations->isIdle()) return false;
    if (const auto* table = currentTable(); table != nullptr) return !table->isRunning();
    const auto* recording = current();
    if (recording == nullptr) return true;
    if (recording->state() == RecordingModel::State::Opening || !recording->complete() || !m_panes->isIdle()) return false;
    if (!m_channels->isIdle() || !m_slice->isIdle() || !m_modelTracks->isIdle() || !m_units->tracks()->isIdle() ||
        !m_layer->tracks()->isIdle())
        return false;
    if (!m_recognition->recogniser()->isIdle() || !m_transcript->writer()->isIdle()) return false;
    const auto track = m_tracker->track();
    return !m_tracker->hasModel() || m_tracker->isIdle() || (track && track->missing() == 0);
}

QJsonObject InspectPage::saveState() const {
    QJsonArray files;
    for (const auto& document : m_open) {
        if (document.table != nullptr) {
            files.append(QJsonObject{{"table", QJsonArray::fromStringList(document.table->paths())}});
            continue;
        }
        auto* recording = document.recording;
        const auto* view = recording->view();
        QJsonObject file{{"path", recording->path()},
                         {"start", view->start()},
                         {"end", view->end()},
                         {"cursor", view->cursor()},
                         {"selectionStart", view->selectionStart()},
                         {"selectionEnd", view->selectionEnd()},
                         {"annotation", m_annotations->fileOf(recording)}};
        m_units->saveSpan(recording, file);
        files.append(file);
    }
    return {{"files", files},
            {"current", m_documents->current()},
            {"panel", m_panelShown},
            {"panelDecided", m_panelDecided},
            {"panelSections", m_properties->saveState()},
            {"panes", m_panes->stack()->saveState()},
            {"model", m_wantedModel},
            {"playback", m_player->saveState()},
            {"figure", m_figures->saveState()},
            {"furtherModels", m_modelTracks->saveState()},
            {"units", m_units->saveState()},
            {"layer", m_layer->saveState()},
            {"recognition", m_recognition->saveState()},
            {"transcript", m_transcript->saveState()},
            {"measure", m_measure->saveState()},
            {"features", m_features->saveState()},
            {"channels", m_channels->saveState()},
            {"soundCacheGigabytes", m_soundCache->gigabytes()},
            {"settings", m_settings.toJson()}};
}

void InspectPage::restoreState(const QJsonObject& state) {
    m_wantedModel = state["model"].toString();
    m_modelTracks->restoreState(state["furtherModels"].toArray());
    m_units->restoreState(state["units"].toObject());
    m_layer->restoreState(state["layer"].toObject());
    m_recognition->restoreState(state["recognition"].toObject());
    m_transcript->restoreState(state["transcript"].toObject());
    if (state["panelDecided"].toBool()) setPanelShown(state["panel"].toBool(true));
    if (state.contains("panelSections")) m_properties->restoreState(state["panelSections"].toArray());
    m_panes->stack()->restoreState(state["panes"].toArray());
    m_player->restoreState(state["playback"].toObject());
    m_figures->restoreState(state["figure"].toObject());
    setSettings(InspectSettings::fromJson(state["settings"].toObject()));
    m_measure->restoreState(state["measure"].toObject());
    m_features->restoreState(state["features"].toObject());
    m_channels->restoreState(state["channels"].toArray());
    m_soundCache->setGigabytes(state["soundCacheGigabytes"].toInt(SoundCacheSettings::kStandardGigabytes));
    for (const auto& value : state["files"].toArray()) {
        const QJsonObject file = value.toObject();
        if (file.contains("table")) {
            QStringList paths;
            for (const auto& path : file["table"].toArray()) paths.append(path.toString());
            if (!paths.isEmpty()) openTable(paths);
            continue;
        }
        if (file["path"].toString().isEmpty()) continue;
        m_annotations->expect(file["path"].toString(), file["annotation"].toString());
        auto* recording = openRecording(file["path"].toString());
        m_units->restoreSpan(recording, file);
        recording->restoreView(file["start"].toDouble(), file["end"].toDouble(), file["cursor"].toDouble(),
                               file["selectionStart"].toDouble(), file["selectionEnd"].toDouble());
    }
    const int wanted = state["current"].toInt(-1);
    if (wanted >= 0 && wanted < static_cast<int>(m_open.size())) showDocument(wanted);
}

}  // namespace prososcope::gui
