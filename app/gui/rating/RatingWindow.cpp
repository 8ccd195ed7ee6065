// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/rating/RatingWindow.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "app/gui/PageParts.h"
#include "widgets/AffectPad.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kSampleMilliseconds = 20;
constexpr int kClassColumns = 3;
constexpr int kWidest = 760;
constexpr int kHighest = 760;  ///< of a plane to trace on
constexpr int kLow = 480;      ///< of a few rows of buttons

/// The keys of classes, in order. S leaves an utterance for later.
constexpr const char* kKeys = "123456789ABCDEFGHIJKLMNOPQRTUVWXYZ";

}  // namespace

RatingWindow::RatingWindow(const QString& workspaceFolder, store::RatingRound round, QWidget* parent)
    : QDialog(parent), m_round(std::move(round)), m_source(workspaceFolder.toStdString()) {
    setObjectName(QStringLiteral("rating"));
    setWindowTitle(tr("Rate %1").arg(QString::fromStdString(m_round.corpus)));
    setAttribute(Qt::WA_DeleteOnClose);
    setFocusPolicy(Qt::StrongFocus);
    m_title = new QLabel(this);
    m_facts = new QLabel(this);
    m_say = new QLabel(this);
    for (QLabel* label : {m_title, m_facts, m_say}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_say->setObjectName(QStringLiteral("sentence"));
    paintText(m_facts, Ink::Muted);
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Rated utterances"));

    const auto button = [this](const QString& text, const QString& tip, void (RatingWindow::*slot)()) {
        auto* made = new QPushButton(text, this);
        made->setAutoDefault(false);
        made->setFocusPolicy(Qt::TabFocus);
        made->setToolTip(tip);
        connect(made, &QPushButton::clicked, this, [this, slot] { (this->*slot)(); });
        return made;
    };
    m_again = button(tr("Play again"), tr("Space"), &RatingWindow::play);
    m_back = button(tr("Back"), tr("Backspace"), &RatingWindow::goBack);
    m_skip = button(tr("Later"), tr("S"), &RatingWindow::skip);
    m_close = new QPushButton(tr("Close"), this);
    m_close->setAutoDefault(false);
    m_close->setFocusPolicy(Qt::TabFocus);
    m_close->setToolTip(tr("Escape. What was said is stored; the round goes on where it was."));
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton* one : {m_again, m_back, m_skip}) buttons->addWidget(one);
    buttons->addStretch(1);
    buttons->addWidget(m_close);

    // A column in the middle: the window covers what is behind it.
    auto* content = new QWidget(this);
    content->setMaximumSize(kWidest, m_round.isTraced() ? kHighest : kLow);
    auto* middle = new QGridLayout(this);
    middle->setContentsMargins(24, 20, 24, 20);
    middle->addWidget(content, 1, 1);
    middle->setColumnStretch(1, 1);
    middle->setRowStretch(1, 1);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_title);
    layout->addWidget(m_facts);
    layout->addWidget(m_progress);
    layout->addWidget(m_round.isTraced() ? buildPad() : buildClasses(), 1);
    layout->addWidget(m_say);
    layout->addLayout(buttons);
    resize(m_round.isTraced() ? QSize(560, 680) : QSize(620, 420));

    m_sampling.setInterval(kSampleMilliseconds);
    m_sampling.setTimerType(Qt::PreciseTimer);
    connect(&m_sampling, &QTimer::timeout, this, &RatingWindow::sample);
    connect(&m_player, &UtterancePlayer::stopped, this, &RatingWindow::playEnded);
    connect(&m_player, &UtterancePlayer::problem, this, [this](const QString& problem) { say(problem, true); });
    connect(&m_source, &RatingSource::opened, this, &RatingWindow::begin);
    connect(&m_source, &RatingSource::failed, this, [this](const QString& problem) { say(problem, true); });
    connect(&m_source, &RatingSource::saved, this, &RatingWindow::stored);
    connect(&m_source, &RatingSource::saveFailed, this, [this](const QString& utterance, const QString& problem) {
        // It comes again at the end of the round.
        const auto& order = m_source.order();
        const auto place = std::find(order.begin(), order.end(), utterance.toStdString());
        if (place != order.end()) m_queue.push_back(static_cast<int>(place - order.begin()));
        m_given.erase(utterance.toStdString());
        showProgress();
        say(problem, true);
    });
    connect(&Theme::instance(), &Theme::changed, this, &RatingWindow::applyTheme);
    applyTheme();
    for (QPushButton* one : {m_again, m_back, m_skip}) one->setEnabled(false);
    for (QPushButton* one : m_classes) one->setEnabled(false);
    m_source.open(m_round);
}

