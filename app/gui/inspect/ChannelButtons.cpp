// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/ChannelButtons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>
#include <cmath>

#include "widgets/SignalPane.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

namespace {
constexpr int kSide = 20;
constexpr int kGap = 4;
}  // namespace

ChannelButtons::ChannelButtons(widgets::SignalPane* pane)
    : QWidget(pane), m_pane(pane), m_mute(new QToolButton(this)), m_solo(new QToolButton(this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    for (QToolButton* button : {m_mute, m_solo}) {
        button->setCheckable(true);
        button->setFixedSize(kSide, kSide);
        button->setFont(widgets::Theme::instance().font(widgets::Theme::Size::Small, true));
        button->setFocusPolicy(Qt::NoFocus);  // the keys act on the pane that has the focus
        layout->addWidget(button);
    }
    //: one letter on a button: mute
    m_mute->setText(tr("M"));
    //: one letter on a button: solo, hear this channel alone
    m_solo->setText(tr("S"));
    setFixedSize(2 * kSide + 2, kSide);
    connect(m_mute, &QToolButton::clicked, this, &ChannelButtons::muteToggled);
    connect(m_solo, &QToolButton::clicked, this, &ChannelButtons::soloToggled);
    pane->installEventFilter(this);
    place();
}

void ChannelButtons::setChannelName(const QString& name) {
    m_mute->setToolTip(tr("Mute %1 (M)").arg(name));
    m_mute->setAccessibleName(tr("Mute %1").arg(name));
    m_solo->setToolTip(tr("Hear %1 alone (Shift+M)").arg(name));
    m_solo->setAccessibleName(tr("Hear %1 alone").arg(name));
}

void ChannelButtons::setState(bool muted, bool soloed) {
    m_mute->setChecked(muted);
    m_solo->setChecked(soloed);
}

void ChannelButtons::place() {
    const QRectF name = m_pane->gripRect();
    move(static_cast<int>(std::ceil(name.right())) + kGap, static_cast<int>(std::lround(name.center().y() - kSide / 2.0)));
}

bool ChannelButtons::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_pane && event->type() == QEvent::Resize) place();
    return QWidget::eventFilter(watched, event);
}

}  // namespace prososcope::gui
