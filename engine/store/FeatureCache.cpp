// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/FeatureCache.h"

#include <algorithm>
#include <atomic>
#include <unordered_map>

#include "engine/audio/AudioFile.h"
#include "engine/core/CacheFiles.h"
#include "engine/core/Clock.h"
#include "engine/core/Csv.h"
#include "engine/core/Hash.h"
#include "engine/core/Log.h"
#include "engine/core/SafeFile.h"
#include "engine/store/ContentHashes.h"
#include "engine/store/ForEach.h"
#include "engine/store/Safetensors.h"

namespace prososcope::store {

namespace {

using features::FeatureMatrix;
using features::FeatureMatrixPtr;

/// Changes whenever decoding or the entries' form changes, so that older entries are no longer found.
constexpr const char* kFormat = "prososcope features 1";
constexpr const char* kEnding = ".safetensors";
constexpr const char* kLimitFile = "limit";  ///< bytes, as text

std::filesystem::path entryPath(const std::filesystem::path& folder, const std::string& contentHash, double start, double end,
                                const features::FeatureSet& set, const dsp::AudioChange* change) {
    const std::string span = core::numberText(start) + ' ' + (end < 0.0 ? std::string("end") : core::numberText(end));
    auto text = std::string(kFormat) + '\n' + contentHash + '\n' + span + '\n' + std::string(set.name()) + '\n' +
                std::to_string(set.rateHz()) + '\n' + set.parameters();
    if (change != nullptr) text += '\n' + change->key();
    const auto key = core::sha256(text);
    return folder / key.substr(0, 2) / (key + kEnding);
}

std::string digest(std::span<const float> values) {
    core::Hash hash;
    hash.add(std::as_bytes(values));
    return hash.hex();
}

/// Null where the entry is absent or damaged in any way.
FeatureMatrixPtr readEntry(const std::filesystem::path& path, const features::FeatureSet& set) {
    const auto file = SafetensorsFile::open(path);
    if (!file) return nullptr;
    const auto* tensor = file->find("values");
    if (tensor == nullptr || tensor->type != TensorType::Float32 || tensor->shape.size() != 2) return nullptr;
    const auto text = [&](const char* name) {
        const auto found = file->metadata().find(name);
        return found == file->metadata().end() ? std::string() : found->second;
    };
    const auto first = core::parseNumber(text("firstSeconds"));
    const auto hop = core::parseNumber(text("hopSeconds"));
    const auto values = tensor->floats();
    if (!first || !hop || text("sha256") != digest(values)) return nullptr;
    if (tensor->shape[1] != static_cast<std::int64_t>(set.columns().size())) return nullptr;
    auto matrix = std::make_shared<FeatureMatrix>();
    matrix->frames = static_cast<std::size_t>(tensor->shape[0]);
    matrix->columns = static_cast<std::size_t>(tensor->shape[1]);
    matrix->firstSeconds = *first;
    matrix->hopSeconds = *hop;
    matrix->values.assign(values.begin(), values.end());
    return matrix;
}

/// A cache that cannot be written only costs time, so this is logged and no error.
void writeEntry(const std::filesystem::path& path, const FeatureMatrix& matrix) {
    const TensorView view{"values",
                          TensorType::Float32,
                          {static_cast<std::int64_t>(matrix.frames), static_cast<std::int64_t>(matrix.columns)},
                          std::as_bytes(std::span(matrix.values))};
    const std::map<std::string, std::string> metadata{{"firstSeconds", core::numberText(matrix.firstSeconds)},
                                                      {"hopSeconds", core::numberText(matrix.hopSeconds)},
                                                      {"sha256", digest(matrix.values)}};
    if (const auto written = writeSafetensors(path, std::span(&view, 1), metadata, false); !written) {
        core::log(core::LogLevel::Info, "cache: " + written.error().message());
    }
}

/// change: null for the recording as it is.
core::Result<FeatureMatrixPtr> compute(const std::filesystem::path& audio, double start, double end,
                                       const features::FeatureSet& set, const std::string& contentHash,
                                       const dsp::AudioChange* change, core::Progress& progress) {
    audio::DecodeOptions options;
    options.rateHz = set.rateHz();
    options.mono = true;
    options.startSeconds = start;
    options.endSeconds = end;
    const auto clip = audio::decodeAudio(audio, options, progress);
    if (!clip) return core::fail(clip.error());
    const std::span<const float> samples =
        (*clip)->channels.empty() ? std::span<const float>() : std::span<const float>((*clip)->channels[0]);
    core::Result<std::vector<float>> changed;
    if (change != nullptr) {
        changed = change->apply(samples, set.rateHz(), contentHash + " " + core::numberText(start));
        if (!changed) return core::fail(changed.error());
    }
    auto matrix = set.compute(change != nullptr ? std::span<const float>(*changed) : samples);
    if (!matrix) {
        return core::fail(
            matrix.error().kind,
            {TRANSLATABLE("Engine", "The features of %1 cannot be computed. Leave this recording out or repair it."),
             {audio.string()}},
            matrix.error().message());
    }
    return std::make_shared<const FeatureMatrix>(std::move(*matrix));
}

struct Wanted {
    std::filesystem::path audio;  ///< absolute
    double start = 0.0;
    double end = -1.0;
};

core::Result<std::vector<FeatureMatrixPtr>> loadAll(const std::filesystem::path& folder, const std::vector<Wanted>& wanted,
                                                    const features::FeatureSet& set, const dsp::AudioChange* change,
                                                    int threads, bool& written, core::Progress& progress) {
    std::vector<FeatureMatrixPtr> result(wanted.size());
    std::atomic<bool> anyWritten{false};
    if (wanted.empty()) return result;

    // Content hashes, each file once.
    std::unordered_map<std::string, std::size_t> places;
    std::vector<std::string> paths;
    std::vector<std::size_t> fileOf;
    fileOf.reserve(wanted.size());
    for (const auto& item : wanted) {
        const auto [place, isNew] = places.emplace(item.audio.string(), paths.size());
        fileOf.push_back(place->second);
        if (isNew) paths.push_back(place->first);
    }
    constexpr double kShareOfHashes = 0.1;
    auto hashing = progress.part(0.0, kShareOfHashes);
    const auto files = ContentHashes(folder).entriesOf(paths, threads, hashing);
    if (!files) return core::fail(files.error());

    auto computing = progress.part(kShareOfHashes, 1.0);
    auto status = forEach(wanted.size(), threads, computing, TRANSLATABLE("Engine", "Features: %1 of %2 utterances"),
                          [&](std::size_t i, core::Progress& silent) -> core::Status {
                              const auto& item = wanted[i];
                              const auto& file = (*files)[fileOf[i]];
                              const auto path = entryPath(folder, file.sha256, item.start, item.end, set, change);
                              result[i] = readEntry(path, set);
                              if (result[i]) {
                                  core::markUsed(path);
                                  return {};
                              }
                              auto matrix = compute(item.audio, item.start, item.end, set, file.sha256, change, silent);
                              if (!matrix) return core::fail(matrix.error());
                              result[i] = std::move(*matrix);
                              // A file that changed since it was hashed would be stored under the wrong content.
                              if (FileStamp::of(item.audio) == file.stamp) {
                                  writeEntry(path, *result[i]);
                                  anyWritten = true;
                              }
                              return {};
                          });
    written = anyWritten;
    if (!status) return core::fail(status.error());
    return result;
}

/// Loads, and keeps the folder below its limit where it grew.
core::Result<std::vector<FeatureMatrixPtr>> loadWithin(const FeatureCache& cache, const std::filesystem::path& folder,
                                                       const std::vector<Wanted>& wanted, const features::FeatureSet& set,
                                                       const dsp::AudioChange* change, int threads, core::Progress& progress) {
    const auto began = core::nowNs();
    bool written = false;
    auto result = loadAll(folder, wanted, set, change, threads, written, progress);
    if (written) core::trimCache(core::cacheFiles(folder, kEnding), cache.limit(), began);
    return result;
}

}  // namespace

FeatureCache::FeatureCache(std::filesystem::path folder) : m_folder(std::move(folder)) {}

core::Result<std::vector<FeatureMatrixPtr>> FeatureCache::load(const corpus::Corpus& corpus,
                                                               const std::vector<corpus::Utterance>& utterances,
                                                               const features::FeatureSet& set, int threads,
                                                               core::Progress& progress, const dsp::AudioChange* change) {
    std::vector<Wanted> wanted;
    wanted.reserve(utterances.size());
    std::error_code code;
    for (const auto& u : utterances)
        wanted.push_back({std::filesystem::absolute(corpus.folder / u.path, code), u.startSeconds, u.endSeconds});
    return loadWithin(*this, m_folder, wanted, set, change, threads, progress);
}

core::Result<FeatureMatrixPtr> FeatureCache::loadOne(const std::filesystem::path& audio, double startSeconds, double endSeconds,
                                                     const features::FeatureSet& set) {
    std::error_code code;
    core::Progress silent;
    auto result = loadWithin(*this, m_folder, {{std::filesystem::absolute(audio, code), startSeconds, endSeconds}}, set,
                             nullptr, 1, silent);
    if (!result) return core::fail(result.error());
    return std::move(result->front());
}

std::int64_t FeatureCache::limit() const {
    constexpr std::size_t kMostDigits = 20;
    const auto text = core::readFile(m_folder / kLimitFile, kMostDigits);
    const auto number = text ? core::parseNumber(*text) : std::nullopt;
    return number && *number >= 0.0 && *number < 9e18 ? static_cast<std::int64_t>(*number) : kStandardBytes;
}

core::Status FeatureCache::setLimit(std::int64_t bytes) {
    return core::writeFile(m_folder / kLimitFile, std::to_string(std::max<std::int64_t>(bytes, 0)));
}

FeatureCache::Use FeatureCache::use() const {
    const auto files = core::cacheFiles(m_folder, kEnding);
    return {files.size(), core::totalBytes(files)};
}

void FeatureCache::trim(std::int64_t most) const { core::trimCache(core::cacheFiles(m_folder, kEnding), most); }

}  // namespace prososcope::store
