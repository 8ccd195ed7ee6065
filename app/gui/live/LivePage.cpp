// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/live/LivePage.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "app/gui/ActionRegistry.h"
#include "app/gui/FileFilters.h"
#include "app/gui/PageParts.h"
#include "app/gui/live/ClassLegend.h"
#include "app/gui/live/LiveControls.h"
#include "app/gui/live/LiveDisplay.h"
#include "app/gui/live/LiveInputs.h"
#include "app/gui/live/LivePresentation.h"
#include "app/gui/live/LiveReplay.h"
#include "app/gui/live/LiveSourceButton.h"
#include "engine/audio/AudioFile.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr std::size_t kMostHeldSounds = 1500;  // while the display is frozen: more than its strip shows
constexpr std::size_t kMostHeldMoments = 64;
constexpr double kAnyRate = 16000.0;  // until a source tells its own

live::LiveSettings settingsFrom(const QJsonObject& state) {
    live::LiveSettings settings;
    settings.windowSeconds = state.value(QStringLiteral("window")).toDouble(settings.windowSeconds);
    settings.hopSeconds = state.value(QStringLiteral("hop")).toDouble(settings.hopSeconds);
    settings.smoothingSeconds = state.value(QStringLiteral("smoothing")).toDouble(settings.smoothingSeconds);
    settings.unsureBelow = state.value(QStringLiteral("unsure")).toDouble(settings.unsureBelow);
    settings.adapt = state.value(QStringLiteral("adapt")).toBool(settings.adapt);
    return settings;
}

}  // namespace

LivePage::LivePage(const PageContext& context, QWidget* parent)
    : LivePage(context, LiveBackend::ofEngine(context.workspaceFolder.toStdString()), parent) {}

LivePage::LivePage(const PageContext& context, LiveBackend backend, QWidget* parent)
    : Page(parent), m_context(context), m_session(new LiveSession(std::move(backend), this)), m_memory(kAnyRate) {
    build();
    registerActions();
    connectSession();
    connectKeeping();
    connect(&Theme::instance(), &Theme::changed, this, &LivePage::applyTheme);
    applyTheme();
    showState();
    showStatistics();
}

LivePage::~LivePage() = default;

void LivePage::build() {
    m_controls = new LiveControls(this);
    m_inputs = new LiveInputs(m_controls->source(), m_session->backend().makeInput, this);
    m_display = new LiveDisplay(this);
    m_display->installEventFilter(this);
    m_replay = new LiveReplay(this);
    m_presentation = new LivePresentation(this);
    m_presentation->window()->installEventFilter(this);
    auto* below = new QWidget(this);
    auto* row = new QHBoxLayout(below);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(24);
    m_lamp = new QLabel(below);
    m_lamp->setObjectName(QStringLiteral("lamp"));
    m_lamp->setTextFormat(Qt::PlainText);
    m_lamp->hide();
    paintText(m_lamp, Ink::Error);
    row->addWidget(m_lamp);
    m_numbers = new QLabel(below);
    m_numbers->setObjectName(QStringLiteral("statistics"));
    m_numbers->setTextFormat(Qt::PlainText);
    m_numbers->setWordWrap(true);
    paintText(m_numbers, Ink::Muted);
    m_legend = new ClassLegend(below);
    row->addWidget(m_numbers, 1);
    row->addWidget(m_legend);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_controls);
    column->addWidget(m_display, 1);
    column->addWidget(below);

    connect(m_display, &LiveDisplay::painted, this,
            [this](double milliseconds) { m_screenDelays.add(m_session->seconds(), milliseconds); });
    connect(m_controls, &LiveControls::changed, this, [this] {
        m_dimensions = m_controls->dimensionModels()->currentData().toString();
        m_captions = m_controls->captionModels()->currentData().toString();
        if (const store::ModelEntry* model = m_controls->model()) m_model = QString::fromStdString(model->card.name);
        restart();
        showState();
    });
    connect(m_controls->source(), &LiveSourceButton::deviceChosen, this, &LivePage::chooseDevice);
    connect(m_controls->source(), &LiveSourceButton::fileRequested, this, [this] {
        askForFile([this](const QString& file) {
            m_file = file;
            m_controls->source()->setChoice(m_device, m_file);
            m_session->switchSource(m_device, m_file);
        });
    });
}

