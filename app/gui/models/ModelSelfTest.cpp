// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/ModelSelfTest.h"

#include "app/engine_thread/EngineThread.h"
#include "app/gui/models/ModelData.h"

namespace prososcope::gui {

namespace {

constexpr int kPollMilliseconds = 100;
constexpr int kThreads = 1;  // as every look
const char* const kSlot = "models.selfTest";

}  // namespace

ModelSelfTest::ModelSelfTest(engine_thread::EngineThread* engine, QObject* parent) : QObject(parent), m_engine(engine) {
    m_poll.setInterval(kPollMilliseconds);
    connect(&m_poll, &QTimer::timeout, this, [this] { Q_EMIT progress(m_fraction->load()); });
}

void ModelSelfTest::start(const store::ModelEntry& model) {
    if (m_running || m_engine == nullptr) return;
    m_running = true;
    m_fraction = std::make_shared<std::atomic<double>>(0.0);
    m_poll.start();
    m_engine->look(
        QLatin1String(kSlot), this,
        [model, fraction = m_fraction](core::Progress& outer) -> core::Result<std::any> {
            core::Progress progress(outer.stopToken(), [fraction](double done, const core::Text&) { fraction->store(done); });
            auto test = backend::selfTest(model, backend::exampleRecording(), kThreads, progress);
            if (!test) return core::fail(test.error());
            return std::any(std::move(*test));
        },
        [this, card = model.card](core::Result<std::any> result) {
            m_running = false;
            m_poll.stop();
            if (result)
                Q_EMIT ended(selfTestText(card, std::any_cast<const backend::SelfTest&>(*result)), false);
            else if (result.error().kind == core::ErrorKind::Cancelled)
                Q_EMIT ended({}, false);
            else
                Q_EMIT ended(engine_thread::translated(result.error().text), true);
        });
}

void ModelSelfTest::cancel() {
    if (!m_running) return;
    // A newer look of the slot drops this one.
    m_engine->look(
        QLatin1String(kSlot), this, [](core::Progress&) -> core::Result<std::any> { return std::any(0); },
        [](core::Result<std::any>) {});
}

}  // namespace prososcope::gui
