// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/corpus/CorpusTableModel.h"

#include <algorithm>
#include <limits>

#include "app/gui/corpus/FieldText.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kPagesAtOnce = 4;
constexpr int kKeptPages = 48;
constexpr int kMargin = 96;  // rows above and below what is shown

}  // namespace

CorpusTableModel::CorpusTableModel(CorpusSource* source, QObject* parent) : QAbstractTableModel(parent), m_source(source) {
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        m_icons.clear();
        if (m_rows > 0) Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1));
    });
}

void CorpusTableModel::setFields(std::vector<store::CorpusField> fields) {
    if (fields == m_fields) return;
    beginResetModel();
    m_fields = std::move(fields);
    m_pages.clear();
    ++m_generation;
    endResetModel();
    loadNext();
}

int CorpusTableModel::columnOf(const std::string& field) const {
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        if (m_fields[i].name == field) return static_cast<int>(i) + 1;
    }
    return -1;
}

void CorpusTableModel::takeList() {
    const auto rows = static_cast<int>(std::min<std::size_t>(m_source->list().size(), std::numeric_limits<int>::max() / 64));
    ++m_generation;
    m_pages.clear();
    m_playing = -1;
    if (rows == m_rows) {  // the view stays where it is
        if (rows > 0) Q_EMIT dataChanged(index(0, 0), index(rows - 1, columnCount() - 1));
    } else {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    }
    loadNext();
}

void CorpusTableModel::setShown(int first, int last) {
    m_first = first;
    m_last = last;
    loadNext();
}

void CorpusTableModel::loadNext() {
    if (m_loading || m_rows == 0 || m_last < m_first || m_fields.empty()) return;
    // What is in view first, then its neighbourhood.
    const auto missing = [&](int from, int to) {
        for (int page = from / kPage; page <= to / kPage; ++page) {
            if (!m_pages.contains(page)) return page;
        }
        return -1;
    };
    const int lastRow = m_rows - 1;
    int last = std::clamp(m_last, 0, lastRow);
    int page = missing(std::clamp(m_first, 0, lastRow), last);
    if (page < 0) {
        last = std::clamp(m_last + kMargin, 0, lastRow);
        page = missing(std::clamp(m_first - kMargin, 0, lastRow), last);
    }
    if (page < 0) return;
    int pages = 1;
    while (pages < kPagesAtOnce && (page + pages) * kPage <= last && !m_pages.contains(page + pages)) ++pages;
    m_loading = true;
    using Pages = std::vector<Page>;
    m_source->rows<Pages>(
        static_cast<std::size_t>(page) * kPage, static_cast<std::size_t>(pages) * kPage,
        [fields = m_fields, name = m_source->name().toStdString()](CorpusSource::Rows rows) {
            Pages shaped;
            for (std::size_t i = 0; i < rows.size(); ++i) {
                if (i % kPage == 0) shaped.emplace_back().reserve(kPage);
                ShownRow row;
                row.cells.reserve(fields.size());
                for (const auto& field : fields) row.cells.push_back(cellText(rows[i], name, field));
                row.utterance = std::move(rows[i]);
                shaped.back().push_back(std::move(row));
            }
            return shaped;
        },
        [this, page, generation = m_generation](core::Result<Pages> came) {
            m_loading = false;
            if (generation != m_generation) {
                loadNext();
                return;
            }
            if (!came) return;  // imported again or gone: the source says so
            int at = page;
            for (auto& one : *came) m_pages.insert(at++, std::move(one));
            if (m_pages.size() > kKeptPages) {
                const int middle = (m_first + m_last) / 2 / kPage;
                QList<int> all = m_pages.keys();
                std::sort(all.begin(), all.end(),
                          [middle](int a, int b) { return std::abs(a - middle) < std::abs(b - middle); });
                for (qsizetype i = kKeptPages; i < all.size(); ++i) m_pages.remove(all[i]);
            }
            if (at > page)
                Q_EMIT dataChanged(index(page * kPage, 0), index(std::min(m_rows, at * kPage) - 1, columnCount() - 1));
            Q_EMIT pagesCame();
            loadNext();
        });
}

const CorpusTableModel::ShownRow* CorpusTableModel::find(int row) const {
    const auto page = m_pages.constFind(row / kPage);
    if (page == m_pages.constEnd()) return nullptr;
    const auto at = static_cast<std::size_t>(row % kPage);
    return at < page->size() ? &(*page)[at] : nullptr;
}

