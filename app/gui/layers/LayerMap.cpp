// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/layers/LayerMap.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/FlowLayout.h"
#include "app/gui/PageParts.h"
#include "app/gui/SentenceRow.h"
#include "app/gui/layers/ProgressRow.h"
#include "widgets/PointCloud.h"
#include "widgets/Style.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {

constexpr int kHoverMilliseconds = 300;
constexpr int kLongestMapChoice = 24;

/// The entry with this data, or another one.
void chooseData(QComboBox* box, const QVariant& data, int otherwise) {
    const int found = box->findData(data);
    box->setCurrentIndex(found < 0 ? otherwise : found);
}

/// A set that was read again, with labels that may be others.
bool sameActivations(const LayersSet& a, const LayersSet& b) {
    const store::ActivationSetInfo& first = a.set.info();
    const store::ActivationSetInfo& second = b.set.info();
    return a.set.path() == b.set.path() && first.weightsSha256 == second.weightsSha256 && first.layers == second.layers &&
           first.corpusFingerprint == second.corpusFingerprint && first.utterances == second.utterances;
}

}  // namespace

LayerMap::LayerMap(QWidget* parent) : QWidget(parent) {
    QWidget* ground = dataArea(this);
    auto* bar = new QWidget(ground);
    m_flow = new FlowLayout(8, bar);
    m_progress =
        new ProgressRow(tr("Map computed"), QStringLiteral("cancelMap"), tr("Stops and goes back to what is shown"), ground);
    m_cloud = new widgets::PointCloud(ground);
    m_cloud->setObjectName(QStringLiteral("cloud"));
    m_cloud->setAccessibleName(tr("Map of utterances"));
    m_sentence =
        new SentenceRow(QStringLiteral("mapSentence"), tr("Copies what the map shows and how far it may be believed"), ground);
    m_sentence->label()->setToolTip(
        tr("Trustworthiness (Venna and Kaski 2001): how many of the ten nearest utterances in the map are near in the layer "
           "too; those that are not count by how far they are there."));
    auto* column = new QVBoxLayout(ground);
    column->setContentsMargins(16, 8, 16, 12);
    column->setSpacing(8);
    column->addWidget(bar);
    column->addWidget(m_progress);
    column->addWidget(m_cloud, 1);
    column->addWidget(m_sentence);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(ground);
    buildBar();
    m_hover.setSingleShot(true);
    m_hover.setInterval(kHoverMilliseconds);
    connectParts();
    setNothing(tr("Reading what is stored."));
}

LayerMap::~LayerMap() = default;

QComboBox* LayerMap::addChooser(const char* name, const QString& caption, const QString& tip) {
    auto* box = new QComboBox(m_flow->parentWidget());
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(caption);
    box->setToolTip(tip);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setMaximumWidth(box->fontMetrics().averageCharWidth() * kLongestMapChoice + 40);
    widgets::setCompact(box);
    m_flow->addWidget(captionedControl(caption, box, m_flow->parentWidget()));
    return box;
}

