// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/ImportDialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/PathRow.h"
#include "app/gui/TextTable.h"
#include "app/gui/inspect/PanelParts.h"
#include "app/gui/train/ImportColumns.h"
#include "app/gui/train/ImportSettings.h"
#include "engine/corpus/Layouts.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kImportWidth = 860;
constexpr int kImportHeight = 600;
constexpr int kTypingMilliseconds = 120;
constexpr int kSlowMilliseconds = 500;  // from then on it says that it looks
constexpr int kColumnsHeight = 190;
constexpr int kLeastRows = 110;  // height
constexpr qsizetype kShownRemarks = 3;

QLabel* sentence(const char* name, Ink ink, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    paintText(label, ink);
    return label;
}

QString textOf(const QWidget* field) {
    if (const auto* box = qobject_cast<const QComboBox*>(field)) return box->currentData().toString();
    return qobject_cast<const QLineEdit*>(field)->text().trimmed();
}

}  // namespace

ImportDialog::ImportDialog(const QString& workspaceFolder, QWidget* parent)
    : QDialog(parent),
      m_workspace(workspaceFolder),
      m_form(new QFormLayout),
      m_path(new PathRow(QStringLiteral("importPath"), tr("Folder or table"), this)),
      m_layouts(new QComboBox(this)),
      m_name(new QLineEdit(this)),
      m_columns(new ImportColumns(this)),
      m_summary(sentence("importSummary", Ink::Text, this)),
      m_rows(new TextTable(this)),
      m_remarks(sentence("importRemarks", Ink::Muted, this)),
      m_problem(sentence("importProblem", Ink::Error, this)) {
    setWindowTitle(tr("Import corpus"));
    const double scale = Theme::instance().scale();
    resize(static_cast<int>(kImportWidth * scale), static_cast<int>(kImportHeight * scale));
    buildForm();
    m_columns->setFixedHeight(static_cast<int>(kColumnsHeight * scale));
    m_columns->hide();
    m_rows->setAccessibleName(tr("First rows"));
    m_rows->setMinimumHeight(static_cast<int>(kLeastRows * scale));
    m_remarks->setFont(Theme::instance().font(Theme::Size::Small));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_import = buttons->addButton(tr("Import"), QDialogButtonBox::AcceptRole);
    m_import->setObjectName(QStringLiteral("importNow"));
    widgets::setPrimary(m_import);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addLayout(m_form);
    layout->addWidget(m_columns);
    layout->addWidget(m_summary);
    layout->addWidget(m_rows, 1);
    layout->addWidget(m_remarks);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMilliseconds);
    connect(&m_typing, &QTimer::timeout, this, &ImportDialog::lookNow);
    m_slow.setSingleShot(true);
    m_slow.setInterval(kSlowMilliseconds);
    connect(&m_slow, &QTimer::timeout, this, [this] {
        m_summary->setText(tr("Looking at %1").arg(path()));
        m_summary->show();
    });
    connect(m_columns, &ImportColumns::changed, this, &ImportDialog::noteChange);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportDialog::tryImport);
    showLook(ImportLook());
}

