// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/PickleReader.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <new>

#include "engine/checkpoints/PickleBuilder.h"

namespace prososcope::checkpoints {

namespace {

/// The opcodes of protocols 2 to 5 that checkpoints are made of, by their names in Python's pickletools.
enum Opcode : std::uint8_t {
    kMark = '(',
    kStop = '.',
    kPop = '0',
    kPopMark = '1',
    kDup = '2',
    kBinBytes = 'B',
    kShortBinBytes = 'C',
    kBinFloat = 'G',
    kBinInt = 'J',
    kBinInt1 = 'K',
    kBinInt2 = 'M',
    kNone = 'N',
    kBinPersistentId = 'Q',
    kReduce = 'R',
    kBinString = 'T',
    kShortBinString = 'U',
    kBinUnicode = 'X',
    kEmptyList = ']',
    kAppend = 'a',
    kBuild = 'b',
    kGlobal = 'c',
    kAppends = 'e',
    kBinGet = 'h',
    kLongBinGet = 'j',
    kBinPut = 'q',
    kLongBinPut = 'r',
    kSetItem = 's',
    kTuple = 't',
    kSetItems = 'u',
    kEmptyDictionary = '}',
    kEmptyTuple = ')',
    kProtocol = 0x80,
    kNewObject = 0x81,
    kTuple1 = 0x85,
    kTuple2 = 0x86,
    kTuple3 = 0x87,
    kNewTrue = 0x88,
    kNewFalse = 0x89,
    kLong1 = 0x8a,
    kLong4 = 0x8b,
    kShortBinUnicode = 0x8c,
    kBinUnicode8 = 0x8d,
    kBinBytes8 = 0x8e,
    kEmptySet = 0x8f,
    kAddItems = 0x90,
    kFrozenSet = 0x91,
    kNewObjectKeywords = 0x92,
    kStackGlobal = 0x93,
    kMemoize = 0x94,
    kFrame = 0x95,
    kByteArray8 = 0x96
};

constexpr std::uint64_t kLatestProtocol = 5;

/// The stack machine of the pickle protocol, on nodes that do nothing.
class Machine {
public:
    Machine(std::span<const std::byte> bytes, const std::string& file, const PickleLimits& limits)
        : m_builder(file, limits), m_limits(limits), m_whole(bytes.size()), m_bytes(bytes) {
        if (m_bytes.size() > limits.bytes) m_bytes = m_bytes.first(limits.bytes);
    }

    core::Result<Pickle> run() {
        bool going = true;
        while (going && !m_stopped) going = step();
        if (!going || !m_builder.finish()) {
            if (!m_builder.error) m_builder.damaged("opcode at byte " + std::to_string(m_position));
            return core::fail(*m_builder.error);
        }
        m_builder.pickle.bytes = m_position;
        return std::move(m_builder.pickle);
    }

private:
    bool step();
    bool object(std::uint8_t opcode);
    bool scalar(std::uint8_t opcode);

    bool damaged(const char* what) {
        return m_builder.damaged(std::string(what) + " before byte " + std::to_string(m_position));
    }

    /// The next `count` bytes as text.
    bool take(std::uint64_t count, std::string_view& text) {
        if (count > m_bytes.size() - m_position) {
            return m_bytes.size() < m_whole ? m_builder.tooLarge("more bytes than allowed") : damaged("end of the file");
        }
        text = {reinterpret_cast<const char*>(m_bytes.data()) + m_position, static_cast<std::size_t>(count)};
        m_position += static_cast<std::size_t>(count);
        return true;
    }

    /// The next `count` bytes (at most 8) as a number, little-endian.
    bool number(std::size_t count, std::uint64_t& value) {
        std::string_view text;
        if (!take(count, text)) return false;
        value = 0;
        std::memcpy(&value, text.data(), count);
        return true;
    }

    /// A text behind its length of `lengthBytes`.
    bool counted(std::size_t lengthBytes, std::string_view& text) {
        std::uint64_t length = 0;
        return number(lengthBytes, length) && take(length, text);
    }

    /// Text up to the end of the line.
    bool line(std::string_view& text) {
        const auto* begin = reinterpret_cast<const char*>(m_bytes.data()) + m_position;
        const auto longest = std::min(m_bytes.size() - m_position, m_limits.nameLength + 1);
        const auto* end = static_cast<const char*>(std::memchr(begin, '\n', longest));
        if (end == nullptr) return damaged("a name without an end");
        text = {begin, static_cast<std::size_t>(end - begin)};
        m_position += text.size() + 1;
        return true;
    }

    bool push(PickleIndex index) {
        if (index == kNoPickleNode) return false;
        if (m_stack.size() >= m_limits.nodes) return m_builder.tooLarge("stack larger than allowed");
        m_stack.push_back(index);
        return true;
    }

