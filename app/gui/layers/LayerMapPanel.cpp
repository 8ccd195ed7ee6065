// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/layers/LayerMapPanel.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <limits>
#include <map>

#include "app/gui/FlowLayout.h"
#include "app/gui/PageParts.h"
#include "app/gui/TextTable.h"
#include "app/gui/corpus/FieldText.h"
#include "app/gui/results/UtteranceList.h"
#include "engine/store/CorpusColumns.h"
#include "widgets/ClassCounts.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {
constexpr int kSpeakerRows = 4;  // seen without scrolling
}

LayerMapPanel::LayerMapPanel(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Selected utterances"));
    setAutoFillBackground(true);
    paintPanel(this);
    m_title = headingLabel({}, this);
    m_title->setObjectName(QStringLiteral("mapSelected"));
    m_title->setWordWrap(true);
    m_hint =
        new QLabel(tr("Draw around points with the mouse, or go to a point with the arrows and press Space. Shift adds, Ctrl "
                      "takes away. A click plays, a double click opens in Inspect; a word of the legend selects its "
                      "points."),
                   this);
    m_hint->setWordWrap(true);
    paintText(m_hint, Ink::Muted);
    m_parts = new QWidget(this);
    m_classes = new widgets::ClassCounts(m_parts);
    m_classes->setAccessibleName(tr("Selected utterances by class"));
    m_speakers = new TextTable(m_parts);
    m_speakers->setObjectName(QStringLiteral("mapSpeakers"));
    m_speakers->setAccessibleName(tr("Selected utterances by speaker"));
    m_speakers->setYielding({0});
    m_list = new UtteranceList(m_parts);
    m_list->setObjectName(QStringLiteral("mapList"));
    m_list->setAccessibleName(tr("Selected utterances"));
    m_list->setMinimumHeight(72);
    m_buttons = new QWidget(m_parts);
    auto* flow = new FlowLayout(8, m_buttons);
    QPushButton* open = addButton("openMapped", tr("Show in Inspect"), tr("Shows the utterance in its recording (Return)"));
    QPushButton* copy = addButton("copyMapped", tr("Copy"),
                                  tr("Copies the selected utterances with their places and all that "
                                     "is known of them"));
    QPushButton* save = addButton("saveMapped", tr("Save as CSV..."),
                                  tr("Saves the selected utterances with their places and "
                                     "all that is known of them"));
    m_reconstruct = addButton("reconstructMapped", tr("Reconstruct..."),
                              tr("Shows the features of an utterance as the autoencoder makes them again, and two "
                                 "utterances with exchanged emotions"));
    m_reconstruct->hide();
    QPushButton* clear = addButton("clearMapped", tr("Select none"), tr("Takes off the selection (Escape)"));
    for (QPushButton* each : {open, m_reconstruct, copy, save, clear}) flow->addWidget(each);
    auto* parts = new QVBoxLayout(m_parts);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(8);
    parts->addWidget(m_classes);
    parts->addWidget(m_speakers);
    parts->addWidget(m_list, 1);
    parts->addWidget(m_buttons);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_hint);
    column->addWidget(m_parts, 1);
    column->addStretch(0);
    connect(open, &QPushButton::clicked, m_list, &UtteranceList::openCurrent);
    connect(copy, &QPushButton::clicked, this, &LayerMapPanel::copyRequested);
    connect(save, &QPushButton::clicked, this, &LayerMapPanel::saveRequested);
    connect(clear, &QPushButton::clicked, this, &LayerMapPanel::clearRequested);
    connect(m_reconstruct, &QPushButton::clicked, this, &LayerMapPanel::reconstructRequested);
    connect(&Theme::instance(), &Theme::changed, this, &LayerMapPanel::applyTheme);
    applyTheme();
    setSelected(nullptr, {});
}

