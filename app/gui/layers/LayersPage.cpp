// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/layers/LayersPage.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QThread>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/EmptyState.h"
#include "app/gui/PageParts.h"
#include "app/gui/SentenceRow.h"
#include "app/gui/layers/ActivationJob.h"
#include "app/gui/layers/LayerMap.h"
#include "app/gui/layers/LayersControls.h"
#include "app/gui/layers/LayersSelection.h"
#include "app/gui/layers/ProgressRow.h"
#include "app/gui/layers/UnitCard.h"
#include "engine/store/CorpusFingerprint.h"
#include "widgets/CorrelationStrip.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using engine_thread::translated;
using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kCardWidth = 280;
constexpr int kCardWindowWidth = 1400;  // of the window, from which the card is seen at first
constexpr int kHashThreads = 2;

}  // namespace

LayersPage::LayersPage(const PageContext& context, QWidget* parent) : Page(parent), m_context(context) {
    m_job = new ActivationJob(m_context, this);
    m_controls = new LayersControls(this);
    m_note = new QLabel(this);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setContentsMargins(16, 4, 16, 4);
    m_note->hide();
    m_across = new QSplitter(Qt::Horizontal, this);
    m_left = new QStackedWidget(m_across);
    m_right = new QStackedWidget(m_across);
    m_left->addWidget(buildMaps());
    m_card = new UnitCard(m_right);
    m_right->addWidget(m_card);
    buildMap();
    m_across->addWidget(m_left);
    m_across->addWidget(m_right);
    m_across->setStretchFactor(0, 1);
    m_across->setStretchFactor(1, 0);
    m_across->setCollapsible(0, false);
    m_across->setHandleWidth(5);
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildViews());
    column->addWidget(m_controls);
    column->addWidget(m_note);
    buildProgress();
    for (ProgressRow* each : {m_progress, m_numbers, m_clustering}) column->addWidget(each);
    column->addWidget(m_across, 1);
    m_empty = new EmptyState(
        tr("What the units of a network know"),
        tr("One map for each thing known of a corpus, such as valence and arousal: rows are layers, columns are units, the "
           "colour is how a unit's mean activation goes with it over utterances."),
        tr("Utterances come from a corpus that was imported in Train; the network that comes with the program listens to "
           "them."),
        this);
    m_begin = m_empty->addButton(tr("Import a corpus"), true);
    m_stack = new QStackedLayout(this);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(page);
    m_stack->addWidget(m_empty);
    connectParts();
    connectMap();
    registerActions();
    registerMapActions();
    showState();
}

LayersPage::~LayersPage() = default;

void LayersPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (m_placed) return;
    m_placed = true;
    const bool wide = window()->width() >= kCardWindowWidth;
    setCardShown(m_cardWidth > 0 || (m_cardWidth < 0 && wide));
}

void LayersPage::setCardShown(bool shown) {
    giveExtent(*m_across, 1, !shown ? 0 : m_cardWidth > 0 ? m_cardWidth : kCardWidth, std::max(width(), 1));
}

QList<QWidget*> LayersPage::regions() {
    if (m_stack->currentIndex() == 1) return {this};
    QList<QWidget*> parts{m_controls};
    if (showsMap())
        parts << m_map;
    else
        parts << m_heatmap;
    if (!showsMap() && !m_strip->isHidden()) parts << m_strip;
    if (m_right->width() > 0 && m_right->isVisible()) parts << m_right->currentWidget();
    return parts;
}

bool LayersPage::isIdle() const { return m_loader.isIdle() && m_map->isIdle() && !m_job->isRunning(); }

void LayersPage::activated() {
    m_again = true;  // labels may be others by now
    reload();
}

QString LayersPage::note() const { return m_note->isHidden() ? QString() : m_note->text(); }
QString LayersPage::sentence() const { return m_sentence->text(); }

void LayersPage::reload() {
    m_loader.load<LayersChoices>(
        QStringLiteral("choices"), [folder = workspace()](core::Progress&) { return loadLayersChoices(folder); },
        [this](core::Result<LayersChoices> choices) {
            if (choices)
                choicesLoaded(std::move(*choices));
            else
                Q_EMIT message(translated(choices.error().text), true);
        });
}

void LayersPage::choicesLoaded(LayersChoices choices) {
    m_choices = std::move(choices);
    m_choicesKnown = true;
    chooseFirst();
    QStringList taps = m_taps.value(m_settings.encoder);
    for (const store::ActivationSetEntry& each : m_choices.sets) {
        const QString tap = QString::fromStdString(each.info.tap);
        if (each.info.encoder == m_settings.encoder.toStdString() && !taps.contains(tap)) taps << tap;
    }
    m_controls->setChoices(m_choices, taps);
    showComparable();
    m_controls->setSettings(m_settings);
    const bool nothing = m_choices.sets.empty() && (m_choices.corpora.empty() || m_choices.models.empty());
    m_stack->setCurrentIndex(nothing ? 1 : 0);
    if (!nothing) openSet();
    showState();
}

