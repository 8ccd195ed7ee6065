// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/ReadingsBar.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QResizeEvent>
#include <algorithm>
#include <cmath>

#include "app/gui/inspect/DimensionText.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/ModelTracks.h"
#include "app/gui/inspect/PanelParts.h"
#include "app/gui/inspect/ReadingLabel.h"
#include "app/gui/inspect/RecognitionController.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/UnitController.h"
#include "widgets/DimensionPlottable.h"
#include "widgets/Theme.h"
#include "widgets/TimeTicks.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kHeight = 24;  // of a row
constexpr int kReadingsMargin = 8;
constexpr int kSpacing = 4;
constexpr int kRefreshMs = 50;

QString dash() { return QStringLiteral("\u2013"); }

QString readingText(double value, int digits) {
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'f', digits);
}

/// Before its readingText: the usual letter, as F1 for a formant.
QString letterOf(const QString& dimension) {
    if (dimension == QLatin1String("valence")) return ReadingsBar::tr("V", "valence");
    if (dimension == QLatin1String("arousal")) return ReadingsBar::tr("A", "arousal");
    if (dimension == QLatin1String("dominance")) return ReadingsBar::tr("D", "dominance");
    return dimension;
}

}  // namespace

ReadingsBar::ReadingsBar(InspectPage* page, QWidget* parent) : QWidget(parent), m_page(page) {
    m_time = add(tr("at"), "barTime", 17);
    m_duration = add(tr("selected"), "barDuration", 8);
    m_pitch = add(tr("pitch"), "barPitch", 8);
    m_intensity = add(tr("intensity"), "barIntensity", 7);
    m_formants[0] = add(tr("F1"), "barF1", 7);
    m_formants[1] = add(tr("F2"), "barF2", 7);
    m_formants[2] = add(tr("F3"), "barF3", 7);
    m_harmonicity = add(tr("harmonicity"), "barHarmonicity", 7);
    m_emotion = add(tr("emotion"), "barEmotion", 12);
    const char* names[kDimensions] = {"barDimension1", "barDimension2", "barDimension3"};
    for (int i = 0; i < kDimensions; ++i) m_dimensions[i] = add({}, names[i], 5, &m_dimensionTitles[i]);
    const char* units[kUnits] = {"barUnit1", "barUnit2", "barUnit3", "barUnit4"};
    for (int i = 0; i < kUnits; ++i) m_unitValues[i] = add({}, units[i], 7, &m_unitTitles[i]);
    m_recognised = add(tr("sound"), "barRecognised", 12, &m_recognitionTitle);
    m_duration->setToolTip(tr("Length of the selection; the readings beside it are means over it."));
    m_timer.setSingleShot(true);
    m_timer.setInterval(kRefreshMs);
    connect(&m_timer, &QTimer::timeout, this, &ReadingsBar::refresh);
    connect(page, &InspectPage::currentChanged, this, &ReadingsBar::follow);
    connect(page, &InspectPage::settingsChanged, this, &ReadingsBar::soon);
    for (int slot = 1; slot <= ModelTracks::kModels; ++slot)
        connect(page->modelTracks()->tracker(slot), &EmotionTracker::trackChanged, this, &ReadingsBar::soon);
    connect(page->panes()->voice(), &VoiceLoader::tracksChanged, this, &ReadingsBar::soon);
    refresh();
}

ReadingLabel* ReadingsBar::add(const QString& name, const char* objectName, int characters, QLabel** titleOut) {
    const QFont font = Theme::instance().font(Theme::Size::Small);
    auto* title = new QLabel(name);
    title->setFont(font);
    paintText(title, Ink::Muted);
    if (titleOut != nullptr) *titleOut = title;
    auto* value = new ReadingLabel;
    value->setFont(font);
    value->setObjectName(QLatin1String(objectName));
    value->setReadingName(name);
    // The numbers change while one looks: room for the longest keeps what follows in its place.
    value->setMinimumWidth(QFontMetrics(font).horizontalAdvance(QLatin1Char('0')) * characters);
    auto* cell = new QWidget(this);
    auto* row = new QHBoxLayout(cell);
    row->setContentsMargins({});
    row->setSpacing(kSpacing);
    row->addWidget(title);
    row->addWidget(value);
    m_cells.append({cell});
    return value;
}

void ReadingsBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) {
        for (auto& cell : m_cells) cell.widest = 0;
    }
    fit();
}

void ReadingsBar::fit() {
    const int height = static_cast<int>(std::lround(kHeight * Theme::instance().scale()));
    int x = kReadingsMargin;
    int row = 0;
    for (auto& [cell, widest] : m_cells) {
        const int hint = cell->sizeHint().width();  // 0 where there is nothing to read
        cell->setVisible(hint > 0);
        if (hint <= 0) continue;
        widest = std::max(widest, hint);
        if (x > kReadingsMargin && x + widest > width() - kReadingsMargin) {
            x = kReadingsMargin;
            ++row;
        }
        cell->setGeometry(x, row * height, std::min(widest, std::max(0, width() - x)), height);
        x += widest + kSpacing;
    }
    setFixedHeight((row + 1) * height);
}

