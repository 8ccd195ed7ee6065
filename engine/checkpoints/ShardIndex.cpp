// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/ShardIndex.h"

#include <nlohmann/json.hpp>
#include <set>

namespace prososcope::checkpoints {

namespace {

constexpr std::size_t kMostShards = 1'000;
constexpr std::string_view kMapKey = "weight_map";

/// Takes the text event by event, so that neither depth nor size of hostile JSON costs more than the text itself.
class IndexReader : public nlohmann::json_sax<nlohmann::json> {
public:
    ShardIndex index;
    std::string problem;
    std::string unsafe;  ///< a file name that would leave the folder

    bool null() override { return other(); }
    bool boolean(bool) override { return other(); }
    bool number_integer(number_integer_t) override { return other(); }
    bool number_unsigned(number_unsigned_t) override { return other(); }
    bool number_float(number_float_t, const string_t&) override { return other(); }
    bool binary(binary_t&) override { return other(); }

    bool string(string_t& value) override {
        if (!inMap()) return true;
        if (value.empty() || value == "." || value == ".." ||
            value.find_first_of(std::string_view("/\\\0", 3)) != std::string::npos) {
            unsafe = value;
            return false;
        }
        if (!index.emplace(m_key, value).second) return refuse("a tensor twice");
        m_files.insert(value);
        return m_files.size() <= kMostShards || refuse("too many files");
    }

    bool key(string_t& value) override {
        if (m_depth == 1) m_mapNext = value == kMapKey;
        m_key = std::move(value);
        return true;
    }

    bool start_object(std::size_t) override {
        if (inMap()) return refuse("a tensor in no file");
        ++m_depth;
        if (m_depth == 2 && m_mapNext) {
            if (m_seen) return refuse("two maps");
            m_seen = true;
            m_mapDepth = m_depth;
        }
        return true;
    }
    bool end_object() override {
        if (inMap()) m_mapDepth = 0;
        --m_depth;
        return true;
    }
    bool start_array(std::size_t) override {
        if (inMap()) return refuse("a tensor in no file");
        ++m_depth;
        return true;
    }
    bool end_array() override {
        --m_depth;
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        return refuse("broken JSON at byte " + std::to_string(position));
    }

private:
    [[nodiscard]] bool inMap() const { return m_mapDepth != 0 && m_depth == m_mapDepth; }
    bool other() { return !inMap() || refuse("a tensor in no file"); }
    bool refuse(std::string what) {
        if (problem.empty()) problem = std::move(what);
        return false;
    }
    std::size_t m_depth = 0;
    std::size_t m_mapDepth = 0;
    bool m_mapNext = false;
    bool m_seen = false;
    std::string m_key;
    std::set<std::string> m_files;
};

}  // namespace

core::Result<ShardIndex> parseShardIndex(std::string_view text, const std::string& file) {
    IndexReader reader;
    const bool read = text.find('\0') == std::string_view::npos && nlohmann::json::sax_parse(text.begin(), text.end(), &reader);
    if (!reader.unsafe.empty()) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "%1 names a file outside its folder (%2), as a model never does. Nothing was read; do not "
                          "use it."),
             {file, reader.unsafe.substr(0, 200)}});
    }
    if (!read || reader.index.empty()) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 is damaged or does not say which file holds which tensor. Get it again."), {file}},
            reader.problem);
    }
    return std::move(reader.index);
}

}  // namespace prososcope::checkpoints
