// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/EmotionWord.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

#include "widgets/Presentation.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {
constexpr double kWindowShare = 0.25;  ///< largest height of the word, of the window's
constexpr double kSymbolShare = 0.62;  ///< side of the symbol, of the word's height
constexpr double kGapShare = 0.35;     ///< between symbol and word
constexpr double kUnsureShare = 0.45;  ///< height of the two likeliest, of the word's
constexpr double kLineShare = 0.20;
constexpr int kLeastPixels = 14;
const QString kDash = QStringLiteral("\u2013");

QFont bold(int pixels) {
    QFont font = Theme::instance().font(Theme::Size::Title, true);
    font.setPixelSize(std::max(kLeastPixels, pixels));
    return font;
}
}  // namespace

EmotionWord::EmotionWord(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Emotion now"));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void EmotionWord::setClasses(const QStringList& classes) {
    m_classes = classes;
    showNothing();
}

void EmotionWord::become(State state, const QString& first, const QString& second) {
    if (state == m_state && first == m_first && second == m_second) return;
    m_state = state;
    if (state != State::Nothing) {
        m_first = first;
        m_second = second;
        m_presence = 1.0;
    }
    summaryChanged(this);
    update();
}

void EmotionWord::showWord(const QString& emotion) { become(State::Word, emotion, {}); }
void EmotionWord::showUnsure(const QString& first, const QString& second) { become(State::Unsure, first, second); }
void EmotionWord::showNothing() { become(State::Nothing, m_first, m_second); }

void EmotionWord::setPresence(double presence) {
    m_presence = std::clamp(presence, 0.0, 1.0);
    update();
}

void EmotionWord::setLine(const QString& line) {
    if (line == m_line) return;
    m_line = line;
    summaryChanged(this);
    update();
}

void EmotionWord::setPresentation(bool presentation) {
    m_presentation = presentation;
    update();
}

QString EmotionWord::text() const {
    switch (m_state) {
        case State::Word:
            return Theme::emotionWord(m_first);
        case State::Unsure:
            return m_second.isEmpty() ? tr("unsure: %1").arg(Theme::emotionWord(m_first))
                                      : tr("unsure: %1 or %2").arg(Theme::emotionWord(m_first), Theme::emotionWord(m_second));
        case State::Nothing:
            break;
    }
    return tr("no speech");
}

QString EmotionWord::plotSummary() const { return m_line.isEmpty() ? text() : text() + QStringLiteral("; ") + m_line; }

/// As large as the longest word, its symbol and the line allow.
int EmotionWord::wordPixels() const {
    const double most = kWindowShare * window()->height();
    const double forLine = std::max(1.0, height() / (1.25 + 2.0 * kLineShare));
    double pixels = std::min(most, forLine);
    const QFontMetricsF metrics(bold(100));
    double longest = metrics.horizontalAdvance(kDash);
    for (const auto& emotion : m_classes) longest = std::max(longest, metrics.horizontalAdvance(Theme::emotionWord(emotion)));
    const double wide = longest / 100.0 + kSymbolShare + kGapShare;  // of the word's pixels
    pixels = std::min(pixels, width() / wide);
    return std::max(kLeastPixels, static_cast<int>(pixels));
}

int EmotionWord::linePixels(int wordPixels) const {
    const int least = m_presentation ? viewFont(*this, Theme::Size::Normal, true).pixelSize() : kLeastPixels;
    return std::max(least, static_cast<int>(kLineShare * wordPixels));
}

void EmotionWord::paintWord(QPainter& painter, const QRectF& area, int pixels) {
    const double side = kSymbolShare * pixels;
    painter.save();
    painter.translate(area.left() + side / 2.0, area.center().y());
    painter.fillPath(Theme::emotionSymbol(m_first, side), Theme::instance().emotionFill(m_first));
    painter.restore();
    painter.setFont(bold(pixels));
    painter.setPen(Theme::instance().color(Ink::Text));
    painter.drawText(area.adjusted(side + kGapShare * pixels, 0.0, 0.0, 0.0), Qt::AlignLeft | Qt::AlignVCenter,
                     Theme::emotionWord(m_first));
}

void EmotionWord::paintUnsure(QPainter& painter, const QRectF& area, int pixels) {
    const int small = static_cast<int>(kUnsureShare * pixels);
    painter.setFont(bold(small));
    painter.setPen(viewInk(Ink::Muted, m_presentation));
    painter.drawText(area.adjusted(0.0, 0.0, 0.0, -area.height() / 2.0), Qt::AlignLeft | Qt::AlignVCenter, tr("unsure"));
    double x = area.left();
    const double y = area.top() + 0.75 * area.height();
    const QFontMetricsF metrics(painter.font());
    for (const auto& emotion : {m_first, m_second}) {
        if (emotion.isEmpty()) continue;
        const double side = kSymbolShare * small;
        painter.save();
        painter.translate(x + side / 2.0, y);
        painter.fillPath(Theme::emotionSymbol(emotion, side), Theme::instance().emotionFill(emotion));
        painter.restore();
        x += side + 0.5 * kGapShare * small;
        const QString word = Theme::emotionWord(emotion);
        const double wide = metrics.horizontalAdvance(word);
        painter.setPen(Theme::instance().color(Ink::Text));
        painter.drawText(QRectF(x, y - area.height() / 4.0, wide + 2.0, area.height() / 2.0), Qt::AlignLeft | Qt::AlignVCenter,
                         word);
        x += wide + kGapShare * 2.0 * small;
    }
}

void EmotionWord::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int pixels = wordPixels();
    const int line = linePixels(pixels);
    const double high = 1.25 * pixels;
    const QRectF area(0.0, (height() - high - 1.6 * line) / 2.0, width(), high);
    const bool fading = m_state == State::Nothing && m_presence > 0.0 && !m_first.isEmpty();
    if (m_state == State::Nothing) {
        painter.setOpacity(1.0 - (fading ? m_presence : 0.0));
        painter.setFont(bold(pixels));
        painter.setPen(viewInk(Ink::Muted, m_presentation));
        painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, kDash);
    }
    if (fading) painter.setOpacity(m_presence);
    if (m_state == State::Word || (fading && m_second.isEmpty()))
        paintWord(painter, area, pixels);
    else if (m_state == State::Unsure || fading)
        paintUnsure(painter, area, pixels);
    painter.setOpacity(1.0);
    QFont font = Theme::instance().font(Theme::Size::Normal);
    font.setPixelSize(line);
    painter.setFont(font);
    painter.setPen(viewInk(Ink::Muted, m_presentation));
    const QRectF under(0.0, area.bottom(), width(), 1.6 * line);
    painter.drawText(under, Qt::AlignLeft | Qt::AlignVCenter, QFontMetricsF(font).elidedText(m_line, Qt::ElideRight, width()));
}

}  // namespace prososcope::widgets