QWidget* RatingWindow::buildClasses() {
    auto* area = new QWidget(this);
    auto* grid = new QGridLayout(area);
    grid->setContentsMargins(0, 8, 0, 8);
    grid->setSpacing(8);
    for (std::size_t i = 0; i < m_round.classes.size(); ++i) {
        const QString word = QString::fromStdString(m_round.classes[i]);
        const QString key = i < std::char_traits<char>::length(kKeys) ? QString(QLatin1Char(kKeys[i])) : QString();
        auto* made = new QPushButton(
            key.isEmpty() ? Theme::emotionWord(word) : QStringLiteral("%1   %2").arg(key, Theme::emotionWord(word)), area);
        made->setAutoDefault(false);
        made->setFocusPolicy(Qt::TabFocus);
        made->setMinimumHeight(44);
        made->setAccessibleName(Theme::emotionWord(word));
        connect(made, &QPushButton::clicked, this, [this, i] { choose(static_cast<int>(i)); });
        grid->addWidget(made, static_cast<int>(i) / kClassColumns, static_cast<int>(i) % kClassColumns);
        m_classes << made;
    }
    grid->setRowStretch(static_cast<int>(m_round.classes.size()) / kClassColumns + 1, 1);
    return area;
}

QWidget* RatingWindow::buildPad() {
    m_pad = new widgets::AffectPad(this);
    connect(m_pad, &widgets::AffectPad::moved, this, [this] {
        if (m_moved || !m_player.isPlaying()) return;
        m_moved = true;
        m_firstMove = static_cast<double>(m_since.elapsed()) / 1000.0;
    });
    return m_pad;
}

void RatingWindow::applyTheme() {
    const Theme& theme = Theme::instance();
    m_title->setFont(theme.font(Theme::Size::Large, true));
    for (QPushButton* one : m_classes) one->setFont(theme.font(Theme::Size::Large));
    for (std::size_t i = 0; i < m_round.classes.size(); ++i) {
        const QString word = QString::fromStdString(m_round.classes[i]);
        if (Theme::emotionOrder().contains(word)) m_classes[static_cast<int>(i)]->setIcon(theme.emotionIcon(word));
    }
}

std::string RatingWindow::current() const {
    return m_current < 0 ? std::string() : m_source.order()[static_cast<std::size_t>(m_current)];
}

QString RatingWindow::sentence() const { return m_say->text(); }

void RatingWindow::say(const QString& sentence, bool error) {
    paintText(m_say, error ? Ink::Error : Ink::Muted);
    m_say->setText(sentence);
}

void RatingWindow::begin() {
    m_opened = true;
    m_given = m_source.earlier();
    for (std::size_t i = 0; i < m_source.order().size(); ++i) {
        if (!m_given.contains(m_source.order()[i])) m_queue.push_back(static_cast<int>(i));
    }
    askNext();
}

void RatingWindow::showProgress() {
    m_rated = static_cast<int>(m_given.size());
    const int all = static_cast<int>(m_source.order().size());
    m_progress->setRange(0, std::max(1, all));
    m_progress->setValue(m_rated);
    m_facts->setText(tr("%1 of %2 rated by %3.").arg(m_rated).arg(all).arg(QString::fromStdString(m_round.rater)));
    m_back->setEnabled(!m_history.empty());
    m_skip->setEnabled(m_current >= 0 && !m_queue.empty());
    m_again->setEnabled(m_current >= 0);
}

void RatingWindow::askNext() {
    m_player.stop();
    m_current = -1;
    if (m_queue.empty()) {
        for (QPushButton* one : m_classes) one->setEnabled(false);
        if (m_pad != nullptr) m_pad->setLive(false);
        m_title->setText(tr("All utterances are rated."));
        say(tr("Thank you. The round is stored."), false);
        showProgress();
        Q_EMIT finished();
        return;
    }
    const int next = m_queue.front();
    m_queue.erase(m_queue.begin());
    ask(next);
}