void LayerMap::buildBar() {
    m_layer =
        addChooser("mapLayer", tr("Layer"), tr("The layer whose units place the utterances, nearest to the sound first."));
    m_method = addChooser("mapMethod", tr("Projection"),
                          tr("Principal components: the two directions in which utterances differ most, true to scale. "
                             "Neighbours (t-SNE): who is alike stands together; distances between groups mean little."));
    m_method->addItem(tr("Principal components"), static_cast<int>(learn::ProjectionMethod::PrincipalComponents));
    m_method->addItem(tr("Neighbours (t-SNE)"), static_cast<int>(learn::ProjectionMethod::TSne));
    m_perplexity = new QSpinBox(m_flow->parentWidget());
    m_perplexity->setObjectName(QStringLiteral("perplexity"));
    m_perplexity->setAccessibleName(tr("Perplexity"));
    m_perplexity->setToolTip(tr("About how many neighbours an utterance has; at most a third of all others."));
    m_perplexity->setRange(static_cast<int>(learn::kLeastPerplexity), static_cast<int>(learn::kMostPerplexity));
    m_perplexity->setKeyboardTracking(false);
    widgets::setCompact(m_perplexity);
    m_perplexityPart = captionedControl(tr("Perplexity"), m_perplexity, m_flow->parentWidget());
    m_flow->addWidget(m_perplexityPart);
    m_colour = addChooser("mapColour", tr("Coloured by"), tr("What is known of the utterances; it does not move them."));
    m_playOnHover = new QCheckBox(tr("Play on hover"), m_flow->parentWidget());
    m_playOnHover->setObjectName(QStringLiteral("playOnHover"));
    m_playOnHover->setToolTip(tr("Plays the utterance on which the pointer rests"));
    m_flow->addWidget(captionedControl(QStringLiteral(" "), m_playOnHover, m_flow->parentWidget()));
}

void LayerMap::connectParts() {
    const auto choose = [this](QComboBox* box, auto take) {
        connect(box, &QComboBox::currentIndexChanged, this, [this, take](int index) {
            if (m_filling || index < 0) return;
            LayerMapSettings settings = m_settings;
            take(settings);
            changed(settings);
        });
    };
    choose(m_layer, [this](LayerMapSettings& s) { s.layer = m_layer->currentData().toString(); });
    choose(m_method,
           [this](LayerMapSettings& s) { s.method = static_cast<learn::ProjectionMethod>(m_method->currentData().toInt()); });
    choose(m_colour, [this](LayerMapSettings& s) { s.colour = m_colour->currentData().toString(); });
    connect(m_perplexity, &QSpinBox::valueChanged, this, [this](int value) {
        if (m_filling) return;
        LayerMapSettings settings = m_settings;
        settings.perplexity = value;
        changed(settings);
    });
    connect(m_playOnHover, &QCheckBox::toggled, this, [this](bool on) {
        m_settings.playOnHover = on;
        m_hover.stop();
    });
    connect(m_sentence, &SentenceRow::copyRequested, this, &LayerMap::copySentence);
    connect(m_cloud, &widgets::PointCloud::selectionChanged, this, [this] {
        tell();
        Q_EMIT selectionChanged();
    });
    connect(m_cloud, &widgets::PickPlot::currentChanged, this, &LayerMap::tell);
    connect(m_cloud, &widgets::PointCloud::hoverChanged, this, [this](int item) {
        m_hover.stop();
        if (item >= 0 && m_settings.playOnHover) m_hover.start();
        tell();
    });
    connect(&m_hover, &QTimer::timeout, this, [this] {
        if (m_cloud->hovered() >= 0) Q_EMIT playRequested(static_cast<std::size_t>(m_cloud->hovered()));
    });
    connect(m_cloud, &widgets::PickPlot::itemActivated, this,
            [this](int item) { Q_EMIT playRequested(static_cast<std::size_t>(item)); });
    connect(m_cloud, &widgets::PointCloud::openRequested, this,
            [this](int item) { Q_EMIT openRequested(static_cast<std::size_t>(item)); });
}

void LayerMap::copySentence() {
    if (m_sentence->copy()) Q_EMIT message(tr("What the map says is on the clipboard."), false);
}

/// What is under the pointer, else what is chosen, for the status line.
void LayerMap::tell() {
    const int item = m_cloud->hovered() >= 0 ? m_cloud->hovered() : m_cloud->current();
    if (item >= 0)
        Q_EMIT statusChanged(m_cloud->itemText(item));
    else
        Q_EMIT statusChanged(m_cloud->selection().empty()
                                 ? QString()
                                 : tr("%n utterances selected", nullptr, static_cast<int>(m_cloud->selection().size())));
}

