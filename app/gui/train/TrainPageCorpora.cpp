// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TrainPage that brings corpora into the workspace: folders, archives, EmoDB.
#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/train/ImportDialog.h"
#include "app/gui/train/TrainPage.h"
#include "engine/corpus/EmoDbRelease.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {

namespace fs = std::filesystem;
constexpr double kShareOfInstalling = 0.6;
constexpr double kShareOfReading = 0.9;  // of an import, before it is stored

bool isArchive(const QString& path) {
    static const QStringList kEndings{QStringLiteral(".zip"),    QStringLiteral(".tar"),    QStringLiteral(".tgz"),
                                      QStringLiteral(".tar.gz"), QStringLiteral(".txz"),    QStringLiteral(".tar.bz2"),
                                      QStringLiteral(".tar.xz"), QStringLiteral(".tar.zst")};
    return std::any_of(kEndings.begin(), kEndings.end(),
                       [&path](const QString& ending) { return path.endsWith(ending, Qt::CaseInsensitive); });
}

/// Imports and stores; gives the name of the corpus and, after a newline, what the import has to remark.
core::Result<std::string> importInto(const fs::path& workspaceFolder, const fs::path& folder,
                                     const corpus::ImportOptions& options, core::Progress& progress) {
    core::Progress reading = progress.part(0.0, kShareOfReading);
    auto imported = corpus::importCorpus(folder, options, reading);
    if (!imported) return core::fail(imported.error());
    if (progress.stopRequested()) return core::cancelled();
    auto workspace = store::Workspace::open(workspaceFolder);
    if (!workspace) return core::fail(workspace.error());
    core::Progress storing = progress.part(kShareOfReading, 1.0);
    if (const auto saved = workspace->saveCorpus(*imported, storing); !saved) return core::fail(saved.error());
    return imported->name;
}

}  // namespace

bool TrainPage::openPaths(const QStringList& paths) {
    bool taken = false;
    for (const QString& path : paths) {
        if (QFileInfo(path).isDir())
            importFolder(path);
        else if (isArchive(path))
            installEmoDb(path);
        else
            continue;
        taken = true;
    }
    return taken;
}

void TrainPage::runImport(const QString& title, std::function<core::Result<std::string>(core::Progress&)> work,
                          const QString& fineTune) {
    if (m_context.engine == nullptr) return;
    m_context.engine->enqueue(
        title, this,
        [work = std::move(work)](core::Progress& progress) -> core::Result<std::any> {
            auto name = work(progress);
            if (!name) return core::fail(name.error());
            return std::any(std::move(*name));
        },
        [this, fineTune](core::Result<std::any> result) {
            if (result) {
                m_wantedCorpus = QString::fromStdString(std::any_cast<std::string>(*result));
                Q_EMIT message(tr("The corpus %1 is ready.").arg(m_wantedCorpus), false);
            } else if (result.error().kind != core::ErrorKind::Cancelled) {
                m_oneFoldNext = false;
                Q_EMIT message(translated(result.error().text), true);
            }
            if (result && !fineTune.isEmpty())
                makeFineTuning(m_wantedCorpus, fineTune);
            else
                reload();
            Q_EMIT importEnded(result.has_value());
        });
}

void TrainPage::makeFineTuning(const QString& corpus, const QString& model) {
    m_loader.write<std::string>([folder = workspace(), corpus = corpus.toStdString(),
                                 model = model.toStdString()] { return writeFineTuning(folder, corpus, model); },
                                [this](core::Result<std::string> written) {
                                    if (written)
                                        m_askedExperiment = QString::fromStdString(*written);
                                    else
                                        Q_EMIT message(translated(written.error().text), true);
                                    reload();
                                });
}

void TrainPage::importFolder(const QString& folder, const corpus::ImportOptions& options, const QString& fineTune) {
    runImport(
        tr("Import %1").arg(QFileInfo(folder).fileName()),
        [workspaceFolder = workspace(), path = fs::path(folder.toStdString()), options](core::Progress& progress) {
            return importInto(workspaceFolder, path, options, progress);
        },
        fineTune);
}

