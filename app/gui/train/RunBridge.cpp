// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/RunBridge.h"

namespace prososcope::gui {

namespace {
constexpr int kPauseMilliseconds = 34;
}

class RunBridge::Mailbox : public backend::RunObserver {
public:
    explicit Mailbox(RunBridge* bridge) : m_bridge(bridge) {}

    void runStarted(const store::RunRecord& run, int folds) override { put(RunBegun{run, folds}); }
    void foldStarted(const store::FoldRecord& fold) override { put(fold); }
    void epochDone(const store::EpochRecord& epoch) override { put(epoch); }
    void foldDone(const store::FoldRecord& fold, double testUar) override { put(FoldEnded{fold, testUar}); }
    void remark(const core::Text& text) override { put(RunRemark{text}); }

    std::vector<RunEvent> take() {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_events, {});
    }
    void close() {
        const std::lock_guard lock(m_mutex);
        m_bridge = nullptr;
    }

private:
    void put(RunEvent event) {
        const std::lock_guard lock(m_mutex);
        if (m_bridge == nullptr) return;
        m_events.push_back(std::move(event));
        if (m_events.size() > 1) return;  // the window knows already
        m_bridge->m_inbox.post([bridge = m_bridge] {
            if (!bridge->m_pause.isActive()) bridge->m_pause.start();
        });
    }

    std::mutex m_mutex;
    std::vector<RunEvent> m_events;
    RunBridge* m_bridge;
};

RunBridge::RunBridge(QObject* parent) : QObject(parent), m_mailbox(std::make_shared<Mailbox>(this)) {
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMilliseconds);
    connect(&m_pause, &QTimer::timeout, this, &RunBridge::flush);
}

RunBridge::~RunBridge() { m_mailbox->close(); }

std::shared_ptr<backend::RunObserver> RunBridge::observer() const { return m_mailbox; }

void RunBridge::flush() {
    const std::vector<RunEvent> taken = m_mailbox->take();
    if (!taken.empty()) Q_EMIT events(taken);
}

}  // namespace prososcope::gui
