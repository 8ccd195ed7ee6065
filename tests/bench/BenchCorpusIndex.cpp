// SPDX-License-Identifier: GPL-3.0-or-later
// The corpus index at size: a made-up corpus of ROWS utterances (default one million) is written into a workspace on disk,
// then opened, paged through, ordered by every column, filtered, searched and counted. Prints a line for each: seconds and
// what came out. Cold: the first question that needs a column reads it.
//   BenchCorpusIndex [ROWS] [FOLDER]
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "engine/core/Random.h"
#include "engine/store/CorpusIndex.h"
#include "engine/store/CorpusWriter.h"
#include "engine/store/LabelEdits.h"

using namespace prososcope;
using store::CorpusIndex;
using store::CorpusQuery;
using store::RowList;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

template <typename T>
T must(core::Result<T> result) {
    if (result) return std::move(*result);
    std::fprintf(stderr, "%s\n", result.error().message().c_str());
    std::exit(1);
}
void must(const core::Status& status) {
    if (!status) {
        std::fprintf(stderr, "%s\n", status.error().message().c_str());
        std::exit(1);
    }
}

/// Runs once and prints how long it took and what `work` says of it.
template <typename Work>
void time(const std::string& what, Work&& work) {
    const auto start = Clock::now();
    const std::string said = work();
    std::printf("%-46s %9.4f s  %s\n", what.c_str(), secondsSince(start), said.c_str());
    std::fflush(stdout);
}

/// Sentences of 4 to 15 words out of a few thousand, as transcripts are.
std::string sentence(core::Random& random, const std::vector<std::string>& words) {
    std::string text;
    for (std::uint64_t i = 4 + random.below(12); i > 0; --i) {
        if (!text.empty()) text += ' ';
        text += words[random.below(words.size())];
    }
    return text;
}

std::vector<std::string> madeUpWords(core::Random& random) {
    std::vector<std::string> words(4000);
    for (auto& word : words) {
        for (std::uint64_t i = 2 + random.below(8); i > 0; --i) word += static_cast<char>('a' + random.below(26));
    }
    return words;
}

corpus::Utterance utteranceOf(std::size_t number, core::Random& random, const std::vector<std::string>& words) {
    static const std::vector<std::string> kEmotions{"angry",   "happy",        "sad",       "neutral",
                                                    "fearful", "no agreement", "frustrated"};
    static const std::vector<std::string> kSplits{"train", "train", "train", "development", "test"};
    char id[64];
    std::snprintf(id, sizeof(id), "show%05zu/utterance%08zu", number / 500, number);
    corpus::Utterance u;
    u.id = id;
    u.path = "audio/" + u.id + ".flac";
    const auto speaker = number / 200 + random.below(5);
    u.speaker = "spk" + std::to_string(speaker);
    u.gender = speaker % 2 == 0 ? "female" : "male";
    u.language = "en";
    u.emotion = kEmotions[random.below(kEmotions.size())];
    u.valence = 1.0 + static_cast<double>(random.below(25)) / 4.0;
    u.arousal = 1.0 + static_cast<double>(random.below(25)) / 4.0;
    u.dominance = 1.0 + static_cast<double>(random.below(25)) / 4.0;
    u.transcript = sentence(random, words);
    u.session = "show" + std::to_string(number / 500);
    u.split = kSplits[random.below(kSplits.size())];
    u.recordingSeconds = 0.5 + 4.0 * random.uniform() + 6.0 * random.uniform() * random.uniform();
    u.rateHz = 16000;
    u.channels = 1;
    u.numbers["naturalness"] = random.uniform();
    return u;
}

void insertAll(const std::filesystem::path& folder, std::size_t count) {
    auto workspace = must(store::Workspace::open(folder));
    corpus::Corpus head;
    head.name = "made-up";
    head.folder = "/corpora/made-up";
    head.layout = "manifest";
    head.scales = {{"valence", {1.0, 7.0}}, {"arousal", {1.0, 7.0}}, {"dominance", {1.0, 7.0}}};
    core::Random random(1);
    const auto words = madeUpWords(random);
    core::Progress progress;
    double making = 0.0;
    const auto start = Clock::now();
    auto writer = must(store::CorpusWriter::begin(workspace, head));
    std::vector<corpus::Utterance> piece;
    for (std::size_t i = 0; i < count; i += piece.size()) {
        const auto made = Clock::now();
        piece.clear();
        for (std::size_t k = i; k < std::min(count, i + 10000); ++k) piece.push_back(utteranceOf(k, random, words));
        making += secondsSince(made);
        must(writer.add(piece, progress));
    }
    must(writer.finish(progress));
    const double all = secondsSince(start) - making;
    std::error_code code;
    std::printf(
        "%-46s %9.4f s  %.0f rows/s, %.0f MB on disk, %.0f bytes/row\n", "insert all rows", all,
        static_cast<double>(count) / all,
        static_cast<double>(std::filesystem::file_size(folder / "workspace.sqlite", code)) / 1e6,
        static_cast<double>(std::filesystem::file_size(folder / "workspace.sqlite", code)) / static_cast<double>(count));
}

