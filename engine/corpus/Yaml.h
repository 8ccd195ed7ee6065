// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::corpus {

/// A value of a YAML document. Scalars stay text: what "no" or "1.0" means is the reader's business.
struct YamlNode {
    enum class Kind { Null, Scalar, Map, List };
    Kind kind = Kind::Null;
    std::string text;                                       ///< of a scalar
    std::vector<std::pair<std::string, YamlNode>> entries;  ///< of a map, in the file's order, each key once
    std::vector<YamlNode> items;                            ///< of a list
    std::size_t line = 0;                                   ///< from 1

    /// The value of a key; null where this is no map or has no such key.
    [[nodiscard]] const YamlNode* find(std::string_view key) const;
    /// The text of a key's scalar; empty where there is none.
    [[nodiscard]] std::string textOf(std::string_view key) const;
};

/// What a document may hold at most.
struct YamlLimits {
    std::size_t bytes = std::size_t{16} << 20;
    std::size_t nodes = 1000000;
    int depth = 32;
};

/// Reads the part of YAML 1.2 that headers of databases are written in: maps and lists in blocks and in braces, plain and
/// quoted scalars over several lines, literal (|) and folded (>) texts, comments, one document. Everything else is refused with
/// the line and the reason: anchors and aliases (with which a small file can grow without end), tags, directives, keys with
/// "?", a second document, tabs before a value, a key that comes twice, more depth or nodes than the limits. Time and memory
/// grow in line with the text.
[[nodiscard]] core::Result<YamlNode> parseYaml(std::string_view text, std::string_view source, const YamlLimits& limits = {});

}  // namespace prososcope::corpus
