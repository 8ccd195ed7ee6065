// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <utility>

#include "engine/annotation/Elan.h"
#include "engine/annotation/ElanFile.h"
#include "engine/annotation/Preserved.h"
#include "engine/core/Csv.h"

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;
using core::Result;
using core::Status;
using core::Text;

namespace {

std::string valueOf(const XmlElement& element, std::string_view name) {
    const auto* value = element.attribute(name);
    return value != nullptr ? *value : std::string();
}

class Reader {
public:
    Reader(std::string_view text, std::string_view source, std::vector<Text>& notes)
        : m_text(text), m_source(source), m_notes(notes) {}

    Result<ElanFile> read() {
        auto xml = parseXml(m_text, m_source);
        if (!xml) return fail(xml.error());
        m_file.xml = std::move(*xml);
        if (m_file.xml.elements[0].name != "ANNOTATION_DOCUMENT") {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "%1 is no ELAN file: it begins with <%2>. Choose an .eaf file."),
                         {m_source, std::string(m_file.xml.elements[0].name.substr(0, 40))}});
        }
        for (const auto step :
             {&Reader::header, &Reader::timeOrder, &Reader::types, &Reader::tiers, &Reader::parents, &Reader::places}) {
            if (auto done = (this->*step)(); !done) return fail(done.error());
        }
        return std::move(m_file);
    }

