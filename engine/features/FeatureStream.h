// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "engine/core/WorkerPool.h"
#include "engine/dsp/FrameCutter.h"

namespace prososcope::features {

/// The rows of one recording as its samples come, in bounded memory: from a file, from memory or from a microphone. The
/// same samples give the same bits however they are divided and however many threads compute. Not thread-safe.
class FeatureStream {
public:
    FeatureStream() = default;
    virtual ~FeatureStream() = default;
    FeatureStream(const FeatureStream&) = delete;
    FeatureStream& operator=(const FeatureStream&) = delete;

    /// The next samples, mono at the set's rate, finite, full scale 1: appends every row that is now complete to `rows`.
    virtual void push(std::span<const float> samples, std::vector<float>& rows) = 0;
    /// The recording ends here: appends the rows that waited for it. The stream is not used again.
    virtual void finish(std::vector<float>& rows) = 0;
};

/// A stream of rows each of which depends on one frame of the signal alone; many frames are computed on several threads.
class FrameRowStream final : public FeatureStream {
public:
    /// Computes the rows of `count` frames that start at samples, samples + hop, ... into rows, [count, columns].
    using Kernel = std::function<void(const float* samples, std::size_t count, float* rows)>;

    /// makeKernel is called once a thread, so that each has its own scratch memory.
    FrameRowStream(const dsp::Framing& framing, std::size_t columns, int threads, std::function<Kernel()> makeKernel);
    void push(std::span<const float> samples, std::vector<float>& rows) override;
    void finish(std::vector<float>& rows) override;

private:
    void use(const float* samples, std::size_t count, std::vector<float>& rows);

    dsp::FrameCutter m_cutter;
    std::size_t m_columns;
    int m_threads;
    std::function<Kernel()> m_makeKernel;
    Kernel m_kernel;                           ///< of the calling thread
    std::vector<Kernel> m_kernels;             ///< of the others
    std::unique_ptr<core::WorkerPool> m_pool;  ///< last: joined before what it uses goes
};

}  // namespace prososcope::features
