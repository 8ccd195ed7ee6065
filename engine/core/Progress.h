// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

#include "engine/core/Text.h"

namespace prososcope::core {

/// How a long step says how far it is and learns whether to stop.
/// Passed by reference down the call chain; `part` narrows it to a share of the whole. The sink is called on
/// the thread that reports, at most 30 times a second (the first report and the end always pass).
/// A default-made Progress is silent and never stops. Not shared between threads, except `stopRequested`.
class Progress {
public:
    /// fraction 0..1 of the whole task, and what is being done now (may be empty).
    using Sink = std::function<void(double fraction, const Text& what)>;

    Progress() = default;
    explicit Progress(std::stop_token stop, Sink sink = {});

    void report(double fraction, const Text& what = {});
    [[nodiscard]] bool stopRequested() const { return m_stop.stop_requested(); }
    [[nodiscard]] const std::stop_token& stopToken() const { return m_stop; }
    /// A Progress whose 0..1 is from..to of this one. Shares sink and stop.
    [[nodiscard]] Progress part(double from, double to) const;

private:
    struct Shared {
        Sink sink;
        std::chrono::steady_clock::time_point last{};
        bool any = false;
        bool finished = false;
    };
    std::stop_token m_stop;
    std::shared_ptr<Shared> m_shared;
    double m_from = 0.0;
    double m_to = 1.0;
};

}  // namespace prososcope::core
