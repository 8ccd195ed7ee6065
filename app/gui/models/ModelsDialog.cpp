// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/ModelsDialog.h"

#include <QDesktopServices>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/CommandsDialog.h"
#include "app/gui/PageParts.h"
#include "app/gui/TextTable.h"
#include "app/gui/layers/ProgressRow.h"
#include "app/gui/models/ModelFacts.h"
#include "app/gui/models/ModelImportDialog.h"
#include "engine/backend/ModelExport.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using engine_thread::translated;
using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kModelsWidth = 1240;
constexpr int kModelsHeight = 600;
constexpr int kFactsWidth = 340;
// Columns that may be cut.
constexpr int kName = 0;
constexpr int kFamily = 1;
constexpr int kGives = 2;
constexpr int kLicence = 6;
constexpr int kFirstNumber = -1;  // sizes and rates carry their units, so they stand at the left as words do

}  // namespace

ModelsDialog::ModelsDialog(const PageContext& context, const QString& hub, QWidget* parent)
    : QDialog(parent),
      m_context(context),
      m_hub(hub),
      m_removed(std::filesystem::path(context.workspaceFolder.toStdString()) / "models") {
    setObjectName(QStringLiteral("models"));
    setWindowTitle(tr("Models"));
    setModal(false);
    setAcceptDrops(true);
    const double scale = Theme::instance().scale();
    resize(static_cast<int>(kModelsWidth * scale), static_cast<int>(kModelsHeight * scale));
    build();
    connectParts();
    follow();
}

ModelsDialog::~ModelsDialog() = default;

void ModelsDialog::build() {
    m_table = new TextTable(this);
    m_table->setObjectName(QStringLiteral("modelTable"));
    m_table->setAccessibleName(tr("Models"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setYielding({kName, kFamily, kGives, kLicence});
    m_facts = new ModelFacts(tr("About the model"), this);
    m_facts->setObjectName(QStringLiteral("modelFacts"));
    auto* ground = dataArea(this);
    auto* inside = new QVBoxLayout(ground);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(m_table);
    auto* parts = new QSplitter(Qt::Horizontal, this);
    parts->addWidget(ground);
    parts->addWidget(m_facts);
    parts->setStretchFactor(0, 1);
    parts->setStretchFactor(1, 0);
    parts->setChildrenCollapsible(false);
    const double scale = Theme::instance().scale();
    giveExtent(*parts, 1, static_cast<int>(kFactsWidth * scale), static_cast<int>(kModelsWidth * scale));

    m_progress =
        new ProgressRow(tr("Progress with the model"), QStringLiteral("cancelModelWork"), tr("Stops what runs."), this);
    m_news = new QLabel(this);
    m_news->setObjectName(QStringLiteral("modelNews"));
    m_news->setTextFormat(Qt::PlainText);
    m_news->setWordWrap(true);
    m_news->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_news->hide();

    const auto button = [this](const QString& text, const char* name, const QString& tip) {
        auto* made = new QPushButton(text, this);
        made->setObjectName(QLatin1String(name));
        made->setToolTip(tip);
        made->setAutoDefault(false);
        return made;
    };
    m_importButton = button(tr("Import..."), "importModel",
                            tr("Brings a public speech encoder into the workspace: a folder, a file, or owner/name on a hub."));
    widgets::setPrimary(m_importButton);
    m_test = button(tr("Self-test"), "testModel", tr("Runs the model once over the recording that comes with the program."));
    m_export = button(tr("Export..."), "exportModel",
                      tr("Writes the model in the Hugging Face layout, which Python's transformers open."));
    m_remove = button(tr("Remove"), "removeModel",
                      tr("Takes the model out of the workspace. Undo brings it back until the "
                         "program ends (Del)."));
    m_undo = button(tr("Undo"), "undoRemoveModel", QString());
    auto* folder = button(tr("Open folder"), "openModelFolder", tr("Shows the folder of the model's files."));
    auto* close = button(tr("Close"), "closeModels", tr("Closes this window."));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    for (QPushButton* one : {m_importButton, m_test, m_export, m_remove, m_undo, folder}) row->addWidget(one);
    row->addStretch(1);
    row->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(parts, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_news);
    layout->addLayout(row);
    connect(folder, &QPushButton::clicked, this, &ModelsDialog::openFolder);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
}

void ModelsDialog::connectParts() {
    m_work = new ModelWork(m_context.engine, this);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ModelsDialog::follow);
    connect(m_importButton, &QPushButton::clicked, this, [this] { askImport(); });
    connect(m_test, &QPushButton::clicked, this, &ModelsDialog::startTest);
    connect(m_export, &QPushButton::clicked, this, &ModelsDialog::askExport);
    connect(m_remove, &QPushButton::clicked, this, &ModelsDialog::removeCurrent);
    connect(m_undo, &QPushButton::clicked, this, &ModelsDialog::undoRemoval);
    connect(m_progress, &ProgressRow::cancelRequested, m_work, &ModelWork::cancel);
    connect(m_work, &ModelWork::progress, this, [this](double fraction) { m_progress->setProgress(fraction, m_doing); });
    connect(m_work, &ModelWork::ended, this, [this](const QString& sentence, bool error) {
        m_progress->hide();
        say(sentence.isEmpty() ? tr("It was stopped.") : sentence, error);
        follow();
    });
    auto* remove = new QShortcut(QKeySequence::Delete, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, &ModelsDialog::removeCurrent);
    auto* undo = new QShortcut(QKeySequence::Undo, this);
    connect(undo, &QShortcut::activated, this, &ModelsDialog::undoRemoval);
    if (m_context.actions == nullptr) return;
    const ActionSpec* spec = m_context.actions->spec(QStringLiteral("help.commandLines"));
    if (spec == nullptr || spec->keys.isEmpty()) return;
    connect(new QShortcut(spec->keys.front(), this), &QShortcut::activated, this, &ModelsDialog::showCommands);
}

std::filesystem::path ModelsDialog::modelsFolder() const {
    return std::filesystem::path(m_context.workspaceFolder.toStdString()) / "models";
}

bool ModelsDialog::isIdle() const { return m_loader.isIdle() && !m_work->isRunning(); }
ModelImportDialog* ModelsDialog::importDialog() const { return m_import; }
QString ModelsDialog::news() const { return m_news->isHidden() ? QString() : m_news->text(); }

void ModelsDialog::showEvent(QShowEvent* event) {
    QDialog::showEvent(event);
    reload();  // a training may have made some
}

void ModelsDialog::reload() {
    m_loader.load<std::vector<ModelRow>>(
        QStringLiteral("models"),
        [folder = modelsFolder()](core::Progress&) -> core::Result<std::vector<ModelRow>> { return loadModelRows(folder); },
        [this](core::Result<std::vector<ModelRow>> rows) {
            if (rows) showRows(std::move(*rows));
        });
}

void ModelsDialog::showRows(std::vector<ModelRow> rows) {
    const QString wanted = m_wanted.isEmpty() ? current() : m_wanted;
    const int before = m_table->currentIndex().row();
    m_wanted.clear();
    m_rows = std::move(rows);
    std::vector<QStringList> texts;
    for (const ModelRow& row : m_rows) {
        const store::ModelCard& card = row.entry.card;
        const auto layers = card.settings.find("layers");
        texts.push_back({QString::fromStdString(card.name), modelFamily(row), modelOutputs(card),
                         tr("%1 Hz").arg(QLocale().toString(card.rateHz)),
                         layers == card.settings.end() ? QStringLiteral("\u2013") : QLocale().toString(layers->second),
                         byteText(row.bytes),
                         card.licence.empty() ? QStringLiteral("\u2013") : QString::fromStdString(card.licence),
                         row.entry.bundled ? tr("with the program") : tr("workspace")});
    }
    m_table->setTexts({tr("Model"), tr("Family"), tr("Gives"), tr("Rate"), tr("Layers"), tr("Size"), tr("Licence"), tr("From")},
                      texts, kFirstNumber);
    if (!m_rows.empty()) m_table->selectRow(std::clamp(before, 0, static_cast<int>(m_rows.size()) - 1));
    choose(wanted);
    follow();
}

void ModelsDialog::choose(const QString& name) {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (QString::fromStdString(m_rows[i].entry.card.name) == name) m_table->selectRow(static_cast<int>(i));
    }
}

