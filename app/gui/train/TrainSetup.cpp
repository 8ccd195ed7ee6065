// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/TrainSetup.h"

#include <QApplication>
#include <QComboBox>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/FeatureSetBox.h"
#include "app/gui/results/RunText.h"
#include "engine/experiment/Experiment.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kTypingMilliseconds = 350;

QLabel* sentenceLabel(QWidget* parent, const char* name) {
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->hide();
    return label;
}

QToolButton* disclosure(const QString& text, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setArrowType(Qt::RightArrow);
    QObject::connect(button, &QToolButton::toggled, button,
                     [button](bool open) { button->setArrowType(open ? Qt::DownArrow : Qt::RightArrow); });
    return button;
}

QComboBox* chooser(const QString& name, QWidget* parent) {
    auto* box = new QComboBox(parent);
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    QObject::connect(box, &QComboBox::currentTextChanged, box, &QWidget::setToolTip);  // long names do not fit
    return box;
}

/// The line that names the feature set: `set` of the section [features].
const QRegularExpression& featureLine() {
    static const QRegularExpression line(QStringLiteral(R"((^\[features\][^\[]*?^\s*set\s*=\s*")([^"\n]*)("))"),
                                         QRegularExpression::MultilineOption);
    return line;
}

void ink(QLabel* label, Ink color) {
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, Theme::instance().color(color));
    label->setPalette(palette);
}

}  // namespace

TrainSetup::TrainSetup(QWidget* parent) : QScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(260);
    setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget(this);
    setWidget(content);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);

    m_corpus = chooser(tr("Corpus"), content);
    m_experiment = chooser(tr("Experiment"), content);
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
    auto* sources = new QHBoxLayout;
    sources->setSpacing(8);
    sources->addWidget(m_browse);
    sources->addWidget(m_import);
    sources->addWidget(m_emoDb);
    sources->addStretch(1);
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
    m_features = new FeatureSetBox(content);
    m_features->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_features->setMinimumContentsLength(12);
    m_aboutFeatures = sentenceLabel(content, "aboutFeatures");
    addSection(layout, tr("Features"), m_features);
    layout->addWidget(m_aboutFeatures);
    layout->addSpacing(8);
    addSection(layout, tr("Folds"), m_folds);
    layout->addSpacing(8);
    addSection(layout, tr("Device"), m_device);
    layout->addSpacing(8);
    m_problem = sentenceLabel(content, "problem");
    layout->addWidget(m_problem);
    m_start = new QPushButton(tr("Start"), content);
    m_start->setObjectName(QStringLiteral("start"));
    widgets::setPrimary(m_start);
    m_cancel = new QPushButton(tr("Cancel"), content);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_start);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    m_bar = new QProgressBar(content);
    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the training"));
    m_progress = sentenceLabel(content, "progress");
    m_outcome = sentenceLabel(content, "outcome");
    m_showResults = new QPushButton(tr("Show in Results"), content);
    m_showResults->setObjectName(QStringLiteral("showResults"));
    layout->addWidget(m_bar);
    layout->addWidget(m_progress);
    layout->addWidget(m_outcome);
    layout->addWidget(m_showResults, 0, Qt::AlignLeft);

    m_resumeArea = new QWidget(content);
    auto* resumeLayout = new QVBoxLayout(m_resumeArea);
    resumeLayout->setContentsMargins(0, 8, 0, 0);
    resumeLayout->setSpacing(8);
    m_resumable = chooser(tr("Unfinished runs"), m_resumeArea);
    m_resume = new QPushButton(tr("Resume"), m_resumeArea);
    m_resume->setObjectName(QStringLiteral("resume"));
    m_resume->setToolTip(tr("Continues the run from its last checkpoint."));
    addSection(resumeLayout, tr("Unfinished runs"), m_resumable);
    resumeLayout->addWidget(m_resume, 0, Qt::AlignLeft);
    layout->addWidget(m_resumeArea);

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
        showFeatures();
        changed();
    });
    connect(m_features, &QComboBox::activated, this, &TrainSetup::featuresChosen);
    connect(m_advanced, &QToolButton::toggled, m_toml, &QWidget::setVisible);
    connect(m_showCommand, &QToolButton::toggled, m_command, &QWidget::setVisible);
    connect(m_start, &QPushButton::clicked, this, &TrainSetup::startRequested);
    connect(m_cancel, &QPushButton::clicked, this, &TrainSetup::cancelRequested);
    connect(m_browse, &QPushButton::clicked, this, &TrainSetup::browseRequested);
    connect(m_import, &QPushButton::clicked, this, &TrainSetup::importRequested);
    connect(m_emoDb, &QPushButton::clicked, this, &TrainSetup::getEmoDbRequested);
    connect(m_showResults, &QPushButton::clicked, this, &TrainSetup::showResultsRequested);
    connect(m_resume, &QPushButton::clicked, this, [this] {
        if (m_resumable->currentIndex() >= 0) Q_EMIT resumeRequested(m_resumable->currentData().toLongLong());
    });
    connect(&Theme::instance(), &Theme::changed, this, &TrainSetup::applyTheme);
    for (QWidget* control : content->findChildren<QWidget*>())
        if (qobject_cast<QPushButton*>(control) != nullptr || qobject_cast<QComboBox*>(control) != nullptr)
            widgets::setCompact(control);
    widgets::setCompact(m_start, false);
    widgets::setCompact(m_cancel, false);
    m_showResults->hide();
    setDevices({});
    applyTheme();
    refresh();
}

