// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/Interrupt.h"

#include <utility>

namespace prososcope::nn {

namespace {

thread_local std::stop_token current;

void throwIfAsked(const std::stop_token& token) {
    if (token.stop_requested()) throw Interrupted();
}

}  // namespace

InterruptScope::InterruptScope(std::stop_token token) : m_outer(std::exchange(current, std::move(token))) {}

InterruptScope::~InterruptScope() { current = std::move(m_outer); }

torch::Tensor stopPoint(torch::Tensor tensor) {
    if (!current.stop_possible()) return tensor;
    throwIfAsked(current);
    // The backward pass may run on another thread, so the hook has the token of this one.
    if (tensor.requires_grad() && torch::GradMode::is_enabled())
        tensor.register_hook([token = current](const torch::Tensor&) { throwIfAsked(token); });
    return tensor;
}

}  // namespace prososcope::nn
