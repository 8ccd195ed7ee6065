// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/FeatureExtraction.h"

#include <algorithm>
#include <map>

#include "engine/core/Hash.h"
#include "engine/core/SafeFile.h"
#include "engine/features/ColumnStatistics.h"
#include "engine/features/FileFeatures.h"
#include "engine/store/FeatureEncoder.h"
#include "engine/store/FeatureJournal.h"
#include "engine/store/FeatureParts.h"
#include "engine/store/FeatureWorkers.h"

namespace prososcope::store {

namespace {

namespace fs = std::filesystem;
using Entry = FeatureJournal::Entry;

/// Where a run keeps what is complete.
fs::path workFolder(const ExtractionOptions& options) {
    if (options.folder) return options.goal / ".prososcope-features";
    constexpr std::size_t kDigits = 16;
    const auto name = ".prososcope-features-" + core::sha256(options.goal.filename().string()).substr(0, kDigits);
    return options.goal.parent_path() / name;
}

std::string keyOf(const ExtractionItem& item) {
    std::error_code code;
    const auto place = fs::absolute(item.path, code);
    constexpr std::size_t kDigits = 32;
    return core::sha256(place.string() + '\0' + item.shown + '\0' + item.name).substr(0, kDigits);
}

class Extraction {
public:
    Extraction(std::span<const ExtractionItem> items, const ExtractionOptions& options, FeatureJournal journal)
        : m_items(items),
          m_options(options),
          m_table(FeatureTable::of(*options.set, options.frames)),
          m_encoder(makeFeatureEncoder(options.format, m_table)),
          m_journal(std::move(journal)),
          m_work(workFolder(options)),
          m_names(options.folder ? featureFileNames(items, options.format) : std::vector<fs::path>()),
          m_entries(items.size()) {
        for (const auto& item : items) m_keys.push_back(keyOf(item));
    }

    core::Status prepare();
    core::Status compute(core::Progress progress,
                         const std::function<void(const ExtractionItem&, const core::Error&)>& onFailure);
    core::Status assemble(core::Progress progress);
    [[nodiscard]] const ExtractionOutcome& outcome() const { return m_outcome; }

private:
    [[nodiscard]] fs::path partOf(std::size_t i) const { return m_work / (m_keys[i] + ".part"); }
    [[nodiscard]] fs::path goalOf(std::size_t i) const { return m_options.goal / m_names[i]; }
    [[nodiscard]] bool isComplete(std::size_t i, const core::FileStamp& stamp) const;
    [[nodiscard]] core::Result<Entry> rowsOf(std::size_t i, int threads, core::Progress& progress) const;
    [[nodiscard]] core::Status writeOne(std::size_t i, const Entry& entry, const fs::path& part) const;
    [[nodiscard]] FeatureRecord recordOf(std::size_t i, const Entry& entry) const {
        return {m_items[i].shown, m_items[i].name, entry.rows, entry.seconds};
    }

    std::span<const ExtractionItem> m_items;
    const ExtractionOptions& m_options;
    FeatureTable m_table;
    std::unique_ptr<FeatureEncoder> m_encoder;
    FeatureJournal m_journal;
    fs::path m_work;
    std::vector<fs::path> m_names;
    std::vector<std::string> m_keys;
    std::vector<std::optional<Entry>> m_entries;  ///< of good recordings
    ExtractionOutcome m_outcome;
};

/// Takes what an earlier run has completed and removes what it left half-done.
core::Status Extraction::prepare() {
    if (m_journal.isOther()) {
        if (m_options.folder) {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE("Engine",
                              "%1 holds features of another set, with other settings or in another format. Choose another "
                              "folder, or remove it first."),
                 {m_options.goal.string()}});
        }
        if (auto begun = m_journal.restart(); !begun) return begun;
    }
    std::map<fs::path, bool> known;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const auto stamp = core::FileStamp::of(m_items[i].path);
        if (!stamp || !isComplete(i, *stamp)) continue;
        m_entries[i] = *m_journal.find(m_keys[i]);
        known[partOf(i).filename()] = true;
        ++m_outcome.continued;
    }
    std::error_code code;
    std::vector<fs::path> stale;
    for (fs::directory_iterator it(m_work, code), end; !code && it != end; it.increment(code)) {
        if (it->path().extension() == ".part" && !known.contains(it->path().filename())) stale.push_back(it->path());
    }
    for (const auto& path : stale) fs::remove(path, code);
    return {};
}

bool Extraction::isComplete(std::size_t i, const core::FileStamp& stamp) const {
    const auto* entry = m_journal.find(m_keys[i]);
    if (entry == nullptr || !entry->isOf(stamp)) return false;
    std::error_code code;
    if (m_options.folder) return fs::is_regular_file(goalOf(i), code);
    const auto size = fs::file_size(partOf(i), code);
    return !code && size == entry->bytes;
}

