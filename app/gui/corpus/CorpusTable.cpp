// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/corpus/CorpusTable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonObject>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <algorithm>

#include "app/gui/QuietTable.h"
#include "app/gui/corpus/FieldText.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Theme;

namespace {

constexpr int kRow = 28;
constexpr int kPlayColumn = 40;
constexpr int kLeastTranscript = 160;
constexpr int kMostCopied = 100'000;

/// Width of a column at a 13 px font.
int widthOf(const store::CorpusField& field) {
    if (field.name == "id") return 190;
    if (field.name == "path") return 260;
    if (field.name == "transcript") return 320;
    if (field.name == "emotion") return 130;
    if (field.name == "session" || field.name == "dialogue") return 120;
    if (field.name == "seconds") return 104;
    if (field.name.starts_with(store::kQualityPrefix)) return 136;
    if (field.kind == store::FieldKind::Number) return 96;
    return 100;
}

}  // namespace

CorpusTable::CorpusTable(CorpusTableModel* model, QWidget* parent) : QTableView(parent), m_model(model) {
    makeQuiet(*this);
    setModel(model);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setAccessibleName(tr("Utterances"));
    horizontalHeader()->setSortIndicatorShown(true);
    horizontalHeader()->setSortIndicatorClearable(true);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    {
        const QSignalBlocker quiet(horizontalHeader());
        horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);  // as stored
    }
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, model, &CorpusTableModel::sort);
    connect(horizontalHeader(), &QHeaderView::customContextMenuRequested, this,
            [this](const QPoint& point) { columnMenu()->popup(horizontalHeader()->mapToGlobal(point)); });
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int section, int, int size) {
        if (m_fitting || section < 1 || section > static_cast<int>(m_model->fields().size())) return;
        m_widths[QString::fromStdString(m_model->fields()[static_cast<std::size_t>(section) - 1].name)] = size;
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &CorpusTable::tellShown);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        fitColumns();
        tellShown();
    });
    connect(model, &CorpusTableModel::pagesCame, this, &CorpusTable::choiceChanged);
    const auto look = [this] {
        const double scale = Theme::instance().scale();
        verticalHeader()->setDefaultSectionSize(static_cast<int>(kRow * scale));
        horizontalHeader()->setFixedHeight(static_cast<int>(kRow * scale));
        fitColumns();
        viewport()->update();
    };
    connect(&Theme::instance(), &Theme::changed, this, look);
    look();
}

bool CorpusTable::isShown(const std::string& field) const {
    const auto wanted = m_shown.value(QString::fromStdString(field));
    return wanted.isBool() ? wanted.toBool() : isShownAtFirst(field);
}

void CorpusTable::fitColumns() {
    m_fitting = true;
    const double scale = Theme::instance().scale();
    if (m_model->columnCount() > 0) setColumnWidth(0, static_cast<int>(kPlayColumn * scale));
    int used = columnWidth(0);
    int flexible = -1;  // takes what is left
    for (std::size_t i = 0; i < m_model->fields().size(); ++i) {
        const auto& field = m_model->fields()[i];
        const int column = static_cast<int>(i) + 1;
        setColumnHidden(column, !isShown(field.name));
        const auto dragged = m_widths.value(QString::fromStdString(field.name));
        setColumnWidth(column, dragged.isDouble() ? dragged.toInt() : static_cast<int>(widthOf(field) * scale));
        if (isColumnHidden(column)) continue;
        used += columnWidth(column);
        if (dragged.isDouble()) continue;
        if (field.name == "transcript" || (flexible < 0 && field.name == "id")) flexible = column;
    }
    if (flexible > 0) {
        const int left = viewport()->width() - used + columnWidth(flexible);
        const int least = static_cast<int>((m_model->fields()[static_cast<std::size_t>(flexible) - 1].name == "transcript"
                                                ? kLeastTranscript
                                                : widthOf({"id"})) *
                                           scale);
        setColumnWidth(flexible, std::max(least, left));
    }
    m_fitting = false;
}

void CorpusTable::showColumn(const QString& field, bool shown) {
    m_shown[field] = shown;
    fitColumns();
}

QMenu* CorpusTable::columnMenu() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const auto& field : m_model->fields()) {
        if (field.name == "id") continue;
        const QString name = QString::fromStdString(field.name);
        QAction* action = menu->addAction(fieldTitle(field.name));
        action->setCheckable(true);
        action->setChecked(isShown(field.name));
        connect(action, &QAction::toggled, this, [this, name](bool shown) { showColumn(name, shown); });
    }
    menu->addSeparator();
    menu->addAction(tr("Standard columns"), this, [this] {
        m_shown = {};
        m_widths = {};
        fitColumns();
    });
    return menu;
}

