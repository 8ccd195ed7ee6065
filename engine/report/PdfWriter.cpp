// SPDX-License-Identifier: GPL-3.0-or-later
#include <cairo-pdf.h>

#include <algorithm>
#include <memory>
#include <numeric>

#include "engine/report/CairoDrawing.h"
#include "engine/report/Escape.h"
#include "engine/report/Report.h"

namespace prososcope::report {

namespace {

constexpr double kPageWidth = 595.28;  // A4, points
constexpr double kPageHeight = 841.89;
constexpr double kMargin = 50.0;
constexpr double kWidth = kPageWidth - 2.0 * kMargin;
constexpr double kBottom = kPageHeight - kMargin - 16.0;  // the page's number stands below
constexpr double kColumnGap = 10.0;
constexpr double kFigureScale = 0.72;  // points of a pixel of figures

/// Cuts a text where it must break: at spaces, else within a word that is too long for a line.
std::vector<std::string> wrapped(cairo_t* context, const std::string& text, double width) {
    std::vector<std::string> lines;
    const auto fits = [&](const std::string& line) { return textWidth(context, line) <= width; };
    const auto addParagraph = [&](const std::string& paragraph) {
        std::string line;
        std::string word;
        const auto take = [&] {
            if (word.empty()) return;
            const std::string longer = line.empty() ? word : line + " " + word;
            if (fits(longer)) {
                line = longer;
            } else {
                if (!line.empty()) lines.push_back(std::move(line));
                line.clear();
                for (std::size_t i = 0; i < word.size();) {  // characters, as long as they fit
                    std::size_t end = i + 1;
                    while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xc0U) == 0x80U) ++end;
                    const std::string character = word.substr(i, end - i);
                    if (!line.empty() && !fits(line + character)) {
                        lines.push_back(std::move(line));
                        line.clear();
                    }
                    line += character;
                    i = end;
                }
            }
            word.clear();
        };
        for (const char c : paragraph) {
            if (c == ' ')
                take();
            else
                word += c;
        }
        take();
        lines.push_back(std::move(line));
    };
    const std::string clean = cleanText(text);
    for (std::size_t begin = 0; begin <= clean.size();) {
        const auto end = std::min(clean.find('\n', begin), clean.size());
        addParagraph(clean.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

/// Extents that are cut down, the largest first and to the same limit, until together they fit.
std::vector<double> levelled(std::vector<double> extents, double space) {
    std::vector<double> sorted = extents;
    std::ranges::sort(sorted);
    double limit = space;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const double share = space / static_cast<double>(sorted.size() - i);
        if (sorted[i] > share) {
            limit = share;
            break;
        }
        space -= sorted[i];
    }
    for (auto& extent : extents) extent = std::min(extent, limit);
    return extents;
}

/// Sets a document on pages. The document outlives it.
class Pages {
public:
    Pages(cairo_t* context, const Document& document) : m_context(context), m_document(document) {}

    void write() {
        set(m_document.title, 19.0, true, Tint::Text, 24.0);
        m_y += 2.0;
        set(m_document.subtitle, 9.5, false, Tint::Muted, 13.0);
        m_y += 8.0;
        for (std::size_t i = 0; i < m_document.blocks.size(); ++i) {
            // A heading stays with what follows.
            if (const auto* heading = std::get_if<Heading>(&m_document.blocks[i])) {
                const bool figure =
                    i + 1 < m_document.blocks.size() && std::holds_alternative<Figure>(m_document.blocks[i + 1]);
                const double next = figure ? heightOf(std::get<Figure>(m_document.blocks[i + 1])) : 60.0;
                room((heading->level <= 1 ? 40.0 : 28.0) + next);
            }
            std::visit([this](const auto& block) { add(block); }, m_document.blocks[i]);
        }
        endPage();
    }

private:
    void endPage() {
        chooseFont(m_context, 8.0);
        setColour(m_context, rgbOf(Tint::Muted, false));
        const std::string number = std::to_string(m_page);
        const double numberWidth = textWidth(m_context, number);
        showText(m_context, kPageWidth - kMargin - numberWidth, kPageHeight - 32.0, number);
        const auto title = wrapped(m_context, m_document.title, kWidth - 60.0);
        if (!title.empty()) showText(m_context, kMargin, kPageHeight - 32.0, title.front());
        cairo_show_page(m_context);
    }
    void newPage() {
        endPage();
        ++m_page;
        m_y = kMargin;
    }
    /// A new page where less than this is left.
    void room(double height) {
        if (m_y + height > kBottom && m_y > kMargin) newPage();
    }
    void set(const std::string& text, double size, bool bold, Tint tint, double lineHeight, bool monospace = false) {
        chooseFont(m_context, size, bold, monospace);
        for (const auto& line : wrapped(m_context, text, kWidth)) {
            room(lineHeight);
            chooseFont(m_context, size, bold, monospace);
            setColour(m_context, rgbOf(tint, false));
            m_y += lineHeight;
            showText(m_context, kMargin, m_y - 0.25 * lineHeight, line);
        }
    }
    void rule(double y, Tint tint, double width) {
        setColour(m_context, rgbOf(tint, false));
        cairo_set_line_width(m_context, width);
        cairo_move_to(m_context, kMargin, y);
        cairo_line_to(m_context, kPageWidth - kMargin, y);
        cairo_stroke(m_context);
    }

    void add(const Heading& heading) {
        m_y += heading.level <= 1 ? 16.0 : 10.0;
        if (heading.level <= 1) {
            rule(m_y, Tint::Hairline, 0.75);
            m_y += 4.0;
        }
        set(heading.text, heading.level <= 1 ? 14.0 : 11.0, true, Tint::Text, heading.level <= 1 ? 20.0 : 16.0);
        m_y += 3.0;
    }
    void add(const Paragraph& paragraph) {
        set(paragraph.text, 9.5, false, paragraph.alarming ? Tint::Error : Tint::Text, 13.0);
        m_y += 5.0;
    }
    void add(const Facts& facts) {
        constexpr double kLabel = 120.0;
        constexpr double kLine = 12.5;
        for (const auto& fact : facts.facts) {
            chooseFont(m_context, 9.0);
            const auto label = wrapped(m_context, fact.label, kLabel - 8.0);
            const auto value = wrapped(m_context, fact.value, kWidth - kLabel);
            for (std::size_t i = 0; i < std::max(label.size(), value.size()); ++i) {
                room(kLine);
                chooseFont(m_context, 9.0);
                m_y += kLine;
                setColour(m_context, rgbOf(Tint::Muted, false));
                if (i < label.size()) showText(m_context, kMargin, m_y - 3.0, label[i]);
                setColour(m_context, rgbOf(fact.alarming ? Tint::Error : Tint::Text, false));
                if (i < value.size()) showText(m_context, kMargin + kLabel, m_y - 3.0, value[i]);
            }
        }
        m_y += 6.0;
    }
    [[nodiscard]] double heightOf(const Figure& figure) const {
        const double scale = std::min({kFigureScale, kWidth / std::max(figure.drawing.width, 1.0),
                                       (kBottom - kMargin - 40.0) / std::max(figure.drawing.height, 1.0)});
        return scale * figure.drawing.height + 34.0;
    }
    void add(const Figure& figure) {
        const double height = heightOf(figure);
        room(height);
        m_y += 6.0;
        const double scale = (height - 34.0) / std::max(figure.drawing.height, 1.0);
        cairo_save(m_context);
        cairo_translate(m_context, kMargin, m_y);
        cairo_scale(m_context, scale, scale);
        paint(m_context, figure.drawing);
        cairo_restore(m_context);
        m_y += height - 34.0 + 2.0;
        set(figure.caption, 8.5, false, Tint::Muted, 11.5);
        m_y += 8.0;
    }
    void add(const Verbatim& verbatim) {
        set(verbatim.text, 7.5, false, Tint::Text, 10.0, true);
        m_y += 6.0;
    }
    void add(const Table& table);
    [[nodiscard]] std::vector<double> columnWidths(const Table& table, double size) const;
    /// Draws a row, wrapped; gives false where it does not fit, unless the page is fresh.
    bool addRow(const Table& table, const std::vector<std::string>& cells, const std::vector<double>& widths, double size,
                bool header, bool alarming);

    cairo_t* m_context;
    const Document& m_document;
    double m_y = kMargin;
    int m_page = 1;
};

std::vector<double> Pages::columnWidths(const Table& table, double size) const {
    // Every column is as wide as its widest word; what is left goes to those that want more, in equal parts.
    std::vector<double> least(table.columns.size(), 0.0);
    std::vector<double> wanted(table.columns.size(), 0.0);
    const auto take = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < std::min(cells.size(), wanted.size()); ++i) {
            wanted[i] = std::max(wanted[i], textWidth(m_context, cells[i]) + 0.5);
            for (std::size_t begin = 0; begin < cells[i].size();) {
                const auto end = std::min(cells[i].find(' ', begin), cells[i].size());
                least[i] = std::max(least[i], textWidth(m_context, cells[i].substr(begin, end - begin)) + 0.5);
                begin = end + 1;
            }
        }
    };
    chooseFont(m_context, size, true);
    take(table.columns);
    chooseFont(m_context, size);
    for (const auto& row : table.rows) take(row);
    double space = kWidth - kColumnGap * static_cast<double>(wanted.size() - (wanted.empty() ? 0 : 1));
    if (std::accumulate(least.begin(), least.end(), 0.0) > space) return levelled(wanted, space);
    std::vector<double> more;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        space -= least[i];
        more.push_back(wanted[i] - least[i]);
    }
    more = levelled(more, space);
    for (std::size_t i = 0; i < wanted.size(); ++i) wanted[i] = least[i] + more[i];
    return wanted;
}