const ModelRow* ModelsDialog::currentRow() const {
    const auto chosen = m_table->selectionModel()->selectedRows();
    if (chosen.isEmpty()) return nullptr;
    const auto row = static_cast<std::size_t>(chosen.first().row());
    return row < m_rows.size() ? &m_rows[row] : nullptr;
}

QString ModelsDialog::current() const {
    const ModelRow* row = currentRow();
    return row == nullptr ? QString() : QString::fromStdString(row->entry.card.name);
}

void ModelsDialog::follow() {
    const ModelRow* row = currentRow();
    if (row != nullptr)
        m_facts->setFacts(QString::fromStdString(row->entry.card.name), modelFacts(*row));
    else
        m_facts->setFacts({}, {});
    const bool free = row != nullptr && m_context.engine != nullptr && !m_work->isRunning();
    m_test->setEnabled(free);
    m_export->setEnabled(free && backend::canExport(row->entry.card));
    m_remove->setEnabled(row != nullptr && !row->entry.bundled);
    m_undo->setVisible(m_removed.canRestore());
    m_undo->setToolTip(tr("Brings %1 back (Ctrl+Z).").arg(QString::fromStdString(m_removed.last())));
}

void ModelsDialog::say(const QString& sentence, bool error) {
    paintText(m_news, error ? Ink::Error : Ink::Text);
    m_news->setText(sentence);
    m_news->setVisible(!sentence.isEmpty());
}

