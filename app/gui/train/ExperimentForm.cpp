// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/ExperimentForm.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "app/gui/FeatureSetBox.h"
#include "app/gui/PageParts.h"
#include "app/gui/train/PanelParts.h"
#include "engine/core/Csv.h"
#include "engine/core/TomlWriter.h"
#include "engine/corpus/Folds.h"
#include "engine/experiment/Experiment.h"
#include "engine/experiment/FutureModel.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

/// Digits separated by commas, read without the user's locale: they go into a file.
QRegularExpressionValidator* listOf(const char* number, QObject* parent) {
    const auto one = QString::fromLatin1(number);
    return new QRegularExpressionValidator(QRegularExpression(QStringLiteral(R"(\s*(%1(\s*,\s*%1)*)?\s*)").arg(one)), parent);
}

std::string listText(const QString& numbers) {
    std::string text("[");
    text += numbers.toStdString();
    text += ']';
    return text;
}

QString numbersText(const std::vector<double>& values) {
    QStringList words;
    for (const double value : values) words << QString::fromStdString(core::numberText(value));
    return words.join(QStringLiteral(", "));
}

}  // namespace

ExperimentForm::ExperimentForm(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    buildSystem();
    buildTraining();
    buildFolds();
    buildRuns();
    buildCopies();
    for (const Field& field : m_fields) {
        widgets::setCompact(field.control);
        field.control->setFocusPolicy(Qt::StrongFocus);
        field.control->installEventFilter(this);
    }
    for (auto* label : {m_aboutFeatures, m_speakerNote, m_members}) paintText(label, Ink::Muted);
    applyTheme();
    showText({});
}

/// All controls begin at the same place, whichever part they are in.
void ExperimentForm::alignLabels() {
    int width = 0;
    const auto each = [this](const std::function<void(QWidget*)>& act) {
        for (const Field& field : m_fields)
            if (auto* label = m_parts[field.part].rows->labelForField(field.control)) act(label);
    };
    each([&](QWidget* label) { width = std::max(width, label->sizeHint().width()); });
    each([&](QWidget* label) { label->setMinimumWidth(width); });
}

void ExperimentForm::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    alignLabels();  // the fonts are known now
}

/// The wheel scrolls the panel; it changes a value only in a control that has the focus.
bool ExperimentForm::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Wheel && !static_cast<QWidget*>(watched)->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ExperimentForm::addPart(const QString& heading, const char* name, bool collapsible) {
    Part part;
    part.collapsible = collapsible;
    part.body = new QWidget(this);
    part.rows = new QFormLayout(part.body);
    part.rows->setContentsMargins(0, 0, 0, 0);
    part.rows->setHorizontalSpacing(8);
    part.rows->setVerticalSpacing(6);
    part.rows->setRowWrapPolicy(QFormLayout::DontWrapRows);
    part.rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    part.rows->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    if (collapsible) {
        auto* opener = disclosure(heading, this);
        opener->setObjectName(QLatin1String(name));
        part.body->hide();
        connect(opener, &QToolButton::toggled, part.body, &QWidget::setVisible);
        part.heading = opener;
    } else {
        QLabel* label = sectionLabel(heading, this);
        label->setContentsMargins(0, m_parts.empty() ? 0 : 8, 0, 0);
        part.heading = label;
    }
    layout()->addWidget(part.heading);
    layout()->setAlignment(part.heading, Qt::AlignLeft);
    layout()->addWidget(part.body);
    m_parts.push_back(part);
}

void ExperimentForm::addRow(const QString& words, const char* path, QWidget* control, Use isUsed, std::function<void()> read) {
    control->setObjectName(QLatin1String(path));
    control->setAccessibleName(words);
    if (control->toolTip().isEmpty()) control->setToolTip(QLatin1String(path));
    if (words.isEmpty())
        m_parts.back().rows->addRow(control);  // it says itself what it is
    else
        m_parts.back().rows->addRow(words, control);
    m_fields.push_back({m_parts.size() - 1, path, control, std::move(isUsed), std::move(read)});
}

