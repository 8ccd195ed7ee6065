// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

class SafetensorsFile;

enum class ActivationPool { Mean, Maximum, Deviation };
[[nodiscard]] std::string_view activationPoolName(ActivationPool pool);  ///< "mean", "max", "sd"
[[nodiscard]] std::optional<ActivationPool> activationPoolNamed(std::string_view name);

/// One layer of a stored set, nearest to the sound first.
struct ActivationLayer {
    std::string name;
    std::int64_t units = 0;
    bool operator==(const ActivationLayer&) const = default;
};

/// An utterance that gave no row, and the sentence that says why and what to do.
struct LeftOutUtterance {
    std::string utterance;
    std::string why;
    bool operator==(const LeftOutUtterance&) const = default;
};

/// What a set is of. Everything that a stored number depends on stands here.
struct ActivationSetInfo {
    std::string encoder;  ///< model's name
    std::string encoderKind;
    std::string weightsSha256;
    std::optional<std::uint64_t> untrainedSeed;  ///< see backend::EncoderInfo
    std::string tap;
    std::vector<ActivationLayer> layers;
    /// The layers have frames, over which the pools are taken; false where they hear an utterance as a whole. Of a set that was
    /// written without it, as the kind of its network has it.
    bool overTime = true;
    std::string corpus;
    std::string corpusFingerprint;        ///< see CorpusFingerprint.h: a set whose corpus changed is stale
    std::vector<std::string> utterances;  ///< ids, in the order of the rows
    std::vector<std::string> speakers;    ///< of each row
    std::vector<double> seconds;          ///< duration of each row's utterance
    std::vector<double> levelDb;          ///< its root mean square in dB to full scale; both for partial correlations
    std::vector<ActivationPool> pools = {ActivationPool::Mean, ActivationPool::Maximum, ActivationPool::Deviation};
    std::vector<LeftOutUtterance> leftOut;     ///< of the corpus
    [[nodiscard]] std::int64_t units() const;  ///< of all layers
    [[nodiscard]] bool has(ActivationPool pool) const;
};

/// The pooled activations of a corpus by one tap of a network: a safetensors file with the tensors mean, max and sd, or those
/// of them that the info names, each [utterances, units], layers one behind the other, and the info as metadata.
/// Memory-mapped, so that a set of any size opens at once; a value whose copies share the map, any thread may read. Hostile
/// until checked: sizes must fit each other. A value may be anything but is finite in every set that was written here.
class ActivationSet {
public:
    [[nodiscard]] static core::Result<ActivationSet> open(const std::filesystem::path& path);
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] const ActivationSetInfo& info() const { return *m_info; }
    /// [utterances, units], row-major; empty where the set has no such pool.
    [[nodiscard]] std::span<const float> values(ActivationPool pool) const;

private:
    std::filesystem::path m_path;
    std::shared_ptr<const ActivationSetInfo> m_info;
    std::shared_ptr<const SafetensorsFile> m_file;
};

/// Writes a set piece by piece, so that a pass over a corpus can be stopped and goes on where it was: pieces lie beside the
/// goal (GOAL.pieces) until the last row is there, then the file appears whole. Pieces of other weights, taps, layers, pools
/// or utterances are thrown away, and so is what follows a damaged row. One thread; while it is open, other processes are kept
/// out.
class ActivationSetWriter {
public:
    /// info: of all utterances that are wanted; its seconds, levels and left-out utterances are filled in by the rows.
    /// Fails where there is nothing to write, where names are not UTF-8, and where the place cannot be written.
    [[nodiscard]] static core::Result<ActivationSetWriter> begin(const std::filesystem::path& goal, ActivationSetInfo info);
    ~ActivationSetWriter();
    ActivationSetWriter(ActivationSetWriter&&) noexcept;
    ActivationSetWriter& operator=(ActivationSetWriter&&) noexcept;
    /// Utterances that are done already, from the first on, with those that were left out.
    [[nodiscard]] std::size_t rows() const;
    /// Of these.
    [[nodiscard]] std::vector<LeftOutUtterance> leftOut() const;
    /// The next utterance's three pools, each of all units and finite; those that the set does not have may be empty. Durable
    /// after the call returns for every 64th row and at the end. A full disk is named, and what was stored stays.
    [[nodiscard]] core::Status add(std::span<const float> mean, std::span<const float> maximum,
                                   std::span<const float> deviation, double seconds, double levelDb);
    /// The next utterance gives no row.
    [[nodiscard]] core::Status leaveOut(const std::string& why);
    /// All utterances are done: makes the file and removes the pieces. Fails where none gave a row.
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
/// The bundled ones (resources/activations) first, each by file name; files that cannot be used are left out.
[[nodiscard]] std::vector<ActivationSetEntry> findActivationSets(const std::filesystem::path& workspace);
/// WORKSPACE/activations/ENCODER.TAP.CORPUS[.untrainedSEED].safetensors, each name made safe for files.
[[nodiscard]] std::filesystem::path activationSetPath(const std::filesystem::path& workspace, const ActivationSetInfo& info);

}  // namespace prososcope::store
