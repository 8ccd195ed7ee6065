// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/FeatureStream.h"

#include <algorithm>
#include <atomic>
#include <utility>

namespace prososcope::features {

namespace {
constexpr std::size_t kChunkFrames = 128;
constexpr std::size_t kRunFrames = 8192;  ///< handed out at once to several threads
}  // namespace

FrameRowStream::FrameRowStream(const dsp::Framing& framing, std::size_t columns, int threads,
                               std::function<Kernel()> makeKernel)
    : m_cutter(framing, threads > 1 ? kRunFrames : kChunkFrames),
      m_columns(columns),
      m_threads(std::max(threads, 1)),
      m_makeKernel(std::move(makeKernel)),
      m_kernel(m_makeKernel()) {}

void FrameRowStream::push(std::span<const float> samples, std::vector<float>& rows) {
    m_cutter.push(samples, [&](const float* start, std::size_t, std::size_t count) { use(start, count, rows); });
}

void FrameRowStream::finish(std::vector<float>& rows) {
    m_cutter.finish([&](const float* start, std::size_t, std::size_t count) { use(start, count, rows); });
}

void FrameRowStream::use(const float* samples, std::size_t count, std::vector<float>& rows) {
    const std::size_t at = rows.size();
    rows.resize(at + count * m_columns);
    float* target = rows.data() + at;
    if (m_threads == 1 || count <= kChunkFrames) {
        m_kernel(samples, count, target);
        return;
    }
    if (!m_pool) {
        m_pool = std::make_unique<core::WorkerPool>(m_threads - 1);
        for (int i = 1; i < m_threads; ++i) m_kernels.push_back(m_makeKernel());
    }
    const std::size_t hop = m_cutter.framing().hop;
    const std::size_t chunks = (count + kChunkFrames - 1) / kChunkFrames;
    std::atomic<std::size_t> next{0};
    const auto work = [&](const Kernel& kernel) {
        for (std::size_t chunk = next++; chunk < chunks; chunk = next++) {
            const std::size_t first = chunk * kChunkFrames;
            kernel(samples + first * hop, std::min(kChunkFrames, count - first), target + first * m_columns);
        }
    };
    for (const Kernel& kernel : m_kernels) m_pool->run([&work, &kernel] { work(kernel); });
    work(m_kernel);
    m_pool->clear();  // helpers that have not begun find nothing left to do
    m_pool->waitForDone();
}

}  // namespace prososcope::features
