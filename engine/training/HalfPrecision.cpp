// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/HalfPrecision.h"

#include <ATen/autocast_mode.h>

namespace prososcope::training {

HalfPrecision::HalfPrecision(bool on, const torch::Device& device) : m_on(on), m_type(device.type()) {
    if (!m_on) return;
    at::autocast::set_autocast_dtype(m_type, at::kBFloat16);
    at::autocast::set_autocast_enabled(m_type, true);
    at::autocast::increment_nesting();
}

HalfPrecision::~HalfPrecision() {
    if (!m_on) return;
    if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    at::autocast::set_autocast_enabled(m_type, false);
}

}  // namespace prososcope::training