void RatingWindow::ask(int index) {
    m_current = index;
    m_plays = 0;
    for (QPushButton* one : m_classes) one->setEnabled(true);
    m_title->setText(m_round.isTraced() ? tr("Show how the voice sounds while you hear it.") : tr("How does the voice sound?"));
    say(m_round.isTraced() ? tr("Space plays again and draws anew, Enter keeps the trace and goes on, Backspace goes back.")
                           : tr("Press the key before the class. Space plays again, Backspace goes back."),
        false);
    showProgress();
    play();
    // Not a button: Space would choose its class.
    if (m_pad != nullptr)
        m_pad->setFocus();
    else
        setFocus();
    Q_EMIT asked();
}

void RatingWindow::play() {
    if (m_current < 0) return;
    ++m_plays;
    m_trace.clear();
    m_moved = false;
    m_firstMove = 0.0;
    if (m_pad != nullptr) {
        m_pad->clearTrail();
        m_pad->setLive(true);
    }
    const RatedSound& sound = m_source.sound(current());
    if (std::error_code code; !std::filesystem::exists(sound.path, code)) {
        m_player.stop();
        say(tr("The recording %1 is not on this machine. S leaves it for later.")
                .arg(QString::fromStdString(sound.path.filename().string())),
            true);
        return;
    }
    m_player.play(sound.path, sound.startSeconds, sound.endSeconds);
    m_since.start();
    if (m_pad != nullptr) m_sampling.start();
}

void RatingWindow::sample() {
    if (m_current < 0 || !m_player.isPlaying()) return;
    const auto position = m_player.positionSeconds();
    if (!position) return;
    const double seconds = *position - m_source.sound(current()).startSeconds;
    if (seconds < 0.0 || (!m_trace.empty() && seconds <= m_trace.back().seconds)) return;
    const QPointF point = m_pad->point();
    m_trace.push_back({static_cast<float>(seconds), static_cast<float>(point.x()), static_cast<float>(point.y())});
}

void RatingWindow::playEnded() { m_sampling.stop(); }

void RatingWindow::choose(int index) {
    if (m_current < 0 || index < 0 || index >= static_cast<int>(m_round.classes.size())) return;
    store::Rating rating;
    rating.label = m_round.classes[static_cast<std::size_t>(index)];
    rating.reactionSeconds = m_since.isValid() ? static_cast<double>(m_since.elapsed()) / 1000.0 : 0.0;
    keep(std::move(rating));
}

void RatingWindow::keep(store::Rating rating) {
    rating.utterance = current();
    rating.plays = m_plays;
    m_source.save(rating);
    m_given[rating.utterance] = rating;
    m_history.push_back(m_current);
    askNext();
}

void RatingWindow::goBack() {
    if (m_history.empty()) return;
    if (m_current >= 0) m_queue.insert(m_queue.begin(), m_current);
    const int before = m_history.back();
    m_history.pop_back();
    const auto& id = m_source.order()[static_cast<std::size_t>(before)];
    m_given.erase(id);
    m_source.remove(id);
    ask(before);
}

void RatingWindow::skip() {
    if (m_current < 0 || m_queue.empty()) return;
    m_queue.push_back(m_current);
    askNext();
}

void RatingWindow::keyPressEvent(QKeyEvent* event) {
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    const auto isOne = [&](auto... keys) { return ((event->key() == keys) || ...); };
    if (plain && isOne(Qt::Key_Space)) {
        play();
    } else if (plain && isOne(Qt::Key_Backspace)) {
        goBack();
    } else if (plain && isOne(Qt::Key_S)) {
        skip();
    } else if (plain && isOne(Qt::Key_Return, Qt::Key_Enter) && m_pad != nullptr) {
        if (m_trace.empty()) {
            say(tr("Nothing was traced yet. Space plays the utterance."), true);
            return;
        }
        store::Rating rating;
        rating.trace = m_trace;
        rating.reactionSeconds = m_firstMove;
        keep(std::move(rating));
    } else if (plain && m_pad == nullptr && event->text().size() == 1) {
        const char key = event->text().at(0).toUpper().toLatin1();
        const std::string_view keys(kKeys);
        const auto place = key == 0 ? std::string_view::npos : keys.find(key);
        if (place == std::string_view::npos || place >= m_round.classes.size()) {
            QDialog::keyPressEvent(event);
            return;
        }
        choose(static_cast<int>(place));
    } else {
        QDialog::keyPressEvent(event);
    }
}

void RatingWindow::closeEvent(QCloseEvent* event) {
    m_player.stop();
    QDialog::closeEvent(event);
}

}  // namespace prososcope::gui
