// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/PlaybackControls.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QSlider>
#include <QToolButton>
#include <QWidgetAction>
#include <cmath>

#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/Playback.h"
#include "app/gui/inspect/PlaybackController.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Theme;

namespace {
constexpr int kVolumeSteps = 100;
constexpr int kSliderWidth = 160;
}  // namespace

PlaybackControls::PlaybackControls(ActionRegistry* actions, PlaybackController* controller, QWidget* parent)
    : QWidget(parent),
      m_controller(controller),
      m_speed(new QToolButton(this)),
      m_output(new QToolButton(this)),
      m_speedMenu(new QMenu(this)),
      m_outputMenu(new QMenu(this)),
      m_speeds(new QActionGroup(this)),
      m_devices(new QActionGroup(this)),
      m_volume(new QSlider(Qt::Horizontal)),
      m_volumeText(new QLabel) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(8);
    for (QToolButton* button : {m_speed, m_output}) {
        button->setFixedHeight(28);
        button->setFocusPolicy(Qt::TabFocus);
        button->setPopupMode(QToolButton::InstantPopup);
        row->addWidget(button);
    }
    m_speed->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_speed->setMenu(m_speedMenu);
    m_speed->setToolTip(PlaybackController::canChangeSpeed()
                            ? tr("Speed of playing, at the same pitch")
                            : tr("This build plays at normal speed only: it was made without the Rubber Band library."));
    m_speed->setEnabled(PlaybackController::canChangeSpeed());
    m_output->setMenu(m_outputMenu);
    m_output->setIcon(Theme::instance().icon(QStringLiteral("volume")));
    m_output->setToolTip(tr("Sound output: volume and device"));
    m_output->setAccessibleName(tr("Sound output"));

    auto* volumeRow = new QWidget;
    auto* volumeLayout = new QHBoxLayout(volumeRow);
    volumeLayout->setContentsMargins(12, 4, 12, 4);
    auto* name = new QLabel(tr("Volume"));
    m_volume->setRange(0, kVolumeSteps);
    m_volume->setPageStep(10);
    m_volume->setFixedWidth(kSliderWidth);
    m_volume->setAccessibleName(tr("Volume"));
    m_volumeText->setMinimumWidth(m_volumeText->fontMetrics().horizontalAdvance(QLocale().toString(kVolumeSteps) + " %"));
    m_volumeText->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    volumeLayout->addWidget(name);
    volumeLayout->addWidget(m_volume);
    volumeLayout->addWidget(m_volumeText);
    auto* volumeAction = new QWidgetAction(m_outputMenu);
    volumeAction->setDefaultWidget(volumeRow);
    m_outputMenu->addAction(volumeAction);
    if (QAction* automatic = actions->action("play.automaticLevel")) m_outputMenu->addAction(automatic);
    m_outputMenu->addSeparator();
    connect(m_volume, &QSlider::valueChanged, this, [this](int value) {
        if (std::lround(m_controller->volume() * kVolumeSteps) != value)
            m_controller->setVolume(static_cast<double>(value) / kVolumeSteps);
    });
    connect(m_outputMenu, &QMenu::aboutToShow, m_controller->playback(), &Playback::lookForDevices);
    connect(m_controller->playback(), &Playback::devicesListed, this, &PlaybackControls::fillDevices);
    connect(m_devices, &QActionGroup::triggered, this,
            [this](QAction* chosen) { m_controller->setDevice(chosen->data().toString()); });
    connect(m_speeds, &QActionGroup::triggered, this,
            [this](QAction* chosen) { m_controller->setSpeed(chosen->data().toDouble()); });
    connect(m_controller, &PlaybackController::settingsChanged, this, &PlaybackControls::refresh);
    actions->add({.id = "play.output",
                  .menu = "play",
                  .text = tr("So&und output"),
                  .description = tr("Volume, automatic level and the device that is heard.")},
                 [this] { openOutputMenu(); });
    fillSpeeds();
    fillDevices();
    refresh();
}

QString PlaybackControls::speedText(double speed) {
    return tr("%1\u00d7", "speed of playing").arg(QLocale().toString(speed, 'g', 3));
}

void PlaybackControls::fillSpeeds() {
    for (const double speed : PlaybackController::kSpeeds) {
        QAction* action = m_speedMenu->addAction(speedText(speed));
        action->setCheckable(true);
        action->setData(speed);
        m_speeds->addAction(action);
    }
}

void PlaybackControls::fillDevices() {
    for (QAction* old : m_devices->actions()) {
        m_devices->removeAction(old);
        m_outputMenu->removeAction(old);
        old->deleteLater();
    }
    const auto add = [this](const QString& text, const QString& label) {
        QString shown = text;
        QAction* action = m_outputMenu->addAction(shown.replace(QLatin1Char('&'), QStringLiteral("&&")));
        action->setCheckable(true);
        action->setData(label);
        m_devices->addAction(action);
    };
    add(tr("System default"), {});
    const QStringList& known = m_controller->playback()->devices();
    for (const QString& label : known) add(label, label);
    const QString& chosen = m_controller->playback()->device();
    if (!chosen.isEmpty() && !known.contains(chosen)) add(tr("%1, not connected").arg(chosen), chosen);
    refresh();
}

void PlaybackControls::refresh() {
    m_speed->setText(speedText(m_controller->speed()));
    m_speed->setAccessibleName(tr("Speed %1").arg(speedText(m_controller->speed())));
    for (QAction* action : m_speeds->actions())
        action->setChecked(std::abs(action->data().toDouble() - m_controller->speed()) < 1e-6);
    for (QAction* action : m_devices->actions())
        action->setChecked(action->data().toString() == m_controller->playback()->device());
    const int volume = static_cast<int>(std::lround(m_controller->volume() * kVolumeSteps));
    m_volume->setValue(volume);
    m_volumeText->setText(tr("%1 %").arg(volume));
}

void PlaybackControls::openOutputMenu() { m_output->showMenu(); }

}  // namespace prososcope::gui
