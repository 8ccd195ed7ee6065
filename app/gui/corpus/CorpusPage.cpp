// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/corpus/CorpusPage.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "app/gui/ActionRegistry.h"
#include "app/gui/PageParts.h"
#include "app/gui/corpus/CorpusPanel.h"
#include "app/gui/corpus/CorpusTable.h"
#include "app/gui/corpus/FieldText.h"
#include "app/gui/corpus/FilterBar.h"
#include "app/gui/corpus/LabelFields.h"
#include "app/gui/corpus/QualityView.h"
#include "app/gui/corpus/RatersView.h"
#include "app/gui/inspect/PanelSection.h"
#include "widgets/HistogramView.h"
#include "widgets/RatingPlane.h"
#include "widgets/SpeakerClasses.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kPanelWidth = 340;
constexpr int kNarrow = 1330;  // of the page, in a window of 1400: below it the panel starts collapsed

/// An edit that was stored already when it is pushed.
class LabelCommand : public QUndoCommand {
public:
    LabelCommand(CorpusSource& source, qint64 batch, const QString& text)
        : QUndoCommand(text), m_source(source), m_batch(batch) {}
    void undo() override { m_source.undoEdit(m_batch); }
    void redo() override {
        if (m_stored) m_source.redoEdit(m_batch);
        m_stored = true;
    }

private:
    CorpusSource& m_source;
    qint64 m_batch;
    bool m_stored = false;
};

/// "24 min", "1.5 h".
QString lengthText(double seconds) {
    if (seconds < 60.0) return CorpusPage::tr("%1 s").arg(QLocale().toString(seconds, 'f', 1));
    if (seconds < 2.0 * 3600.0) return CorpusPage::tr("%1 min").arg(QLocale().toString(seconds / 60.0, 'f', 0));
    return CorpusPage::tr("%1 h").arg(QLocale().toString(seconds / 3600.0, 'f', 1));
}

std::optional<double> finite(double value) { return std::isfinite(value) ? std::optional<double>(value) : std::nullopt; }

}  // namespace