QComboBox* ExperimentForm::addChoice(const QString& words, const char* path, Use isUsed) {
    auto* box = chooser(words, m_parts.back().body);
    box->setMinimumContentsLength(8);
    connect(box, &QComboBox::activated, this,
            [this, box, path] { choose(path, core::tomlText(box->currentData().toString().toStdString())); });
    addRow(words, path, box, std::move(isUsed), [this, box, path] {
        const auto value = m_keys.word(path);
        box->setCurrentIndex(value ? box->findData(QString::fromStdString(*value)) : 0);
    });
    return box;
}

void ExperimentForm::addWhole(const QString& words, const char* path, int standard, int lowest, int highest, Use isUsed) {
    auto* box = new QSpinBox(m_parts.back().body);
    box->setRange(lowest, highest);
    box->setKeyboardTracking(false);
    connect(box, &QSpinBox::valueChanged, this, [this, path](int value) { choose(path, std::to_string(value)); });
    addRow(words, path, box, std::move(isUsed),
           [this, box, path, standard] { box->setValue(static_cast<int>(m_keys.number(path).value_or(standard))); });
}

void ExperimentForm::addNumbers(const QString& words, const char* path, const QString& example, Use isUsed) {
    auto* line = new QLineEdit(m_parts.back().body);
    line->setPlaceholderText(example);
    line->setValidator(listOf(R"(\d+(\.\d+)?)", line));
    const auto read = [this, line, path] { line->setText(numbersText(m_keys.numbers(path))); };
    connect(line, &QLineEdit::editingFinished, this, [this, line, path, read] {
        if (line->text() != numbersText(m_keys.numbers(path))) choose(path, listText(line->text().trimmed()));
    });
    addRow(words, path, line, std::move(isUsed), read);
}

void ExperimentForm::choose(const std::string& path, const std::string& value) {
    if (m_filling) return;
    Q_EMIT keyChosen(QString::fromStdString(path), QString::fromStdString(value));
    // What is taken of a frame is for the other heads alone.
    if (path == "model.head" && value == core::tomlText("pooling") && m_keys.has("model.columns"))
        Q_EMIT keyChosen(QStringLiteral("model.columns"), {});
}

bool ExperimentForm::learnsFromRows() const {
    if (m_model != experiment::kFuturePrediction) return experiment::isClassical(m_model);
    const auto head = experiment::futureHeadNamed(m_keys.word("model.head").value_or(""));
    return !experiment::futureLearner(head).empty();
}

