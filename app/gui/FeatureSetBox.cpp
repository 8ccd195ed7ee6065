// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/FeatureSetBox.h"

#include <QLocale>
#include <QStandardItemModel>

#include "app/engine_thread/EngineThread.h"

namespace prososcope::gui {

namespace {

/// "88 values a recording", "65 values every 10 ms".
QString sizeOf(const features::FeatureSet& set) {
    const auto count = static_cast<int>(set.columns().size());
    if (set.descriptors() != nullptr) return FeatureSetBox::tr("%n values a recording", nullptr, count);
    return FeatureSetBox::tr("%n values every %1 ms", nullptr, count)
        .arg(QLocale().toString(1000.0 * set.times().hopSeconds, 'g', 4));
}

QString aboutSet(const features::FeatureSet& set) {
    return QStringLiteral("%1. %2").arg(sizeOf(set), engine_thread::translated(set.description()));
}

}  // namespace

FeatureSetBox::FeatureSetBox(QWidget* parent) : QComboBox(parent) {
    setObjectName("featureSet");
    setAccessibleName(tr("Feature set"));
    for (const auto* set : features::allFeatureSets()) {
        addItem(QString::fromUtf8(set->name().data(), static_cast<qsizetype>(set->name().size())));
        setItemData(count() - 1, aboutSet(*set), Qt::ToolTipRole);
    }
}

void FeatureSetBox::chooseSet(const QString& name) {
    if (const int index = findText(name); index >= 0) setCurrentIndex(index);
}

const features::FeatureSet* FeatureSetBox::set() const {
    const auto& all = features::allFeatureSets();
    const int index = currentIndex();
    return index >= 0 ? all[static_cast<std::size_t>(index)] : nullptr;
}

QString FeatureSetBox::about() const { return set() != nullptr ? aboutSet(*set()) : QString(); }

void FeatureSetBox::setReasons(const std::function<QString(const features::FeatureSet&)>& reason) {
    auto* items = qobject_cast<QStandardItemModel*>(model());
    const auto& all = features::allFeatureSets();
    for (int i = 0; items != nullptr && i < count(); ++i) {
        const auto& set = *all[static_cast<std::size_t>(i)];
        const QString text = reason(set);
        items->item(i)->setEnabled(text.isEmpty());
        setItemData(i, text.isEmpty() ? aboutSet(set) : QStringLiteral("%1\n%2").arg(aboutSet(set), text), Qt::ToolTipRole);
    }
}

}  // namespace prososcope::gui