const store::IndexedUtterance* CorpusTableModel::row(int row) const {
    const auto* found = find(row);
    return found == nullptr ? nullptr : &found->utterance;
}

void CorpusTableModel::setPlaying(int row) {
    if (row == m_playing) return;
    const int old = std::exchange(m_playing, row);
    for (const int changed : {old, row})
        if (changed >= 0 && changed < m_rows) Q_EMIT dataChanged(index(changed, 0), index(changed, 0));
}

int CorpusTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_rows; }
int CorpusTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_fields.size()) + 1;
}

QString CorpusTableModel::tip(const ShownRow& row, int field) const {
    const auto& name = m_fields[static_cast<std::size_t>(field)].name;
    QString text = row.cells[static_cast<std::size_t>(field)];
    const auto& edited = row.utterance.edited;
    if (std::find(edited.begin(), edited.end(), name) != edited.end())
        text += QLatin1Char('\n') + tr("Edited: not as imported.");
    return text;
}

/// Of a class, or of the play button after "play:".
QIcon CorpusTableModel::icon(const QString& name) const {
    auto found = m_icons.find(name);
    if (found == m_icons.end()) {
        const bool button = name.startsWith(QLatin1String("play:"));
        found = m_icons.insert(name, button ? Theme::instance().icon(name.mid(5)) : Theme::instance().emotionIcon(name));
    }
    return *found;
}

QVariant CorpusTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_rows) return {};
    const Theme& theme = Theme::instance();
    if (role == PlayingRole) return index.row() == m_playing;
    const auto* row = find(index.row());
    if (role == LoadedRole) return row != nullptr;
    if (index.column() == 0) {
        if (role == Qt::AccessibleTextRole) return index.row() == m_playing ? tr("playing") : tr("play");
        if (role == Qt::DecorationRole) return icon(index.row() == m_playing ? "play:stop" : "play:play");
        return {};
    }
    const int at = index.column() - 1;
    const auto& field = m_fields[static_cast<std::size_t>(at)];
    switch (role) {
        case Qt::DisplayRole:
            return row != nullptr ? row->cells[static_cast<std::size_t>(at)] : QString();
        case Qt::ToolTipRole:
            return row != nullptr ? tip(*row, at) : QString();
        case Qt::TextAlignmentRole:
            return static_cast<int>(field.kind == store::FieldKind::Number ? Qt::AlignRight | Qt::AlignVCenter
                                                                           : Qt::AlignLeft | Qt::AlignVCenter);
        case Qt::FontRole: {
            const auto edited = [&] {
                const auto& names = row->utterance.edited;
                return std::find(names.begin(), names.end(), field.name) != names.end();
            };
            return theme.font(Theme::Size::Normal, row != nullptr && !row->utterance.edited.empty() && edited());
        }
        case Qt::ForegroundRole:
            return theme.color(Ink::Text);
        case Qt::DecorationRole:
            if (row == nullptr || field.name != "emotion" || row->utterance.utterance.emotion.empty()) return {};
            return icon(QString::fromStdString(row->utterance.utterance.emotion));
        default:
            return {};
    }
}

QVariant CorpusTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section > static_cast<int>(m_fields.size())) return {};
    if (section == 0) return role == Qt::DisplayRole ? QVariant(QString()) : QVariant();
    const auto& field = m_fields[static_cast<std::size_t>(section) - 1];
    switch (role) {
        case Qt::DisplayRole:
            return fieldTitle(field.name);
        case Qt::ToolTipRole:
            return fieldHint(field.name);
        case Qt::TextAlignmentRole:
            return static_cast<int>(field.kind == store::FieldKind::Number ? Qt::AlignRight | Qt::AlignVCenter
                                                                           : Qt::AlignLeft | Qt::AlignVCenter);
        default:
            return {};
    }
}

void CorpusTableModel::sort(int column, Qt::SortOrder order) {
    const bool known = column > 0 && column <= static_cast<int>(m_fields.size());
    Q_EMIT sortRequested(known ? QString::fromStdString(m_fields[static_cast<std::size_t>(column) - 1].name) : QString(),
                         order == Qt::DescendingOrder);
}

}  // namespace prososcope::gui