bool Pages::addRow(const Table& table, const std::vector<std::string>& cells, const std::vector<double>& widths, double size,
                   bool header, bool alarming) {
    const double lineHeight = size + 3.5;
    chooseFont(m_context, size, header);
    std::vector<std::vector<std::string>> lines;
    std::size_t most = 1;
    for (std::size_t i = 0; i < std::min(cells.size(), widths.size()); ++i) {
        lines.push_back(wrapped(m_context, cells[i], widths[i]));
        most = std::max(most, lines.back().size());
    }
    const double height = lineHeight * static_cast<double>(most) + 2.0;
    if (m_y + height > kBottom && m_y > kMargin + 60.0) return false;
    for (std::size_t line = 0; line < most; ++line) {
        if (line > 0 && m_y + lineHeight > kBottom) newPage();  // of a row that is longer than a page
        chooseFont(m_context, size, header);
        setColour(m_context, rgbOf(alarming ? Tint::Error : Tint::Text, false));
        m_y += lineHeight;
        double x = kMargin;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (line < lines[i].size()) {
                const bool right = i < table.numeric.size() && table.numeric[i];
                const double shift = right ? widths[i] - textWidth(m_context, lines[i][line]) : 0.0;
                showText(m_context, x + shift, m_y - 3.0, lines[i][line]);
            }
            x += widths[i] + kColumnGap;
        }
    }
    m_y += 2.0;
    return true;
}

