// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/ModelWork.h"

#include "app/engine_thread/EngineThread.h"

namespace prososcope::gui {

namespace {

constexpr int kPollMilliseconds = 100;
const char* const kSlot = "models.work";

}  // namespace

ModelWork::ModelWork(engine_thread::EngineThread* engine, QObject* parent) : QObject(parent), m_engine(engine) {
    m_poll.setInterval(kPollMilliseconds);
    connect(&m_poll, &QTimer::timeout, this, [this] { Q_EMIT progress(m_fraction->load()); });
}

void ModelWork::start(const Work& work, const Told& told) {
    if (m_running || m_engine == nullptr) return;
    m_running = true;
    m_fraction = std::make_shared<std::atomic<double>>(0.0);
    m_poll.start();
    m_engine->look(
        QLatin1String(kSlot), this,
        [work, fraction = m_fraction](core::Progress& outer) -> core::Result<std::any> {
            core::Progress progress(outer.stopToken(), [fraction](double done, const core::Text&) { fraction->store(done); });
            return work(progress);
        },
        [this, told](core::Result<std::any> result) {
            m_running = false;
            m_poll.stop();
            if (result)
                Q_EMIT ended(told(*result), false);
            else if (result.error().kind == core::ErrorKind::Cancelled)
                Q_EMIT ended({}, false);
            else
                Q_EMIT ended(engine_thread::translated(result.error().text), true);
        });
}

void ModelWork::cancel() {
    if (!m_running) return;
    // A newer look of the slot drops this one.
    m_engine->look(
        QLatin1String(kSlot), this, [](core::Progress&) -> core::Result<std::any> { return std::any(0); },
        [](core::Result<std::any>) {});
}

}  // namespace prososcope::gui
