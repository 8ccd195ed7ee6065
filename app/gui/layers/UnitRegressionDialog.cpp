// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/layers/UnitRegressionDialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QThread>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/PageParts.h"
#include "app/gui/TextTable.h"
#include "app/gui/inspect/PanelParts.h"
#include "engine/annotation/Beside.h"
#include "widgets/DimensionPlottable.h"
#include "widgets/ScatterView.h"
#include "widgets/ScoreText.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using engine_thread::translated;
using widgets::Ink;
using widgets::ScatterPoint;
using widgets::ScatterView;
using widgets::Theme;

namespace {

constexpr int kStandardCount = 100;
constexpr int kMostThreads = 8;
constexpr int kSteps = 1000;  ///< of the progress bar
constexpr int kFormWidth = 300;
constexpr int kTargetRows = 5;
constexpr int kSpace = 16;
constexpr int kDigits = 3;

QString withInterval(const analysis::ScoreWithInterval& score) {
    const QLocale locale;
    const auto number = [&](double value, int digits) {
        return std::isfinite(value) ? locale.toString(value, 'f', digits) : QStringLiteral("\u2013");
    };
    return QStringLiteral("%1 [%2, %3]")
        .arg(number(score.value, kDigits), number(score.interval.low, kDigits - 1), number(score.interval.high, kDigits - 1));
}

std::filesystem::path modelsOf(const PageContext& context) {
    return std::filesystem::path(context.workspaceFolder.toStdString()) / "models";
}

}  // namespace

UnitRegressionDialog::UnitRegressionDialog(const PageContext& context, UnitRegressionSource source, QWidget* parent)
    : QDialog(parent), m_context(context), m_source(std::move(source)) {
    setObjectName(QStringLiteral("unitRegressionDialog"));
    setWindowTitle(tr("Predict from units"));
    setModal(false);
    m_layerBegins.push_back(0);
    for (const auto units : m_source.set->widths())
        m_layerBegins.push_back(m_layerBegins.back() + static_cast<std::size_t>(units));
    auto* across = new QHBoxLayout;
    across->setSpacing(kSpace);
    across->addWidget(buildForm());
    across->addWidget(buildResult(), 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_open = buttons->addButton(tr("&Open in Inspect"), QDialogButtonBox::ActionRole);
    m_open->setObjectName(QStringLiteral("openInInspect"));
    m_open->setToolTip(tr("Shows what the model gives over time on a recording of the corpus."));
    m_fitButton = buttons->addButton(tr("&Fit"), QDialogButtonBox::ActionRole);
    m_fitButton->setObjectName(QStringLiteral("fit"));
    m_fitButton->setToolTip(tr("Fits the regression, measures its error and keeps it as a model of this workspace."));
    auto* column = new QVBoxLayout(this);
    column->addLayout(across, 1);
    column->addWidget(buttons);
    m_fitButton->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, &UnitRegressionDialog::cancel);
    connect(m_fitButton, &QPushButton::clicked, this, &UnitRegressionDialog::start);
    connect(m_open, &QPushButton::clicked, this, [this] {
        // The longest recording shows most of a track.
        QString audio;
        double longest = 0.0;
        const auto& info = m_source.set->set.info();
        for (std::size_t row = 0; row < info.utterances.size(); ++row) {
            const auto path = soundOf(*m_source.set, row).path;
            if (path.empty() || info.seconds[row] <= longest) continue;
            longest = info.seconds[row];
            audio = QString::fromStdString(path.string());
        }
        accept();
        Q_EMIT openRequested(m_kept, audio);
    });
    if (m_context.engine != nullptr) {
        connect(m_context.engine, &engine_thread::EngineThread::jobProgress, this,
                [this](quint64 job, double fraction, const QString& /*what*/, double /*remaining*/) {
                    if (m_job != 0 && job == m_job) m_progress->setValue(static_cast<int>(fraction * kSteps));
                });
    }
    noteChange();
    showState();
    const double scale = Theme::instance().scale();
    resize(static_cast<int>(1040 * scale), static_cast<int>(660 * scale));
}

UnitRegressionDialog::~UnitRegressionDialog() = default;

