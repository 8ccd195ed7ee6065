// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/speech_encoder/EncoderWeights.h"

namespace prososcope::models {

void registerAt(torch::nn::Module& root, const std::string& path, const torch::Tensor& tensor, bool buffer) {
    auto* module = &root;
    std::size_t at = 0;
    for (auto dot = path.find('.'); dot != std::string::npos; dot = path.find('.', at)) {
        const auto name = path.substr(at, dot - at);
        at = dot + 1;
        const auto children = module->named_children();
        if (const auto* known = children.find(name); known != nullptr) {
            module = known->get();
        } else {
            module = module->register_module(name, std::make_shared<torch::nn::Module>(name)).get();
        }
    }
    if (buffer) {
        module->register_buffer(path.substr(at), tensor);
    } else {
        module->register_parameter(path.substr(at), tensor, tensor.requires_grad());
    }
}

}  // namespace prososcope::models
