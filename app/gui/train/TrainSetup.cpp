// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/TrainSetup.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTextCursor>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

#include "app/gui/FlowLayout.h"
#include "app/gui/PageParts.h"
#include "app/gui/train/ExperimentForm.h"
#include "app/gui/train/PanelParts.h"
#include "engine/experiment/EditText.h"
#include "engine/experiment/UnitEmotionExperiment.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kTypingMilliseconds = 350;

}  // namespace

TrainSetup::TrainSetup(QWidget* parent) : QWidget(parent) {
    setMinimumWidth(260);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_controls = new RunControls(this);
    auto* parts = new QVBoxLayout(this);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(0);
    parts->addWidget(scroll, 1);
    parts->addWidget(m_controls);
    auto* content = new QWidget(scroll);
    scroll->setWidget(content);
    content->setAutoFillBackground(true);
    paintPanel(content);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);

    m_corpus = chooser(tr("Corpus"), content);
    m_experiment = chooser(tr("Experiment"), content);
    m_experiment->setObjectName(QStringLiteral("experiment"));
    m_device = chooser(tr("Device"), content);
    m_folds = chooser(tr("Folds"), content);
    m_folds->addItem(tr("All folds"), 0);
    m_folds->addItem(tr("First fold only, a quick try"), 1);
    m_browse = new QPushButton(tr("Browse"), content);
    m_browse->setObjectName(QStringLiteral("browseCorpus"));
    m_browse->setToolTip(tr("Shows the utterances of this corpus, to be heard, searched and edited (Ctrl+B)."));
    m_import = new QPushButton(tr("Import"), content);
    m_import->setToolTip(tr("Adds a folder or a table of labelled speech to the workspace."));
    m_emoDb = new QPushButton(tr("Get EmoDB"), content);
    m_emoDb->setToolTip(tr("Fetches the public archive of EmoDB, or takes a copy on this computer."));
    auto* sources = new FlowLayout(8);  // a row would be wider than the column beside its scroll bar
    for (QPushButton* button : {m_browse, m_import, m_emoDb}) sources->addWidget(button);
    addSection(layout, tr("Corpus"), m_corpus);
    layout->addLayout(sources);
    layout->addSpacing(8);
    addSection(layout, tr("Experiment"), m_experiment);
    m_advanced = disclosure(tr("Advanced"), content);
    m_advanced->setObjectName(QStringLiteral("advanced"));
    m_advanced->setToolTip(tr("Shows the experiment as text (TOML); changes hold for the next run."));
    m_toml = new QPlainTextEdit(content);
    m_toml->setObjectName(QStringLiteral("toml"));
    m_toml->setAccessibleName(tr("Experiment as text"));
    m_toml->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_toml->setTabChangesFocus(true);
    m_toml->setMinimumHeight(240);
    m_toml->hide();
    layout->addWidget(m_advanced, 0, Qt::AlignLeft);
    layout->addWidget(m_toml);
    layout->addSpacing(8);
    m_form = new ExperimentForm(content);
    layout->addWidget(m_form);
    m_aboutUnits = sentenceLabel(content, "aboutUnits");
    m_aboutUnits->setText(
        tr("A network learns phonetic units together with the emotion in which they are spoken; the units of an utterance vote "
           "for its emotion. Its settings are changed as text."));
    m_aboutUnits->hide();
    paintText(m_aboutUnits, Ink::Muted);
    layout->addWidget(m_aboutUnits);
    m_runs = disclosure({}, content);
    m_runs->setObjectName(QStringLiteral("runs"));
    m_runs->setAccessibleName(tr("Runs of the experiment"));
    m_runList = sentenceLabel(content, "runList");
    paintText(m_runList, Ink::Muted);
    layout->addWidget(m_runs, 0, Qt::AlignLeft);
    layout->addWidget(m_runList);
    m_runs->hide();
    layout->addSpacing(8);
    addSection(layout, tr("Folds"), m_folds);
    layout->addSpacing(8);
    addSection(layout, tr("Device"), m_device);
    m_notify = new QCheckBox(tr("Notify me at the end"), content);
    m_notify->setObjectName(QStringLiteral("notify"));
    m_notify->setToolTip(tr("Tells the desktop how a training ended while another window is in use."));
    m_notify->setChecked(true);
    connect(m_notify, &QCheckBox::toggled, this, &TrainSetup::notifiesChanged);
    layout->addWidget(m_notify);
    layout->addSpacing(8);
    m_showCommand = disclosure(tr("Show command"), content);
    m_showCommand->setObjectName(QStringLiteral("showCommand"));
    m_command = new QPlainTextEdit(content);
    m_command->setObjectName(QStringLiteral("command"));
    m_command->setAccessibleName(tr("Command that does the same without the window"));
    m_command->setReadOnly(true);
    m_command->setFixedHeight(84);
    m_command->hide();
    layout->addWidget(m_showCommand, 0, Qt::AlignLeft);
    layout->addWidget(m_command);
    layout->addStretch(1);

    m_typing = new QTimer(this);
    m_typing->setSingleShot(true);
    m_typing->setInterval(kTypingMilliseconds);
    const auto changed = [this] {
        if (!m_filling) Q_EMIT choicesChanged();
    };
    connect(m_corpus, &QComboBox::currentIndexChanged, this, changed);
    connect(m_device, &QComboBox::currentIndexChanged, this, changed);
    connect(m_folds, &QComboBox::currentIndexChanged, this, changed);
    connect(m_experiment, &QComboBox::currentIndexChanged, this, &TrainSetup::experimentChosen);
    connect(m_toml, &QPlainTextEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    connect(m_typing, &QTimer::timeout, this, [this, changed] {
        showForm();
        changed();
    });
    connect(m_form, &ExperimentForm::keyChosen, this, &TrainSetup::changeKey);
    connect(m_runs, &QToolButton::toggled, m_runList, &QWidget::setVisible);
    connect(m_advanced, &QToolButton::toggled, m_toml, &QWidget::setVisible);
    connect(m_showCommand, &QToolButton::toggled, m_command, &QWidget::setVisible);
    connect(m_browse, &QPushButton::clicked, this, &TrainSetup::browseRequested);
    connect(m_import, &QPushButton::clicked, this, &TrainSetup::importRequested);
    connect(m_emoDb, &QPushButton::clicked, this, &TrainSetup::getEmoDbRequested);
    connect(&Theme::instance(), &Theme::changed, this, &TrainSetup::applyTheme);
    for (QWidget* control : content->findChildren<QWidget*>())
        if (qobject_cast<QPushButton*>(control) != nullptr || qobject_cast<QComboBox*>(control) != nullptr)
            widgets::setCompact(control);
    setDevices({});
    applyTheme();
}

