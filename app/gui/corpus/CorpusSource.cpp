// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/corpus/CorpusSource.h"

#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "engine/store/RatingRounds.h"

namespace prososcope::gui {

using engine_thread::translated;
using store::CorpusIndex;

namespace {

constexpr int kWatchMilliseconds = 1000;
constexpr std::size_t kMostEdits = 200;        // in the history that is shown
constexpr std::size_t kMostChanged = 200'000;  // labels at once
constexpr std::size_t kRowsAtOnce = 1000;
constexpr std::size_t kMostValues = 20'000;  // of a field to filter by
constexpr std::size_t kDurationBins = 40;
constexpr std::size_t kPlaneBins = 32;

struct Listed {
    store::RowList list;
    qint64 place = -1;
    CorpusIndex::Version version;
    std::optional<CorpusHead> head;  ///< without what takes long, where it was not known yet
};

core::Result<CorpusHead> readHeadOf(CorpusIndex& index, const std::filesystem::path& folder, core::Progress& progress) {
    CorpusHead head;
    head.corpus = index.corpora().front();
    head.utterances = index.size();
    auto fields = index.fields();
    if (!fields) return core::fail(fields.error());
    head.fields = std::move(*fields);
    for (const auto& field : head.fields) {
        if (field.kind != store::FieldKind::Word) continue;
        auto values = index.values(field.name, store::RowList(index.size()), progress);
        if (!values) return core::fail(values.error());
        if (values->size() <= kMostValues) head.values[field.name] = std::move(*values);
    }
    const auto workspace = store::Workspace::open(folder);
    if (!workspace) return core::fail(workspace.error());
    auto quality = store::qualityReport(*workspace, head.corpus.name);
    if (!quality) return core::fail(quality.error());
    head.quality = std::move(*quality);
    auto edits = store::labelEdits(*workspace, head.corpus.name, kMostEdits);
    if (!edits) return core::fail(edits.error());
    head.edits = std::move(*edits);
    auto raters = analysis::raterAgreement(*workspace, head.corpus.name, store::kHandSeconds);
    if (!raters) return core::fail(raters.error());
    head.raters = std::move(*raters);
    return head;
}

core::Result<CorpusOverview> readOverviewOf(CorpusIndex& index, const store::RowList& list, core::Progress& progress) {
    CorpusOverview overview;
    overview.utterances = list.size();
    auto bySpeaker = index.cross("speaker", "emotion", list, progress);
    if (!bySpeaker) return core::fail(bySpeaker.error());
    overview.bySpeaker = std::move(*bySpeaker);
    auto seconds = index.histogram("seconds", list, kDurationBins, progress);
    if (!seconds) return core::fail(seconds.error());
    overview.seconds = std::move(*seconds);
    auto ratings = index.plane("valence", "arousal", list, kPlaneBins, progress);
    if (!ratings) return core::fail(ratings.error());
    overview.ratings = std::move(*ratings);
    return overview;
}

}  // namespace

CorpusSource::CorpusSource(const QString& workspaceFolder, QObject* parent) : QObject(parent), m_folder(workspaceFolder) {
    m_watch.setInterval(kWatchMilliseconds);
    connect(&m_watch, &QTimer::timeout, this, &CorpusSource::look);
}

CorpusSource::~CorpusSource() { m_stopWriting.request_stop(); }

void CorpusSource::open(const QString& corpus) {
    m_name = corpus;
    m_rowIndex = std::make_shared<SharedIndex>(folder(), corpus.toStdString());
    m_index = std::make_shared<SharedIndex>(folder(), corpus.toStdString());
    m_list = {};
    m_version.reset();
    Q_EMIT opened();
    select(m_query, std::nullopt);
}

void CorpusSource::close() {
    m_name.clear();
    m_rowIndex.reset();
    m_index.reset();
    m_list = {};
    m_version.reset();
    Q_EMIT listed(-1);
}

void CorpusSource::select(const store::CorpusQuery& query, std::optional<std::uint32_t> keep) {
    m_query = query;
    if (m_index == nullptr) return;
    m_selecting = true;
    m_questions.load<Listed>(
        QStringLiteral("select"),
        [shared = m_index, query, keep, first = !m_version](core::Progress& progress) {
            return shared->ask([&](CorpusIndex& index) -> core::Result<Listed> {
                auto version = index.version();
                if (!version) return core::fail(version.error());
                auto list = index.select(query, progress);
                if (!list) return core::fail(list.error());
                const auto place = keep ? list->placeOf(*keep) : std::nullopt;
                Listed found{std::move(*list), place ? static_cast<qint64>(*place) : -1, std::move(*version), {}};
                if (!first) return found;
                auto fields = index.fields();
                if (!fields) return core::fail(fields.error());
                found.head.emplace();
                found.head->corpus = index.corpora().front();
                found.head->utterances = index.size();
                found.head->fields = std::move(*fields);
                return found;
            });
        },
        [this](core::Result<Listed> listedNow) {
            m_selecting = false;
            if (!listedNow) {
                if (listedNow.error().kind == core::ErrorKind::Unavailable) {
                    look();
                } else if (listedNow.error().kind == core::ErrorKind::NotFound) {
                    close();
                    Q_EMIT gone(translated(listedNow.error().text));
                } else if (listedNow.error().kind != core::ErrorKind::Cancelled) {
                    Q_EMIT failed(translated(listedNow.error().text));
                }
                return;
            }
            m_list = std::move(listedNow->list);
            m_version = std::move(listedNow->version);
            if (listedNow->head) Q_EMIT fieldsKnown(*listedNow->head);
            Q_EMIT listed(listedNow->place);
            readHead();
            readOverview();
            if (std::exchange(m_lookAgain, false)) look();
        });
}

void CorpusSource::readHead() {
    m_questions.load<CorpusHead>(
        QStringLiteral("head"),
        [shared = m_index, folder = folder()](core::Progress& progress) {
            return shared->ask([&](CorpusIndex& index) { return readHeadOf(index, folder, progress); });
        },
        [this](core::Result<CorpusHead> head) {
            if (head)
                Q_EMIT headChanged(*head);
            else if (head.error().kind != core::ErrorKind::Cancelled && head.error().kind != core::ErrorKind::Unavailable)
                Q_EMIT failed(translated(head.error().text));
        });
}

void CorpusSource::readOverview() {
    m_questions.load<CorpusOverview>(
        QStringLiteral("overview"),
        [shared = m_index, list = m_list](core::Progress& progress) {
            return shared->ask([&](CorpusIndex& index) { return readOverviewOf(index, list, progress); });
        },
        [this](core::Result<CorpusOverview> overview) {
            if (overview) Q_EMIT overviewChanged(*overview);
        });
}

void CorpusSource::refresh() { look(); }

void CorpusSource::watch(bool on) {
    if (!on) {
        m_watch.stop();
        return;
    }
    m_watch.start();
    if (m_version) look();
}

bool CorpusSource::isIdle() const { return m_pages.isIdle() && m_questions.isIdle() && m_writing == 0; }

void CorpusSource::look() {
    if (m_index == nullptr) return;
    if (m_selecting) {  // its answer tells what there is; looking meanwhile would begin it again and again
        m_lookAgain = true;
        return;
    }
    m_questions.load<CorpusIndex::Version>(
        QStringLiteral("look"),
        [shared = m_index](core::Progress&) { return shared->ask([](CorpusIndex& index) { return index.version(); }); },
        [this](const core::Result<CorpusIndex::Version>& version) {
            if (!version || (m_version && *version == *m_version)) return;
            if (m_version && version->imports == m_version->imports)
                Q_EMIT labelsChanged();
            else
                open(m_name);  // imported again, or never shown
        });
}

void CorpusSource::write(std::function<core::Result<std::int64_t>(core::Progress&)> work,
                         std::function<void(std::int64_t)> done, std::function<void()> failed) {
    ++m_writing;
    m_writer.run(
        [this, work = std::move(work), done = std::move(done), failed = std::move(failed), stop = m_stopWriting.get_token()] {
            core::Progress progress(stop);
            auto result = std::make_shared<core::Result<std::int64_t>>(work(progress));
            m_inbox.post([this, result, done, failed] {
                --m_writing;
                if (*result) {
                    done(**result);
                } else if (result->error().kind != core::ErrorKind::Cancelled) {
                    Q_EMIT editFailed(translated(result->error().text));
                    if (failed) failed();
                }
                look();
            });
        });
}

void CorpusSource::edit(const std::vector<std::pair<std::size_t, std::size_t>>& ranges, const std::string& field,
                        const std::string& value) {
    std::size_t count = 0;
    for (const auto& [first, last] : ranges) count += last - first + 1;
    if (m_index == nullptr || count == 0) return;
    if (count > kMostChanged) {
        Q_EMIT editFailed(tr("At most %1 labels are changed at once. Choose fewer utterances.").arg(kMostChanged));
        return;
    }
    write(
        [shared = m_rowIndex, list = m_list, ranges, field, value, folder = folder(),
         name = m_name.toStdString()](core::Progress& progress) -> core::Result<std::int64_t> {
            std::vector<store::LabelChange> changes;
            for (const auto& [first, last] : ranges) {
                for (std::size_t place = first; place <= last; place += kRowsAtOnce) {
                    const std::size_t wanted = std::min(kRowsAtOnce, last - place + 1);
                    const auto rows =
                        shared->ask([&](CorpusIndex& index) { return index.rows(list, place, wanted, progress); });
                    if (!rows) return core::fail(rows.error());
                    for (const auto& row : *rows) changes.push_back({row.utterance.id, field, value});
                }
            }
            auto workspace = store::Workspace::open(folder);
            if (!workspace) return core::fail(workspace.error());
            return store::editLabels(*workspace, name, changes, progress);
        },
        [this, field, value, count](std::int64_t batch) {
            if (batch > 0)
                Q_EMIT edited(batch, QString::fromStdString(field), QString::fromStdString(value), static_cast<int>(count));
        });
}

void CorpusSource::undoEdit(std::int64_t batch) {
    write(
        [folder = folder(), batch](core::Progress&) -> core::Result<std::int64_t> {
            auto workspace = store::Workspace::open(folder);
            if (!workspace) return core::fail(workspace.error());
            if (const auto undone = store::undoLabelEdits(*workspace, batch); !undone) return core::fail(undone.error());
            return batch;
        },
        [](std::int64_t) {}, [this] { Q_EMIT historyBroken(); });
}

void CorpusSource::adoptRatings() {
    write(
        [folder = folder(), name = m_name.toStdString()](core::Progress& progress) -> core::Result<std::int64_t> {
            auto workspace = store::Workspace::open(folder);
            if (!workspace) return core::fail(workspace.error());
            return store::adoptRatings(*workspace, name, store::kHandSeconds, progress);
        },
        [this](std::int64_t batch) { Q_EMIT adopted(batch); });
}

void CorpusSource::redoEdit(std::int64_t batch) {
    write(
        [folder = folder(), batch](core::Progress&) -> core::Result<std::int64_t> {
            auto workspace = store::Workspace::open(folder);
            if (!workspace) return core::fail(workspace.error());
            if (const auto redone = store::redoLabelEdits(*workspace, batch); !redone) return core::fail(redone.error());
            return batch;
        },
        [](std::int64_t) {}, [this] { Q_EMIT historyBroken(); });
}

}  // namespace prososcope::gui
