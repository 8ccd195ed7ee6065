// SPDX-License-Identifier: GPL-3.0-or-later
// The part of LayersPage that builds what is seen and connects it.
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "app/gui/EmptyState.h"
#include "app/gui/PageParts.h"
#include "app/gui/SentenceRow.h"
#include "app/gui/StatusLine.h"
#include "app/gui/layers/ActivationJob.h"
#include "app/gui/layers/LayersControls.h"
#include "app/gui/layers/LayersPage.h"
#include "app/gui/layers/LayersSelection.h"
#include "app/gui/layers/ProgressRow.h"
#include "app/gui/layers/UnitCard.h"
#include "app/gui/results/UtteranceList.h"
#include "widgets/CorrelationStrip.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

QWidget* LayersPage::buildMaps() {
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QWidget* ground = dataArea(m_scroll);
    m_heatmap = new widgets::CorrelationHeatmap(ground);
    m_heatmap->setObjectName(QStringLiteral("heatmap"));
    m_heatmap->setEmpty(tr("Reading what is stored."));
    m_strip = new widgets::CorrelationStrip(ground);
    m_strip->setObjectName(QStringLiteral("strip"));
    m_strip->hide();
    m_selection = new LayersSelection(ground);
    m_sentence = new SentenceRow(QStringLiteral("sentence"), tr("Copies what the maps say"), ground);
    auto* column = new QVBoxLayout(ground);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addWidget(m_heatmap, 1000);
    column->addWidget(m_strip);
    column->addWidget(m_selection);
    column->addWidget(m_sentence);
    column->addStretch(1);
    m_scroll->setWidget(ground);
    return m_scroll;
}

void LayersPage::buildProgress() {
    m_progress = new ProgressRow(tr("Activations computed"), QStringLiteral("cancel"),
                                 tr("Stops; the next time it goes on from there"), this);
    connect(m_progress, &ProgressRow::cancelRequested, this, [this] { m_job->cancel(); });
    m_numbers = new ProgressRow(tr("Correlations computed"), QStringLiteral("cancelNumbers"),
                                tr("Stops and goes back to what is shown"), this);
    m_clustering =
        new ProgressRow(tr("Units ordered"), QStringLiteral("cancelOrder"), tr("Stops; the units stay as they are"), this);
}

void LayersPage::connectParts() {
    connect(m_controls, &LayersControls::changed, this, &LayersPage::settingsChanged);
    connect(m_controls, &LayersControls::computeRequested, this, &LayersPage::compute);
    connect(m_controls, &LayersControls::exportRequested, this, &LayersPage::askSaveFigure);
    connect(m_begin, &QPushButton::clicked, this, [this] {
        if (m_choices.corpora.empty())
            Q_EMIT openRequested(QStringLiteral("train"), {});
        else
            compute();
    });
    connect(m_heatmap, &widgets::CorrelationHeatmap::activated, this, &LayersPage::pick);
    connect(m_heatmap, &widgets::CorrelationHeatmap::currentChanged, this, [this](int map, int layer, int unit) {
        Q_EMIT statusChanged(m_heatmap->cellSentence({map, layer, unit}));
        showStrip();
        showUnit();
    });
    connect(m_heatmap, &widgets::CorrelationHeatmap::hoverChanged, this, [this](const QString& text) {
        Q_EMIT statusChanged(text.isEmpty() ? m_heatmap->cellSentence(m_heatmap->current()) : text);
    });
    connect(m_heatmap, &widgets::CorrelationHeatmap::selectionChanged, this, &LayersPage::showSelection);
    connect(m_selection, &LayersSelection::copyRequested, this, &LayersPage::copySelection);
    connect(m_selection, &LayersSelection::saveRequested, this, &LayersPage::askSaveSelection);
    connect(m_selection, &LayersSelection::clearRequested, this, [this] {
        m_heatmap->setFocus(Qt::OtherFocusReason);  // the button goes
        m_heatmap->setSelection({});
    });
    connect(m_selection, &LayersSelection::predictRequested, this, [this] { predictFromUnits(selection()); });
    connect(m_strip, &widgets::CorrelationStrip::activated, this, [this](const QString& speaker) {
        LayersSettings wanted = m_settings;
        const bool same = wanted.pooling == analysis::SpeakerPooling::One && wanted.speaker == speaker;
        wanted.pooling = same ? analysis::SpeakerPooling::FisherZ : analysis::SpeakerPooling::One;
        wanted.speaker = same ? QString() : speaker;
        m_controls->setSettings(wanted);
        settingsChanged();
    });
    connect(m_sentence, &SentenceRow::copyRequested, this, &LayersPage::copySentence);
    connect(m_card, &UnitCard::copyRequested, m_heatmap, &widgets::CorrelationHeatmap::copy);
    connect(m_card->scatter(), &widgets::PickPlot::itemActivated, this, [this](int item) {
        if (m_result != nullptr) playRow(*m_result->source, m_card->scatter()->points()[static_cast<std::size_t>(item)].id);
    });
    connect(m_card->list(), &UtteranceList::playRequested, this, &LayersPage::playListed);
    connect(m_card->list(), &UtteranceList::stopRequested, &m_player, &UtterancePlayer::stop);
    connect(m_card->list(), &UtteranceList::openRequested, this, &LayersPage::openListed);
    connect(m_card->list(), &UtteranceList::left, this, [this] { m_heatmap->setFocus(Qt::OtherFocusReason); });
    connect(&m_player, &UtterancePlayer::stopped, this, [this] { m_card->list()->setPlaying(-1); });
    connect(&m_player, &UtterancePlayer::problem, this, [this](const QString& sentence) { Q_EMIT message(sentence, true); });
    connect(m_job, &ActivationJob::progressed, this, [this](double fraction, const QString& what, double remaining) {
        const QString left = StatusLine::remainingText(remaining);
        m_progress->setProgress(fraction, left.isEmpty() ? what : what.isEmpty() ? left : tr("%1, %2").arg(what, left));
    });
    connect(m_job, &ActivationJob::finished, this, [this](const QString& encoder, std::size_t leftOut, const QString& why) {
        if (leftOut > 0)
            Q_EMIT message(tr("%n utterances have no activations. The first: %1", nullptr, static_cast<int>(leftOut)).arg(why),
                           false);
        if (encoder == m_settings.encoder) m_set.reset();
        reload();
        showState();
    });
    connect(m_job, &ActivationJob::failed, this, [this](const QString& sentence) {
        Q_EMIT message(sentence, true);
        showState();
    });
    connect(m_job, &ActivationJob::cancelled, this, &LayersPage::showState);
    connect(&widgets::Theme::instance(), &widgets::Theme::changed, this, [this] {
        if (m_choicesKnown) showState();
    });
}

}  // namespace prososcope::gui