QWidget* UnitRegressionDialog::buildForm() {
    m_targets = new QListWidget;
    int firstTicked = -1;
    QStringList words{QString::fromStdString(m_source.encoder.card.name)};
    for (const auto& choice : m_source.set->targets) {
        const bool derived = choice.kind == experiment::TargetKind::Derived;
        auto* item =
            new QListWidgetItem(derived ? tr("%1 (derived)").arg(targetTitle(choice)) : targetTitle(choice), m_targets);
        const QString key = QString::fromStdString(choice.key);
        item->setData(Qt::UserRole, key);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        const bool isTicked = m_source.targets.contains(key);
        item->setCheckState(isTicked ? Qt::Checked : Qt::Unchecked);
        if (isTicked) words << QString::fromStdString(choice.word);
        if (isTicked && firstTicked < 0) firstTicked = m_targets->row(item);
        const QString note = targetNote(choice);
        const QString known = tr("known of %1 utterances by %2 speakers").arg(choice.utterances).arg(choice.speakers);
        item->setToolTip(note.isEmpty() ? known : note + QStringLiteral("; ") + known);
    }
    m_targets->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_targets->setTextElideMode(Qt::ElideRight);
    m_targets->setCurrentRow(std::max(0, firstTicked));
    m_targets->setFixedHeight(kTargetRows * m_targets->sizeHintForRow(0) + 2 * m_targets->frameWidth() + 2);
    if (m_targets->count() > 0) m_targets->scrollToItem(m_targets->currentItem(), QAbstractItemView::PositionAtTop);
    m_among = new QComboBox;
    m_among->addItem(tr("all %1 units").arg(m_layerBegins.back()), AllUnits);
    m_among->addItem(tr("layers"), SomeLayers);
    if (!m_source.units.empty()) {
        m_among->addItem(tr("the %n chosen units", nullptr, static_cast<int>(m_source.units.size())), ChosenUnits);
        m_among->setCurrentIndex(2);
    }
    m_first = new QComboBox;
    m_last = new QComboBox;
    for (const auto& layer : m_source.set->set.info().layers) {
        for (QComboBox* box : {m_first, m_last}) box->addItem(QString::fromStdString(layer.name));
    }
    m_last->setCurrentIndex(m_last->count() - 1);
    m_count = new QSpinBox;
    m_count->setRange(1, static_cast<int>(m_layerBegins.back()));
    m_count->setValue(kStandardCount);
    m_name = new QLineEdit;
    m_name->setText(QString::fromStdString(annotation::safeName(words.join('-').toStdString())));
    m_name->setCursorPosition(0);

    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins({});
    auto* form = new QFormLayout;
    column->addLayout(form);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(tr("&Targets"), m_targets);
    form->addRow(tr("&Among"), m_among);
    form->addRow(tr("f&rom"), m_first);
    form->addRow(tr("t&o"), m_last);
    form->addRow(tr("Take the &best"), m_count);
    form->addRow(tr("&Name"), m_name);
    const std::initializer_list<std::tuple<QWidget*, const char*, QString, QString>> fields{
        {m_targets, "targets", tr("Targets"), tr("What the model is to predict. Space ticks and unticks.")},
        {m_among, "among", tr("Units among which the best are chosen"),
         tr("Of which units the mean activations may be taken.")},
        {m_first, "firstLayer", tr("First layer"), tr("The layer nearest to the sound.")},
        {m_last, "lastLayer", tr("Last layer"), tr("The layer farthest from the sound.")},
        {m_count, "count", tr("Number of units"),
         tr("So many units with the largest F score, chosen for each target among the training speakers alone.")},
        {m_name, "modelName", tr("Name of the model"), tr("Under this name the model lies in the workspace.")}};
    for (const auto& [field, name, accessible, tip] : fields) {
        field->setObjectName(QLatin1String(name));
        field->setAccessibleName(accessible);
        field->setToolTip(tip);
    }
    m_problem = new QLabel;
    m_problem->setObjectName(QStringLiteral("regressionProblem"));
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    m_progress = new QProgressBar;
    m_progress->setRange(0, kSteps);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_cancel = new QPushButton(tr("&Cancel"));
    m_cancel->setObjectName(QStringLiteral("cancelFit"));
    m_cancel->setToolTip(tr("Stops the fit; nothing is kept."));
    m_cancel->setAutoDefault(false);
    m_progressRow = new QWidget;
    auto* row = new QHBoxLayout(m_progressRow);
    row->setContentsMargins({});
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    column->addWidget(m_progressRow);
    column->addStretch(1);
    body->setFixedWidth(static_cast<int>(kFormWidth * Theme::instance().scale()));

    connect(m_targets, &QListWidget::itemChanged, this, &UnitRegressionDialog::noteChange);
    for (QComboBox* box : {m_among, m_first, m_last})
        connect(box, &QComboBox::currentIndexChanged, this, &UnitRegressionDialog::noteChange);
    connect(m_name, &QLineEdit::textChanged, this, &UnitRegressionDialog::noteChange);
    connect(m_cancel, &QPushButton::clicked, this, &UnitRegressionDialog::cancel);
    return body;
}

