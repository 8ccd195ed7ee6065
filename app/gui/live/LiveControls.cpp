// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/live/LiveControls.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QWidgetAction>
#include <algorithm>
#include <utility>

#include "app/gui/FlowLayout.h"
#include "app/gui/PageParts.h"
#include "app/gui/corpus/FilterButton.h"
#include "app/gui/live/LiveSourceButton.h"
#include "engine/experiment/RecogniserExperiment.h"
#include "widgets/Style.h"

namespace prososcope::gui {

namespace {

void setRange(QDoubleSpinBox* box, double low, double high, double step, int decimals) {
    box->setDecimals(decimals);
    box->setRange(low, high);
    box->setSingleStep(step);
}

/// The models by name behind an entry for none of them.
void fill(QComboBox* box, const QString& none, const std::vector<store::ModelEntry>& models, const QString& name) {
    box->clear();
    box->addItem(none, QString());
    for (const store::ModelEntry& each : models) {
        const QString known = QString::fromStdString(each.card.name);
        box->addItem(known, known);
    }
    box->setCurrentIndex(std::max(0, box->findData(name)));
    box->setEnabled(!models.empty());
}

const store::ModelEntry* chosenOf(const QComboBox* box, const std::vector<store::ModelEntry>& models) {
    const int index = box->currentIndex() - 1;
    return index >= 0 && index < static_cast<int>(models.size()) ? &models[static_cast<std::size_t>(index)] : nullptr;
}

}  // namespace

LiveControls::LiveControls(QWidget* parent) : QWidget(parent) {
    auto* chosen = new QWidget(this);
    m_flow = new FlowLayout(6, chosen);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(16);
    row->addWidget(chosen, 1);
    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(8);
    row->addLayout(m_buttons);
    row->setAlignment(m_buttons, Qt::AlignBottom);

    m_source = new LiveSourceButton(chosen);
    widgets::setCompact(m_source);
    addCaptioned(tr("Sound from"), m_source);
    m_model = new QComboBox(chosen);
    m_model->setObjectName(QStringLiteral("model"));
    m_model->setAccessibleName(tr("Model"));
    m_model->setToolTip(tr("The model that judges the voice: one with classes of emotion."));
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    widgets::setCompact(m_model);
    addCaptioned(tr("Model"), m_model);
    m_window = addNumber(chosen, "window", tr("Window"), tr("How much sound each judgement hears."));
    setRange(m_window, 0.5, 30.0, 0.5, 2);
    m_hop =
        addNumber(chosen, "hop", tr("Hop"), tr("From one judgement to the next. Where the model is slower, it is widened."));
    setRange(m_hop, 0.05, 10.0, 0.05, 2);
    for (QDoubleSpinBox* each : {m_window, m_hop}) {
        widgets::setCompact(each);
        addCaptioned(each->accessibleName(), each);
    }
    m_further = new MenuButton(chosen);
    m_further->setObjectName(QStringLiteral("further"));
    m_further->setText(tr("More"));
    m_further->setAccessibleName(tr("More settings"));
    m_further->setToolTip(tr("Smoothing, when the display is unsure, adaptation to the voice."));
    widgets::setCompact(m_further);
    addCaptioned(QString(), m_further);
    buildFurther();

    connect(m_model, &QComboBox::activated, this, &LiveControls::changed);
    connect(m_dimensionModel, &QComboBox::activated, this, &LiveControls::changed);
    connect(m_captionModel, &QComboBox::activated, this, &LiveControls::changed);
    for (QDoubleSpinBox* each : {m_window, m_hop, m_smoothing, m_unsure}) {
        each->setKeyboardTracking(false);
        connect(each, &QDoubleSpinBox::valueChanged, this, &LiveControls::read);
    }
    connect(m_adapt, &QCheckBox::toggled, this, &LiveControls::read);
    setSettings({});
}

void LiveControls::addCaptioned(const QString& caption, QWidget* control) {
    m_flow->addWidget(captionedControl(caption, control, m_flow->parentWidget()));
}

QDoubleSpinBox* LiveControls::addNumber(QWidget* parent, const char* name, const QString& caption, const QString& tip) {
    auto* box = new QDoubleSpinBox(parent);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(caption);
    box->setToolTip(tip);
    box->setSuffix(tr(" s"));
    return box;
}

void LiveControls::buildFurther() {
    auto* menu = new QMenu(m_further);
    auto* content = new QWidget(menu);
    auto* form = new QFormLayout(content);
    form->setContentsMargins(16, 16, 16, 16);
    m_smoothing = addNumber(content, "smoothing", tr("Smoothing"),
                            tr("Time constant of the running mean of the posteriors; 0 shows each window as it is."));
    setRange(m_smoothing, 0.0, 60.0, 0.25, 2);
    m_unsure = addNumber(content, "unsure", tr("Unsure below"),
                         tr("Where the largest posterior is smaller, no class is named; the two best are."));
    m_unsure->setSuffix({});
    setRange(m_unsure, 0.0, 1.0, 0.05, 2);
    m_adapt = new QCheckBox(tr("Adapt to the voice"), content);
    m_adapt->setObjectName(QStringLiteral("adapt"));
    m_adapt->setToolTip(
        tr("What the model leans to over the first minutes of a voice is taken off. Nothing needs to be labelled; a voice that "
           "stays in one emotion for minutes becomes its own norm."));
    form->addRow(tr("Smoothing"), m_smoothing);
    form->addRow(tr("Unsure below"), m_unsure);
    form->addRow(m_adapt);
    m_dimensionModel = new QComboBox(content);
    m_dimensionModel->setObjectName(QStringLiteral("dimensionModel"));
    m_dimensionModel->setAccessibleName(tr("Plane from"));
    m_dimensionModel->setToolTip(
        tr("Where valence and arousal come from: the classes' places on the circumplex, weighted by their posteriors, or a "
           "model that gives them."));
    form->addRow(tr("Plane from"), m_dimensionModel);
    m_captionModel = new QComboBox(content);
    m_captionModel->setObjectName(QStringLiteral("captionModel"));
    m_captionModel->setAccessibleName(tr("Captions"));
    m_captionModel->setToolTip(tr("A speech recogniser that writes down each utterance."));
    m_format = new QComboBox(content);
    m_format->setObjectName(QStringLiteral("format"));
    m_format->setAccessibleName(tr("Record as"));
    m_format->setToolTip(tr("The sound file of a recording: WAV with 32-bit floats, or FLAC with 24 bits, half as large."));
    m_format->addItem(QStringLiteral("WAV"), static_cast<int>(audio::GrowingFormat::Wav));
    m_format->addItem(QStringLiteral("FLAC"), static_cast<int>(audio::GrowingFormat::Flac));
    form->addRow(tr("Captions"), m_captionModel);
    form->addRow(tr("Record as"), m_format);
    chooseDimensions({});
    chooseCaptions({});
    auto* action = new QWidgetAction(menu);
    action->setDefaultWidget(content);
    menu->addAction(action);
    connect(m_further, &QToolButton::clicked, menu,
            [this, menu] { menu->popup(m_further->mapToGlobal(QPoint(0, m_further->height() + 2))); });
    connect(menu, &QMenu::aboutToShow, m_smoothing, [this] { m_smoothing->setFocus(Qt::PopupFocusReason); });
}

void LiveControls::setModels(const std::vector<store::ModelEntry>& models, const QString& chosen) {
    m_models.clear();
    m_recognisers.clear();
    m_affectModels.clear();
    for (const store::ModelEntry& each : models) {
        if (!each.card.classes.empty()) m_models.push_back(each);
        const auto has = [&](std::string_view name) {
            return std::any_of(each.card.dimensions.begin(), each.card.dimensions.end(),
                               [&](const store::Dimension& one) { return one.name == name; });
        };
        if (has("valence") && has("arousal")) m_affectModels.push_back(each);
        if (experiment::isRecogniserKind(each.card.kind)) m_recognisers.push_back(each);
    }
    const QString wanted = chosen.isEmpty() ? m_model->currentData().toString() : chosen;
    m_model->clear();
    for (const store::ModelEntry& each : m_models) {
        m_model->addItem(QString::fromStdString(each.card.name), QString::fromStdString(each.card.name));
        m_model->setItemData(m_model->count() - 1, QString::fromStdString(each.card.title), Qt::ToolTipRole);
    }
    const int index = m_model->findData(wanted);
    m_model->setCurrentIndex(index >= 0 ? index : m_models.empty() ? -1 : 0);
    m_model->setEnabled(!m_models.empty());
    chooseDimensions(m_dimensionModel->currentData().toString());
    chooseCaptions(m_captionModel->currentData().toString());
}

void LiveControls::chooseDimensions(const QString& name) { fill(m_dimensionModel, tr("The classes"), m_affectModels, name); }

const store::ModelEntry* LiveControls::dimensions() const { return chosenOf(m_dimensionModel, m_affectModels); }

void LiveControls::chooseCaptions(const QString& name) { fill(m_captionModel, tr("None"), m_recognisers, name); }

const store::ModelEntry* LiveControls::captions() const { return chosenOf(m_captionModel, m_recognisers); }

void LiveControls::setRecordingFormat(audio::GrowingFormat format) {
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(format)));
}

