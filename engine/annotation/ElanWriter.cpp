// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <utility>

#include "engine/annotation/Elan.h"
#include "engine/annotation/ElanFile.h"
#include "engine/annotation/ElanSheets.h"
#include "engine/annotation/ElanTypes.h"
#include "engine/annotation/Preserved.h"
#include "engine/annotation/TextPatch.h"
#include "engine/core/Csv.h"

namespace prososcope::annotation {

using core::Result;

namespace {

/// What a new file begins with: the linguistic type and the constraints that every .eaf declares.
constexpr std::string_view kNewFile = R"(<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="" DATE="1970-01-01T00:00:00+00:00" FORMAT="3.0" VERSION="3.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">
    <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/>
    <TIME_ORDER>
    </TIME_ORDER>
    <LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="default-lt" TIME_ALIGNABLE="true"/>
    <CONSTRAINT DESCRIPTION="Time subdivision of parent annotation's time interval, no time gaps allowed within this interval" STEREOTYPE="Time_Subdivision"/>
    <CONSTRAINT DESCRIPTION="Symbolic subdivision of a parent annotation. Annotations refering to the same parent are ordered" STEREOTYPE="Symbolic_Subdivision"/>
    <CONSTRAINT DESCRIPTION="1-1 association with a parent annotation" STEREOTYPE="Symbolic_Association"/>
    <CONSTRAINT DESCRIPTION="Time alignable annotations within the parent annotation's time interval, gaps are allowed" STEREOTYPE="Included_In"/>
</ANNOTATION_DOCUMENT>
)";

using Row = ElanRow;
using Sheet = ElanSheet;

class Writer {
public:
    Writer(const Annotation& annotation, std::string_view text, const ElanFile& file, LineEnd lineEnd)
        : m_text(text), m_file(file), m_lineEnd(lineEndText(lineEnd)), m_table(elanSheets(annotation, file)) {}

    std::string write() {
        chooseTypes();
        nameAnnotations();
        assignSlots();
        writeTimeOrder();
        writeTiers();
        writeLastUsed();
        return spliced();
    }

private:
    [[nodiscard]] const XmlElement& at(std::size_t element) const { return m_file.xml.elements[element]; }
    [[nodiscard]] std::string_view source(std::size_t begin, std::size_t end) const {
        return m_text.substr(begin, end - begin);
    }
    [[nodiscard]] std::optional<std::size_t> firstOf(std::string_view name) const {
        const auto all = m_file.xml.childrenOf(0, name);
        return all.empty() ? std::nullopt : std::optional(all.front());
    }
    void replace(std::size_t begin, std::size_t end, std::string text) { m_patches.push_back({begin, end, std::move(text)}); }
    /// The white space before an element, from the end of the line above.
    [[nodiscard]] std::string indentOf(std::size_t element) const {
        const auto begin = at(element).begin;
        auto from = begin;
        while (from > 0 && (m_text[from - 1] == ' ' || m_text[from - 1] == '\t')) --from;
        return std::string(source(from, begin));
    }

    void chooseTypes() {
        ElanTypes types(m_file, [this](const std::vector<std::string_view>& names, const std::string& element) {
            insertAfter(names, element);
        });
        for (auto& sheet : m_table.sheets) sheet.type = types.typeFor(sheet.tier->header, sheet.old);
    }

    /// After the last element with the first of those names that the file has.
    void insertAfter(const std::vector<std::string_view>& names, const std::string& element) {
        for (const auto name : names) {
            const auto all = m_file.xml.childrenOf(0, name);
            if (all.empty()) continue;
            m_insertions[at(all.back()).end] += m_lineEnd + indentOf(all.back()) + element;
            return;
        }
        m_insertions[at(0).contentEnd] += element;
    }

    static std::size_t numberIn(const std::string& name) {
        const auto digits = name.find_first_of("0123456789");
        std::size_t number = 0;
        if (digits != std::string::npos) std::from_chars(name.data() + digits, name.data() + name.size(), number);
        return number < (std::size_t{1} << 50) ? number : 0;
    }

    void nameAnnotations() {
        for (const auto& tier : m_file.tiers) {
            for (const auto& one : tier.annotations) m_lastName = std::max(m_lastName, numberIn(one.name));
        }
        if (const auto property = lastUsed()) m_lastName = std::max(m_lastName, numberIn(at(*property).text));
        std::set<const ElanAnnotation*> used;
        for (auto& sheet : m_table.sheets) {
            for (auto& row : sheet.rows) {
                if (row.old && !used.insert(row.old).second) row.old = nullptr;  // an item that was copied
                row.name = row.old ? row.old->name : "a" + std::to_string(++m_lastName);
            }
        }
    }

