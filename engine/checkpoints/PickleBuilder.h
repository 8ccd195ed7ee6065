// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/checkpoints/PickleReader.h"

namespace prososcope::checkpoints {

/// Makes a pickle's nodes, and what its calls mean: for readPickle alone. Each function that fails returns kNoPickleNode (or
/// false) and leaves the reason in `error`; the first one stays.
class PickleBuilder {
public:
    PickleBuilder(const std::string& file, const PickleLimits& limits) : m_file(file), m_limits(limits) {}

    Pickle pickle;
    std::optional<core::Error> error;

    PickleIndex add(PickleNode node);
    PickleIndex add(PickleKind kind) { return add(PickleNode{.kind = kind}); }
    PickleIndex addInteger(std::int64_t value) { return add(PickleNode{.kind = PickleKind::Integer, .integer = value}); }
    PickleIndex addText(PickleKind kind, std::string_view text) { return add(PickleNode{.kind = kind, .text = text}); }
    PickleIndex addGlobal(std::string_view module, std::string_view name);
    /// What a pickle calls a persistent id: ("storage", class, key, device, elements[, part of it]).
    PickleIndex addStorage(PickleIndex identity);
    /// A function called with a tuple of arguments.
    PickleIndex call(PickleIndex function, PickleIndex arguments);
    /// An object of a class, before it has a state.
    PickleIndex object(PickleIndex type, PickleIndex arguments);
    /// Takes back references to a value that holds them, and checks the depth below the root.
    bool finish();

    bool damaged(std::string details);
    bool tooLarge(const char* what);

    PickleNode& node(PickleIndex index) { return pickle.nodes[index]; }

private:
    PickleIndex orderedDictionary(PickleIndex arguments);
    PickleIndex tensor(PickleIndex arguments);
    PickleIndex opaque(std::string_view name, PickleIndex arguments);
    PickleIndex item(PickleIndex tuple, std::size_t index);
    bool harmless(std::string_view function);
    /// Whole numbers of a tuple, none negative; nothing where they are not.
    std::optional<std::vector<std::int64_t>> sizes(PickleIndex tuple);

    std::string m_file;
    PickleLimits m_limits;
    std::map<std::string_view, std::size_t> m_storageOfKey;
    std::size_t m_pairs = 0;  ///< copied into dictionaries
};

}  // namespace prososcope::checkpoints