void ReadingsBar::follow() {
    auto* recording = m_page->current();
    if (recording != m_recording) {
        if (m_recording) {
            m_recording->disconnect(this);
            m_recording->view()->disconnect(this);
        }
        m_recording = recording;
        if (recording != nullptr) {
            connect(recording, &RecordingModel::opened, this, &ReadingsBar::soon);
            for (const auto signal : {&widgets::TimeView::cursorChanged, &widgets::TimeView::selectionChanged,
                                      &widgets::TimeView::playPositionChanged})
                connect(recording->view(), signal, this, &ReadingsBar::soon);
        }
    }
    soon();
}

void ReadingsBar::soon() {
    if (!m_timer.isActive()) m_timer.start();
}

void ReadingsBar::refresh() {
    refreshTimes();
    refreshVoice();
    refreshEmotion();
    refreshDimensions();
    refreshUnits();
    refreshRecognition();
    fit();
}

void ReadingsBar::refreshTimes() {
    if (!m_recording || m_recording->state() != RecordingModel::State::Open) {
        m_time->setReading(dash());
        m_duration->setReading(dash());
        return;
    }
    const auto* view = m_recording->view();
    if (!view->hasSelection()) {
        const double at = view->playPosition() >= 0.0 ? view->playPosition() : view->cursor();
        m_time->setReading(m_recording->duration() < 60.0 ? tr("%1 s").arg(readingText(at, 3)) : widgets::positionText(at));
        m_time->setToolTip(view->playPosition() >= 0.0 ? tr("What is heard now.") : tr("The cursor, from the start."));
        m_duration->setReading(dash());
        return;
    }
    m_time->setToolTip(tr("Start and end of the selection."));
    m_time->setReading(
        m_recording->duration() < 60.0
            ? tr("%1 \u2013 %2 s").arg(readingText(view->selectionStart(), 3), readingText(view->selectionEnd(), 3))
            : tr("%1 \u2013 %2")
                  .arg(widgets::positionText(view->selectionStart()), widgets::positionText(view->selectionEnd())));
    m_duration->setReading(tr("%1 s").arg(readingText(view->selectionEnd() - view->selectionStart(), 3)));
}

void ReadingsBar::refreshVoice() {
    const VoiceReading reading = m_page->panes()->voice()->reading();
    const auto show = [](ReadingLabel* label, double value, const QString& text) {
        label->setReading(std::isfinite(value) ? text : dash());
    };
    show(m_pitch, reading.pitchHz, tr("%1 Hz").arg(readingText(reading.pitchHz, 1)));
    show(m_intensity, reading.decibels, tr("%1 dB").arg(readingText(reading.decibels, 1)));
    for (int i = 0; i < 3; ++i)
        show(m_formants[i], reading.formantHz[i], tr("%1 Hz").arg(readingText(reading.formantHz[i], 0)));
    show(m_harmonicity, reading.harmonicity, tr("%1 dB").arg(readingText(reading.harmonicity, 1)));

    const auto& voice = m_page->settings().voice;
    m_pitch->setToolTip(
        tr("Pitch by autocorrelation (Boersma 1993), %1 to %2 Hz; over a selection the mean of the voiced frames.")
            .arg(voice.pitch.floorHz)
            .arg(voice.pitch.ceilingHz));
    m_intensity->setToolTip(
        tr("Intensity in dB re 2e-5, full scale counted as 1 Pa, windows for a lowest pitch of %1 Hz; over a selection the "
           "mean of the powers.")
            .arg(voice.intensity.minimumPitchHz));
    for (ReadingLabel* label : m_formants) {
        label->setToolTip(
            tr("Formant by linear prediction (Burg), %1 formants up to %2 Hz, window %3 ms; over a selection the mean of the "
               "frames that have it.")
                .arg(voice.formants.formants)
                .arg(voice.formants.ceilingHz)
                .arg(voice.formants.windowSeconds * 1000.0));
    }
    m_harmonicity->setToolTip(
        tr("Harmonics-to-noise ratio by cross-correlation (Boersma 1993), from %1 Hz; over a selection the mean of the frames "
           "that have one.")
            .arg(voice.harmonicity.minimumPitchHz));
}

void ReadingsBar::refreshEmotion() {
    const auto* tracker = m_page->tracker();
    const bool open = m_recording && m_recording->state() == RecordingModel::State::Open;
    const auto track = open ? tracker->track() : nullptr;
    std::vector<float> values;
    if (track) {
        const auto* view = m_recording->view();
        const double at = view->playPosition() >= 0.0 ? view->playPosition() : view->cursor();
        values = view->hasSelection() ? track->mean(view->selectionStart(), view->selectionEnd()) : track->at(at);
    }
    const int best = widgets::EmotionTrack::best(values);
    if (best < 0 || best >= track->classes.size()) {
        m_emotion->setReading(dash());
        m_emotion->setToolTip(tr("The class that the model finds most likely."));
        return;
    }
    m_emotion->setReading(tr("%1 %2", "emotion and its posterior")
                              .arg(widgets::Theme::emotionWord(track->classes[best]),
                                   readingText(static_cast<double>(values[static_cast<std::size_t>(best)]), 2)));
    QStringList all{tr("Posteriors of %1, windows of %2 s.")
                        .arg(QString::fromStdString(tracker->model().card.name))
                        .arg(track->windowSeconds)};
    for (qsizetype c = 0; c < track->classes.size() && static_cast<std::size_t>(c) < values.size(); ++c) {
        all.append(tr("%1 %2", "emotion and its posterior")
                       .arg(widgets::Theme::emotionWord(track->classes[c]),
                            readingText(static_cast<double>(values[static_cast<std::size_t>(c)]), 2)));
    }
    m_emotion->setToolTip(all.join('\n'));
}

