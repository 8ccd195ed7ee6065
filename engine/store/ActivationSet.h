// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::store {

enum class ActivationPool { Mean, Maximum, Deviation };
[[nodiscard]] std::string_view activationPoolName(ActivationPool pool);  ///< "mean", "max", "sd"

/// One layer of a stored set, nearest to the sound first.
struct ActivationLayer {
    std::string name;
    std::int64_t units = 0;
    bool operator==(const ActivationLayer&) const = default;
};

/// What a set is of. Everything that a stored number depends on stands here.
struct ActivationSetInfo {
    std::string encoder;  ///< model's name
    std::string encoderKind;
    std::string weightsSha256;
    std::optional<std::uint64_t> untrainedSeed;  ///< see backend::EncoderInfo
    std::string tap;
    std::vector<ActivationLayer> layers;
    std::string corpus;
    std::string corpusFingerprint;  ///< over ids, places and content of its utterances: a set whose corpus changed is stale
    std::vector<std::string> utterances;       ///< ids, in the order of the rows
    std::vector<std::string> speakers;         ///< of each row
    std::vector<double> seconds;               ///< duration of each row's utterance
    std::vector<double> levelDb;               ///< its root mean square in dB to full scale; both for partial correlations
    [[nodiscard]] std::int64_t units() const;  ///< of all layers
};

/// The pooled activations of a corpus by one tap of a network: a safetensors file with the tensors mean, max and sd, each
/// [utterances, units], layers one behind the other, and the info as metadata. Memory-mapped, so that a set of any size opens
/// at once; a value whose copies share the map, any thread may read. Hostile until checked: sizes must fit each other.
class ActivationSet {
public:
    [[nodiscard]] static core::Result<ActivationSet> open(const std::filesystem::path& path);
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] const ActivationSetInfo& info() const { return *m_info; }
    /// [utterances, units], row-major.
    [[nodiscard]] std::span<const float> values(ActivationPool pool) const;

private:
    std::filesystem::path m_path;
    std::shared_ptr<const ActivationSetInfo> m_info;
    std::shared_ptr<const std::byte> m_map;
    std::array<std::size_t, 3> m_offsets{};
};

/// Writes a set piece by piece, so that a pass over a corpus can be stopped and goes on where it was: pieces lie beside the
/// goal until the last row is there, then the file appears whole. Pieces of other weights, taps, layers or utterances are
/// thrown away.
class ActivationSetWriter {
public:
    [[nodiscard]] static core::Result<ActivationSetWriter> begin(const std::filesystem::path& goal, ActivationSetInfo info);
    ~ActivationSetWriter();
    ActivationSetWriter(ActivationSetWriter&&) noexcept;
    ActivationSetWriter& operator=(ActivationSetWriter&&) noexcept;
    /// Rows that are stored already, from the first on.
    [[nodiscard]] std::size_t rows() const;
    /// The next row's three pools, durable after the call returns for every 64th row and at the end.
    [[nodiscard]] core::Status add(std::span<const float> mean, std::span<const float> maximum,
                                   std::span<const float> deviation, double seconds, double levelDb);
    /// All rows are there: makes the file.
    [[nodiscard]] core::Status finish();

private:
    struct Impl;
    explicit ActivationSetWriter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// A stored set as a list shows it: WORKSPACE/activations/*.safetensors, and the bundled ones.
struct ActivationSetEntry {
    std::filesystem::path path;
    ActivationSetInfo info;
    bool bundled = false;
};
[[nodiscard]] std::vector<ActivationSetEntry> findActivationSets(const std::filesystem::path& workspace);
/// WORKSPACE/activations/ENCODER.TAP.CORPUS[.untrainedSEED].safetensors
[[nodiscard]] std::filesystem::path activationSetPath(const std::filesystem::path& workspace, const ActivationSetInfo& info);

}  // namespace prososcope::store
