// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/live/LiveSourceButton.h"

#include <QFileInfo>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <QWidgetAction>
#include <algorithm>
#include <cmath>

#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kLabelRole = Qt::UserRole;
constexpr int kDetailRole = Qt::UserRole + 1;
constexpr int kMeasuredRole = Qt::UserRole + 2;
constexpr int kRmsRole = Qt::UserRole + 3;
constexpr int kPeakRole = Qt::UserRole + 4;
constexpr int kListWidth = 360;
constexpr int kRows = 6;
constexpr int kBarWidth = 96;
constexpr int kEdge = 8;
constexpr double kQuietestDb = -60.0;
constexpr double kLoudDb = -6.0;

/// Name and what is known of a device, and at the right its level.
class InputDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& /*index*/) const override {
        return {kListWidth, 2 * option.fontMetrics.height() + kEdge};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Theme& theme = Theme::instance();
        const bool chosen = (option.state & QStyle::State_Selected) != 0;
        painter->save();
        if (chosen) painter->fillRect(option.rect, theme.color(Ink::Accent));
        const QColor ink = theme.color(chosen ? Ink::TextOnAccent : Ink::Text);
        const QRect inside = option.rect.adjusted(kEdge, 0, -kEdge, 0);
        const QRect text = inside.adjusted(0, kEdge / 2, -(kBarWidth + kEdge), -kEdge / 2);
        painter->setFont(option.font);
        painter->setPen(ink);
        const QFontMetrics metrics(option.font);
        painter->drawText(text, Qt::AlignLeft | Qt::AlignTop,
                          metrics.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, text.width()));
        painter->setFont(theme.font(Theme::Size::Small));
        painter->setPen(chosen ? ink : theme.color(Ink::Muted));
        painter->drawText(
            text, Qt::AlignLeft | Qt::AlignBottom,
            QFontMetrics(painter->font()).elidedText(index.data(kDetailRole).toString(), Qt::ElideRight, text.width()));
        if (index.data(kMeasuredRole).toBool()) {
            const QRectF bar(inside.right() - kBarWidth, inside.center().y() - 3, kBarWidth, 6);
            paintBar(*painter, bar, index.data(kRmsRole).toDouble(), index.data(kPeakRole).toDouble(), ink);
        }
        painter->restore();
    }

private:
    static void paintBar(QPainter& painter, const QRectF& bar, double rmsDb, double peakDb, const QColor& ink) {
        const auto share = [](double decibels) {
            return std::isfinite(decibels) ? std::clamp(1.0 - decibels / kQuietestDb, 0.0, 1.0) : 0.0;
        };
        QColor ground = ink;
        ground.setAlphaF(0.2F);
        painter.fillRect(bar, ground);
        painter.fillRect(QRectF(bar.left(), bar.top(), share(rmsDb) * bar.width(), bar.height()), ink);
        const double peak = bar.left() + share(peakDb) * bar.width();
        painter.fillRect(QRectF(peak - 1.0, bar.top() - 2.0, 2.0, bar.height() + 4.0),
                         peakDb > kLoudDb ? Theme::instance().color(Ink::Warning) : ink);
    }
};

QString levelText(const LiveInput& input) {
    if (!input.measured) return {};
    return std::isfinite(input.peakDb) ? LiveSourceButton::tr("%1 dB").arg(std::lround(input.peakDb))
                                       : LiveSourceButton::tr("silence");
}

}  // namespace

LiveSourceButton::LiveSourceButton(QWidget* parent)
    : MenuButton(parent), m_menu(new QMenu(this)), m_list(new QListWidget(m_menu)), m_file(new QPushButton(m_menu)) {
    setObjectName(QStringLiteral("source"));
    setAccessibleName(tr("Sound from"));
    setToolTip(tr("The microphone that is listened to, or a recording in its place. The list shows each device's level."));
    m_list->setAccessibleName(tr("Input devices"));
    m_list->setObjectName(QStringLiteral("inputs"));
    m_list->setItemDelegate(new InputDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_file->setText(tr("A recording..."));
    m_file->setObjectName(QStringLiteral("chooseFile"));
    m_file->setToolTip(tr("A sound file at its own pace in the microphone's place."));
    m_file->setAutoDefault(false);
    auto* content = new QWidget(m_menu);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_list);
    column->addWidget(m_file, 0, Qt::AlignLeft);
    auto* action = new QWidgetAction(m_menu);
    action->setDefaultWidget(content);
    m_menu->addAction(action);
    connect(this, &QToolButton::clicked, this, &LiveSourceButton::open);
    connect(m_list, &QListWidget::itemActivated, this, &LiveSourceButton::choose);
    connect(m_list, &QListWidget::itemClicked, this, &LiveSourceButton::choose);
    connect(m_file, &QPushButton::clicked, this, [this] {
        m_menu->hide();
        Q_EMIT fileRequested();
    });
    connect(m_menu, &QMenu::aboutToShow, this, [this] {
        m_list->setFocus(Qt::PopupFocusReason);
        Q_EMIT opened();
    });
    connect(m_menu, &QMenu::aboutToHide, this, &LiveSourceButton::closed);
    setInputs({});
    setChoice({}, {});
}

void LiveSourceButton::setChoice(const QString& device, const QString& file) {
    m_device = device;
    m_chosenFile = file;
    showText();
}

void LiveSourceButton::showText() {
    setText(!m_chosenFile.isEmpty() ? QFileInfo(m_chosenFile).fileName()
            : m_device.isEmpty()    ? tr("System default")
                                    : m_device);
    updateGeometry();
}

void LiveSourceButton::setInputs(const QList<LiveInput>& inputs) {
    QList<LiveInput> rows{{QString(), tr("whatever the desktop has chosen"), {}, false, 0.0, 0.0}};
    rows += inputs;
    // Rows are changed in place, so that the one with the focus stays while levels move.
    while (m_list->count() > rows.size()) delete m_list->takeItem(m_list->count() - 1);
    while (m_list->count() < rows.size()) m_list->addItem(QString());
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const LiveInput& input = rows[i];
        QListWidgetItem* item = m_list->item(static_cast<int>(i));
        const QString name = i == 0 ? tr("System default") : input.label;
        item->setText(name);
        item->setData(kLabelRole, input.label);
        item->setData(kDetailRole, input.problem.isEmpty() ? input.detail : input.problem);
        item->setData(kMeasuredRole, input.measured);
        item->setData(kRmsRole, input.rmsDb);
        item->setData(kPeakRole, input.peakDb);
        item->setToolTip(input.problem);
        QStringList spoken{name, item->data(kDetailRole).toString(), levelText(input)};
        spoken.removeAll(QString());
        item->setData(Qt::AccessibleTextRole, spoken.join(QStringLiteral(", ")));
    }
    if (m_list->currentRow() < 0) m_list->setCurrentRow(0);
    const int row = m_list->sizeHintForRow(0);
    // As high whatever there is: devices are found while the list is open, and a menu does not grow.
    m_list->setFixedSize(static_cast<int>(kListWidth * Theme::instance().scale()), row * kRows + 4);
}

void LiveSourceButton::open() {
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(kLabelRole).toString() == m_device && m_chosenFile.isEmpty()) m_list->setCurrentRow(row);
    }
    m_menu->popup(mapToGlobal(QPoint(0, height() + 2)));
}

void LiveSourceButton::choose() {
    const QListWidgetItem* item = m_list->currentItem();
    if (item == nullptr) return;
    m_menu->hide();
    Q_EMIT deviceChosen(item->data(kLabelRole).toString());
}

}  // namespace prososcope::gui