void ReadingsBar::setUnits(UnitController* units) {
    m_units = units;
    connect(units, &UnitController::changed, this, &ReadingsBar::soon);
    refresh();
}

void ReadingsBar::refreshUnits() {
    const auto readings = m_units ? m_units->readings() : QList<UnitController::Reading>();
    for (int i = 0; i < kUnits; ++i) {
        const bool shown = i < readings.size();
        m_unitTitles[i]->setVisible(shown);
        m_unitValues[i]->setVisible(shown);
        if (!shown) {
            m_unitValues[i]->setReading(dash());
            m_unitValues[i]->setToolTip(tr("What a unit of a network says."));
            continue;
        }
        m_unitTitles[i]->setText(readings[i].title);
        m_unitValues[i]->setReadingName(readings[i].name);
        m_unitValues[i]->setReading(std::isfinite(readings[i].value) ? readingText(readings[i].value, 3) : dash());
        m_unitValues[i]->setToolTip(
            tr("%1: its value in the frame at the cursor; over a selection the mean of its frames.").arg(readings[i].name));
    }
}

void ReadingsBar::setRecognition(RecognitionController* recognition) {
    m_recognition = recognition;
    connect(recognition, &RecognitionController::changed, this, &ReadingsBar::soon);
    refresh();
}

void ReadingsBar::refreshRecognition() {
    const bool shown = m_recognition && m_recognition->units() != nullptr;
    m_recognitionTitle->setVisible(shown);
    m_recognised->setVisible(shown);
    const auto reading = shown ? m_recognition->reading() : RecognitionController::Reading();
    m_recognised->setReading(reading.text.isEmpty() ? dash() : reading.text);
    m_recognised->setToolTip(shown ? reading.tip : tr("The phonetic unit that a model hears."));
}

void ReadingsBar::refreshDimensions() {
    const EmotionTracker* tracker = nullptr;
    for (int slot = ModelTracks::kModels; slot >= 1; --slot) {
        const auto* one = m_page->modelTracks()->tracker(slot);
        if (!one->model().card.dimensions.empty()) tracker = one;
    }
    const bool open = m_recording && m_recording->state() == RecordingModel::State::Open;
    const auto track = open && tracker != nullptr ? tracker->track() : nullptr;
    std::vector<float> values;  // a value of each, then a deviation of each
    if (track) {
        const auto* view = m_recording->view();
        const double at = view->playPosition() >= 0.0 ? view->playPosition() : view->cursor();
        values = view->hasSelection() ? track->dimensionsMean(view->selectionStart(), view->selectionEnd())
                                      : track->dimensionsAt(at);
    }
    const std::size_t count = tracker != nullptr ? tracker->model().card.dimensions.size() : 0;
    for (std::size_t i = 0; i < kDimensions; ++i) {
        m_dimensionTitles[i]->setVisible(i < count);
        m_dimensions[i]->setVisible(i < count);
        if (i >= count) {
            m_dimensions[i]->setReading(dash());
            m_dimensions[i]->setToolTip(tr("What a model of dimensions gives."));
            continue;
        }
        const auto& dimension = tracker->model().card.dimensions[i];
        const QString name = QString::fromStdString(dimension.name);
        m_dimensionTitles[i]->setText(letterOf(name));
        m_dimensions[i]->setReadingName(widgets::DimensionPlottable::word(name));
        m_dimensions[i]->setReading(
            i < values.size() ? dimensionReading(tracker->model().card, dimension, static_cast<double>(values[i])) : dash());
        const double deviation = count + i < values.size() ? static_cast<double>(values[count + i]) : 0.0;
        QString tip = tr("%1 from %2 to %3, by %4, windows of %5 s; over a selection the mean of the windows.")
                          .arg(widgets::DimensionPlottable::word(name), QLocale().toString(dimension.low),
                               QLocale().toString(dimension.high), QString::fromStdString(tracker->model().card.name),
                               QLocale().toString(track ? track->windowSeconds : backend::TimelineSettings().windowSeconds));
        if (const QString error = dimensionErrorText(tracker->model().card, dimension); !error.isEmpty())
            tip += '\n' + error;
        else if (deviation > 0.0)
            tip += '\n' + tr("Standard deviation %1.").arg(readingText(deviation, 2));
        m_dimensions[i]->setToolTip(tip);
    }
}

}  // namespace prososcope::gui