QPushButton* LayerMapPanel::addButton(const char* name, const QString& text, const QString& tip) {
    auto* button = new QPushButton(text, m_buttons);
    button->setObjectName(QLatin1String(name));
    button->setToolTip(tip);
    button->setAutoDefault(false);
    widgets::setCompact(button);
    return button;
}

void LayerMapPanel::applyTheme() { m_hint->setFont(Theme::instance().font(Theme::Size::Normal)); }

void LayerMapPanel::setDecodes(bool decodes) { m_reconstruct->setVisible(decodes); }

QString LayerMapPanel::title() const { return m_title->text(); }

void LayerMapPanel::setSelected(const LayerMapResult* result, const std::vector<std::size_t>& rows) {
    const bool some = result != nullptr && !rows.empty();
    m_hint->setVisible(!some);
    m_parts->setVisible(some);
    static_cast<QVBoxLayout*>(layout())->setStretch(3, some ? 0 : 1);
    if (!some) {
        m_title->setText(tr("Select utterances"));
        m_list->setRows({});
        return;
    }
    m_title->setText(tr("%1 of %n utterances selected", nullptr, static_cast<int>(result->source->set.info().utterances.size()))
                         .arg(rows.size()));
    showClasses(*result, rows);
    showSpeakers(*result, rows);
    showList(*result, rows);
}

void LayerMapPanel::showClasses(const LayerMapResult& result, const std::vector<std::size_t>& rows) {
    const experiment::MapColumn* emotions = experiment::findColumn(*result.columns, "emotion");
    m_classes->setVisible(emotions != nullptr);
    if (emotions == nullptr) return;
    std::map<std::string, std::size_t> counts;
    for (const std::size_t row : rows) ++counts[emotions->words[row]];
    std::vector<widgets::ClassCounts::Count> shown;
    for (const std::string& word : experiment::wordsInOrder(*emotions))
        if (const auto found = counts.find(word); found != counts.end())
            shown.push_back({QString::fromStdString(word), found->second});
    if (counts.contains(std::string())) shown.push_back({valueText("emotion", {}), counts[{}]});
    m_classes->setCounts(std::move(shown));
}

void LayerMapPanel::showSpeakers(const LayerMapResult& result, const std::vector<std::size_t>& rows) {
    const std::vector<std::string>& speakers = result.source->set.info().speakers;
    std::map<std::string, std::pair<std::size_t, std::size_t>> counts;  // selected and all
    for (const std::string& each : speakers) ++counts[each].second;
    for (const std::size_t row : rows) ++counts[speakers[row]].first;
    std::vector<std::string> ordered;
    for (const auto& [speaker, count] : counts)
        if (count.first > 0) ordered.push_back(speaker);
    std::ranges::stable_sort(ordered, store::naturalLess);
    std::vector<QStringList> lines;
    for (const std::string& speaker : ordered) {
        const auto& count = counts.at(speaker);
        lines.push_back({valueText("speaker", speaker), QString::number(count.first), QString::number(count.second)});
    }
    m_speakers->setTexts({tr("Speaker"), tr("Selected"), tr("Of")}, lines, 1);
    m_speakers->setFixedHeight(m_speakers->heightFor(kSpeakerRows, 1));
}

void LayerMapPanel::showList(const LayerMapResult& result, const std::vector<std::size_t>& rows) {
    const experiment::MapColumn* emotions = experiment::findColumn(*result.columns, "emotion");
    std::vector<ListedUtterance> listed;
    listed.reserve(rows.size());
    for (const std::size_t row : rows) {
        ListedUtterance each;
        each.prediction = row;
        each.id = QString::fromStdString(result.source->set.info().utterances[row]);
        each.posterior = std::numeric_limits<double>::quiet_NaN();  // in the order of the set
        each.value = emotions == nullptr ? QStringLiteral("\u2013") : valueText("emotion", emotions->words[row]);
        each.meaning = tr("its class.");
        each.audible = !soundOf(*result.source, row).path.empty();
        listed.push_back(std::move(each));
    }
    m_list->setRows(std::move(listed));
}

}  // namespace prososcope::gui
