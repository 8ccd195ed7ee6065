// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/Report.h"

#include <algorithm>

#include "PrososcopeVersion.h"
#include "engine/core/Join.h"
#include "engine/core/SafeFile.h"
#include "engine/report/Sections.h"

namespace prososcope::report {

namespace {

void addMethods(Document& document, const std::vector<ReportedRun>& runs, const Translate& say) {
    document.blocks.emplace_back(Heading{say({TRANSLATABLE("Engine", "How the figures were computed")}), 1});
    const auto paragraph = [&](const core::Text& text) { document.blocks.emplace_back(Paragraph{say(text), false}); };
    const auto any = [&](auto has) { return std::ranges::any_of(runs, has); };
    const std::string draws = std::to_string(kDraws);
    if (any([](const ReportedRun& run) { return run.figures.hasClasses(); })) {
        paragraph(
            {TRANSLATABLE("Engine",
                          "UAR, the unweighted average recall, is the mean of the recalls of the classes; WA, the weighted "
                          "accuracy, the share of utterances recognised; macro F1 the mean over the classes of the "
                          "harmonic mean of precision and recall. All are pooled over the held-out predictions of all "
                          "folds.")});
    }
    paragraph({TRANSLATABLE("Engine",
                            "Intervals hold 95 % and come from a bootstrap over speakers: speakers are drawn with replacement "
                            "%1 times, all utterances of a drawn one count, and the interval lies between the percentiles 2.5 "
                            "and 97.5 (Davison and Hinkley 1997, section 3.8). With fewer than two speakers the utterances are "
                            "drawn instead."),
               {draws}});
    if (any([](const ReportedRun& run) { return !run.figures.dimensions.empty(); })) {
        paragraph({TRANSLATABLE("Engine",
                                "CCC is Lin's concordance correlation coefficient (1989), over the utterances that have a "
                                "rating; R² is measured against the mean of the truth.")});
    }
    if (any([](const ReportedRun& run) { return run.figures.calibration.has_value(); })) {
        paragraph({TRANSLATABLE("Engine",
                                "The expected calibration error is the mean distance of accuracy and largest posterior in 15 "
                                "bins of equal width (Guo et al. 2017, equation 3); the Brier score (1950) the mean squared "
                                "distance of the posteriors to the truth, from 0 to 2.")});
    }
    if (runs.size() > 1) {
        paragraph({TRANSLATABLE("Engine",
                                "Two runs are compared on the utterances that both have predicted. The interval of the "
                                "difference draws the same speakers for both; the permutation test exchanges the runs in whole "
                                "speakers (Good 2005); p values of several pairs are corrected by Holm (1979).")});
    }
}

}  // namespace

const std::vector<std::string>& reportFormats() {
    static const std::vector<std::string> kFormats = {"html", "pdf", "tex", "csv"};
    return kFormats;
}

core::Result<Document> makeReport(const std::vector<StoredRun>& runs, const Translate& translate, core::Progress& progress) {
    if (runs.empty())
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "A report needs at least one run.")});
    const Translate say = translate ? translate : [](const core::Text& text) { return text.english(); };
    std::vector<ReportedRun> reported;
    const auto count = static_cast<double>(runs.size());
    for (const auto& stored : runs) {
        const auto done = static_cast<double>(reported.size());
        auto part = progress.part(0.7 * done / count, 0.7 * (done + 1.0) / count);
        auto figures = computeFigures(stored, part);
        if (!figures) return core::fail(figures.error());
        reported.push_back({&stored, std::move(*figures)});
    }
    Document document;
    const auto& first = runs.front().run;
    document.title = runs.size() == 1 ? (first.title.empty() ? first.name : first.title)
                                      : say({TRANSLATABLE("Engine", "Report on %1 runs"), {std::to_string(runs.size())}});
    document.subtitle =
        say({TRANSLATABLE("Engine", "Made with Prososcope %1 from the stored predictions."), {PROSOSCOPE_VERSION}});
    if (reported.size() > 1) {
        auto part = progress.part(0.7, 1.0);
        if (auto added = addComparison(document, reported, say, part); !added) return core::fail(added.error());
    }
    for (const auto& each : reported) addRunSections(document, each, say);
    addMethods(document, reported, say);
    if (std::ranges::any_of(runs, [](const StoredRun& each) { return !each.run.experiment.empty(); }))
        document.blocks.emplace_back(Heading{say({TRANSLATABLE("Engine", "Appendix")}), 1});
    for (const auto& each : reported) addAppendix(document, each, say);
    progress.report(1.0);
    return document;
}

core::Result<std::vector<std::filesystem::path>> writeReport(const Document& document, const std::filesystem::path& folder,
                                                             std::span<const std::string> formats) {
    for (const auto& format : formats) {
        if (std::ranges::find(reportFormats(), format) != reportFormats().end()) continue;
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "A report cannot be written as \"%1\"; known are: %2."),
                           {format, core::joined(reportFormats())}});
    }
    std::vector<std::filesystem::path> written;
    const auto write = [&](const std::filesystem::path& path, const std::string& content) -> core::Status {
        auto status = core::writeFile(path, content);
        if (status) written.push_back(path);
        return status;
    };
    for (const auto& format : formats) {
        core::Status status;
        if (format == "html") {
            status = write(folder / "report.html", htmlText(document));
        } else if (format == "pdf") {
            const auto bytes = pdfBytes(document);
            if (!bytes) return core::fail(bytes.error());
            status = write(folder / "report.pdf", *bytes);
        } else {
            for (const auto& block : document.blocks) {
                const auto* table = std::get_if<Table>(&block);
                if (table == nullptr || !status) continue;
                status = write(folder / "tables" / (table->name + "." + format),
                               format == "tex" ? latexText(*table) : csvText(*table));
            }
        }
        if (!status) return core::fail(status.error());
    }
    return written;
}

}  // namespace prososcope::report
