// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QHash>
#include <QMap>
#include <QTimer>

#include "app/gui/Loader.h"
#include "app/gui/train/ImportLook.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace prososcope::gui {

class ImportColumns;
class PathRow;
class TextTable;

/// Asks what is to be imported: a folder or a table, how it is laid out (automatic or one of corpus::allLayouts), the name in
/// the workspace, and what the layout may be told. For a table the guessed columns are shown to be corrected. Below stands
/// what would be read and its first rows, looked at on a loader thread a moment after each change. Imports nothing itself;
/// does not block the window. GUI thread.
class ImportDialog : public QDialog {
    Q_OBJECT
public:
    explicit ImportDialog(const QString& workspaceFolder, QWidget* parent = nullptr);

    /// A folder or a table.
    void setPath(const QString& path);
    /// Chooses a layout and fills in what it is told, by the names of its settings.
    void setLayout(const QString& layout, const QMap<QString, QString>& settings);
    [[nodiscard]] QString path() const;
    /// As given by the person; what was looked at last may complete them.
    [[nodiscard]] corpus::ImportOptions options() const;
    [[nodiscard]] bool isLooking() const { return m_looking; }
    [[nodiscard]] const ImportLook& look() const { return m_look; }
    [[nodiscard]] QComboBox* layouts() const { return m_layouts; }
    [[nodiscard]] QPushButton* importButton() const { return m_import; }
    [[nodiscard]] ImportColumns* columns() const { return m_columns; }
    [[nodiscard]] TextTable* rows() const { return m_rows; }
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QString problem() const;
    /// The field (QLineEdit or QComboBox) of a setting of the layout, null where it has none of that name.
    [[nodiscard]] QWidget* setting(const QString& key) const { return m_settings.value(key); }

Q_SIGNALS:
    void importRequested(const QString& folder, const prososcope::corpus::ImportOptions& options);
    /// What would be read is shown.
    void looked();

private:
    void buildForm();
    void showSettings(const QString& layout);
    void noteChange();
    void lookNow();
    void showLook(ImportLook look);
    void showProblem(const QString& sentence);
    void tryImport();

    QString m_workspace;
    QFormLayout* m_form;
    PathRow* m_path;
    QComboBox* m_layouts;
    QLineEdit* m_name;
    ImportColumns* m_columns;
    QLabel* m_summary;
    TextTable* m_rows;
    QLabel* m_remarks;
    QLabel* m_problem;
    QPushButton* m_import = nullptr;
    QHash<QString, QWidget*> m_settings;
    QString m_settingsOf;  ///< the layout whose settings are shown
    int m_fixedRows = 0;   ///< of the form; those of the settings follow
    QString m_columnsOf;   ///< path and table whose columns were corrected
    bool m_looking = false;
    ImportLook m_look;
    QTimer m_typing;
    QTimer m_slow;
    Loader m_loader;
};

}  // namespace prososcope::gui
