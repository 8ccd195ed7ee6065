// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/AnnotationJson.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "engine/annotation/Preserved.h"
#include "engine/annotation/Repair.h"
#include "engine/core/Csv.h"

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;
using core::Result;
using core::Status;
using Json = nlohmann::ordered_json;

namespace {

constexpr int kVersion = 1;
constexpr int kDeepest = 32;

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }
std::string quoted(const std::string& text) { return dumped(Json(text)); }

/// The keys of an object that are none of ours, as the text of an object, or empty.
std::string furtherKeys(const Json& object, const std::set<std::string>& ours) {
    Json rest = Json::object();
    for (const auto& [key, value] : object.items()) {
        if (!ours.contains(key)) rest[key] = value;
    }
    return rest.empty() ? std::string() : dumped(rest);
}

/// Further keys as they follow our own: ", "key": value".
std::string appended(const std::string& keys) {
    return keys.size() > 2 ? ", " + keys.substr(1, keys.size() - 2) : std::string();
}

Result<Json> treeOf(std::string_view bytes, std::string_view source) {
    bool isTooDeep = false;
    std::string what;
    std::size_t position = 0;
    try {
        const auto guard = [&](int depth, Json::parse_event_t, Json&) {
            isTooDeep |= depth > kDeepest;
            return !isTooDeep;  // what is too deep is thrown away as it is read
        };
        Json root = Json::parse(bytes.begin(), bytes.end(), guard);
        if (!isTooDeep) return root;
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 is nested too deeply. It is no annotation."), {std::string(source)}});
    } catch (const nlohmann::json::parse_error& error) {
        what = error.what();
        position = error.byte;
    } catch (const std::exception& error) {
        what = error.what();
    }
    return fail(ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "%1, line %2: this is not valid JSON. Correct that line."),
                 {std::string(source), std::to_string(lineNumber(bytes, std::min(position, bytes.size())))}},
                what);
}

class Reader {
public:
    Reader(std::string_view source, bool withIds) : m_source(source), m_withIds(withIds) {}

    Result<ReadAnnotation> read(const Json& root, Preserved preserved, const ReadOptions& options) {
        if (!root.is_object() || !root.contains("tiers") || !root["tiers"].is_array() || !root.contains("format") ||
            root["format"] != "prososcope-annotation") {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "%1 is JSON, but no annotation of this program."), {m_source}});
        }
        if (!root.contains("version") || root["version"] != kVersion) {
            return fail(
                ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "%1 was written by a newer version of this program. Update it to read the file."),
                 {m_source}});
        }
        ReadAnnotation result;
        result.format = FileFormat::Json;
        auto start = optionalTime(root, "start", 0.0);
        auto end = optionalTime(root, "end", options.duration.value_or(0.0));
        if (!start) return fail(start.error());
        if (!end) return fail(end.error());
        m_start = *start;
        m_end = std::max(*end, m_start);
        if (root["tiers"].size() > Limits::kTiers) return fail(tooMany());
        if (m_withIds) {
            m_nextId = root.value("nextId", Id{1});
            if (m_nextId > (Id{1} << 60)) return fail(tooMany());
        } else {
            m_nextId = root["tiers"].size() + 1;
        }
        for (const auto& tier : root["tiers"]) {
            if (auto done = addTier(tier, root["tiers"].size()); !done) return fail(done.error());
        }
        if (!(m_end > m_start)) m_end = m_start + 1.0;
        std::vector<TierPointer> tiers;
        for (auto& raw : m_raw) {
            raw.header.parent = raw.header.parent ? std::optional(m_ids[*raw.header.parent]) : std::nullopt;
            auto valid = repaired(std::move(raw), m_start, m_end, m_nextId, result.notes);
            if (!valid) return fail(valid.error());
            tiers.insert(tiers.end(), valid->begin(), valid->end());
        }
        preserved.items = std::move(m_items);
        preserved.tierParts = std::move(m_tierKeys);
        preserved.json = furtherKeys(root, {"format", "version", "start", "end", "tiers", "nextId"});
        result.annotation =
            finished(m_start, m_end, checkedParents(std::move(tiers), result.notes), m_nextId, std::move(preserved));
        return result;
    }

