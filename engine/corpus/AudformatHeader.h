// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::corpus {

/// What the header of a database in audformat (audEERING) says, as far as a corpus needs it. A value.
struct AudformatHeader {
    struct Scheme {
        std::map<std::string, std::map<std::string, std::string>> attributes;  ///< label -> its properties: gender, age
        std::map<std::string, std::string> texts;                              ///< label -> what it stands for
        std::string miscTable;  ///< the labels with their properties are a table of their own
        std::optional<double> minimum;
        std::optional<double> maximum;
        bool hasLabels = false;
    };
    struct Column {
        std::string id;
        std::string scheme;
        std::string rater;
        std::string field;  ///< what it means here (see `fieldNamed`); empty where nothing
    };
    struct Table {
        std::string id;
        bool segmented = false;
        std::string split;  ///< "train", ...; empty where the table belongs to none
        std::vector<Column> columns;
        [[nodiscard]] bool has(std::string_view field) const;
    };
    struct MiscTable {
        std::string id;
        std::string level;  ///< the column that holds the labels
    };

    std::string name;
    std::string author;
    std::string source;
    std::string licence;
    std::string language;  ///< ISO 639-1 where the database has one
    std::map<std::string, std::string> raterTypes;
    std::map<std::string, Scheme> schemes;
    std::vector<Table> tables;  ///< in the file's order
    std::map<std::string, MiscTable> miscTables;
};

/// Reads db.yaml. Fails with the YAML reader's sentence, and where it is no header of a database.
[[nodiscard]] core::Result<AudformatHeader> parseAudformatHeader(std::string_view yaml, std::string_view source);

}  // namespace prososcope::corpus
