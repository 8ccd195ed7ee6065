// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/autocast_mode.h>

#include "engine/nn/Torch.h"

namespace prososcope::training {

/// While it lives, products on the device are made in bfloat16 where torch thinks that safe. One thread.
class HalfPrecision {
public:
    HalfPrecision(bool on, const torch::Device& device) : m_on(on), m_type(device.type()) {
        if (!m_on) return;
        at::autocast::set_autocast_dtype(m_type, at::kBFloat16);
        at::autocast::set_autocast_enabled(m_type, true);
        at::autocast::increment_nesting();
    }
    ~HalfPrecision() {
        if (!m_on) return;
        if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
        at::autocast::set_autocast_enabled(m_type, false);
    }
    HalfPrecision(const HalfPrecision&) = delete;
    HalfPrecision& operator=(const HalfPrecision&) = delete;

private:
    bool m_on;
    at::DeviceType m_type;
};

}  // namespace prososcope::training
