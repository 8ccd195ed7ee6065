// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/gui/Loader.h"
#include "app/gui/corpus/SharedIndex.h"
#include "engine/analysis/RaterAgreement.h"
#include "engine/store/CorpusIndex.h"
#include "engine/store/CorpusQuality.h"
#include "engine/store/LabelEdits.h"

namespace prososcope::gui {

/// What a page of a corpus shows beside its table, of the rows that are listed; computed on a loader thread.
struct CorpusOverview {
    std::size_t utterances = 0;
    store::CrossCounts bySpeaker;
    store::Histogram seconds;
    store::PlaneCounts ratings;
};

/// What is known of a corpus before any row is listed.
struct CorpusHead {
    corpus::Corpus corpus;  ///< without utterances
    std::size_t utterances = 0;
    std::vector<store::CorpusField> fields;
    std::map<std::string, std::vector<store::ValueCount>> values;  ///< of the word fields, over all rows
    std::optional<store::QualityReport> quality;
    std::vector<store::LabelEdit> edits;  ///< the newest
    analysis::RaterAgreement raters;
};

/// Asks the index of a corpus on threads of its own, so that the GUI thread never waits: one object of the index for pages of
/// rows and one for questions, so that a table scrolls while a search runs. A newer question drops and stops the older one of
/// its kind. Edits of labels are written one after another. Looks every second whether somebody else has changed
/// something, while `watch` is on. Results come as signals and callbacks on the GUI thread.
class CorpusSource : public QObject {
    Q_OBJECT
public:
    explicit CorpusSource(const QString& workspaceFolder, QObject* parent = nullptr);
    ~CorpusSource() override;

    /// Lists all rows of a corpus, or those of the query that was asked last.
    void open(const QString& corpus);
    [[nodiscard]] const QString& name() const { return m_name; }
    /// Lists rows anew; `keep` is a row whose place is wanted.
    void select(const store::CorpusQuery& query, std::optional<std::uint32_t> keep);
    [[nodiscard]] bool isSelecting() const { return m_selecting; }
    /// The rows listed last.
    [[nodiscard]] const store::RowList& list() const { return m_list; }
    /// Reads head and overview again, for instance after a report was made.
    void refresh();
    void watch(bool on);
    /// Nothing is asked or written.
    [[nodiscard]] bool isIdle() const;

    using Rows = std::vector<store::IndexedUtterance>;
    /// `shape` turns rows into what is wanted of them, on the loader thread.
    template <typename T>
    void rows(std::size_t place, std::size_t count, std::function<T(Rows)> shape, std::function<void(core::Result<T>)> done) {
        m_pages.load<T>(
            QStringLiteral("rows"),
            [asked = m_rowIndex, list = m_list, place, count,
             shape = std::move(shape)](core::Progress& progress) -> core::Result<T> {
                auto found = asked->ask([&](store::CorpusIndex& index) { return index.rows(list, place, count, progress); });
                if (!found) return core::fail(found.error());
                return shape(std::move(*found));
            },
            std::move(done));
    }

    /// Gives the utterances at these places of the list a new value.
    void edit(const std::vector<std::pair<std::size_t, std::size_t>>& ranges, const std::string& field,
              const std::string& value);
    void undoEdit(std::int64_t batch);
    void redoEdit(std::int64_t batch);
    /// Makes what most raters said the labels.
    void adoptRatings();
    /// Reads anew what stands beside the rows: edits, report, raters.
    void readHead();

Q_SIGNALS:
    void opened();
    /// A sentence for the message bar, translated.
    void failed(const QString& sentence);
    /// The quick part of a head (no values, report and edits), before the first rows of a corpus.
    void fieldsKnown(const prososcope::gui::CorpusHead& head);
    void headChanged(const prososcope::gui::CorpusHead& head);
    /// The list is another; `place` is where the row that was to be kept stands now, -1: nowhere.
    void listed(qint64 place);
    void overviewChanged(const prososcope::gui::CorpusOverview& overview);
    /// Labels have changed, by whomever: rows that are shown are stale.
    void labelsChanged();
    /// An edit was stored; of `utterances` values at most.
    void edited(qint64 batch, const QString& field, const QString& value, int utterances);
    /// Labels were made of ratings; batch 0: they were so already.
    void adopted(qint64 batch);
    void editFailed(const QString& sentence);
    /// An edit could not be undone or redone: what a history says of it may be wrong from now on.
    void historyBroken();
    /// The corpus is not in the workspace any more, by a sentence; nothing is open then.
    void gone(const QString& sentence);

private:
    void readOverview();
    void look();
    void write(std::function<core::Result<std::int64_t>(core::Progress&)> work, std::function<void(std::int64_t)> done,
               std::function<void()> failed = {});
    void close();
    [[nodiscard]] std::filesystem::path folder() const { return m_folder.toStdString(); }

    QString m_folder;
    QString m_name;
    store::CorpusQuery m_query;
    store::RowList m_list;
    bool m_selecting = false;
    bool m_lookAgain = false;  ///< somebody asked while rows were being listed
    int m_writing = 0;
    QTimer m_watch;
    std::shared_ptr<SharedIndex> m_rowIndex;
    std::shared_ptr<SharedIndex> m_index;
    std::optional<store::CorpusIndex::Version> m_version;  ///< of what is shown
    engine_thread::Inbox m_inbox;
    Loader m_pages;
    Loader m_questions;
    std::stop_source m_stopWriting;
    core::WorkerPool m_writer{1};  // last: joined first
};

}  // namespace prososcope::gui