private:
    [[nodiscard]] tl::unexpected<core::Error> problem(const char* sentence, std::string what) const {
        return fail(ErrorKind::BadInput, {sentence, {m_source, std::move(what)}});
    }
    [[nodiscard]] core::Error tooMany() const {
        return core::Error{
            ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 holds more tiers or labels than can be edited."), {m_source}}, {}};
    }

    Result<double> optionalTime(const Json& object, const char* key, double otherwise) const {
        if (!object.contains(key)) return otherwise;
        const auto& value = object[key];
        const double seconds = value.is_number() ? value.get<double>() : NAN;
        if (!(std::abs(seconds) <= Limits::kSeconds)) {
            return problem(TRANSLATABLE("Engine", "%1: %2 is no time in seconds. Correct it."), dumped(value).substr(0, 40));
        }
        return seconds;
    }

    static std::string textOf(const Json& object, const char* key) {
        return object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : std::string();
    }

    Result<Id> idOf(const Json& object, Id otherwise) {
        if (!m_withIds) return otherwise;
        const Id id = object.contains("id") && object["id"].is_number_unsigned() ? object["id"].get<Id>() : 0;
        if (id >= m_nextId)
            return problem(TRANSLATABLE("Engine", "%1: the identity %2 was never given. The file is damaged."),
                           std::to_string(id));
        return id;
    }

    Status addTier(const Json& tier, std::size_t count) {
        if (!tier.is_object()) return problem(TRANSLATABLE("Engine", "%1: %2 is no tier."), dumped(tier).substr(0, 40));
        RawTier raw;
        auto id = idOf(tier, m_raw.size() + 1);
        if (!id) return fail(id.error());
        if (*id == 0 || std::find(m_ids.begin(), m_ids.end(), *id) != m_ids.end())
            return problem(TRANSLATABLE("Engine", "%1: the identity %2 was never given. The file is damaged."),
                           std::to_string(*id));
        raw.header.id = *id;
        m_ids.push_back(*id);
        raw.header.name = textOf(tier, "name");
        const auto kind = textOf(tier, "kind");
        if (kind != "interval" && kind != "point")
            return problem(TRANSLATABLE("Engine", "%1: “%2” is no kind of tier. It is interval or point."), kind.substr(0, 40));
        raw.header.kind = kind == "point" ? TierKind::Point : TierKind::Interval;
        if (tier.contains("parent") && !tier["parent"].is_null()) {
            if (!tier["parent"].is_number_unsigned() || tier["parent"].get<std::size_t>() >= count)
                return problem(TRANSLATABLE("Engine", "%1: the parent tier %2 is not in the file."),
                               dumped(tier["parent"]).substr(0, 40));
            raw.header.parent = tier["parent"].get<std::size_t>();
            const auto link = textOf(tier, "link");
            raw.header.link = link == "subdivision"   ? ParentLink::Subdivision
                              : link == "association" ? ParentLink::Association
                                                      : ParentLink::Aligned;
        }
        if (tier.contains("vocabulary") && tier["vocabulary"].is_object()) {
            auto vocabulary = std::make_shared<Vocabulary>();
            vocabulary->name = textOf(tier["vocabulary"], "name");
            if (tier["vocabulary"].contains("entries") && tier["vocabulary"]["entries"].is_array()) {
                for (const auto& entry : tier["vocabulary"]["entries"]) {
                    if (entry.is_object())
                        vocabulary->entries.push_back({textOf(entry, "label"), textOf(entry, "description")});
                }
            }
            raw.header.vocabulary = std::move(vocabulary);
        }
        if (auto keys = furtherKeys(tier, {"name", "kind", "parent", "link", "vocabulary", "items", "id"}); !keys.empty())
            m_tierKeys[raw.header.id] = std::move(keys);
        if (tier.contains("items") && tier["items"].is_array()) {
            for (const auto& item : tier["items"]) {
                if (auto done = addItem(item, raw); !done) return done;
            }
        }
        m_raw.push_back(std::move(raw));
        return {};
    }

    Status addItem(const Json& item, RawTier& raw) {
        if (!item.is_object() || !item.contains("start"))
            return problem(TRANSLATABLE("Engine", "%1: %2 is no item of a tier: it has no start."), dumped(item).substr(0, 40));
        if (++m_count > Limits::kItems) return fail(tooMany());
        RawItem one;
        auto start = optionalTime(item, "start", 0.0);
        if (!start) return fail(start.error());
        auto end = raw.header.kind == TierKind::Point ? start : optionalTime(item, "end", *start);
        if (!end) return fail(end.error());
        one.start = *start;
        one.end = *end;
        one.label = textOf(item, "label");
        auto id = idOf(item, 0);
        if (!id) return fail(id.error());
        one.id = *id;
        if (auto keys = furtherKeys(item, {"start", "end", "label", "id"}); !keys.empty()) {
            if (one.id == 0) one.id = m_nextId++;
            m_items[one.id] = std::move(keys);
        }
        m_start = std::min({m_start, one.start, one.end});
        m_end = std::max({m_end, one.start, one.end});
        raw.items.push_back(std::move(one));
        return {};
    }

    /// Takes away parents that are points or in a circle, and links that the boundaries do not bear out.
    static std::vector<TierPointer> checkedParents(std::vector<TierPointer> tiers, std::vector<core::Text>& notes) {
        const auto find = [&](Id id) -> TierPointer {
            for (const auto& tier : tiers) {
                if (tier->header.id == id) return tier;
            }
            return nullptr;
        };
        for (auto& tier : tiers) {
            if (!tier->header.parent) continue;
            auto above = tier->header.parent;
            bool circle = false;
            for (std::size_t steps = 0; above && !circle; ++steps) {
                circle = *above == tier->header.id || steps > tiers.size();
                const auto next = find(*above);
                above = next ? next->header.parent : std::nullopt;
            }
            const auto parent = find(*tier->header.parent);
            const bool wrong = circle || !parent || !parent->isInterval();
            const bool unfit = !wrong && tier->header.link != ParentLink::Aligned && !linkHolds(*tier, *parent);
            if (!wrong && !unfit) continue;
            notes.push_back(
                wrong ? core::Text{TRANSLATABLE("Engine", "Tier %1 has a parent that it cannot have: it stands alone now."),
                                   {tier->header.name}}
                      : core::Text{TRANSLATABLE("Engine", "Tier %1 does not fit its parent tier and was linked to it by time."),
                                   {tier->header.name}});
            auto changed = std::make_shared<Tier>(*tier);
            if (wrong) changed->header.parent.reset();
            changed->header.link = ParentLink::Aligned;
            tier = std::move(changed);
        }
        return tiers;
    }

    static bool linkHolds(const Tier& tier, const Tier& parent) {
        if (!tier.isInterval() || (tier.header.link == ParentLink::Association && tier.items.size() != parent.items.size()))
            return false;
        return std::all_of(parent.items.begin(), parent.items.end(), [&](const Item& item) {
            return std::binary_search(tier.items.begin(), tier.items.end(), item,
                                      [](const Item& a, const Item& b) { return a.time < b.time; });
        });
    }

    std::string m_source;
    bool m_withIds;
    double m_start = 0.0;
    double m_end = 0.0;
    Id m_nextId = 1;
    std::size_t m_count = 0;
    std::vector<RawTier> m_raw;
    std::vector<Id> m_ids;
    std::unordered_map<Id, std::string> m_items;
    std::unordered_map<Id, std::string> m_tierKeys;
};