CorpusPage::CorpusPage(const PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_source(context.workspaceFolder) {
    setAccessibleName(tr("Corpus"));
    m_filters = new FilterBar(this);
    m_model = new CorpusTableModel(&m_source, this);
    m_table = new CorpusTable(m_model, this);
    m_panel = new CorpusPanel(this);
    QWidget* left = dataArea(this);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filters);
    column->addWidget(m_table, 1);
    m_across = new QSplitter(Qt::Horizontal, this);
    m_across->addWidget(left);
    m_across->addWidget(m_panel);
    m_across->setStretchFactor(0, 1);
    m_across->setStretchFactor(1, 0);
    m_across->setCollapsible(0, false);
    m_across->setHandleWidth(5);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildBar());
    layout->addWidget(m_across, 1);

    connect(&m_source, &CorpusSource::listed, this, [this](qint64 place) {
        // After an edit the same rows mostly stand where they stood: what is chosen stays chosen.
        const auto chosen = m_table->chosen();
        const bool same = m_listed.size() == m_source.list().size() && place == m_table->currentIndex().row() &&
                          std::all_of(chosen.begin(), chosen.end(), [this](const auto& range) {
                              for (std::size_t row = range.first; row <= range.second; ++row)
                                  if (row >= m_listed.size() || m_listed[row] != m_source.list()[row]) return false;
                              return true;
                          });
        m_listed = m_source.list();
        m_model->takeList();
        if (!same) {
            m_table->clearSelection();
            m_table->goTo(place >= 0 ? static_cast<int>(place) : 0);
        }
        showFacts();
        showChoice();
        Q_EMIT listed(m_model->rowCount());
    });
    connect(&m_source, &CorpusSource::fieldsKnown, this, &CorpusPage::takeFields);
    connect(&m_source, &CorpusSource::headChanged, this, &CorpusPage::takeHead);
    connect(&m_source, &CorpusSource::overviewChanged, this, [this](const CorpusOverview& overview) {
        m_overview = overview;
        m_panel->setOverview(overview);
        showFacts();
    });
    connect(&m_source, &CorpusSource::labelsChanged, this, &CorpusPage::list);
    connect(&m_source, &CorpusSource::failed, this, [this](const QString& sentence) { Q_EMIT message(sentence, true); });
    connect(&m_source, &CorpusSource::edited, this,
            [this](qint64 batch, const QString& field, const QString& value, int count) {
                const QString title = fieldWord(field.toStdString());
                const QString shown = valueText(field.toStdString(), value.toStdString());
                m_undo.push(new LabelCommand(m_source, batch,
                                             count == 1 ? tr("%1 to %2", "a label and its new value").arg(title, shown)
                                                        : tr("%1 of %2 utterances to %3").arg(title).arg(count).arg(shown)));
            });
    connect(&m_source, &CorpusSource::editFailed, this, [this](const QString& sentence) {
        Q_EMIT message(sentence, true);
        showChoice();
    });
    connect(&m_source, &CorpusSource::adopted, this, [this](qint64 batch) {
        if (batch > 0)
            m_undo.push(new LabelCommand(m_source, batch, tr("labels of the raters")));
        else
            Q_EMIT message(tr("Every label is as the raters said already."), false);
    });
    connect(&m_source, &CorpusSource::historyBroken, &m_undo, &QUndoStack::clear);
    connect(&m_source, &CorpusSource::gone, this, [this](const QString& sentence) {
        m_undo.clear();
        m_player.stop();
        Q_EMIT message(sentence, true);
        Q_EMIT this->left();  // a widget has that name here
    });
    connect(m_model, &CorpusTableModel::sortRequested, this, [this](const QString& field, bool descending) {
        m_sortField = field;
        m_descending = descending;
        list();
    });
    connect(m_filters, &FilterBar::changed, this, &CorpusPage::list);
    connect(m_table, &CorpusTable::choiceChanged, this, &CorpusPage::showChoice);
    connect(m_table, &CorpusTable::playRequested, this, &CorpusPage::playRow);
    connect(m_table, &CorpusTable::stopRequested, &m_player, &UtterancePlayer::stop);
    connect(m_table, &CorpusTable::openRequested, this, &CorpusPage::openRow);
    connect(m_table, &CorpusTable::left, this, &CorpusPage::left);
    connect(&m_player, &UtterancePlayer::stopped, this, [this] { m_model->setPlaying(-1); });
    connect(&m_player, &UtterancePlayer::problem, this, [this](const QString& sentence) { Q_EMIT message(sentence, true); });
    connect(m_panel->labels(), &LabelFields::changeRequested, this, [this](const QString& field, const QString& value) {
        m_source.edit(m_table->chosen(), field.toStdString(), value.toStdString());
    });
    connect(m_panel->labels(), &LabelFields::finished, m_table, [this] { m_table->setFocus(Qt::OtherFocusReason); });
    connect(m_panel->quality(), &QualityView::checkRequested, this, &CorpusPage::checkQuality);
    connect(m_panel->raters(), &RatersView::rateRequested, this, &CorpusPage::rate);
    connect(m_panel->raters(), &RatersView::adoptRequested, &m_source, &CorpusSource::adoptRatings);
    connect(m_panel->quality(), &QualityView::rangeRequested, this, [this](const QString& field, double low, double high) {
        m_table->showColumn(field, true);
        m_filters->setRange(field, {finite(low), finite(high)});
    });
    connect(m_panel->speakers(), &widgets::SpeakerClasses::speakerActivated, this,
            [this](const QString& speaker) { m_filters->setValues(QStringLiteral("speaker"), {speaker}); });
    connect(m_panel->durations(), &widgets::HistogramView::rangeActivated, this, [this](double low, double high) {
        m_filters->setRange(QStringLiteral("seconds"), {low, finite(high)});
    });
    connect(m_panel->ratings(), &widgets::RatingPlane::cellActivated, this,
            [this](double xLow, double xHigh, double yLow, double yHigh) {
                m_filters->setRange(QStringLiteral("valence"), {xLow, xHigh});
                m_filters->setRange(QStringLiteral("arousal"), {yLow, yHigh});
            });
    connect(&m_undo, &QUndoStack::indexChanged, this, [this] {
        if (m_context.actions != nullptr) UndoActions::of(*m_context.actions).refresh();
    });
    connect(m_across, &QSplitter::splitterMoved, this, [this] {
        m_panelWidth = m_across->sizes().value(1);
        m_details->setChecked(m_panelWidth > 0);
    });
    connect(&Theme::instance(), &Theme::changed, this, &CorpusPage::applyTheme);
    registerActions();
    applyTheme();
}

CorpusPage::~CorpusPage() = default;

