// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::core {

/// Parses a whole file. Fails with the line where it is no TOML.
[[nodiscard]] Result<toml::table> parseToml(std::string_view text, std::string_view source);

/// Reads the keys of one TOML table into variables and checks type and range. A key that is absent leaves its variable
/// as it is. The first problem is kept and names file, line and key; `finish` also refuses keys nobody asked for.
/// The table must outlive the reader. One thread.
class TomlReader {
public:
    /// source: the file in errors. prefix: the table's own name, "" for the top level.
    TomlReader(const toml::table& table, std::string source, std::string prefix = {});

    void text(std::string_view key, std::string& value, bool required = false);
    void word(std::string_view key, std::string& value, const std::vector<std::string>& allowed);
    void boolean(std::string_view key, bool& value);
    void whole(std::string_view key, int& value, int lowest, int highest);
    void seed(std::string_view key, std::uint64_t& value);
    void number(std::string_view key, double& value, double lowest, double highest);
    void texts(std::string_view key, std::vector<std::string>& values, bool required = false);
    void numberList(std::string_view key, std::vector<double>& values, bool required = false);
    /// true or false, or a list of them.
    void flags(std::string_view key, std::vector<bool>& values);
    /// A table whose keys are free; `skipped` keys of it are not read here.
    void numbers(std::map<std::string, double>& values, const std::set<std::string>& skipped);
    void textMap(std::map<std::string, std::string>& values);
    /// A table below this one, or null where absent.
    const toml::table* table(std::string_view key);
    /// A key that somebody else reads.
    void known(std::string_view key) { m_known.insert(std::string(key)); }
    /// Tables below this one whose names are free, by name; what is no table is a problem.
    std::map<std::string, const toml::table*> tables();

    /// Keeps an error about `key` made from a template whose %1, %2 and %3 are file, line and key.
    void problem(std::string_view key, const char* pattern, std::vector<std::string> more = {});
    [[nodiscard]] std::string keyName(std::string_view key) const;
    [[nodiscard]] Status finish();

private:
    const toml::node* take(std::string_view key, bool required);
    void keep(std::string_view key, const toml::node* node, const char* pattern, std::vector<std::string> more);

    const toml::table& m_table;
    std::string m_source;
    std::string m_prefix;
    std::set<std::string> m_known;
    bool m_freeKeys = false;
    std::optional<Error> m_error;
};

}  // namespace prososcope::core