    /// Nothing is taken from below the last mark.
    bool pop(PickleIndex& index) {
        if (m_stack.size() <= (m_marks.empty() ? 0 : m_marks.back())) return damaged("empty stack");
        index = m_stack.back();
        m_stack.pop_back();
        return true;
    }

    bool top(PickleIndex& index) {
        if (!pop(index)) return false;
        m_stack.push_back(index);
        return true;
    }

    /// What stands above the last mark, which goes.
    bool popMark(std::vector<PickleIndex>& items) {
        if (m_marks.empty()) return damaged("no mark");
        items.assign(m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back()), m_stack.end());
        m_stack.resize(m_marks.back());
        m_marks.pop_back();
        return true;
    }

    bool tuple(std::size_t count) {
        PickleNode node{.kind = PickleKind::Tuple};
        node.items.resize(count);
        for (std::size_t i = count; i-- > 0;) {
            if (!pop(node.items[i])) return false;
        }
        return push(m_builder.add(std::move(node)));
    }

    bool put(std::uint64_t place) {
        PickleIndex index = 0;
        if (!top(index)) return false;
        if (place >= m_limits.nodes) return m_builder.tooLarge("memo larger than allowed");
        if (place >= m_memo.size()) m_memo.resize(static_cast<std::size_t>(place) + 1, kNoPickleNode);
        m_memo[static_cast<std::size_t>(place)] = index;
        m_memoised = std::max(m_memoised, place + 1);
        return true;
    }

    bool get(std::uint64_t place) {
        if (place >= m_memo.size() || m_memo[static_cast<std::size_t>(place)] == kNoPickleNode) return damaged("empty memo");
        return push(m_memo[static_cast<std::size_t>(place)]);
    }

    bool append(const std::vector<PickleIndex>& items, bool set) {
        PickleIndex goal = 0;
        if (!top(goal)) return false;
        auto& node = m_builder.node(goal);
        if (node.kind != (set ? PickleKind::Set : PickleKind::List) && node.kind != PickleKind::Opaque) {
            return damaged("items for what is no list");
        }
        node.items.insert(node.items.end(), items.begin(), items.end());
        return true;
    }

    bool setItems(const std::vector<PickleIndex>& items) {
        PickleIndex goal = 0;
        if (!top(goal)) return false;
        auto& node = m_builder.node(goal);
        if (node.kind != PickleKind::Dictionary && node.kind != PickleKind::Opaque) {
            return damaged("entries for what is no dictionary");
        }
        if (items.size() % 2 != 0) return damaged("a key without a value");
        for (std::size_t i = 0; i < items.size(); i += 2) node.entries.emplace_back(items[i], items[i + 1]);
        return true;
    }

    bool integer(std::string_view bytes) {
        if (bytes.size() > sizeof(std::int64_t)) return push(m_builder.addText(PickleKind::LargeInteger, bytes));
        std::uint64_t value = !bytes.empty() && (static_cast<unsigned char>(bytes.back()) & 0x80) != 0 ? UINT64_MAX : 0;
        std::memcpy(&value, bytes.data(), bytes.size());
        return push(m_builder.addInteger(static_cast<std::int64_t>(value)));
    }

