// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/ResultTable.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/QuietTable.h"
#include "app/gui/SaveFile.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kRowHeight = 24;
constexpr int kMostWidth = 320;
constexpr int kStatusWidth = 90;  // for the number of rows beside the controls

/// Empty cells stand below all others, numbers are compared as numbers.
class ResultProxy : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    [[nodiscard]] bool lessThan(const QModelIndex& a, const QModelIndex& b) const override {
        const QVariant one = a.data(ResultModel::kSortRole);
        const QVariant two = b.data(ResultModel::kSortRole);
        if (one.isValid() != two.isValid()) return one.isValid() == (sortOrder() == Qt::AscendingOrder);
        if (one.typeId() == QMetaType::Double && two.typeId() == QMetaType::Double) return one.toDouble() < two.toDouble();
        return QString::localeAwareCompare(one.toString(), two.toString()) < 0;
    }
};

/// Of numbers the digits stand below one another, and what comes before a find stands close to it.
int alignmentOf(const ResultColumn& column) {
    const bool right = column.digits >= 0 || column.key == "before";
    return static_cast<int>((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

}  // namespace

void ResultModel::setColumns(std::vector<ResultColumn> columns) {
    beginResetModel();
    m_columns = std::move(columns);
    m_rows.clear();
    endResetModel();
}

void ResultModel::addColumns(const std::vector<ResultColumn>& columns) {
    if (columns.empty()) return;
    const int first = columnCount();
    beginInsertColumns({}, first, first + static_cast<int>(columns.size()) - 1);
    m_columns.insert(m_columns.end(), columns.begin(), columns.end());
    endInsertColumns();
}

void ResultModel::append(std::vector<ResultRow> rows) {
    if (rows.empty()) return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    std::move(rows.begin(), rows.end(), std::back_inserter(m_rows));
    endInsertRows();
}

void ResultModel::insert(int row, ResultRow value) {
    row = std::clamp(row, 0, rowCount());
    beginInsertRows({}, row, row);
    m_rows.insert(m_rows.begin() + row, std::move(value));
    endInsertRows();
}

void ResultModel::remove(int row) {
    if (row < 0 || row >= rowCount()) return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
}

std::string ResultModel::csv(const QList<int>& order) const {
    core::CsvTable table;
    for (const auto& column : m_columns) table.columns.push_back(column.key);
    for (const int row : order) {
        std::vector<std::string> cells(m_columns.size());
        const auto& own = m_rows[static_cast<std::size_t>(row)].cells;
        for (std::size_t i = 0; i < std::min(cells.size(), own.size()); ++i) cells[i] = own[i].text;
        table.rows.push_back(std::move(cells));
    }
    return core::formatCsv(table);
}

int ResultModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

int ResultModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant ResultModel::data(const QModelIndex& index, int role) const {
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    const auto place = static_cast<std::size_t>(index.column());
    const auto& column = m_columns[place];
    static const ResultCell kEmpty;
    const ResultCell& cell = place < row.cells.size() ? row.cells[place] : kEmpty;
    const bool isNumber = column.digits >= 0 && std::isfinite(cell.number);
    switch (role) {
        case Qt::DisplayRole:
            if (isNumber) {
                QLocale locale;
                locale.setNumberOptions(QLocale::OmitGroupSeparator);
                return locale.toString(cell.number, column.significant ? 'g' : 'f', column.digits);
            }
            if (column.key == "file") return QString::fromStdString(cell.text).section('/', -1);  // all of it when hovered
            return QString::fromStdString(cell.text).replace('\n', ' ');
        case Qt::ToolTipRole:
            return QString::fromStdString(cell.text);
        case Qt::FontRole:
            return Theme::instance().font(Theme::Size::Normal);
        case Qt::TextAlignmentRole:
            return alignmentOf(column);
        case Qt::ForegroundRole:
            return Theme::instance().color(Ink::Text);
        case kSortRole:
            if (isNumber) return cell.number;
            return cell.text.empty() ? QVariant() : QVariant(QString::fromStdString(cell.text));
        case kTextRole:
            return QString::fromStdString(cell.text);
        default:
            return {};
    }
}

QVariant ResultModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    const auto& column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole) return column.title;
    if (role == Qt::TextAlignmentRole) return alignmentOf(column);
    if (role == Qt::ToolTipRole && !column.hint.isEmpty()) return column.hint;
    return {};
}

