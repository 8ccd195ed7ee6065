// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QUndoStack>
#include <QWidget>
#include <optional>

#include "app/gui/Page.h"
#include "app/gui/UndoActions.h"
#include "app/gui/UtterancePlayer.h"
#include "app/gui/corpus/CorpusSource.h"
#include "engine/corpus/Export.h"

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QSplitter;

namespace prososcope::gui {

class CorpusPanel;
class CorpusTable;
class CorpusTableModel;
class FilterBar;

/// One corpus to be looked through, a part of the Train workspace: its utterances in a table with filters, search and order,
/// played and opened from there; distributions of what is listed; its quality, licence and source; labels to be edited, which
/// Ctrl+Z takes back; exports. Everything is read by a CorpusSource; exports and the quality report are jobs of the engine.
/// GUI thread.
class CorpusPage : public QWidget, public UndoTarget {
    Q_OBJECT
public:
    explicit CorpusPage(const PageContext& context, QWidget* parent = nullptr);
    ~CorpusPage() override;

    void browse(const QString& corpus);
    [[nodiscard]] QString corpus() const { return m_source.name(); }
    /// What is heard stops, nobody looks for changes any more.
    void leave();
    [[nodiscard]] QList<QWidget*> regions();
    [[nodiscard]] bool isIdle() const { return m_source.isIdle(); }
    [[nodiscard]] QList<PageCommand> commands() const;
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);
    [[nodiscard]] CorpusTable* table() const { return m_table; }
    [[nodiscard]] FilterBar* filters() const { return m_filters; }
    [[nodiscard]] CorpusPanel* panel() const { return m_panel; }
    [[nodiscard]] QString facts() const;

    [[nodiscard]] QString undoName() const override { return m_undo.undoText(); }
    [[nodiscard]] QString redoName() const override { return m_undo.redoText(); }
    void undo() override { m_undo.undo(); }
    void redo() override { m_undo.redo(); }

    /// By a job of the engine.
    void exportTo(const QString& folder, corpus::ExportFormat format, bool copyAudio);

public Q_SLOTS:
    void checkQuality();
    void editLabels();
    /// Asks who rates and how, then opens the window for it.
    void rate();
    void showPanel(bool shown);

Q_SIGNALS:
    void left();
    void statusChanged(const QString& text);
    void message(const QString& text, bool error);
    void openRequested(const QString& page, const QJsonObject& what);
    /// Rows are listed.
    void listed(int rows);
    void exported(bool ok);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildBar();
    void registerActions();
    void applyTheme();
    void list();
    void showFacts();
    void showChoice();
    void takeFields(const CorpusHead& head);
    void takeHead(const CorpusHead& head);
    void playRow(int row);
    void openRow(int row);
    void showRowMenu(const QPoint& place);
    void askExport(corpus::ExportFormat format);
    [[nodiscard]] std::optional<std::uint32_t> currentRow() const;
    [[nodiscard]] std::filesystem::path audioOf(const store::IndexedUtterance& row) const;

    PageContext m_context;
    CorpusSource m_source;
    std::optional<CorpusHead> m_head;
    CorpusOverview m_overview;
    store::RowList m_listed;  ///< as the table shows it
    QString m_sortField;
    bool m_descending = false;
    bool m_placed = false;
    int m_panelWidth = -1;           ///< as restored or dragged
    std::optional<quint64> m_check;  ///< the running job
    UtterancePlayer m_player;
    QUndoStack m_undo;

    QLabel* m_title = nullptr;
    QLabel* m_facts = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_export = nullptr;
    QPushButton* m_details = nullptr;
    QMenu* m_exportMenu = nullptr;
    QAction* m_copyAudio = nullptr;
    FilterBar* m_filters = nullptr;
    CorpusTableModel* m_model = nullptr;
    CorpusTable* m_table = nullptr;
    CorpusPanel* m_panel = nullptr;
    QSplitter* m_across = nullptr;
};

}  // namespace prososcope::gui