private:
    [[nodiscard]] const XmlElement& at(std::size_t element) const { return m_file.xml.elements[element]; }
    [[nodiscard]] tl::unexpected<core::Error> problem(const char* sentence, std::size_t element, std::string what) const {
        return fail(ErrorKind::BadInput,
                    {sentence, {m_source, std::to_string(lineNumber(m_text, at(element).begin)), std::move(what)}});
    }

    Status header() {
        for (const auto element : m_file.xml.childrenOf(0, "HEADER")) {
            const auto units = valueOf(at(element), "TIME_UNITS");
            if (!units.empty() && units != "milliseconds")
                return problem(
                    TRANSLATABLE("Engine", "%1, line %2: the times are in %3. Save the file with milliseconds in ELAN."),
                    element, units);
        }
        return {};
    }

    Status timeOrder() {
        for (const auto order : m_file.xml.childrenOf(0, "TIME_ORDER")) {
            for (const auto element : m_file.xml.childrenOf(order, "TIME_SLOT")) {
                const auto name = valueOf(at(element), "TIME_SLOT_ID");
                std::optional<double> seconds;
                if (const auto* value = at(element).attribute("TIME_VALUE")) {
                    const auto milliseconds = core::parseNumber(*value);
                    if (!milliseconds || !(std::abs(*milliseconds) <= Limits::kSeconds * 1000.0))
                        return problem(
                            TRANSLATABLE("Engine", "%1, line %2: “%3” is no time in milliseconds. Correct that line."), element,
                            *value);
                    seconds = *milliseconds / 1000.0;
                }
                if (name.empty() || !m_file.slots.emplace(name, seconds).second)
                    return problem(
                        TRANSLATABLE("Engine", "%1, line %2: the time slot “%3” has no name of its own. Correct that line."),
                        element, name);
                m_file.slotOrder.push_back(name);
            }
        }
        return {};
    }

    Status types() {
        std::map<std::string, std::shared_ptr<const Vocabulary>> vocabularies;
        for (const auto element : m_file.xml.childrenOf(0, "CONTROLLED_VOCABULARY")) {
            auto vocabulary = std::make_shared<Vocabulary>();
            vocabulary->name = valueOf(at(element), "CV_ID");
            for (const auto entry : at(element).children) {
                if (at(entry).name == "CV_ENTRY") {
                    vocabulary->entries.push_back({at(entry).text, valueOf(at(entry), "DESCRIPTION")});
                } else if (at(entry).name == "CV_ENTRY_ML") {
                    const auto values =
                        m_file.xml.childrenOf(entry, "CVE_VALUE");  // one for each language; the first counts here
                    if (!values.empty())
                        vocabulary->entries.push_back({at(values[0]).text, valueOf(at(values[0]), "DESCRIPTION")});
                }
            }
            if (!vocabulary->entries.empty()) vocabularies[vocabulary->name] = std::move(vocabulary);
        }
        for (const auto element : m_file.xml.childrenOf(0, "LINGUISTIC_TYPE")) {
            const auto name = valueOf(at(element), "LINGUISTIC_TYPE_ID");
            m_file.constraintOfType[name] = valueOf(at(element), "CONSTRAINTS");
            if (const auto* vocabulary = at(element).attribute("CONTROLLED_VOCABULARY_REF")) {
                if (const auto found = vocabularies.find(*vocabulary); found != vocabularies.end())
                    m_file.vocabularyOfType[name] = found->second;
            }
        }
        return {};
    }

    Status tiers() {
        std::size_t count = 0;
        for (const auto element : m_file.xml.childrenOf(0, "TIER")) {
            ElanTier tier;
            tier.element = element;
            tier.header.id = m_file.nextId++;
            tier.header.name = valueOf(at(element), "TIER_ID");
            tier.type = valueOf(at(element), "LINGUISTIC_TYPE_REF");
            if (const auto found = m_file.vocabularyOfType.find(tier.type); found != m_file.vocabularyOfType.end())
                tier.header.vocabulary = found->second;
            for (const auto outer : m_file.xml.childrenOf(element, "ANNOTATION")) {
                for (const auto inner : at(outer).children) {
                    const bool alignable = at(inner).name == "ALIGNABLE_ANNOTATION";
                    if (!alignable && at(inner).name != "REF_ANNOTATION") continue;
                    ElanAnnotation one;
                    one.element = inner;
                    one.outer = outer;
                    one.id = m_file.nextId++;
                    one.name = valueOf(at(inner), "ANNOTATION_ID");
                    if (alignable) {
                        one.slots[0] = valueOf(at(inner), "TIME_SLOT_REF1");
                        one.slots[1] = valueOf(at(inner), "TIME_SLOT_REF2");
                    } else {
                        one.above = valueOf(at(inner), "ANNOTATION_REF");
                        one.previous = valueOf(at(inner), "PREVIOUS_ANNOTATION");
                    }
                    for (const auto value : m_file.xml.childrenOf(inner, "ANNOTATION_VALUE")) one.label += at(value).text;
                    if (one.name.empty() ||
                        !m_placeOf.emplace(one.name, std::pair{m_file.tiers.size(), tier.annotations.size()}).second)
                        return problem(
                            TRANSLATABLE("Engine",
                                         "%1, line %2: the annotation “%3” has no name of its own. Correct that line."),
                            inner, one.name);
                    tier.annotations.push_back(std::move(one));
                    if (++count > Limits::kItems)
                        return problem(
                            TRANSLATABLE("Engine", "%1, line %2: the file holds more labels than can be edited (%3)."), inner,
                            std::to_string(count));
                }
            }
            m_file.tiers.push_back(std::move(tier));
            if (m_file.tiers.size() > Limits::kTiers)
                return problem(TRANSLATABLE("Engine", "%1, line %2: the file holds more tiers than can be edited (%3)."),
                               element, std::to_string(Limits::kTiers));
        }
        return {};
    }

    Status parents() {
        std::unordered_map<std::string, std::size_t> tierOfName;
        for (std::size_t i = 0; i < m_file.tiers.size(); ++i) {
            if (!tierOfName.emplace(m_file.tiers[i].header.name, i).second)
                return problem(TRANSLATABLE("Engine", "%1, line %2: there are two tiers named “%3”. Rename one."),
                               m_file.tiers[i].element, m_file.tiers[i].header.name);
        }
        m_parent.assign(m_file.tiers.size(), std::nullopt);
        for (std::size_t i = 0; i < m_file.tiers.size(); ++i) {
            auto& tier = m_file.tiers[i];
            const auto* name = at(tier.element).attribute("PARENT_REF");
            if (name == nullptr) continue;
            const auto found = tierOfName.find(*name);
            if (found == tierOfName.end())
                return problem(
                    TRANSLATABLE("Engine", "%1, line %2: the parent tier “%3” is not in the file. Correct that line."),
                    tier.element, *name);
            m_parent[i] = found->second;
            tier.header.parent = m_file.tiers[found->second].header.id;
            tier.header.link = linkOf(m_file.constraintOfType[tier.type]);
        }
        // Parents before children; what is left over is its own ancestor.
        std::vector<bool> done(m_file.tiers.size());
        for (bool more = true; more;) {
            more = false;
            for (std::size_t i = 0; i < m_file.tiers.size(); ++i) {
                if (done[i] || (m_parent[i] && !done[*m_parent[i]])) continue;
                m_order.push_back(i);
                done[i] = more = true;
            }
        }
        for (std::size_t i = 0; i < done.size(); ++i) {
            if (!done[i])
                return problem(TRANSLATABLE("Engine", "%1, line %2: tier “%3” is above itself. Correct its PARENT_REF."),
                               m_file.tiers[i].element, m_file.tiers[i].header.name);
        }
        return {};
    }

    Status places() {
        for (const auto index : m_order) {
            auto& tier = m_file.tiers[index];
            if (auto done = alignedPlaces(tier); !done) return done;
            if (auto done = symbolicPlaces(tier, index); !done) return done;
        }
        return {};
    }

    /// Times of slots, those left open spread evenly along the chain of annotations between two that are given.
    Status alignedPlaces(ElanTier& tier) {
        std::unordered_map<std::string, std::size_t> byFirstSlot;
        for (std::size_t i = 0; i < tier.annotations.size(); ++i) {
            auto& one = tier.annotations[i];
            if (!one.above.empty() || one.slots[0].empty()) continue;
            for (const auto& slot : one.slots) {
                if (!m_file.slots.contains(slot))
                    return problem(
                        TRANSLATABLE("Engine", "%1, line %2: the time slot “%3” is not in the file. Correct that line."),
                        one.element, slot);
            }
            byFirstSlot.emplace(one.slots[0], i);
        }
        std::unordered_set<std::string> spread;
        for (const auto& one : tier.annotations) {
            if (one.slots[0].empty() || !timeOf(one.slots[0]) || timeOf(one.slots[1])) continue;
            std::vector<std::string> chain;
            std::string next = one.slots[1];
            while (!timeOf(next) && chain.size() < tier.annotations.size()) {
                chain.push_back(next);
                const auto following = byFirstSlot.find(next);
                if (following == byFirstSlot.end()) break;
                next = tier.annotations[following->second].slots[1];
            }
            const auto until = timeOf(next);
            if (!until) continue;
            const double from = *timeOf(one.slots[0]);
            const double step = (*until - from) / static_cast<double>(chain.size() + 1);
            for (std::size_t i = 0; i < chain.size(); ++i) {
                if (m_open.try_emplace(chain[i], from + step * static_cast<double>(i + 1)).second) spread.insert(chain[i]);
            }
        }
        for (auto& one : tier.annotations) {
            if (one.slots[0].empty()) continue;
            double* const times[2] = {&one.start, &one.end};
            for (int side = 0; side < 2; ++side) {
                const auto known = timeOf(one.slots[side]);
                if (!known) {
                    return problem(
                        TRANSLATABLE("Engine",
                                     "%1, line %2: the time slot “%3” has no time, and none follows from its neighbours."),
                        one.element, one.slots[side]);
                }
                *times[side] = *known;
            }
            one.placed = true;
        }
        if (!spread.empty()) {
            m_notes.push_back({TRANSLATABLE("Engine", "Tier %1: %2 times that the file leaves open were spread evenly."),
                               {tier.header.name, std::to_string(spread.size())}});
        }
        return {};
    }

    /// What the file says or, for a slot that it leaves open, what followed in this tier or one above it.
    [[nodiscard]] std::optional<double> timeOf(const std::string& slot) const {
        const auto given = m_file.slots.find(slot);
        if (given != m_file.slots.end() && given->second) return given->second;
        const auto found = m_open.find(slot);
        return found != m_open.end() ? std::optional(found->second) : std::nullopt;
    }

    /// The parts of each annotation above, in the order of their chain, share its time evenly.
    Status symbolicPlaces(ElanTier& tier, std::size_t index) {
        std::unordered_map<std::string, std::vector<std::size_t>> groups;
        std::vector<std::string> order;
        for (std::size_t i = 0; i < tier.annotations.size(); ++i) {
            const auto& one = tier.annotations[i];
            if (one.placed) continue;
            const auto found = m_placeOf.find(one.above);
            if (found == m_placeOf.end() || !m_parent[index] || found->second.first != *m_parent[index])
                return problem(
                    TRANSLATABLE("Engine", "%1, line %2: the annotation “%3” is not in the parent tier. Correct that line."),
                    one.element, one.above);
            auto& group = groups[one.above];
            if (group.empty()) order.push_back(one.above);
            group.push_back(i);
        }
        for (const auto& name : order) {
            const auto [parentTier, parentItem] = m_placeOf.at(name);
            const auto above = m_file.tiers[parentTier].annotations[parentItem];
            const auto group = chained(tier, groups[name]);
            const double step = (above.end - above.start) / static_cast<double>(group.size());
            for (std::size_t i = 0; i < group.size(); ++i) {
                auto& one = tier.annotations[group[i]];
                one.start = i == 0 ? above.start : above.start + step * static_cast<double>(i);
                one.end = i + 1 == group.size() ? above.end : above.start + step * static_cast<double>(i + 1);
                one.placed = true;
            }
        }
        return {};
    }

    /// The group in the order that PREVIOUS_ANNOTATION gives; as in the file where that is broken.
    static std::vector<std::size_t> chained(const ElanTier& tier, const std::vector<std::size_t>& group) {
        std::unordered_map<std::string, std::size_t> after;
        std::vector<std::size_t> result;
        for (const auto i : group) {
            if (tier.annotations[i].previous.empty())
                result.push_back(i);
            else
                after.emplace(tier.annotations[i].previous, i);
        }
        if (result.size() != 1) return group;
        while (result.size() < group.size()) {
            const auto next = after.find(tier.annotations[result.back()].name);
            if (next == after.end()) return group;
            result.push_back(next->second);
            after.erase(next);
        }
        return result;
    }

    std::string_view m_text;
    std::string m_source;
    std::vector<Text>& m_notes;
    ElanFile m_file;
    std::unordered_map<std::string, std::pair<std::size_t, std::size_t>> m_placeOf;  ///< annotation -> tier, item
    std::vector<std::optional<std::size_t>> m_parent;
    std::unordered_map<std::string, double> m_open;  ///< times of slots that the file leaves open
    std::vector<std::size_t> m_order;
};

