// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/live/LiveDisplay.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/core/SteadyClock.h"
#include "engine/live/ClassAffect.h"
#include "widgets/AffectTrail.h"
#include "widgets/EmotionDial.h"
#include "widgets/EmotionWord.h"
#include "widgets/LevelMeter.h"
#include "widgets/LiveStrip.h"
#include "widgets/Presentation.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr double kSpanSeconds = 12.0;    // of the strip
constexpr double kColumnSeconds = 0.02;  // as live::LivePicture cuts them
constexpr double kFadeSeconds = 1.5;     // after the last word
constexpr int kUpperShare = 3;           // of the height, against
constexpr int kLowerShare = 2;
constexpr int kEdge = 24;
constexpr int kCaptionShare = 24;  // of the height, on a presentation

}  // namespace

LiveDisplay::LiveDisplay(QWidget* parent)
    : QWidget(parent),
      m_tag(new QLabel(this)),
      m_dial(new widgets::EmotionDial(this)),
      m_word(new widgets::EmotionWord(this)),
      m_trail(new widgets::AffectTrail(this)),
      m_strip(new widgets::LiveStrip(this)),
      m_level(new widgets::LevelMeter(this)),
      m_under(new QWidget(this)),
      m_adaptation(new QLabel(this)),
      m_caption(new QLabel(this)),
      m_upper(new QWidget(this)) {
    setObjectName(QStringLiteral("liveDisplay"));
    setAccessibleName(tr("Live display"));
    setFocusPolicy(Qt::StrongFocus);
    m_tag->setObjectName(QStringLiteral("tag"));
    m_tag->setTextFormat(Qt::PlainText);
    m_tag->setAlignment(Qt::AlignCenter);
    m_tag->hide();
    m_caption->setObjectName(QStringLiteral("caption"));
    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setAlignment(Qt::AlignCenter);
    m_caption->setWordWrap(true);
    m_caption->setContentsMargins(kEdge, 4, kEdge, 8);
    m_caption->hide();
    m_adaptation->setTextFormat(Qt::PlainText);
    m_adaptation->setObjectName(QStringLiteral("adaptation"));
    m_level->setObjectName(QStringLiteral("level"));

    auto* under = new QHBoxLayout(m_under);
    under->setContentsMargins(0, 0, 0, 0);
    under->setSpacing(16);
    under->addWidget(m_level, 1);
    under->addWidget(m_adaptation);
    m_grid = new QGridLayout(m_upper);
    m_grid->setContentsMargins(kEdge, kEdge, kEdge, kEdge);
    m_grid->setHorizontalSpacing(2 * kEdge);
    m_grid->setVerticalSpacing(8);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tag);
    column->addWidget(m_upper, kUpperShare);
    column->addWidget(m_caption);
    m_column = column;
    arrange();
    m_strip->setSpan(kSpanSeconds, kColumnSeconds);
    connect(&Theme::instance(), &Theme::changed, this, &LiveDisplay::applyTheme);
    applyTheme();
}

/// On the page the word stands between ring and plane, with the strip below, so that one sees all while one works. Before an
/// audience the word has the whole width, as it has to be read from the back.
void LiveDisplay::arrange() {
    for (QWidget* each : {static_cast<QWidget*>(m_dial), static_cast<QWidget*>(m_word), m_under, static_cast<QWidget*>(m_trail),
                          static_cast<QWidget*>(m_strip)}) {
        m_grid->removeWidget(each);
        m_column->removeWidget(each);
    }
    if (m_presentation) {
        m_grid->addWidget(m_word, 0, 0, 1, 3);
        m_grid->addWidget(m_dial, 1, 0);
        m_grid->addWidget(m_strip, 1, 1);
        m_grid->addWidget(m_trail, 1, 2);
    } else {
        m_grid->addWidget(m_dial, 0, 0, 2, 1);
        m_grid->addWidget(m_word, 0, 1);
        m_grid->addWidget(m_under, 1, 1);
        m_grid->addWidget(m_trail, 0, 2, 2, 1);
        m_column->addWidget(m_strip, kLowerShare);
    }
    m_grid->setRowStretch(0, 1);
    m_grid->setRowStretch(1, m_presentation ? 1 : 0);
    m_grid->setColumnStretch(0, 5);
    m_grid->setColumnStretch(1, 7);
    m_grid->setColumnStretch(2, 5);
}

