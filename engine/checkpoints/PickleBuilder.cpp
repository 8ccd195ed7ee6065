// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/PickleBuilder.h"

#include <algorithm>
#include <array>

namespace prososcope::checkpoints {

namespace {

using store::TensorType;

struct StorageType {
    std::string_view name;
    std::optional<TensorType> type;
    std::size_t bytes;
};
constexpr std::array<StorageType, 16> kStorageTypes{{{"torch.FloatStorage", TensorType::Float32, 4},
                                                     {"torch.HalfStorage", TensorType::Float16, 2},
                                                     {"torch.BFloat16Storage", TensorType::BFloat16, 2},
                                                     {"torch.DoubleStorage", TensorType::Float64, 8},
                                                     {"torch.LongStorage", TensorType::Int64, 8},
                                                     {"torch.IntStorage", TensorType::Int32, 4},
                                                     {"torch.ByteStorage", TensorType::UInt8, 1},
                                                     {"torch.BoolStorage", TensorType::Bool, 1},
                                                     {"torch.ShortStorage", std::nullopt, 2},
                                                     {"torch.CharStorage", std::nullopt, 1},
                                                     {"torch.ComplexFloatStorage", std::nullopt, 8},
                                                     {"torch.ComplexDoubleStorage", std::nullopt, 16},
                                                     {"torch.QInt8Storage", std::nullopt, 1},
                                                     {"torch.QUInt8Storage", std::nullopt, 1},
                                                     {"torch.QInt32Storage", std::nullopt, 4},
                                                     {"torch.storage.UntypedStorage", std::nullopt, 1}}};

/// Modules and functions that no checkpoint calls while it is read, but an attack would. Nothing here could call them: the
/// list is there to tell the person what sort of file it is.
constexpr std::array<std::string_view, 13> kAttackModules{"os",  "posix", "nt",  "subprocess", "sys",       "shutil", "socket",
                                                          "pty", "runpy", "pip", "webbrowser", "importlib", "ctypes"};
constexpr std::array<std::string_view, 10> kAttackBuiltins{"eval",  "exec",    "compile",    "execfile", "open",
                                                           "input", "globals", "__import__", "apply",    "breakpoint"};

/// Whether a product of sizes and its bytes can be held; nothing where not.
std::optional<std::uint64_t> product(const std::vector<std::int64_t>& sizes) {
    std::uint64_t elements = 1;
    if (std::find(sizes.begin(), sizes.end(), 0) != sizes.end()) return 0;
    for (const auto size : sizes) {
        if (__builtin_mul_overflow(elements, static_cast<std::uint64_t>(size), &elements)) return std::nullopt;
    }
    return elements;
}

}  // namespace

bool PickleBuilder::damaged(std::string details) {
    if (!error) {
        error = core::Error{
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 is damaged, cut short or no PyTorch file. Get or make it again."), {m_file}},
            std::move(details)};
    }
    return false;
}

bool PickleBuilder::tooLarge(const char* what) {
    if (!error) {
        error = core::Error{core::ErrorKind::BadInput,
                            {TRANSLATABLE("Engine",
                                          "%1 holds much more beside its tensors than a model needs. Open it in Python and "
                                          "save its tensors as safetensors."),
                             {m_file}},
                            what};
    }
    return false;
}

PickleIndex PickleBuilder::add(PickleNode node) {
    if (pickle.nodes.size() >= m_limits.nodes) {
        tooLarge("more values than allowed");
        return kNoPickleNode;
    }
    pickle.nodes.push_back(std::move(node));
    return static_cast<PickleIndex>(pickle.nodes.size() - 1);
}

PickleIndex PickleBuilder::addGlobal(std::string_view module, std::string_view name) {
    if (module.empty() || name.empty() || module.size() + name.size() > m_limits.nameLength) {
        damaged("name of a class or function");
        return kNoPickleNode;
    }
    const auto stored = pickle.names.insert(std::string(module) + "." + std::string(name)).first;
    if (pickle.names.size() > m_limits.globals) {
        tooLarge("more classes and functions than allowed");
        return kNoPickleNode;
    }
    return addText(PickleKind::Global, *stored);
}

PickleIndex PickleBuilder::item(PickleIndex tuple, std::size_t index) {
    if (tuple >= pickle.nodes.size()) return kNoPickleNode;
    const auto& items = node(tuple).items;
    return index < items.size() ? items[index] : kNoPickleNode;
}

PickleIndex PickleBuilder::addStorage(PickleIndex identity) {
    const auto refuse = [&](const char* why) {
        damaged(why);
        return kNoPickleNode;
    };
    const PickleValue value(pickle, identity);
    if (value.kind() != PickleKind::Tuple || value.item(0).text() != "storage") return refuse("a persistent id of no storage");
    const auto typeName = value.item(1).className();
    const auto type = std::find_if(kStorageTypes.begin(), kStorageTypes.end(),
                                   [&](const StorageType& known) { return known.name == typeName; });
    if (value.item(1).kind() != PickleKind::Global || type == kStorageTypes.end()) return refuse("unknown type of storage");
    const auto key = value.item(2).text();
    const auto elements = value.item(4).integer();
    if (!key || key->empty() || key->size() > m_limits.nameLength) return refuse("key of a storage");
    if (!elements || *elements < 0 || *elements > INT64_MAX / 16) return refuse("size of a storage");
    PickleStorage storage{
        type->type, type->bytes, *key, static_cast<std::uint64_t>(*elements), 0, static_cast<std::uint64_t>(*elements)};
    // A part of a storage: (its own key, where it begins, how many).
    const auto part = value.item(5);
    if (part.kind() == PickleKind::Tuple) {
        const auto begin = part.item(1).integer();
        const auto count = part.item(2).integer();
        if (!begin || !count || *begin < 0 || *count < 0 || *begin > *elements || *count > *elements - *begin) {
            return refuse("part of a storage outside it");
        }
        storage.begin = static_cast<std::uint64_t>(*begin);
        storage.elements = static_cast<std::uint64_t>(*count);
    }
    const auto [known, isNew] = m_storageOfKey.emplace(*key, pickle.storages.size());
    if (!isNew) {
        const auto& first = pickle.storages[known->second];
        if (first.allElements != storage.allElements || first.elementBytes != storage.elementBytes ||
            first.type != storage.type) {
            return refuse("two storages of one key");
        }
        if (first.begin == storage.begin && first.elements == storage.elements) {
            return add({.kind = PickleKind::Storage, .integer = static_cast<std::int64_t>(known->second)});
        }
    }
    pickle.storages.push_back(storage);
    return add({.kind = PickleKind::Storage, .integer = static_cast<std::int64_t>(pickle.storages.size() - 1)});
}

std::optional<std::vector<std::int64_t>> PickleBuilder::sizes(PickleIndex tuple) {
    const PickleValue value(pickle, tuple);
    if ((value.kind() != PickleKind::Tuple && value.kind() != PickleKind::List) || value.size() > m_limits.dimensions) {
        return std::nullopt;
    }
    std::vector<std::int64_t> result;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto size = value.item(i).integer();
        if (!size || *size < 0) return std::nullopt;
        result.push_back(*size);
    }
    return result;
}

