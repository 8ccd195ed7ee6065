// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/PropertiesPanel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/gui/inspect/DimensionText.h"
#include "app/gui/inspect/PanelParts.h"
#include "app/gui/inspect/PanelSection.h"
#include "app/gui/inspect/ReadingLabel.h"
#include "app/gui/inspect/SliceFields.h"
#include "app/gui/inspect/SpectrogramFields.h"
#include "app/gui/inspect/VoiceFields.h"
#include "app/gui/inspect/VoiceReadings.h"
#include "widgets/DimensionPlottable.h"
#include "widgets/Theme.h"
#include "widgets/TimeTicks.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kWidth = 248;  // at 100 %
constexpr int kMargin = 16;

/// The first figure of a model in one line: "UAR 0.74 (0.70-0.78), EmoDB, leave one speaker out".
QString trustText(const store::ModelCard& card) {
    if (card.figures.empty()) return PropertiesPanel::tr("No measured accuracy is stored with this model");
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
    auto* body = new QWidget;
    body->setAutoFillBackground(true);
    body->setBackgroundRole(QPalette::Base);
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(kMargin, 8, kMargin, 8);
    layout->setSpacing(8);

    auto* selection = new PanelSection("section.selection", tr("SELECTION"));
    layout->addWidget(selection);
    QGridLayout* spans = selection->grid();
    m_span = panelRow(spans, tr("from \u2013 to"));
    m_spanTitle = qobject_cast<QLabel*>(spans->itemAtPosition(spans->rowCount() - 1, 0)->widget());
    m_duration = panelRow(spans, tr("duration"));
    m_span->setToolTip(tr("Start and end of the selection, or of what is visible."));
    m_duration->setToolTip(tr("Length of the selection, or of what is visible."));
    m_level = panelRow(spans, tr("level"));

    m_voiceReadings = new VoiceReadings(voice);
    layout->addWidget(m_voiceReadings);

    m_emotion = new PanelSection("section.emotion", tr("EMOTION HERE"));
    layout->addWidget(m_emotion);
    m_emotionGrid = m_emotion->grid();
    m_where = new QLabel;
    m_where->setFont(Theme::instance().font(Theme::Size::Small));
    paintText(m_where, Ink::Muted);
    m_emotion->add(m_where);

    auto* model = new PanelSection("section.model", tr("MODEL"));
    layout->addWidget(model);
    m_models = new QComboBox;
    m_models->setAccessibleName(tr("Model"));
    m_models->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    model->grid()->addWidget(m_models, 0, 0, 1, 2);
    m_trust = new QLabel;
    m_trust->setWordWrap(true);
    m_trust->setFont(Theme::instance().font(Theme::Size::Small));
    paintText(m_trust, Ink::Muted);
    model->add(m_trust);
    m_predictAll = new QPushButton(tr("Predict the whole recording"));
    m_predictAll->setObjectName("predictAll");
    m_predictAll->hide();
    model->add(m_predictAll);
    m_model = model;
    m_layout = layout;

    m_spectrogramFields = new SpectrogramFields;
    layout->addWidget(m_spectrogramFields);
    m_voiceFields = new VoiceFields;
    layout->addWidget(m_voiceFields);
    m_sliceFields = new SliceFields;
    layout->addWidget(m_sliceFields);
    layout->addStretch(1);
    setWidget(body);
    // Room for the longest reading, so that nothing is cut nor moves while values change.
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, verticalScrollBar());
    setFixedWidth(std::max(static_cast<int>(std::lround(kWidth * Theme::instance().scale())),
                           m_voiceReadings->widestRow() + 2 * kMargin + bar));
    closeSections({"section.furtherModels", "section.recognition", "section.slice", "section.transcript"});
    for (auto* section : findChildren<PanelSection*>()) followSection(section);

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
    connect(m_predictAll, &QPushButton::clicked, this, &PropertiesPanel::predictAllRequested);
    connect(m_tracker, &EmotionTracker::trackChanged, this, &PropertiesPanel::refreshEmotion);
    setSettings({});
    refresh();
}

void PropertiesPanel::addBelowModel(PanelSection* section) {
    m_layout->insertWidget(m_layout->indexOf(m_model) + 1, section);
    section->setOpen(!m_closed.contains(section->objectName()));
    followSection(section);
}

void PropertiesPanel::followSection(PanelSection* section) {
    connect(section, &PanelSection::toggled, this, [this, section](bool open) {
        // What was opened is seen, as soon as it has its place.
        if (open) QTimer::singleShot(0, section, [this, section] { ensureWidgetVisible(section, 0, 8); });
    });
}

