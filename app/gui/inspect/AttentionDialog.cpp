// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/AttentionDialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "app/gui/SaveFile.h"
#include "app/gui/ShellCommand.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/PanelParts.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/SeenFigure.h"
#include "app/gui/inspect/TaskRow.h"
#include "app/gui/inspect/UnitController.h"
#include "widgets/AttentionView.h"
#include "widgets/TimeTicks.h"

namespace prososcope::gui {

namespace {

constexpr int kSettled = 300;  ///< ms that view and selection stay before they are looked at
constexpr int kAttentionDpi = 150;
constexpr QSize kDialogSize{900, 620};

widgets::HeadMap headMap(const std::shared_ptr<const AttentionShown>& shown, int layer, int head, const QString& name) {
    const auto& maps = shown->maps;
    return {name, maps.firstSeconds, maps.hopSeconds, static_cast<int>(maps.frames), maps.map(layer, head), shown};
}

}  // namespace

AttentionDialog::AttentionDialog(const PageContext& context, InspectPage* page)
    : QDialog(page),
      m_context(context),
      m_page(page),
      m_networks(page->units()->tracks()),
      m_look(new AttentionLook(m_networks, context.engine, this)),
      m_network(new QComboBox(this)),
      m_note(new QLabel(this)),
      m_cross(new QLabel(this)),
      m_sentence(new QLabel(this)),
      m_grid(new widgets::AttentionGrid(this)),
      m_view(new widgets::AttentionView(this)),
      m_row(new TaskRow(this)),
      m_copy(new QPushButton(tr("Copy numbers"), this)),
      m_save(new QPushButton(tr("Save..."), this)) {
    setObjectName(QStringLiteral("attention"));
    setWindowTitle(tr("Attention of a network"));
    build();
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kSettled);
    connect(&m_refresh, &QTimer::timeout, this, &AttentionDialog::refresh);
    connect(m_network, &QComboBox::currentIndexChanged, &m_refresh, qOverload<>(&QTimer::start));
    connect(m_networks, &UnitTracks::networksListed, this, &AttentionDialog::listed);
    connect(m_look, &AttentionLook::shown, this, [this](const std::shared_ptr<const AttentionShown>& attention) {
        m_of = m_wanted;
        showAttention(attention);
    });
    connect(m_look, &AttentionLook::failed, this, [this](const QString& problem) {
        showAttention(nullptr);
        setNote(problem);
    });
    connect(m_look, &AttentionLook::progressed, this, [this](double fraction) { m_row->follow(tr("Attention"), fraction); });
    connect(m_row, &TaskRow::cancelRequested, m_look, &AttentionLook::cancel);
    connect(m_grid, &widgets::AttentionGrid::chosen, this, &AttentionDialog::showHead);
    connect(m_view, &widgets::AttentionView::crossMoved, m_cross, &QLabel::setText);
    connect(m_view, &widgets::AttentionView::timesChosen, this, [this](double, double lookedAt) {
        if (m_recording) m_recording->view()->setCursor(lookedAt);
    });
    connect(page, &InspectPage::currentChanged, this, &AttentionDialog::follow);
    showAttention(nullptr);
    resize(kDialogSize * widgets::Theme::instance().scale());
}

AttentionDialog::~AttentionDialog() = default;

bool AttentionDialog::isIdle() const {
    return !m_refresh.isActive() && !m_networks->isListing() && m_look->isIdle() && m_writer.isIdle();
}

void AttentionDialog::build() {
    m_network->setObjectName(QStringLiteral("attentionNetwork"));
    m_network->setAccessibleName(tr("Network"));
    m_network->setToolTip(tr("A network with self-attention: one that predicts speech, or an imported speech encoder."));
    m_note->setObjectName(QStringLiteral("attentionNote"));
    m_note->setWordWrap(true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);  // it may name a command
    paintText(m_note, widgets::Ink::Muted);
    m_cross->setObjectName(QStringLiteral("attentionCross"));
    m_cross->setMinimumHeight(m_cross->fontMetrics().height());
    paintText(m_cross, widgets::Ink::Muted);
    m_sentence->setObjectName(QStringLiteral("attentionSentence"));
    m_sentence->setAccessibleName(tr("What the head does"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_row->setObjectName(QStringLiteral("attentionTask"));
    m_copy->setObjectName(QStringLiteral("attentionCopy"));
    m_copy->setToolTip(tr("Copy what every head does, in numbers."));
    m_save->setObjectName(QStringLiteral("attentionSave"));
    m_save->setToolTip(tr("Save the maps as a picture, as they are seen, or the numbers of all heads as CSV."));
    for (auto* button : {m_copy, m_save}) button->setAutoDefault(false);
    connect(m_copy, &QPushButton::clicked, this, &AttentionDialog::copyNumbers);
    connect(m_save, &QPushButton::clicked, this, &AttentionDialog::askSave);

    auto* form = new QFormLayout;
    form->addRow(tr("Network"), m_network);
    m_scroll = new QScrollArea(this);
    m_scroll->setWidget(m_grid);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto* caption = new QLabel(tr("Layers downwards, heads across"), this);
    paintText(caption, widgets::Ink::Muted);
    auto* left = new QVBoxLayout;
    left->addWidget(caption);
    left->addWidget(m_scroll, 1);
    auto* right = new QVBoxLayout;
    right->addWidget(m_view, 1);
    right->addWidget(m_cross);
    right->addWidget(m_sentence);
    auto* across = new QHBoxLayout;
    across->addLayout(left);
    across->addLayout(right, 1);
    auto* buttons = new QHBoxLayout;
    auto* close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("attentionClose"));
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_save);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addLayout(across, 1);
    layout->addWidget(m_row);
    layout->addLayout(buttons);
}