void TrainSetup::addSection(QVBoxLayout* layout, const QString& text, QWidget* control) {
    auto* label = new QLabel(text, control->parentWidget());
    label->setObjectName(QStringLiteral("section"));
    label->setBuddy(control);
    layout->addWidget(label);
    layout->addWidget(control);
}

void TrainSetup::applyTheme() {
    const Theme& theme = Theme::instance();
    QPalette panel = palette();
    panel.setColor(QPalette::Window, theme.color(Ink::Panel));
    setPalette(panel);
    widget()->setPalette(panel);
    widget()->setAutoFillBackground(true);
    for (QLabel* label : findChildren<QLabel*>(QStringLiteral("section"))) {
        label->setFont(theme.font(Theme::Size::Small, true));
        ink(label, Ink::Muted);
    }
    ink(m_progress, Ink::Muted);
    ink(m_aboutFeatures, Ink::Muted);
    m_aboutFeatures->setFont(theme.font(Theme::Size::Small));
    ink(m_problem, Ink::Error);
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
    const bool sameExperiments = m_experiments.size() == choices.experiments.size();
    m_experiments = choices.experiments;
    if (!sameExperiments) {
        m_experiment->clear();
        for (const ExperimentFile& each : m_experiments) {
            m_experiment->addItem(
                QString::fromStdString(each.experiment.title.empty() ? each.experiment.name : each.experiment.title),
                QString::fromStdString(each.experiment.name));
            m_experiment->setItemData(m_experiment->count() - 1, QString::fromStdString(each.path.string()), Qt::ToolTipRole);
        }
    }
    m_resumable->clear();
    for (const store::RunRecord& run : choices.resumable)
        m_resumable->addItem(tr("Run %1, %2, %3").arg(run.id).arg(QString::fromStdString(run.name), stateText(run)),
                             static_cast<qlonglong>(run.id));
    m_filling = false;
    if (!sameExperiments)
        experimentChosen();
    else
        Q_EMIT choicesChanged();
    refresh();
}

void TrainSetup::setDevices(const std::vector<backend::Device>& devices) {
    if (m_device->count() == static_cast<int>(devices.size()) + 1) return;
    const QString chosen = device();
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
    showFeatures();
    Q_EMIT choicesChanged();
}