void ExperimentForm::buildSystem() {
    addPart(tr("System"), "systemPart", false);
    auto* models = addChoice(tr("Model"), "model.kind", {});
    const std::pair<const char*, QString> names[] = {
        {"logmel-network", tr("Log-mel network")},
        {"svm-linear", tr("Linear SVM")},
        {"svm-rbf", tr("RBF SVM")},
        {"svm-linear-rest", tr("Linear SVM, one against the rest")},
        {"random-forest", tr("Random forest")},
        {"kernel-ridge", tr("Kernel ridge")},
        {"ridge", tr("Ridge regression")},
        {"least-squares", tr("Least squares")},
        {"speech-encoder", tr("Speech encoder")},
        {"future-prediction", tr("Future prediction")},
        {"adversarial-autoencoder", tr("Adversarial autoencoder")},
        {"iaan", tr("Dialogues, interaction-aware attention")},
        {"fusion", tr("Fusion")},
    };
    for (const auto& [kind, name] : names) models->addItem(name, QString::fromLatin1(kind));
    const auto hears = [this] { return m_model == experiment::kSpeechEncoder; };
    m_start = new QLineEdit(m_parts.back().body);
    m_start->setPlaceholderText(tr("a model of the workspace, or a folder"));
    m_start->setToolTip(tr("The network goes on from the weights of this model."));
    const auto start = [this] { return QString::fromStdString(m_keys.word("model.start").value_or(std::string())); };
    connect(m_start, &QLineEdit::editingFinished, this, [this, start] {
        if (m_start->text() != start()) choose("model.start", core::tomlText(m_start->text().trimmed().toStdString()));
    });
    addRow(
        tr("Goes on from"), "model.start", m_start,
        [this, hears] { return hears() || m_model == experiment::kFuturePrediction || m_keys.has("model.start"); },
        [this, start] { m_start->setText(start()); });
    auto* learns = addChoice(tr("What learns"), "model.train", hears);
    learns->addItem(tr("A linear probe"), QStringLiteral("probe"));
    learns->addItem(tr("The top layers"), QStringLiteral("top-layers"));
    addWhole(tr("Top layers"), "model.layers", 2, 1, 96,
             [this, hears] { return hears() && m_keys.word("model.train") == "top-layers"; });
    const auto foresees = [this] { return m_model == experiment::kFuturePrediction; };
    auto* heads = addChoice(tr("Classifier"), "model.head", foresees);
    const std::pair<const char*, QString> headNames[] = {
        {"pooling", tr("Its mean over time, the network learns")},
        {"attention-lstm", tr("Attention LSTM")},
        {"svm-rbf", tr("RBF SVM")},
        {"svm-linear", tr("Linear SVM")},
        {"random-forest", tr("Random forest")},
    };
    for (const auto& [head, name] : headNames) heads->addItem(name, QString::fromLatin1(head));
    auto* columns = addChoice(tr("Of each frame"), "model.columns", [this, foresees] {
        return foresees() && m_keys.word("model.head").value_or("pooling") != "pooling";
    });
    columns->addItem(tr("Bands and layers side by side"), QStringLiteral("concat"));
    columns->addItem(tr("Projected bands and layers side by side"), QStringLiteral("concat-projected"));
    columns->addItem(tr("Their sum"), QStringLiteral("add"));
    columns->addItem(tr("The first layer"), QStringLiteral("h1"));
    columns->addItem(tr("The second layer"), QStringLiteral("h2"));
    columns->addItem(tr("The mel bands"), QStringLiteral("frames"));
    m_features = new FeatureSetBox(m_parts.back().body);
    m_features->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_features->setMinimumContentsLength(8);
    auto* context = addChoice(tr("Context"), "model.context", [this] { return m_model == experiment::kIaan; });
    context->addItem(tr("The turns before, of both speakers"), QStringLiteral("dialogue"));
    context->addItem(tr("None"), QStringLiteral("none"));
    context->addItem(tr("Shuffled, a control"), QStringLiteral("shuffled"));
    const auto single = [this] {
        return m_model != "fusion" && m_model != experiment::kSpeechEncoder &&
               (m_model != experiment::kIaan || !m_keys.has("model.start"));
    };
    addRow(tr("Features"), "features.set", m_features, single, [this] { showFeatures(); });
    m_features->setObjectName(QStringLiteral("featureSet"));
    connect(m_features, &QComboBox::activated, this,
            [this] { choose("features.set", core::tomlText(m_features->currentText().toStdString())); });
    m_aboutFeatures = sentenceLabel(m_parts.back().body, "aboutFeatures");
    m_parts.back().rows->addRow(m_aboutFeatures);
    auto* normalise = addChoice(tr("Normalisation"), "features.normalise", [this] { return experiment::isClassical(m_model); });
    normalise->addItem(tr("On the training speakers"), QStringLiteral("training"));
    normalise->addItem(tr("Every speaker by itself"), QStringLiteral("speaker"));
    m_speakerNote = sentenceLabel(m_parts.back().body, "speakerNote");
    m_speakerNote->setText(tr("Uses the tested speaker's own recordings, without their labels."));
    m_parts.back().rows->addRow(m_speakerNote);
    m_members = sentenceLabel(m_parts.back().body, "members");
    m_parts.back().rows->addRow(m_members);
}

