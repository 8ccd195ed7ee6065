// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/RatingRounds.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>

#include "engine/core/Clock.h"
#include "engine/core/Csv.h"
#include "engine/core/Random.h"
#include "engine/store/LabelEdits.h"
#include "engine/store/WorkspaceImpl.h"

namespace prososcope::store {

namespace {

using core::ErrorKind;
using core::fail;

static_assert(sizeof(TracePoint) == 3 * sizeof(float));

std::span<const std::byte> bytesOf(const std::vector<TracePoint>& trace) { return std::as_bytes(std::span(trace)); }

std::vector<TracePoint> traceOf(std::span<const std::byte> bytes) {
    std::vector<TracePoint> trace(bytes.size() / sizeof(TracePoint));
    if (!trace.empty()) std::memcpy(trace.data(), bytes.data(), trace.size() * sizeof(TracePoint));
    return trace;
}

constexpr const char* kRoundColumns =
    "r.id, r.corpus, r.rater, r.classes, r.seed, r.started_at, (SELECT count(*) FROM ratings WHERE round = r.id)";

RatingRound roundOf(const Statement& row) {
    return {row.integer(0), row.text(1),   row.text(2), listFromText(row.text(3)), static_cast<std::uint64_t>(row.integer(4)),
            row.text(5),    row.integer(6)};
}

core::Status checkRound(const RatingRound& round) {
    if (round.rater.empty()) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "Say who rates: a round needs the name of a rater.")});
    }
    std::set<std::string> seen;
    for (const auto& word : round.classes) {
        if (word.empty() || !seen.insert(word).second) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "The class \"%1\" is empty or there twice. Name each class once."), {word}});
        }
    }
    return {};
}

/// The label that most raters chose, by utterance; empty where two are chosen equally often.
std::map<std::string, std::string> pluralities(const std::map<std::string, std::map<std::string, int>>& votes) {
    std::map<std::string, std::string> labels;
    for (const auto& [utterance, counts] : votes) {
        int most = 0;
        bool tie = false;
        std::string label;
        for (const auto& [word, count] : counts) {
            tie = count == most || (tie && count < most);
            if (count <= most) continue;
            most = count;
            label = word;
        }
        labels[utterance] = tie ? std::string() : label;
    }
    return labels;
}

/// From -1 .. 1 to the scale of the corpus.
double onScale(double value, const corpus::Corpus& corpus, const std::string& field) {
    const auto scale = corpus.scales.find(field);
    if (scale == corpus.scales.end()) return value;
    const double share = std::clamp(0.5 * (value + 1.0), 0.0, 1.0);
    return scale->second.low + share * (scale->second.high - scale->second.low);
}

core::Status addClassVotes(const Workspace& workspace, std::string_view corpus, std::vector<LabelChange>& changes) {
    const auto rounds = newestRounds(workspace, corpus, false);
    if (!rounds) return fail(rounds.error());
    std::map<std::string, std::map<std::string, int>> votes;
    for (const auto& round : *rounds) {
        const auto given = ratings(workspace, round.id);
        if (!given) return fail(given.error());
        for (const auto& rating : *given) ++votes[rating.utterance][rating.label];
    }
    for (const auto& [utterance, label] : pluralities(votes)) changes.push_back({utterance, "emotion", label});
    return {};
}

core::Status addTraceMeans(const Workspace& workspace, std::string_view corpus, double delaySeconds,
                           std::vector<LabelChange>& changes) {
    const auto rounds = newestRounds(workspace, corpus, true);
    if (!rounds || rounds->empty()) return rounds ? core::Status() : fail(rounds.error());
    const auto stored = workspace.corpus(corpus);
    if (!stored) return fail(stored.error());
    struct Sum {
        double valence = 0.0, arousal = 0.0;
        int raters = 0;
    };
    std::map<std::string, Sum> sums;
    for (const auto& round : *rounds) {
        const auto given = ratings(workspace, round.id);
        if (!given) return fail(given.error());
        for (const auto& rating : *given) {
            const auto means = traceMeans(rating.trace, delaySeconds);
            if (!means) continue;
            auto& sum = sums[rating.utterance];
            sum.valence += means->valence;
            sum.arousal += means->arousal;
            ++sum.raters;
        }
    }
    constexpr int kDigits = 4;
    for (const auto& [utterance, sum] : sums) {
        changes.push_back(
            {utterance, "valence", core::fixedText(onScale(sum.valence / sum.raters, *stored, "valence"), kDigits)});
        changes.push_back(
            {utterance, "arousal", core::fixedText(onScale(sum.arousal / sum.raters, *stored, "arousal"), kDigits)});
    }
    return {};
}

}  // namespace

