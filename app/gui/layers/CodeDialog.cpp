// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/layers/CodeDialog.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <any>
#include <cmath>
#include <map>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/PageParts.h"
#include "app/gui/SaveFile.h"
#include "app/gui/TextTable.h"
#include "app/gui/inspect/SecondsSpan.h"
#include "engine/backend/TorchBackend.h"
#include "widgets/ScatterView.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {

constexpr int kCodeThreads = 1;
constexpr std::size_t kMostFeatures = 40;  ///< that the table lists
constexpr QSize kCodeDialogSize{1040, 660};
const QString kCodeSlot = QStringLiteral("layers.codes");

QString fixed(double value, int digits) { return QLocale().toString(value, 'f', digits); }

}  // namespace

CodeBackend CodeBackend::ofEngine() {
    CodeBackend made;
    made.open = [](const store::ModelEntry& model) -> core::Result<std::unique_ptr<backend::AutoencoderView>> {
        const auto torch = backend::torchBackend();
        if (!torch) return core::fail(torch.error());
        const auto networks = backend::autoencoderBackend(**torch);
        if (!networks) return core::fail(networks.error());
        return (*networks)->open(model, "cpu", kCodeThreads);
    };
    return made;
}

/// The network and the codes of the utterances that were looked at so far.
struct CodeDialog::Opened {
    std::unique_ptr<backend::AutoencoderView> view;
    std::map<int, backend::AutoencoderCode> codes;

    core::Result<const backend::AutoencoderCode*> code(int utterance, const backend::RecordingSpan& sound,
                                                       core::Progress& progress) {
        if (const auto known = codes.find(utterance); known != codes.end()) return &known->second;
        auto made = backend::codeOfRecording(*view, sound, progress);
        if (!made) return core::fail(made.error());
        return &codes.emplace(utterance, std::move(*made)).first->second;
    }
};

CodeDialog::CodeDialog(const PageContext& context, store::ModelEntry model, std::vector<CodedUtterance> utterances,
                       CodeBackend backend, QWidget* parent)
    : QDialog(parent),
      m_context(context),
      m_model(std::move(model)),
      m_utterances(std::move(utterances)),
      m_backend(std::move(backend)),
      m_opened(std::make_shared<Opened>()) {
    setObjectName(QStringLiteral("codes"));
    setWindowTitle(tr("Emotion and style"));
    const auto given = static_cast<int>(m_utterances.size());
    if (given > kMostUtterances) m_utterances.resize(kMostUtterances);
    build();
    m_cut->setVisible(given > kMostUtterances);
    m_cut->setText(tr("Of %1 selected utterances the first %2 are offered.").arg(given).arg(kMostUtterances));
    for (auto* box : {m_emotion, m_style}) {
        for (const auto& each : m_utterances) box->addItem(each.name);
    }
    m_emotion->setCurrentIndex(m_utterances.size() > 1 ? 1 : 0);
    for (auto* box : {m_emotion, m_style}) connect(box, &QComboBox::currentIndexChanged, this, &CodeDialog::look);
    resize(kCodeDialogSize * widgets::Theme::instance().scale());
    look();
}

CodeDialog::~CodeDialog() = default;

QComboBox* CodeDialog::addChooser(const char* name, const QString& title, const QString& tip, QFormLayout* form) {
    auto* box = new QComboBox(this);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(title);
    box->setToolTip(tip);
    form->addRow(title, box);
    return box;
}