void writeTier(std::string& text, const Annotation& annotation, const Tier& tier, const Preserved* preserved, bool withIds) {
    const auto id = [&](Id value) { return withIds ? ", \"id\": " + std::to_string(value) : std::string(); };
    const auto further = [&](const std::unordered_map<Id, std::string>& keys, Id value) {
        const auto found = keys.find(value);
        return value != 0 && found != keys.end() ? appended(found->second) : std::string();
    };
    text += "    {\"name\": " + quoted(tier.header.name) + ", \"kind\": " + (tier.isInterval() ? "\"interval\"" : "\"point\"") +
            id(tier.header.id);
    if (const auto parent = tier.header.parent ? annotation.indexOf(*tier.header.parent) : std::nullopt) {
        const char* links[] = {"aligned", "subdivision", "association"};
        text += ", \"parent\": " + std::to_string(*parent) + ", \"link\": \"" + links[static_cast<int>(tier.header.link)] + '"';
    }
    if (tier.header.vocabulary) {
        text += ", \"vocabulary\": {\"name\": " + quoted(tier.header.vocabulary->name) + ", \"entries\": [";
        const char* between = "";
        for (const auto& entry : tier.header.vocabulary->entries) {
            text += between + std::string("{\"label\": ") + quoted(entry.label) +
                    ", \"description\": " + quoted(entry.description) + '}';
            between = ", ";
        }
        text += "]}";
    }
    if (preserved) text += further(preserved->tierParts, tier.header.id);
    text += ", \"items\": [";
    for (std::size_t i = 0; i < tier.items.size(); ++i) {
        const Item& item = tier.items[i];
        const Interval place = annotation.interval(tier, i);
        text += i > 0 ? ",\n" : "\n";
        text += "      {\"start\": " + core::numberText(place.start);
        if (tier.isInterval()) text += ", \"end\": " + core::numberText(place.end);
        text += ", \"label\": " + quoted(item.label) + id(item.id);
        if (preserved) text += further(preserved->items, item.id);
        text += '}';
    }
    text += tier.items.empty() ? "]}" : "\n    ]}";
}

}  // namespace