    [[nodiscard]] std::optional<std::size_t> lastUsed() const {
        for (const auto header : m_file.xml.childrenOf(0, "HEADER")) {
            for (const auto property : m_file.xml.childrenOf(header, "PROPERTY")) {
                const auto* name = at(property).attribute("NAME");
                if (name && *name == "lastUsedAnnotationId") return property;
            }
        }
        return std::nullopt;
    }

    std::string newSlot(long long milliseconds) {
        const std::string name = "ts" + std::to_string(++m_lastSlot);
        m_newSlots.emplace_back(milliseconds, name);
        return name;
    }

    /// An end that did not move keeps its slot; one at the parent's end shares the parent's; neighbours below a parent share.
    void assignSlots() {
        for (const auto& name : m_file.slotOrder) m_lastSlot = std::max(m_lastSlot, numberIn(name));
        for (const auto index : m_table.order) {
            auto& sheet = m_table.sheets[index];
            if (sheet.isSymbolic) continue;
            // Times that the file leaves open follow from the others: they stay open only where none of these changed.
            const bool sameTimes = sheet.old && sheet.rows.size() == sheet.old->annotations.size() &&
                                   std::all_of(sheet.rows.begin(), sheet.rows.end(), [](const Row& row) {
                                       return row.old && row.old->start == row.place.start && row.old->end == row.place.end;
                                   });
            std::map<long long, std::string> inner;
            for (auto& row : sheet.rows) {
                const Row* above = sheet.parent && row.above < m_table.sheets[*sheet.parent].rows.size()
                                       ? &m_table.sheets[*sheet.parent].rows[row.above]
                                       : nullptr;
                const double times[2] = {row.place.start, row.place.end};
                const long long rounded[2] = {row.start, row.end};
                for (int side = 0; side < 2; ++side) {
                    const bool kept = row.old && !row.old->slots[side].empty() &&
                                      (sameTimes || m_file.slots.at(row.old->slots[side]).has_value()) &&
                                      (side == 0 ? row.old->start : row.old->end) == times[side];
                    if (kept)
                        row.slots[side] = row.old->slots[side];
                    else if (above && !above->slots[0].empty() && rounded[side] == above->start)
                        row.slots[side] = above->slots[0];
                    else if (above && !above->slots[1].empty() && rounded[side] == above->end)
                        row.slots[side] = above->slots[1];
                    else if (!above)
                        row.slots[side] = newSlot(rounded[side]);
                    else {
                        auto& shared = inner[rounded[side]];
                        if (shared.empty()) shared = newSlot(rounded[side]);
                        row.slots[side] = shared;
                    }
                }
            }
        }
    }

