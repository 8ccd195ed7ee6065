// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/corpus/CorpusPanel.h"

#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/PageParts.h"
#include "app/gui/corpus/FieldText.h"
#include "app/gui/corpus/LabelFields.h"
#include "app/gui/corpus/PlotOrTable.h"
#include "app/gui/corpus/QualityView.h"
#include "app/gui/corpus/RatersView.h"
#include "app/gui/inspect/PanelParts.h"
#include "app/gui/inspect/PanelSection.h"
#include "widgets/HistogramView.h"
#include "widgets/RatingPlane.h"
#include "widgets/SpeakerClasses.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using engine_thread::translated;
using widgets::Theme;

namespace {

constexpr int kSpeakersHeight = 260;
constexpr std::size_t kShownEdits = 50;

QLabel* sentences(const char* name, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QString shownValue(const std::string& field, const std::string& value) {
    return value.empty() ? CorpusPanel::tr("unknown") : valueText(field, value);
}

}  // namespace

CorpusPanel::CorpusPanel(QWidget* parent) : QScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setMinimumWidth(280);
    setAccessibleName(tr("Utterance and corpus"));
    auto* content = new QWidget(this);
    content->setAutoFillBackground(true);
    setWidget(content);
    paintPanel(this);
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(16, 8, 16, 16);
    m_layout->setSpacing(8);
    m_labels = new LabelFields(content);
    m_speakers = new widgets::SpeakerClasses(content);
    m_durations = new widgets::HistogramView(content);
    m_ratings = new widgets::RatingPlane(content);
    m_quality = new QualityView(content);
    m_raters = new RatersView(content);
    m_about = sentences("aboutCorpus", content);
    m_edits = sentences("editHistory", content);
    m_plots = {new PlotOrTable(m_speakers, m_speakers, kSpeakersHeight, content),
               new PlotOrTable(m_durations, m_durations, 0, content), new PlotOrTable(m_ratings, m_ratings, 0, content)};
    add("utterance", tr("Utterance"), m_labels, true);
    add("speakers", tr("Classes by speaker"), m_plots[0], true);
    add("durations", tr("Durations"), m_plots[1], true);
    add("ratings", tr("Valence and arousal"), m_plots[2], true);
    add("quality", tr("Recordings"), m_quality, true);
    add("raters", tr("Raters"), m_raters, true);
    add("about", tr("About the corpus"), m_about, true);
    add("edits", tr("Edits"), m_edits, false);
    m_layout->addStretch(1);
    connect(&Theme::instance(), &Theme::changed, this, &CorpusPanel::applyTheme);
    applyTheme();
}

PanelSection* CorpusPanel::add(const char* name, const QString& title, QWidget* content, bool open) {
    auto* section = new PanelSection(QStringLiteral("corpus.%1").arg(QLatin1String(name)), title, widget());
    section->add(content);
    section->setOpen(open);
    m_layout->addWidget(section);
    m_sections.append(section);
    return section;
}

PanelSection* CorpusPanel::section(const QString& name) const {
    const QString wanted = QStringLiteral("corpus.") + name;
    for (PanelSection* one : m_sections)
        if (one->objectName() == wanted) return one;
    return nullptr;
}

void CorpusPanel::applyTheme() {
    for (QLabel* label : {m_about, m_edits}) label->setFont(Theme::instance().font(Theme::Size::Normal));
}

void CorpusPanel::setHead(const CorpusHead& head) {
    m_labels->setHead(head);
    m_quality->setReport(head.quality);
    m_raters->setAgreement(head.raters);
    fillAbout(head);
    fillEdits(head);
}

void CorpusPanel::setOverview(const CorpusOverview& overview) {
    m_speakers->setCounts(overview.bySpeaker);
    m_durations->setHistogram(tr("duration"), tr("s"), overview.seconds);
    m_ratings->setCounts(overview.ratings);
    section(QStringLiteral("ratings"))->setVisible(overview.ratings.known > 0);
    for (PlotOrTable* plot : std::as_const(m_plots)) plot->refresh();
}

void CorpusPanel::fillAbout(const CorpusHead& head) {
    const auto& corpus = head.corpus;
    QStringList lines;
    const auto line = [&](const QString& pattern, const std::string& value) {
        if (!value.empty()) lines << pattern.arg(QString::fromStdString(value));
    };
    if (!corpus.title.empty()) lines << QString::fromStdString(corpus.title);
    line(tr("Licence: %1"), corpus.licence);
    line(tr("To be cited: %1"), corpus.citation);
    line(tr("To be had: %1"), corpus.source);
    QStringList scales;
    for (const auto& [field, scale] : corpus.scales)
        scales << tr("%1 %2 to %3", "a quantity and its scale")
                      .arg(fieldWord(field), numberText(field, scale.low), numberText(field, scale.high));
    QStringList facts{tr("Folder: %1").arg(QString::fromStdString(corpus.folder.string())),
                      tr("Layout: %1").arg(QString::fromStdString(corpus.layout))};
    if (!scales.isEmpty()) facts << tr("Scales: %1").arg(scales.join(QStringLiteral(", ")));
    lines << facts.join(QLatin1Char('\n'));
    for (const auto& remark : corpus.remarks) lines << translated(remark);
    m_about->setText(lines.join(QStringLiteral("\n\n")));
}

void CorpusPanel::fillEdits(const CorpusHead& head) {
    QStringList lines;
    for (std::size_t i = 0; i < std::min(kShownEdits, head.edits.size()); ++i) {
        const auto& edit = head.edits[i];
        const QDateTime made = QDateTime::fromString(QString::fromStdString(edit.madeAt), Qt::ISODate).toLocalTime();
        QString text = tr("%1, %2: %3 to %4 (%5, %6)", "utterance, label: old to new (who, when)")
                           .arg(QString::fromStdString(edit.utterance), fieldWord(edit.field),
                                shownValue(edit.field, edit.oldValue), shownValue(edit.field, edit.newValue),
                                QString::fromStdString(edit.who), QLocale().toString(made, QLocale::ShortFormat));
        if (!edit.undoneAt.empty()) text = tr("taken back: %1").arg(text);
        lines << text;
    }
    if (lines.isEmpty()) lines << tr("No label has been edited. What was imported is never changed: edits lie beside it.");
    m_edits->setText(lines.join(QLatin1Char('\n')));
}

QString CorpusPanel::about() const { return m_about->text(); }
QString CorpusPanel::edits() const { return m_edits->text(); }

QJsonObject CorpusPanel::saveState() const {
    QJsonObject state;
    for (const PanelSection* one : m_sections) state[one->objectName()] = one->isOpen();
    return state;
}

void CorpusPanel::restoreState(const QJsonObject& state) {
    for (PanelSection* one : std::as_const(m_sections))
        if (state.value(one->objectName()).isBool()) one->setOpen(state.value(one->objectName()).toBool());
}

}  // namespace prososcope::gui
