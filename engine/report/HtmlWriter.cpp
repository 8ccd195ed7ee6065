// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "engine/report/Escape.h"
#include "engine/report/Report.h"

namespace prososcope::report {

namespace {

constexpr std::array kAllTints = {Tint::Ground, Tint::Text, Tint::Muted, Tint::Hairline, Tint::Bar, Tint::Strong, Tint::Error};

std::string variables(bool dark) {
    std::string text;
    for (const Tint tint : kAllTints) {
        const Rgb colour = rgbOf(tint, dark);
        text += std::string("--") + nameOf(tint) + ":rgb(" + std::to_string(colour.red) + "," + std::to_string(colour.green) +
                "," + std::to_string(colour.blue) + ");";
    }
    return text;
}

std::string styleSheet() {
    std::string text = ":root{color-scheme:light dark;" + variables(false) + "}\n";
    text += ".by-theme{fill:var(--light)}\n";
    text += "@media screen and (prefers-color-scheme:dark){:root{" + variables(true) + "}.by-theme{fill:var(--dark)}}\n";
    for (const Tint tint : kAllTints) {
        const std::string name = nameOf(tint);
        text += ".f-" + name + "{fill:var(--" + name + ")}.s-" + name + "{stroke:var(--" + name + ")}\n";
    }
    text += R"css(body{background:var(--ground);color:var(--text);font:15px/1.5 system-ui,"DejaVu Sans",sans-serif;margin:0}
main{max-width:880px;margin:0 auto;padding:32px 24px 64px}
h1{font-size:26px;line-height:1.25;margin:0 0 4px}
h2{font-size:20px;margin:44px 0 12px;padding-top:12px;border-top:1px solid var(--hairline)}
h3{font-size:16px;margin:28px 0 8px}
.subtitle,figcaption,caption,.note{color:var(--muted)}
.alarming,.alarming td{color:var(--error)}
dl{display:grid;grid-template-columns:minmax(110px,max-content) 1fr;gap:4px 20px;margin:0}
dt{color:var(--muted)}
dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
.wide{overflow-x:auto;margin:12px 0 20px}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:14px}
caption{text-align:left;padding:4px 0}
th,td{padding:3px 20px 3px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--hairline)}
th{font-weight:600;border-bottom:1px solid var(--muted);white-space:nowrap}
thead th{border-top:1px solid var(--muted)}
.n{text-align:right;white-space:nowrap}
.note{font-size:13px}
figure{margin:16px 0 24px}
figcaption{font-size:14px;max-width:700px}
svg{max-width:100%;height:auto;font-family:inherit}
pre{background:color-mix(in srgb,var(--hairline) 30%,transparent);padding:12px 16px;border-radius:4px;font-size:12.5px;line-height:1.45;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}
@page{margin:18mm 16mm}
@media print{body{font-size:10.5pt}main{max-width:none;padding:0}table{font-size:9.5pt}h2,h3{break-after:avoid}figure,tr{break-inside:avoid}thead{display:table-header-group}.wide{overflow:visible}.by-theme,rect,circle{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)css";
    return text;
}

struct Writer {
    std::string& text;

    void operator()(const Heading& heading) const {
        const std::string tag = heading.level <= 1 ? "h2" : "h3";
        text += "<" + tag + ">" + escapedHtml(heading.text) + "</" + tag + ">\n";
    }
    void operator()(const Paragraph& paragraph) const {
        text += std::string(paragraph.alarming ? "<p class=\"alarming\">" : "<p>") + escapedHtml(paragraph.text) + "</p>\n";
    }
    void operator()(const Facts& facts) const {
        text += "<dl>\n";
        for (const auto& fact : facts.facts) {
            text += "<dt>" + escapedHtml(fact.label) + "</dt><dd" + (fact.alarming ? " class=\"alarming\"" : "") + ">" +
                    escapedHtml(fact.value) + "</dd>\n";
        }
        text += "</dl>\n";
    }
    void operator()(const Table& table) const {
        const auto cell = [&](const char* tag, const std::string& content, std::size_t column) {
            const bool numeric = column < table.numeric.size() && table.numeric[column];
            const std::string name(tag);
            return "<" + name + (numeric ? " class=\"n\"" : "") + (name == "th" ? " scope=\"col\"" : "") + ">" +
                   escapedHtml(content) + "</" + name + ">";
        };
        text += "<div class=\"wide\"><table id=\"" + escapedHtml(table.name) + "\"><caption>" + escapedHtml(table.caption) +
                "</caption>\n<thead><tr>";
        for (std::size_t i = 0; i < table.columns.size(); ++i) text += cell("th", table.columns[i], i);
        text += "</tr></thead>\n<tbody>\n";
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            text += r < table.alarming.size() && table.alarming[r] ? "<tr class=\"alarming\">" : "<tr>";
            for (std::size_t i = 0; i < table.rows[r].size(); ++i) text += cell("td", table.rows[r][i], i);
            text += "</tr>\n";
        }
        text += "</tbody></table></div>\n";
        if (!table.note.empty()) text += "<p class=\"note\">" + escapedHtml(table.note) + "</p>\n";
    }
    void operator()(const Figure& figure) const {
        text += "<figure>\n" + svgText(figure.drawing) + "<figcaption>" + escapedHtml(figure.caption) +
                "</figcaption>\n</figure>\n";
    }
    void operator()(const Verbatim& verbatim) const { text += "<pre>" + escapedHtml(verbatim.text) + "</pre>\n"; }
};

}  // namespace

std::string htmlText(const Document& document) {
    std::string text = "<!DOCTYPE html>\n<html lang=\"" + escapedHtml(document.language) +
                       "\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
                       escapedHtml(document.title) + "</title>\n<style>\n" + styleSheet() +
                       "</style>\n</head>\n<body>\n<main>\n<h1>" + escapedHtml(document.title) +
                       "</h1>\n<p class=\"subtitle\">" + escapedHtml(document.subtitle) + "</p>\n";
    for (const auto& block : document.blocks) std::visit(Writer{text}, block);
    return text + "</main>\n</body>\n</html>\n";
}

}  // namespace prososcope::report
