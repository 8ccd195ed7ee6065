// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/StateDict.h"
#include "engine/nn/Torch.h"

namespace prososcope::nn {

/// A tensor of any device as a plain entry.
[[nodiscard]] StateDict::Entry toEntry(std::string name, const torch::Tensor& tensor);
[[nodiscard]] torch::Tensor toTensor(const StateDict::Entry& entry);

/// Parameters and floating buffers of a module by name.
[[nodiscard]] std::vector<std::pair<std::string, torch::Tensor>> namedState(const torch::nn::Module& module);
[[nodiscard]] StateDict stateOf(const torch::nn::Module& module);
/// Copies a state into a module. Strict: every name and shape must match, else a sentence names the first that does not
/// and the module is unchanged.
[[nodiscard]] core::Status loadState(torch::nn::Module& module, const StateDict& state, const std::string& source);

/// An exception of LibTorch as an Error (out of memory told apart). Call from catch blocks at the border of this library.
[[nodiscard]] core::Error torchError(const std::exception& exception);

/// Whether a device has instructions that make bfloat16 worth while: GPUs, and processors with AVX-512 BF16 or AMX. Others
/// compute it many times slower than float32.
[[nodiscard]] bool computesBfloat16(const torch::Device& device);

/// Sets how many compute threads the calling thread's torch work uses; 0 leaves it as it is. The first call of the process also
/// makes the libraries below torch ready, while all other callers wait: whoever computes side by side with others calls it
/// first.
void useThreads(int threads);

}  // namespace prososcope::nn
