// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/layers/LayersSelection.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStringList>

#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

LayersSelection::LayersSelection(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Selected units"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_label = new QLabel(this);
    m_label->setObjectName(QStringLiteral("selected"));
    m_label->setTextFormat(Qt::PlainText);
    m_label->setFont(widgets::Theme::instance().font(widgets::Theme::Size::Normal, true));
    row->addWidget(m_label);
    row->addSpacing(8);
    const auto add = [&](const char* name, const QString& text, const QString& tip, void (LayersSelection::*told)()) {
        auto* button = new QPushButton(text, this);
        button->setObjectName(QLatin1String(name));
        button->setToolTip(tip);
        button->setAutoDefault(false);
        widgets::setCompact(button);
        connect(button, &QPushButton::clicked, this, told);
        row->addWidget(button);
    };
    add("predictSelected", tr("Predict from them..."), tr("How well these units together predict a target"),
        &LayersSelection::predictRequested);
    add("copySelected", tr("Copy list"), tr("Copies layers and numbers of the selected units"),
        &LayersSelection::copyRequested);
    add("saveSelected", tr("Save as CSV..."), tr("Saves every statistic of the selected units in the maps shown"),
        &LayersSelection::saveRequested);
    add("clearSelected", tr("Select none"), tr("Takes off the selection (Escape)"), &LayersSelection::clearRequested);
    row->addStretch(1);
    connect(&widgets::Theme::instance(), &widgets::Theme::changed, m_label,
            [this] { m_label->setFont(widgets::Theme::instance().font(widgets::Theme::Size::Normal, true)); });
    hide();
}

void LayersSelection::setSelected(const QString& sentence) {
    m_label->setText(sentence);
    setVisible(!sentence.isEmpty());
}

QString LayersSelection::text() const { return isHidden() ? QString() : m_label->text(); }

QString unitList(const std::vector<std::size_t>& units, const store::ActivationSetInfo& info) {
    QStringList lines{QStringLiteral("layer\tlayer_name\tunit")};
    std::size_t first = 0;
    auto next = units.begin();
    for (std::size_t layer = 0; layer < info.layers.size(); ++layer) {
        const std::size_t end = first + static_cast<std::size_t>(info.layers[layer].units);
        for (; next != units.end() && *next < end; ++next)
            lines << QStringLiteral("%1\t%2\t%3")
                         .arg(layer + 1)
                         .arg(QString::fromStdString(info.layers[layer].name))
                         .arg(*next - first + 1);
        first = end;
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

}  // namespace prososcope::gui
