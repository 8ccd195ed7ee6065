// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/core/Csv.h"
#include "engine/store/FeatureEncoder.h"

namespace prososcope::store {

namespace {

/// In single quotes, with Weka's backslashes before what would end or break a line.
std::string inQuotes(std::string_view text) {
    std::string result = "'";
    for (const char c : text) {
        if (c == '\n') {
            result += "\\n";
        } else if (c == '\r') {
            result += "\\r";
        } else if (c == '\t') {
            result += "\\t";
        } else {
            if (c == '\'' || c == '"' || c == '\\' || c == '%') result += '\\';
            result += c;
        }
    }
    return result + "'";
}

/// Plain where Weka takes it as it is.
std::string nameOf(const std::string& text) {
    const bool plain = !text.empty() && text.find_first_of(" \t\r\n,{}%'\"\\?") == std::string::npos;
    return plain ? text : inQuotes(text);
}

class ArffEncoder final : public FeatureEncoder {
public:
    using FeatureEncoder::FeatureEncoder;

    [[nodiscard]] core::Result<std::string> head(const std::filesystem::path&, std::span<const FeatureRecord>) const override {
        std::string text = "@relation " + nameOf(table().setName) + "\n\n@attribute name string\n";
        if (table().frames) text += "@attribute frameTime numeric\n";
        for (const auto& column : table().columns) text += "@attribute " + nameOf(column) + " numeric\n";
        return text + "\n@data\n";
    }
    void rows(const FeatureRecord& record, std::size_t first, std::span<const float> values,
              std::string& bytes) const override {
        const std::size_t columns = table().columns.size();
        const std::string name = inQuotes(record.shown);
        for (std::size_t at = 0; at + columns <= values.size(); at += columns, ++first) {
            bytes += name;
            if (table().frames) {
                bytes += ',';
                appendTime(first, bytes);
            }
            for (const float value : values.subspan(at, columns)) {
                bytes += ',';
                bytes += std::isfinite(value) ? core::numberText(value) : "?";
            }
            bytes += '\n';
        }
    }
};

}  // namespace

std::unique_ptr<FeatureEncoder> makeArffEncoder(const FeatureTable& table) { return std::make_unique<ArffEncoder>(table); }

}  // namespace prososcope::store
