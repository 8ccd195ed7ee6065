// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/PropertiesPanel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <cmath>

#include "app/gui/inspect/PanelParts.h"
#include "app/gui/inspect/ReadingLabel.h"
#include "app/gui/inspect/SliceFields.h"
#include "app/gui/inspect/SpectrogramFields.h"
#include "app/gui/inspect/VoiceFields.h"
#include "app/gui/inspect/VoiceReadings.h"
#include "widgets/Theme.h"
#include "widgets/TimeTicks.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kWidth = 240;

/// The first figure of a model in one line: "UAR 0.74 (0.70-0.78), EmoDB, leave one speaker out".
QString trustText(const store::ModelCard& card) {
    if (card.figures.empty()) return PropertiesPanel::tr("No measured accuracy is stored with this model.");
    const auto& figure = card.figures.front();
    const QLocale locale;
    return PropertiesPanel::tr("%1 %2, 95 % CI %3\u2013%4: %5")
        .arg(QString::fromStdString(figure.metric), locale.toString(figure.value, 'f', 2), locale.toString(figure.low, 'f', 2),
             locale.toString(figure.high, 'f', 2), QString::fromStdString(figure.protocol));
}

}  // namespace

PropertiesPanel::PropertiesPanel(EmotionTracker* tracker, VoiceLoader* voice, QWidget* parent)
    : QScrollArea(parent), m_tracker(tracker) {
    setAccessibleName(tr("Properties"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setFixedWidth(kWidth);
    auto* body = new QWidget;
    body->setAutoFillBackground(true);
    body->setBackgroundRole(QPalette::Base);
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(8);

    auto* selection = panelSection(layout, tr("SELECTION"));
    m_span = panelRow(selection, tr("from \u2013 to"));
    m_spanTitle = qobject_cast<QLabel*>(selection->itemAtPosition(selection->rowCount() - 1, 0)->widget());
    m_duration = panelRow(selection, tr("duration"));
    m_span->setToolTip(tr("Start and end of the selection, or of what is visible."));
    m_duration->setToolTip(tr("Length of the selection, or of what is visible."));
    m_level = panelRow(selection, tr("level"));

    m_voiceReadings = new VoiceReadings(voice);
    layout->addWidget(m_voiceReadings);

    m_emotionGrid = panelSection(layout, tr("EMOTION HERE"));
    m_emotionTitle = qobject_cast<QLabel*>(layout->itemAt(layout->count() - 2)->widget());
    m_where = new QLabel;
    m_where->setFont(Theme::instance().font(Theme::Size::Small));
    paintText(m_where, Ink::Muted);
    layout->addWidget(m_where);

    auto* model = panelSection(layout, tr("MODEL"));
    m_models = new QComboBox;
    m_models->setAccessibleName(tr("Model"));
    m_models->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    model->addWidget(m_models, model->rowCount(), 0, 1, 2);
    m_trust = new QLabel;
    m_trust->setWordWrap(true);
    m_trust->setFont(Theme::instance().font(Theme::Size::Small));
    paintText(m_trust, Ink::Muted);
    layout->addWidget(m_trust);
    m_predictAll = new QPushButton(tr("Predict the whole recording"));
    m_predictAll->hide();
    layout->addWidget(m_predictAll);
    m_layout = layout;

    m_spectrogramFields = new SpectrogramFields;
    layout->addWidget(m_spectrogramFields);
    m_voiceFields = new VoiceFields;
    layout->addWidget(m_voiceFields);
    m_sliceFields = new SliceFields;
    layout->addWidget(m_sliceFields);
    layout->addStretch(1);
    setWidget(body);

    connect(m_spectrogramFields, &SpectrogramFields::settingsChanged, this, [this](const InspectSettings& settings) {
        m_settings = settings;
        Q_EMIT settingsChanged(m_settings);
    });
    connect(m_voiceFields, &VoiceFields::settingsChanged, this, [this](const VoiceSettings& voiceSettings) {
        m_settings.voice = voiceSettings;
        Q_EMIT settingsChanged(m_settings);
    });
    connect(m_sliceFields, &SliceFields::settingsChanged, this, [this](const dsp::SpectralSliceSettings& sliceSettings) {
        m_settings.slice = sliceSettings;
        Q_EMIT settingsChanged(m_settings);
    });
    connect(m_models, &QComboBox::activated, this, &PropertiesPanel::modelChosen);
    connect(m_predictAll, &QPushButton::clicked, m_tracker, &EmotionTracker::predictAll);
    connect(m_tracker, &EmotionTracker::trackChanged, this, &PropertiesPanel::refreshEmotion);
    setSettings({});
    refresh();
}

void PropertiesPanel::addBelowModel(QWidget* fields) { m_layout->insertWidget(m_layout->indexOf(m_predictAll) + 1, fields); }

void PropertiesPanel::setRecording(RecordingModel* recording) {
    m_recording = recording;
    refresh();
}

void PropertiesPanel::setSettings(const InspectSettings& settings) {
    m_settings = settings;
    m_voiceFields->setSettings(settings.voice);
    m_spectrogramFields->setSettings(settings);
    m_sliceFields->setSettings(settings.slice);
}

void PropertiesPanel::setModels(const std::vector<store::ModelEntry>& models, const QString& chosen) {
    m_models->clear();
    for (const auto& model : models) {
        m_models->addItem(QString::fromStdString(model.card.name));
        m_models->setItemData(m_models->count() - 1, QString::fromStdString(model.card.title), Qt::ToolTipRole);
        if (QString::fromStdString(model.card.name) == chosen) m_models->setCurrentIndex(m_models->count() - 1);
    }
    if (models.empty()) m_models->addItem(tr("no model found"));
    m_models->setEnabled(!models.empty());
    refreshEmotion();
}

void PropertiesPanel::refresh() {
    refreshSelection();
    m_voiceReadings->refresh();
    refreshEmotion();
}

void PropertiesPanel::refreshSelection() {
    const bool open = m_recording && m_recording->state() == RecordingModel::State::Open;
    const QString none = QStringLiteral("\u2013");
    if (!open) {
        for (QLabel* label : {m_span, m_duration, m_level}) label->setText(none);
        return;
    }
    const auto* view = m_recording->view();
    const QLocale locale;
    const bool selected = view->hasSelection();
    const double from = selected ? view->selectionStart() : view->start();
    const double to = selected ? view->selectionEnd() : view->end();
    m_spanTitle->setText(selected ? tr("from \u2013 to") : tr("visible"));
    if (m_recording->duration() < 60.0) {
        m_span->setText(tr("%1 \u2013 %2 s").arg(locale.toString(from, 'f', 3), locale.toString(to, 'f', 3)));
    } else {
        m_span->setText(tr("%1 \u2013 %2").arg(widgets::positionText(from), widgets::positionText(to)));
    }
    m_duration->setText(tr("%1 s").arg(locale.toString(to - from, 'f', 3)));
    const double level = m_recording->levelDecibels(from, to);
    m_level->setText(level < -120.0 ? none : tr("%1 dB").arg(locale.toString(level, 'f', 1)));
    m_level->setToolTip(tr("Mean power of the span in dB re full scale."));
}

void PropertiesPanel::refreshEmotion() {
    const auto& card = m_tracker->model().card;
    QStringList classes;
    for (const auto& name : card.classes) classes.append(QString::fromStdString(name));
    if (classes != m_shownClasses) {
        while (QLayoutItem* item = m_emotionGrid->takeAt(0)) {
            delete item->widget();
            delete item;
        }
        m_values.clear();
        m_shownClasses = classes;
        for (int i = 0; i < classes.size(); ++i) {
            auto* symbol = new QLabel;
            symbol->setPixmap(Theme::instance().emotionIcon(classes[i]).pixmap(14, 14));
            connect(&Theme::instance(), &Theme::changed, symbol,
                    [symbol, name = classes[i]] { symbol->setPixmap(Theme::instance().emotionIcon(name).pixmap(14, 14)); });
            auto* word = new QLabel(Theme::emotionWord(classes[i]));
            auto* value = new ReadingLabel;
            value->setToolTip(tr("Posterior of the class: what the model gives it, all classes together 1."));
            m_emotionGrid->addWidget(symbol, i, 0);
            m_emotionGrid->addWidget(word, i, 1);
            m_emotionGrid->addWidget(value, i, 2, Qt::AlignRight);
            m_emotionGrid->setRowMinimumHeight(i, kPanelRowHeight - 2);
            m_values.append(value);
        }
        m_emotionGrid->setColumnStretch(0, 0);
        m_emotionGrid->setColumnStretch(1, 1);
    }
    const bool open = m_recording && m_recording->state() == RecordingModel::State::Open;
    const auto track = open ? m_tracker->track() : nullptr;
    std::vector<float> posteriors;
    if (track) {
        const auto* view = m_recording->view();
        const double at = view->playPosition() >= 0.0 ? view->playPosition() : view->cursor();
        posteriors = view->hasSelection() ? track->mean(view->selectionStart(), view->selectionEnd()) : track->at(at);
        m_where->setText(view->hasSelection() ? tr("mean over the selection") : tr("at %1").arg(widgets::positionText(at)));
    }
    m_where->setVisible(track != nullptr);
    m_emotionTitle->setVisible(m_tracker->hasModel());
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        const bool known = static_cast<std::size_t>(i) < posteriors.size();
        m_values[i]->setText(known ? QLocale().toString(static_cast<double>(posteriors[static_cast<std::size_t>(i)]), 'f', 2)
                                   : QStringLiteral("\u2013"));
    }
    m_predictAll->setVisible(open && m_tracker->waitsForAsking());
    if (!m_tracker->hasModel()) {
        m_trust->setText(tr("Train a model, or put one into the workspace, to see emotion here."));
        return;
    }
    m_trust->setText(tr("%1.\nIt describes how a voice sounds, not what a person feels.").arg(trustText(card)));
}

}  // namespace prososcope::gui
