// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QTimer>
#include <optional>

#include "app/gui/Loader.h"
#include "app/gui/models/HubDownload.h"
#include "engine/checkpoints/ModelImport.h"
#include "engine/store/ModelCard.h"

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace prososcope::gui {

class ModelFacts;
class PathRow;
class ProgressRow;

/// Asks for a model to import: a folder in the Hugging Face layout, a file of weights, or a repository of a hub, which is
/// fetched first. Shows what it is before anything is written; imports with progress and Cancel, both on threads of their own.
/// Nothing is asked of the network before the button is pressed. GUI thread.
class ModelImportDialog : public QDialog {
    Q_OBJECT
public:
    ModelImportDialog(const QString& workspaceFolder, const QString& hub, QWidget* parent);

    /// A folder, a file or "owner/name".
    void setSource(const QString& source);
    [[nodiscard]] QString source() const;
    [[nodiscard]] QString hub() const;
    /// Something is being looked at, fetched or imported.
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] QString problem() const;
    [[nodiscard]] ModelFacts* facts() const { return m_facts; }
    [[nodiscard]] QPushButton* goButton() const { return m_go; }
    [[nodiscard]] HubDownload& download() { return m_download; }

Q_SIGNALS:
    /// The model is in the workspace.
    void imported(const QString& name);
    /// A person has written another address.
    void hubChanged(const QString& hub);
    /// What the source is, is shown.
    void looked();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    struct Look {
        std::optional<checkpoints::ImportPreview> preview;
        QString problem;
    };
    void buildForm();
    void connectDownload();
    void noteChange();
    void lookNow();
    void showLook(Look look);
    void showProblem(const QString& sentence);
    void go();
    void fetch();
    void importNow();
    void setBusy(bool busy);
    /// A repository that has not been fetched.
    [[nodiscard]] bool isRemote() const;
    /// Where a fetched repository lies, else the source itself.
    [[nodiscard]] QString localSource() const;
    [[nodiscard]] QString fetchFolder(const QString& id) const;

    QString m_workspace;
    QFormLayout* m_form;
    PathRow* m_source;
    QLineEdit* m_hub;
    QLineEdit* m_name;
    QLabel* m_summary;
    ModelFacts* m_facts;
    QLabel* m_remarks;
    QLabel* m_problem;
    ProgressRow* m_progress;
    QPushButton* m_go = nullptr;
    QList<QWidget*> m_fields;  ///< what rests while something runs
    Look m_look;
    QString m_fetchedId;  ///< the repository that lies in fetchFolder
    bool m_looking = false;
    bool m_importing = false;
    QTimer m_typing;
    HubDownload m_download;
    Loader m_loader;
};

}  // namespace prososcope::gui