void TrainSetup::showFeatures() {
    const auto experiment = experiment::parseExperiment(toml().toStdString(), {});
    m_aboutFeatures->setVisible(experiment.has_value());
    if (!experiment) {
        m_features->setCurrentIndex(-1);
        return;
    }
    const QString model = QString::fromStdString(experiment->model);
    m_features->setReasons([&](const features::FeatureSet& set) {
        return experiment::takesFeatures(experiment->model, set.name())
                   ? QString()
                   : tr("The model %1 cannot be trained on it.").arg(model);
    });
    m_features->setCurrentIndex(m_features->findText(QString::fromStdString(experiment->featureSet)));
    m_aboutFeatures->setText(m_features->about());
}

void TrainSetup::featuresChosen() {
    const auto match = featureLine().match(toml());
    if (match.hasMatch()) {
        QString text = toml();
        text.replace(match.capturedStart(2), match.capturedLength(2), m_features->currentText());
        m_toml->setPlainText(text);
    } else {  // the set was left to the default
        m_toml->appendPlainText(QStringLiteral("\n[features]\nset = \"%1\"\n").arg(m_features->currentText()));
    }
}

void TrainSetup::setState(State state) {
    m_state = state;
    // What the keys can do next keeps the focus; Qt would hand it to whatever comes next on the page.
    m_ownsFocus = m_start->hasFocus() || m_cancel->hasFocus() || m_resume->hasFocus() ||
                  (m_ownsFocus && isAncestorOf(QApplication::focusWidget()) && !m_cancel->isEnabled());
    refresh();
    if (m_ownsFocus && state != State::Cancelling)
        (state == State::Running ? m_cancel : m_start)->setFocus(Qt::OtherFocusReason);
}

void TrainSetup::refresh() {
    const bool busy = m_state == State::Running || m_state == State::Cancelling;
    for (QWidget* control : {static_cast<QWidget*>(m_corpus), static_cast<QWidget*>(m_experiment),
                             static_cast<QWidget*>(m_device), static_cast<QWidget*>(m_folds), static_cast<QWidget*>(m_features),
                             static_cast<QWidget*>(m_toml), static_cast<QWidget*>(m_resume)})
        control->setEnabled(!busy);
    m_start->setEnabled(!busy && m_problem->text().isEmpty() && m_corpus->count() > 0 && m_experiment->count() > 0);
    m_browse->setEnabled(m_corpus->count() > 0);
    m_cancel->setVisible(busy);
    m_cancel->setEnabled(m_state == State::Running);
    m_bar->setVisible(busy);
    m_progress->setVisible(busy);
    m_resumeArea->setVisible(!busy && m_resumable->count() > 0);
}

void TrainSetup::setProblem(const QString& sentence) {
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    refresh();
}

void TrainSetup::setCommand(const QString& command) { m_command->setPlainText(command); }

void TrainSetup::setProgress(double fraction, const QString& text) {
    m_bar->setValue(static_cast<int>(fraction * 1000.0));
    m_progress->setText(text);
}

void TrainSetup::setOutcome(const QString& sentence, bool error, bool withResults) {
    m_outcome->setText(sentence);
    m_outcome->setVisible(!sentence.isEmpty());
    m_outcome->setFont(Theme::instance().font(Theme::Size::Normal, !error));
    ink(m_outcome, error ? Ink::Error : Ink::Text);
    m_showResults->setVisible(withResults);
}

QString TrainSetup::corpus() const { return m_corpus->currentData().toString(); }
void TrainSetup::chooseCorpus(const QString& name) {
    if (const int index = m_corpus->findData(name); index >= 0) m_corpus->setCurrentIndex(index);
}
void TrainSetup::chooseExperiment(const QString& name) {
    if (const int index = m_experiment->findData(name); index >= 0) m_experiment->setCurrentIndex(index);
}
void TrainSetup::focusBrowse() { m_browse->setFocus(Qt::OtherFocusReason); }
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
    return m_device->currentIndex() < 0 ? QStringLiteral("auto") : m_device->currentData().toString();
}
std::vector<int> TrainSetup::onlyFolds() const {
    return m_folds->currentData().toInt() == 1 ? std::vector<int>{0} : std::vector<int>{};
}
QString TrainSetup::problem() const { return m_problem->text(); }
QString TrainSetup::outcome() const { return m_outcome->text(); }

}  // namespace prososcope::gui