/// Gives a symbolic tier the boundaries of its parent where it has nothing; says whether it fits its link then.
bool fitsLink(Tier& tier, const Tier& parent) {
    std::vector<Item> items;
    std::size_t next = 0;
    for (const auto& above : parent.items) {
        while (next < tier.items.size() && tier.items[next].time < above.time) items.push_back(tier.items[next++]);
        if (next < tier.items.size() && tier.items[next].time == above.time) continue;
        if (!items.empty() && (!items.back().label.empty() || items.back().id != 0)) return false;
        items.push_back({above.time, {}, 0});
    }
    items.insert(items.end(), tier.items.begin() + static_cast<std::ptrdiff_t>(next), tier.items.end());
    std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.time < b.time; });
    tier.items = std::move(items);
    return tier.header.link != ParentLink::Association || tier.items.size() == parent.items.size();
}

}  // namespace

ParentLink linkOf(const std::string& constraint) {
    if (constraint == "Symbolic_Subdivision") return ParentLink::Subdivision;
    return constraint == "Symbolic_Association" ? ParentLink::Association : ParentLink::Aligned;
}

std::string constraintOf(ParentLink link) {
    if (link == ParentLink::Subdivision) return "Symbolic_Subdivision";
    return link == ParentLink::Association ? "Symbolic_Association" : "Included_In";
}