void ExperimentForm::buildTraining() {
    const experiment::TrainingSettings standard;
    const auto network = [this] { return m_model != "fusion" && !learnsFromRows(); };
    addPart(tr("Training"), "trainingPart", false);
    addWhole(tr("Epochs"), "training.epochs", standard.epochs, 1, 100000, network);
    addWhole(tr("Batch"), "training.batch", standard.batch, 1, 4096, network);
    m_rate = new QLineEdit(m_parts.back().body);
    m_rate->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral(R"(\d+(\.\d+)?([eE]-?\d+)?)")), m_rate));
    const auto rate = [this, standard] {
        constexpr int kDigits = 12;  // 0.0005, not 5e-04
        return QString::number(m_keys.number("training.learning_rate").value_or(standard.learningRate), 'g', kDigits);
    };
    connect(m_rate, &QLineEdit::editingFinished, this, [this, rate] {
        if (m_rate->text() != rate()) choose("training.learning_rate", m_rate->text().toStdString());
    });
    addRow(tr("Learning rate"), "training.learning_rate", m_rate, network, [this, rate] { m_rate->setText(rate()); });
    auto* schedule = addChoice(tr("Schedule"), "training.schedule", network);
    schedule->addItem(tr("Cosine"), QStringLiteral("cosine"));
    schedule->addItem(tr("Constant"), QStringLiteral("constant"));
    schedule->addItem(tr("Three stages"), QStringLiteral("tri-stage"));
    auto* precision = addChoice(tr("Precision"), "training.precision", network);
    precision->addItem(tr("32 bits"), QStringLiteral("float32"));
    precision->addItem(tr("16 bits (bfloat16), on GPUs"), QStringLiteral("bfloat16"));
}

void ExperimentForm::buildFolds() {
    addPart(tr("Test"), "foldsPart", false);
    auto* protocols = addChoice(tr("Protocol"), "folds.protocol", {});
    for (const auto& each : corpus::foldProtocols()) {
        const auto name = QString::fromUtf8(each.name.data(), static_cast<qsizetype>(each.name.size()));
        protocols->addItem(QString(name).replace(QLatin1Char('-'), QLatin1Char(' ')), name);
        protocols->setItemData(protocols->count() - 1, QCoreApplication::translate("Engine", each.description),
                               Qt::ToolTipRole);
    }
    addWhole(tr("Groups"), "folds.groups", 0, 0, 10000,
             [this] { return m_protocol == "speaker-groups" || m_protocol == "random"; });
    addWhole(tr("Inner speakers"), "folds.inner_speakers", 1, 0, 10000, [this] {
        const auto* protocol = corpus::findFoldProtocol(m_protocol);
        return m_model != "fusion" && !learnsFromRows() && protocol != nullptr && !protocol->setsInner;
    });
}

void ExperimentForm::buildCopies() {
    addPart(tr("Copies of the recordings"), "copiesPart", true);
    addNumbers(tr("Speeds"), "copies.speeds", tr("none, such as 0.9, 1.1"), {});
    addWhole(tr("Rooms"), "copies.rooms", 0, 0, 100, {});
    addWhole(tr("Noises"), "copies.noises", 0, 0, 100, {});
}

void ExperimentForm::buildRuns() {
    addPart(tr("Runs"), "runsPart", false);
    m_seeds = new QLineEdit(m_parts.back().body);
    m_seeds->setPlaceholderText(QStringLiteral("1, 2, 3"));
    m_seeds->setValidator(listOf(R"(\d{1,18})", m_seeds));
    m_seeds->setToolTip(tr("Each seed is a run of its own; several show how much of a figure is chance."));
    connect(m_seeds, &QLineEdit::editingFinished, this, &ExperimentForm::writeSeeds);
    addRow(tr("Seeds"), "seeds", m_seeds, {}, [this] { readSeeds(); });
    auto* keep = new QCheckBox(tr("Keep a model of all speakers"), m_parts.back().body);
    keep->setToolTip(tr("Trains once more on everybody at the end, and keeps that model for use."));
    connect(keep, &QCheckBox::toggled, this, [this](bool on) { choose("save_model", on ? "true" : "false"); });
    addRow({}, "save_model", keep, {}, [this, keep] { keep->setChecked(m_keys.flag("save_model").value_or(false)); });
    keep->setAccessibleName(keep->text());
}