void LiveDisplay::applyTheme() {
    const Theme& theme = Theme::instance();
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, theme.color(Ink::Muted));
    m_adaptation->setPalette(colours);
    m_adaptation->setFont(theme.font(Theme::Size::Small));
    colours.setColor(QPalette::WindowText, widgets::viewInk(Ink::Text, m_presentation));
    m_caption->setPalette(colours);
    QFont said = widgets::viewFont(*this, Theme::Size::Large, m_presentation);
    if (m_presentation) said.setPixelSize(std::max(said.pixelSize(), height() / kCaptionShare));
    m_caption->setFont(said);
    // The other way round, so that nobody takes a recording for what is said now.
    colours.setColor(QPalette::Window, theme.color(Ink::Text));
    colours.setColor(QPalette::WindowText, theme.color(Ink::Data));
    m_tag->setPalette(colours);
    m_tag->setAutoFillBackground(true);
    QFont font = widgets::viewFont(*this, Theme::Size::Normal, m_presentation, true);
    m_tag->setFont(font);
    update();
}

void LiveDisplay::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (m_presentation) applyTheme();
}

void LiveDisplay::setPresentation(bool presentation) {
    m_presentation = presentation;
    arrange();
    m_under->setVisible(!presentation);
    m_dial->setPresentation(presentation);
    m_word->setPresentation(presentation);
    m_trail->setPresentation(presentation);
    setFocusPolicy(presentation ? Qt::NoFocus : Qt::StrongFocus);
    applyTheme();
}

void LiveDisplay::setClasses(const QStringList& classes) {
    m_classes = classes;
    m_dial->setClasses(classes);
    m_word->setClasses(classes);
    m_strip->setClasses(classes);
    m_scales.reset();
    m_names.clear();
    for (const QString& each : classes) m_names.push_back(each.toStdString());
    const std::vector<float> even(m_names.size(), m_names.empty() ? 0.0F : 1.0F / static_cast<float>(m_names.size()));
    m_trail->setNote(live::affectOf(even, m_names) ? tr("derived from classes") : tr("these classes have no place here"));
    clear();
}

void LiveDisplay::setDimensions(const QString& model, const store::Dimension& valence, const store::Dimension& arousal) {
    m_scales.emplace(valence, arousal);
    const auto ends = [](const store::Dimension& scale) {
        return tr("%1 to %2").arg(QLocale().toString(scale.low, 'g', 3), QLocale().toString(scale.high, 'g', 3));
    };
    m_trail->setNote(valence.low == arousal.low && valence.high == arousal.high
                         ? tr("%1, %2").arg(model, ends(valence))
                         : tr("%1, %2 and %3").arg(model, ends(valence), ends(arousal)));
}

void LiveDisplay::clear() {
    m_shown = {};
    m_posteriors.clear();
    m_seconds = 0.0;
    m_unpainted.reset();
    m_dial->setPosteriors({}, -1);
    m_word->showNothing();
    m_word->setPresence(0.0);
    m_word->setLine({});
    m_trail->clear();
    m_strip->clear();
    m_level->clear();
    m_adaptation->clear();
    setCaption({});
}

QString LiveDisplay::tag() const { return m_tag->isHidden() ? QString() : m_tag->text(); }

void LiveDisplay::setTag(const QString& tag) {
    m_tag->setText(tag);
    m_tag->setVisible(!tag.isEmpty());
}

QString LiveDisplay::caption() const { return m_caption->isHidden() ? QString() : m_caption->text(); }

void LiveDisplay::setCaption(const QString& text) {
    m_caption->setText(text);
    m_caption->setVisible(!text.isEmpty());
}

void LiveDisplay::setAdaptation(const QString& sentence) { m_adaptation->setText(sentence); }

void LiveDisplay::addMark() { m_strip->addMark(); }

void LiveDisplay::addSound(const LiveSound& sound) {
    m_level->add(sound.seconds, sound.rmsDb, sound.peakDb, sound.clipped);
    for (const LiveSound::Column& each : sound.columns) m_strip->addColumn(each.low, each.high, each.decibels);
    fade(sound.seconds);
}