QWidget* CorpusPage::buildBar() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(12);
    m_back = new QPushButton(tr("Back"), bar);
    m_back->setObjectName(QStringLiteral("leaveCorpus"));
    m_back->setAutoDefault(false);
    widgets::setCompact(m_back);
    m_title = new QLabel(bar);
    m_facts = new QLabel(bar);
    m_facts->setObjectName(QStringLiteral("corpusFacts"));
    for (QLabel* label : {m_title, m_facts}) label->setTextFormat(Qt::PlainText);
    paintText(m_facts, Ink::Muted);
    row->addWidget(m_back);
    row->addWidget(m_title);
    row->addWidget(m_facts);
    row->addStretch(1);
    m_export = new QPushButton(tr("Export"), bar);
    m_export->setObjectName(QStringLiteral("exportCorpus"));
    m_export->setAutoDefault(false);
    m_export->setToolTip(tr("Writes the corpus, with its edited labels, for other programs."));
    widgets::setCompact(m_export);
    m_exportMenu = new QMenu(m_export);
    m_details = new QPushButton(tr("Details"), bar);
    m_details->setObjectName(QStringLiteral("corpusDetails"));
    m_details->setAutoDefault(false);
    m_details->setCheckable(true);
    m_details->setToolTip(tr("Shows or hides the panel at the right (F4)."));
    widgets::setCompact(m_details);
    row->addWidget(m_export);
    row->addWidget(m_details);
    connect(m_details, &QPushButton::clicked, this, &CorpusPage::showPanel);
    connect(m_export, &QPushButton::clicked, this,
            [this] { m_exportMenu->popup(m_export->mapToGlobal(QPoint(0, m_export->height() + 2))); });
    connect(m_back, &QPushButton::clicked, this, &CorpusPage::left);
    return bar;
}

void CorpusPage::applyTheme() {
    const Theme& theme = Theme::instance();
    m_back->setIcon(theme.icon(QStringLiteral("chevron-left")));
    m_title->setFont(theme.font(Theme::Size::Large, true));
    m_facts->setFont(theme.font(Theme::Size::Normal));
}

void CorpusPage::browse(const QString& corpus) {
    m_source.watch(true);
    if (corpus == m_source.name()) return;
    m_player.stop();
    m_undo.clear();
    m_head.reset();
    m_overview = {};
    m_title->setText(corpus);
    m_facts->clear();
    m_source.open(corpus);
}

void CorpusPage::leave() {
    m_player.stop();
    Q_EMIT statusChanged(QString());
    m_source.watch(false);
}

QList<QWidget*> CorpusPage::regions() { return {m_filters, m_table, m_panel}; }

void CorpusPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!m_source.name().isEmpty()) m_source.watch(true);
    if (m_placed) return;
    m_placed = true;
    const int wanted = m_panelWidth >= 0 ? m_panelWidth : width() < kNarrow ? 0 : kPanelWidth;
    giveExtent(*m_across, 1, wanted, width());
    m_details->setChecked(wanted > 0);
    // One key for the panel at the right, whatever page shows it.
    QAction* key = m_context.actions != nullptr ? m_context.actions->action(QStringLiteral("inspect.panel")) : nullptr;
    if (key != nullptr)
        connect(key, &QAction::triggered, this, [this] {
            if (isVisible()) showPanel(m_across->sizes().value(1) == 0);
        });
}

void CorpusPage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_source.watch(false);
}

std::optional<std::uint32_t> CorpusPage::currentRow() const {
    const auto* row = m_table->currentIndex().isValid() ? m_model->row(m_table->currentIndex().row()) : nullptr;
    return row != nullptr ? std::optional(row->row) : std::nullopt;
}

void CorpusPage::list() {
    store::CorpusQuery query = m_filters->query();
    query.sortField = m_sortField.toStdString();
    query.descending = m_descending;
    m_source.select(query, currentRow());
    showFacts();
}

