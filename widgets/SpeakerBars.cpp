// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/SpeakerBars.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "widgets/DivergingMap.h"
#include "widgets/ScoreText.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr int kBarHeight = 12;
constexpr int kValueWidth = 44;
constexpr double kLeastReach = 0.1;  // of bars of differences
constexpr double kBarTone = 0.8;     // position on the sequential map

QString genderLetter(const QString& gender) {
    if (gender == QLatin1String("female")) return QCoreApplication::translate("SpeakerBars", "f", "female, one letter");
    if (gender == QLatin1String("male")) return QCoreApplication::translate("SpeakerBars", "m", "male, one letter");
    return gender;
}

}  // namespace

SpeakerBars::SpeakerBars(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Recall by speaker"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void SpeakerBars::setScores(std::vector<SpeakerScore> scores, Kind kind) {
    m_scores = std::move(scores);
    m_kind = kind;
    m_reach = 1.0;
    if (kind == Kind::Differences) {
        m_reach = kLeastReach;
        for (const SpeakerScore& score : m_scores) {
            if (std::abs(score.recall) > m_reach) m_reach = std::abs(score.recall);
        }
    }
    setAccessibleName(kind == Kind::Speakers  ? tr("Recall by speaker")
                      : kind == Kind::Genders ? tr("Recall by gender")
                                              : tr("Difference by speaker"));
    summaryChanged(this);
    updateGeometry();
    update();
}

int SpeakerBars::worst() const {
    int found = -1;
    for (std::size_t i = 0; i < m_scores.size(); ++i) {
        if (std::isnan(m_scores[i].recall)) continue;
        if (found < 0 || m_scores[i].recall < m_scores[static_cast<std::size_t>(found)].recall) found = static_cast<int>(i);
    }
    return found;
}

QString SpeakerBars::worstSentence() const {
    const int index = worst();
    if (index < 0) return {};
    if (m_kind == Kind::Differences) {
        return m_scores[static_cast<std::size_t>(index)].recall < 0.0
                   ? tr("largest loss: %1 (%2)").arg(name(index), value(index, 2))
                   : tr("no speaker loses");
    }
    return tr("lowest: %1 (%2)").arg(name(index), value(index, 2));
}

QString SpeakerBars::name(int index) const {
    const SpeakerScore& score = m_scores[static_cast<std::size_t>(index)];
    return m_kind == Kind::Genders ? label(index) : tr("speaker %1").arg(score.speaker);
}

QString SpeakerBars::value(int index, int digits) const {
    const double recall = m_scores[static_cast<std::size_t>(index)].recall;
    const QString text = scoreText(recall, digits);
    return m_kind == Kind::Differences && recall > 0.0 ? QLatin1Char('+') + text : text;
}

QString SpeakerBars::label(int index) const {
    const SpeakerScore& score = m_scores[static_cast<std::size_t>(index)];
    if (m_kind == Kind::Genders) {
        if (score.speaker == QLatin1String("female")) return tr("female");
        return score.speaker == QLatin1String("male") ? tr("male") : score.speaker;
    }
    return score.gender.isEmpty() ? score.speaker : score.speaker + QLatin1Char(' ') + genderLetter(score.gender);
}

int SpeakerBars::rowHeight() const { return QFontMetrics(Theme::instance().font(Theme::Size::Small)).height() + 5; }

int SpeakerBars::labelWidth() const {
    const QFontMetrics metrics(Theme::instance().font(Theme::Size::Small));
    int widest = 0;
    for (int i = 0; i < static_cast<int>(m_scores.size()); ++i) widest = std::max(widest, metrics.horizontalAdvance(label(i)));
    return std::min(widest + 12, std::max(60, width() / 3));
}

QRect SpeakerBars::barRect(int index) const {
    const int left = labelWidth();
    const double recall = m_scores[static_cast<std::size_t>(index)].recall;
    const int full = std::max(20, width() - left - kValueWidth);
    const int top = index * rowHeight() + (rowHeight() - kBarHeight) / 2;
    if (m_kind != Kind::Differences)
        return {left, top, std::isnan(recall) ? 0 : static_cast<int>(std::lround(recall * full)), kBarHeight};
    const int length = std::isnan(recall) ? 0 : static_cast<int>(std::lround(std::abs(recall) / m_reach * full / 2.0));
    return {left + full / 2 - (recall < 0.0 ? length : 0), top, length, kBarHeight};
}

