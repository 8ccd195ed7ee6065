// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>
#include <atomic>
#include <deque>
#include <mutex>
#include <thread>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/live/ClassLegend.h"
#include "app/gui/live/LiveControls.h"
#include "app/gui/live/LiveDisplay.h"
#include "app/gui/live/LivePage.h"
#include "engine/experiment/FutureModel.h"
#include "engine/experiment/RecogniserExperiment.h"
#include "tests/TestSupport.h"
#include "tests/engine/live/LiveFakes.h"
#include "widgets/EmotionWord.h"
#include "widgets/LiveStrip.h"

/// The Live page with a made-up model and sound that a test hands over.
namespace live_bench {

using namespace prososcope;
using namespace prososcope::gui;

/// What the test says into the microphone, and what the model then answers. Shared with the thread that listens.
struct Stage {
    std::mutex mutex;
    std::deque<float> sound;  // guarded; what was not read yet
    std::atomic<bool> lost = false;
    std::atomic<bool> refused = false;  ///< no source opens
    std::atomic<int> loudest = 0;       ///< class with the largest posterior
    std::atomic<int> opened = 0;
    std::atomic<int> models = 0;

    void say(const std::vector<float>& samples) {
        const std::lock_guard lock(mutex);
        sound.insert(sound.end(), samples.begin(), samples.end());
    }
    [[nodiscard]] bool isHeard() {
        const std::lock_guard lock(mutex);
        return sound.empty();
    }
};

/// Gives what was said as fast as it is read, and waits for more.
class StageSource : public live::LiveSource {
public:
    StageSource(std::shared_ptr<Stage> stage, QString file) : m_stage(std::move(stage)), m_file(std::move(file)) {}
    [[nodiscard]] double rateHz() const override { return fakes::kRateHz; }
    [[nodiscard]] std::string name() const override { return m_file.isEmpty() ? "Microphone (Fake)" : m_file.toStdString(); }
    [[nodiscard]] bool realTime() const override { return false; }
    [[nodiscard]] bool recording() const override { return !m_file.isEmpty(); }
    void release() override {}
    core::Result<Block> read(std::vector<float>& mono) override {
        constexpr std::size_t kBlock = 1600;
        mono.clear();
        {
            const std::lock_guard lock(m_stage->mutex);
            const std::size_t count = std::min(kBlock, m_stage->sound.size());
            mono.assign(m_stage->sound.begin(), m_stage->sound.begin() + static_cast<std::ptrdiff_t>(count));
            m_stage->sound.erase(m_stage->sound.begin(), m_stage->sound.begin() + static_cast<std::ptrdiff_t>(count));
        }
        if (mono.empty()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
        return Block{m_stage->lost ? State::Lost : State::Running, 1};
    }

private:
    std::shared_ptr<Stage> m_stage;
    QString m_file;
};

/// Sure of the class that the stage names.
class StageModel : public backend::EmotionModel {
public:
    explicit StageModel(std::shared_ptr<Stage> stage, const store::ModelCard& card) : m_stage(std::move(stage)), m_card(card) {}
    [[nodiscard]] const store::ModelCard& card() const override { return m_card; }
    core::Result<backend::Posteriors> predict(std::span<const float> /*mono*/) override {
        backend::Posteriors all(m_card.classes.size(), 0.1F);
        all[static_cast<std::size_t>(m_stage->loudest.load())] = 1.0F - 0.1F * static_cast<float>(all.size() - 1);
        return all;
    }
    core::Result<std::vector<backend::Posteriors>> predictMany(std::span<const std::span<const float>> monos,
                                                               core::Progress& /*progress*/) override {
        std::vector<backend::Posteriors> all;
        for (const auto& mono : monos) all.push_back(*predict(mono));
        return all;
    }

private:
    std::shared_ptr<Stage> m_stage;
    store::ModelCard m_card;
};

struct Bench {
    QTemporaryDir folder;
    std::shared_ptr<Stage> stage = std::make_shared<Stage>();
    std::shared_ptr<fakes::Hardware> hardware = std::make_shared<fakes::Hardware>();  ///< in the list of devices
    ActionRegistry actions;
    engine_thread::EngineThread engine{folder.path()};
    QStringList messages;
    std::unique_ptr<LivePage> page;

    /// Where captions come from; for the next benches.
    static inline std::function<core::Result<std::unique_ptr<backend::Recogniser>>(const store::ModelEntry&)> openRecogniser;

    explicit Bench(bool adapt = false) {
        LiveBackend backend;
        store::ModelEntry entry;
        entry.card.name = "stage";
        entry.card.title = "Stage model";
        entry.card.classes = {"angry", "neutral", "sad"};
        store::ModelEntry recogniser;
        recogniser.card.name = "writer";
        recogniser.card.kind = experiment::kGcuRecogniser;
        store::ModelEntry future;
        future.card.name = "future";
        future.card.kind = experiment::kFuturePrediction;
        backend.models = [entry, recogniser, future] { return std::vector{future, recogniser, entry}; };
        backend.openRecogniser = openRecogniser;
        backend.makeInput = [hardware = hardware] { return std::make_unique<fakes::FakeInput>(*hardware); };
        backend.openModel = [stage = stage](const store::ModelEntry& model) {
            ++stage->models;
            return core::Result<std::unique_ptr<backend::EmotionModel>>(std::make_unique<StageModel>(stage, model.card));
        };
        backend.openSource = [stage = stage](const LiveChoice& choice) -> core::Result<std::unique_ptr<live::LiveSource>> {
            if (stage->refused) return core::fail(core::ErrorKind::Unavailable, {"No microphone can be opened."});
            ++stage->opened;
            return std::make_unique<StageSource>(stage, choice.file);
        };
        page = std::make_unique<LivePage>(PageContext{&actions, &engine, folder.path()}, std::move(backend));
        QObject::connect(page.get(), &Page::message, page.get(), [this](const QString& text, bool) { messages << text; });
        live::LiveSettings settings;
        settings.adapt = adapt;
        settings.smoothingSeconds = 0.0;
        page->controls()->setSettings(settings);
        page->resize(1200, 760);
        page->show();
        page->activated();
    }

    /// Whether the model is chosen and the page is ready to listen.
    [[nodiscard]] bool ready() const {
        return QTest::qWaitForWindowActive(page.get()) &&
               QTest::qWaitFor([this] { return page->controls()->model() != nullptr; }, 5000 * kPatience);
    }
    [[nodiscard]] bool listen() const {
        page->display()->setFocus();
        QTest::keyClick(page->display(), Qt::Key_S);
        return QTest::qWaitFor([this] { return page->session()->state() == LiveSession::State::Running; }, 5000 * kPatience);
    }
    /// Speech-like sound between silences, until it was heard.
    void speak(double seconds) const {
        std::vector<float> samples = fakes::quiet(seconds + 1.5);
        fakes::hum(samples, 1.0, seconds);
        stage->say(samples);
        QTRY_VERIFY_WITH_TIMEOUT(stage->isHeard(), 20000 * kPatience);
        QTest::qWait(50);
    }
    void beSilent(double seconds) const {
        stage->say(fakes::quiet(seconds));
        QTRY_VERIFY_WITH_TIMEOUT(stage->isHeard(), 20000 * kPatience);
        QTest::qWait(50);
    }
    [[nodiscard]] QString word() const { return page->display()->word()->text(); }
};

}  // namespace live_bench