/// Computes a recording into a part, or in a folder into its file.
core::Result<Entry> Extraction::rowsOf(std::size_t i, int threads, core::Progress& progress) const {
    const auto& item = m_items[i];
    const auto stamp = core::FileStamp::of(item.path).value_or(core::FileStamp{});
    auto part = PartWriter::open(partOf(i), *m_encoder, {item.shown, item.name, 0, 0.0}, m_table.columns.size(), threads);
    if (!part) return core::fail(part.error());
    features::ColumnMoments summary(m_table.set->columns().size());
    const auto extent =
        features::streamFile(*m_table.set, item.path, threads, progress, [&](std::span<const float> rows) -> core::Status {
            if (!m_table.summarises()) return part->add(rows);
            summary.add(rows);
            return {};
        });
    if (!extent) return core::fail(extent.error());
    if (extent->rows == 0) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is too short for a single frame."), {item.path.string()}});
    }
    if (m_table.summarises()) {
        if (auto added = part->add(summary.pairs()); !added) return core::fail(added.error());
    }
    Entry entry;
    entry.size = stamp.size;
    entry.modifiedNs = stamp.modifiedNs;
    entry.rows = part->rows();
    entry.seconds = extent->seconds;
    entry.bytes = part->bytes();
    entry.sum = part->sum();
    const auto done = m_options.folder ? writeOne(i, entry, part->temporaryPath()) : part->commit();
    if (!done) return core::fail(done.error());
    return entry;
}

core::Status Extraction::writeOne(std::size_t i, const Entry& entry, const fs::path& part) const {
    const FeatureRecord record = recordOf(i, entry);
    const auto head = m_encoder->head(goalOf(i), std::span(&record, 1));
    if (!head) return core::fail(head.error());
    auto file = core::SafeFile::open(goalOf(i));
    if (!file) return core::fail(file.error());
    if (auto done = file->write(*head); !done) return done;
    core::Progress silent;
    if (auto done = copyPart(part, entry.bytes, entry.sum, *file, silent); !done) return done;
    return file->commit();
}

core::Status Extraction::compute(core::Progress progress,
                                 const std::function<void(const ExtractionItem&, const core::Error&)>& onFailure) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (!m_entries[i]) open.push_back(i);
    }
    core::Status kept;
    const auto done = runWorkers<core::Result<Entry>>(
        open.size(), m_options.threads, progress,
        [&](std::size_t k, int threads, core::Progress& own) { return rowsOf(open[k], threads, own); },
        [&](std::size_t k) { return m_items[open[k]].path.filename().string(); },
        [&](std::size_t k, const core::Result<Entry>& entry) {
            if (entry && kept) {
                kept = m_journal.add(m_keys[open[k]], *entry);
                m_entries[open[k]] = *entry;
            }
        },
        [&](std::size_t k, const core::Result<Entry>& entry) {
            if (!entry && entry.error().kind != core::ErrorKind::Cancelled) onFailure(m_items[open[k]], entry.error());
        });
    if (!done) return core::cancelled();
    return kept;
}

core::Status Extraction::assemble(core::Progress progress) {
    std::vector<FeatureRecord> records;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (!m_entries[i]) continue;
        records.push_back(recordOf(i, *m_entries[i]));
        m_outcome.rows += m_entries[i]->rows;
    }
    m_outcome.recordings = records.size();
    std::error_code code;
    if (m_options.folder) return {};
    if (!records.empty()) {
        const auto head = m_encoder->head(m_options.goal, records);
        if (!head) return core::fail(head.error());
        auto file = core::SafeFile::open(m_options.goal);
        if (!file) return core::fail(file.error());
        if (auto done = file->write(*head); !done) return done;
        std::size_t written = 0;
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (!m_entries[i]) continue;
            auto copied = copyPart(partOf(i), m_entries[i]->bytes, m_entries[i]->sum, *file, progress);
            if (!copied) {
                if (copied.error().kind == core::ErrorKind::BadInput) fs::remove(partOf(i), code);
                return copied;
            }
            progress.report(static_cast<double>(++written) / static_cast<double>(records.size()));
        }
        if (auto done = file->commit(); !done) return done;
    }
    fs::remove_all(m_work, code);
    return {};
}

}  // namespace

core::Result<ExtractionOutcome> extractFeatures(
    std::span<const ExtractionItem> items, const ExtractionOptions& options, core::Progress& progress,
    const std::function<void(const ExtractionItem&, const core::Error&)>& onFailure) {
    if (!options.folder && items.size() > 1 && !holdsSeveral(options.format)) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "A .%1 file holds one recording; write several into a folder."),
                           {std::string(formatName(options.format))}});
    }
    const auto table = FeatureTable::of(*options.set, options.frames);
    auto journal = FeatureJournal::open(workFolder(options) / "journal",
                                        std::string(formatName(options.format)) + " " + table.signature());
    if (!journal) return core::fail(journal.error());
    Extraction extraction(items, options, std::move(*journal));
    if (auto done = extraction.prepare(); !done) return core::fail(done.error());
    constexpr double kComputing = 0.95;
    if (auto done = extraction.compute(progress.part(0.0, kComputing), onFailure); !done) return core::fail(done.error());
    if (auto done = extraction.assemble(progress.part(kComputing, 1.0)); !done) return core::fail(done.error());
    return extraction.outcome();
}

std::vector<fs::path> featureFileNames(std::span<const ExtractionItem> items, FeatureFormat format) {
    const std::string ending = "." + std::string(formatName(format));
    std::map<fs::path, int> seen;
    for (const auto& item : items) ++seen[fs::path(item.name).replace_extension()];
    std::vector<fs::path> names;
    for (const auto& item : items) {
        fs::path name(item.name);
        const bool alone = seen[fs::path(name).replace_extension()] == 1;
        names.push_back(alone ? name.replace_extension(ending) : fs::path(item.name + ending));
    }
    return names;
}

}  // namespace prososcope::store