void Pages::add(const Table& table) {
    const double size = table.columns.size() > 7 ? 7.5 : 8.5;
    room(60.0);
    m_y += 4.0;
    set(table.caption, 8.5, false, Tint::Muted, 12.0);
    m_y += 2.0;
    const auto widths = columnWidths(table, size);
    const double end = kMargin + std::accumulate(widths.begin(), widths.end(), 0.0) +
                       kColumnGap * static_cast<double>(widths.size() - (widths.empty() ? 0 : 1));
    const auto line = [&](Tint tint, double width) {
        setColour(m_context, rgbOf(tint, false));
        cairo_set_line_width(m_context, width);
        cairo_move_to(m_context, kMargin, m_y);
        cairo_line_to(m_context, end, m_y);
        cairo_stroke(m_context);
    };
    const auto header = [&] {
        line(Tint::Muted, 0.9);
        addRow(table, table.columns, widths, size, true, false);
        line(Tint::Muted, 0.5);
    };
    header();
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const bool alarming = i < table.alarming.size() && table.alarming[i];
        if (!addRow(table, table.rows[i], widths, size, false, alarming)) {
            newPage();
            header();
            addRow(table, table.rows[i], widths, size, false, alarming);
        }
    }
    line(Tint::Muted, 0.9);
    m_y += 3.0;
    if (!table.note.empty()) set(table.note, 8.0, false, Tint::Muted, 11.0);
    m_y += 8.0;
}

cairo_status_t appendBytes(void* closure, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

core::Result<std::string> pdfBytes(const Document& document) {
    std::string bytes;
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        cairo_pdf_surface_create_for_stream(appendBytes, &bytes, kPageWidth, kPageHeight), cairo_surface_destroy);
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, cleanText(document.title).c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Prososcope");
    cairo_status_t status = CAIRO_STATUS_SUCCESS;
    {
        const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> context(cairo_create(surface.get()), cairo_destroy);
        Pages(context.get(), document).write();
        status = cairo_status(context.get());
    }
    cairo_surface_finish(surface.get());
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface.get());
    if (status != CAIRO_STATUS_SUCCESS) {
        return core::fail(core::ErrorKind::Failed, {TRANSLATABLE("Engine", "The PDF could not be drawn.")},
                          cairo_status_to_string(status));
    }
    return bytes;
}

}  // namespace prososcope::report
