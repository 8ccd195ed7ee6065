// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/PickleValue.h"

#include <cmath>

namespace prososcope::checkpoints {

PickleValue::PickleValue(const Pickle& pickle, PickleIndex index) {
    if (index >= pickle.nodes.size()) return;
    m_pickle = &pickle;
    m_index = index;
}

PickleKind PickleValue::kind() const { return present() ? node().kind : PickleKind::None; }

std::optional<bool> PickleValue::boolean() const {
    if (kind() != PickleKind::Bool) return std::nullopt;
    return node().integer != 0;
}

std::optional<std::int64_t> PickleValue::integer() const {
    if (kind() != PickleKind::Integer) return std::nullopt;
    return node().integer;
}

std::optional<double> PickleValue::number() const {
    if (kind() == PickleKind::Integer) return static_cast<double>(node().integer);
    if (kind() != PickleKind::Real || !std::isfinite(node().real)) return std::nullopt;
    return node().real;
}

std::optional<std::string_view> PickleValue::text() const {
    if (kind() != PickleKind::Text) return std::nullopt;
    return node().text;
}

std::string_view PickleValue::className() const {
    return kind() == PickleKind::Opaque || kind() == PickleKind::Global ? node().text : std::string_view();
}

const PickleTensor* PickleValue::tensor() const {
    if (kind() != PickleKind::Tensor) return nullptr;
    return &m_pickle->tensors[static_cast<std::size_t>(node().integer)];
}

std::size_t PickleValue::size() const {
    if (!present()) return 0;
    return kind() == PickleKind::Dictionary ? node().entries.size() : node().items.size();
}

PickleValue PickleValue::at(PickleIndex index) const { return {*m_pickle, index}; }

PickleValue PickleValue::item(std::size_t index) const {
    if (!present() || index >= node().items.size()) return {};
    return at(node().items[index]);
}

std::pair<PickleValue, PickleValue> PickleValue::entry(std::size_t index) const {
    if (!present() || index >= node().entries.size()) return {};
    return {at(node().entries[index].first), at(node().entries[index].second)};
}

PickleValue PickleValue::own(std::string_view name) const {
    if (!present()) return {};
    const auto& entries = node().entries;
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        const auto& key = m_pickle->nodes[entry->first];
        if (key.kind == PickleKind::Text && key.text == name) return at(entry->second);
    }
    return {};
}

PickleValue PickleValue::unwrapped() const {
    if (kind() != PickleKind::Opaque) return *this;
    const auto value = at(node().state).own("_val");
    return value.present() ? value : *this;
}

PickleValue PickleValue::field(std::string_view name) const {
    if (!present()) return {};
    if (const auto found = own(name); found.present()) return found.unwrapped();
    if (kind() != PickleKind::Opaque) return {};
    // A state is a dictionary of attributes; or a pair of one and of one for slots.
    const auto state = at(node().state);
    for (const auto& part : {state, state.item(0), state.item(1)}) {
        if (const auto found = part.own("_content").own(name); found.present()) return found.unwrapped();
        if (const auto found = part.own(name); found.present()) return found.unwrapped();
    }
    return {};
}

}  // namespace prososcope::checkpoints
