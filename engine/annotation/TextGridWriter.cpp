// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/Preserved.h"
#include "engine/annotation/TextGrid.h"

namespace prososcope::annotation {

namespace {

/// Writes lines of one of both styles.
class Writer {
public:
    Writer(const Preserved* preserved, const Preserved::TextGridStyle& style, std::string_view lineEnd)
        : m_preserved(preserved), m_style(style), m_lineEnd(lineEnd) {}

    void heading(int depth, const std::string& words) {
        if (m_style.isShort) return;
        indent(depth);
        line(words);
    }
    void value(int depth, std::string_view name, std::string_view value) {
        if (!m_style.isShort) {
            indent(depth);
            m_text += name;
        }
        m_text += value;
        if (!m_style.isShort) m_text += m_style.trailing;
        m_text += m_lineEnd;
    }
    void time(int depth, std::string_view name, double seconds) { value(depth, name, timeText(seconds, m_preserved)); }
    void text(int depth, std::string_view name, std::string_view label) {
        std::string quoted = "\"";
        for (const char c : label) {
            if (c == '\n')
                quoted += m_lineEnd;
            else
                quoted += c;
            if (c == '"') quoted += '"';
        }
        value(depth, name, quoted + '"');
    }
    void raw(std::string_view words) { m_text += words; }
    void line(std::string_view words) { (m_text += words) += m_lineEnd; }
    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    void indent(int depth) {
        for (int i = 0; i < depth; ++i) m_text += m_style.indent;
    }

    const Preserved* m_preserved;
    const Preserved::TextGridStyle& m_style;
    std::string_view m_lineEnd;
    std::string m_text;
};

void writeItems(Writer& out, const Annotation& annotation, const Tier& tier, const std::string& pointWord) {
    const bool interval = tier.isInterval();
    const std::string word = interval ? "intervals" : "points";
    out.value(2, word + ": size = ", std::to_string(tier.items.size()));
    for (std::size_t i = 0; i < tier.items.size(); ++i) {
        const Interval place = annotation.interval(tier, i);
        out.heading(2, word + " [" + std::to_string(i + 1) + "]:");
        if (interval) {
            out.time(3, "xmin = ", place.start);
            out.time(3, "xmax = ", place.end);
        } else {
            out.time(3, pointWord + " = ", place.start);
        }
        out.text(3, interval ? "text = " : "mark = ", tier.items[i].label);
    }
}

}  // namespace

std::string formatTextGrid(const Annotation& annotation) {
    const auto* preserved = annotation.preserved() && annotation.preserved()->format == FileFormat::TextGrid
                                ? annotation.preserved().get()
                                : nullptr;
    const Preserved::TextGridStyle style = preserved ? preserved->textGrid : Preserved::TextGridStyle();
    Writer out(preserved, style, lineEndText(preserved ? preserved->lineEnd : LineEnd::Lf));
    if (style.header.empty()) {
        out.line("File type = \"ooTextFile\"");
        out.line("Object class = \"TextGrid\"");
        out.line("");
    } else {
        out.raw(style.header);
    }
    out.time(0, "xmin = ", annotation.start());
    out.time(0, "xmax = ", annotation.end());
    out.value(0, "tiers? ", "<exists>");
    out.value(0, "size = ", std::to_string(annotation.tiers().size()));
    out.heading(0, "item []:" + style.trailing);
    for (std::size_t i = 0; i < annotation.tiers().size(); ++i) {
        const Tier& tier = annotation.tier(i);
        out.heading(1, "item [" + std::to_string(i + 1) + "]:");
        out.text(2, "class = ", tier.isInterval() ? "IntervalTier" : "TextTier");
        out.text(2, "name = ", tier.header.name);
        out.time(2, "xmin = ", annotation.start());
        out.time(2, "xmax = ", annotation.end());
        writeItems(out, annotation, tier, style.pointWord);
    }
    return encodeText(out.take(), preserved ? preserved->encoding : Encoding::Utf8);
}

std::vector<core::Text> textGridLosses(const Annotation& annotation) {
    std::vector<core::Text> lost;
    for (const auto& tier : annotation.tiers()) {
        if (tier->header.parent)
            lost.push_back(
                {TRANSLATABLE("Engine", "A TextGrid does not hold which tier is the parent of tier %1."), {tier->header.name}});
        if (tier->header.vocabulary)
            lost.push_back(
                {TRANSLATABLE("Engine", "A TextGrid does not hold the vocabulary of tier %1."), {tier->header.name}});
    }
    return lost;
}

}  // namespace prososcope::annotation
