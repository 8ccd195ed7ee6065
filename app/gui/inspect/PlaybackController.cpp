// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/PlaybackController.h"

#include <QAction>
#include <algorithm>
#include <cmath>

#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/Playback.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "engine/audio/TimeStretcher.h"

namespace prososcope::gui {

using widgets::TimeView;

namespace {

constexpr double kPageAt = 0.9;  // of the view: where playback turns the page
constexpr double kPageMargin = 0.05;
constexpr double kNearEnd = 0.01;  // seconds: Space from the very end begins anew

}  // namespace

PlaybackController::PlaybackController(const PageContext& context, InspectPage* page, Playback* playback)
    : QObject(page), m_context(context), m_page(page), m_playback(playback) {
    addActions();
    connect(m_playback, &Playback::positionChanged, this, &PlaybackController::moved);
    connect(page->panes(), &RecordingPanes::cursorPlaced, this, &PlaybackController::cursorPlaced);
}

void PlaybackController::addActions() {
    const auto add = [this](ActionSpec spec, std::function<void()> run) {
        spec.menu = QStringLiteral("play");
        spec.scope = KeyScope::SignalPane;
        return m_context.actions->add(spec, std::move(run));
    };
    add({.id = "play.toggle",
         .text = tr("&Play or pause"),
         .description = tr("Play from the cursor, pause, go on."),
         .keys = {QKeySequence(Qt::Key_Space)},
         .icon = "play"},
        [this] { togglePlay(); });
    add({.id = "play.selection",
         .text = tr("Play &selection"),
         .description = tr("Play what is selected, or what is visible."),
         .keys = {QKeySequence(Qt::Key_Tab)},
         .icon = "play"},
        [this] { playSelection(); });
    add({.id = "play.window",
         .text = tr("Play what is &visible"),
         .description = tr("Play from the left edge of the view to the right."),
         .keys = {QKeySequence(Qt::SHIFT | Qt::Key_Tab)},
         .icon = "play"},
        [this] { playWindow(); });
    add({.id = "play.stop",
         .text = tr("S&top"),
         .description = tr("Stop playing and return to where it began; pressed again, clear the selection."),
         .keys = {QKeySequence(Qt::Key_Escape)},
         .icon = "stop"},
        [this] { stopOrClear(); });
    add({.id = "play.loop",
         .text = tr("&Loop"),
         .description = tr("Play again from the start when the end is reached."),
         .keys = {QKeySequence(Qt::Key_L)},
         .icon = "loop",
         .checkable = true},
        [this] { m_loop = m_context.actions->action("play.loop")->isChecked(); });
    add({.id = "play.onlySelection",
         .text = tr("&Only the selection"),
         .description = tr("Play stays inside the selection where there is one."),
         .keys = {QKeySequence(Qt::Key_S)},
         .checkable = true},
        [this] { m_onlySelection = m_context.actions->action("play.onlySelection")->isChecked(); });
    const QString withoutStretcher = tr("This build plays at normal speed only: it was made without the Rubber Band library.");
    const bool canChange = canChangeSpeed();
    add({.id = "play.slower",
         .text = tr("Slo&wer"),
         .description = canChange ? tr("Play slower at the same pitch.") : withoutStretcher,
         .keys = {QKeySequence(Qt::Key_Comma)}},
        [this] { stepSpeed(-1); })
        ->setEnabled(canChange);
    add({.id = "play.faster",
         .text = tr("&Faster"),
         .description = canChange ? tr("Play faster at the same pitch.") : withoutStretcher,
         .keys = {QKeySequence(Qt::Key_Period)}},
        [this] { stepSpeed(1); })
        ->setEnabled(canChange);
    add({.id = "play.automaticLevel",
         .text = tr("&Automatic level"),
         .description = tr("Raise quiet recordings to a level that can be heard."),
         .checkable = true},
        [this] { setAutomaticLevel(m_context.actions->action("play.automaticLevel")->isChecked()); });
    m_context.actions->action("play.automaticLevel")->setChecked(m_automaticLevel);
}

bool PlaybackController::canChangeSpeed() { return audio::TimeStretcher::available(); }

QJsonObject PlaybackController::saveState() const {
    return {{"loop", m_loop},     {"onlySelection", m_onlySelection}, {"automaticLevel", m_automaticLevel}, {"speed", m_speed},
            {"volume", m_volume}, {"device", m_playback->device()}};
}

void PlaybackController::restoreState(const QJsonObject& state) {
    m_loop = state["loop"].toBool(m_loop);
    m_onlySelection = state["onlySelection"].toBool(m_onlySelection);
    m_context.actions->action("play.loop")->setChecked(m_loop);
    m_context.actions->action("play.onlySelection")->setChecked(m_onlySelection);
    setAutomaticLevel(state["automaticLevel"].toBool(m_automaticLevel));
    setSpeed(state["speed"].toDouble(m_speed));
    setVolume(state["volume"].toDouble(m_volume));
    setDevice(state["device"].toString());
}

void PlaybackController::setSpeed(double speed) {
    m_speed = canChangeSpeed() && std::isfinite(speed)
                  ? std::clamp(speed, audio::TimeStretcher::kSlowest, audio::TimeStretcher::kFastest)
                  : 1.0;
    m_playback->setSpeed(m_speed);
    Q_EMIT settingsChanged();
}

void PlaybackController::stepSpeed(int steps) {
    const auto* nearest = std::min_element(std::begin(kSpeeds), std::end(kSpeeds), [this](double one, double other) {
        return std::abs(one - m_speed) < std::abs(other - m_speed);
    });
    const std::ptrdiff_t place = std::clamp<std::ptrdiff_t>(nearest - std::begin(kSpeeds) + steps, 0, std::size(kSpeeds) - 1);
    setSpeed(kSpeeds[place]);
}

void PlaybackController::setVolume(double volume) {
    m_volume = std::isfinite(volume) ? std::clamp(volume, 0.0, 1.0) : 1.0;
    m_playback->setVolume(m_volume);
    Q_EMIT settingsChanged();
}

void PlaybackController::setAutomaticLevel(bool automatic) {
    m_automaticLevel = automatic;
    m_context.actions->action("play.automaticLevel")->setChecked(automatic);
    Q_EMIT settingsChanged();
}

void PlaybackController::setDevice(const QString& label) {
    m_playback->setDevice(label);
    Q_EMIT settingsChanged();
}

RecordingModel* PlaybackController::shown() const {
    auto* recording = m_page->current();
    return recording != nullptr && recording->state() == RecordingModel::State::Open ? recording : nullptr;
}

void PlaybackController::playSpan(double start, double end, double begin) {
    auto* recording = shown();
    if (recording == nullptr) return;
    if (m_playing && m_playing != recording) m_playing->view()->setPlayPosition(-1.0);
    if (m_playing) m_playing->view()->disconnect(this);
    m_playing = recording;
    auto* view = recording->view();
    connect(view, &TimeView::rangeChanged, this, &PlaybackController::rangeChanged);
    m_following = true;
    m_turned = false;
    m_startBefore = view->start();
    m_endBefore = view->end();
    m_spanBefore = view->span();
    m_spanEnd = end < 0.0 ? recording->duration() : end;
    m_playback->play({.path = recording->path().toStdString(),
                      .startSeconds = start,
                      .endSeconds = end,
                      .loop = m_loop,
                      .gain = static_cast<float>(m_automaticLevel ? recording->automaticGain() : 1.0),
                      .beginSeconds = begin,
                      .source = recording->source(),
                      .muted = recording->channels().silenced()});
}

void PlaybackController::channelsChanged() {
    if (m_playing && m_playing == shown()) m_playback->setMuted(m_playing->channels().silenced());
}

void PlaybackController::togglePlay() {
    const auto* recording = shown();
    if (recording == nullptr) return;
    if (m_playback->isActive() && m_playing == recording && m_playback->path() == recording->path()) {
        m_playback->togglePause();
    } else {
        playFromCursor();
    }
}

void PlaybackController::playFromCursor() {
    auto* recording = shown();
    if (recording == nullptr) return;
    const auto* view = recording->view();
    if (m_onlySelection && view->hasSelection()) {
        const bool inside = view->cursor() >= view->selectionStart() && view->cursor() < view->selectionEnd() - kNearEnd;
        if (m_loop) {
            playSpan(view->selectionStart(), view->selectionEnd(), inside ? view->cursor() : -1.0);
        } else {
            playSpan(inside ? view->cursor() : view->selectionStart(), view->selectionEnd());
        }
        return;
    }
    const double from = view->cursor() >= view->duration() - kNearEnd ? 0.0 : view->cursor();
    if (m_loop) {
        playSpan(0.0, -1.0, from);
    } else {
        playSpan(from, -1.0);
    }
}

void PlaybackController::playSelection() {
    auto* recording = shown();
    if (recording == nullptr) return;
    const auto* view = recording->view();
    if (view->hasSelection()) {
        playSpan(view->selectionStart(), view->selectionEnd());
    } else {
        playWindow();
    }
}

void PlaybackController::playWindow() {
    auto* recording = shown();
    if (recording != nullptr) playSpan(recording->view()->start(), recording->view()->end());
}

void PlaybackController::stopOrClear() {
    auto* recording = shown();
    if (!m_playback->isActive()) {
        if (recording != nullptr) recording->view()->clearSelection();
        return;
    }
    const bool turned = m_turned && m_playing == recording && recording != nullptr;
    m_playback->stop();
    if (!turned) return;
    m_turning = true;
    recording->view()->setRange(m_startBefore, m_endBefore);
    m_turning = false;
}

void PlaybackController::cursorPlaced() {
    auto* recording = shown();
    if (recording == nullptr || !m_playback->isActive() || m_playing != recording) return;
    if (m_playback->isPaused()) {
        m_playback->stop();  // Space then begins at the new place
    } else {
        playFromCursor();
    }
}

void PlaybackController::moved(double seconds) {
    if (!m_playing) return;
    auto* view = m_playing->view();
    if (seconds < 0.0 || m_playing->path() != m_playback->path()) {
        view->setPlayPosition(-1.0);
        view->disconnect(this);
        m_playing = nullptr;
        return;
    }
    view->setPlayPosition(seconds);
    if (m_following) turnPage(seconds);
}

void PlaybackController::turnPage(double seconds) {
    auto* view = m_playing->view();
    const bool lastPage = view->end() >= std::min(view->duration(), m_spanEnd) - 1e-6;  // the rest is in sight
    if (seconds >= view->start() && (lastPage || seconds < view->start() + kPageAt * view->span())) return;
    const double start = seconds - kPageMargin * view->span();
    const double before = view->start();
    m_turning = true;
    view->setRange(std::clamp(start, 0.0, std::max(0.0, view->duration() - view->span())),
                   std::clamp(start, 0.0, std::max(0.0, view->duration() - view->span())) + view->span());
    m_turning = false;
    m_turned = m_turned || view->start() != before;
}

void PlaybackController::rangeChanged() {
    if (m_turning || !m_playing) return;
    // A zoom that keeps in sight what is heard is followed; a scroll is the user's wish to look elsewhere.
    const auto* view = m_playing->view();
    const bool zoomed = std::abs(view->span() - m_spanBefore) > 1e-9;
    m_spanBefore = view->span();
    const double at = view->playPosition();
    if (!zoomed || at < view->start() || at > view->end()) {
        m_following = false;
        m_turned = false;  // nor does the view return to where playing began
    }
}

}  // namespace prososcope::gui