void TrainSetup::applyTheme() {
    const Theme& theme = Theme::instance();
    m_controls->applyTheme();
    m_form->applyTheme();
    m_aboutUnits->setFont(theme.font(Theme::Size::Small));
    m_runList->setFont(theme.font(Theme::Size::Small));
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(theme.font(Theme::Size::Small).pixelSize() > 0 ? theme.font(Theme::Size::Small).pixelSize() : 12);
    m_toml->setFont(mono);
    m_command->setFont(mono);
}

void TrainSetup::setChoices(const TrainChoices& choices) {
    m_filling = true;
    const QString corpus = this->corpus();
    m_corpus->clear();
    bool haveEmoDb = false;
    for (const auto& each : choices.corpora) {
        const QString name = QString::fromStdString(each.name);
        m_corpus->addItem(
            tr("%1 (%2 utterances)").arg(each.title.empty() ? name : QString::fromStdString(each.title)).arg(each.utterances),
            name);
        m_corpus->setItemData(m_corpus->count() - 1, QString::fromStdString(each.folder), Qt::ToolTipRole);
        haveEmoDb = haveEmoDb || each.layout == "emodb";
    }
    m_corpus->setCurrentIndex(std::max(m_corpus->count() > 0 ? 0 : -1, m_corpus->findData(corpus)));
    m_emoDb->setVisible(!haveEmoDb);
    const bool sameExperiments = m_experiments == choices.experiments;
    const auto chosen = experimentFile();
    const QString edited = isEdited() ? toml() : QString();
    m_experiments = choices.experiments;
    if (!sameExperiments) {
        m_experiment->clear();
        for (const ExperimentFile& each : m_experiments) {
            const auto title = QString::fromStdString(each.title.empty() ? each.name : each.title);
            m_experiment->addItem(each.own ? tr("%1 (own)").arg(title) : title,
                                  QString::fromStdString(each.own ? each.path.string() : each.name));
            m_experiment->setItemData(m_experiment->count() - 1, QString::fromStdString(each.path.string()), Qt::ToolTipRole);
        }
    }
    m_browse->setEnabled(m_corpus->count() > 0);
    m_controls->setResumable(choices.resumable);
    const auto same = std::find_if(m_experiments.begin(), m_experiments.end(),
                                   [&](const ExperimentFile& each) { return each.path == chosen; });
    const bool stays = same != m_experiments.end();
    if (!sameExperiments && stays) m_experiment->setCurrentIndex(static_cast<int>(same - m_experiments.begin()));
    m_filling = false;
    // What is being edited stays, whatever else appears in the list.
    if (!sameExperiments && !(stays && !edited.isEmpty()))
        experimentChosen();
    else
        Q_EMIT choicesChanged();
}

