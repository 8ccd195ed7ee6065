// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/RecognitionSection.h"

#include <QAction>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <algorithm>

#include "app/gui/inspect/PanelParts.h"
#include "app/gui/inspect/ReadingLabel.h"
#include "app/gui/inspect/RecognitionText.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

RecognitionSection::RecognitionSection(QAction* recognise, QAction* keep, QWidget* parent)
    : PanelSection(QStringLiteral("section.recognition"), tr("RECOGNISED UNITS"), parent),
      m_models(new QComboBox),
      m_vote(new QLabel),
      m_counts(new QWidget),
      m_rows(new QGridLayout(m_counts)) {
    m_models->setObjectName(QStringLiteral("recognitionModel"));
    m_models->setAccessibleName(tr("Model of phonetic units"));
    m_models->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    panelField(grid(), tr("model"), m_models);
    add(panelActionButton(recognise, tr("Recognise units"), "recogniseUnits"));
    m_vote->setObjectName(QStringLiteral("recognitionVote"));
    m_vote->setWordWrap(true);
    m_vote->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_vote->setFont(Theme::instance().font(Theme::Size::Small));
    paintText(m_vote, Ink::Muted);
    add(m_vote);
    m_rows->setContentsMargins({});
    m_rows->setHorizontalSpacing(8);
    m_rows->setVerticalSpacing(0);
    m_rows->setColumnStretch(1, 1);
    add(m_counts);
    add(panelActionButton(keep, tr("Keep as a tier"), "keepUnits"));
    connect(m_models, &QComboBox::activated, this, [this] { Q_EMIT modelChosen(m_models->currentData().toString()); });
    setModels({}, {});
    setUnits(nullptr);
}

void RecognitionSection::setModels(const std::vector<store::ModelEntry>& models, const QString& chosen) {
    panelModels(m_models, models, chosen);
}

void RecognitionSection::setUnits(const RecognisedUnits* units) {
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_counts->setVisible(units != nullptr);
    if (units == nullptr) {
        m_vote->setText(tr("Phonetic units, each with the emotion that a network hears in it, and their vote."));
        m_vote->setToolTip({});
        return;
    }
    m_vote->setText(tr("%1.\n%2.", "vote, soft vote").arg(voteText(*units), softVoteText(*units)));
    m_vote->setToolTip(voteSentences(*units));
    const auto counts = shownCounts(*units);
    const auto shares = units->heard.vote.softShares();
    const auto head = [this](const QString& text, int column, const QString& tip) {
        auto* label = new QLabel(text);
        label->setFont(Theme::instance().font(Theme::Size::Small));
        label->setToolTip(tip);
        paintText(label, Ink::Muted);
        m_rows->addWidget(label, 0, column, Qt::AlignRight);
    };
    head(tr("units"), 2, tr("How many units spoke for the emotion: each is one vote."));
    head(tr("frames"), 3, tr("The emotion's share of the posterior over all frames: the soft vote."));
    for (qsizetype i = 0; i < counts.size(); ++i) {
        const QString word = Theme::emotionWord(counts[i].emotion);
        const int row = static_cast<int>(i) + 1;
        auto* symbol = new QLabel;
        const auto paint = [symbol, name = counts[i].emotion] {
            symbol->setPixmap(Theme::instance().emotionIcon(name).pixmap(14, 14));
        };
        paint();
        connect(&Theme::instance(), &Theme::changed, symbol, paint);
        auto* name = new QLabel(word);
        name->setFont(Theme::instance().font(Theme::Size::Normal, counts[i].wins));
        const auto reading = [&](const QString& text, const QString& of) {
            auto* value = new ReadingLabel;
            value->setReadingName(of);
            value->setReading(text);
            value->setToolTip(voteSentences(*units));
            return value;
        };
        m_rows->addWidget(symbol, row, 0);
        m_rows->addWidget(name, row, 1);
        m_rows->addWidget(reading(QLocale().toString(counts[i].units), tr("Units, %1", "emotion").arg(word)), row, 2,
                          Qt::AlignRight);
        const auto place = static_cast<std::size_t>(i);
        m_rows->addWidget(
            reading(QLocale().toString(shares[place], 'f', 2), tr("Share of all frames, %1", "emotion").arg(word)), row, 3,
            Qt::AlignRight);
        m_rows->setRowMinimumHeight(row, kPanelRowHeight - 2);
    }
}

}  // namespace prososcope::gui