void CorpusPage::takeFields(const CorpusHead& head) {
    m_head = head;
    m_title->setText(QString::fromStdString(head.corpus.title.empty() ? head.corpus.name : head.corpus.title));
    m_title->setToolTip(m_title->text());
    const QModelIndex current = m_table->currentIndex();
    m_model->setFields(head.fields);
    if (!m_table->currentIndex().isValid()) m_table->goTo(std::max(0, current.row()));
    const int sorted = m_model->columnOf(m_sortField.toStdString());
    const QSignalBlocker quiet(m_table->horizontalHeader());
    m_table->horizontalHeader()->setSortIndicator(sorted > 0 ? sorted : -1,
                                                  m_descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void CorpusPage::takeHead(const CorpusHead& head) {
    takeFields(head);
    m_filters->setHead(head);
    m_panel->setHead(head);
    showFacts();
    showChoice();
}

void CorpusPage::showFacts() {
    const auto number = [](std::size_t count) { return QLocale().toString(static_cast<qulonglong>(count)); };
    QStringList parts;
    if (m_head && m_source.list().size() < m_head->utterances)
        parts << tr("%1 of %2 utterances").arg(number(m_source.list().size()), number(m_head->utterances));
    else
        parts << tr("%1 utterances").arg(number(m_source.list().size()));
    if (m_overview.utterances == m_source.list().size() && m_overview.utterances > 0) {
        const std::size_t speakers = m_overview.bySpeaker.rows.size();
        parts << (speakers == 1 ? tr("1 speaker") : tr("%1 speakers").arg(number(speakers)));
        if (m_overview.seconds.sum > 0.0) parts << lengthText(m_overview.seconds.sum);
    }
    if (m_source.isSelecting()) parts << tr("searching");
    m_facts->setText(parts.join(QStringLiteral(", ")));
}

QString CorpusPage::facts() const { return m_facts->text(); }

void CorpusPage::showChoice() {
    const QModelIndex current = m_table->currentIndex();
    const auto* row = current.isValid() ? m_model->row(current.row()) : nullptr;
    const std::size_t count = m_table->chosenCount();
    m_panel->labels()->setUtterance(row, count);
    if (row != nullptr)
        Q_EMIT statusChanged(count > 1 ? tr("%1 utterances chosen").arg(QLocale().toString(static_cast<qulonglong>(count)))
                                       : QString::fromStdString(row->utterance.id));
}

std::filesystem::path CorpusPage::audioOf(const store::IndexedUtterance& row) const {
    return m_head ? m_head->corpus.folder / row.utterance.path : row.utterance.path;
}

void CorpusPage::playRow(int row) {
    const auto* utterance = m_model->row(row);
    if (utterance == nullptr) return;
    m_player.play(audioOf(*utterance), utterance->utterance.startSeconds, utterance->utterance.endSeconds);
    m_model->setPlaying(row);
}

void CorpusPage::openRow(int row) {
    const auto* utterance = m_model->row(row);
    if (utterance == nullptr) return;
    m_player.stop();
    Q_EMIT openRequested(QStringLiteral("inspect"),
                         {{QStringLiteral("path"), QString::fromStdString(audioOf(*utterance).string())},
                          {QStringLiteral("start"), utterance->utterance.startSeconds},
                          {QStringLiteral("end"), utterance->utterance.endSeconds}});
}

void CorpusPage::showPanel(bool shown) {
    m_panelWidth = shown ? kPanelWidth : 0;
    giveExtent(*m_across, 1, m_panelWidth, width());
    m_details->setChecked(shown);
}

void CorpusPage::editLabels() {
    if (m_across->sizes().value(1) == 0) showPanel(true);
    m_panel->section(QStringLiteral("utterance"))->setOpen(true);
    m_panel->labels()->startEditing();
}

QJsonObject CorpusPage::saveState() const {
    return {{QStringLiteral("corpus"), m_source.name()},
            {QStringLiteral("sort"), m_sortField},
            {QStringLiteral("descending"), m_descending},
            {QStringLiteral("filters"), m_filters->saveState()},
            {QStringLiteral("table"), m_table->saveState()},
            {QStringLiteral("panel"), m_panel->saveState()},
            {QStringLiteral("panelWidth"), m_placed ? m_across->sizes().value(1) : m_panelWidth}};
}

void CorpusPage::restoreState(const QJsonObject& state) {
    m_sortField = state.value(QStringLiteral("sort")).toString();
    m_descending = state.value(QStringLiteral("descending")).toBool();
    m_filters->restoreState(state.value(QStringLiteral("filters")).toObject());
    m_table->restoreState(state.value(QStringLiteral("table")).toObject());
    m_panel->restoreState(state.value(QStringLiteral("panel")).toObject());
    m_panelWidth = state.value(QStringLiteral("panelWidth")).toInt(-1);
}

}  // namespace prososcope::gui
