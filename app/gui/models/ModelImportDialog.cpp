// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/ModelImportDialog.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/PathRow.h"
#include "app/gui/ShellCommand.h"
#include "app/gui/inspect/PanelParts.h"
#include "app/gui/layers/ProgressRow.h"
#include "app/gui/models/ModelData.h"
#include "app/gui/models/ModelFacts.h"
#include "engine/store/ModelFiles.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using engine_thread::translated;
using widgets::Ink;
using widgets::Theme;

namespace {

namespace fs = std::filesystem;
constexpr int kModelImportWidth = 720;
constexpr int kModelImportHeight = 560;
constexpr int kTypingMilliseconds = 120;

QLabel* sentence(const char* name, Ink ink, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    paintText(label, ink);
    return label;
}

fs::path toFile(const QString& path) { return fs::path(path.toStdString()); }

}  // namespace

ModelImportDialog::ModelImportDialog(const QString& workspaceFolder, const QString& hub, QWidget* parent)
    : QDialog(parent),
      m_workspace(workspaceFolder),
      m_form(new QFormLayout),
      m_source(new PathRow(QStringLiteral("modelSource"), tr("Model"), this)),
      m_hub(new QLineEdit(hub, this)),
      m_name(new QLineEdit(this)),
      m_summary(sentence("modelSummary", Ink::Muted, this)),
      m_facts(new ModelFacts(tr("What would be imported"), this)),
      m_remarks(sentence("modelRemarks", Ink::Muted, this)),
      m_problem(sentence("modelProblem", Ink::Error, this)),
      m_progress(new ProgressRow(tr("Progress of the import"), QStringLiteral("cancelModelImport"),
                                 tr("Stops; nothing half-imported stays behind, and what has been fetched is kept."), this)) {
    setObjectName(QStringLiteral("modelImport"));
    setWindowTitle(tr("Import model"));
    setAcceptDrops(true);
    const double scale = Theme::instance().scale();
    resize(static_cast<int>(kModelImportWidth * scale), static_cast<int>(kModelImportHeight * scale));
    buildForm();
    m_facts->setObjectName(QStringLiteral("modelPreview"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_go = buttons->addButton(tr("Import"), QDialogButtonBox::AcceptRole);
    m_go->setObjectName(QStringLiteral("importModelNow"));
    widgets::setPrimary(m_go);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addLayout(m_form);
    layout->addWidget(m_summary);
    layout->addWidget(m_facts, 1);
    layout->addWidget(m_remarks);
    layout->addWidget(m_problem);
    layout->addWidget(m_progress);
    layout->addWidget(buttons);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMilliseconds);
    connect(&m_typing, &QTimer::timeout, this, &ModelImportDialog::lookNow);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &ModelImportDialog::go);
    connect(m_progress, &ProgressRow::cancelRequested, &m_download, &HubDownload::cancel);
    connectDownload();
    showLook({});
}

