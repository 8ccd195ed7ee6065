// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include "engine/checkpoints/Checkpoint.h"
#include "engine/checkpoints/EncoderDescription.h"
#include "engine/checkpoints/ShardIndex.h"
#include "engine/core/Characters.h"
#include "tests/engine/checkpoints/TorchBytes.h"
#include "tests/fuzz/FuzzCorpus.h"

using namespace prososcope;
using namespace prososcope::checkpoints;

/// Any bytes as a file of every form that is known by its beginning; what is read is read to its last byte.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    if (const auto index = parseShardIndex(bytes, "fuzz")) {
        for (const auto& [tensor, file] : *index) {
            fuzz::keep(std::filesystem::path(file).filename() == file && file != "..", "shards stay in their folder");
        }
    }
    const auto checkpoint = Checkpoint::read(FileBytes::inMemory("fuzz", bytes));
    if (!checkpoint) {
        fuzz::keep(checkpoint.error().message().find("fuzz") != std::string::npos, "an error names the file");
        return 0;
    }
    std::uint64_t total = 0;
    for (const auto& tensor : checkpoint->tensors()) {
        std::size_t elements = 1;
        for (const auto length : tensor.shape) elements *= static_cast<std::size_t>(length);
        fuzz::keep(tensor.elements() == elements, "shapes fit the bytes");
        fuzz::keep(core::isUtf8(tensor.name), "names are text");
        fuzz::keep(checkpoint->find(tensor.name) != nullptr, "names are found");
        fuzz::keep(reinterpret_cast<std::uintptr_t>(tensor.bytes.data()) % store::bytesPerElement(tensor.type) == 0,
                   "elements are aligned");
        total += elements;
        if (total > std::uint64_t{1} << 22) break;  // shared storages: time, not memory
        std::vector<float> values(elements);
        fuzz::keep(checkpoint->readFloats(tensor, values), "tensors can be read");
    }
    const auto renamed = huggingFaceNames(checkpoint->tensors(), "fuzz");
    if (!renamed) return 0;
    const auto description = describeEncoder(*renamed, checkpoint->settings(), "fuzz");
    if (!description) return 0;
    fuzz::keep(core::isUtf8(description->text.config), "a description is text");
    (void)parseEncoderConfig(description->text, "fuzz");
    return 0;
}

std::vector<std::string> fuzzSamples() {
    using namespace torchbytes;
    const std::string value = orderedDictionary() + entries({{"w", tensor(storage("FloatStorage", "0", 6), 0, {2, 3}, {1, 2})},
                                                             {"b", tensor(storage("HalfStorage", "1", 3), 1, {2}, {1})}});
    const std::string weights = floats({1, 2, 3, 4, 5, 6});
    const std::string header =
        R"({"__metadata__":{"format":"pt"},"a":{"dtype":"BF16","shape":[1,2],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[],"data_offsets":[4,8]}})";
    std::vector<std::pair<std::string, std::string>> encoder;
    const auto add = [&](const std::string& name, const std::vector<std::int64_t>& shape) {
        std::vector<std::int64_t> strides(shape.size(), 1);
        for (std::size_t i = shape.size(); i-- > 1;) strides[i - 1] = strides[i] * shape[i];
        encoder.emplace_back(name, tensor(storage("FloatStorage", "0", 48), 0, shape, strides));
    };
    add("feature_extractor.conv_layers.0.0.weight", {2, 1, 10});
    add("feature_extractor.conv_layers.0.2.weight", {2});
    add("post_extract_proj.weight", {4, 2});
    add("encoder.pos_conv.0.weight_v", {4, 2, 6});
    add("encoder.layers.0.self_attn.k_proj.weight", {4, 4});
    add("encoder.layers.0.fc1.weight", {6, 4});
    const std::string args =
        global("argparse", "Namespace") + ")\x81" +
        dictionary({{"encoder_attention_heads", integer(2)}, {"conv_feature_layers", text("[(2,10,5)]")}}) + "b";
    return {archive(value, {{"0", weights}, {"1", weights}}),
            archive(value, {{"0", weights}, {"1", weights}}, {.zip64 = true}),
            sequence(value, {{"0", 6, weights}, {"1", 3, std::string("\0\x3c\0\xbc\0\x3c", 6)}}),
            number<std::uint64_t>(header.size()) + header + weights.substr(0, 8),
            archive(dictionary({{"args", args}, {"model", orderedDictionary() + entries(encoder)}}),
                    {{"0", std::string(192, '\0')}}),
            R"({"metadata": {"total_size": 12}, "weight_map": {"a": "one.safetensors", "b": "two.safetensors"}})"};
}
