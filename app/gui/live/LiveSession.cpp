// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/live/LiveSession.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/live/LiveKeeper.h"
#include "engine/core/SteadyClock.h"
#include "engine/live/LiveControl.h"
#include "engine/live/LivePicture.h"
#include "engine/live/LivePipeline.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {

constexpr double kWarmUpSeconds = 2.5;

/// The first predictions of a model take longer than all later ones: made before anybody waits for them.
core::Status warmUp(backend::EmotionModel& model) {
    std::vector<float> sound(static_cast<std::size_t>(kWarmUpSeconds * model.card().rateHz));
    for (std::size_t i = 0; i < sound.size(); ++i) sound[i] = 1e-3F * std::sin(0.1F * static_cast<float>(i % 1000));
    for (int i = 0; i < 2; ++i) {
        if (const auto predicted = model.predict(sound); !predicted) return core::fail(predicted.error());
    }
    return {};
}

/// Makes of blocks of sound what a display draws of them.
class SoundTeller {
public:
    LiveSound tell(std::span<const float> mono, double rateHz) {
        if (!m_picture || rateHz != m_rateHz) m_picture.emplace(static_cast<int>(std::lround(rateHz)));
        m_rateHz = rateHz;
        LiveSound sound;
        double sum = 0.0;
        float peak = 0.0F;
        for (const float sample : mono) {
            sum += static_cast<double>(sample) * sample;
            peak = std::max(peak, std::abs(sample));
        }
        m_seconds += static_cast<double>(mono.size()) / rateHz;
        sound.seconds = m_seconds;
        sound.rmsDb = 10.0 * std::log10(sum / static_cast<double>(mono.size()));
        sound.peakDb = 20.0 * std::log10(static_cast<double>(peak));
        sound.clipped = peak >= live::kClippedFrom;
        sound.rateHz = rateHz;
        sound.mono.assign(mono.begin(), mono.end());
        m_picture->add(mono, [&](const live::PictureColumn& column) {
            sound.columns.push_back({column.low, column.high, {column.decibels.begin(), column.decibels.end()}});
        });
        return sound;
    }

private:
    std::optional<live::LivePicture> m_picture;
    double m_rateHz = 0.0;
    double m_seconds = 0.0;
};

}  // namespace

/// One listening thread and what it is told from outside.
struct LiveSession::Run {
    quint64 number = 0;
    LiveChoice choice;
    live::LiveControl control;
    std::unique_ptr<LiveKeeper> keeper;
    std::atomic<bool> wordStartsAnew = false;
    std::jthread thread;  // last: joined before the rest goes

    explicit Run(LiveSession& owner) : session(owner) {}
    core::Status listen(const std::stop_token& stop);
    [[nodiscard]] LiveKeeper::Output keeperOutput();

private:
    LiveSession& session;

    /// A call on the GUI thread, unless another run has taken this one's place by then.
    template <typename Call>
    void post(Call call) {
        session.m_inbox.post([&session = session, number = number, call = std::move(call)] {
            if (session.m_run != nullptr && session.m_run->number == number && !session.m_again) call(session);
        });
    }
    /// A call that must not be lost, as what became of a recording.
    template <typename Call>
    void postAlways(Call call) {
        session.m_inbox.post([&session = session, call = std::move(call)] { call(session); });
    }
};

LiveKeeper::Output LiveSession::Run::keeperOutput() {
    return {.recordingBegun =
                [this](const live::LiveRecording& files, double startSeconds) {
                    post([file = QString::fromStdString(files.sound.string()), startSeconds](LiveSession& to) {
                        Q_EMIT to.recordingBegun(file, startSeconds);
                    });
                },
            .recordingEnded =
                [this](const live::LiveRecording& files) {
                    postAlways([file = QString::fromStdString(files.sound.string()), seconds = files.seconds](LiveSession& to) {
                        Q_EMIT to.recordingEnded(file, seconds);
                    });
                },
            .caption =
                [this](const live::LiveCaption& caption) {
                    post([caption](LiveSession& to) {
                        Q_EMIT to.captioned(caption.startSeconds, caption.endSeconds, QString::fromStdString(caption.text));
                    });
                },
            .problem =
                [this](const core::Error& error) {
                    postAlways([sentence = translated(error.text)](LiveSession& to) { Q_EMIT to.failedBeside(sentence); });
                }};
}