void LayerMap::setSet(std::shared_ptr<const LayersSet> set, store::ActivationPool pool) {
    const bool read = set != m_set;
    if (!read && pool == m_pool) return;
    const bool same = m_set != nullptr && sameActivations(*m_set, *set);
    const bool another = m_set != nullptr && !same;
    m_set = std::move(set);
    m_pool = pool;
    if (read) {
        if (!same) m_kept.clear();
        if (another) {  // nothing of the other one stands under the new choice
            m_wanted.clear();
            if (m_result != nullptr) showNothing(tr("The map is being computed."));
        }
        if (same && m_result != nullptr) m_wanted = m_cloud->selection();
        m_columns.reset();
        fillLayers();
    }
    compute();
}

void LayerMap::setNothing(const QString& sentence) {
    m_progress->cancelRun();
    m_set.reset();
    m_kept.clear();
    m_columns.reset();
    showNothing(sentence);
    fillLayers();
    fillColours();
}

void LayerMap::showNothing(const QString& sentence) {
    m_result.reset();
    m_cloud->setEmpty(sentence);
    m_sentence->setText({});
    Q_EMIT shown();
}

void LayerMap::setActive(bool active) {
    m_active = active;
    if (active)
        compute();
    else
        m_hover.stop();
}

void LayerMap::setSettings(const LayerMapSettings& settings) {
    m_settings = settings;
    showSettings();
    compute();
}

void LayerMap::fillLayers() {
    m_filling = true;
    m_layer->clear();
    if (m_set != nullptr) {
        const store::ActivationSetInfo& info = m_set->set.info();
        for (std::size_t layer = 0; layer < info.layers.size(); ++layer)
            m_layer->addItem(layerTitle(info, layer), QString::number(layer + 1));
        if (info.layers.size() > 1)
            m_layer->addItem(layerTitle(info, std::nullopt), QString::fromStdString(std::string(experiment::kAllLayers)));
    }
    m_filling = false;
    showSettings();
}

void LayerMap::fillColours() {
    m_filling = true;
    m_colour->clear();
    m_colour->addItem(tr("Nothing"), QString());
    if (m_columns != nullptr) {
        for (const experiment::MapColumn& column : *m_columns)
            if (column.canColour()) m_colour->addItem(columnTitle(column), QString::fromStdString(column.name));
    }
    m_filling = false;
    showSettings();
}

void LayerMap::showSettings() {
    m_filling = true;
    chooseData(m_layer, m_settings.layer, m_set == nullptr ? -1 : static_cast<int>(m_set->set.info().layers.size()) - 1);
    chooseData(m_method, static_cast<int>(m_settings.method), 0);
    m_perplexity->setValue(static_cast<int>(m_settings.perplexity));
    m_perplexityPart->setVisible(m_settings.method == learn::ProjectionMethod::TSne);
    chooseData(m_colour, m_settings.colour, m_settings.colour.isEmpty() ? 0 : std::min(1, m_colour->count() - 1));
    m_playOnHover->setChecked(m_settings.playOnHover);
    m_filling = false;
}

void LayerMap::changed(const LayerMapSettings& settings) {
    const bool colours = settings.colour != m_settings.colour;
    m_settings = settings;
    showSettings();
    if (colours)
        showColours();
    else
        compute();
}

QString LayerMap::key() const {
    const bool neighbours = m_settings.method == learn::ProjectionMethod::TSne;
    const auto layer = m_settings.layerOf(m_set->set.info());
    return QStringLiteral("%1 %2 %3 %4")
        .arg(layer ? QString::number(*layer) : QString())
        .arg(static_cast<int>(m_pool))
        .arg(static_cast<int>(m_settings.method))
        .arg(neighbours ? m_settings.perplexity : 0.0);
}