void ModelsDialog::askImport(const QString& source) {
    if (m_import == nullptr) {
        m_import = new ModelImportDialog(m_context.workspaceFolder, m_hub, this);
        m_import->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_import, &ModelImportDialog::imported, this, [this](const QString& name) {
            m_wanted = name;
            say(tr("%1 is in the workspace: Inspect, Live and Layers can use it.").arg(name), false);
            reload();
            Q_EMIT modelsChanged();
        });
        connect(m_import, &ModelImportDialog::hubChanged, this, [this](const QString& hub) {
            if (hub == m_hub) return;
            m_hub = hub;
            Q_EMIT hubChanged(hub);
        });
        m_import->open();
    }
    if (!source.isEmpty() && !(m_import->isBusy() && !m_import->source().isEmpty())) m_import->setSource(source);
    m_import->raise();
    m_import->activateWindow();
}

void ModelsDialog::removeCurrent() {
    const ModelRow* row = currentRow();
    if (row == nullptr || row->entry.bundled) return;
    const QString name = current();
    if (const auto removed = m_removed.remove(row->entry); !removed) {
        say(translated(removed.error().text), true);
        return;
    }
    say(tr("%1 was removed. Undo brings it back until the program ends.").arg(name), false);
    reload();
    follow();
    Q_EMIT modelsChanged();
}

void ModelsDialog::undoRemoval() {
    if (!m_removed.canRestore()) return;
    const QString name = QString::fromStdString(m_removed.last());
    if (const auto restored = m_removed.restore(); !restored) {
        say(translated(restored.error().text), true);
        return;
    }
    m_wanted = name;
    say(tr("%1 is back.").arg(name), false);
    reload();
    follow();
    Q_EMIT modelsChanged();
}

void ModelsDialog::startWork(const QString& doing, const ModelWork::Work& work, const ModelWork::Told& told) {
    m_doing = doing;
    say({}, false);
    m_progress->setProgress(0.0, m_doing);
    m_progress->show();
    m_work->start(work, told);
    follow();
}

void ModelsDialog::startTest() {
    const ModelRow* row = currentRow();
    if (row == nullptr || m_work->isRunning()) return;
    constexpr int kThreads = 1;  // as every look
    startWork(
        tr("Running %1 on the example").arg(current()),
        [model = row->entry](core::Progress& progress) -> core::Result<std::any> {
            auto test = backend::selfTest(model, backend::exampleRecording(), kThreads, progress);
            if (!test) return core::fail(test.error());
            return std::any(std::move(*test));
        },
        [card = row->entry.card](const std::any& result) {
            return selfTestText(card, std::any_cast<const backend::SelfTest&>(result));
        });
}

void ModelsDialog::askExport() {
    auto* dialog = new QFileDialog(this, tr("Folder in which the model gets one of its name"));
    dialog->setObjectName(QStringLiteral("modelExportFolder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &ModelsDialog::exportInto);
    dialog->open();
}

void ModelsDialog::exportInto(const QString& folder) {
    const ModelRow* row = currentRow();
    if (row == nullptr || m_work->isRunning() || !backend::canExport(row->entry.card)) return;
    const auto target = std::filesystem::path(folder.toStdString()) / row->entry.card.name;
    startWork(
        tr("Exporting %1").arg(current()),
        [model = row->entry, target](core::Progress& progress) -> core::Result<std::any> {
            if (const auto done = backend::exportModel(model, target, progress); !done) return core::fail(done.error());
            return std::any(0);
        },
        [name = current(), target](const std::any&) {
            return tr("%1 was exported to %2.").arg(name, QString::fromStdString(target.string()));
        });
}

void ModelsDialog::openFolder() {
    const ModelRow* row = currentRow();
    const auto folder = row != nullptr ? row->entry.tensors.parent_path() : modelsFolder();
    const QString path = QString::fromStdString(folder.string());
    if (!QDir(path).exists()) QDir().mkpath(path);
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path))) say(tr("No file manager opens %1.").arg(path), true);
}

QList<PageCommand> ModelsDialog::commands() const {
    const auto line = [this](const QStringList& words) {
        return shellCommand(std::filesystem::path(m_context.workspaceFolder.toStdString()),
                            QStringList{QStringLiteral("models")} + words);
    };
    QList<PageCommand> list{{tr("All models"), line({QStringLiteral("list")})},
                            {tr("Import a folder"), line({QStringLiteral("import"), QStringLiteral("FOLDER")})}};
    if (const ModelRow* row = currentRow(); row != nullptr) {
        list.append({tr("About %1").arg(current()), line({QStringLiteral("show"), current()})});
        list.append({tr("Self-test of %1").arg(current()), line({QStringLiteral("test"), current()})});
        if (backend::canExport(row->entry.card)) {
            list.append(
                {tr("Export of %1").arg(current()), line({QStringLiteral("export"), current(), QStringLiteral("FOLDER")})});
        }
        if (!row->entry.bundled) list.append({tr("Remove %1").arg(current()), line({QStringLiteral("remove"), current()})});
    }
    return list;
}

void ModelsDialog::showCommands() {
    auto* dialog = new CommandsDialog(windowTitle(), commands(), this);
    dialog->show();
}

void ModelsDialog::dragEnterEvent(QDragEnterEvent* event) {
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile()) event->acceptProposedAction();
}

void ModelsDialog::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    askImport(event->mimeData()->urls().first().toLocalFile());
}

}  // namespace prososcope::gui
