// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/corpus/RatersView.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>
#include <cmath>

#include "app/gui/inspect/PanelParts.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;

namespace {

QString figure(double value) { return std::isnan(value) ? QStringLiteral("-") : QLocale().toString(value, 'f', 2); }

QString pairText(double valence, double arousal) { return QStringLiteral("%1 / %2").arg(figure(valence), figure(arousal)); }

QString namesText(const std::vector<std::string>& names) {
    QStringList list;
    for (const auto& name : names) list << QString::fromStdString(name);
    return list.join(QStringLiteral(", "));
}

}  // namespace

RatersView::RatersView(QWidget* parent)
    : QWidget(parent),
      m_about(new QLabel(this)),
      m_rate(new QPushButton(tr("Rate"), this)),
      m_adopt(new QPushButton(tr("Use as labels"), this)) {
    m_about->setTextFormat(Qt::PlainText);
    m_about->setWordWrap(true);
    paintText(m_about, Ink::Muted);
    m_rate->setObjectName(QStringLiteral("rateCorpus"));
    m_rate->setToolTip(tr("Plays the utterances in random order and asks how they sound."));
    m_adopt->setObjectName(QStringLiteral("adoptRatings"));
    m_adopt->setToolTip(tr(
        "The class that most raters chose, and the means of traces, become the labels of the corpus. Ctrl+Z takes it back."));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    for (QPushButton* button : {m_rate, m_adopt}) {
        button->setAutoDefault(false);
        widgets::setCompact(button);
        row->addWidget(button);
    }
    row->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_about);
    layout->addLayout(row);
    connect(m_rate, &QPushButton::clicked, this, &RatersView::rateRequested);
    connect(m_adopt, &QPushButton::clicked, this, &RatersView::adoptRequested);
    setAgreement({});
}

void RatersView::setAgreement(const analysis::RaterAgreement& agreement) {
    delete m_lines;
    m_lines = new QWidget(this);
    m_grid = new QGridLayout(m_lines);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    const bool nobody = agreement.raters.empty() && agreement.tracers.empty();
    m_about->setText(nobody ? tr("Nobody has rated this corpus yet. Raters hear the utterances in random order and see neither "
                                 "labels nor predictions.")
                            : QString());
    m_about->setVisible(nobody);
    m_adopt->setEnabled(!nobody);
    if (!agreement.raters.empty()) {
        addLine(tr("Raters of classes"), namesText(agreement.raters), {});
        addLine(tr("Utterances, by several"), QStringLiteral("%1, %2").arg(agreement.utterances).arg(agreement.shared),
                tr("Rated utterances, and those that more than one person rated."));
        addLine(tr("Fleiss' kappa"), figure(agreement.fleissKappa), tr("1 is full agreement, 0 that of chance."));
        addLine(tr("Krippendorff's alpha"), figure(agreement.alphaNominal), tr("1 is full agreement, 0 that of chance."));
    }
    if (!agreement.tracers.empty()) {
        addLine(tr("Raters who traced"), namesText(agreement.tracers), {});
        addLine(tr("Utterances, by several"), QStringLiteral("%1, %2").arg(agreement.traced).arg(agreement.sharedTraces),
                tr("Rated utterances, and those that more than one person rated."));
        addLine(tr("Alpha, valence / arousal"), pairText(agreement.alphaValence, agreement.alphaArousal),
                tr("Krippendorff's alpha of the means of the traces."));
        addLine(tr("CCC of means"), pairText(agreement.cccValence, agreement.cccArousal),
                tr("Lin's concordance of the means of the traces, valence and arousal, over all pairs of raters."));
        addLine(tr("CCC of traces"), pairText(agreement.cccValenceFrames, agreement.cccArousalFrames),
                tr("The same of the traces themselves, every tenth of a second."));
    }
    static_cast<QVBoxLayout*>(layout())->insertWidget(1, m_lines);
    m_lines->setVisible(!nobody);
}

void RatersView::addLine(const QString& name, const QString& value, const QString& hint) {
    const int row = m_grid->rowCount();
    auto* left = new QLabel(name, m_lines);
    auto* right = new QLabel(value, m_lines);
    for (QLabel* label : {left, right}) {
        label->setTextFormat(Qt::PlainText);
        label->setToolTip(hint);
    }
    right->setWordWrap(true);
    right->setTextInteractionFlags(Qt::TextSelectableByMouse);
    paintText(left, Ink::Muted);
    m_grid->addWidget(left, row, 0, Qt::AlignTop);
    m_grid->addWidget(right, row, 1);
}

QString RatersView::text() const {
    QStringList parts;
    if (!m_about->text().isEmpty()) parts << m_about->text();
    for (const QLabel* label : m_lines->findChildren<QLabel*>()) parts << label->text();
    return parts.join(QLatin1Char('\n'));
}

}  // namespace prososcope::gui