std::optional<TraceMeans> traceMeans(const std::vector<TracePoint>& trace, double delaySeconds) {
    if (trace.empty()) return std::nullopt;
    auto first = std::find_if(trace.begin(), trace.end(), [&](const auto& p) { return p.seconds >= delaySeconds; });
    if (first == trace.end()) first = trace.end() - 1;  // shorter than the delay: where the hand was at the end
    // Each point holds until the next one; the last one as long as the one before it, or at least a moment.
    double weights = 0.0;
    TraceMeans sums;
    for (auto point = first; point != trace.end(); ++point) {
        const auto next = point + 1;
        double weight = next != trace.end() ? static_cast<double>(next->seconds - point->seconds)
                        : point != first    ? static_cast<double>(point->seconds - (point - 1)->seconds)
                                            : 1.0;
        weight = std::max(weight, 1e-6);
        weights += weight;
        sums.valence += weight * point->valence;
        sums.arousal += weight * point->arousal;
    }
    return TraceMeans{sums.valence / weights, sums.arousal / weights};
}

core::Result<RatingRound> startRatingRound(Workspace& workspace, RatingRound round) {
    if (const auto good = checkRound(round); !good) return fail(good.error());
    return workspace.impl().attempt([&]() -> core::Result<RatingRound> {
        auto& database = *workspace.impl().database;
        Transaction transaction(database, true);
        Statement corpus(database, "SELECT 1 FROM corpora WHERE name = ? AND state = 'ready'");
        if (!corpus.bind(round.corpus).step()) {
            return fail(
                ErrorKind::NotFound,
                {TRANSLATABLE("Engine", "There is no corpus named %1 in the workspace. Import it first."), {round.corpus}});
        }
        round.startedAt = core::utcNow();
        round.rated = 0;
        Statement(database, "INSERT INTO rating_rounds (corpus, rater, classes, seed, started_at) VALUES (?, ?, ?, ?, ?)")
            .bind(round.corpus, round.rater, listText(round.classes), round.seed, round.startedAt)
            .run();
        round.id = database.lastInsertId();
        transaction.commit();
        return round;
    });
}

core::Result<std::vector<RatingRound>> ratingRounds(const Workspace& workspace, std::string_view corpus) {
    return workspace.impl().attempt([&]() -> core::Result<std::vector<RatingRound>> {
        const std::string sql =
            std::string("SELECT ") + kRoundColumns + " FROM rating_rounds r WHERE r.corpus = ? ORDER BY r.id DESC";
        Statement rows(*workspace.impl().database, sql.c_str());
        rows.bind(corpus);
        std::vector<RatingRound> rounds;
        while (rows.step()) rounds.push_back(roundOf(rows));
        return rounds;
    });
}

core::Result<std::vector<std::string>> ratingOrder(const Workspace& workspace, const RatingRound& round) {
    return workspace.impl().attempt([&]() -> core::Result<std::vector<std::string>> {
        Statement rows(*workspace.impl().database,
                       "SELECT u.id FROM utterances u JOIN corpora c ON c.id = u.corpus WHERE c.name = ? AND c.state = 'ready' "
                       "ORDER BY u.position");
        rows.bind(round.corpus);
        std::vector<std::string> order;
        while (rows.step()) order.push_back(rows.text(0));
        if (order.empty()) {
            return fail(ErrorKind::NotFound,
                        {TRANSLATABLE("Engine", "The corpus %1 has no utterances to rate."), {round.corpus}});
        }
        core::Random random(core::deriveSeed(round.seed, "rating order"));
        random.shuffle(std::span(order));
        return order;
    });
}