void ExperimentForm::readSeeds() {
    QStringList words;
    for (const auto seed : m_keys.wholes("seeds")) words << QString::number(seed);
    if (words.isEmpty()) words << QString::number(static_cast<qint64>(m_keys.number("seed").value_or(1)));
    m_seeds->setText(words.join(QStringLiteral(", ")));
}

/// One key: `seeds` where the text has it or there are several, else `seed`.
void ExperimentForm::writeSeeds() {
    const auto text = m_seeds->text().simplified();
    const auto typed = m_seeds->text();
    readSeeds();
    if (text.isEmpty() || text == m_seeds->text()) return;
    m_seeds->setText(typed);
    const bool list = m_keys.has("seeds") || text.contains(QLatin1Char(','));
    choose(list ? "seeds" : "seed", list ? listText(text) : text.toStdString());
}

void ExperimentForm::showFeatures() {
    const auto set = m_keys.word("features.set").value_or("logmel80");
    m_features->setReasons([&](const features::FeatureSet& each) {
        return experiment::takesFeatures(m_model, each.name())
                   ? QString()
                   : tr("The model %1 cannot be trained on it.").arg(QString::fromStdString(m_model));
    });
    m_features->setPlaceholderText(QString::fromStdString(set));  // several sets, joined by "+", are no entry of the list
    m_features->setCurrentIndex(m_features->findText(QString::fromStdString(set)));
    m_aboutFeatures->setText(m_features->about());
}

void ExperimentForm::showMembers() {
    QStringList lines;
    for (const auto& member : m_keys.tables("member"))
        lines << QStringLiteral("%1, %2").arg(QString::fromStdString(member.word("kind").value_or("")),
                                              QString::fromStdString(member.word("set").value_or("")));
    m_members->setText(tr("Members, their posteriors averaged:") + QLatin1Char('\n') + lines.join(QLatin1Char('\n')));
}

void ExperimentForm::showText(const QString& toml) {
    m_keys = experiment::TextKeys(toml.toStdString());
    setEnabled(m_keys.isToml() && !toml.isEmpty());
    m_model = m_keys.word("model.kind").value_or("logmel-network");
    m_protocol = m_keys.word("folds.protocol").value_or("leave-one-speaker-out");
    m_filling = true;
    std::vector<bool> used(m_parts.size(), false);
    for (const Field& field : m_fields) {
        const bool shown = (!field.isUsed || field.isUsed()) && !m_keys.isSwept(field.path);
        m_parts[field.part].rows->setRowVisible(field.control, shown);
        used[field.part] = used[field.part] || shown;
        if (shown && (m_keys.isToml() || toml.isEmpty())) field.read();
    }
    m_filling = false;
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        m_parts[i].heading->setVisible(used[i]);
        const auto* opener = qobject_cast<QToolButton*>(m_parts[i].heading);
        m_parts[i].body->setVisible(used[i] && (opener == nullptr || opener->isChecked()));
    }
    alignLabels();
    if (!m_keys.isToml() || toml.isEmpty()) m_features->setCurrentIndex(-1);  // it names none
    m_aboutFeatures->setVisible(m_keys.isToml() && m_model != "fusion" && m_model != experiment::kSpeechEncoder &&
                                m_features->currentIndex() >= 0);
    m_speakerNote->setVisible(m_keys.word("features.normalise") == "speaker" && experiment::isClassical(m_model));
    m_members->setVisible(m_model == "fusion");
    if (m_model == "fusion") showMembers();
}

void ExperimentForm::applyTheme() {
    const Theme& theme = Theme::instance();
    for (auto* label : {m_aboutFeatures, m_speakerNote, m_members}) label->setFont(theme.font(Theme::Size::Small));
}

}  // namespace prososcope::gui
