// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/FairseqSettings.h"
#include "engine/checkpoints/PickleReader.h"
#include "tests/engine/checkpoints/TorchBytes.h"
#include "tests/fuzz/FuzzCorpus.h"

using namespace prososcope;
using namespace prososcope::checkpoints;

namespace {

constexpr PickleLimits kLimits;

/// The longest way down from a node; the pickle holds no cycle, or this never ends. Each node is measured once.
std::size_t depthOf(const Pickle& pickle, PickleIndex index, std::vector<std::size_t>& known) {
    if (index == kNoPickleNode) return 0;
    fuzz::keep(index < pickle.nodes.size(), "a node holds nodes that are there");
    if (known[index] != 0) return known[index];
    const auto& node = pickle.nodes[index];
    std::size_t depth = 0;
    const auto look = [&](PickleIndex child) { depth = std::max(depth, depthOf(pickle, child, known)); };
    for (const auto item : node.items) look(item);
    for (const auto& [key, value] : node.entries) {
        look(key);
        look(value);
    }
    look(node.arguments);
    look(node.state);
    return known[index] = depth + 1;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto pickle = readPickle(std::as_bytes(std::span(data, size)), "fuzz", kLimits);
    if (!pickle) {
        fuzz::keep(pickle.error().message().find("fuzz") != std::string::npos, "an error names the file");
        return 0;
    }
    fuzz::keep(pickle->bytes <= size && pickle->bytes >= 2, "a pickle ends inside its bytes");
    std::vector<std::size_t> known(pickle->nodes.size(), 0);
    fuzz::keep(depthOf(*pickle, pickle->root, known) <= kLimits.depth, "depth is limited");
    for (const auto& tensor : pickle->tensors) {
        fuzz::keep(tensor.storage < pickle->storages.size() && tensor.shape.size() == tensor.strides.size(),
                   "a tensor is whole");
        const auto& storage = pickle->storages[tensor.storage];
        unsigned __int128 last = tensor.offset;
        unsigned __int128 elements = 1;
        for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
            fuzz::keep(tensor.shape[i] >= 0 && tensor.strides[i] >= 0, "sizes are not negative");
            elements *= static_cast<std::uint64_t>(tensor.shape[i]);
            if (elements == 0) break;
            last += static_cast<unsigned __int128>(tensor.shape[i] - 1) * static_cast<std::uint64_t>(tensor.strides[i]);
        }
        fuzz::keep(elements == 0 || (elements <= storage.elements && last < storage.elements), "a tensor is in its storage");
    }
    for (const auto& storage : pickle->storages) {
        fuzz::keep(storage.begin + storage.elements <= storage.allElements, "a part is in its storage");
    }
    const PickleValue root(*pickle, pickle->root);
    const FairseqSettings settings(root);
    if (const auto text = settings.encoderText("conv_feature_layers")) (void)parseConvolutions(*text);
    (void)settings.normalize();
    (void)settings.symbols();
    return 0;
}

std::vector<std::string> fuzzSamples() {
    using namespace torchbytes;
    const std::string later =
        std::string("}\x94(\x8c\x01") + "a\x94\x8c\x01" + "b\x8c\x01" + "C\x93)\x81K\x03\x8f(K\x01\x90h\x01" + "K\x02u.";
    return {start() + orderedDictionary() + entries({{"weight", vector("0", 6)}, {"bias", vector("1", 2)}}) +
                dictionary({{"_metadata", orderedDictionary()}}) + "b.",
            start() +
                dictionary({{"args", global("argparse", "Namespace") + ")\x81" +
                                         dictionary({{"arch", text("wav2vec2")},
                                                     {"conv_feature_layers", text("[(512, 10, 5)] + [(512,2,2)] * 2")}}) +
                                         "b"},
                            {"model", dictionary({{"w", tensor(storage("HalfStorage", "0", 8), 1, {2, 3}, {1, 2})}})}}) +
                ".",
            start() + std::string("]q\x00h\x00", 5) + "a(N\x88\x89K\x07M\x01\x02J\xff\xff\xff\xff" +
                std::string("G\x3f\xf8\x00\x00\x00\x00\x00\x00", 9) + "e.",
            std::string("\x80\x04\x95", 3) + number<std::uint64_t>(later.size()) + later};
}