Result<ReadAnnotation> parseAnnotationJson(std::string_view bytes, std::string_view source, const ReadOptions& options) {
    auto decoded = decodeText(bytes, source);
    if (!decoded) return fail(decoded.error());
    auto root = treeOf(decoded->text, source);
    if (!root) return fail(root.error());
    Preserved preserved;
    preserved.format = FileFormat::Json;
    preserved.original = bytes;
    preserved.encoding = decoded->encoding;
    return Reader(source, false).read(*root, std::move(preserved), options);
}

std::string formatAnnotationJson(const Annotation& annotation, bool withIds) {
    const auto* preserved =
        annotation.preserved() && annotation.preserved()->format == FileFormat::Json ? annotation.preserved().get() : nullptr;
    std::string text = "{\n  \"format\": \"prososcope-annotation\",\n  \"version\": " + std::to_string(kVersion) +
                       ",\n  \"start\": " + core::numberText(annotation.start()) +
                       ",\n  \"end\": " + core::numberText(annotation.end());
    if (withIds) text += ",\n  \"nextId\": " + std::to_string(annotation.nextId());
    if (preserved) text += appended(preserved->json);
    text += ",\n  \"tiers\": [";
    for (std::size_t i = 0; i < annotation.tiers().size(); ++i) {
        text += i > 0 ? ",\n" : "\n";
        writeTier(text, annotation, annotation.tier(i), preserved, withIds);
    }
    text += annotation.tiers().empty() ? "]\n}\n" : "\n  ]\n}\n";
    return encodeText(text, preserved ? preserved->encoding : Encoding::Utf8);
}

Result<Annotation> restoreAnnotationJson(std::string_view bytes, std::string_view source,
                                         std::shared_ptr<const Preserved> preserved) {
    auto root = treeOf(bytes, source);
    if (!root) return fail(root.error());
    auto read = Reader(source, true).read(*root, {}, {});
    if (!read) return fail(read.error());
    const auto& restored = read->annotation;
    return Annotation(restored.start(), restored.end(), restored.tiers(), restored.nextId(), std::move(preserved));
}

}  // namespace prososcope::annotation