void ModelImportDialog::buildForm() {
    auto* folder = m_source->addChoice({QStringLiteral("chooseModelFolder"),
                                        tr("Choose folder"),
                                        tr("A folder that holds config.json beside the weights."),
                                        tr("Folder of a model"),
                                        {}});
    auto* file = m_source->addChoice(
        {QStringLiteral("chooseModelFile"),
         tr("Choose file"),
         tr("A file of weights; its config.json lies beside it."),
         tr("File of weights"),
         {tr("Weights (%1)").arg(QStringLiteral("*.safetensors *.bin *.pt *.pth *.ckpt")), tr("All files (*)")}});
    auto* source = m_source->field();
    source->setPlaceholderText(tr("a folder, a file of weights, or owner/name on a hub"));
    source->setToolTip(tr("wav2vec 2.0, HuBERT, WavLM, data2vec-audio or Whisper in the Hugging Face layout."));
    m_hub->setObjectName(QStringLiteral("modelHub"));
    m_hub->setAccessibleName(tr("Hub"));
    m_hub->setToolTip(tr("Where the repository is asked for. Nothing is sent but its name."));
    m_name->setObjectName(QStringLiteral("modelName"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setToolTip(tr("What the model is called in this workspace."));
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(8);
    m_form->addRow(tr("Model"), m_source);
    m_form->addRow(tr("Hub"), m_hub);
    m_form->addRow(tr("Name"), m_name);
    m_fields = {source, folder, file, m_hub, m_name};
    for (QLineEdit* field : {source, m_hub, m_name})
        connect(field, &QLineEdit::textChanged, this, &ModelImportDialog::noteChange);
    connect(m_hub, &QLineEdit::editingFinished, this, [this] {
        if (hubProblem(ModelImportDialog::hub()).isEmpty()) Q_EMIT hubChanged(ModelImportDialog::hub());
    });
}

void ModelImportDialog::connectDownload() {
    connect(&m_download, &HubDownload::listed, this, [this](int files, qint64 bytes) {
        m_progress->setText(tr("%n files, %1", nullptr, files).arg(byteText(static_cast<std::uint64_t>(bytes))));
    });
    connect(&m_download, &HubDownload::progress, this, [this](qint64 received, qint64 total, const QString& file) {
        m_progress->setProgress(
            total > 0 ? static_cast<double>(received) / static_cast<double>(total) : 0.0,
            tr("%1: %2 of %3", "file, received, all")
                .arg(file, byteText(static_cast<std::uint64_t>(received)), byteText(static_cast<std::uint64_t>(total))));
    });
    connect(&m_download, &HubDownload::checking, this,
            [this](const QString& file) { m_progress->setText(tr("Checking %1").arg(file)); });
    connect(&m_download, &HubDownload::finished, this, [this] {
        m_fetchedId = ModelImportDialog::source();
        setBusy(false);
        noteChange();
    });
    connect(&m_download, &HubDownload::failed, this, [this](const QString& text) {
        setBusy(false);
        showProblem(text);
    });
    connect(&m_download, &HubDownload::cancelled, this, [this] {
        setBusy(false);
        m_summary->setText(tr("The download was stopped. What has arrived is kept: fetch again to continue."));
        m_summary->show();
    });
}

void ModelImportDialog::setSource(const QString& source) {
    if (isRepositoryId(source))
        m_source->field()->setText(source);
    else
        m_source->setPath(source);
}
QString ModelImportDialog::source() const { return m_source->path(); }
QString ModelImportDialog::hub() const { return m_hub->text().trimmed(); }
QString ModelImportDialog::problem() const { return m_problem->text(); }
bool ModelImportDialog::isBusy() const { return m_looking || m_importing || m_download.isRunning(); }

bool ModelImportDialog::isRemote() const {
    return isRepositoryId(source()) && !QFileInfo::exists(source()) && source() != m_fetchedId;
}

QString ModelImportDialog::fetchFolder(const QString& id) const {
    return QDir(m_workspace).filePath(QStringLiteral("downloads/") + id);
}

QString ModelImportDialog::localSource() const {
    return !m_fetchedId.isEmpty() && source() == m_fetchedId ? fetchFolder(m_fetchedId) : source();
}

void ModelImportDialog::noteChange() {
    m_looking = true;
    m_go->setEnabled(false);
    m_typing.start();
}

void ModelImportDialog::lookNow() {
    if (isRemote() || source().isEmpty()) {
        m_loader.load<int>(
            QStringLiteral("look"), [](core::Progress&) -> core::Result<int> { return 0; }, [](core::Result<int>) {});
        showLook({});
        return;
    }
    m_loader.load<Look>(
        QStringLiteral("look"),
        [path = toFile(localSource()), name = m_name->text().trimmed().toStdString(),
         models = toFile(m_workspace) / "models"](core::Progress&) -> core::Result<Look> {
            Look look;
            auto preview = checkpoints::lookAtModel(path);
            if (!preview) {
                look.problem = translated(preview.error().text);
                return look;
            }
            const auto usable = store::checkModelName(name.empty() ? preview->name : name, models);
            if (!usable) look.problem = translated(usable.error().text);
            look.preview = std::move(*preview);
            return look;
        },
        [this](core::Result<Look> look) { showLook(look ? std::move(*look) : Look()); });
}

void ModelImportDialog::showLook(Look look) {
    m_looking = false;
    m_look = std::move(look);
    const bool remote = isRemote();
    m_form->setRowVisible(m_hub, remote || (!m_fetchedId.isEmpty() && source() == m_fetchedId));
    m_go->setText(remote ? tr("Fetch") : tr("Import"));
    if (remote)
        m_summary->setText(tr("The files are fetched into the workspace and shown before they are imported."));
    else if (source().isEmpty())
        m_summary->setText(
            tr("Public speech encoders run here as they are: wav2vec 2.0, HuBERT, WavLM, data2vec-audio and "
               "Whisper, with heads for emotions, dimensions or text, or without one."));
    else
        m_summary->clear();
    m_summary->setVisible(!m_summary->text().isEmpty());
    if (m_look.preview)
        m_facts->setFacts(QFileInfo(QString::fromStdString(m_look.preview->folder.string())).fileName(),
                          previewFacts(*m_look.preview));
    else
        m_facts->setFacts({}, {});
    m_name->setPlaceholderText(m_look.preview ? QString::fromStdString(m_look.preview->name) : tr("the folder's name"));
    m_remarks->setText(m_look.preview ? remarksText(*m_look.preview) : QString());
    m_remarks->setVisible(!m_remarks->text().isEmpty());
    showProblem(remote ? hubProblem(hub()) : m_look.problem);
    m_go->setEnabled(m_problem->text().isEmpty() && (remote || m_look.preview.has_value()));
    Q_EMIT looked();
}

void ModelImportDialog::showProblem(const QString& text) {
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

void ModelImportDialog::setBusy(bool busy) {
    for (QWidget* field : std::as_const(m_fields)) field->setEnabled(!busy);
    m_go->setEnabled(!busy);
    if (!busy) m_progress->hide();
}

void ModelImportDialog::go() {
    if (isBusy() || !m_go->isEnabled()) return;
    showProblem({});
    if (isRemote())
        fetch();
    else
        importNow();
}

void ModelImportDialog::fetch() {
    Q_EMIT hubChanged(hub());
    setBusy(true);
    m_progress->setProgress(0.0, tr("Asking %1 for %2").arg(QUrl(hub()).host(), source()));
    m_progress->show();
    m_download.start(hub(), source(), fetchFolder(source()));
}

void ModelImportDialog::importNow() {
    checkpoints::ImportRequest request;
    request.source = toFile(localSource());
    request.name = m_name->text().trimmed().toStdString();
    const bool fetched = !m_fetchedId.isEmpty() && source() == m_fetchedId;
    if (fetched) {
        const QString revision = m_download.listing().revision;
        request.origin = QStringLiteral("%1 at %2, revision %3").arg(m_fetchedId, hub(), revision).toStdString();
    }
    QStringList words{QStringLiteral("models"), QStringLiteral("import"), localSource()};
    if (!request.name.empty()) words << QStringLiteral("--name") << QString::fromStdString(request.name);
    request.command = shellCommand(toFile(m_workspace), words).toStdString();
    m_importing = true;
    setBusy(true);
    m_progress->run<store::ModelEntry>(
        m_loader, QStringLiteral("import"), tr("Importing"),
        [request, fetched,
         models = toFile(m_workspace) / "models"](core::Progress& progress) -> core::Result<store::ModelEntry> {
            auto made = checkpoints::importModel(request, models, progress);
            std::error_code ignored;
            if (made && fetched) {  // the workspace's model has it all
                fs::remove_all(request.source, ignored);
                fs::remove(request.source.parent_path(), ignored);  // the owner's folder, where it is empty
            }
            return made;
        },
        [this](core::Result<store::ModelEntry> made) {
            m_importing = false;
            setBusy(false);
            if (made) {
                Q_EMIT imported(QString::fromStdString(made->card.name));
                accept();
            } else if (made.error().kind == core::ErrorKind::Cancelled) {
                m_summary->setText(tr("The import was stopped. Nothing of it is in the workspace."));
                m_summary->show();
            } else {
                showProblem(translated(made.error().text));
            }
        });
}

void ModelImportDialog::dragEnterEvent(QDragEnterEvent* event) {
    const auto urls = event->mimeData()->urls();
    if (!isBusy() && urls.size() == 1 && urls.first().isLocalFile()) event->acceptProposedAction();
}

void ModelImportDialog::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    setSource(event->mimeData()->urls().first().toLocalFile());
}

}  // namespace prososcope::gui