void AttentionDialog::showEvent(QShowEvent* event) {
    QDialog::showEvent(event);
    follow();
    m_networks->listNetworks();  // they may be others by now
    setNote(tr("Looking for networks."));
}

void AttentionDialog::hideEvent(QHideEvent* event) {
    QDialog::hideEvent(event);
    m_refresh.stop();
    m_look->cancel();
    showAttention(nullptr);  // it may be large, and is looked at anew when it is opened
}

void AttentionDialog::follow() {
    if (m_recording) {
        m_recording->view()->disconnect(this);
        m_recording->disconnect(this);
    }
    m_recording = m_page->current();
    if (m_recording) {
        connect(m_recording, &RecordingModel::opened, this, [this] {
            if (isVisible()) m_refresh.start();
        });
        for (const auto signal : {&widgets::TimeView::rangeChanged, &widgets::TimeView::selectionChanged}) {
            connect(m_recording->view(), signal, this, [this] {
                if (isVisible()) m_refresh.start();
            });
        }
    }
    if (isVisible()) m_refresh.start();
}

void AttentionDialog::listed() {
    const QString before = m_network->currentText();
    {
        const QSignalBlocker quiet(m_network);
        m_network->clear();
        const auto& all = m_networks->networks();
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (!all[i].info.attends) continue;
            m_network->addItem(QString::fromStdString(all[i].entry.card.name), static_cast<qint64>(i));
            m_network->setItemData(m_network->count() - 1, QString::fromStdString(all[i].entry.card.title), Qt::ToolTipRole);
        }
        if (m_network->count() > 0) m_network->setCurrentIndex(std::max(0, m_network->findText(before)));
    }
    m_network->setEnabled(m_network->count() > 0);
    if (isVisible()) m_refresh.start();
}

const UnitNetwork* AttentionDialog::network() const {
    const auto& all = m_networks->networks();
    const auto at = static_cast<std::size_t>(m_network->currentData().toLongLong());
    return m_network->currentIndex() >= 0 && at < all.size() ? &all[at] : nullptr;
}

std::optional<SecondsSpan> AttentionDialog::wanted() const {
    if (!m_recording || m_recording->state() != RecordingModel::State::Open) return std::nullopt;
    const auto* view = m_recording->view();
    return view->hasSelection() ? SecondsSpan{view->selectionStart(), view->selectionEnd()}
                                : SecondsSpan{view->start(), view->end()};
}

QString AttentionDialog::missing(bool hasRecording) const {
    if (!m_networks->isListed() || (network() == nullptr && !m_networks->listProblem().isEmpty()))
        return m_networks->listProblem();  // else those known before serve
    if (!hasRecording) return tr("Open a recording to see where a network looks in it.");
    return tr("There is no network with self-attention in the workspace. Import a speech encoder, or train a network that "
              "predicts speech: %1")
        .arg(trainingCommand(m_context.workspaceFolder.toStdString(), UnitTracks::kPredictionExperiment));
}

void AttentionDialog::refresh() {
    if (!isVisible() || m_networks->isListing()) return;  // it goes on once they are listed
    auto span = wanted();
    if (network() == nullptr || !span) {
        m_look->cancel();
        showAttention(nullptr);
        setNote(missing(span.has_value()));
        return;
    }
    const bool cut = span->end - span->start > kMostSeconds;
    if (cut) span->end = span->start + kMostSeconds;
    m_wanted = {m_network->currentText(), network()->entry.card.tensorsSha256, m_recording->path(), *span, cut};
    if (m_shown != nullptr && m_wanted == m_of) {  // listed anew, or back where it was
        m_look->cancel();
        return;
    }
    if (m_shown == nullptr) setNote({});
    m_look->look(*network(), m_wanted.recording, m_wanted.span);
}

