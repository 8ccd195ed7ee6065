// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <filesystem>
#include <vector>

#include "app/gui/Loader.h"
#include "app/gui/Page.h"
#include "engine/report/Reproduction.h"

class QLabel;
class QListWidget;
class QPushButton;
class QTableView;

namespace prososcope::gui {

class RegressionJob;
class ReproductionModel;

/// The tables of published papers at the left, by paper; the chosen one at the right: published figures beside ours, and what
/// is missing where there is none. Behind them the workspace's own regressions. Experiments of networks are handed to Train;
/// regressions are run from here, as a job. Read by a Loader. GUI thread.
class ReproductionView : public QWidget {
    Q_OBJECT
public:
    explicit ReproductionView(const PageContext& context, QWidget* parent = nullptr);

    /// Where tables and experiments lie; core::resourceFolder() unless told otherwise before the first reading.
    void setResources(const std::filesystem::path& folder) { m_resources = folder; }
    void reload();
    void choose(const QString& table);
    [[nodiscard]] QString chosen() const;  ///< name of the table shown
    [[nodiscard]] QListWidget* list() const { return m_list; }
    [[nodiscard]] QTableView* table() const { return m_table; }
    [[nodiscard]] RegressionJob* job() const { return m_job; }
    /// The experiment file of the chosen figure, where it is one of a regression; empty elsewhere.
    [[nodiscard]] std::filesystem::path regressionFile() const;
    void copyAsCsv();
    void copyAsLatex();

Q_SIGNALS:
    void tablesShown(int count);
    /// An experiment to be trained, and the corpus that it needs.
    void experimentRequested(const QString& name, const QString& corpus);
    void runRequested(qint64 run);
    void backRequested();
    void statusChanged(const QString& text);
    void message(const QString& text, bool error);

private:
    QWidget* buildRight();
    void fillList();
    void showTable(int row);
    void showCell();
    void runCell();
    void applyTheme();

    PageContext m_context;
    std::filesystem::path m_resources;
    std::vector<report::ReproducedTable> m_tables;
    QString m_wanted;
    ReproductionModel* m_model;
    RegressionJob* m_job;
    QListWidget* m_list;
    QTableView* m_table;
    QLabel* m_title;
    QLabel* m_citation;
    QLabel* m_detail;  ///< all of the chosen figure
    QLabel* m_note;
    QPushButton* m_train;
    QPushButton* m_open;
    Loader m_loader;  // last: its destructor waits before anything above goes
};

}  // namespace prososcope::gui
