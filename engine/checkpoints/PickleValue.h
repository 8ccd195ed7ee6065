// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/store/Safetensors.h"

namespace prososcope::checkpoints {

/// What a node of a pickle is. Nothing of it acts: a class or function is its name, an object its class, its arguments and
/// its state.
enum class PickleKind : std::uint8_t {
    None,
    Bool,
    Integer,
    LargeInteger,  ///< beyond 64 bits; its bytes are the text, little-endian
    Real,
    Text,
    Bytes,
    List,
    Tuple,
    Set,
    Dictionary,
    Storage,  ///< of tensors
    Tensor,
    Global,  ///< the name of a class or function: "collections.OrderedDict"
    Opaque,  ///< an object of a class that is not known here
    Cut      ///< where a node would have held itself
};

using PickleIndex = std::uint32_t;
inline constexpr PickleIndex kNoPickleNode = UINT32_MAX;

/// One value. Texts point into the bytes that were read or into Pickle::names.
struct PickleNode {
    PickleKind kind = PickleKind::None;
    std::int64_t integer = 0;  ///< Bool, Integer; the place in Pickle::storages or ::tensors
    double real = 0.0;
    std::string_view text{};           ///< Text, Bytes, LargeInteger; the name of a Global; the class of an Opaque
    std::vector<PickleIndex> items{};  ///< List, Tuple, Set; what was appended to an Opaque
    std::vector<std::pair<PickleIndex, PickleIndex>> entries{};  ///< Dictionary; what was set in an Opaque; later ones count
    PickleIndex arguments = kNoPickleNode;                       ///< Opaque: what it was made of, a Tuple
    PickleIndex state = kNoPickleNode;                           ///< Opaque, Dictionary: what it was given afterwards
};

/// A piece of memory that tensors lie in. Its bytes are in another place, under its key.
struct PickleStorage {
    std::optional<store::TensorType> type;  ///< absent for elements that cannot be held here (complex, quantised, 16 bits)
    std::size_t elementBytes = 0;
    std::string_view key;
    std::uint64_t allElements = 0;  ///< of the whole storage that the key names
    std::uint64_t begin = 0;        ///< files before PyTorch 0.4 name parts of a storage
    std::uint64_t elements = 0;
};

/// A tensor's place in its storage, checked: all its elements are inside, and there are no more than the storage has.
struct PickleTensor {
    std::size_t storage = 0;
    std::uint64_t offset = 0;           ///< elements
    std::vector<std::int64_t> shape;    ///< not negative
    std::vector<std::int64_t> strides;  ///< elements, not negative
};

/// A pickle as values. It holds no cycle (see PickleKind::Cut) and is no deeper than the reader's limit; a value can be
/// held by several others. Valid as long as the bytes that it was read from.
struct Pickle {
    std::vector<PickleNode> nodes;
    PickleIndex root = kNoPickleNode;
    std::vector<PickleStorage> storages;
    std::vector<PickleTensor> tensors;
    std::set<std::string, std::less<>> names;
    std::size_t bytes = 0;  ///< how many were read
};

/// Looks at a value of a pickle; absent where there is none. Valid as long as the pickle.
class PickleValue {
public:
    PickleValue() = default;
    PickleValue(const Pickle& pickle, PickleIndex index);

    [[nodiscard]] bool present() const { return m_pickle != nullptr; }
    [[nodiscard]] PickleKind kind() const;  ///< None where absent
    [[nodiscard]] std::optional<bool> boolean() const;
    [[nodiscard]] std::optional<std::int64_t> integer() const;
    [[nodiscard]] std::optional<double> number() const;  ///< Integer or Real, finite
    [[nodiscard]] std::optional<std::string_view> text() const;
    /// The class of an Opaque, the name of a Global; else empty.
    [[nodiscard]] std::string_view className() const;
    [[nodiscard]] const PickleTensor* tensor() const;

    [[nodiscard]] std::size_t size() const;  ///< of a list, tuple, set or dictionary
    [[nodiscard]] PickleValue item(std::size_t index) const;
    [[nodiscard]] std::pair<PickleValue, PickleValue> entry(std::size_t index) const;
    /// What stands under a name in a dictionary, or in an object that was saved as one: argparse.Namespace, OmegaConf's
    /// nodes (whose values are unwrapped), dataclasses.
    [[nodiscard]] PickleValue field(std::string_view name) const;

private:
    [[nodiscard]] const PickleNode& node() const { return m_pickle->nodes[m_index]; }
    [[nodiscard]] PickleValue at(PickleIndex index) const;
    [[nodiscard]] PickleValue own(std::string_view name) const;
    [[nodiscard]] PickleValue unwrapped() const;
    const Pickle* m_pickle = nullptr;
    PickleIndex m_index = kNoPickleNode;
};

}  // namespace prososcope::checkpoints
