// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/InputLevels.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace prososcope::live {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kUpdate{200};
constexpr milliseconds kTurn{1000};  // that one is open while others wait
constexpr milliseconds kAskAgain{3000};
constexpr double kFloorDb = -120.0;

double decibels(double amplitude) { return amplitude > 1e-6 ? 20.0 * std::log10(amplitude) : kFloorDb; }

}  // namespace

struct InputLevels::Impl {
    /// Of the thread alone.
    struct Ear {
        InputLevel level;
        std::unique_ptr<audio::InputStream> stream;  // none: closed
        Clock::time_point opened;
        Clock::time_point nextTry;
    };

    explicit Impl(Make maker) : make(std::move(maker)), thread([this] { run(); }) {}
    ~Impl() {
        {
            const std::lock_guard lock(mutex);
            ending = true;
            wanted = false;
            ++order;
        }
        changed.notify_all();
        thread.join();
    }

    void run() {
        std::unique_lock lock(mutex);
        while (!ending) {
            if (!wanted) {
                changed.wait(lock);
                continue;
            }
            const int mine = order;
            const std::string leftAlone = inUse;
            lock.unlock();
            listen(mine, leftAlone);
            lock.lock();
        }
    }

    /// Until something else is wanted.
    void listen(int mine, const std::string& leftAlone) {
        std::vector<Ear> ears;
        for (auto& device : make()->devices()) {
            Ear ear;
            ear.level.device = std::move(device);
            ear.level.inUse = !leftAlone.empty() && ear.level.device.label() == leftAlone;
            ears.push_back(std::move(ear));
        }
        if (!publish(ears, mine, true)) return;
        while (true) {
            for (Ear& ear : ears) {
                if (!turnOf(ear, ears)) continue;
                open(ear);
                if (!publish(ears, mine, false)) return;
            }
            for (Ear& ear : ears) measure(ear);
            if (!publish(ears, mine, false)) return;
            std::unique_lock lock(mutex);
            if (changed.wait_for(lock, kUpdate, [&] { return order != mine; })) return;
        }
    }

    /// Whether a closed one is to be opened now; where too many are open, the one that was open longest makes room.
    static bool turnOf(const Ear& ear, std::vector<Ear>& ears) {
        const auto now = Clock::now();
        if (ear.level.inUse || ear.stream != nullptr || now < ear.nextTry) return false;
        const auto open = std::count_if(ears.begin(), ears.end(), [](const Ear& each) { return each.stream != nullptr; });
        if (static_cast<std::size_t>(open) < kAtOnce) return true;
        Ear* longest = nullptr;
        for (Ear& each : ears) {
            if (each.stream != nullptr && (longest == nullptr || each.opened < longest->opened)) longest = &each;
        }
        if (now - longest->opened < kTurn) return false;
        longest->stream.reset();
        longest->nextTry = now + kTurn;
        return true;
    }

    void open(Ear& ear) const {
        auto stream = make();
        std::string details;
        const std::string label = ear.level.device.label();
        const audio::InputFailure failure = stream->open(label, details);
        ear.opened = Clock::now();
        if (failure == audio::InputFailure::None) {
            ear.level.problem = {};
            ear.level.rateHz = stream->rateHz();
            ear.stream = std::move(stream);
        } else {
            refuse(ear, failure, details);
        }
    }

    static void refuse(Ear& ear, audio::InputFailure failure, const std::string& details) {
        ear.level.problem = audio::inputError(failure, ear.level.device.label(), details).text;
        ear.level.heard = false;
        ear.level.peakDb = kFloorDb;
        ear.level.rmsDb = kFloorDb;
        ear.stream.reset();
        ear.nextTry = Clock::now() + kAskAgain;
    }

    void measure(Ear& ear) {
        if (ear.stream == nullptr) return;
        values.resize(static_cast<std::size_t>(std::lround(ear.stream->rateHz())) *
                      static_cast<std::size_t>(ear.stream->channels()));
        const std::size_t got = ear.stream->read(values);
        if (got == 0) {
            if (!ear.stream->alive()) refuse(ear, audio::InputFailure::Absent, "it stopped");
            return;
        }
        double peak = 0.0;
        double squares = 0.0;
        for (std::size_t i = 0; i < got; ++i) {
            const double value = std::isfinite(values[i]) ? static_cast<double>(values[i]) : 0.0;
            peak = std::max(peak, std::abs(value));
            squares += value * value;
        }
        ear.level.heard = true;
        ear.level.peakDb = decibels(peak);
        ear.level.rmsDb = decibels(std::sqrt(squares / static_cast<double>(got)));
    }

    /// False where something else is wanted by now.
    bool publish(const std::vector<Ear>& ears, int mine, bool fresh) {
        const std::lock_guard lock(mutex);
        if (order != mine) return false;
        levels.clear();
        for (const Ear& ear : ears) levels.push_back(ear.level);
        lists += fresh ? 1 : 0;
        return true;
    }

    const Make make;
    std::vector<float> values;  // the thread's
    mutable std::mutex mutex;
    std::condition_variable changed;
    // With the mutex held.
    bool ending = false;
    bool wanted = false;
    int order = 0;  // counts what was asked
    int lists = 0;
    std::string inUse;
    std::vector<InputLevel> levels;
    std::thread thread;  // last: it uses all of these
};

InputLevels::InputLevels(Make make) : m_impl(std::make_unique<Impl>(std::move(make))) {}
InputLevels::~InputLevels() = default;

void InputLevels::start(const std::string& inUse) {
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->wanted = true;
        m_impl->inUse = inUse;
        ++m_impl->order;
    }
    m_impl->changed.notify_all();
}

void InputLevels::stop() {
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->wanted = false;
        ++m_impl->order;
    }
    m_impl->changed.notify_all();
}

std::vector<InputLevel> InputLevels::snapshot() const {
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->levels;
}

int InputLevels::listed() const {
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->lists;
}

}  // namespace prososcope::live