void LivePage::applyTheme() {
    m_lamp->setFont(Theme::instance().font(Theme::Size::Small, true));
    m_numbers->setFont(Theme::instance().font(Theme::Size::Small));
}

void LivePage::connectSession() {
    connect(m_session, &LiveSession::stateChanged, this, &LivePage::showState);
    connect(m_session, &LiveSession::opened, this, [this](const LiveFacts& facts) {
        m_marks = 0;
        m_held.clear();
        m_heldMoments.clear();
        m_memory = live::LiveMemory(facts.rateHz);
        m_statistics.emplace(m_controls->settings().hopSeconds);
        m_screenDelays = live::RecentDelays();
        m_speaker = 1;
        m_speakerName.clear();
        if (std::exchange(m_recordNext, false)) m_session->record(recordingsFolder(), m_controls->recordingFormat());
        for (LiveDisplay* each : displays()) {
            each->setClasses(facts.classes);
            if (!facts.dimensionModel.isEmpty()) each->setDimensions(facts.dimensionModel, facts.valence, facts.arousal);
        }
        m_legend->setClasses(facts.classes);
        showFacts();
    });
    connect(m_session, &LiveSession::sourceChanged, this, [this](const LiveFacts& facts) {
        m_memory.setRate(facts.rateHz);
        if (!facts.recording && !m_file.isEmpty()) {  // the recording was over
            m_file.clear();
            m_controls->source()->setChoice(m_device, m_file);
        }
        showFacts();
    });
    connect(m_replay, &LiveReplay::shown, this, [this](const live::LiveMoment* moment) {
        if (moment == nullptr) return;
        for (LiveDisplay* each : displays()) each->showMoment(*moment);
        m_legend->setPosteriors({moment->result.posteriors.begin(), moment->result.posteriors.end()});
    });
    connect(m_replay, &LiveReplay::ended, this, [this] { hold(m_frozen); });
    connect(m_replay, &LiveReplay::problem, this, [this](const QString& sentence) { Q_EMIT message(sentence, true); });
    connect(m_presentation, &LivePresentation::remark, this,
            [this](const QString& sentence) { Q_EMIT message(sentence, false); });
    connect(m_presentation, &LivePresentation::presentingChanged, this, &LivePage::showState);
    connect(m_session, &LiveSession::heard, this, &LivePage::takeSound);
    connect(m_session, &LiveSession::judged, this, &LivePage::takeMoment);
    connect(m_session, &LiveSession::noticed, this, [this](const QString& sentence) { Q_EMIT message(sentence, false); });
    connect(m_session, &LiveSession::ended, this, [this](const QString& problem) {
        setFrozen(false);
        m_recordNext = false;
        for (LiveDisplay* each : displays()) each->clear();  // nothing is heard: no word stands
        m_legend->setPosteriors({});
        if (!problem.isEmpty()) Q_EMIT message(problem, true);
    });
}

QList<LiveDisplay*> LivePage::displays() const { return {m_display, m_presentation->display()}; }

QList<QWidget*> LivePage::regions() { return {m_controls, m_display}; }

bool LivePage::isIdle() const { return m_loader.isIdle() && m_session->state() == LiveSession::State::Idle; }

QString LivePage::statistics() const { return m_numbers->text(); }

QJsonObject LivePage::saveState() const {
    const live::LiveSettings& settings = m_controls->settings();
    return {{QStringLiteral("device"), m_device},
            {QStringLiteral("model"), m_model},
            {QStringLiteral("rehearsed"), m_rehearsed},
            {QStringLiteral("window"), settings.windowSeconds},
            {QStringLiteral("hop"), settings.hopSeconds},
            {QStringLiteral("smoothing"), settings.smoothingSeconds},
            {QStringLiteral("unsure"), settings.unsureBelow},
            {QStringLiteral("adapt"), settings.adapt},
            {QStringLiteral("dimensions"), m_dimensions},
            {QStringLiteral("captions"), m_captions},
            {QStringLiteral("flac"), m_controls->recordingFormat() == audio::GrowingFormat::Flac},
            {QStringLiteral("screen"), m_presentation->saveState()}};
}