void AttentionDialog::showAttention(std::shared_ptr<const AttentionShown> attention) {
    m_shown = std::move(attention);
    for (auto* button : {m_copy, m_save}) button->setEnabled(m_shown != nullptr);
    if (m_shown == nullptr) {
        m_grid->setHeads(0, 0, {});
        m_view->setMap({});
        m_sentence->clear();
        return;
    }
    const auto& maps = m_shown->maps;
    setNote(shownPart());
    m_grid->setHeads(static_cast<int>(maps.layers), static_cast<int>(maps.heads), m_shown->heads);
    fitGrid();
    showHead();
}

QString AttentionDialog::shownPart() const {
    const auto text = tr("%1 to %2, %3 frames.")
                          .arg(widgets::positionText(m_of.span.start), widgets::positionText(m_of.span.end))
                          .arg(m_shown->maps.frames);
    return m_of.cut ? text + QLatin1Char(' ') + tr("A longer part is in sight: these are its first %1 s.").arg(kMostSeconds)
                    : text;
}

void AttentionDialog::fitGrid() {
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_scroll);
    m_scroll->setMinimumWidth(std::min(m_grid->sizeHint().width() + bar, width() / 2));
}

void AttentionDialog::resizeEvent(QResizeEvent* event) {
    QDialog::resizeEvent(event);
    fitGrid();
}

void AttentionDialog::showHead() {
    if (m_shown == nullptr || m_grid->layer() < 0) return;
    const int layer = m_grid->layer();
    const int head = m_grid->head();
    m_view->setMap(headMap(m_shown, layer, head, tr("Layer %1, head %2").arg(layer + 1).arg(head + 1)));
    m_sentence->setText(headSentence(m_shown->figure(layer, head)));
}

QString AttentionDialog::sentence() const { return m_sentence->text(); }

QString AttentionDialog::note() const { return m_note->text(); }

void AttentionDialog::setNote(const QString& text) {
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

QStringList AttentionDialog::command() const {
    if (!isVisible() || m_shown == nullptr) return {};
    QStringList words{QStringLiteral("attention"), QStringLiteral("--encoder"), m_of.network, m_of.recording};
    addSpan(words, m_of.span);
    return words << QStringLiteral("--out") << QFileInfo(m_of.recording).completeBaseName() + QStringLiteral(".attention.npy");
}

void AttentionDialog::copyNumbers() const {
    if (m_shown == nullptr) return;
    QString text = QString::fromStdString(backend::attentionFiguresCsv(m_shown->figures));
    QGuiApplication::clipboard()->setText(text.replace(QLatin1Char(','), QLatin1Char('\t')));
}

void AttentionDialog::askSave() {
    if (m_shown == nullptr) return;
    askSaveFile(this, tr("Save attention"),
                {tr("PNG picture (*.png)"), tr("SVG drawing (*.svg)"), tr("PDF (*.pdf)"), tr("Numbers of all heads (*.csv)")},
                QFileInfo(m_of.recording).completeBaseName() + QStringLiteral("-attention"),
                [this](const QString& file) { saveTo(file); });
}

FigureContent AttentionDialog::figure() const {
    FigureContent content;
    if (m_shown == nullptr) return content;
    content.parts.append({m_grid, m_grid->height()});
    content.parts.append({m_view, m_view->height()});
    content.title = QFileInfo(m_of.recording).fileName();
    content.caption = m_of.network + QStringLiteral(". ") + shownPart() + QLatin1Char(' ') + m_sentence->text();
    return content;
}

void AttentionDialog::saveTo(const QString& file) {
    if (m_shown == nullptr) return;
    const auto done = [this, file](const QString& problem) {
        if (!problem.isEmpty()) {
            setNote(problem);
            if (!isVisible()) Q_EMIT m_page->message(problem, true);
            return;
        }
        Q_EMIT m_page->message(tr("The attention was saved as %1.").arg(QFileInfo(file).fileName()), false);
        Q_EMIT saved(file);
    };
    if (!file.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)) {
        saveAsSeen(
            this, m_writer, [this] { return figure(); }, file, kAttentionDpi, done);
        return;
    }
    saveFile(
        m_writer, file,
        [shown = m_shown]() -> core::Result<QByteArray> {
            return QByteArray::fromStdString(backend::attentionFiguresCsv(shown->figures));
        },
        done);
}

}  // namespace prososcope::gui