void PropertiesPanel::closeSections(const QStringList& names) {
    m_closed = names;
    for (auto* section : findChildren<PanelSection*>()) section->setOpen(!names.contains(section->objectName()));
}

QJsonArray PropertiesPanel::saveState() const {
    QStringList closed;
    for (const auto* section : findChildren<PanelSection*>()) {
        if (!section->isOpen()) closed.append(section->objectName());
    }
    return QJsonArray::fromStringList(closed);
}

void PropertiesPanel::restoreState(const QJsonArray& state) {
    QStringList closed;
    for (const auto& name : state) closed.append(name.toString());
    closeSections(closed);
}

void PropertiesPanel::setPredictAllOffered(bool offered) { m_predictAll->setVisible(offered); }

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
    QStringList names = classes;
    for (const auto& dimension : card.dimensions) names.append(QString::fromStdString(dimension.name));
    // Two models may give the same dimensions on other scales.
    if (const QString of = m_tracker->modelKey(); names != m_shownNames || of != m_shownModel) {
        m_shownModel = of;
        while (QLayoutItem* item = m_emotionGrid->takeAt(0)) {
            delete item->widget();
            delete item;
        }
        for (int row = 0; row < m_emotionGrid->rowCount(); ++row) m_emotionGrid->setRowMinimumHeight(row, 0);
        m_values.clear();
        m_shownNames = names;
        for (int i = 0; i < names.size(); ++i) {
            const bool isClass = i < classes.size();
            auto* symbol = new QLabel;
            if (isClass) {
                symbol->setPixmap(Theme::instance().emotionIcon(names[i]).pixmap(14, 14));
                connect(&Theme::instance(), &Theme::changed, symbol,
                        [symbol, name = names[i]] { symbol->setPixmap(Theme::instance().emotionIcon(name).pixmap(14, 14)); });
            }
            auto* word = new QLabel(isClass ? Theme::emotionWord(names[i]) : widgets::DimensionPlottable::word(names[i]));
            auto* value = new ReadingLabel;
            const auto dimension = static_cast<std::size_t>(i - classes.size());
            if (isClass) {
                value->setToolTip(tr("Posterior of the class: what the model gives it, all classes together 1."));
            } else {
                const auto& scale = card.dimensions[dimension];
                QString tip =
                    tr("On a scale from %1 to %2.").arg(QLocale().toString(scale.low), QLocale().toString(scale.high));
                if (const QString error = dimensionErrorText(card, scale); !error.isEmpty()) tip += QLatin1Char('\n') + error;
                value->setToolTip(tip);
            }
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
    std::vector<float> readings;  // of each class, then of each dimension
    if (track) {
        const auto* view = m_recording->view();
        const double at = view->playPosition() >= 0.0 ? view->playPosition() : view->cursor();
        const bool selected = view->hasSelection();
        readings = selected ? track->mean(view->selectionStart(), view->selectionEnd()) : track->at(at);
        readings.resize(static_cast<std::size_t>(classes.size()), std::nanf(""));
        const auto dimensions =
            selected ? track->dimensionsMean(view->selectionStart(), view->selectionEnd()) : track->dimensionsAt(at);
        readings.insert(readings.end(), dimensions.begin(),
                        dimensions.begin() + static_cast<std::ptrdiff_t>(std::min(dimensions.size(), card.dimensions.size())));
        m_where->setText(view->hasSelection() ? tr("mean over the selection") : tr("at %1").arg(widgets::positionText(at)));
    }
    m_where->setVisible(track != nullptr);
    m_emotion->setVisible(m_tracker->hasModel());
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        const auto place = static_cast<std::size_t>(i);
        const bool known = place < readings.size() && std::isfinite(readings[place]);
        const auto value = known ? static_cast<double>(readings[place]) : 0.0;
        const auto dimension = static_cast<std::size_t>(std::max<qsizetype>(0, i - classes.size()));
        const QString text =
            i < classes.size() ? QLocale().toString(value, 'f', 2) : dimensionReading(card, card.dimensions[dimension], value);
        m_values[i]->setText(known ? text : QStringLiteral("\u2013"));
    }
    if (!m_tracker->hasModel()) {
        m_trust->setText(tr("Train a model, or put one into the workspace, to see emotion here."));
        return;
    }
    m_trust->setText(tr("%1.\nIt describes how a voice sounds, not what a person feels.").arg(trustText(card)));
    const bool dependent = !card.figures.empty() && card.figures.front().speakerDependent;
    if (std::exchange(m_tooGood, dependent) != dependent) paintText(m_trust, dependent ? Ink::Error : Ink::Muted);
}

}  // namespace prososcope::gui