void TrainSetup::setDevices(const std::vector<backend::Device>& devices) {
    if (m_device->count() == static_cast<int>(devices.size()) + 1) return;
    const QString chosen = m_device->currentData().toString();
    m_filling = true;
    m_device->clear();
    m_device->addItem(tr("Automatic"), QStringLiteral("auto"));
    for (const backend::Device& each : devices)
        m_device->addItem(QString::fromStdString(each.name), QString::fromStdString(each.id));
    m_device->setCurrentIndex(std::max(0, m_device->findData(chosen)));
    m_filling = false;
}

void TrainSetup::experimentChosen() {
    if (m_filling) return;
    const int index = m_experiment->currentIndex();
    const QSignalBlocker quiet(m_toml);
    m_toml->setPlainText(index < 0 ? QString() : QString::fromStdString(m_experiments[static_cast<std::size_t>(index)].toml));
    m_typing->stop();
    showForm();
    if (index >= 0) {
        // The corpus that it names, where it is there; another can be chosen afterwards.
        const QSignalBlocker quietCorpus(m_corpus);
        chooseCorpus(QString::fromStdString(m_experiments[static_cast<std::size_t>(index)].corpus));
    }
    Q_EMIT choicesChanged();
}

/// The form knows the keys of ordinary experiments; one of phonetic units is changed as text, and runs all of its folds.
void TrainSetup::showForm() {
    const bool units = experiment::isUnitEmotionExperiment(toml().toStdString());
    m_form->setVisible(!units);
    m_aboutUnits->setVisible(units);
    m_folds->setEnabled(!units);
    m_folds->setToolTip(units ? tr("A training of phonetic units runs all of its folds.") : m_folds->currentText());
    m_form->showText(units ? QString() : toml());
}

/// The form's choice in the text, of which only what is different is replaced: the place of the cursor and undo stay.
void TrainSetup::changeKey(const QString& path, const QString& value) {
    const QString before = toml();
    const auto edited = value.isEmpty() ? experiment::removeKey(before.toStdString(), path.toStdString())
                                        : experiment::setKey(before.toStdString(), path.toStdString(), value.toStdString());
    if (edited) {
        const QString after = QString::fromStdString(*edited);
        const qsizetype shorter = std::min(before.size(), after.size());
        qsizetype first = 0;
        while (first < shorter && before[first] == after[first]) ++first;
        qsizetype last = 0;
        while (last < shorter - first && before[before.size() - 1 - last] == after[after.size() - 1 - last]) ++last;
        QTextCursor cursor(m_toml->document());
        cursor.setPosition(static_cast<int>(first));
        cursor.setPosition(static_cast<int>(before.size() - last), QTextCursor::KeepAnchor);
        cursor.insertText(after.mid(first, after.size() - last - first));
    }
    m_form->showText(toml());
}

