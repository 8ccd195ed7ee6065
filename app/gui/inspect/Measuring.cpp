// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/Measuring.h"

#include <QCoreApplication>
#include <QFileInfo>

#include "app/engine_thread/EngineThread.h"

namespace prososcope::gui {

using annotation::Quantity;
using annotation::Subject;

namespace {

QString say(const char* text) { return QCoreApplication::translate("Measuring", text); }

int digitsOf(const Quantity& quantity) {
    if (quantity.isText()) return -1;
    switch (quantity.subject) {
        case Subject::Start:
        case Subject::End:
        case Subject::Duration:
            return 3;
        case Subject::Voice:
            if (quantity.word == "pulses" || quantity.word == "breaks") return 0;
            if (quantity.word == "jitter.absolute") return 7;
            return quantity.word.ends_with(".hnr") ? 2 : 4;
        case Subject::Formant:
        case Subject::Bandwidth:
            return 0;
        case Subject::Emotion:
            return 3;
        default:
            return 1;
    }
}

Quantity quantityOf(Subject subject, const char* name) {
    Quantity quantity;
    quantity.subject = subject;
    quantity.name = name;
    return quantity;
}

ResultCell cellOf(const annotation::Cell& cell, const Quantity& quantity) {
    ResultCell result;
    result.text = annotation::cellText(cell, quantity);
    if (const auto* number = std::get_if<double>(&cell)) result.number = *number;
    return result;
}

}  // namespace

annotation::MeasureSettings measureSettings(const VoiceSettings& voice) {
    annotation::MeasureSettings settings;
    settings.pitch = voice.pitch;
    settings.formants = voice.formants;
    settings.intensity = voice.intensity;
    settings.harmonicity = voice.harmonicity;
    return settings;
}

ResultColumn columnOf(const Quantity& quantity) {
    const QString name = QString::fromStdString(quantity.name);
    const auto unit = annotation::unitOf(quantity);
    return {unit.empty() ? name : QStringLiteral("%1 (%2)").arg(name, QString::fromStdString(std::string(unit))), quantity.name,
            engine_thread::translated(annotation::definitionOf(quantity)), digitsOf(quantity)};
}

std::vector<ResultColumn> placeColumns(bool tier) {
    std::vector<ResultColumn> columns{{say(QT_TRANSLATE_NOOP("Measuring", "file")), "file", {}, -1}};
    if (tier) columns.push_back({say(QT_TRANSLATE_NOOP("Measuring", "tier")), "tier", {}, -1});
    columns.push_back({say(QT_TRANSLATE_NOOP("Measuring", "start (s)")), "start", {}, 3});
    columns.push_back({say(QT_TRANSLATE_NOOP("Measuring", "end (s)")), "end", {}, 3});
    columns.push_back({say(QT_TRANSLATE_NOOP("Measuring", "label")), "label", {}, -1});
    return columns;
}

ResultRow rowOf(const QString& path, const annotation::Measurement& measurement, const std::vector<Quantity>& quantities,
                bool tier) {
    const auto& span = measurement.span;
    ResultRow row{path, span.time.start, span.time.end, {}};
    row.cells.push_back({path.toStdString()});
    if (tier) row.cells.push_back({span.tier});
    row.cells.push_back(cellOf(span.time.start, quantityOf(Subject::Start, "start")));
    row.cells.push_back(cellOf(span.time.end, quantityOf(Subject::End, "end")));
    row.cells.push_back({span.label});
    for (std::size_t i = 0; i < quantities.size(); ++i) {
        const auto subject = quantities[i].subject;
        if (subject == Subject::Start || subject == Subject::End || subject == Subject::Label) continue;
        row.cells.push_back(cellOf(measurement.cells[i], quantities[i]));
    }
    return row;
}

}  // namespace prososcope::gui
