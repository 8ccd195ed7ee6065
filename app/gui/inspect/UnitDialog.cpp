// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/UnitDialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/inspect/PanelParts.h"
#include "app/gui/inspect/UnitController.h"
#include "widgets/UnitPlottable.h"

namespace prososcope::gui {

namespace {
constexpr int kRows = 4;  // of the list
constexpr int kRowHeight = 26;
constexpr int kWidth = 440;
}  // namespace

UnitDialog::UnitDialog(UnitController* controller, QWidget* parent)
    : QDialog(parent),
      m_controller(controller),
      m_network(new QComboBox(this)),
      m_tap(new QComboBox(this)),
      m_layer(new QComboBox(this)),
      m_unit(new QSpinBox(this)),
      m_list(new QListWidget(this)),
      m_add(new QPushButton(tr("Show"), this)),
      m_whole(new QPushButton(tr("Show layer"), this)),
      m_remove(new QPushButton(tr("Remove"), this)),
      m_note(new QLabel(this)),
      m_span(new QCheckBox(this)) {
    setObjectName(QStringLiteral("units"));
    setWindowTitle(tr("Units over time"));
    auto* form = new QFormLayout;
    const auto field = [&](QWidget* widget, const char* name, const QString& title, const QString& tip) {
        widget->setObjectName(QLatin1String(name));
        widget->setAccessibleName(title);
        widget->setToolTip(tip);
        form->addRow(title, widget);
    };
    field(m_network, "unitNetwork", tr("Network"), tr("A model whose layers can be looked at."));
    field(m_tap, "unitTap", tr("Tap"), tr("Where in a layer values are read."));
    field(m_layer, "unitLayer", tr("Layer"), tr("Layer 1 is nearest to the sound."));
    field(m_unit, "unitNumber", tr("Unit"), tr("Number of the unit in its layer, from 1."));
    m_unit->setMinimum(1);
    m_list->setObjectName(QStringLiteral("unitList"));
    m_list->setAccessibleName(tr("Units shown"));
    m_list->setToolTip(tr("The units that are shown, with how their lines are drawn."));
    const double scale = widgets::Theme::instance().scale();
    m_list->setFixedHeight(static_cast<int>(kRows * kRowHeight * scale));
    m_add->setObjectName(QStringLiteral("unitAdd"));
    m_add->setToolTip(tr("Show this unit below the waveform, beside the others (at most %1).").arg(UnitTracks::kMostUnits));
    m_add->setDefault(true);
    m_whole->setObjectName(QStringLiteral("unitLayerAll"));
    m_whole->setToolTip(tr("Show all units of this layer as a picture below the spectrogram."));
    m_whole->setAutoDefault(false);
    connect(m_whole, &QPushButton::clicked, this, [this] { Q_EMIT layerWanted(chosen()); });
    m_remove->setObjectName(QStringLiteral("unitRemove"));
    m_remove->setToolTip(tr("Take the chosen unit out of the pane."));
    m_remove->setAutoDefault(false);
    m_note->setWordWrap(true);
    paintText(m_note, widgets::Ink::Muted);
    m_span->setObjectName(QStringLiteral("unitSpan"));
    m_span->setToolTip(
        tr("The network hears this utterance alone, as it did when its values were correlated. Off: it hears the "
           "whole recording."));
    connect(m_span, &QCheckBox::clicked, m_controller, &UnitController::clearSpan);
    auto* buttons = new QHBoxLayout;
    auto* close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("unitClose"));
    close->setAutoDefault(false);
    buttons->addWidget(m_add);
    buttons->addWidget(m_whole);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addWidget(m_list);
    layout->addWidget(m_span);
    layout->addLayout(buttons);
    setMinimumWidth(static_cast<int>(kWidth * scale));
    connect(m_network, &QComboBox::currentIndexChanged, this, &UnitDialog::fillTaps);
    connect(m_tap, &QComboBox::currentIndexChanged, this, &UnitDialog::fillLayers);
    connect(m_layer, &QComboBox::currentIndexChanged, this, &UnitDialog::fitUnits);
    connect(m_add, &QPushButton::clicked, this, &UnitDialog::addUnit);
    connect(m_remove, &QPushButton::clicked, this, [this] { m_controller->removeUnit(m_list->currentRow()); });
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) { m_remove->setEnabled(row >= 0); });
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_controller->tracks(), &UnitTracks::networksListed, this, &UnitDialog::fillNetworks);
    connect(m_controller, &UnitController::changed, this, &UnitDialog::fillList);
    fillNetworks();
    fillList();
    m_controller->tracks()->listNetworks();  // they may be others by now
    m_note->setText(tr("Looking for networks."));
}

