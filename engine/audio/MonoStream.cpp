// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/MonoStream.h"

namespace prososcope::audio {

namespace {
constexpr std::size_t kBlockFrames = std::size_t{1} << 18;
}

core::Result<MonoStream> MonoStream::open(const std::filesystem::path& path, int rateHz) {
    auto reader = AudioReader::open(path);
    if (!reader) return core::fail(reader.error());
    MonoStream stream;
    stream.m_reader = std::move(*reader);
    const int own = stream.info().rateHz;
    if (rateHz > 0 && rateHz != own) {
        auto resampler = Resampler::create(own, rateHz);
        if (!resampler) return core::fail(resampler.error());
        stream.m_resampler = std::move(*resampler);
    }
    return stream;
}

core::Status MonoStream::next(std::vector<float>& block) {
    block.clear();
    auto& target = m_resampler ? m_read : block;
    // The resampler may hold a block back at the start.
    while (!m_ended && block.empty()) {
        target.resize(kBlockFrames);
        const auto got = m_reader->readMono(m_position, kBlockFrames, target);
        if (!got) return core::fail(got.error());
        target.resize(*got);
        m_position += static_cast<std::int64_t>(*got);
        m_ended = *got < kBlockFrames;
        if (!m_resampler) return {};
        m_resampler->process(m_read, block);
        if (m_ended && m_position > 0) m_resampler->finish(block);
    }
    return {};
}

double MonoStream::fraction() const {
    const auto frames = static_cast<double>(info().frames);
    return m_ended || frames <= 0.0 ? 1.0 : static_cast<double>(m_position) / frames;
}

}  // namespace prososcope::audio