void LivePage::restoreState(const QJsonObject& state) {
    m_device = state.value(QStringLiteral("device")).toString();
    m_model = state.value(QStringLiteral("model")).toString();
    m_rehearsed = state.value(QStringLiteral("rehearsed")).toString();
    m_dimensions = state.value(QStringLiteral("dimensions")).toString();
    m_captions = state.value(QStringLiteral("captions")).toString();
    m_controls->setRecordingFormat(state.value(QStringLiteral("flac")).toBool() ? audio::GrowingFormat::Flac
                                                                                : audio::GrowingFormat::Wav);
    m_presentation->restoreState(state.value(QStringLiteral("screen")).toObject());
    m_controls->setSettings(settingsFrom(state));
    m_controls->source()->setChoice(m_device, m_file);
}

void LivePage::activated() {
    reload();
    recoverRecordings();
}

void LivePage::reload() {
    m_loader.load<std::vector<store::ModelEntry>>(
        QStringLiteral("models"),
        [models = m_session->backend().models](core::Progress&) -> core::Result<std::vector<store::ModelEntry>> {
            return models();
        },
        [this](core::Result<std::vector<store::ModelEntry>> models) {
            if (!models) return;
            m_controls->setModels(*models, m_model);
            m_controls->chooseDimensions(m_dimensions);
            m_controls->chooseCaptions(m_captions);
            showState();
        });
}

LiveChoice LivePage::choice() const {
    LiveChoice made{m_device, m_file, {}, m_controls->settings(), {}, {}};
    if (const store::ModelEntry* dimensions = m_controls->dimensions()) made.dimensions = *dimensions;
    if (const store::ModelEntry* captions = m_controls->captions()) made.captions = *captions;
    if (const store::ModelEntry* model = m_controls->model()) made.model = *model;
    return made;
}

void LivePage::startOrStop() {
    if (m_session->state() != LiveSession::State::Idle) {
        m_session->stop();
        return;
    }
    if (m_controls->model() == nullptr) {
        Q_EMIT message(tr("There is no model of emotions. Train one, or put one into the workspace."), true);
        return;
    }
    m_session->start(choice());
    m_display->setFocus();
}

/// What was chosen anew acts at once.
void LivePage::restart() {
    if (m_session->state() != LiveSession::State::Idle) m_session->start(choice());
}

void LivePage::chooseDevice(const QString& label) {
    m_device = label;
    m_file.clear();
    m_controls->source()->setChoice(m_device, m_file);
    m_session->switchSource(m_device, m_file);
}