void ImportDialog::buildForm() {
    m_path->addChoice({QStringLiteral("chooseFolder"), tr("Choose folder"), {}, tr("Folder of speech"), {}});
    m_path->addChoice({QStringLiteral("chooseTable"),
                       tr("Choose table"),
                       {},
                       tr("Table that names recordings"),
                       {tr("Tables (*.csv *.tsv *.tab)")}});
    m_path->field()->setPlaceholderText(tr("a folder of recordings, or a table (.csv, .tsv) that names them"));
    m_layouts->setObjectName(QStringLiteral("importLayout"));
    m_layouts->setAccessibleName(tr("Layout"));
    m_layouts->addItem(tr("Automatic"), QStringLiteral("auto"));
    for (const auto& layout : corpus::allLayouts())
        m_layouts->addItem(layoutTitle(layout.name), QString::fromUtf8(layout.name));
    m_layouts->setToolTip(tr("How the folder is laid out. Automatic takes the first layout that fits."));
    m_layouts->setMaxVisibleItems(20);
    m_name->setObjectName(QStringLiteral("importName"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("the folder's name"));
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(8);
    m_form->addRow(tr("Folder or table"), m_path);
    m_form->addRow(tr("Layout"), m_layouts);
    m_form->addRow(tr("Name"), m_name);
    m_fixedRows = m_form->rowCount();
    for (QLineEdit* field : {m_path->field(), m_name}) connect(field, &QLineEdit::textChanged, this, &ImportDialog::noteChange);
    connect(m_layouts, &QComboBox::currentIndexChanged, this, [this] {
        const QString wanted = m_layouts->currentData().toString();
        showSettings(wanted == QLatin1String("auto") ? QString() : wanted);
        noteChange();
    });
}

void ImportDialog::setPath(const QString& path) { m_path->setPath(path); }
void ImportDialog::setLayout(const QString& layout, const QMap<QString, QString>& settings) {
    m_layouts->setCurrentIndex(std::max(0, m_layouts->findData(layout)));
    for (auto each = settings.begin(); each != settings.end(); ++each) {
        QWidget* field = setting(each.key());
        if (auto* line = qobject_cast<QLineEdit*>(field)) line->setText(each.value());
        if (auto* box = qobject_cast<QComboBox*>(field)) box->setCurrentIndex(std::max(0, box->findData(each.value())));
    }
}

QString ImportDialog::path() const { return m_path->path(); }
QString ImportDialog::summary() const { return m_summary->text(); }
QString ImportDialog::problem() const { return m_problem->text(); }

void ImportDialog::showSettings(const QString& layout) {
    if (layout == m_settingsOf) return;
    m_settingsOf = layout;
    while (m_form->rowCount() > m_fixedRows) m_form->removeRow(m_fixedRows);
    m_settings.clear();
    const std::string wanted = layout.toStdString();
    const auto& fields = corpus::fieldNames();
    for (const auto& one : corpus::allLayouts()) {
        if (one.name != wanted) continue;
        for (const auto key : one.settings) {
            // Columns have boxes of their own, and so has the table.
            if (wanted == "csv" && (key == "file" || std::find(fields.begin(), fields.end(), key) != fields.end())) continue;
            if (wanted == "pattern" && key.starts_with("map-")) continue;  // seldom; the command line has them
            const ImportSetting setting = importSetting(wanted, key);
            const QString name = QString::fromUtf8(key);
            QWidget* field = nullptr;
            if (setting.choices.isEmpty()) {
                auto* line = new QLineEdit(this);
                line->setPlaceholderText(setting.example);
                connect(line, &QLineEdit::textChanged, this, &ImportDialog::noteChange);
                field = line;
            } else {
                auto* box = new QComboBox(this);
                for (const QString& choice : setting.choices) box->addItem(choice.isEmpty() ? tr("Automatic") : choice, choice);
                connect(box, &QComboBox::currentIndexChanged, this, &ImportDialog::noteChange);
                field = box;
            }
            field->setObjectName(QStringLiteral("importSetting.%1").arg(name));
            field->setAccessibleName(setting.title);
            field->setToolTip(setting.hint);
            m_form->addRow(setting.title, field);
            m_settings.insert(name, field);
        }
    }
    QWidget* before = m_name;
    for (int row = m_fixedRows; row < m_form->rowCount(); ++row) {
        QWidget* field = m_form->itemAt(row, QFormLayout::FieldRole)->widget();
        setTabOrder(before, field);
        before = field;
    }
}

corpus::ImportOptions ImportDialog::options() const {
    corpus::ImportOptions options;
    options.layout = m_layouts->currentData().toString().toStdString();
    options.name = m_name->text().trimmed().toStdString();
    for (auto it = m_settings.cbegin(); it != m_settings.cend(); ++it) {
        if (const QString value = textOf(it.value()); !value.isEmpty())
            options.settings[it.key().toStdString()] = value.toStdString();
    }
    if (m_settingsOf == QLatin1String("csv")) {
        auto corrected = m_columns->settings();
        if (!corrected.empty() && m_look.table) {  // of these tables; others may fit only now
            auto& files = options.settings["file"];
            for (const auto& file : m_look.table->chosen) {
                if (!files.empty()) files += ',';
                files += file.string();
            }
        }
        options.settings.merge(corrected);
    }
    // What may be set shows which layout is meant, also where it was found by itself.
    if (!options.settings.empty() && options.layout == "auto") options.layout = m_settingsOf.toStdString();
    return options;
}

void ImportDialog::noteChange() {
    m_looking = true;
    m_import->setEnabled(false);
    m_typing.start();
}

void ImportDialog::lookNow() {
    if (m_columnsOf != path()) {  // another table has other columns
        m_columns->forget();
        m_columnsOf = path();
    }
    m_slow.start();
    m_loader.load<ImportLook>(
        QStringLiteral("look"),
        [path = path(), options = options(), workspace = m_workspace](core::Progress& progress) -> core::Result<ImportLook> {
            return path.isEmpty() ? ImportLook() : lookAtImport(path, options, workspace, progress);
        },
        [this](core::Result<ImportLook> look) { showLook(std::move(*look)); });
}

void ImportDialog::showLook(ImportLook look) {
    m_slow.stop();
    m_looking = false;
    m_look = std::move(look);
    const bool csv = m_look.layout == QLatin1String("csv");
    if (m_layouts->currentIndex() == 0) {
        m_layouts->setItemText(
            0, m_look.layout.isEmpty() ? tr("Automatic") : tr("Automatic: %1").arg(layoutTitle(m_look.layout.toStdString())));
        showSettings(m_look.layout);
    } else {
        m_layouts->setItemText(0, tr("Automatic"));
    }
    if (m_look.table) m_columns->setTable(*m_look.table);
    m_columns->setVisible(csv && m_look.table);
    m_summary->setText(m_look.summary);
    m_summary->setVisible(!m_look.summary.isEmpty());
    m_rows->setTexts(m_look.columns, m_look.rows);
    QStringList remarks = m_look.remarks.mid(0, kShownRemarks);
    if (m_look.remarks.size() > kShownRemarks)
        remarks
            << tr("%1 further remarks stand in the corpus's page after the import.").arg(m_look.remarks.size() - kShownRemarks);
    if (m_look.replaces && m_look.problem.isEmpty())
        remarks.prepend(tr("The workspace has a corpus of this name; it is replaced. Edited labels stay."));
    m_remarks->setText(remarks.join(QLatin1Char('\n')));
    m_remarks->setVisible(!remarks.isEmpty());
    showProblem(m_look.problem);
    Q_EMIT looked();
}

void ImportDialog::showProblem(const QString& sentence) {
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    m_import->setEnabled(sentence.isEmpty() && !m_look.folder.empty());
}

void ImportDialog::tryImport() {
    if (m_looking || !m_import->isEnabled()) return;
    Q_EMIT importRequested(QString::fromStdString(m_look.folder.string()), m_look.options);
    accept();
}

}  // namespace prososcope::gui
