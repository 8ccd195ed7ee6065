// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "engine/core/Characters.h"
#include "engine/store/SafetensorsContent.h"
#include "tests/engine/checkpoints/TorchBytes.h"
#include "tests/fuzz/FuzzCorpus.h"

using namespace prososcope;

/// What is read covers the data exactly, in order; no name comes twice.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    const auto content = store::readSafetensors(bytes, "fuzz");
    if (!content) {
        fuzz::keep(content.error().message().find("fuzz") != std::string::npos, "an error names the file");
        return 0;
    }
    std::uint64_t header = 0;
    std::memcpy(&header, data, sizeof header);
    const auto* next = bytes.data() + sizeof header + header;
    std::set<std::string> names;
    for (const auto& tensor : content->tensors) {
        fuzz::keep(tensor.bytes.data() == next, "tensors lie one behind the other");
        next += tensor.bytes.size();
        std::size_t elements = 1;
        for (const auto length : tensor.shape) elements *= static_cast<std::size_t>(length);
        fuzz::keep(elements * store::bytesPerElement(tensor.type) == tensor.bytes.size(), "shapes fit the bytes");
        fuzz::keep(names.insert(tensor.name).second && core::isUtf8(tensor.name), "names are texts and different");
    }
    fuzz::keep(next == bytes.data() + size, "no byte is left over");
    return 0;
}

std::vector<std::string> fuzzSamples() {
    const auto file = [](const std::string& header, std::size_t bytes) {
        return torchbytes::number<std::uint64_t>(header.size()) + header + std::string(bytes, '\x3f');
    };
    return {
        file(
            R"({"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b":{"dtype":"I64","shape":[],"data_offsets":[24,32]}})",
            32),
        file(R"({"__metadata__":{"format":"pt"},"x":{"dtype":"BOOL","shape":[1,2],"data_offsets":[0,2]}}   )", 2),
        file(R"({"e":{"dtype":"F16","shape":[0,4],"data_offsets":[0,0]},"u":{"shape":[3],"data_offsets":[0,3],"dtype":"U8"}})",
             3)};
}