void TrainSetup::setRuns(const experiment::ExperimentGroup* group) {
    m_runs->setVisible(group != nullptr && group->runs.size() > 1);
    if (!m_runs->isVisibleTo(this)) {
        m_runs->setChecked(false);
        return;
    }
    QStringList settings;
    std::set<std::uint64_t> seeds;
    for (const auto& run : group->runs) {
        const QString point = QString::fromStdString(run.point);
        if (!point.isEmpty() && !settings.contains(point)) settings << point;
        seeds.insert(run.experiment.seed);
    }
    const auto count = static_cast<qulonglong>(group->runs.size());
    const auto different = static_cast<qulonglong>(seeds.size());
    if (settings.isEmpty())
        m_runs->setText(tr("%1 runs: %2 seeds").arg(count).arg(different));
    else if (different > 1)
        m_runs->setText(tr("%1 runs: %2 settings x %3 seeds").arg(count).arg(settings.size()).arg(different));
    else
        m_runs->setText(tr("%1 runs: %2 settings").arg(count).arg(settings.size()));
    QStringList seedWords;
    for (const auto seed : seeds) seedWords << QString::number(seed);
    m_runList->setText((settings << tr("Seeds: %1").arg(seedWords.join(QStringLiteral(", ")))).join(QLatin1Char('\n')));
}

void TrainSetup::setCommand(const QString& command) { m_command->setPlainText(command); }

QString TrainSetup::corpus() const { return m_corpus->currentData().toString(); }
void TrainSetup::chooseCorpus(const QString& name) {
    if (const int index = m_corpus->findData(name); index >= 0) m_corpus->setCurrentIndex(index);
}
bool TrainSetup::chooseExperiment(const QString& name) {
    int index = m_experiment->findData(name);
    if (index < 0) index = m_experiment->findText(name);
    if (index >= 0) m_experiment->setCurrentIndex(index);
    return index >= 0;
}

QString TrainSetup::experiment() const { return m_experiment->currentData().toString(); }

QString TrainSetup::experimentTitle() const { return m_experiment->currentText(); }

bool TrainSetup::canStart() const { return m_corpus->count() > 0 && m_experiment->count() > 0; }

void TrainSetup::focusBrowse() { m_browse->setFocus(Qt::OtherFocusReason); }
void TrainSetup::setNotifies(bool on) { m_notify->setChecked(on); }
void TrainSetup::chooseOneFold() { m_folds->setCurrentIndex(1); }

std::filesystem::path TrainSetup::experimentFile() const {
    const int index = m_experiment->currentIndex();
    return index < 0 ? std::filesystem::path() : m_experiments[static_cast<std::size_t>(index)].path;
}

QString TrainSetup::toml() const { return m_toml->toPlainText(); }

bool TrainSetup::isEdited() const {
    const int index = m_experiment->currentIndex();
    return index >= 0 && toml() != QString::fromStdString(m_experiments[static_cast<std::size_t>(index)].toml);
}

QString TrainSetup::device() const {
    // An experiment names a kind of device, "cuda", not one of several.
    return m_device->currentIndex() < 0 ? QStringLiteral("auto")
                                        : m_device->currentData().toString().section(QLatin1Char(':'), 0, 0);
}
std::vector<int> TrainSetup::onlyFolds() const {
    return m_folds->isEnabled() && m_folds->currentData().toInt() == 1 ? std::vector<int>{0} : std::vector<int>{};
}

}  // namespace prososcope::gui