void LayerMap::compute() {
    if (!m_active || m_set == nullptr) return;
    const auto kept = m_kept.value(key());
    if (kept != nullptr && m_columns != nullptr) {
        m_progress->cancelRun();
        const bool shown = m_result != nullptr && m_result->source == m_set && m_result->projection == kept;
        if (!shown)
            showResult(std::make_shared<const LayerMapResult>(
                LayerMapResult{m_set, m_settings.layerOf(m_set->set.info()), m_pool, kept, m_columns}));
        return;
    }
    const bool neighbours = m_settings.method == learn::ProjectionMethod::TSne;
    m_progress->run<std::shared_ptr<const LayerMapResult>>(
        m_loader, QStringLiteral("map"), neighbours ? tr("Neighbours (t-SNE)") : tr("Principal components"),
        [set = m_set, settings = m_settings, pool = m_pool, columns = m_columns, kept](core::Progress& progress) {
            return computeLayerMap(set, settings, pool, columns, kept, progress);
        },
        [this, key = key(), set = m_set](core::Result<std::shared_ptr<const LayerMapResult>> result) {
            if (set != m_set) return;
            if (result) {
                m_kept.insert(key, (*result)->projection);
                if (key == this->key()) showResult(std::move(*result));
            } else if (result.error().kind == core::ErrorKind::Cancelled) {
                if (key == this->key()) cancelled();
            } else {
                showNothing(translated(result.error().text));
            }
        });
}

/// Back to what is shown.
void LayerMap::cancelled() {
    if (m_result == nullptr || m_result->source != m_set) {
        showNothing(tr("The map was cancelled. It is computed when something else is chosen."));
        return;
    }
    const LayerMapSettings wanted = std::exchange(m_settings, m_shownSettings);
    m_settings.colour = wanted.colour;
    m_settings.playOnHover = wanted.playOnHover;
    showSettings();
}

void LayerMap::showResult(std::shared_ptr<const LayerMapResult> result) {
    const bool same = m_result != nullptr && m_result->source == result->source;
    const std::vector<int> selected = same ? m_cloud->selection() : std::exchange(m_wanted, {});
    const int current = same ? m_cloud->current() : -1;
    m_result = std::move(result);
    m_shownSettings = m_settings;
    if (m_columns != m_result->columns) {
        m_columns = m_result->columns;
        fillColours();
    }
    const store::ActivationSetInfo& info = m_result->source->set.info();
    const learn::Projection& projection = *m_result->projection;
    std::vector<widgets::CloudPoint> points;
    points.reserve(info.utterances.size());
    for (std::size_t row = 0; row < info.utterances.size(); ++row)
        points.push_back(
            {projection.places.at(row, 0), projection.places.at(row, 1), QString::fromStdString(info.utterances[row])});
    const auto axis = [&](std::size_t component) {
        if (projection.isTSne()) return QString();
        return tr("Component %1, %2 % of the variance")
            .arg(component + 1)
            .arg(QString::number(100.0 * projection.share(component), 'f', 1));
    };
    m_cloud->setPoints(layerTitle(info, m_result->layer), axis(0), axis(1), std::move(points));
    m_cloud->setDetail([columns = m_columns](int item) { return knownOf(*columns, static_cast<std::size_t>(item)); });
    showColours();
    m_cloud->setSelection(selected);
    m_cloud->setCurrent(current);
    m_sentence->setText(layerMapSentence(*m_result));
    Q_EMIT shown();
}

void LayerMap::showColours() {
    if (m_result == nullptr) return;
    const QString shownColour = m_colour->currentData().toString();
    m_cloud->setColouring(colouringOf(experiment::findColumn(*m_result->columns, shownColour.toStdString())));
}

std::vector<std::size_t> LayerMap::selection() const { return {m_cloud->selection().begin(), m_cloud->selection().end()}; }

std::vector<int> LayerMap::keptSelection() const { return m_result != nullptr ? m_cloud->selection() : m_wanted; }

QString LayerMap::sentence() const { return m_sentence->text(); }

}  // namespace prososcope::gui