    void writeTimeOrder() {
        const auto order = firstOf("TIME_ORDER");
        std::set<std::string> used;
        std::set<std::string> formerly;
        for (const auto& sheet : m_table.sheets) {
            for (const auto& row : sheet.rows) used.insert({row.slots[0], row.slots[1]});
        }
        for (const auto& tier : m_file.tiers) {
            for (const auto& one : tier.annotations) formerly.insert({one.slots[0], one.slots[1]});
        }
        struct Slot {
            long long time;
            std::string text;
        };
        std::vector<Slot> slots;
        bool changed = !m_newSlots.empty();
        long long last = 0;
        const auto children = order ? m_file.xml.childrenOf(*order, "TIME_SLOT") : std::vector<std::size_t>();
        const std::string space = children.empty() ? m_lineEnd + std::string(order ? indentOf(*order) : "    ") + "    "
                                                   : std::string(source(at(*order).tagEnd, at(children.front()).begin));
        for (const auto child : children) {
            const auto* name = at(child).attribute("TIME_SLOT_ID");
            if (const auto time = m_file.slots.at(*name)) last = millisecondsOf(*time);
            if (!used.contains(*name) && formerly.contains(*name)) {
                changed = true;
                continue;
            }
            slots.push_back({last, std::string(source(at(child).begin, at(child).end))});
        }
        if (!changed) return;
        std::stable_sort(m_newSlots.begin(), m_newSlots.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        // The file's own order stays, even where it does not rise; a new slot goes before the first later one.
        std::vector<Slot> merged;
        std::size_t next = 0;
        const auto takeNew = [&](long long before) {
            for (; next < m_newSlots.size() && m_newSlots[next].first < before; ++next) {
                merged.push_back({m_newSlots[next].first, "<TIME_SLOT TIME_SLOT_ID=\"" + m_newSlots[next].second +
                                                              "\" TIME_VALUE=\"" + std::to_string(m_newSlots[next].first) +
                                                              "\"/>"});
            }
        };
        for (auto& slot : slots) {
            takeNew(slot.time);
            merged.push_back(std::move(slot));
        }
        takeNew(m_newSlots.empty() ? 0 : m_newSlots.back().first + 1);
        std::string text;
        for (const auto& slot : merged) text += space + slot.text;
        if (!order) {
            insertAfter({"HEADER"}, "<TIME_ORDER>" + text + "</TIME_ORDER>");
        } else if (at(*order).contentEnd == at(*order).end) {  // <TIME_ORDER/>
            replace(at(*order).begin, at(*order).end, "<TIME_ORDER>" + text + m_lineEnd + indentOf(*order) + "</TIME_ORDER>");
        } else {
            const auto tail = children.empty() ? m_lineEnd + indentOf(*order)
                                               : std::string(source(at(children.back()).end, at(*order).contentEnd));
            replace(at(*order).tagEnd, at(*order).contentEnd, text + tail);
        }
    }

    [[nodiscard]] std::string annotationText(const Sheet& sheet, std::size_t index, const std::string& indent) const {
        const Row& row = sheet.rows[index];
        ElanReferences references{{"ANNOTATION_ID", row.name}};
        if (sheet.isSymbolic) {
            const auto& rows = m_table.sheets[*sheet.parent].rows;
            references.emplace_back("ANNOTATION_REF", row.above < rows.size() ? rows[row.above].name : std::string());
            if (sheet.tier->header.link == ParentLink::Subdivision && index > 0 && sheet.rows[index - 1].above == row.above)
                references.emplace_back("PREVIOUS_ANNOTATION", sheet.rows[index - 1].name);
        } else {
            references.emplace_back("TIME_SLOT_REF1", row.slots[0]);
            references.emplace_back("TIME_SLOT_REF2", row.slots[1]);
        }
        const std::string kind = sheet.isSymbolic ? "REF_ANNOTATION" : "ALIGNABLE_ANNOTATION";
        if (row.old && at(row.old->element).name == kind) return elanPatched(m_text, m_file, *row.old, references, row.label);
        std::string attributes;
        for (const auto& [name, value] : references) attributes += ' ' + name + "=\"" + xmlAttribute(value) + '"';
        const std::string inner = m_lineEnd + indent + "    ";
        return "<ANNOTATION>" + inner + '<' + kind + attributes + '>' + inner + "    <ANNOTATION_VALUE>" + xmlText(row.label) +
               "</ANNOTATION_VALUE>" + inner + "</" + kind + '>' + m_lineEnd + indent + "</ANNOTATION>";
    }

    /// The rows as they stand in the file; each new one behind the one before it in time.
    static std::vector<std::size_t> orderInFile(const Sheet& sheet) {
        std::vector<std::pair<std::size_t, std::size_t>> keys;  // element of the last old row, row
        std::size_t element = 0;
        for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
            if (sheet.rows[i].old) element = sheet.rows[i].old->element;
            keys.emplace_back(element, i);
        }
        std::sort(keys.begin(), keys.end());
        std::vector<std::size_t> order;
        for (const auto& [unused, row] : keys) order.push_back(row);
        return order;
    }

