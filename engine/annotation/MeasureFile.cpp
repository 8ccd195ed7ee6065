// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/MeasureFile.h"

#include <algorithm>

#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/Beside.h"
#include "engine/core/Csv.h"

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;
using core::Result;

namespace {

/// Whether the first columns of every table say it already.
bool isFixedColumn(const Quantity& quantity) {
    return quantity.subject == Subject::Start || quantity.subject == Subject::End || quantity.subject == Subject::Label;
}

std::string spanTimeText(double seconds) {
    Quantity start;
    start.subject = Subject::Start;
    return cellText(seconds, start);
}

}  // namespace

Result<dsp::PitchCorrections> correctionsFor(const std::filesystem::path& recording, const MeasureRequest& request) {
    if (!request.corrections || !needsPitch(request.quantities)) return dsp::PitchCorrections();
    return request.corrections(recording);
}

Result<std::unique_ptr<MeasuredSound>> openMeasured(const std::filesystem::path& recording, const MeasureRequest& request) {
    auto corrections = correctionsFor(recording, request);
    if (!corrections) return fail(corrections.error());
    return MeasuredSound::open(recording, request.settings, std::move(*corrections));
}

Result<FileMeasurements> measureFile(const std::filesystem::path& recording,
                                     const std::optional<std::filesystem::path>& annotation, const MeasureRequest& request,
                                     const EmotionFactory& emotionOf, core::Progress& progress) {
    auto sound = openMeasured(recording, request);
    if (!sound) return fail(sound.error());
    FileMeasurements measured{recording, annotation, {}, !(*sound)->corrections().empty(), {}};
    std::vector<MeasuredSpan> spans;
    if (request.choice) {
        if (!measured.annotation) {
            const auto beside = annotationsBeside(recording);
            if (!beside.empty()) measured.annotation = beside.front();
            for (std::size_t i = 1; i < beside.size(); ++i) {
                measured.notes.push_back({TRANSLATABLE("Engine", "It was taken; %1 lies beside the recording too."),
                                          {beside[i].filename().string()}});
            }
        }
        if (!measured.annotation)
            return fail(ErrorKind::NotFound,
                        {TRANSLATABLE("Engine", "%1 has no annotation beside it (.TextGrid or .eaf)."), {recording.string()}});
        auto read = readAnnotation(*measured.annotation, {(*sound)->info().seconds()});
        if (!read) return fail(read.error());
        measured.notes.insert(measured.notes.end(), read->notes.begin(), read->notes.end());
        auto chosen = measuredSpans(read->annotation, *request.choice, measured.annotation->string());
        if (!chosen) return fail(chosen.error());
        spans = std::move(*chosen);
    } else {
        spans.push_back(wholeSpan((*sound)->info()));
    }
    EmotionSource emotion;
    if (emotionOf) emotion = emotionOf(recording);
    auto rows = measureSpans(**sound, spans, request.quantities, emotionOf ? &emotion : nullptr, progress);
    if (!rows) return fail(rows.error());
    measured.rows = std::move(*rows);
    return measured;
}

std::vector<Quantity> furtherQuantities(const std::vector<Quantity>& quantities) {
    std::vector<Quantity> further;
    std::copy_if(quantities.begin(), quantities.end(), std::back_inserter(further),
                 [](const Quantity& quantity) { return !isFixedColumn(quantity); });
    return further;
}

std::string measurementsHeader(const std::vector<Quantity>& quantities) {
    std::string text = "file,tier,start,end,label";
    for (const auto& quantity : furtherQuantities(quantities)) text += "," + core::csvCell(quantity.name);
    return text + "\n";
}

std::string measurementRows(const std::filesystem::path& recording, const std::vector<Measurement>& rows,
                            const std::vector<Quantity>& quantities) {
    const std::string file = core::csvCell(recording.string());
    std::string text;
    for (const auto& row : rows) {
        text += file + "," + core::csvCell(row.span.tier) + "," + spanTimeText(row.span.time.start) + "," +
                spanTimeText(row.span.time.end) + "," + core::csvCell(row.span.label);
        for (std::size_t i = 0; i < quantities.size(); ++i) {
            if (!isFixedColumn(quantities[i])) text += "," + core::csvCell(cellText(row.cells[i], quantities[i]));
        }
        text += "\n";
    }
    return text;
}

}  // namespace prososcope::annotation
