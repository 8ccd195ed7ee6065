// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/TranscriptSection.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QPushButton>

#include "app/gui/inspect/PanelParts.h"
#include "app/gui/inspect/ReadingLabel.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

TranscriptSection::TranscriptSection(QAction* write, QAction* keep, QWidget* parent)
    : PanelSection(QStringLiteral("section.transcript"), tr("TRANSCRIPT"), parent),
      m_models(new QComboBox),
      m_text(new ReadingLabel),
      m_copy(new QPushButton(tr("Copy the text"))) {
    m_models->setObjectName(QStringLiteral("transcriptModel"));
    m_models->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    panelField(grid(), tr("recogniser"), m_models);
    add(panelActionButton(write, tr("Write down"), "writeTranscript"));
    m_text->setObjectName(QStringLiteral("transcriptText"));
    m_text->setReadingName(tr("What is said"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFont(Theme::instance().font(Theme::Size::Small));
    paintText(m_text, Ink::Text);
    add(m_text);
    m_copy->setObjectName(QStringLiteral("copyTranscript"));
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_written); });
    add(m_copy);
    add(panelActionButton(keep, tr("Keep as a tier"), "keepWords"));
    connect(m_models, &QComboBox::activated, this, [this] { Q_EMIT modelChosen(m_models->currentData().toString()); });
    setModels({}, {});
    setTranscript(nullptr, {});
}

void TranscriptSection::setModels(const std::vector<store::ModelEntry>& models, const QString& chosen) {
    panelModels(m_models, models, chosen);
}

void TranscriptSection::setTranscript(const WrittenTranscript* transcript, const QString& how) {
    m_written = transcript != nullptr ? QString::fromStdString(transcript->found.text()) : QString();
    m_copy->setEnabled(!m_written.isEmpty());
    if (transcript == nullptr)
        m_text->setReading(tr("What a recogniser hears, and where in the sound it found each character."));
    else
        m_text->setReading(m_written.isEmpty() ? tr("Nothing was recognised.") : m_written);
    m_text->setToolTip(how.isEmpty() ? tr("What the recogniser wrote down; it may be marked and copied.") : how);
}

}  // namespace prososcope::gui