audio::GrowingFormat LiveControls::recordingFormat() const {
    return static_cast<audio::GrowingFormat>(m_format->currentData().toInt());
}

const store::ModelEntry* LiveControls::model() const {
    const auto index = static_cast<std::size_t>(m_model->currentIndex());
    return m_model->currentIndex() >= 0 && index < m_models.size() ? &m_models[index] : nullptr;
}

void LiveControls::setSettings(const live::LiveSettings& settings) {
    m_filling = true;
    m_settings = settings;
    m_window->setValue(settings.windowSeconds);
    m_hop->setValue(settings.hopSeconds);
    m_smoothing->setValue(settings.smoothingSeconds);
    m_unsure->setValue(settings.unsureBelow);
    m_adapt->setChecked(settings.adapt);
    m_filling = false;
}

void LiveControls::read() {
    if (m_filling) return;
    const live::LiveSettings before = m_settings;
    m_settings.windowSeconds = m_window->value();
    m_settings.hopSeconds = m_hop->value();
    m_settings.smoothingSeconds = m_smoothing->value();
    m_settings.unsureBelow = m_unsure->value();
    m_settings.adapt = m_adapt->isChecked();
    if (!(m_settings == before)) Q_EMIT changed();
}

QToolButton* LiveControls::addButton(QAction* action, bool primary) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setAccessibleName(action->text());
    widgets::setPrimary(button, primary);
    m_buttons->addWidget(button);
    return button;
}

}  // namespace prososcope::gui