PickleIndex PickleBuilder::tensor(PickleIndex arguments) {
    const auto refuse = [&](const char* why) {
        damaged(why);
        return kNoPickleNode;
    };
    const PickleValue storageNode(pickle, item(arguments, 0));
    const auto offset = PickleValue(pickle, item(arguments, 1)).integer();
    auto shape = sizes(item(arguments, 2));
    auto strides = sizes(item(arguments, 3));
    if (storageNode.kind() != PickleKind::Storage || !offset || *offset < 0 || !shape || !strides ||
        shape->size() != strides->size()) {
        return refuse("a tensor without storage, offset, sizes or strides");
    }
    PickleTensor tensor{static_cast<std::size_t>(node(item(arguments, 0)).integer), static_cast<std::uint64_t>(*offset),
                        std::move(*shape), std::move(*strides)};
    const auto& storage = pickle.storages[tensor.storage];
    const auto elements = product(tensor.shape);
    // More elements than there are: an expanded tensor, which no model holds, and which would be copied to any size.
    if (!elements || *elements > storage.elements) return refuse("a tensor larger than its storage");
    if (*elements > 0) {
        std::uint64_t last = tensor.offset;
        for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
            std::uint64_t step = 0;
            if (__builtin_mul_overflow(static_cast<std::uint64_t>(tensor.shape[i] - 1),
                                       static_cast<std::uint64_t>(tensor.strides[i]), &step) ||
                __builtin_add_overflow(last, step, &last)) {
                return refuse("a tensor outside its storage");
            }
        }
        if (last >= storage.elements) return refuse("a tensor outside its storage");
    }
    pickle.tensors.push_back(std::move(tensor));
    return add({.kind = PickleKind::Tensor, .integer = static_cast<std::int64_t>(pickle.tensors.size() - 1)});
}

