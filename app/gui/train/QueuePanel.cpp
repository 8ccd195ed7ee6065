// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/QueuePanel.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "app/gui/ActionRegistry.h"
#include "app/gui/PageParts.h"
#include "app/gui/QuietTable.h"
#include "app/gui/train/TrainQueue.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kRowHeight = 26;
constexpr int kMostRows = 4;  // before it scrolls
constexpr std::array<int, QueueModel::ColumnCount> kShares{26, 50, 10, 14};

QToolButton* button(const char* name, const QString& words, const QString& tip, QWidget* parent) {
    auto* made = new QToolButton(parent);
    made->setObjectName(QLatin1String(name));
    made->setAccessibleName(words);
    made->setToolTip(tip);
    made->setAutoRaise(true);
    made->setFocusPolicy(Qt::TabFocus);
    widgets::setCompact(made);
    return made;
}

}  // namespace

QueueModel::QueueModel(const TrainQueue& queue, QObject* parent) : QAbstractTableModel(parent), m_queue(queue) {}

void QueueModel::update() {
    beginResetModel();
    m_runs = m_queue.waiting();
    endResetModel();
}

qint64 QueueModel::run(int row) const { return row < 0 || row >= rowCount() ? 0 : m_runs[static_cast<std::size_t>(row)].id; }

int QueueModel::row(qint64 run) const {
    for (std::size_t i = 0; i < m_runs.size(); ++i)
        if (m_runs[i].id == run) return static_cast<int>(i);
    return -1;
}

int QueueModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_runs.size()); }
int QueueModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant QueueModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const auto& run = m_runs[static_cast<std::size_t>(index.row())];
    const Theme& theme = Theme::instance();
    if (role == Qt::FontRole) return theme.font(Theme::Size::Normal);
    if (role == Qt::ForegroundRole) return theme.color(index.column() == State ? Ink::Muted : Ink::Text);
    if (role == Qt::TextAlignmentRole && index.column() == Seed) return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == Experiment)
        return run.title.empty() ? QVariant() : QString::fromStdString(run.title);
    if (role == Qt::ToolTipRole && index.column() == Setting) return QString::fromStdString(run.point);
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Experiment:
            return QString::fromStdString(run.name);
        case Setting:
            return run.point.empty() ? QString::fromStdString(run.system) : QString::fromStdString(run.point);
        case Seed:
            return QString::number(run.seed);
        case State:
            return m_queue.isHeld(run.id) ? tr("held") : tr("waits");
        default:
            return {};
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    const std::array<QString, ColumnCount> names{tr("Experiment"), tr("Setting"), tr("Seed"), tr("State")};
    return section >= 0 && section < ColumnCount ? names[static_cast<std::size_t>(section)] : QVariant();
}

QueuePanel::QueuePanel(TrainQueue& queue, ActionRegistry* actions, QWidget* parent)
    : QWidget(parent), m_queue(queue), m_model(new QueueModel(queue, this)) {
    m_heading = headingLabel(tr("Waiting"), this);
    m_held = new QLabel(this);
    m_held->setObjectName(QStringLiteral("held"));
    paintText(m_held, Ink::Muted);
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("queue"));
    m_table->setAccessibleName(tr("Trainings that wait"));
    m_table->setModel(m_model);
    makeQuiet(*m_table);
    m_up = button("queueUp", tr("Earlier"), tr("Moves the run up in the queue (Alt+Up)."), this);
    m_down = button("queueDown", tr("Later"), tr("Moves the run down in the queue (Alt+Down)."), this);
    m_remove = button("queueRemove", tr("Remove"), tr("Takes the run out of the queue (Del); undo brings it back."), this);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_heading);
    head->addWidget(m_held, 1);
    for (auto* each : {m_up, m_down, m_remove}) head->addWidget(each);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_table);
    connect(m_up, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { move(1); });
    connect(m_remove, &QToolButton::clicked, this, &QueuePanel::removeChosen);
    connect(&queue, &TrainQueue::changed, this, &QueuePanel::update);
    connect(&Theme::instance(), &Theme::changed, this, &QueuePanel::applyTheme);
    if (actions != nullptr) registerActions(*actions);
    m_table->viewport()->installEventFilter(this);
    applyTheme();
    update();
}

void QueuePanel::registerActions(ActionRegistry& actions) {
    const auto add = [&](const char* id, const QString& text, const QString& description, const QKeySequence& key,
                         std::function<void()> run) {
        ActionSpec spec;
        spec.id = QLatin1String(id);
        spec.text = text;
        spec.description = description;
        spec.keys = {key};
        spec.scope = KeyScope::Table;
        actions.add(spec, [this, run = std::move(run)] {
            if (m_table->hasFocus()) run();
        });
    };
    add("queue.up", tr("Move run up"), tr("The waiting run begins before the one above it."),
        QKeySequence(Qt::ALT | Qt::Key_Up), [this] { move(-1); });
    add("queue.down", tr("Move run down"), tr("The waiting run begins after the one below it."),
        QKeySequence(Qt::ALT | Qt::Key_Down), [this] { move(1); });
    addRemoveAction(actions);
    actions.attach(m_table, KeyScope::Table);
}

/// The current row stays on its run, else at its place.
void QueuePanel::update() {
    const auto current = m_model->run(m_table->currentIndex().row());
    const int place = m_table->currentIndex().row();
    m_model->update();
    int row = m_model->row(current);
    if (row < 0) row = std::min(std::max(place, 0), m_model->rowCount() - 1);
    if (row >= 0) m_table->setCurrentIndex(m_model->index(row, 0));
    bool held = false;
    for (int i = 0; i < m_model->rowCount(); ++i) held = held || m_queue.isHeld(m_model->run(i));
    m_held->setText(m_queue.isPaused() ? tr("paused") : (held ? tr("held until Continue is pressed") : QString()));
    const int rows = std::clamp(m_model->rowCount(), 1, kMostRows);
    m_table->setFixedHeight(m_table->horizontalHeader()->height() + rows * m_table->verticalHeader()->defaultSectionSize() + 2);
    setVisible(m_model->rowCount() > 0);
    for (auto* each : {m_up, m_down, m_remove}) each->setEnabled(m_model->rowCount() > 0);
}

void QueuePanel::move(int places) {
    if (const auto run = m_model->run(m_table->currentIndex().row()); run != 0) m_queue.moveBy(run, places);
}

void QueuePanel::removeChosen() {
    if (const auto run = m_model->run(m_table->currentIndex().row()); run != 0) m_queue.remove(run);
}

/// The columns share the width that the table itself has got.
bool QueuePanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) shareWidth(*m_table, kShares);
    return QWidget::eventFilter(watched, event);
}

void QueuePanel::applyTheme() {
    const Theme& theme = Theme::instance();
    m_table->verticalHeader()->setDefaultSectionSize(static_cast<int>(kRowHeight * theme.scale()));
    m_table->horizontalHeader()->setFixedHeight(m_table->verticalHeader()->defaultSectionSize());
    m_up->setIcon(theme.icon(QStringLiteral("chevron-up")));
    m_down->setIcon(theme.icon(QStringLiteral("chevron-down")));
    m_remove->setIcon(theme.icon(QStringLiteral("close")));
    m_table->viewport()->update();
}

}  // namespace prososcope::gui
