// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/rating/RatingStart.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRandomGenerator>
#include <QVBoxLayout>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/PageParts.h"
#include "app/gui/rating/RatingWindow.h"
#include "engine/core/ProcessIdentity.h"
#include "widgets/Style.h"

namespace prososcope::gui {

using engine_thread::translated;

RatingStart::RatingStart(const QString& workspaceFolder, const QString& corpus, const QStringList& classes, QWidget* parent)
    : QDialog(parent), m_folder(workspaceFolder), m_corpus(corpus) {
    setObjectName(QStringLiteral("ratingStart"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Rate %1").arg(corpus));
    auto* about =
        new QLabel(tr("Utterances are played in random order. Labels and predictions stay hidden, so that every rater "
                      "judges by ear alone."),
                   this);
    about->setWordWrap(true);
    m_rounds = new QComboBox(this);
    m_rounds->addItem(tr("A new round"));
    m_rater = new QLineEdit(QString::fromStdString(core::loginName()), this);
    m_byClass = new QRadioButton(tr("Choose one of these classes"), this);
    m_traces = new QRadioButton(tr("Trace valence and arousal with the mouse"), this);
    m_byClass->setChecked(true);
    m_classes = new QLineEdit(classes.join(QStringLiteral(", ")), this);
    m_classes->setToolTip(tr("Names with commas between them; the first nine have the digits as keys."));
    m_problem = warningLabel({}, this);
    auto* form = new QFormLayout;
    form->addRow(tr("Round"), m_rounds);
    form->addRow(tr("Rater"), m_rater);
    form->addRow(m_byClass);
    form->addRow(tr("Classes"), m_classes);
    form->addRow(m_traces);
    m_rounds->setAccessibleName(tr("Round"));
    m_rater->setAccessibleName(tr("Rater"));
    m_classes->setAccessibleName(tr("Classes"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_start = buttons->addButton(tr("Begin"), QDialogButtonBox::AcceptRole);
    widgets::setPrimary(m_start);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(about);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(460);

    connect(m_byClass, &QRadioButton::toggled, m_classes, &QWidget::setEnabled);
    connect(m_rounds, &QComboBox::currentIndexChanged, this, &RatingStart::chooseRound);
    connect(buttons, &QDialogButtonBox::accepted, this, &RatingStart::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    using Rounds = std::vector<store::RatingRound>;
    m_loader.load<Rounds>(
        QStringLiteral("rounds"),
        [folder = std::filesystem::path(m_folder.toStdString()),
         name = corpus.toStdString()](core::Progress&) -> core::Result<Rounds> {
            const auto workspace = store::Workspace::open(folder);
            if (!workspace) return core::fail(workspace.error());
            return store::ratingRounds(*workspace, name);
        },
        [this](core::Result<Rounds> rounds) {
            if (rounds)
                showRounds(std::move(*rounds));
            else
                m_problem->setText(translated(rounds.error().text));
        });
}

QString RatingStart::problem() const { return m_problem->text(); }

void RatingStart::showRounds(std::vector<store::RatingRound> rounds) {
    m_known = std::move(rounds);
    for (const auto& round : m_known) {
        m_rounds->addItem(
            tr("Go on with round %1 of %2, %3 rated").arg(round.id).arg(QString::fromStdString(round.rater)).arg(round.rated));
    }
}

void RatingStart::chooseRound() {
    const int index = m_rounds->currentIndex();
    const bool isNew = index <= 0;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_rater, m_byClass, m_traces}) widget->setEnabled(isNew);
    m_classes->setEnabled(isNew && m_byClass->isChecked());
    if (isNew) return;
    const auto& round = m_known[static_cast<std::size_t>(index - 1)];
    m_rater->setText(QString::fromStdString(round.rater));
    (round.isTraced() ? m_traces : m_byClass)->setChecked(true);
    m_classes->setEnabled(false);
    if (round.isTraced()) return;
    QStringList words;
    for (const auto& word : round.classes) words << QString::fromStdString(word);
    m_classes->setText(words.join(QStringLiteral(", ")));
}

void RatingStart::start() {
    if (const int index = m_rounds->currentIndex(); index > 0) {
        openRound(m_known[static_cast<std::size_t>(index - 1)]);
        return;
    }
    store::RatingRound round;
    round.corpus = m_corpus.toStdString();
    round.rater = m_rater->text().trimmed().toStdString();
    round.seed = QRandomGenerator::global()->generate();
    if (m_byClass->isChecked()) {
        for (const QString& word : m_classes->text().split(QLatin1Char(','))) {
            if (!word.trimmed().isEmpty()) round.classes.push_back(word.trimmed().toStdString());
        }
        if (round.classes.size() < 2) {
            m_problem->setText(tr("Name at least two classes, with a comma between them."));
            return;
        }
    }
    m_start->setEnabled(false);
    m_loader.load<store::RatingRound>(
        QStringLiteral("start"),
        [folder = std::filesystem::path(m_folder.toStdString()), round](core::Progress&) -> core::Result<store::RatingRound> {
            auto workspace = store::Workspace::open(folder);
            if (!workspace) return core::fail(workspace.error());
            return store::startRatingRound(*workspace, round);
        },
        [this](core::Result<store::RatingRound> made) {
            m_start->setEnabled(true);
            if (made)
                openRound(*made);
            else
                m_problem->setText(translated(made.error().text));
        });
}

void RatingStart::openRound(const store::RatingRound& round) {
    auto* window = new RatingWindow(m_folder, round, parentWidget());
    window->setWindowModality(Qt::ApplicationModal);
    window->showMaximized();  // the labels of a corpus that is shown behind it are not to be seen
    Q_EMIT started(window);
    accept();
}

}  // namespace prososcope::gui