/// What was said goes slowly, and never turns into another word.
void LiveDisplay::fade(double seconds) {
    if (m_shown.kind != live::ShownWord::Kind::NoSpeech || m_posteriors.empty()) return;
    const double presence = std::clamp(1.0 - (seconds - m_shown.sinceSeconds) / kFadeSeconds, 0.0, 1.0);
    m_word->setPresence(presence);
    m_dial->setPosteriors(presence > 0.0 ? m_posteriors : std::vector<double>(), -1, presence);
    if (presence == 0.0) m_posteriors.clear();
}

QString LiveDisplay::lineOf(const live::LiveMoment& moment) const {
    const live::ShownWord& word = moment.word;
    if (word.kind != live::ShownWord::Kind::Word) return {};
    const QString since = QLocale().toString(std::max(0.0, moment.result.endSeconds - word.sinceSeconds), 'f', 1);
    const auto second = static_cast<std::size_t>(word.second);
    if (word.second < 0 || second >= moment.result.posteriors.size()) return tr("since %1 s").arg(since);
    return tr("since %1 s, next %2 %3")
        .arg(since, Theme::emotionWord(m_classes.value(word.second)),
             widgets::posteriorText(static_cast<double>(moment.result.posteriors[second])));
}

void LiveDisplay::showWord(const live::LiveMoment& moment) {
    m_shown = moment.word;
    switch (m_shown.kind) {
        case live::ShownWord::Kind::Word:
            m_word->showWord(m_classes.value(m_shown.best));
            m_word->setPresence(1.0);
            break;
        case live::ShownWord::Kind::Unsure:
            m_word->showUnsure(m_classes.value(m_shown.best), m_classes.value(m_shown.second));
            m_word->setPresence(1.0);
            break;
        case live::ShownWord::Kind::NoSpeech:
            m_word->showNothing();
            break;
    }
    m_word->setLine(lineOf(moment));
}

std::optional<QPointF> LiveDisplay::placeOf(const live::LiveResult& result) const {
    if (m_scales) {
        if (result.dimensions.size() != 2) return std::nullopt;
        const auto on = [](float value, const store::Dimension& scale) {
            return 2.0 * (static_cast<double>(value) - scale.low) / std::max(1e-9, scale.high - scale.low) - 1.0;
        };
        return QPointF(on(result.dimensions[0], m_scales->first), on(result.dimensions[1], m_scales->second));
    }
    const auto place = live::affectOf(result.posteriors, m_names);
    return place ? std::optional(QPointF(place->valence, place->arousal)) : std::nullopt;
}

void LiveDisplay::showMoment(const live::LiveMoment& moment, std::int64_t ready) {
    if (moment.result.kind != live::LiveResult::Kind::Hop) return;
    m_seconds = moment.result.endSeconds;
    std::vector<double> posteriors(moment.result.posteriors.begin(), moment.result.posteriors.end());
    m_strip->setPosteriors(posteriors);
    showWord(moment);
    if (posteriors.empty()) {
        m_trail->addNothing(m_seconds);
        fade(m_seconds);
    } else {
        m_posteriors = posteriors;
        const bool speaks = m_shown.kind != live::ShownWord::Kind::NoSpeech;
        if (speaks) m_dial->setPosteriors(posteriors, m_shown.kind == live::ShownWord::Kind::Word ? m_shown.best : -1);
        if (const auto place = placeOf(moment.result)) {
            const auto largest = std::max_element(posteriors.begin(), posteriors.end()) - posteriors.begin();
            m_trail->add(m_seconds, *place, Theme::instance().emotionFill(m_classes.value(static_cast<int>(largest))));
        } else {
            m_trail->addNothing(m_seconds);
        }
    }
    if (ready > 0) m_unpainted = {ready, moment.result.delayMilliseconds};
    update();
}

void LiveDisplay::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance().color(Ink::Data));
    if (!m_unpainted) return;
    // What is painted now is on its way to the screen when the event loop comes back.
    QTimer::singleShot(0, this, [this, unpainted = *m_unpainted] {
        Q_EMIT painted(unpainted.delayMilliseconds + 1e-6 * static_cast<double>(core::steadyNow() - unpainted.ready));
    });
    m_unpainted.reset();
}

}  // namespace prososcope::gui
