// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QPointer>
#include <vector>

#include "app/gui/Loader.h"
#include "app/gui/Page.h"
#include "app/gui/models/ModelData.h"
#include "app/gui/models/ModelWork.h"
#include "engine/store/ModelFiles.h"

class QLabel;
class QPushButton;

namespace prososcope::gui {

class ModelFacts;
class ModelImportDialog;
class ProgressRow;
class TextTable;

/// The models of the workspace and those that came with the program, in a window of its own that blocks nothing: what each is
/// and gives, import (also by a drop), removal with undo until the program ends, a self-test on the example recording,
/// and export in the Hugging Face layout. GUI thread; reading and running are on others.
class ModelsDialog : public QDialog {
    Q_OBJECT
public:
    /// hub: the address that is proposed for downloads.
    ModelsDialog(const PageContext& context, const QString& hub, QWidget* parent);
    ~ModelsDialog() override;

    /// Reads the models anew.
    void reload();
    /// Asks what to import, beginning with this folder, file or "owner/name"; empty: with nothing.
    void askImport(const QString& source = {});
    /// Writes the chosen model in the Hugging Face layout into a folder of its name below this one.
    void exportInto(const QString& folder);
    /// What the window shows as command lines.
    [[nodiscard]] QList<PageCommand> commands() const;
    /// Nothing is read or tested.
    [[nodiscard]] bool isIdle() const;
    [[nodiscard]] TextTable* table() const { return m_table; }
    [[nodiscard]] ModelFacts* facts() const { return m_facts; }
    [[nodiscard]] QString news() const;
    [[nodiscard]] ModelImportDialog* importDialog() const;  ///< null where none is open
    /// The name of the model that is chosen; empty where none is.
    [[nodiscard]] QString current() const;
    void choose(const QString& name);

Q_SIGNALS:
    /// A model came or went: whoever lists models should list them again.
    void modelsChanged();
    void hubChanged(const QString& hub);

protected:
    void showEvent(QShowEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build();
    void connectParts();
    void showRows(std::vector<ModelRow> rows);
    void follow();
    void removeCurrent();
    void undoRemoval();
    void startTest();
    void askExport();
    void startWork(const QString& doing, const ModelWork::Work& work, const ModelWork::Told& told);
    void openFolder();
    void showCommands();
    void say(const QString& sentence, bool error);
    [[nodiscard]] const ModelRow* currentRow() const;
    [[nodiscard]] std::filesystem::path modelsFolder() const;

    PageContext m_context;
    QString m_hub;
    TextTable* m_table = nullptr;
    ModelFacts* m_facts = nullptr;
    ProgressRow* m_progress = nullptr;
    QLabel* m_news = nullptr;
    QPushButton* m_importButton = nullptr;
    QPushButton* m_test = nullptr;
    QPushButton* m_export = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_undo = nullptr;
    ModelWork* m_work = nullptr;
    QPointer<ModelImportDialog> m_import;
    std::vector<ModelRow> m_rows;
    QString m_wanted;  ///< is chosen as soon as it is listed
    QString m_doing;   ///< what runs, as the line of progress says it
    store::RemovedModels m_removed;
    Loader m_loader;
};

}  // namespace prososcope::gui