    [[nodiscard]] std::string tierText(const Sheet& sheet) const {
        const std::string outer = sheet.old ? indentOf(sheet.old->element) : m_tierIndent;
        std::string tag = "<TIER";
        const auto put = [&](std::string_view name, const std::string& value) {
            tag += ' ' + std::string(name) + "=\"" + xmlAttribute(value) + '"';
        };
        const auto parent = sheet.parent ? std::optional(m_table.sheets[*sheet.parent].name) : std::nullopt;
        bool sameTag = false;
        if (sheet.old) {
            const auto& element = at(sheet.old->element);
            const auto is = [&](std::string_view name, const std::optional<std::string>& value) {
                const auto* had = element.attribute(name);
                return had ? value && *had == *value : !value;
            };
            sameTag = is("TIER_ID", sheet.name) && is("PARENT_REF", parent) && is("LINGUISTIC_TYPE_REF", sheet.type);
            for (const auto& attribute : element.attributes) {
                if (attribute.name == "TIER_ID" || attribute.name == "PARENT_REF" || attribute.name == "LINGUISTIC_TYPE_REF")
                    continue;
                put(attribute.name, attribute.value);
            }
        }
        put("LINGUISTIC_TYPE_REF", sheet.type);
        if (parent) put("PARENT_REF", *parent);
        put("TIER_ID", sheet.name);
        std::string space = m_lineEnd + outer + "    ";
        std::string tail = m_lineEnd + outer;
        if (sheet.old && !at(sheet.old->element).children.empty()) {
            const auto& element = at(sheet.old->element);
            space = source(element.tagEnd, at(element.children.front()).begin);
            tail = source(at(element.children.back()).end, element.contentEnd);
        }
        if (sameTag)
            tag = source(at(sheet.old->element).begin, at(sheet.old->element).tagEnd);
        else
            tag += '>';
        if (sheet.rows.empty()) {
            if (tag.ends_with("/>")) return tag;
            return sheet.old && at(sheet.old->element).children.empty() && sameTag
                       ? tag + std::string(source(at(sheet.old->element).tagEnd, at(sheet.old->element).end))
                       : tag + "</TIER>";
        }
        if (tag.ends_with("/>")) tag = tag.substr(0, tag.size() - 2) + '>';
        const auto lineStart = space.find_last_of('\n');
        const std::string indent = lineStart == std::string::npos ? outer + "    " : space.substr(lineStart + 1);
        for (const auto index : orderInFile(sheet)) tag += space + annotationText(sheet, index, indent);
        return tag + tail + "</TIER>";
    }

    /// All tiers in their order, each with what stood before it.
    void writeTiers() {
        const auto elements = m_file.xml.childrenOf(0, "TIER");
        m_tierIndent = elements.empty() ? "    " : indentOf(elements.front());
        std::map<std::size_t, std::string> leading;  // element -> text between the tier before and it
        for (std::size_t i = 1; i < elements.size(); ++i)
            leading[elements[i]] = source(at(elements[i - 1]).end, at(elements[i]).begin);
        std::string text;
        for (std::size_t i = 0; i < m_table.sheets.size(); ++i) {
            const auto* old = m_table.sheets[i].old;
            const auto found = old ? leading.find(old->element) : leading.end();
            if (i > 0) text += found != leading.end() ? found->second : m_lineEnd + m_tierIndent;
            text += tierText(m_table.sheets[i]);
        }
        if (!elements.empty())
            replace(at(elements.front()).begin, at(elements.back()).end, std::move(text));
        else if (!m_table.sheets.empty())
            m_insertions[tierPlace()] = m_lineEnd + m_tierIndent + text + m_insertions[tierPlace()];
    }

    [[nodiscard]] std::size_t tierPlace() const {
        for (const auto name : {"TIME_ORDER", "HEADER"}) {
            const auto all = m_file.xml.childrenOf(0, name);
            if (!all.empty()) return at(all.back()).end;
        }
        return at(0).tagEnd;
    }

    void writeLastUsed() {
        const auto property = lastUsed();
        if (!property || at(*property).contentEnd == at(*property).end || numberIn(at(*property).text) >= m_lastName) return;
        replace(at(*property).tagEnd, at(*property).contentEnd, std::to_string(m_lastName));
    }

    /// The source with all patches in.
    std::string spliced() {
        for (auto& [place, text] : m_insertions) m_patches.push_back({place, place, std::move(text)});
        return patched(m_text, 0, m_text.size(), std::move(m_patches));
    }

    std::string_view m_text;
    const ElanFile& m_file;
    const std::string m_lineEnd;
    ElanSheets m_table;
    std::vector<TextPatch> m_patches;
    std::map<std::size_t, std::string> m_insertions;
    std::size_t m_lastName = 0;
    std::size_t m_lastSlot = 0;
    std::vector<std::pair<long long, std::string>> m_newSlots;
    std::string m_tierIndent;
};

}  // namespace

Result<std::string> formatElan(const Annotation& annotation) {
    const auto* preserved =
        annotation.preserved() && annotation.preserved()->format == FileFormat::Elan ? annotation.preserved().get() : nullptr;
    std::string text(kNewFile);
    if (preserved) {
        auto decoded = decodeText(preserved->original, "");
        if (!decoded) return fail(decoded.error());
        text = std::move(decoded->text);
    }
    std::vector<core::Text> notes;  // said when the file was opened
    auto file = ElanFile::parse(text, "", notes);
    if (!file) return fail(file.error());
    return encodeText(Writer(annotation, text, *file, preserved ? preserved->lineEnd : LineEnd::Lf).write(),
                      preserved ? preserved->encoding : Encoding::Utf8);
}

}  // namespace prososcope::annotation
