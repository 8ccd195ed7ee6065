// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QIcon>
#include <QStringList>
#include <optional>
#include <vector>

#include "app/gui/corpus/CorpusSource.h"

namespace prososcope::gui {

/// The listed rows of a corpus as a table: the first column is the play button, then one for each field. Rows come in pages of
/// kPage when the view says what it shows (`setShown`); until then their cells are empty. Nothing waits: pages are read and
/// shaped on a loader thread, one request at a time, always for what is shown now. Some pages around it are kept. GUI thread.
class CorpusTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int kPage = 64;
    enum Role { PlayingRole = Qt::UserRole, LoadedRole };

    explicit CorpusTableModel(CorpusSource* source, QObject* parent = nullptr);

    /// The columns after the play button.
    void setFields(std::vector<store::CorpusField> fields);
    [[nodiscard]] const std::vector<store::CorpusField>& fields() const { return m_fields; }
    [[nodiscard]] int columnOf(const std::string& field) const;  ///< -1: none
    /// Takes the source's list; `keepPages` where rows are the same and only their labels may differ.
    void takeList();
    /// First and last row in view.
    void setShown(int first, int last);
    void setPlaying(int row);
    [[nodiscard]] int playing() const { return m_playing; }
    /// The whole row, null while it is not there.
    [[nodiscard]] const store::IndexedUtterance* row(int row) const;
    /// How many rows are in memory.
    [[nodiscard]] int loadedRows() const { return static_cast<int>(m_pages.size()) * kPage; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Asks the page for another order; it lists the rows anew.
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void sortRequested(const QString& field, bool descending);
    /// Rows have come.
    void pagesCame();

private:
    struct ShownRow {
        store::IndexedUtterance utterance;
        std::vector<QString> cells;  ///< by field
    };
    using Page = std::vector<ShownRow>;
    void loadNext();
    [[nodiscard]] const ShownRow* find(int row) const;
    [[nodiscard]] QString tip(const ShownRow& row, int field) const;
    [[nodiscard]] QIcon icon(const QString& name) const;

    CorpusSource* m_source;
    std::vector<store::CorpusField> m_fields;
    int m_rows = 0;
    int m_first = 0;
    int m_last = -1;
    int m_playing = -1;
    bool m_loading = false;
    quint64 m_generation = 0;  ///< of the list; pages of an older one are dropped
    QHash<int, Page> m_pages;
    mutable QHash<QString, QIcon> m_icons;
};

}  // namespace prososcope::gui