void TrainPage::installEmoDb(const QString& archiveOrFolder) {
    m_oneFoldNext = true;
    const bool downloaded = archiveOrFolder == m_emoDbGoal.path;
    runImport(tr("Import EmoDB"),
              [workspaceFolder = workspace(), source = fs::path(archiveOrFolder.toStdString()),
               downloaded](core::Progress& progress) -> core::Result<std::string> {
                  core::Progress first = progress.part(0.0, kShareOfInstalling);
                  const auto installed = corpus::installEmoDb(source, workspaceFolder / "corpora" / "emodb", first);
                  if (!installed) return core::fail(installed.error());
                  corpus::ImportOptions options;
                  options.layout = "emodb";
                  options.name = "emodb";
                  core::Progress second = progress.part(kShareOfInstalling, 1.0);
                  auto name = importInto(workspaceFolder, installed->folder, options, second);
                  std::error_code ignored;
                  if (name && downloaded) fs::remove(source, ignored);  // the archive has been unpacked
                  return name;
              });
}

void TrainPage::startDownload() {
    if (m_downloader->isRunning()) return;
    m_getEmoDb->setEnabled(false);
    showDownload(tr("Getting EmoDB"), 0, m_emoDbGoal.bytes);
    m_downloader->start(m_emoDbGoal);
}

void TrainPage::showDownload(const QString& text, qint64 received, qint64 total) {
    m_downloadText->setText(text);
    m_downloadProgress->setValue(total > 0 ? static_cast<int>(1000 * received / total) : 0);
    m_downloadBar->show();
}

void TrainPage::endDownload() {
    m_getEmoDb->setEnabled(true);
    m_downloadBar->hide();
}

void TrainPage::askFolder() { askImport({}, QStringLiteral("auto"), {}); }

void TrainPage::askImport(const QString& folder, const QString& layout, const QMap<QString, QString>& settings,
                          const QString& fineTune) {
    auto* dialog = new ImportDialog(m_context.workspaceFolder, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!fineTune.isEmpty()) {
        dialog->setWindowTitle(tr("Import to fine-tune %1").arg(fineTune));
        dialog->importButton()->setText(tr("Import and choose the training"));
    }
    connect(
        dialog, &ImportDialog::importRequested, this,
        [this, fineTune](const QString& path, const corpus::ImportOptions& options) { importFolder(path, options, fineTune); });
    if (!folder.isEmpty()) dialog->setPath(folder);
    dialog->setLayout(layout, settings);
    dialog->open();
}

/// Below the button that asked, where the keyboard finds it too.
void TrainPage::popUp(QMenu* menu) {
    const QWidget* asked = QApplication::focusWidget();
    const bool button = qobject_cast<const QPushButton*>(asked) != nullptr && isAncestorOf(asked);
    menu->popup(button ? asked->mapToGlobal(QPoint(0, asked->height() + 2)) : QCursor::pos());
    if (button) menu->setActiveAction(menu->actions().constFirst());
}

void TrainPage::askEmoDb() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(
        tr("Fetch from its public archive (%1 MB, CC0)").arg(static_cast<double>(m_emoDbGoal.bytes) / 1e6, 0, 'f', 0), this,
        &TrainPage::startDownload);
    menu->addAction(tr("Use a copy on this computer"), this, &TrainPage::askLocalEmoDb);
    popUp(menu);
}

void TrainPage::askLocalEmoDb() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto ask = [this](QFileDialog::FileMode mode) {
        auto* dialog = new QFileDialog(this, tr("Choose a copy of EmoDB"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(mode);
        connect(dialog, &QFileDialog::fileSelected, this, &TrainPage::installEmoDb);
        dialog->open();
    };
    menu->addAction(tr("Archive"), this, [ask] { ask(QFileDialog::ExistingFile); });
    menu->addAction(tr("Folder"), this, [ask] { ask(QFileDialog::Directory); });
    popUp(menu);
}

}  // namespace prososcope::gui