ResultTable::ResultTable(const QString& name, FileLoader* loader, QWidget* parent)
    : QWidget(parent),
      m_name(name),
      m_loader(loader),
      m_model(new ResultModel(this)),
      m_proxy(new ResultProxy(this)),
      m_view(new QTableView(this)),
      m_top(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_bar(new QHBoxLayout),
      m_rest(new QHBoxLayout),
      m_filter(new QLineEdit(this)),
      m_label(new QLabel(this)) {
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(ResultModel::kSortRole);
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_view->setModel(m_proxy);
    makeQuiet(*m_view);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(-1, Qt::AscendingOrder);  // as they came
    m_view->setAccessibleName(name);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(160);
    m_filter->setAccessibleName(tr("Filter"));
    auto* save = new QPushButton(tr("Save as CSV"), this);
    save->setObjectName("saveCsv");
    save->setAutoDefault(false);

    m_bar->setSpacing(8);
    m_rest->setSpacing(8);
    m_rest->addWidget(m_label, 1);
    m_rest->addWidget(m_filter);
    m_rest->addWidget(save);
    m_top->setContentsMargins(16, 4, 16, 4);
    m_top->setSpacing(8);
    auto* left = new QHBoxLayout;
    left->addLayout(m_bar);
    left->addStretch(1);
    m_top->addLayout(left);
    m_top->addLayout(m_rest, 1);
    m_label->setMinimumWidth(0);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(m_top);
    layout->addWidget(m_view, 1);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_proxy->setFilterFixedString(text);
        updateStatus();
    });
    for (const auto changed : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_proxy, changed, this, &ResultTable::updateStatus);
    connect(m_proxy, &QAbstractItemModel::modelReset, this, &ResultTable::updateStatus);
    connect(m_view, &QTableView::doubleClicked, this, [this] { openCurrent(); });
    connect(save, &QPushButton::clicked, this, &ResultTable::chooseCsv);
    auto* copy = new QShortcut(QKeySequence::Copy, m_view, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(copy, &QShortcut::activated, this, &ResultTable::copyRows);
    setFocusProxy(m_view);
    updateStatus();
}

ResultTable::~ResultTable() { m_loader->cancel(this); }

bool ResultTable::event(QEvent* event) {
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest) fitBar();
    return done;
}

void ResultTable::fitBar() {
    const QMargins margins = m_top->contentsMargins();
    const int wanted = m_bar->sizeHint().width() + m_top->spacing() + m_rest->minimumSize().width() + kStatusWidth +
                       margins.left() + margins.right();
    const auto direction = wanted <= width() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
    if (m_top->direction() != direction) m_top->setDirection(direction);
}

void ResultTable::setStatus(const QString& text) {
    m_status = text;
    updateStatus();
}

QString ResultTable::status() const { return m_label->text(); }

void ResultTable::updateStatus() {
    m_label->setText(m_status.isEmpty() ? tr("%n rows", nullptr, m_proxy->rowCount()) : m_status);
    m_label->setToolTip(m_label->text());
}

void ResultTable::fitColumns() {
    for (int column = 0; column < m_model->columnCount(); ++column) {
        m_view->resizeColumnToContents(column);
        const int header = m_view->horizontalHeader()->sectionSizeHint(column) + 16;
        m_view->setColumnWidth(column, std::min(std::max(m_view->columnWidth(column) + 24, header), kMostWidth));
    }
}

QList<int> ResultTable::shownRows() const {
    QList<int> rows;
    for (int row = 0; row < m_proxy->rowCount(); ++row) rows.append(m_proxy->mapToSource(m_proxy->index(row, 0)).row());
    return rows;
}

QList<int> ResultTable::selectedRows() const {
    QModelIndexList chosen = m_view->selectionModel()->selectedRows();
    std::sort(chosen.begin(), chosen.end(), [](const auto& a, const auto& b) { return a.row() < b.row(); });
    QList<int> rows;
    for (const auto& index : chosen) rows.append(m_proxy->mapToSource(index).row());
    return rows;
}

void ResultTable::saveCsv(const QString& path) {
    m_loader->run(this, 20, [this, path, text = m_model->csv(shownRows())](const std::stop_token&) -> FileLoader::Deliver {
        const auto status = core::writeFile(path.toStdString(), text);
        return [this, path, status] {
            if (status) {
                Q_EMIT message(tr("Saved %1.").arg(path), false);
            } else {
                Q_EMIT message(engine_thread::translated(status.error().text), true);
            }
        };
    });
}

void ResultTable::chooseCsv() {
    askSaveFile(this, tr("Save as CSV"), {tr("CSV (*.csv)")}, m_name + QStringLiteral(".csv"),
                [this](const QString& file) { saveCsv(file); });
}

void ResultTable::copyRows() const {
    QStringList lines;
    QStringList header;
    for (const auto& column : m_model->columns()) header.append(QString::fromStdString(column.key));
    lines.append(header.join('\t'));
    for (const int row : selectedRows()) {
        QStringList cells;
        for (int column = 0; column < m_model->columnCount(); ++column)
            cells.append(m_model->index(row, column).data().toString().replace('\t', ' '));
        lines.append(cells.join('\t'));
    }
    if (lines.size() > 1) QGuiApplication::clipboard()->setText(lines.join('\n'));
}

const ResultRow* ResultTable::currentRow() const {
    const QModelIndex index = m_proxy->mapToSource(m_view->currentIndex());
    return index.isValid() ? &m_model->rows()[static_cast<std::size_t>(index.row())] : nullptr;
}

void ResultTable::playCurrent() {
    if (const auto* row = currentRow(); row != nullptr && !row->path.isEmpty())
        Q_EMIT playRequested(row->path, row->start, row->end);
}

void ResultTable::playStep(int rows) {
    const int count = m_proxy->rowCount();
    if (count == 0) return;
    const int row = std::clamp(m_view->currentIndex().isValid() ? m_view->currentIndex().row() + rows : 0, 0, count - 1);
    m_view->setCurrentIndex(m_proxy->index(row, 0));
    playCurrent();
}

void ResultTable::openCurrent() {
    if (const auto* row = currentRow(); row != nullptr && !row->path.isEmpty())
        Q_EMIT openRequested(row->path, row->start, row->end);
}

}  // namespace prososcope::gui
