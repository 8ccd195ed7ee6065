// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/DimensionText.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "engine/backend/UnitRegression.h"

namespace prososcope::gui {

namespace {

constexpr int kDigits = 2;

struct DimensionTextWords {
    Q_DECLARE_TR_FUNCTIONS(DimensionText)
};

}  // namespace

QString dimensionErrorText(const store::ModelCard& card, const store::Dimension& dimension) {
    const store::Figure* figure = backend::errorFigure(card, dimension.name);
    if (figure == nullptr) return {};
    QStringList lines{
        DimensionTextWords::tr("\u00b1 %1: root mean squared error on the utterances of left-out speakers, n = %2.")
            .arg(QLocale().toString(figure->value, 'f', kDigits))
            .arg(figure->n)};
    if (figure->speakerDependent)
        lines << DimensionTextWords::tr("The network has heard these speakers: on new ones it is farther off.");
    if (backend::isDerivedDimension(card, dimension.name))
        lines << DimensionTextWords::tr("Derived from the names of emotions, not rated.");
    return lines.join(QLatin1Char('\n'));
}

QString dimensionReading(const store::ModelCard& card, const store::Dimension& dimension, double value) {
    const QLocale locale;
    const QString text = locale.toString(value, 'f', kDigits);
    const store::Figure* figure = backend::errorFigure(card, dimension.name);
    return figure == nullptr ? text
                             : DimensionTextWords::tr("%1 \u00b1 %2", "value and its error")
                                   .arg(text, locale.toString(figure->value, 'f', kDigits));
}

}  // namespace prososcope::gui
