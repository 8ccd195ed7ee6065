// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/FeatureParts.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <vector>

#include "engine/dsp/Chunks.h"

namespace prososcope::store {

namespace {

constexpr std::size_t kChunkRows = 256;
constexpr std::size_t kCopyBytes = std::size_t{1} << 20;

}  // namespace

std::uint64_t checksum(std::string_view bytes, std::uint64_t sum) {
    const auto add = [&sum](std::uint64_t word) {
        sum = (sum ^ word) * 0x9E3779B97F4A7C15;
        sum ^= sum >> 29U;
    };
    std::size_t at = 0;
    for (; at + 8 <= bytes.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, 8);
        add(word);
    }
    for (; at < bytes.size(); ++at) add(static_cast<unsigned char>(bytes[at]));
    return sum;
}

core::Result<PartWriter> PartWriter::open(const std::filesystem::path& goal, const FeatureEncoder& encoder,
                                          FeatureRecord record, std::size_t columns, int threads) {
    auto file = core::SafeFile::open(goal);
    if (!file) return core::fail(file.error());
    PartWriter part(std::move(*file));
    part.m_encoder = &encoder;
    part.m_record = std::move(record);
    part.m_columns = columns;
    part.m_threads = threads;
    return part;
}

core::Status PartWriter::add(std::span<const float> values) {
    const std::size_t count = values.size() / m_columns;
    const std::size_t chunks = (count + kChunkRows - 1) / kChunkRows;
    std::vector<std::string> texts(chunks);
    core::Progress silent;
    (void)dsp::runChunks(chunks, chunks > 1 ? m_threads : 1, silent, [&] {
        return [&](std::size_t chunk) {
            const std::size_t first = chunk * kChunkRows;
            const std::size_t rows = std::min(kChunkRows, count - first);
            m_encoder->rows(m_record, m_rows + first, values.subspan(first * m_columns, rows * m_columns), texts[chunk]);
        };
    });
    m_rows += count;
    for (const auto& text : texts) {
        m_bytes += text.size();
        m_pending += text;
        const std::size_t whole = m_pending.size() / 8 * 8;
        m_sum = checksum(std::string_view(m_pending).substr(0, whole), m_sum);
        m_pending.erase(0, whole);
        if (auto written = m_file.write(text); !written) return written;
    }
    return {};
}

std::uint64_t PartWriter::sum() const { return checksum(m_pending, m_sum); }

core::Status copyPart(const std::filesystem::path& part, std::uint64_t bytes, std::uint64_t sum, core::SafeFile& goal,
                      core::Progress& progress) {
    std::ifstream file(part, std::ios::binary);
    std::string block;
    std::uint64_t found = 0;
    for (std::uint64_t left = bytes; left > 0 && file;) {
        if (progress.stopRequested()) return core::cancelled();
        block.resize(static_cast<std::size_t>(std::min<std::uint64_t>(left, kCopyBytes)));
        file.read(block.data(), static_cast<std::streamsize>(block.size()));
        block.resize(static_cast<std::size_t>(file.gcount()));
        found = checksum(block, found);
        left -= block.size();
        if (auto written = goal.write(block); !written) return written;
    }
    if (file && found == sum) return {};
    return core::fail(
        core::ErrorKind::BadInput,
        {TRANSLATABLE("Engine", "%1 is damaged. Run the same command again: it is computed anew."), {part.string()}});
}

}  // namespace prososcope::store