QString SpeakerBars::plotSummary() const {
    if (m_scores.empty()) return tr("No speakers.");
    QStringList parts{m_kind == Kind::Genders ? tr("%1 genders, %2.").arg(m_scores.size()).arg(worstSentence())
                                              : tr("%1 speakers, %2.").arg(m_scores.size()).arg(worstSentence())};
    for (int i = 0; i < static_cast<int>(m_scores.size()); ++i)
        parts << (m_kind == Kind::Genders ? tr("%1: %2.").arg(label(i), value(i, 2))
                                          : tr("Speaker %1: %2.").arg(label(i), value(i, 2)));
    return parts.join(QLatin1Char(' '));
}

QString SpeakerBars::tabSeparated() const {
    QString text = m_kind == Kind::Differences ? QStringLiteral("speaker\tgender\tdifference\tutterances\n")
                                               : QStringLiteral("speaker\tgender\tuar\tutterances\n");
    for (const SpeakerScore& score : m_scores) {
        const QString recall = std::isnan(score.recall) ? QString() : QString::number(score.recall, 'f', 4);
        text += QStringList{score.speaker, score.gender, recall, QString::number(score.utterances)}.join(QLatin1Char('\t')) +
                QLatin1Char('\n');
    }
    return text;
}

QSize SpeakerBars::sizeHint() const { return {320, std::max(2, static_cast<int>(m_scores.size()) + 2) * rowHeight()}; }

QSize SpeakerBars::minimumSizeHint() const { return {180, sizeHint().height()}; }

void SpeakerBars::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Ink::Data));
    painter.setFont(theme.font(Theme::Size::Small));
    if (m_scores.empty()) {
        painter.setPen(theme.color(Ink::Muted));
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, tr("No speakers to compare."));
        return;
    }
    const QFontMetrics metrics = painter.fontMetrics();
    const int left = labelWidth();
    for (int i = 0; i < static_cast<int>(m_scores.size()); ++i) {
        const QRect bar = barRect(i);
        const QRect line(0, i * rowHeight(), width(), rowHeight());
        painter.setPen(theme.color(Ink::Muted));
        painter.drawText(line.adjusted(0, 0, left - 8 - width(), 0), Qt::AlignVCenter,
                         metrics.elidedText(label(i), Qt::ElideMiddle, left - 8));
        const bool signedBar = m_kind == Kind::Differences;
        const double recall = m_scores[static_cast<std::size_t>(i)].recall;
        painter.fillRect(bar, signedBar ? diverging(recall < 0.0 ? -kBarTone : kBarTone) : theme.sequential(kBarTone));
        const int right = signedBar ? width() - kValueWidth : bar.right() + 1;
        painter.drawText(QRect(right + 8, line.top(), kValueWidth, line.height()), Qt::AlignVCenter, value(i, 2));
    }
    if (m_kind == Kind::Differences) {
        const int middle = left + std::max(20, width() - left - kValueWidth) / 2;
        painter.setPen(QPen(theme.color(Ink::ControlBorder), 0));
        painter.drawLine(middle, 0, middle, static_cast<int>(m_scores.size()) * rowHeight());
    }
    painter.setPen(theme.color(Ink::Muted));
    painter.drawText(QRect(0, static_cast<int>(m_scores.size()) * rowHeight() + 8, width(), rowHeight()), Qt::AlignVCenter,
                     worstSentence());
    if (hasFocus()) {
        painter.setPen(theme.color(Ink::Accent));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void SpeakerBars::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        if (!m_scores.empty()) QGuiApplication::clipboard()->setText(tabSeparated());
        return;
    }
    QWidget::keyPressEvent(event);
}

bool SpeakerBars::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int row = help->pos().y() / std::max(1, rowHeight());
    if (row >= 0 && row < static_cast<int>(m_scores.size())) {
        const SpeakerScore& score = m_scores[static_cast<std::size_t>(row)];
        QToolTip::showText(
            help->globalPos(),
            m_kind != Kind::Speakers
                ? tr("%1: %2 over %3 utterances.").arg(name(row), value(row, 3)).arg(score.utterances)
                : tr("Speaker %1: UAR %2 over %3 utterances.\nMean recall over the classes that this speaker has.")
                      .arg(label(row), scoreText(score.recall, 3))
                      .arg(score.utterances),
            this);
    } else {
        QToolTip::hideText();
    }
    return true;
}

}  // namespace prososcope::widgets