void LivePage::askForFile(const std::function<void(const QString&)>& chosen) {
    auto* dialog = new QFileDialog(this, tr("Listen to a recording"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Sound files (%1)").arg(patternsOf(audio::openableEndings()).join(QLatin1Char(' '))), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, chosen);
    dialog->open();
}

void LivePage::switchToRehearsed() {
    if (!isVisible()) Q_EMIT openRequested(id(), {});
    const auto listen = [this](const QString& file) {
        m_rehearsed = file;
        m_file = file;
        m_controls->source()->setChoice(m_device, m_file);
        if (m_session->state() == LiveSession::State::Idle)
            startOrStop();
        else
            m_session->switchSource(m_device, m_file);
    };
    if (!m_file.isEmpty()) {
        chooseDevice(m_device);
    } else if (m_rehearsed.isEmpty() || !QFileInfo::exists(m_rehearsed)) {
        askForFile(listen);
    } else {
        listen(m_rehearsed);
    }
}

void LivePage::setFrozen(bool frozen) {
    if (frozen == m_frozen) return;
    m_frozen = frozen;
    m_context.actions->action(QStringLiteral("live.freeze"))->setChecked(frozen);
    if (!frozen) m_replay->stop();
    hold(frozen);
}

/// While the display shows something else, what comes is kept; afterwards the strip goes on without a gap, and the word with
/// what stands then.
void LivePage::hold(bool holding) {
    if (!holding && m_holding) {
        for (LiveDisplay* each : displays()) {
            for (const LiveSound& sound : m_held) each->addSound(sound);
            for (const live::LiveMoment& moment : m_heldMoments) each->showMoment(moment);
        }
        m_held.clear();
        m_heldMoments.clear();
    }
    m_holding = holding;
    muteAsNeeded();
    showFacts();
}

/// The model hears nothing while nobody holds the key of push to talk, nor what the loudspeaker plays once more.
void LivePage::muteAsNeeded() {
    const bool echo = m_replay->isPlaying() && !m_session->facts().recording;
    m_session->setMuted(echo || (m_pushToTalk && !m_talking));
}

void LivePage::toggleReplay() {
    if (m_replay->isPlaying()) {
        m_replay->stop();
        return;
    }
    const auto clip = m_memory.take();
    if (clip == nullptr) {
        Q_EMIT message(tr("Nothing was heard yet that could be played again."), false);
        return;
    }
    hold(true);
    m_replay->play(clip);
    muteAsNeeded();
    showFacts();
}

void LivePage::togglePresentation() {
    if (!isVisible()) Q_EMIT openRequested(id(), {});
    if (!m_presentation->isPresenting() && m_session->state() == LiveSession::State::Idle) startOrStop();
    m_presentation->toggle();
}

void LivePage::mark() {
    if (m_session->state() != LiveSession::State::Running) return;
    ++m_marks;
    for (LiveDisplay* each : displays()) each->addMark();
    const QString text = tr("mark %1").arg(m_marks);
    m_session->mark(m_session->seconds(), text);
    Q_EMIT message(isRecording() ? tr("The recording has a %1.").arg(text) : tr("Here is %1; no recording keeps it.").arg(text),
                   false);
}

void LivePage::newSpeaker(const QString& name) {
    if (m_session->state() != LiveSession::State::Running) return;
    ++m_speaker;
    m_speakerName = name.trimmed().isEmpty() ? tr("Speaker %1").arg(m_speaker) : name.trimmed();
    m_session->newSpeaker(m_speakerName);
    Q_EMIT message(tr("%1: the adaptation starts anew.").arg(m_speakerName), false);
}

void LivePage::askNewSpeaker() {
    if (m_session->state() != LiveSession::State::Running) return;
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("New speaker"));
    dialog->setLabelText(tr("Who speaks from now on?"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) { newSpeaker(name); });
    dialog->open();
}

void LivePage::setPushToTalk(bool on) {
    m_pushToTalk = on;
    m_context.actions->action(QStringLiteral("live.pushToTalk"))->setChecked(on);
    m_talking = false;
    muteAsNeeded();
    showFacts();
}

/// With push to talk, the space bar opens the microphone for as long as it is held.
bool LivePage::eventFilter(QObject* watched, QEvent* event) {
    const bool press = event->type() == QEvent::KeyPress;
    if (m_pushToTalk && (press || event->type() == QEvent::KeyRelease)) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier) {
            if (!key->isAutoRepeat()) {
                m_talking = press;
                muteAsNeeded();
                showFacts();
            }
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

void LivePage::takeSound(const LiveSound& sound) {
    m_memory.addSound(sound.mono);
    m_presentation->addSound(sound);
    showLamp();
    if (m_holding) {
        m_held.push_back(sound);
        m_held.back().mono.clear();
        if (m_held.size() > kMostHeldSounds) m_held.pop_front();
        return;
    }
    for (LiveDisplay* each : displays()) each->addSound(sound);
}

void LivePage::takeMoment(const live::LiveMoment& moment, qint64 ready) {
    m_memory.add(moment.result, moment.word);
    m_presentation->addResult(moment.result);
    if (m_statistics) m_statistics->add(moment.result);
    if (moment.result.kind != live::LiveResult::Kind::Hop) return;
    if (m_holding) {
        if (m_heldMoments.size() >= kMostHeldMoments) m_heldMoments.erase(m_heldMoments.begin());
        m_heldMoments.push_back(moment);
        return;
    }
    for (LiveDisplay* each : displays()) each->showMoment(moment, ready);
    m_legend->setPosteriors({moment.result.posteriors.begin(), moment.result.posteriors.end()});
    const double neutral = moment.result.neutralSeconds;
    const QString adapted = neutral > 0.0                   ? tr("speak neutrally, %1 s more").arg(std::ceil(neutral))
                            : !m_controls->settings().adapt ? tr("not adapted")
                            : moment.result.adapting        ? tr("adapting to this voice")
                                                            : tr("adapted to this voice");
    m_display->setAdaptation(m_speakerName.isEmpty() ? adapted : tr("%1: %2").arg(m_speakerName, adapted));
    showStatistics();
}

}  // namespace prososcope::gui