/// On the thread that listens.
core::Status LiveSession::Run::listen(const std::stop_token& stop) {
    auto model = session.m_backend.openModel(choice.model);
    if (!model) return core::fail(model.error());
    if (auto warm = warmUp(**model); !warm) return warm;
    std::unique_ptr<backend::EmotionModel> dimensions;
    if (!choice.dimensions.card.name.empty()) {
        auto opened = session.m_backend.openModel(choice.dimensions);
        if (!opened) return core::fail(opened.error());
        dimensions = std::move(*opened);
    }
    if (!choice.captions.card.name.empty()) {
        auto opened = session.m_backend.openRecogniser(choice.captions);
        if (!opened) return core::fail(opened.error());
        keeper->setCaptions(std::move(*opened));
    }
    // The device last: what it hears meanwhile would wait in its ring.
    auto source = session.m_backend.openSource(choice);
    if (!source) return core::fail(source.error());
    live::LiveSettings settings = choice.settings;
    settings.newestOnly = (*source)->realTime();
    auto recogniser = live::LiveRecogniser::create(std::move(*model), (*source)->rateHz(), settings);
    if (!recogniser) return core::fail(recogniser.error());
    if (dimensions != nullptr) {
        if (auto set = recogniser->setDimensionModel(std::move(dimensions)); !set) return set;
    }
    LiveFacts facts;
    if (const store::ModelCard* card = recogniser->dimensionCard()) {
        facts.dimensionModel = QString::fromStdString(card->title);
        for (const store::Dimension& each : card->dimensions) {
            if (each.name == "valence") facts.valence = each;
            if (each.name == "arousal") facts.arousal = each;
        }
    }
    facts.model = QString::fromStdString(recogniser->card().title);
    for (const auto& each : recogniser->card().classes) facts.classes << QString::fromStdString(each);

    live::WordRules rules;
    rules.sureFrom = settings.unsureBelow;
    live::WordChooser chooser(rules);
    live::LiveRecordingInfo info;
    info.model = recogniser->card().name;
    info.modelTitle = recogniser->card().title;
    info.classes = recogniser->card().classes;
    info.settings = settings;
    info.words = rules;
    SoundTeller teller;
    const live::LiveOutput output{
        .result =
            [&](const live::LiveResult& result) {
                if (wordStartsAnew.exchange(false)) chooser.reset();
                if (result.kind == live::LiveResult::Kind::Hop) {
                    const std::vector<double> posteriors(result.posteriors.begin(), result.posteriors.end());
                    chooser.add(result.endSeconds, posteriors, result.state != live::LiveResult::State::NoSpeech);
                }
                keeper->add(result);
                post([moment = live::LiveMoment{result, chooser.shown()}, ready = core::steadyNow()](LiveSession& to) {
                    Q_EMIT to.judged(moment, ready);
                });
            },
        .notice =
            [&](const core::Text& text) {
                post([sentence = translated(text)](LiveSession& to) { Q_EMIT to.noticed(sentence); });
            },
        .sound =
            [&](std::span<const float> mono, double rateHz) {
                if (mono.empty()) return;
                keeper->add(mono, rateHz);
                post([sound = teller.tell(mono, rateHz)](LiveSession& to) {
                    to.m_seconds = sound.seconds;
                    Q_EMIT to.heard(sound);
                });
            },
        .turn = [&] { keeper->turn(); },
        .source =
            [&](const live::LiveSource& now) {
                facts.source = QString::fromStdString(now.name());
                facts.rateHz = now.rateHz();
                facts.recording = now.recording();
                info.device = now.name();
                info.rateHz = now.rateHz();
                keeper->setInfo(info);
                post([facts](LiveSession& to) { to.sourceIs(facts); });
            }};
    const core::Status done = live::runLive(**source, *recogniser, output, stop, &control);
    keeper->finish();
    return done;
}

LiveSession::LiveSession(LiveBackend backend, QObject* parent) : QObject(parent), m_backend(std::move(backend)) {}

LiveSession::~LiveSession() = default;  // the thread is asked to stop, and joined

void LiveSession::start(const LiveChoice& choice) {
    m_choice = choice;
    m_facts = {};
    m_state = State::Opening;
    if (m_run != nullptr) {
        m_again = true;
        m_run->thread.request_stop();
    } else {
        launch();
    }
    Q_EMIT stateChanged();
}

void LiveSession::launch() {
    m_again = false;
    m_seconds = 0.0;
    m_run = std::make_unique<Run>(*this);
    m_run->keeper = std::make_unique<LiveKeeper>(m_run->keeperOutput());
    m_run->number = ++m_number;
    m_run->choice = m_choice;
    m_run->control.setMuted(m_muted);
    m_run->thread = std::jthread([this, run = m_run.get()](const std::stop_token& stop) {
        const core::Status done = run->listen(stop);
        const bool failed = !done && done.error().kind != core::ErrorKind::Cancelled && !stop.stop_requested();
        m_inbox.post([this, number = run->number, problem = failed ? translated(done.error().text) : QString()] {
            finished(number, problem);
        });
    });
}

void LiveSession::finished(quint64 number, const QString& problem) {
    if (m_run == nullptr || m_run->number != number) return;
    m_run.reset();
    if (m_again) {
        launch();
        return;
    }
    m_state = State::Idle;
    Q_EMIT stateChanged();
    Q_EMIT ended(problem);
}

void LiveSession::sourceIs(const LiveFacts& facts) {
    m_facts = facts;
    if (m_state != State::Running) {
        m_state = State::Running;
        Q_EMIT opened(m_facts);
        Q_EMIT stateChanged();
    } else {
        Q_EMIT sourceChanged(m_facts);
    }
}

void LiveSession::switchSource(const QString& device, const QString& file) {
    m_choice.device = device;
    m_choice.file = file;
    if (m_run == nullptr || m_state == State::Idle) return;
    if (m_state == State::Opening) {
        start(m_choice);
        return;
    }
    m_run->control.switchSource([open = m_backend.openSource, choice = m_choice] { return open(choice); });
}

void LiveSession::stop() {
    m_again = false;
    if (m_run != nullptr) m_run->thread.request_stop();
}

void LiveSession::newSpeaker(const QString& name) {
    if (m_run == nullptr) return;
    m_run->wordStartsAnew = true;
    m_run->control.newSpeaker();
    m_run->keeper->newSpeaker(m_seconds, name.toStdString());
}

void LiveSession::learnNeutral() {
    if (m_run == nullptr) return;
    m_run->wordStartsAnew = true;
    m_run->control.learnNeutral();
}

void LiveSession::record(const QString& folder, audio::GrowingFormat format) {
    if (m_run != nullptr) m_run->keeper->record(folder.toStdString(), format);
}

void LiveSession::stopRecording() {
    if (m_run != nullptr) m_run->keeper->stopRecording();
}

void LiveSession::mark(double seconds, const QString& text) {
    if (m_run != nullptr) m_run->keeper->mark(seconds, text.toStdString());
}

void LiveSession::setMuted(bool muted) {
    m_muted = muted;
    if (m_run != nullptr) m_run->control.setMuted(muted);
}

}  // namespace prososcope::gui
