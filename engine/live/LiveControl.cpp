// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/LiveControl.h"

#include <utility>

namespace prososcope::live {

void LiveControl::newSpeaker() { m_newSpeaker = true; }

void LiveControl::learnNeutral() { m_neutral = true; }

bool LiveControl::takeNeutral() { return m_neutral.exchange(false); }

void LiveControl::setMuted(bool muted) { m_muted = muted; }

bool LiveControl::muted() const { return m_muted; }

void LiveControl::switchSource(MakeSource make) {
    const std::lock_guard lock(m_mutex);
    m_make = std::move(make);
}

bool LiveControl::takeNewSpeaker() { return m_newSpeaker.exchange(false); }

LiveControl::MakeSource LiveControl::takeSource() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_make, nullptr);
}

}  // namespace prososcope::live
