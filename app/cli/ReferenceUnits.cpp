// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/cli/Reference.h"
#include "engine/analysis/ErrorRates.h"
#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/core/SafeFile.h"
#include "engine/phonetics/Arpabet.h"
#include "engine/phonetics/UnitVote.h"
#include "engine/phonetics/Units.h"

namespace prososcope::cli {

namespace {

namespace fs = std::filesystem;
using core::numberText;
using phonetics::SyllableLabel;
using phonetics::UnitKind;

/// A table of the case with the columns that it must have.
class Input {
public:
    static core::Result<Input> read(const fs::path& path, const std::vector<std::string>& columns) {
        const auto text = core::readFile(path);
        if (!text) return core::fail(text.error());
        auto table = core::parseCsv(*text, path.string());
        if (!table) return core::fail(table.error());
        Input input;
        for (const auto& name : columns) {
            const auto place = table->column(name);
            if (!place) return core::fail(core::ErrorKind::BadInput, {"%1 has no column \"%2\".", {path.string(), name}});
            input.m_places.push_back(*place);
        }
        input.m_table = std::move(*table);
        return input;
    }
    [[nodiscard]] const core::CsvTable& table() const { return m_table; }
    [[nodiscard]] const std::string& cell(std::size_t row, std::size_t column) const {
        return m_table.rows[row][m_places[column]];
    }

private:
    core::CsvTable m_table;
    std::vector<std::size_t> m_places;
};

std::vector<std::string> words(const std::string& text) {
    std::istringstream stream(text);
    return {std::istream_iterator<std::string>(stream), {}};
}

core::Status writeUnits(const fs::path& in, const fs::path& out) {
    const auto input = Input::read(in / "words.csv", {"word", "pronunciation", "emotion"});
    if (!input) return core::fail(input.error());
    const auto classes = phonetics::BroadClasses::find(std::string(phonetics::BroadClasses::kDefault));
    if (!classes) return core::fail(classes.error());
    constexpr auto kRule = phonetics::OnsetRule::English;
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < input->table().rows.size(); ++i) {
        const auto phones = phonetics::arpabetPronunciation(input->cell(i, 1));
        if (!phones)
            return core::fail(core::ErrorKind::BadInput,
                              {"%1: \"%2\" is no pronunciation in ARPAbet.", {(in / "words.csv").string(), input->cell(i, 1)}});
        phonetics::UnknownSymbols unknown;
        const auto units = [&](UnitKind kind, SyllableLabel label = SyllableLabel::Shape) {
            return phonetics::unitsOf(std::span(&*phones, 1), {kind, label, false}, *classes, kRule, unknown);
        };
        const auto tagged = [&](UnitKind kind) {
            return core::joined(phonetics::taggedUnits(units(kind), input->cell(i, 2)), " ");
        };
        std::string syllables;
        for (const auto& each : phonetics::syllablesOf(*phones, kRule)) {
            syllables += (syllables.empty() ? "" : " . ") +
                         phonetics::phoneText({phones->begin() + static_cast<std::ptrdiff_t>(each.begin),
                                               phones->begin() + static_cast<std::ptrdiff_t>(each.end)});
        }
        rows.push_back({input->cell(i, 0), core::joined(units(UnitKind::Phonemes), " "),
                        core::joined(units(UnitKind::BroadClasses), " "), syllables,
                        core::joined(units(UnitKind::Syllables), " "),
                        core::joined(units(UnitKind::Syllables, SyllableLabel::Nucleus), " "),
                        core::joined(units(UnitKind::Syllables, SyllableLabel::BroadString), " "), tagged(UnitKind::Phonemes),
                        tagged(UnitKind::BroadClasses), tagged(UnitKind::Syllables)});
    }
    return writeReferenceTable(out / "units.csv",
                               {"word", "phonemes", "broad", "syllables", "shape", "nucleus", "broad_string", "target_phonemes",
                                "target_broad", "target_shape"},
                               std::move(rows));
}

core::Result<std::vector<std::string>> emotionsOf(const fs::path& folder) {
    const auto text = core::readFile(folder / "config.json");
    if (!text) return core::fail(text.error());
    const auto config = nlohmann::json::parse(*text, nullptr, false);
    std::vector<std::string> emotions;
    if (config.is_object() && config.contains("emotions") && config["emotions"].is_array()) {
        for (const auto& each : config["emotions"]) {
            if (each.is_string()) emotions.push_back(each.get<std::string>());
        }
    }
    if (emotions.empty())
        return core::fail(core::ErrorKind::BadInput, {"%1 lists no emotions.", {(folder / "config.json").string()}});
    return emotions;
}

std::vector<std::string> voteRow(const std::string& name, const phonetics::EmotionVote& vote,
                                 const phonetics::UnitInventory& inventory, const std::vector<std::string>& emotions) {
    std::vector<int> heard;
    for (const auto& unit : vote.units) heard.push_back(unit.symbol);
    std::vector<std::string> row{name, core::joined(inventory.decode(heard), " ")};
    for (const auto count : vote.counts) row.push_back(std::to_string(count));
    for (const double peak : vote.peaks) row.push_back(numberText(peak));
    for (const double marginal : vote.marginals) row.push_back(numberText(marginal));
    row.push_back(std::to_string(static_cast<int>(vote.rule) + 1));
    row.push_back(emotions[vote.emotion]);
    return row;
}

core::Status writeVotes(const fs::path& in, const fs::path& out, const std::vector<std::string>& emotions) {
    const auto path = in / "vote_posteriors.csv";
    const auto input = Input::read(path, {"case", "frame"});
    if (!input) return core::fail(input.error());
    // What stands behind case and frame is the inventory, in its order.
    constexpr std::size_t kBefore = 2;
    const auto& table = input->table();
    const std::vector<std::string> symbols(table.columns.begin() + std::min(kBefore, table.columns.size()),
                                           table.columns.end());
    const auto inventory = phonetics::UnitInventory::parse(core::joined(symbols, "\n"), path.string());
    if (!inventory) return core::fail(inventory.error());
    if (inventory->size() + kBefore != table.columns.size())
        return core::fail(core::ErrorKind::BadInput, {"%1: its first units are no special symbols.", {path.string()}});
    const phonetics::EmotionUnits units(*inventory, emotions);
    std::vector<std::string> columns{"case", "units"};
    for (const char* what : {"count_", "peak_", "marginal_"}) {
        for (const auto& emotion : emotions) columns.push_back(what + emotion);
    }
    columns.insert(columns.end(), {"rule", "emotion"});
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < table.rows.size();) {
        const auto& name = input->cell(i, 0);
        std::vector<double> values;
        for (; i < table.rows.size() && input->cell(i, 0) == name; ++i) {
            for (std::size_t c = kBefore; c < table.columns.size(); ++c)
                values.push_back(core::parseNumber(table.rows[i][c]).value_or(std::nan("")));
        }
        const auto vote = phonetics::emotionVote({values, inventory->size()}, units);
        rows.push_back(voteRow(name, vote, *inventory, emotions));
    }
    return writeReferenceTable(out / "vote.csv", std::move(columns), std::move(rows));
}

