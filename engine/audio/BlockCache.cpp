// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/BlockCache.h"

#include <utility>

namespace prososcope::audio {

BlockCache::Block BlockCache::find(std::int64_t index) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_blocks.find(index);
    if (found == m_blocks.end()) return nullptr;
    m_order.splice(m_order.begin(), m_order, found->second.place);
    return found->second.block;
}

void BlockCache::insert(std::int64_t index, Block block) {
    const std::size_t size = block->size() * sizeof(float);
    const std::lock_guard lock(m_mutex);
    if (const auto old = m_blocks.find(index); old != m_blocks.end()) {
        m_bytes -= old->second.block->size() * sizeof(float);
        m_order.erase(old->second.place);
        m_blocks.erase(old);
    }
    m_order.push_front(index);
    m_blocks.emplace(index, Entry{std::move(block), m_order.begin()});
    m_bytes += size;
    while (m_bytes > m_mostBytes && m_order.size() > 1) {
        const auto oldest = m_blocks.find(m_order.back());
        m_bytes -= oldest->second.block->size() * sizeof(float);
        m_blocks.erase(oldest);
        m_order.pop_back();
    }
}

void BlockCache::clear() {
    const std::lock_guard lock(m_mutex);
    m_blocks.clear();
    m_order.clear();
    m_bytes = 0;
}

std::size_t BlockCache::bytes() const {
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

}  // namespace prososcope::audio