void CodeDialog::build() {
    auto* form = new QFormLayout;
    m_emotion = addChooser("codesEmotion", tr("Emotion of"), tr("The utterance whose emotion is put in."), form);
    m_style =
        addChooser("codesStyle", tr("Style of"), tr("The utterance whose style is kept: all that is not its emotion."), form);
    m_exchange = new QPushButton(tr("Exchange"), this);
    m_exchange->setObjectName(QStringLiteral("codesExchange"));
    m_exchange->setToolTip(tr("Exchange the two utterances."));
    m_exchange->setAutoDefault(false);
    m_exchange->setEnabled(m_utterances.size() > 1);
    connect(m_exchange, &QPushButton::clicked, this, [this] {
        const int emotion = m_emotion->currentIndex();
        {
            const QSignalBlocker quiet(m_emotion);
            m_emotion->setCurrentIndex(m_style->currentIndex());
        }
        m_style->setCurrentIndex(emotion);
    });
    m_cut = new QLabel(this);
    m_cut->setObjectName(QStringLiteral("codesCut"));
    m_cut->setWordWrap(true);
    paintText(m_cut, widgets::Ink::Muted);
    m_sentence = new QLabel(this);
    m_sentence->setObjectName(QStringLiteral("codesSentence"));
    m_sentence->setAccessibleName(tr("What was made"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_scatter = new widgets::ScatterView(this);
    m_scatter->setObjectName(QStringLiteral("codesScatter"));
    m_features = new TextTable(this);
    m_features->setObjectName(QStringLiteral("codesFeatures"));
    m_features->setAccessibleName(tr("Features that differ most"));
    m_emotions = new TextTable(this);
    m_emotions->setObjectName(QStringLiteral("codesEmotions"));
    m_emotions->setAccessibleName(tr("Emotions of the utterances and of what was made"));
    m_save = new QPushButton(tr("Save as CSV..."), this);
    m_save->setObjectName(QStringLiteral("codesSave"));
    m_save->setToolTip(tr("Save all features of both rows, in standard deviations and in their own units."));
    m_save->setAutoDefault(false);
    connect(m_save, &QPushButton::clicked, this, &CodeDialog::askSave);
    auto* close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("codesClose"));
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);

    auto* top = new QHBoxLayout;
    top->addLayout(form, 1);
    top->addWidget(m_exchange, 0, Qt::AlignVCenter);
    auto* tables = new QVBoxLayout;
    tables->addWidget(m_features, 2);
    tables->addWidget(m_emotions, 1);
    auto* across = new QHBoxLayout;
    across->addWidget(m_scatter, 4);
    across->addLayout(tables, 5);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_save);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_cut);
    layout->addWidget(m_sentence);
    layout->addLayout(across, 1);
    layout->addLayout(buttons);
}

bool CodeDialog::isSwap() const { return m_emotion->currentIndex() != m_style->currentIndex(); }

void CodeDialog::look() {
    showComparison(nullptr);
    setSentence(tr("The autoencoder listens."), false);
    const int emotion = m_emotion->currentIndex();
    const int style = m_style->currentIndex();
    if (emotion < 0 || style < 0) return;
    const auto soundOf = [&](int each) { return m_utterances[static_cast<std::size_t>(each)].sound; };
    const auto work = [opened = m_opened, open = m_backend.open, model = m_model, emotion, style,
                       emotionSound = soundOf(emotion),
                       styleSound = soundOf(style)](core::Progress& progress) -> core::Result<std::any> {
        if (opened->view == nullptr) {
            auto view = open(model);
            if (!view) return core::fail(view.error());
            opened->view = std::move(*view);
        }
        auto first = progress.part(0.0, 0.5);
        const auto styled = opened->code(style, styleSound, first);
        if (!styled) return core::fail(styled.error());
        auto rest = progress.part(0.5, 1.0);
        const auto felt = opened->code(emotion, emotionSound, rest);
        if (!felt) return core::fail(felt.error());
        auto made = emotion == style ? backend::reconstruction(*opened->view, **styled)
                                     : backend::emotionSwapped(*opened->view, **felt, **styled);
        if (!made) return core::fail(made.error());
        return std::any(std::make_shared<const backend::CodeComparison>(std::move(*made)));
    };
    m_busy = true;
    m_context.engine->look(kCodeSlot, this, work, [this, generation = ++m_generation](const core::Result<std::any>& result) {
        if (generation != m_generation) return;
        m_busy = false;
        if (result)
            showComparison(std::any_cast<std::shared_ptr<const backend::CodeComparison>>(*result));
        else if (result.error().kind != core::ErrorKind::Cancelled)
            setSentence(translated(result.error().text), true);
    });
}

void CodeDialog::setSentence(const QString& text, bool error) {
    m_sentence->setText(text);
    paintText(m_sentence, error ? widgets::Ink::Error : widgets::Ink::Text);
}

QString CodeDialog::sentence() const { return m_sentence->text(); }

