// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/OwnGenerator.h"

namespace prososcope::nn {

at::Generator ownGenerator(const torch::Device& device, std::uint64_t seed) {
    if (device.is_cpu()) return at::make_generator<at::CPUGeneratorImpl>(seed);
    auto generator = at::globalContext().defaultGenerator(device).clone();
    generator.set_current_seed(seed);
    return generator;
}

}  // namespace prososcope::nn
