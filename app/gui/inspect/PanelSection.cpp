// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/PanelSection.h"

#include <QGridLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <cmath>

#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kChevron = 14;
constexpr int kHeaderHeight = 24;

/// The title with a chevron at the right, which points down while the section is open.
class SectionHeader : public QAbstractButton {
public:
    explicit SectionHeader(const QString& title) {
        setText(title);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        connect(&Theme::instance(), &Theme::changed, this, [this] {
            updateGeometry();
            update();
        });
    }

    void setOpen(bool open) {
        m_open = open;
        setAccessibleDescription(open ? PanelSection::tr("Shown; press to hide it")
                                      : PanelSection::tr("Hidden; press to show it"));
        update();
    }

    [[nodiscard]] QSize sizeHint() const override {
        const QFontMetrics metrics(Theme::instance().font(Theme::Size::Small, true));
        return {metrics.horizontalAdvance(text()) + chevron() + 8,
                static_cast<int>(std::lround(kHeaderHeight * Theme::instance().scale()))};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return {chevron(), sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        const auto& theme = Theme::instance();
        QPainter painter(this);
        painter.setFont(theme.font(Theme::Size::Small, true));
        painter.setPen(theme.color(underMouse() || hasFocus() ? Ink::Text : Ink::Muted));
        const int side = chevron();
        const QRect room = rect().adjusted(0, 0, -side - 4, 0);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
        QRect mark(0, 0, side, side);
        mark.moveCenter(rect().center());
        mark.moveRight(rect().right());
        theme.icon(m_open ? "chevron-down" : "chevron-right").paint(&painter, mark);
        if (!hasFocus()) return;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.color(Ink::Accent), 1.5));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), 3.0, 3.0);
    }

private:
    [[nodiscard]] static int chevron() { return static_cast<int>(std::lround(kChevron * Theme::instance().scale())); }

    bool m_open = true;
};

}  // namespace

PanelSection::PanelSection(const QString& name, const QString& title, QWidget* parent)
    : QWidget(parent), m_content(new QWidget), m_grid(new QGridLayout) {
    setObjectName(name);
    auto* header = new SectionHeader(title);
    m_header = header;
    m_layout = new QVBoxLayout(m_content);
    m_layout->setContentsMargins({});
    m_layout->setSpacing(8);
    m_grid->setVerticalSpacing(2);
    m_grid->setHorizontalSpacing(8);
    m_grid->setColumnStretch(0, 1);
    m_layout->addLayout(m_grid);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(m_content);
    header->setOpen(true);
    connect(header, &QAbstractButton::clicked, this, [this] {
        setOpen(!m_open);
        Q_EMIT toggled(m_open);
    });
}

void PanelSection::add(QWidget* widget, Qt::Alignment alignment) { m_layout->addWidget(widget, 0, alignment); }

void PanelSection::setOpen(bool open) {
    m_open = open;
    m_content->setVisible(open);
    static_cast<SectionHeader*>(m_header)->setOpen(open);
}

}  // namespace prososcope::gui