/// What is shown where nothing was chosen yet: what is stored (one's own first), else what could be computed.
void LayersPage::chooseFirst() {
    const auto known = [&](const QString& encoder) {
        return m_choices.model(encoder) != nullptr ||
               std::any_of(m_choices.sets.begin(), m_choices.sets.end(),
                           [&](const auto& each) { return each.info.encoder == encoder.toStdString(); });
    };
    if (!m_settings.encoder.isEmpty() && known(m_settings.encoder) && !m_settings.corpus.isEmpty()) return;
    const store::ActivationSetEntry* first = nullptr;
    for (const store::ActivationSetEntry& each : m_choices.sets) {
        if (each.info.untrainedSeed) continue;
        if (first == nullptr || (first->bundled && !each.bundled)) first = &each;
    }
    if (first != nullptr) {
        m_settings.encoder = QString::fromStdString(first->info.encoder);
        m_settings.tap = QString::fromStdString(first->info.tap);
        m_settings.corpus = QString::fromStdString(first->info.corpus);
    } else if (!m_choices.models.empty() && !m_choices.corpora.empty()) {
        m_settings.encoder = QString::fromStdString(m_choices.models.front().card.name);
        m_settings.tap.clear();
        m_settings.corpus = QString::fromStdString(m_choices.corpora.front().name);
    }
}

void LayersPage::settingsChanged() {
    const LayersSettings before = m_settings;
    m_settings = m_controls->settings();
    if (!m_settings.sameSet(before)) {
        if (m_settings.encoder != before.encoder) {
            findTaps();
            choicesLoaded(LayersChoices(m_choices));
        } else {
            openSet();
        }
    } else if (!m_settings.sameNumbers(before)) {
        recompute();
    } else {
        showLook();
    }
    if (m_set != nullptr) showMap();  // else it is said where the set is looked for
    showState();
}

/// Asks a network for its taps. It opens LibTorch, so only for one that a person has chosen.
void LayersPage::findTaps() {
    const store::ModelEntry* model = m_choices.model(m_settings.encoder);
    if (model == nullptr || m_taps.contains(m_settings.encoder)) return;
    m_loader.load<backend::EncoderInfo>(
        QStringLiteral("taps"),
        [describe = m_job->backend().describe, entry = *model](core::Progress&) { return describe(entry); },
        [this, encoder = m_settings.encoder](core::Result<backend::EncoderInfo> info) {
            if (!info) {
                if (info.error().kind != core::ErrorKind::Cancelled) Q_EMIT message(translated(info.error().text), true);
                return;
            }
            QStringList taps;
            for (const backend::EncoderTap& each : info->taps) taps << QString::fromStdString(each.name);
            m_taps.insert(encoder, taps);
            if (encoder != m_settings.encoder) return;
            if (m_settings.tap.isEmpty() && !taps.isEmpty()) m_settings.tap = taps.front();
            choicesLoaded(LayersChoices(m_choices));
        });
}

void LayersPage::openSet() {
    const store::ActivationSetEntry* entry = m_choices.set(m_settings, false);
    if (entry == nullptr) {
        m_set.reset();
        m_stale = false;
        m_controls->setSet(nullptr);
        showMap();
        const QString on = tr("%1 has not listened to %2 yet.").arg(m_settings.encoder, m_settings.corpus);
        showNothing(m_choices.model(m_settings.encoder) != nullptr
                        ? tr("%1 Compute takes its activations once, and keeps them.").arg(on)
                        : on);
        return;
    }
    if (m_settings.tap.isEmpty()) m_settings.tap = QString::fromStdString(entry->info.tap);
    const store::ActivationSetEntry* untrained = m_choices.set(m_settings, true);
    const bool same = m_set != nullptr && m_set->set.path() == entry->path &&
                      m_set->set.info().corpusFingerprint == entry->info.corpusFingerprint;
    if (!std::exchange(m_again, false) && same && m_result != nullptr && (m_set->untrained || untrained == nullptr))
        return;  // shown already
    m_loader.load<std::shared_ptr<const LayersSet>>(
        QStringLiteral("set"),
        [folder = workspace(), entry = *entry, control = untrained != nullptr ? std::optional(*untrained) : std::nullopt](
            core::Progress&) { return loadLayersSet(folder, entry, control ? &*control : nullptr); },
        [this](core::Result<std::shared_ptr<const LayersSet>> set) {
            if (set) {
                setLoaded(std::move(*set));
            } else if (set.error().kind != core::ErrorKind::Cancelled) {
                m_set.reset();
                const QString problem = translated(set.error().text);
                showNothing(problem);
                m_map->setNothing(problem);
                Q_EMIT message(problem, true);
            }
            showState();
        });
}