PickleIndex PickleBuilder::orderedDictionary(PickleIndex arguments) {
    PickleNode dictionary{.kind = PickleKind::Dictionary};
    const PickleValue pairs = PickleValue(pickle, arguments).item(0);
    // The same list can be copied again and again.
    m_pairs += pairs.size();
    if (m_pairs > m_limits.nodes) {
        tooLarge("more entries than allowed");
        return kNoPickleNode;
    }
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto pair = item(item(arguments, 0), i);
        const auto key = item(pair, 0);
        const auto value = item(pair, 1);
        if (key == kNoPickleNode || value == kNoPickleNode) {
            damaged("a dictionary made of no pairs");
            return kNoPickleNode;
        }
        dictionary.entries.emplace_back(key, value);
    }
    return add(std::move(dictionary));
}

PickleIndex PickleBuilder::opaque(std::string_view name, PickleIndex arguments) {
    return add({.kind = PickleKind::Opaque, .text = name, .arguments = arguments});
}

bool PickleBuilder::harmless(std::string_view function) {
    const auto module = function.substr(0, function.find('.'));
    const auto name = function.substr(function.rfind('.') + 1);
    const bool builtin = module == "builtins" || module == "__builtin__";
    const bool attack = builtin ? std::find(kAttackBuiltins.begin(), kAttackBuiltins.end(), name) != kAttackBuiltins.end()
                                : std::find(kAttackModules.begin(), kAttackModules.end(), module) != kAttackModules.end();
    if (!attack) return true;
    if (!error) {
        error =
            core::Error{core::ErrorKind::BadInput,
                        {TRANSLATABLE("Engine",
                                      "%1 would run %2 when Python opens it, as a model never does. Nothing was run; do not "
                                      "use this file."),
                         {m_file, std::string(function)}},
                        {}};
    }
    return false;
}