std::string number(double value, const char* unit) {
    char text[64];
    std::snprintf(text, sizeof(text), "%.0f %s", value, unit);
    return text;
}

void ask(const std::filesystem::path& folder, std::size_t count) {
    core::Progress progress;
    std::optional<CorpusIndex> index;
    time("open", [&] {
        index = must(CorpusIndex::open(folder, {"made-up"}));
        return number(static_cast<double>(index->size()), "rows");
    });
    const RowList all(index->size());
    time("first page of 100 rows", [&] { return must(index->rows(all, 0, 100, progress)).front().utterance.id; });
    time("page of 100 rows in the middle",
         [&] { return must(index->rows(all, count / 2, 100, progress)).front().utterance.id; });
    for (const auto& field : must(index->fields())) {
        for (const bool descending : {false, true}) {
            CorpusQuery query;
            query.sortField = field.name;
            query.descending = descending;
            time("order by " + field.name + (descending ? ", falling" : ""), [&] {
                const auto list = must(index->select(query, progress));
                return "first page " + must(index->rows(list, 0, 100, progress)).front().utterance.id;
            });
        }
    }
    const auto timeQuery = [&](const char* what, const CorpusQuery& query) {
        time(what, [&] { return number(static_cast<double>(must(index->select(query, progress)).size()), "rows"); });
    };
    CorpusQuery query;
    query.values = {{"emotion", {"angry"}}, {"split", {"test"}}};
    timeQuery("filter: class and split", query);
    query.ranges["valence"] = {1.0, 2.0};
    query.ranges["seconds"] = {2.0, 5.0};
    timeQuery("filter: with ranges of valence and duration", query);
    query.sortField = "seconds";
    query.descending = true;
    timeQuery("the same, ordered by duration", query);
    query = {};
    query.words = {"utterance00000777"};
    timeQuery("search: a rare word", query);
    query.words = {"ab"};
    timeQuery("search: a frequent piece", query);
    query.words = {"angry", "spk77", "xy"};
    timeQuery("search: three words", query);
    time("values of the class",
         [&] { return number(static_cast<double>(must(index->values("emotion", all, progress)).size()), "values"); });
    time("classes by speaker", [&] {
        return number(static_cast<double>(must(index->cross("speaker", "emotion", all, progress)).rows.size()), "speakers");
    });
    time("histogram of the duration", [&] {
        return number(static_cast<double>(must(index->histogram("seconds", all, 40, progress)).counts.size()), "bins");
    });
    time("valence-arousal plane", [&] {
        return number(static_cast<double>(must(index->plane("valence", "arousal", all, 40, progress)).known), "rows");
    });
    time("cancel a search: until it has stopped", [&] {
        std::stop_source stop;
        core::Progress stoppable(stop.get_token());
        CorpusQuery slow;
        slow.words = {"ab", "cd", "ef"};
        slow.sortField = "transcript";
        Clock::time_point asked;
        std::jthread other([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            asked = Clock::now();
            stop.request_stop();
        });
        const bool stopped = !index->select(slow, stoppable);
        other.join();
        return stopped ? number(1000.0 * secondsSince(asked), "ms after the wish") : std::string("was done before");
    });
    auto workspace = must(store::Workspace::open(folder));
    const auto rows = must(index->rows(all, count / 3, 100, progress));
    std::vector<store::LabelChange> changes;
    for (const auto& row : rows) changes.push_back({row.utterance.id, "emotion", "calm"});
    time("edit 100 labels", [&] {
        return number(static_cast<double>(must(store::editLabels(workspace, "made-up", changes, progress))), "is the batch");
    });
    query = {};
    query.values["emotion"] = {"calm"};
    timeQuery("filter: the edited class", query);
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    std::printf("%-46s %9.0f MB, %.0f bytes/row\n", "memory at its highest", static_cast<double>(usage.ru_maxrss) / 1024.0,
                static_cast<double>(usage.ru_maxrss) * 1024.0 / static_cast<double>(count));
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    std::string made = (std::filesystem::temp_directory_path() / "prososcope-index-XXXXXX").string();
    const bool own = argc < 3;
    const std::filesystem::path folder = own ? std::filesystem::path(::mkdtemp(made.data())) : std::filesystem::path(argv[2]);
    std::error_code code;
    if (!std::filesystem::exists(folder / "workspace.sqlite", code)) {  // a folder of an earlier time is asked again
        insertAll(folder, count);
        ::malloc_trim(0);
    }
    ask(folder, count);
    if (own) std::filesystem::remove_all(folder, code);
    return 0;
}
