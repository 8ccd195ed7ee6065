// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/Iemocap.h"

#include <algorithm>

#include "engine/core/Characters.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

constexpr std::size_t kTalkerFromEnd = 4;  // "_F012"

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// "Ses01F_impro01_F012": who talks is the letter of the last field.
bool isTurnName(std::string_view name) {
    constexpr std::size_t kShortest = 12;
    if (name.size() < kShortest || !name.starts_with("Ses") || !isDigit(name[3]) || !isDigit(name[4])) return false;
    const auto last = name.substr(name.size() - kTalkerFromEnd - 1);
    return last[0] == '_' && (last[1] == 'F' || last[1] == 'M') && std::all_of(last.begin() + 2, last.end(), isDigit);
}

/// What stands between the first '[' and the ']' behind it; moves `text` behind that.
std::optional<std::string_view> takeBrackets(std::string_view& text) {
    const auto open = text.find('[');
    const auto close = text.find(']', open == std::string_view::npos ? text.size() : open);
    if (close == std::string_view::npos) return std::nullopt;
    const auto inside = text.substr(open + 1, close - open - 1);
    text.remove_prefix(close + 1);
    return inside;
}

/// "[6.2901 - 8.2357]\tSes01F_impro01_F000\tneu\t[2.5000, 2.5000, 2.5000]", the means being valence, activation, dominance.
std::optional<IemocapTurn> parseTurn(std::string_view line) {
    const auto times = takeBrackets(line);
    if (!times) return std::nullopt;
    const auto dash = times->find(" - ");
    if (dash == std::string_view::npos) return std::nullopt;
    const auto start = finiteNumber(trimmed(times->substr(0, dash)));
    const auto end = finiteNumber(trimmed(times->substr(dash + 3)));
    const auto words = piecesOf(line.substr(0, line.find('[')), ' ');
    if (!start || !end || !(*end >= *start) || words.size() != 2 || !isTurnName(words[0])) return std::nullopt;
    IemocapTurn turn;
    turn.name = words[0];
    turn.dialogue = turn.name.substr(0, turn.name.rfind('_'));
    turn.talker = turn.name[turn.name.size() - kTalkerFromEnd];
    turn.startSeconds = *start;
    turn.endSeconds = *end;
    turn.code = words[1];
    if (const auto means = takeBrackets(line)) {
        const auto numbers = piecesOf(*means, ',');
        constexpr std::size_t kDimensions = 3;
        if (numbers.size() == kDimensions) {
            turn.valence = finiteNumber(numbers[0]);
            turn.activation = finiteNumber(numbers[1]);
            turn.dominance = finiteNumber(numbers[2]);
        }
    }
    return turn;
}

/// The rating of a rater within a turn; categories and attributes of one rater stand in lines of their own.
Rating& ratingOf(IemocapTurn& turn, std::string_view code) {
    const bool own = code.size() >= 2 && code[0] == turn.talker;
    const std::string rater = own ? "self" : std::string(code);
    const auto found =
        std::find_if(turn.ratings.begin(), turn.ratings.end(), [&](const Rating& rating) { return rating.rater == rater; });
    if (found != turn.ratings.end()) return *found;
    turn.ratings.push_back({rater, {}, {}, {}, {}});
    return turn.ratings.back();
}

/// "C-E2:\tAnger; Frustration;\t()" or "A-E3:\tval 3; act 2; dom  2;\t(comment)"; false where the line is neither.
bool addRating(std::string_view line, IemocapTurn& turn) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || colon < 3 || line[1] != '-' || (line[0] != 'C' && line[0] != 'A')) return false;
    auto& rating = ratingOf(turn, line.substr(2, colon - 2));
    const auto body = trimmed(line.substr(colon + 1));
    for (const auto piece : piecesOf(body.substr(0, std::min(body.find('\t'), body.find('('))), ';')) {
        if (piece.empty()) continue;
        if (line[0] == 'C') {
            rating.labels.push_back(iemocapEmotion(piece));
            continue;
        }
        const auto words = piecesOf(piece, ' ');
        const auto value = words.size() == 2 ? finiteNumber(words[1]) : std::nullopt;
        if (!value) continue;
        if (words[0] == "val") rating.valence = value;
        if (words[0] == "act") rating.arousal = value;
        if (words[0] == "dom") rating.dominance = value;
    }
    return true;
}

}  // namespace

IemocapEvaluation parseIemocapEvaluation(std::string_view text) {
    IemocapEvaluation evaluation;
    bool inTurn = false;  // ratings behind a line that was not understood belong to no turn
    for (const auto raw : linesOf(text)) {
        const auto line = trimmed(raw);
        if (line.empty() || line.starts_with('%')) continue;
        if (line.starts_with('[')) {
            auto turn = parseTurn(line);
            inTurn = turn.has_value();
            if (turn) {
                evaluation.turns.push_back(std::move(*turn));
                continue;
            }
        } else if (inTurn && addRating(line, evaluation.turns.back())) {
            continue;
        }
        evaluation.unread.emplace_back(line);
    }
    return evaluation;
}

std::map<std::string, std::string> parseIemocapTranscripts(std::string_view text) {
    std::map<std::string, std::string> transcripts;
    for (const auto line : linesOf(text)) {
        auto rest = line;
        const auto times = takeBrackets(rest);
        const auto name = trimmed(line.substr(0, line.find('[')));
        if (!times || !isTurnName(name) || !rest.starts_with(':') || times->find('-') == std::string_view::npos) continue;
        transcripts.emplace(name, trimmed(rest.substr(1)));
    }
    return transcripts;
}

std::string iemocapEmotion(std::string_view code) {
    static const std::map<std::string, std::string> kWords = {{"ang", "angry"},
                                                              {"hap", "happy"},
                                                              {"exc", "excited"},
                                                              {"sad", "sad"},
                                                              {"neu", "neutral"},
                                                              {"fru", "frustrated"},
                                                              {"sur", "surprised"},
                                                              {"fea", "fearful"},
                                                              {"dis", "disgusted"},
                                                              {"oth", "other"},
                                                              {"xxx", std::string(kNoAgreement)},
                                                              {"anger", "angry"},
                                                              {"happiness", "happy"},
                                                              {"sadness", "sad"},
                                                              {"neutral state", "neutral"},
                                                              {"frustration", "frustrated"},
                                                              {"excitement", "excited"},
                                                              {"surprise", "surprised"},
                                                              {"fear", "fearful"},
                                                              {"disgust", "disgusted"}};
    std::string word = core::lowerCase(trimmed(code));
    const auto found = kWords.find(word);
    return found == kWords.end() ? word : found->second;
}

}  // namespace prososcope::corpus