PickleIndex PickleBuilder::call(PickleIndex function, PickleIndex arguments) {
    if (node(arguments).kind != PickleKind::Tuple) {
        damaged("arguments that are no tuple");
        return kNoPickleNode;
    }
    const std::string_view name = node(function).text;
    const auto kind = node(function).kind;
    if (kind == PickleKind::Opaque) return opaque(name, arguments);
    if (kind != PickleKind::Global) {
        damaged("a call of what is no function");
        return kNoPickleNode;
    }
    if (!harmless(name)) return kNoPickleNode;
    if (name == "collections.OrderedDict") return orderedDictionary(arguments);
    if (name == "torch._utils._rebuild_tensor_v2" || name == "torch._utils._rebuild_tensor") return tensor(arguments);
    if (name == "torch._utils._rebuild_parameter" || name == "torch._utils._rebuild_parameter_with_state") {
        if (const auto data = item(arguments, 0); data != kNoPickleNode) return data;
    }
    if (name == "torch._tensor._rebuild_from_type_v2") {  // (function, class, its arguments, attributes)
        const auto inner = item(arguments, 0);
        if (inner != kNoPickleNode && node(inner).text == "torch._utils._rebuild_tensor_v2") {
            return tensor(item(arguments, 2));
        }
    }
    if (name == "torch.Size") {
        const auto tuple = item(arguments, 0);
        if (tuple != kNoPickleNode && node(tuple).kind == PickleKind::Tuple) return tuple;
    }
    if (name == "torch.storage._load_from_bytes") {
        error = core::Error{core::ErrorKind::BadInput,
                            {TRANSLATABLE("Engine",
                                          "%1 keeps its tensors in a way that only Python can read (%2). Open it in Python and "
                                          "save its tensors as safetensors."),
                             {m_file, std::string(name)}},
                            {}};
        return kNoPickleNode;
    }
    if (name == "copyreg._reconstructor" || name == "copy_reg._reconstructor" || name == "copyreg.__newobj__") {
        const auto type = item(arguments, 0);
        if (type != kNoPickleNode && node(type).kind == PickleKind::Global) return object(type, arguments);
    }
    return opaque(name, arguments);
}

PickleIndex PickleBuilder::object(PickleIndex type, PickleIndex arguments) {
    const auto kind = node(type).kind;
    if (kind != PickleKind::Global && kind != PickleKind::Opaque) {
        damaged("an object of what is no class");
        return kNoPickleNode;
    }
    const std::string_view name = node(type).text;
    if (!harmless(name)) return kNoPickleNode;
    if (name == "collections.OrderedDict") return add(PickleKind::Dictionary);
    return opaque(name, arguments);
}

namespace {

/// The values that a node holds, one after the other.
PickleIndex* childAt(PickleNode& node, std::size_t index) {
    if (index < node.items.size()) return &node.items[index];
    index -= node.items.size();
    if (index < 2 * node.entries.size()) {
        auto& entry = node.entries[index / 2];
        return index % 2 == 0 ? &entry.first : &entry.second;
    }
    index -= 2 * node.entries.size();
    if (index == 0) return &node.arguments;
    return index == 1 ? &node.state : nullptr;
}

}  // namespace

bool PickleBuilder::finish() {
    pickle.nodes.push_back({.kind = PickleKind::Cut});
    const auto cut = static_cast<PickleIndex>(pickle.nodes.size() - 1);
    enum class Mark : std::uint8_t { New, Open, Done };
    std::vector<Mark> marks(pickle.nodes.size(), Mark::New);
    std::vector<std::uint32_t> depths(pickle.nodes.size(), 1);
    struct Step {
        PickleIndex index;
        std::size_t child;
    };
    std::vector<Step> path{{pickle.root, 0}};
    marks[pickle.root] = Mark::Open;
    while (!path.empty()) {
        auto& [index, child] = path.back();
        PickleIndex* reference = childAt(node(index), child++);
        if (reference == nullptr) {
            marks[index] = Mark::Done;
            const auto depth = depths[index];
            if (depth > m_limits.depth) return tooLarge("values nested too deeply");
            path.pop_back();
            if (!path.empty()) depths[path.back().index] = std::max(depths[path.back().index], depth + 1);
        } else if (*reference == kNoPickleNode) {
            continue;
        } else if (marks[*reference] == Mark::Open) {
            *reference = cut;
        } else if (marks[*reference] == Mark::Done) {
            depths[index] = std::max(depths[index], depths[*reference] + 1);
        } else {
            marks[*reference] = Mark::Open;
            path.push_back({*reference, 0});
        }
    }
    return true;
}

}  // namespace prososcope::checkpoints
