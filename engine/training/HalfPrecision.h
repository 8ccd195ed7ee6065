// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/Torch.h"

namespace prososcope::training {

/// While it lives, products on the device are made in bfloat16 where torch thinks that safe. One thread.
class HalfPrecision {
public:
    HalfPrecision(bool on, const torch::Device& device);
    ~HalfPrecision();
    HalfPrecision(const HalfPrecision&) = delete;
    HalfPrecision& operator=(const HalfPrecision&) = delete;

private:
    bool m_on;
    at::DeviceType m_type;
};

}  // namespace prososcope::training