core::Status saveRating(Workspace& workspace, std::int64_t round, Rating rating) {
    return workspace.impl().attempt([&]() -> core::Status {
        auto& database = *workspace.impl().database;
        Transaction transaction(database, true);
        const std::string sql = std::string("SELECT ") + kRoundColumns + " FROM rating_rounds r WHERE r.id = ?";
        Statement found(database, sql.c_str());
        if (!found.bind(round).step()) {
            return fail(ErrorKind::NotFound,
                        {TRANSLATABLE("Engine", "There is no round of ratings %1 in the workspace."), {std::to_string(round)}});
        }
        const auto about = roundOf(found);
        const auto& classes = about.classes;
        if (!about.isTraced() && std::find(classes.begin(), classes.end(), rating.label) == classes.end()) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "\"%1\" is not one of the classes of this round."), {rating.label}});
        }
        if (about.isTraced() && rating.trace.empty()) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "There is no trace of the utterance %1."), {rating.utterance}});
        }
        Statement(database, "DELETE FROM ratings WHERE round = ? AND utterance = ?").bind(round, rating.utterance).run();
        Statement(database,
                  "INSERT INTO ratings (round, utterance, label, trace, reaction_seconds, plays, rated_at) VALUES (?, ?, ?, ?, "
                  "?, ?, ?)")
            .bind(round, rating.utterance, rating.label, bytesOf(rating.trace), rating.reactionSeconds, rating.plays,
                  core::utcNow())
            .run();
        transaction.commit();
        return {};
    });
}

core::Status removeRating(Workspace& workspace, std::int64_t round, std::string_view utterance) {
    return workspace.impl().attempt([&]() -> core::Status {
        Statement(*workspace.impl().database, "DELETE FROM ratings WHERE round = ? AND utterance = ?")
            .bind(round, utterance)
            .run();
        return {};
    });
}

core::Result<std::vector<Rating>> ratings(const Workspace& workspace, std::int64_t round) {
    return workspace.impl().attempt([&]() -> core::Result<std::vector<Rating>> {
        Statement rows(*workspace.impl().database,
                       "SELECT utterance, label, trace, reaction_seconds, plays, rated_at FROM ratings WHERE round = ? ORDER "
                       "BY id");
        rows.bind(round);
        std::vector<Rating> ratings;
        while (rows.step()) {
            ratings.push_back({rows.text(0), rows.text(1), traceOf(rows.blob(2)), rows.number(3),
                               static_cast<int>(rows.integer(4)), rows.text(5)});
        }
        return ratings;
    });
}

core::Status removeRatingRound(Workspace& workspace, std::int64_t round) {
    return workspace.impl().attempt([&]() -> core::Status {
        auto& database = *workspace.impl().database;
        Statement(database, "DELETE FROM rating_rounds WHERE id = ?").bind(round).run();
        if (database.changes() > 0) return {};
        return fail(ErrorKind::NotFound,
                    {TRANSLATABLE("Engine", "There is no round of ratings %1 in the workspace."), {std::to_string(round)}});
    });
}

core::Result<std::vector<RatingRound>> newestRounds(const Workspace& workspace, std::string_view corpus, bool traced) {
    auto rounds = ratingRounds(workspace, corpus);
    if (!rounds) return rounds;
    std::set<std::string> raters;
    std::erase_if(*rounds, [&](const RatingRound& round) {
        return round.isTraced() != traced || round.rated == 0 || !raters.insert(round.rater).second;
    });
    return rounds;
}

core::Result<std::int64_t> adoptRatings(Workspace& workspace, std::string_view corpus, double delaySeconds,
                                        core::Progress& progress) {
    std::vector<LabelChange> changes;
    if (const auto added = addClassVotes(workspace, corpus, changes); !added) return fail(added.error());
    if (const auto added = addTraceMeans(workspace, corpus, delaySeconds, changes); !added) return fail(added.error());
    if (changes.empty()) {
        return fail(ErrorKind::NotFound,
                    {TRANSLATABLE("Engine", "Nobody has rated the corpus %1 yet."), {std::string(corpus)}});
    }
    // Another import may have left out utterances that were rated.
    const auto stored = workspace.corpus(corpus);
    if (!stored) return fail(stored.error());
    std::set<std::string> present;
    for (const auto& utterance : stored->utterances) present.insert(utterance.id);
    std::erase_if(changes, [&](const LabelChange& change) { return !present.contains(change.utterance); });
    return editLabels(workspace, corpus, changes, progress);
}

}  // namespace prososcope::store
