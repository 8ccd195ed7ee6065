// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/RecordingListener.h"

#include <algorithm>

#include "app/engine_thread/EngineThread.h"

namespace prososcope::gui {

RecordingListener::RecordingListener(engine_thread::EngineThread* engine, QObject* parent)
    : QObject(parent), m_engine(engine) {}

RecordingListener::~RecordingListener() { cancel(); }

const store::ModelEntry* RecordingListener::model() const {
    const auto found = std::find_if(m_models.begin(), m_models.end(), [this](const store::ModelEntry& model) {
        return QString::fromStdString(model.card.name) == m_chosen;
    });
    return found != m_models.end() ? &*found : m_models.empty() ? nullptr : &m_models.front();
}

void RecordingListener::wish(RecordingModel* recording) {
    m_wished = recording;
    if (recording != nullptr) listModels();
}

RecordingModel* RecordingListener::takeWish() { return std::exchange(m_wished, nullptr); }

void RecordingListener::list(const std::function<std::vector<store::ModelEntry>()>& models) {
    using Models = std::vector<store::ModelEntry>;
    m_loader.load<Models>(
        QStringLiteral("models"), [models](core::Progress&) -> core::Result<Models> { return models(); },
        [this](core::Result<Models> found) {
            if (!found) return;
            m_models = std::move(*found);
            Q_EMIT modelsListed();
        });
}

void RecordingListener::enqueue(RecordingModel* recording, const QString& title,
                                std::function<core::Result<std::any>(core::Progress&)> work) {
    if (isRunning() || recording == nullptr) return;
    const auto done = [this, guard = QPointer(recording)](const core::Result<std::any>& result) {
        m_job = 0;
        if (result && guard) {
            const RecordingModel* key = guard;
            if (!m_known.contains(key)) connect(key, &QObject::destroyed, this, [this, key] { m_known.remove(key); });
            m_known.insert(key, *result);
        }
        Q_EMIT changed();
        if (!result && result.error().kind != core::ErrorKind::Cancelled)
            Q_EMIT failed(engine_thread::translated(result.error().text));
    };
    m_job = m_engine->enqueue(title, this, std::move(work), done);
    connect(recording, &QObject::destroyed, this, [this, job = m_job] {
        if (m_job == job) cancel();
    });
    Q_EMIT changed();
}

void RecordingListener::cancel() {
    if (m_job != 0) m_engine->cancel(m_job);
}

bool isSameModel(const store::ModelEntry& a, const store::ModelEntry& b) {
    return a.tensors == b.tensors && a.card.tensorsSha256 == b.card.tensorsSha256;
}

}  // namespace prososcope::gui