core::Status writeErrors(const fs::path& in, const fs::path& out) {
    const auto input = Input::read(in / "pairs.csv", {"pair", "reference", "hypothesis"});
    if (!input) return core::fail(input.error());
    analysis::EditCounts with;
    analysis::EditCounts without;
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < input->table().rows.size(); ++i) {
        const auto reference = words(input->cell(i, 1));
        const auto hypothesis = words(input->cell(i, 2));
        const auto tagged = analysis::unitErrors(reference, hypothesis, analysis::kScliteCosts);
        const auto plain = analysis::unitErrors(phonetics::untaggedUnits(reference), phonetics::untaggedUnits(hypothesis),
                                                analysis::kScliteCosts);
        std::vector<std::string> row{input->cell(i, 0)};
        for (const auto* counts : {&tagged, &plain}) {
            for (const auto count :
                 {counts->substitutions, counts->deletions, counts->insertions, counts->cost(analysis::kScliteCosts)})
                row.push_back(std::to_string(count));
        }
        row.push_back(std::to_string(reference.size()));
        rows.push_back(std::move(row));
        with += tagged;
        without += plain;
    }
    if (auto done = writeReferenceTable(out / "unit_errors.csv",
                                        {"pair", "sub", "del", "ins", "cost", "sub_without_emotion", "del_without_emotion",
                                         "ins_without_emotion", "cost_without_emotion", "reference_units"},
                                        std::move(rows));
        !done)
        return done;
    std::vector<std::vector<std::string>> rates;
    for (const auto& [name, counts] : {std::pair{"with", with}, {"without", without}}) {
        std::vector<std::string> row{name, std::to_string(counts.substitutions), std::to_string(counts.deletions),
                                     std::to_string(counts.insertions), std::to_string(counts.referenceUnits())};
        for (const auto count : {counts.substitutions, counts.deletions, counts.insertions})
            row.push_back(numberText(static_cast<double>(count) / static_cast<double>(counts.referenceUnits())));
        row.push_back(numberText(counts.rate()));
        rates.push_back(std::move(row));
    }
    return writeReferenceTable(out / "unit_error_rates.csv",
                               {"emotion", "sub", "del", "ins", "units", "sub_rate", "del_rate", "ins_rate", "total_rate"},
                               std::move(rates));
}

}  // namespace

core::Status writeUnitsCase(const fs::path& in, const fs::path& out, core::Progress& /*progress*/) {
    const auto emotions = emotionsOf(in);
    if (!emotions) return core::fail(emotions.error());
    if (auto done = writeUnits(in / "in", out); !done) return done;
    if (auto done = writeVotes(in / "in", out, *emotions); !done) return done;
    return writeErrors(in / "in", out);
}

}  // namespace prososcope::cli