void LayersPage::setLoaded(std::shared_ptr<const LayersSet> set) {
    m_set = std::move(set);
    m_stale = false;
    if (m_settings.pooling == analysis::SpeakerPooling::One &&
        std::find(m_set->speakers.begin(), m_set->speakers.end(), m_settings.speaker.toStdString()) == m_set->speakers.end()) {
        m_settings.pooling = analysis::SpeakerPooling::FisherZ;
        m_settings.speaker.clear();
    }
    m_controls->setSet(m_set.get());
    showComparable();
    m_controls->setSettings(m_settings);
    checkStale();
    recompute();
    showMap();
}

/// Whether the corpus is still what the activations were taken from. Reads recordings that it does not know yet.
void LayersPage::checkStale() {
    if (m_set == nullptr || !m_set->imported) return;
    m_loader.load<bool>(
        QStringLiteral("stale"),
        [set = m_set, cache = workspace() / "cache"](core::Progress& progress) {
            return store::isStale(set->set.info(), set->corpus, cache, kHashThreads, progress);
        },
        [this, set = m_set](core::Result<bool> stale) {
            if (!stale || set != m_set) return;
            m_stale = *stale;
            showState();
        });
}

void LayersPage::showResult(std::shared_ptr<const LayersResult> result) {
    m_result = std::move(result);
    m_settings.targets = m_result->settings.targets;
    m_settings.comparison = m_result->settings.comparison;
    m_controls->setSettings(m_settings);
    m_heatmap->setData(m_result->maps);
    if (!m_wantedSelection.empty()) m_heatmap->setSelection(std::exchange(m_wantedSelection, {}));
    if (m_wantedCell) m_heatmap->setCurrent(*std::exchange(m_wantedCell, std::nullopt));
    showLook();
    m_sentence->setText(layersSentence(*m_result));
    showStrip();
    showUnit();
    Q_EMIT resultShown();
}

void LayersPage::showLook() {
    if (m_result == nullptr) return;
    m_heatmap->setLimit(m_result->limit);
    m_heatmap->setAbsolute(m_settings.absolute);
    order();
    m_strip->setLimit(m_result->speakerLimit);
    m_strip->setAbsolute(m_settings.absolute);
}

void LayersPage::showNothing(const QString& sentence) {
    m_result.reset();
    Q_EMIT statusChanged({});  // it spoke of a unit that is gone
    m_heatmap->setEmpty(sentence);
    m_strip->hide();
    m_sentence->setText({});
    m_card->clear();
}

void LayersPage::showStrip() {
    const bool several = m_result != nullptr && m_result->source->speakers.size() > 1;
    m_strip->setVisible(several);
    if (!several) return;
    const auto cell = m_heatmap->current();
    const int target = cell.isValid() ? m_result->targetOf(cell.map) : 0;
    if (m_stripOf != m_result || m_stripTarget != target)
        m_strip->setMaps(m_result->titles.at(target), m_result->source->widths(),
                         m_result->speakers[static_cast<std::size_t>(target)]);
    m_stripOf = m_result;
    m_stripTarget = target;
    m_strip->setShown(m_settings.pooling == analysis::SpeakerPooling::One ? m_settings.speaker : QString());
}

bool LayersPage::lacksSet() const {
    return m_choicesKnown && !m_settings.corpus.isEmpty() && (m_stale || m_choices.set(m_settings, false) == nullptr);
}

bool LayersPage::lacksControl() const {
    return (m_settings.control == LayersControl::UntrainedNetwork ||
            m_settings.comparison.with == LayersComparison::With::Untrained) &&
           m_set != nullptr && !m_set->untrained;
}

void LayersPage::setNote(const QString& text, bool error) {
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
    paintText(m_note, error ? Ink::Error : Ink::Warning);
}

/// What can be done now, and what is wrong with what is shown.
void LayersPage::showState() {
    const bool can = m_choices.model(m_settings.encoder) != nullptr && m_context.engine != nullptr && !m_job->isRunning() &&
                     std::any_of(m_choices.corpora.begin(), m_choices.corpora.end(),
                                 [&](const auto& each) { return each.name == m_settings.corpus.toStdString(); });
    const bool lacks = lacksSet() || lacksControl();
    m_controls->setCompute(can && lacks,
                           m_stale                         ? tr("Compute again")
                           : lacksControl() && !lacksSet() ? tr("Compute control")
                                                           : tr("Compute"),
                           lacks);
    m_controls->setCanExport(showsMap() ? m_map->result() != nullptr : m_result != nullptr);
    m_progress->setVisible(m_job->isRunning());
    if (m_stale)
        setNote(tr("%1 has changed since these activations were taken: recordings, spans or speakers are others. The maps show "
                   "the old ones.")
                    .arg(m_settings.corpus),
                true);
    else if (!showsMap() && lacksControl())
        setNote(tr("The untrained network has not listened to %1 yet; Compute control lets it.").arg(m_settings.corpus), false);
    else if (!showsMap() && m_result != nullptr && m_settings.pooling == analysis::SpeakerPooling::Raw)
        setNote(tr("Differences between speakers are mixed in: a unit that tells speakers apart may seem to tell the target."),
                false);
    else
        setNote({}, false);
}

}  // namespace prososcope::gui
