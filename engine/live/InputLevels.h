// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/audio/InputStream.h"
#include "engine/core/Text.h"

namespace prososcope::live {

/// What an input device gives now.
struct InputLevel {
    audio::InputDevice device;
    double rateHz = 0.0;     ///< at which it is open
    bool heard = false;      ///< the levels below were measured
    double peakDb = -120.0;  ///< of the last fifth of a second, decibels below full scale; -120: nothing
    double rmsDb = -120.0;
    bool inUse = false;  ///< Live hears it already: it is left alone
    core::Text problem;  ///< why it cannot be opened; empty where it can, or was not tried yet
};

/// Shows what each input device hears, so that a person can choose. Between `start` and `stop` a thread of its own has the
/// devices open, up to `kAtOnce` at a time and the others in turn; one that refuses is asked again every few seconds. `start`,
/// `stop` and `snapshot` return at once, on any thread; the destructor waits for the thread, up to the second or so that
/// opening a device may take.
class InputLevels {
public:
    using Make = std::function<std::unique_ptr<audio::InputStream>()>;
    static constexpr std::size_t kAtOnce = 12;

    /// `make` is for tests; called on the thread.
    explicit InputLevels(Make make = [] { return audio::makeInputStream(); });
    ~InputLevels();
    InputLevels(const InputLevels&) = delete;
    InputLevels& operator=(const InputLevels&) = delete;

    /// Lists the devices anew and opens them, but not that of the label `inUse`, which is open in this program.
    void start(const std::string& inUse = {});
    /// Lets go of all of them.
    void stop();
    /// All devices in the order of the system, the moment they are listed; before that, and once stopped, the last ones known.
    [[nodiscard]] std::vector<InputLevel> snapshot() const;
    /// How often devices were listed: who waits for a list looks for a change.
    [[nodiscard]] int listed() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace prososcope::live
