// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace prososcope::audio {

/// The blocks of one recording that were read last, interleaved floats, least recently used dropped above a number of bytes.
/// Any thread; a block that is handed out stays valid as long as it is held.
class BlockCache {
public:
    using Block = std::shared_ptr<const std::vector<float>>;

    explicit BlockCache(std::size_t mostBytes) : m_mostBytes(mostBytes) {}

    [[nodiscard]] Block find(std::int64_t index);  ///< null where it is not at hand
    void insert(std::int64_t index, Block block);
    void clear();
    [[nodiscard]] std::size_t bytes() const;

private:
    struct Entry {
        Block block;
        std::list<std::int64_t>::iterator place;
    };
    const std::size_t m_mostBytes;
    mutable std::mutex m_mutex;
    std::unordered_map<std::int64_t, Entry> m_blocks;  // guarded
    std::list<std::int64_t> m_order;                   // guarded; newest first
    std::size_t m_bytes = 0;                           // guarded
};

}  // namespace prososcope::audio
