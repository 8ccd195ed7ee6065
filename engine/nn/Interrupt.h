// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <stop_token>

#include "engine/nn/Torch.h"

namespace prososcope::nn {

/// Thrown out of a network's forward or backward pass when its work is to stop.
class Interrupted : public std::exception {
public:
    [[nodiscard]] const char* what() const noexcept override { return "interrupted"; }
};

/// While it lives, networks on this thread stop at their next layer once `token` asks for it: `stopPoint` throws Interrupted,
/// in the forward pass and, from a hook on its tensor, in the backward pass. Scopes nest; one belongs to the thread that made
/// it.
class InterruptScope {
public:
    explicit InterruptScope(std::stop_token token);
    ~InterruptScope();
    InterruptScope(const InterruptScope&) = delete;
    InterruptScope& operator=(const InterruptScope&) = delete;

private:
    std::stop_token m_outer;
};

/// Between two layers: gives `tensor` back. Costs a look at a flag, and in training a hook.
torch::Tensor stopPoint(torch::Tensor tensor);

}  // namespace prososcope::nn