void UnitDialog::fillNetworks() {
    const QString before = m_network->currentText();
    const auto& networks = m_controller->tracks()->networks();
    {
        const QSignalBlocker quiet(m_network);
        m_network->clear();
        for (std::size_t i = 0; i < networks.size(); ++i) {
            const auto& network = networks[i];
            if (!backend::isOverTime(network.info)) continue;
            m_network->addItem(QString::fromStdString(network.entry.card.name), static_cast<qint64>(i));
            m_network->setItemData(m_network->count() - 1, QString::fromStdString(network.entry.card.title), Qt::ToolTipRole);
        }
        m_network->setCurrentIndex(std::max(0, m_network->findText(before)));
    }
    const QString& problem = m_controller->tracks()->listProblem();
    m_note->setText(!problem.isEmpty()        ? problem
                    : m_network->count() == 0 ? tr("There is no network in the workspace.")
                                              : QString());
    m_note->setVisible(!m_note->text().isEmpty());
    fillTaps();
}

const backend::EncoderInfo* UnitDialog::chosenInfo() const {
    const auto& networks = m_controller->tracks()->networks();
    const auto place = static_cast<std::size_t>(m_network->currentData().toLongLong());
    return m_network->currentIndex() >= 0 && place < networks.size() ? &networks[place].info : nullptr;
}

void UnitDialog::fillTaps() {
    const QString before = m_tap->currentText();
    {
        const QSignalBlocker quiet(m_tap);
        m_tap->clear();
        if (const auto* info = chosenInfo(); info != nullptr) {
            for (const auto& tap : info->taps) {
                if (backend::isOverTime(tap)) m_tap->addItem(QString::fromStdString(tap.name));
            }
        }
        m_tap->setCurrentIndex(m_tap->count() > 0 ? std::max(0, m_tap->findText(before)) : -1);
    }
    fillLayers();
}

void UnitDialog::fillLayers() {
    const int before = std::max(0, m_layer->currentIndex());
    {
        const QSignalBlocker quiet(m_layer);
        m_layer->clear();
        const auto* info = chosenInfo();
        const auto* tap = info != nullptr ? info->tap(m_tap->currentText().toStdString()) : nullptr;
        if (tap != nullptr) {
            const auto& layers = tap->layers;
            for (std::size_t i = 0; i < layers.size(); ++i) {
                m_layer->addItem(
                    tr("%1: %2", "number of a layer and its name").arg(i + 1).arg(QString::fromStdString(layers[i].name)),
                    static_cast<qint64>(layers[i].units));
            }
        }
        m_layer->setCurrentIndex(std::min(before, m_layer->count() - 1));
    }
    fitUnits();
}

void UnitDialog::fitUnits() {
    const auto units = static_cast<int>(m_layer->currentData().toLongLong());
    m_unit->setMaximum(std::max(1, units));
    m_unit->setSuffix(units > 0 ? tr(" of %1", "behind the number of a unit").arg(units) : QString());
    for (QWidget* each : {static_cast<QWidget*>(m_network), static_cast<QWidget*>(m_tap), static_cast<QWidget*>(m_layer),
                          static_cast<QWidget*>(m_unit), static_cast<QWidget*>(m_add), static_cast<QWidget*>(m_whole)})
        each->setEnabled(units > 0);
}

void UnitDialog::showSpan() {
    const auto span = m_controller->span();
    m_span->setVisible(span.has_value());
    if (!span) return;
    const QLocale locale;
    m_span->setChecked(true);
    m_span->setText(
        span->end < 0.0
            ? tr("only from %1 s on").arg(locale.toString(span->start, 'f', 3))
            : tr("only from %1 to %2 s").arg(locale.toString(span->start, 'f', 3), locale.toString(span->end, 'f', 3)));
}

void UnitDialog::fillList() {
    showSpan();
    const int row = m_list->currentRow();
    m_list->clear();
    for (int unit = 0; unit < m_controller->tracks()->units().size(); ++unit) {
        m_list->addItem(tr("%1, %2", "a unit and how its line is drawn")
                            .arg(m_controller->caption(unit), widgets::UnitPlottable::styleWord(unit)));
    }
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    m_remove->setEnabled(m_list->currentRow() >= 0);
}

void UnitDialog::addUnit() {
    if (!m_add->isEnabled()) return;
    if (m_controller->addUnit(chosen())) m_list->setCurrentRow(m_list->count() - 1);
}

ShownUnit UnitDialog::chosen() const {
    ShownUnit unit;
    unit.model = m_network->currentText();
    unit.unit = {m_tap->currentText().toStdString(), static_cast<std::size_t>(m_layer->currentIndex()), m_unit->value() - 1};
    return unit;
}

}  // namespace prososcope::gui
