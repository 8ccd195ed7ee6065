// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/ModuleState.h"

#include <algorithm>
#include <mutex>

namespace prososcope::nn {

StateDict::Entry toEntry(std::string name, const torch::Tensor& tensor) {
    const auto plain = tensor.detach().to(torch::kCPU, torch::kFloat32).contiguous();
    StateDict::Entry entry{std::move(name), plain.sizes().vec(), {}};
    entry.values.assign(plain.data_ptr<float>(), plain.data_ptr<float>() + plain.numel());
    return entry;
}

torch::Tensor toTensor(const StateDict::Entry& entry) {
    auto tensor = torch::empty(entry.shape, torch::kFloat32);
    std::copy(entry.values.begin(), entry.values.end(), tensor.data_ptr<float>());
    return tensor;
}

std::vector<std::pair<std::string, torch::Tensor>> namedState(const torch::nn::Module& module) {
    std::vector<std::pair<std::string, torch::Tensor>> result;
    for (const auto& item : module.named_parameters()) result.emplace_back(item.key(), item.value());
    for (const auto& item : module.named_buffers()) {
        if (item.value().is_floating_point()) result.emplace_back(item.key(), item.value());
    }
    return result;
}

StateDict stateOf(const torch::nn::Module& module) {
    StateDict state;
    for (const auto& [name, tensor] : namedState(module)) state.entries.push_back(toEntry(name, tensor));
    return state;
}

core::Status loadState(torch::nn::Module& module, const StateDict& state, const std::string& source) {
    const auto wanted = namedState(module);
    for (const auto& [name, tensor] : wanted) {
        const auto* entry = state.find(name);
        if (entry == nullptr || entry->shape != tensor.sizes().vec()) {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "%1 does not fit its network: the tensor %2 is missing or has another shape."),
                 {source, name}});
        }
    }
    if (wanted.size() != state.entries.size()) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 does not fit its network: it holds %2 tensors, %3 are expected."),
                           {source, std::to_string(state.entries.size()), std::to_string(wanted.size())}});
    }
    const torch::NoGradGuard noGrad;
    for (const auto& [name, tensor] : wanted) {
        auto target = tensor;
        target.copy_(toTensor(*state.find(name)));
    }
    return {};
}

core::Error torchError(const std::exception& exception) {
    const std::string what = exception.what();
    const std::string firstLine = what.substr(0, what.find('\n'));
    if (dynamic_cast<const c10::OutOfMemoryError*>(&exception) != nullptr ||
        dynamic_cast<const std::bad_alloc*>(&exception) != nullptr || what.find("not enough memory") != std::string::npos) {
        return {core::ErrorKind::OutOfMemory,
                {TRANSLATABLE("Engine", "The device ran out of memory. Choose a smaller batch or the CPU.")},
                what};
    }
    return {core::ErrorKind::Failed, {TRANSLATABLE("Engine", "The network could not be computed (%1)."), {firstLine}}, what};
}

bool computesBfloat16(const torch::Device& device) {
    if (!device.is_cpu()) return true;
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512bf16") != 0;
#else
    return false;
#endif
}

namespace {

/// The libraries below torch set themselves up at their first products. Where two threads come to that at once, the first sums
/// of one are sometimes rounded otherwise (about one start of twenty, with MKL and oneDNN of LibTorch 2.11), and a training is
/// no longer the same for its seed.
void makeFirstProducts() {
    const torch::AutoGradMode gradients(true);
    const auto weight = torch::full({8, 1, 3, 3}, 0.1F, torch::requires_grad());
    const auto matrix = torch::full({16, 8 * 14 * 14}, 0.01F, torch::requires_grad());
    const auto input = torch::full({4, 1, 16, 16}, 0.5F).contiguous(at::MemoryFormat::ChannelsLast);
    const auto rows = torch::conv2d(input, weight).flatten(1);
    torch::addmm(torch::zeros({16}), rows, matrix.t()).sum().backward();
}

}  // namespace

void useThreads(int threads) {
    static std::once_flag first;
    std::call_once(first, [&] {
        if (threads > 0) torch::set_num_threads(threads);
        makeFirstProducts();
    });
    if (threads > 0 && torch::get_num_threads() != threads) torch::set_num_threads(threads);
}

}  // namespace prososcope::nn