Result<ElanFile> ElanFile::parse(std::string_view text, std::string_view source, std::vector<Text>& notes) {
    return Reader(text, source, notes).read();
}

Result<std::vector<TierPointer>> ElanFile::validTiers(double start, double end, Id& next, std::vector<Text>& notes) const {
    std::unordered_map<Id, std::vector<TierPointer>> made;
    std::vector<const ElanTier*> waiting;
    for (const auto& tier : tiers) waiting.push_back(&tier);
    while (!waiting.empty()) {
        std::vector<const ElanTier*> later;
        for (const auto* tier : waiting) {
            if (tier->header.parent && !made.contains(*tier->header.parent)) {
                later.push_back(tier);
                continue;
            }
            RawTier raw{tier->header, {}, true};
            for (const auto& one : tier->annotations) raw.items.push_back({one.start, one.end, one.label, one.id});
            // The order of annotations in the file means nothing.
            std::stable_sort(raw.items.begin(), raw.items.end(),
                             [](const RawItem& a, const RawItem& b) { return a.start < b.start; });
            auto valid = repaired(std::move(raw), start, end, next, notes);
            if (!valid) return fail(valid.error());
            if (tier->header.parent && tier->header.link != ParentLink::Aligned) {
                auto linked = std::make_shared<Tier>(*valid->front());
                if (fitsLink(*linked, *made[*tier->header.parent].front())) {
                    valid->front() = std::move(linked);
                } else {
                    linked = std::make_shared<Tier>(*valid->front());
                    linked->header.link = ParentLink::Aligned;
                    valid->front() = std::move(linked);
                    notes.push_back(
                        {TRANSLATABLE("Engine", "Tier %1 does not fit its parent tier and was linked to it by time."),
                         {tier->header.name}});
                }
            }
            made[tier->header.id] = std::move(*valid);
        }
        waiting = std::move(later);
    }
    std::vector<TierPointer> result;
    for (const auto& tier : tiers) {
        const auto& valid = made[tier.header.id];
        result.insert(result.end(), valid.begin(), valid.end());
    }
    return result;
}

Result<ReadAnnotation> parseElan(std::string_view bytes, std::string_view source, const ReadOptions& options) {
    auto decoded = decodeText(bytes, source);
    if (!decoded) return fail(decoded.error());
    ReadAnnotation read;
    read.format = FileFormat::Elan;
    auto file = ElanFile::parse(decoded->text, source, read.notes);
    if (!file) return fail(file.error());
    double start = 0.0;
    double end = options.duration.value_or(0.0);
    for (const auto& [name, time] : file->slots) {
        if (!time) continue;
        start = std::min(start, *time);
        end = std::max(end, *time);
    }
    if (!(end > start)) end = start + 1.0;
    Id nextId = file->nextId;
    auto tiers = file->validTiers(start, end, nextId, read.notes);
    if (!tiers) return fail(tiers.error());
    Preserved preserved;
    preserved.format = FileFormat::Elan;
    preserved.original = bytes;
    preserved.encoding = decoded->encoding;
    preserved.lineEnd = decoded->lineEnd;
    read.annotation = finished(start, end, std::move(*tiers), nextId, std::move(preserved));
    return read;
}

}  // namespace prososcope::annotation