    PickleBuilder m_builder;
    PickleLimits m_limits;
    std::size_t m_whole;
    std::span<const std::byte> m_bytes;
    std::size_t m_position = 0;
    bool m_stopped = false;
    std::vector<PickleIndex> m_stack;
    std::vector<std::size_t> m_marks;
    std::vector<PickleIndex> m_memo;
    std::uint64_t m_memoised = 0;
};

bool Machine::step() {
    std::uint64_t opcode = 0;
    if (!number(1, opcode)) return false;
    std::uint64_t value = 0;
    std::string_view text;
    PickleIndex index = 0;
    std::vector<PickleIndex> items;
    switch (opcode) {
        case kProtocol:
            if (!number(1, value)) return false;
            return value >= 2 && value <= kLatestProtocol ? true : damaged("unknown protocol");
        case kFrame:
            return number(8, value) && (value <= m_bytes.size() - m_position || damaged("a frame beyond the end"));
        case kStop:
            m_stopped = pop(m_builder.pickle.root);
            return m_stopped;
        case kMark:
            if (m_marks.size() >= m_limits.nodes) return m_builder.tooLarge("marks nested too deeply");
            m_marks.push_back(m_stack.size());
            return true;
        case kPop:
            return pop(index);
        case kPopMark:
            return popMark(items);
        case kDup:
            return top(index) && push(index);
        case kBinPut:
            return number(1, value) && put(value);
        case kLongBinPut:
            return number(4, value) && put(value);
        case kMemoize:
            return put(m_memoised);
        case kBinGet:
            return number(1, value) && get(value);
        case kLongBinGet:
            return number(4, value) && get(value);
        case kEmptyDictionary:
            return push(m_builder.add(PickleKind::Dictionary));
        case kEmptyList:
            return push(m_builder.add(PickleKind::List));
        case kEmptyTuple:
            return push(m_builder.add(PickleKind::Tuple));
        case kEmptySet:
            return push(m_builder.add(PickleKind::Set));
        case kTuple:
        case kFrozenSet: {
            PickleNode node{.kind = opcode == kTuple ? PickleKind::Tuple : PickleKind::Set};
            return popMark(node.items) && push(m_builder.add(std::move(node)));
        }
        case kTuple1:
        case kTuple2:
        case kTuple3:
            return tuple(opcode - kTuple1 + 1);
        case kAppend:
            return pop(index) && append({index}, false);
        case kAppends:
            return popMark(items) && append(items, false);
        case kAddItems:
            return popMark(items) && append(items, true);
        case kSetItem: {
            PickleIndex key = 0;
            return pop(index) && pop(key) && setItems({key, index});
        }
        case kSetItems:
            return popMark(items) && setItems(items);
        default:
            return scalar(static_cast<std::uint8_t>(opcode));
    }
}

bool Machine::scalar(std::uint8_t opcode) {
    std::uint64_t value = 0;
    std::string_view text;
    const auto pushText = [&](std::size_t lengthBytes, PickleKind kind) {
        return counted(lengthBytes, text) && push(m_builder.addText(kind, text));
    };
    switch (opcode) {
        case kNone:
            return push(m_builder.add(PickleKind::None));
        case kNewTrue:
        case kNewFalse:
            return push(m_builder.add({.kind = PickleKind::Bool, .integer = opcode == kNewTrue ? 1 : 0}));
        case kBinInt1:
            return number(1, value) && push(m_builder.addInteger(static_cast<std::int64_t>(value)));
        case kBinInt2:
            return number(2, value) && push(m_builder.addInteger(static_cast<std::int64_t>(value)));
        case kBinInt:
            return take(4, text) && integer(text);
        case kLong1:
            return counted(1, text) && integer(text);
        case kLong4:
            return counted(4, text) && integer(text);
        case kBinFloat:
            if (!number(8, value)) return false;
            return push(m_builder.add({.kind = PickleKind::Real, .real = std::bit_cast<double>(__builtin_bswap64(value))}));
        case kShortBinUnicode:
        case kShortBinString:
            return pushText(1, PickleKind::Text);
        case kBinUnicode:
        case kBinString:
            return pushText(4, PickleKind::Text);
        case kBinUnicode8:
            return pushText(8, PickleKind::Text);
        case kShortBinBytes:
            return pushText(1, PickleKind::Bytes);
        case kBinBytes:
            return pushText(4, PickleKind::Bytes);
        case kBinBytes8:
        case kByteArray8:
            return pushText(8, PickleKind::Bytes);
        default:
            return object(opcode);
    }
}

bool Machine::object(std::uint8_t opcode) {
    PickleIndex first = 0;
    PickleIndex second = 0;
    PickleIndex third = 0;
    switch (opcode) {
        case kGlobal: {
            std::string_view module;
            std::string_view name;
            return line(module) && line(name) && push(m_builder.addGlobal(module, name));
        }
        case kStackGlobal: {
            if (!pop(second) || !pop(first)) return false;
            const auto& module = m_builder.node(first);
            const auto& name = m_builder.node(second);
            if (module.kind != PickleKind::Text || name.kind != PickleKind::Text) return damaged("a name that is no text");
            return push(m_builder.addGlobal(module.text, name.text));
        }
        case kReduce:
            return pop(second) && pop(first) && push(m_builder.call(first, second));
        case kNewObject:
            return pop(second) && pop(first) && push(m_builder.object(first, second));
        case kNewObjectKeywords:
            return pop(third) && pop(second) && pop(first) && push(m_builder.object(first, second));
        case kBuild: {
            if (!pop(second) || !top(first)) return false;
            auto& node = m_builder.node(first);
            if (node.kind == PickleKind::Opaque || node.kind == PickleKind::Dictionary) node.state = second;
            return true;
        }
        case kBinPersistentId:
            return pop(first) && push(m_builder.addStorage(first));
        default:
            return damaged("an opcode that no checkpoint has");
    }
}

}  // namespace

core::Result<Pickle> readPickle(std::span<const std::byte> bytes, const std::string& file, const PickleLimits& limits) try {
    return Machine(bytes, file, limits).run();
} catch (const std::bad_alloc&) {
    return core::fail(
        core::ErrorKind::OutOfMemory,
        {TRANSLATABLE("Engine", "There is not enough memory to read %1. Close other programs and try again."), {file}});
}

}  // namespace prososcope::checkpoints
