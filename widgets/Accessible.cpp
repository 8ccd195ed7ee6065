// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Accessible.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QWidget>

namespace prososcope::widgets {

namespace {

class PlotInterface : public QAccessibleWidget {
public:
    explicit PlotInterface(QWidget* widget) : QAccessibleWidget(widget, QAccessible::Chart) {}

    [[nodiscard]] QString text(QAccessible::Text kind) const override {
        if (kind == QAccessible::Description || kind == QAccessible::Value) {
            if (const auto* plot = dynamic_cast<const PlotSummary*>(widget())) return plot->plotSummary();
        }
        return QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface* makeInterface(const QString& /*className*/, QObject* object) {
    auto* widget = qobject_cast<QWidget*>(object);
    if (widget == nullptr || dynamic_cast<PlotSummary*>(widget) == nullptr) return nullptr;
    return new PlotInterface(widget);  // owned by QAccessible's cache
}

}  // namespace

void installAccessibleFactory() {
    static const bool installed = [] {
        QAccessible::installFactory(&makeInterface);
        return true;
    }();
    Q_UNUSED(installed)
}

void summaryChanged(QWidget* plot) {
    if (!QAccessible::isActive()) return;
    QAccessibleEvent event(plot, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

}  // namespace prososcope::widgets