QJsonObject CorpusTable::saveState() const {
    return {{QStringLiteral("columns"), m_shown}, {QStringLiteral("widths"), m_widths}};
}

void CorpusTable::restoreState(const QJsonObject& state) {
    m_shown = state.value(QStringLiteral("columns")).toObject();
    m_widths = state.value(QStringLiteral("widths")).toObject();
    fitColumns();
}

void CorpusTable::tellShown() {
    const int first = rowAt(0);
    if (first < 0) {
        m_model->setShown(0, std::max(0, viewport()->height() / std::max(1, verticalHeader()->defaultSectionSize())));
        return;
    }
    const int last = rowAt(viewport()->height() - 1);
    m_model->setShown(first, last >= 0 ? last : m_model->rowCount() - 1);
}

std::vector<std::pair<std::size_t, std::size_t>> CorpusTable::chosen() const {
    std::vector<std::pair<std::size_t, std::size_t>> ranges;
    for (const auto& range : selectionModel()->selection())
        ranges.emplace_back(static_cast<std::size_t>(range.top()), static_cast<std::size_t>(range.bottom()));
    if (ranges.empty() && currentIndex().isValid())
        ranges.emplace_back(static_cast<std::size_t>(currentIndex().row()), static_cast<std::size_t>(currentIndex().row()));
    std::sort(ranges.begin(), ranges.end());
    std::vector<std::pair<std::size_t, std::size_t>> joined;
    for (const auto& range : ranges) {
        if (!joined.empty() && range.first <= joined.back().second + 1)
            joined.back().second = std::max(joined.back().second, range.second);
        else
            joined.push_back(range);
    }
    return joined;
}

std::size_t CorpusTable::chosenCount() const {
    std::size_t count = 0;
    for (const auto& [first, last] : chosen()) count += last - first + 1;
    return count;
}

void CorpusTable::goTo(int row) {
    if (row < 0 || row >= m_model->rowCount()) return;
    const int column = std::max(1, currentIndex().isValid() ? currentIndex().column() : 1);
    setCurrentIndex(m_model->index(row, column));
    scrollTo(m_model->index(row, column));
    tellShown();
}

QRect CorpusTable::playRect(int row) const { return visualRect(m_model->index(row, 0)); }

void CorpusTable::playCurrent() {
    if (!currentIndex().isValid()) return;
    if (m_model->playing() == currentIndex().row())
        Q_EMIT stopRequested();
    else
        Q_EMIT playRequested(currentIndex().row());
}

void CorpusTable::playStep(int rows) {
    const int count = m_model->rowCount();
    if (count == 0) return;
    const int row = std::clamp(currentIndex().isValid() ? currentIndex().row() + rows : 0, 0, count - 1);
    goTo(row);
    Q_EMIT playRequested(row);
}

void CorpusTable::openCurrent() {
    if (currentIndex().isValid()) Q_EMIT openRequested(currentIndex().row());
}

void CorpusTable::copyRows() const {
    QStringList lines;
    QStringList cells;
    for (int column = 1; column < m_model->columnCount(); ++column) {
        if (!isColumnHidden(column))
            cells << QString::fromStdString(m_model->fields()[static_cast<std::size_t>(column) - 1].name);
    }
    lines << cells.join(QLatin1Char('\t'));
    for (const auto& [first, last] : chosen()) {
        for (std::size_t row = first; row <= last && lines.size() <= kMostCopied; ++row) {
            if (m_model->row(static_cast<int>(row)) == nullptr) continue;
            cells.clear();
            for (int column = 1; column < m_model->columnCount(); ++column) {
                if (!isColumnHidden(column))
                    cells << m_model->index(static_cast<int>(row), column)
                                 .data()
                                 .toString()
                                 .replace(QLatin1Char('\t'), QLatin1Char(' '));
            }
            lines << cells.join(QLatin1Char('\t'));
        }
    }
    if (lines.size() > 1) QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')) + QLatin1Char('\n'));
}

void CorpusTable::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        copyRows();
        return;
    }
    QTableView::keyPressEvent(event);
}

void CorpusTable::mousePressEvent(QMouseEvent* event) {
    const QModelIndex hit = indexAt(event->pos());
    const bool button = event->button() == Qt::LeftButton && hit.isValid() && hit.column() == 0;
    QTableView::mousePressEvent(event);
    if (!button) return;
    setCurrentIndex(m_model->index(hit.row(), 1));
    playCurrent();
}

void CorpusTable::mouseDoubleClickEvent(QMouseEvent* event) {
    const QModelIndex hit = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && hit.isValid() && hit.column() > 0) Q_EMIT openRequested(hit.row());
}

void CorpusTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitColumns();
    tellShown();
}

void CorpusTable::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT choiceChanged();
}

void CorpusTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    Q_EMIT choiceChanged();
}

}  // namespace prososcope::gui