void CodeDialog::showComparison(std::shared_ptr<const backend::CodeComparison> comparison) {
    m_shown = std::move(comparison);
    m_save->setEnabled(m_shown != nullptr);
    const QString from = isSwap() ? tr("reconstruction") : tr("recording");
    const QString to = isSwap() ? tr("with the other emotion") : tr("reconstruction");
    const auto axis = [](const QString& what) { return tr("%1, standard deviations").arg(what); };
    const widgets::ScatterWords words{isSwap() ? tr("Features with another emotion against those of the reconstruction")
                                               : tr("Features of the reconstruction against those of the recording"),
                                      from,
                                      to,
                                      axis(from),
                                      axis(to),
                                      tr("feature"),
                                      tr("There is nothing to compare yet.")};
    std::vector<widgets::ScatterPoint> points;
    if (m_shown != nullptr) {
        for (std::size_t c = 0; c < m_shown->from.size(); ++c) {
            points.push_back({static_cast<double>(m_shown->from[c]), static_cast<double>(m_shown->to[c]),
                              QString::fromStdString(m_shown->columns[c]), c});
        }
    }
    m_scatter->setPoints(words, std::move(points));
    showTables();
    if (m_shown == nullptr) return;
    if (isSwap()) {
        setSentence(tr("With the emotion of %1, %2 changes by a mean square of %3, in standard deviations of the training's "
                       "features.")
                        .arg(m_emotion->currentText(), m_style->currentText(), fixed(m_shown->meanSquare, 3)),
                    false);
    } else {
        QString text = tr("%1 is made again with a mean square error of %2, in standard deviations of the training's features.")
                           .arg(m_style->currentText(), fixed(m_shown->meanSquare, 3));
        if (std::isfinite(m_shown->explainedShare)) {
            text += QLatin1Char(' ') + tr("%1 % of what sets it apart from the training's mean is in it.")
                                           .arg(fixed(100.0 * m_shown->explainedShare, 1));
        }
        setSentence(text, false);
    }
}

void CodeDialog::showTables() {
    std::vector<QStringList> rows;
    std::vector<QStringList> shares;
    if (m_shown != nullptr) {
        for (const auto c : backend::largestDifferences(m_shown->from, m_shown->to, kMostFeatures)) {
            const auto from = static_cast<double>(m_shown->from[c]);
            const auto to = static_cast<double>(m_shown->to[c]);
            rows.push_back({QString::fromStdString(m_shown->columns[c]), fixed(from, 2), fixed(to, 2), fixed(to - from, 2)});
        }
        const auto& classes = m_model.card.classes;
        for (std::size_t c = 0; c < std::min(classes.size(), m_shown->heard.size()); ++c) {
            QStringList row{widgets::Theme::emotionWord(QString::fromStdString(classes[c])),
                            fixed(static_cast<double>(m_shown->styleEmotion[c]), 2)};
            if (isSwap()) row << fixed(static_cast<double>(m_shown->emotion[c]), 2);
            shares.push_back(row << fixed(static_cast<double>(m_shown->heard[c]), 2));
        }
    }
    m_features->setTexts(
        {tr("Feature"), isSwap() ? tr("Before") : tr("Recording"), isSwap() ? tr("After") : tr("Made again"), tr("Difference")},
        rows, 1);
    m_features->setYielding({0});
    QStringList columns{tr("Emotion"), isSwap() ? tr("Style's") : tr("Recording")};
    if (isSwap()) columns << tr("Emotion's");
    m_emotions->setTexts(columns << tr("Made again"), shares, 1);
}

QStringList CodeDialog::command() const {
    const auto chosen = [&](const QComboBox* box) -> const backend::RecordingSpan& {
        return m_utterances[static_cast<std::size_t>(std::max(0, box->currentIndex()))].sound;
    };
    const auto path = [](const backend::RecordingSpan& sound) { return QString::fromStdString(sound.recording.string()); };
    QStringList words{QStringLiteral("autoencoder"), isSwap() ? QStringLiteral("swap") : QStringLiteral("reconstruct"),
                      QString::fromStdString(m_model.card.name), path(chosen(m_emotion))};
    if (isSwap()) words << path(chosen(m_style));
    const auto span = [](const backend::RecordingSpan& sound) { return SecondsSpan{sound.startSeconds, sound.endSeconds}; };
    addSpan(words, span(chosen(m_emotion)));
    if (isSwap()) addSpan(words, span(chosen(m_style)), QStringLiteral("--style-"));
    return words;
}

void CodeDialog::askSave() {
    askSaveFile(this, tr("Save features as CSV"), {tr("Tables (*.csv)")},
                isSwap() ? QStringLiteral("swapped.csv") : QStringLiteral("reconstruction.csv"),
                [this](const QString& file) { saveTo(file); });
}

void CodeDialog::saveTo(const QString& file) {
    if (m_shown == nullptr) return;
    saveFile(
        m_writer, file,
        [shown = m_shown]() -> core::Result<QByteArray> {
            return QByteArray::fromStdString(backend::codeComparisonCsv(*shown));
        },
        [this, file](const QString& problem) {
            if (problem.isEmpty())
                Q_EMIT saved(file);
            else
                setSentence(problem, true);
        });
}

}  // namespace prososcope::gui