QWidget* UnitRegressionDialog::buildResult() {
    m_result = new QWidget;
    auto* column = new QVBoxLayout(m_result);
    column->setContentsMargins({});
    m_sentence = new QLabel;
    m_sentence->setObjectName(QStringLiteral("regressionSentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_warning = warningLabel({}, m_result);
    m_warning->setObjectName(QStringLiteral("regressionWarning"));
    m_plotRow = new QHBoxLayout;
    m_plotRow->setSpacing(kSpace);
    m_table = new TextTable(m_result);
    m_table->setObjectName(QStringLiteral("speakerErrors"));
    m_table->setAccessibleName(tr("Error by speaker"));
    m_table->setToolTip(tr(
        "Root mean squared error on each speaker, whom the regression was not fitted to, beside that of predicting the other "
        "speakers' mean. Ctrl+C copies."));
    column->addWidget(m_sentence);
    column->addWidget(m_warning);
    column->addLayout(m_plotRow, 1);
    column->addWidget(m_table, 1);
    return m_result;
}

QStringList UnitRegressionDialog::ticked() const {
    QStringList keys;
    for (int i = 0; i < m_targets->count(); ++i) {
        if (m_targets->item(i)->checkState() == Qt::Checked) keys << m_targets->item(i)->data(Qt::UserRole).toString();
    }
    return keys;
}

backend::UnitRegressionSettings UnitRegressionDialog::settings() const {
    backend::UnitRegressionSettings made;
    for (const QString& key : ticked()) made.targets.push_back(key.toStdString());
    made.count = static_cast<std::size_t>(m_count->value());
    made.threads = std::clamp(QThread::idealThreadCount(), 1, kMostThreads);
    const int among = m_among->currentData().toInt();
    if (among == ChosenUnits) made.units = m_source.units;
    if (among == SomeLayers) {
        const auto first = static_cast<std::size_t>(std::min(m_first->currentIndex(), m_last->currentIndex()));
        const auto last = static_cast<std::size_t>(std::max(m_first->currentIndex(), m_last->currentIndex()));
        for (std::size_t unit = m_layerBegins[first]; unit < m_layerBegins[last + 1]; ++unit) made.units.push_back(unit);
    }
    return made;
}

QStringList UnitRegressionDialog::arguments() const {
    const auto made = settings();
    if (made.targets.empty()) return {};
    const auto& info = m_source.set->set.info();
    QStringList list{
        QStringLiteral("regress"),        QStringLiteral("--encoder"),         QString::fromStdString(info.encoder),
        QStringLiteral("--corpus"),       QString::fromStdString(info.corpus), QStringLiteral("--tap"),
        QString::fromStdString(info.tap), QStringLiteral("--targets"),         ticked().join(QLatin1Char(',')),
        QStringLiteral("--units"),        QString::number(made.count)};
    QStringList spans;  // neighbours as one
    auto units = made.units;
    std::sort(units.begin(), units.end());
    for (std::size_t i = 0; i < units.size();) {
        std::size_t end = i + 1;
        while (end < units.size() && units[end] == units[end - 1] + 1) ++end;
        spans << (end - i == 1 ? QString::number(units[i]) : QStringLiteral("%1-%2").arg(units[i]).arg(units[end - 1]));
        i = end;
    }
    if (!spans.isEmpty()) list << QStringLiteral("--among") << spans.join(QLatin1Char(','));
    list << QStringLiteral("--name") << m_name->text();
    return list;
}

QString UnitRegressionDialog::sentence() const { return m_sentence->text(); }

void UnitRegressionDialog::noteChange() {
    const bool layers = m_among->currentData().toInt() == SomeLayers;
    m_first->setEnabled(layers);
    m_last->setEnabled(layers);
    QString problem;
    bool wrong = true;
    const std::string name = m_name->text().toStdString();
    if (ticked().isEmpty()) {
        problem = m_targets->count() == 0 ? tr("This corpus has no labels to predict.") : tr("Tick at least one target.");
    } else if (name.empty() || annotation::safeName(name) != name) {
        problem = tr("Give a name of letters, digits, - and _.");
    } else {
        wrong = false;
        const auto card = modelsOf(m_context) / (name + ".json");
        if (QFileInfo::exists(QString::fromStdString(card.string())))
            problem = tr("A model of this name is there: it is replaced.");
    }
    m_problem->setText(problem);
    paintText(m_problem, wrong ? Ink::Error : Ink::Muted);
    m_fitButton->setEnabled(!wrong && !isRunning() && m_context.engine != nullptr);
}

void UnitRegressionDialog::start() {
    if (isRunning() || !m_fitButton->isEnabled()) return;
    m_fit.reset();
    m_kept.clear();
    m_progress->setValue(0);
    const QString name = m_name->text();
    using Fit = std::shared_ptr<const backend::UnitRegressionFit>;
    const backend::UnitRegressionTitle title{
        name.toStdString(),
        {},
        (QStringList{QStringLiteral("prososcope-cli")} + arguments()).join(QLatin1Char(' ')).toStdString()};
    m_job = m_context.engine->enqueue(
        tr("Fit %1").arg(name), this,
        [source = m_source, settings = settings(), title,
         models = modelsOf(m_context)](core::Progress& progress) -> core::Result<std::any> {
            if (auto good = backend::checkUnitRegressionName(title.name, models); !good) return core::fail(good.error());
            auto fit = backend::fitUnitRegression(settings, source.encoder.card, source.set->corpus, source.set->set, progress);
            if (!fit) return core::fail(fit.error());
            if (progress.stopRequested()) return core::cancelled();
            if (auto kept = backend::keepUnitRegression(*fit, source.encoder.card, source.set->corpus, title, models); !kept)
                return core::fail(kept.error());
            return std::any(Fit(std::make_shared<backend::UnitRegressionFit>(std::move(*fit))));
        },
        [this, name](const core::Result<std::any>& result) {
            if (!result)
                finish(core::fail(result.error()), name);
            else
                finish(std::any_cast<Fit>(*result), name);
        });
    showState();
}

void UnitRegressionDialog::cancel() {
    if (isRunning()) m_context.engine->cancel(m_job);
}

void UnitRegressionDialog::finish(const core::Result<std::shared_ptr<const backend::UnitRegressionFit>>& result,
                                  const QString& name) {
    m_job = 0;
    noteChange();
    if (result) {
        m_fit = *result;
        m_kept = name;
    } else if (result.error().kind == core::ErrorKind::Cancelled) {
        m_problem->setText(tr("Stopped; nothing was kept."));
        paintText(m_problem, Ink::Muted);
    } else {
        m_problem->setText(translated(result.error().text));
        paintText(m_problem, Ink::Error);
    }
    showState();
    showFit();
    if (m_fit == nullptr) return;
    m_open->setDefault(true);
    m_open->setFocus();
    Q_EMIT kept(m_kept);
}

QString UnitRegressionDialog::targetWord(std::size_t target) const {
    const auto& of = m_fit->model.targets[target];
    const QString word = widgets::DimensionPlottable::word(QString::fromStdString(of.name));
    return of.derived ? tr("%1 (derived)").arg(word) : word;
}

void UnitRegressionDialog::showFit() {
    const std::size_t count = m_fit == nullptr ? 0 : m_fit->errors.size();
    while (m_plots.size() < static_cast<qsizetype>(count)) {
        m_plots.append(new ScatterView(m_result));
        m_plots.last()->setObjectName(QStringLiteral("regressionPlot%1").arg(m_plots.size()));
        m_plotRow->addWidget(m_plots.last(), 1);
    }
    for (qsizetype i = 0; i < m_plots.size(); ++i) m_plots[i]->setVisible(i < static_cast<qsizetype>(count));
    if (m_fit == nullptr) return;
    QStringList sentences;
    QStringList columns{tr("Speaker"), tr("n")};
    std::vector<QStringList> rows;
    const QLocale locale;
    const auto number = [&](double value) { return locale.toString(value, 'f', kDigits); };
    for (const auto& speaker : m_fit->errors.front().leftOut.speakers)
        rows.push_back({QString::fromStdString(speaker.speaker), QString::number(speaker.rows)});
    rows.push_back({tr("all"), QString::number(m_fit->utterances.size())});
    for (std::size_t t = 0; t < count; ++t) {
        const auto& error = m_fit->errors[t];
        const QString word = targetWord(t);
        sentences << tr("%1: RMSE %2 against %3 by predicting the mean; CCC %4.")
                         .arg(word, withInterval(error.score.rootMeanSquaredError),
                              withInterval(error.meanScore.rootMeanSquaredError), withInterval(error.score.concordance));
        std::vector<ScatterPoint> points;
        for (std::size_t i = 0; i < error.truth.size(); ++i)
            points.push_back({error.truth[i], error.leftOut.predictions[i], QString::fromStdString(m_fit->utterances[i]), i});
        m_plots[static_cast<qsizetype>(t)]->setPoints(word, std::move(points));
        columns << tr("RMSE %1").arg(widgets::DimensionPlottable::word(QString::fromStdString(m_fit->model.targets[t].name)))
                << tr("of the mean");
        for (std::size_t s = 0; s < error.leftOut.speakers.size(); ++s)
            rows[s] << number(std::sqrt(error.leftOut.speakers[s].meanSquaredError))
                    << number(std::sqrt(error.mean.speakers[s].meanSquaredError));
        rows.back() << number(error.score.rootMeanSquaredError.value) << number(error.meanScore.rootMeanSquaredError.value);
    }
    sentences << tr("Left-out speakers; in brackets 95 % intervals by bootstrap over %n speakers.", nullptr,
                    static_cast<int>(m_fit->errors.front().leftOut.speakers.size()));
    if (m_fit->unrated > 0)
        sentences << tr("%n utterances without all of these labels were left out.", nullptr, static_cast<int>(m_fit->unrated));
    m_sentence->setText(sentences.join(QLatin1Char('\n')));
    m_warning->setText(tr("The network itself was trained on %1 of these %2 speakers: the errors are too small.")
                           .arg(m_fit->heard.size())
                           .arg(m_fit->errors.front().leftOut.speakers.size()));
    m_table->setTexts(columns, rows, 1);
}

void UnitRegressionDialog::showState() {
    m_progressRow->setVisible(isRunning());
    for (QWidget* field : std::initializer_list<QWidget*>{m_targets, m_among, m_count, m_name}) field->setEnabled(!isRunning());
    if (isRunning()) {
        m_first->setEnabled(false);
        m_last->setEnabled(false);
        m_fitButton->setEnabled(false);
    }
    m_open->setEnabled(m_fit != nullptr);
    m_warning->setVisible(m_fit != nullptr && !m_fit->heard.empty());
    m_table->setVisible(m_fit != nullptr);
    if (m_fit == nullptr) {
        m_sentence->setText(
            isRunning()
                ? tr("Fitting, one speaker left out after the other.")
                : tr("A linear regression from the mean activations of units to what was labelled. Its error is that on "
                     "speakers whom it was not fitted to. Over time it gives running means, which Inspect draws."));
    }
}

}  // namespace prososcope::gui
