// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numeric>

#include "CorpusExamples.h"
#include "engine/store/CorpusColumns.h"
#include "engine/store/CorpusIndex.h"
#include "engine/store/CorpusWriter.h"
#include "engine/store/LabelEdits.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using store::CorpusIndex;
using store::CorpusQuery;
using store::RowList;
using store::Workspace;

namespace {

const core::ErrorKind kCancelled = core::ErrorKind::Cancelled;

std::vector<std::string> idsOf(CorpusIndex& index, const RowList& list) {
    core::Progress progress;
    std::vector<std::string> ids;
    const auto rows = index.rows(list, 0, list.size(), progress);
    for (const auto& row : *rows) ids.push_back(row.utterance.id);
    return ids;
}

bool contains(const std::string& text, const std::string& lower) {
    QString folded = QString::fromStdString(text).toLower();
    return folded.contains(QString::fromStdString(lower));
}

}  // namespace

class TestCorpusIndex : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    core::Progress m_progress;
    std::filesystem::path root() const { return toPath(m_folder->path()) / "workspace"; }
    Workspace workspace() const { return Workspace::open(root()).value(); }
    CorpusIndex indexOf(const corpus::Corpus& corpus) {
        auto store = workspace();
        if (!store.saveCorpus(corpus)) qFatal("not saved");
        return CorpusIndex::open(root(), {corpus.name}).value();
    }
    std::vector<std::string> found(CorpusIndex& index, const CorpusQuery& query) {
        const auto list = index.select(query, m_progress);
        if (!list) qFatal("%s", list.error().message().c_str());
        return idsOf(index, *list);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void allFieldsReturn();
    void emptyCorpus();
    void filtersByHand();
    void filtersEqualOneByOne();
    void wordsAreFoundInAnyText();
    void ordersByHand();
    void ordersEqualStableSort_data();
    void ordersEqualStableSort();
    void pages();
    void severalBlocks();
    void severalCorpora();
    void counts();
    void histogramByHand();
    void histogramKeepsOutliersApart();
    void planeByHand();
    void wrongFieldsAreRefused();
    void stopsWhenAsked();
    void seesEditsOfOthers();
    void noticesAnotherImport();
};

void TestCorpusIndex::allFieldsReturn() {
    corpus::Corpus corpus;
    corpus.name = "full";
    corpus.source = "https://example.org/full";
    corpus.scales = {{"valence", {0.0, 5.0}}, {"naturalness", {0.0, 1.0}}};
    corpus.utterances = {examples::fullUtterance(), {}};
    auto index = indexOf(corpus);
    QCOMPARE(index.corpora().front().source, corpus.source);
    QVERIFY(index.corpora().front().scales == corpus.scales);
    QVERIFY(index.corpora().front().utterances.empty());
    const auto rows = index.rows(RowList(2), 0, 9, m_progress);
    PROSOSCOPE_VERIFY(rows);
    QCOMPARE(rows->size(), std::size_t{2});
    const auto stored = workspace().corpus("full");
    PROSOSCOPE_VERIFY(stored);
    QCOMPARE(stored->source, corpus.source);
    for (const auto* actual : {&(*rows)[0].utterance, &stored->utterances[0]}) {
        const auto expected = examples::fullUtterance();
        for (const auto& field : store::standardFields()) {
            QCOMPARE(store::fieldText(*actual, field.name), store::fieldText(expected, field.name));
            const double a = store::fieldNumber(*actual, field.name);
            const double b = store::fieldNumber(expected, field.name);
            QVERIFY2(a == b || (std::isnan(a) && std::isnan(b)), field.name.c_str());
        }
        QCOMPARE(actual->ratings.size(), std::size_t{2});
        for (std::size_t i = 0; i < 2; ++i) {
            const auto& a = actual->ratings[i];
            const auto& b = expected.ratings[i];
            QVERIFY(a.rater == b.rater && a.labels == b.labels && a.valence == b.valence && a.arousal == b.arousal &&
                    a.dominance == b.dominance);
        }
        QVERIFY(actual->numbers == expected.numbers);
        QVERIFY(actual->texts == expected.texts);
        QCOMPARE(actual->alignments.size(), std::size_t{2});
        QCOMPARE(actual->alignments[1].tier, std::string("phones"));
        QCOMPARE(actual->alignments[0].path, expected.alignments[0].path);
        QVERIFY(actual->startSeconds == 0.1 && actual->endSeconds == 2.5 && actual->recordingSeconds == 12.25);
    }
    const auto fields = index.fields();
    PROSOSCOPE_VERIFY(fields);
    const auto has = [&](const char* name) {
        return std::any_of(fields->begin(), fields->end(), [&](const auto& field) { return field.name == name; });
    };
    QVERIFY(has("emotion") && has("numbers.naturalness") && has("numbers.recognition") && !has("corpus"));
}

void TestCorpusIndex::emptyCorpus() {
    corpus::Corpus corpus;
    corpus.name = "none";
    auto index = indexOf(corpus);
    QCOMPARE(index.size(), std::size_t{0});
    CorpusQuery query;
    query.words = {"x"};
    query.sortField = "transcript";
    QVERIFY(index.select(query, m_progress)->empty());
    QVERIFY(index.values("emotion", RowList(0), m_progress)->empty());
    QCOMPARE(index.histogram("seconds", RowList(0), 10, m_progress)->known, std::size_t{0});
    QCOMPARE(index.plane("valence", "arousal", RowList(0), 10, m_progress)->known, std::size_t{0});
    QCOMPARE(CorpusIndex::open(root(), {"other"}).error().kind, core::ErrorKind::NotFound);
}

void TestCorpusIndex::filtersByHand() {
    corpus::Corpus corpus;
    corpus.name = "four";
    const auto add = [&](const char* id, const char* emotion, const char* speaker, std::optional<double> valence) {
        corpus::Utterance u;
        u.id = id;
        u.emotion = emotion;
        u.speaker = speaker;
        u.valence = valence;
        u.recordingSeconds = 2.0;
        corpus.utterances.push_back(u);
    };
    add("a", "angry", "1", 1.0);
    add("b", "sad", "2", 3.3);
    add("c", "", "1", {});
    add("d", "angry", "2", 3.4);
    auto index = indexOf(corpus);
    CorpusQuery query;
    QCOMPARE(found(index, query), (std::vector<std::string>{"a", "b", "c", "d"}));
    query.values = {{"emotion", {"angry", "sad"}}};
    QCOMPARE(found(index, query), (std::vector<std::string>{"a", "b", "d"}));
    query.values["speaker"] = {"2"};
    QCOMPARE(found(index, query), (std::vector<std::string>{"b", "d"}));
    query.ranges["valence"] = {3.3, 3.3};
    QCOMPARE(found(index, query), (std::vector<std::string>{"b"}));
    query = {};
    query.values = {{"emotion", {""}}};
    QCOMPARE(found(index, query), (std::vector<std::string>{"c"}));
    query.values = {{"emotion", {"of another corpus"}}};
    QVERIFY(found(index, query).empty());
    query.values = {{"emotion", {}}};
    QVERIFY(found(index, query).empty());
    query = {};
    query.ranges["valence"] = {};  // it has the number
    QCOMPARE(found(index, query), (std::vector<std::string>{"a", "b", "d"}));
    query.ranges["valence"] = {{}, 3.3};
    QCOMPARE(found(index, query), (std::vector<std::string>{"a", "b"}));
    query.values = {{"layout", {"manifest"}}};
    QVERIFY(found(index, query).empty());
}

void TestCorpusIndex::filtersEqualOneByOne() {
    const auto corpus = examples::randomCorpus("random", 3000, 1);
    auto index = indexOf(corpus);
    core::Random random(5);
    const std::vector<std::string> words{"über", "oh", "utterance0012", "s1", "angry", "zzz", "off"};
    for (int round = 0; round < 60; ++round) {
        CorpusQuery query;
        if (random.chance(0.5)) query.values["emotion"] = {"angry", "sad", ""};
        if (random.chance(0.3)) query.values["split"] = {"test"};
        if (random.chance(0.5)) query.ranges["seconds"] = {random.uniform(0.0, 8.0), random.uniform(2.0, 10.0)};
        if (random.chance(0.3)) query.ranges["valence"].low = 3.0;
        for (std::uint64_t i = random.below(3); i > 0; --i) query.words.push_back(words[random.below(words.size())]);
        std::vector<std::string> expected;
        for (const auto& u : corpus.utterances) {
            bool fits = true;
            for (const auto& [field, values] : query.values)
                fits = fits && std::find(values.begin(), values.end(), store::fieldText(u, field)) != values.end();
            for (const auto& [field, range] : query.ranges) {
                const double number = store::fieldNumber(u, field);
                fits = fits && !std::isnan(number) && (!range.low || number >= *range.low) &&
                       (!range.high || number <= *range.high);
            }
            for (const auto& word : query.words) {
                bool any = false;
                for (const auto& field : store::standardFields()) any = any || contains(store::fieldText(u, field.name), word);
                fits = fits && any;
            }
            if (fits) expected.push_back(u.id);
        }
        QCOMPARE(found(index, query), expected);
    }
}

void TestCorpusIndex::wordsAreFoundInAnyText() {
    corpus::Corpus corpus;
    corpus.name = "full";
    corpus.utterances = {examples::fullUtterance()};
    auto index = indexOf(corpus);
    for (const char* word :
         {"GRÖSSE", "größe.wav", "Mittwoch", "MITTWOCH", "03", "angry", "strong", "d1", "ses01", "develop"}) {
        CorpusQuery query;
        query.words = {word};
        QCOMPARE(found(index, query).size(), std::size_t{std::string(word) == "GRÖSSE" ? 0U : 1U});  // ß has no single capital
    }
    CorpusQuery query;
    query.words = {"mittwoch", "happy"};
    QVERIFY(found(index, query).empty());
    query.words = {""};
    QCOMPARE(index.select(query, m_progress).error().kind, core::ErrorKind::BadInput);
}

void TestCorpusIndex::ordersByHand() {
    corpus::Corpus corpus;
    corpus.name = "five";
    const auto add = [&](const char* id, const char* emotion, const char* speaker, std::optional<double> valence,
                         const char* text) {
        corpus::Utterance u;
        u.id = id;
        u.emotion = emotion;
        u.speaker = speaker;
        u.valence = valence;
        u.transcript = text;
        corpus.utterances.push_back(u);
    };
    add("a", "sad", "10", -1.0, "twelve letters b");
    add("b", "angry", "2", {}, "");
    add("c", "", "2", 0.0, "twelve letters");
    add("d", "tired", "", -0.0, "twelve letters a");
    add("e", "neutral", "1", -2.5, "twelve letters");
    auto index = indexOf(corpus);
    const auto order = [&](const char* field, bool descending) {
        CorpusQuery query;
        query.sortField = field;
        query.descending = descending;
        std::string ids;
        for (const auto& id : found(index, query)) ids += id;
        return ids;
    };
    QCOMPARE(order("emotion", false), std::string("baedc"));  // as in every legend, other words after, unknown last
    QCOMPARE(order("emotion", true), std::string("deabc"));
    QCOMPARE(order("speaker", false), std::string("ebcad"));
    QCOMPARE(order("speaker", true), std::string("abced"));
    QCOMPARE(order("valence", false), std::string("eacdb"));
    QCOMPARE(order("valence", true), std::string("cdaeb"));
    QCOMPARE(order("transcript", false), std::string("cedab"));
    QCOMPARE(order("transcript", true), std::string("adceb"));
    QCOMPARE(order("id", true), std::string("edcba"));
    QCOMPARE(order("arousal", true), std::string("abcde"));
}

void TestCorpusIndex::ordersEqualStableSort_data() {
    QTest::addColumn<QString>("field");
    for (const auto& field : store::standardFields()) QTest::newRow(field.name.c_str()) << QString::fromStdString(field.name);
    QTest::newRow("numbers.naturalness") << "numbers.naturalness";
}

void TestCorpusIndex::ordersEqualStableSort() {
    QFETCH(QString, field);
    const auto corpus = examples::randomCorpus("random", 800, 2);
    auto index = indexOf(corpus);
    const std::string name = field.toStdString();
    const auto kind = store::corpusField(name)->kind;
    const auto& classes = corpus::emotionWords();
    for (const bool descending : {false, true}) {
        std::vector<std::size_t> expected(corpus.utterances.size());
        std::iota(expected.begin(), expected.end(), std::size_t{0});
        std::stable_sort(expected.begin(), expected.end(), [&](std::size_t a, std::size_t b) {
            const auto& one = corpus.utterances[a];
            const auto& other = corpus.utterances[b];
            if (kind == store::FieldKind::Number) {
                const double x = store::fieldNumber(one, name);
                const double y = store::fieldNumber(other, name);
                if (std::isnan(x) || std::isnan(y)) return !std::isnan(x) && std::isnan(y);
                return descending ? x > y : x < y;
            }
            auto x = store::fieldText(one, name);
            auto y = store::fieldText(other, name);
            if (x.empty() || y.empty()) return !x.empty() && y.empty();
            if (descending) std::swap(x, y);
            if (kind == store::FieldKind::Text) return x < y;
            const auto rank = [&](const std::string& word) {
                return name == "emotion" ? std::find(classes.begin(), classes.end(), word) - classes.begin() : 0;
            };
            return rank(x) != rank(y) ? rank(x) < rank(y) : store::naturalLess(x, y);
        });
        CorpusQuery query;
        query.sortField = name;
        query.descending = descending;
        const auto list = index.select(query, m_progress);
        PROSOSCOPE_VERIFY(list);
        QCOMPARE(list->size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) QCOMPARE(std::size_t{(*list)[i]}, expected[i]);
    }
}

void TestCorpusIndex::pages() {
    const auto corpus = examples::randomCorpus("random", 500, 3);
    auto index = indexOf(corpus);
    CorpusQuery query;
    query.sortField = "seconds";
    const auto list = index.select(query, m_progress);
    PROSOSCOPE_VERIFY(list);
    const auto all = idsOf(index, *list);
    std::vector<std::string> pieces;
    for (std::size_t place = 0; place < 600; place += 64) {
        const auto rows = index.rows(*list, place, 64, m_progress);
        PROSOSCOPE_VERIFY(rows);
        for (const auto& row : *rows) pieces.push_back(row.utterance.id);
    }
    QCOMPARE(pieces, all);
    QVERIFY(index.rows(*list, SIZE_MAX, 5, m_progress)->empty());
    QCOMPARE(index.rows(*list, 499, SIZE_MAX, m_progress)->size(), std::size_t{1});
    const auto row = index.rowOf(0, all[7]);
    PROSOSCOPE_VERIFY(row);
    QCOMPARE(list->placeOf(*row), std::optional<std::size_t>(7));
    QCOMPARE(list->placeOf(100000), std::nullopt);
    QVERIFY(!index.rowOf(0, "absent"));
}

void TestCorpusIndex::severalBlocks() {
    // A speaker and a number that come only in the second block; a class only in the first.
    corpus::Corpus corpus;
    corpus.name = "long";
    corpus.utterances.resize(store::kIndexRows + 10);
    for (std::size_t i = 0; i < corpus.utterances.size(); ++i) {
        auto& u = corpus.utterances[i];
        u.id = "u" + std::to_string(1000000 + i);
        u.emotion = i < 5 ? "happy" : "";
        if (i + 3 >= corpus.utterances.size()) {
            u.speaker = "late";
            u.numbers["age"] = static_cast<double>(i);
        }
    }
    auto index = indexOf(corpus);
    QCOMPARE(index.size(), corpus.utterances.size());
    CorpusQuery query;
    query.values["speaker"] = {"late"};
    query.sortField = "numbers.age";
    query.descending = true;
    const auto ids = found(index, query);
    QCOMPARE(ids.size(), std::size_t{3});
    QCOMPARE(ids.front(), corpus.utterances.back().id);
    query = {};
    query.words = {"u1065545"};  // the last but one
    QCOMPARE(found(index, query).size(), std::size_t{1});
    query = {};
    query.sortField = "id";
    query.descending = true;
    const auto list = index.select(query, m_progress);
    QCOMPARE(std::size_t{(*list)[0]}, corpus.utterances.size() - 1);
    const auto counts = index.values("emotion", RowList(index.size()), m_progress);
    QCOMPARE(counts->size(), std::size_t{2});
    QCOMPARE((*counts)[0].count, std::size_t{5});
    // Replaced by a shorter one, it leaves nothing behind.
    corpus.utterances.resize(2);
    PROSOSCOPE_VERIFY(workspace().saveCorpus(corpus));
    store::Database database(root() / "workspace.sqlite");
    QCOMPARE(database.number("SELECT count(*) FROM utterances"), std::int64_t{2});
    QCOMPARE(database.number("SELECT max(block) FROM corpus_blocks"), std::int64_t{0});
    QCOMPARE(database.number("SELECT count(*) FROM corpora"), std::int64_t{1});
}

void TestCorpusIndex::severalCorpora() {
    const auto b = examples::randomCorpus("b", 200, 4);
    auto a = examples::randomCorpus("a", 100, 5);
    a.layout = "emodb";
    auto store = workspace();
    PROSOSCOPE_VERIFY(store.saveCorpus(b));
    PROSOSCOPE_VERIFY(store.saveCorpus(a));
    auto index = CorpusIndex::open(root());
    PROSOSCOPE_VERIFY(index);
    QCOMPARE(index->size(), std::size_t{300});
    QCOMPARE(index->corpora()[0].name, std::string("a"));
    const auto layouts = index->values("layout", RowList(300), m_progress);
    PROSOSCOPE_VERIFY(layouts);
    QCOMPARE((*layouts)[0].value, std::string("emodb"));
    QCOMPARE((*layouts)[0].count, std::size_t{100});
    CorpusQuery query;
    query.values["corpus"] = {"b"};
    query.values["emotion"] = {"frustrated"};
    const auto expected = static_cast<std::size_t>(
        std::count_if(b.utterances.begin(), b.utterances.end(), [](const auto& u) { return u.emotion == "frustrated"; }));
    const auto list = index->select(query, m_progress);
    QCOMPARE(list->size(), expected);
    const auto rows = index->rows(*list, 0, 300, m_progress);
    for (const auto& row : *rows) {
        QCOMPARE(row.corpus, std::size_t{1});
        QCOMPARE(row.utterance.emotion, std::string("frustrated"));
        QCOMPARE(b.utterances[row.row - 100].id, row.utterance.id);
    }
    // Each corpus numbers its words by itself; together they are the same words.
    const auto cross = index->cross("speaker", "corpus", RowList(300), m_progress);
    PROSOSCOPE_VERIFY(cross);
    QCOMPARE(cross->columns, (std::vector<std::string>{"a", "b"}));
    QCOMPARE(cross->rows.size(), std::size_t{12});
    QCOMPARE(cross->rows[1], std::string("s1"));
    QCOMPARE(cross->rows[2], std::string("s2"));
    for (std::size_t i = 0; i < cross->rows.size(); ++i) {
        const auto of = [&](const corpus::Corpus& corpus) {
            return static_cast<std::size_t>(std::count_if(corpus.utterances.begin(), corpus.utterances.end(),
                                                          [&](const auto& u) { return u.speaker == cross->rows[i]; }));
        };
        QCOMPARE(cross->at(i, 0), of(a));
        QCOMPARE(cross->at(i, 1), of(b));
    }
    query = {};
    query.words = {"emodb"};
    QCOMPARE(index->select(query, m_progress)->size(), std::size_t{100});
    QVERIFY(index->fields()->front().name == "corpus");
}

void TestCorpusIndex::counts() {
    const auto corpus = examples::randomCorpus("random", 1000, 6);
    auto index = indexOf(corpus);
    CorpusQuery query;
    query.values["split"] = {"test"};
    const auto list = index.select(query, m_progress);
    PROSOSCOPE_VERIFY(list);
    const auto values = index.values("emotion", *list, m_progress);
    PROSOSCOPE_VERIFY(values);
    std::vector<std::string> names;
    for (const auto& value : *values) {
        names.push_back(value.value);
        QCOMPARE(value.count,
                 static_cast<std::size_t>(std::count_if(corpus.utterances.begin(), corpus.utterances.end(), [&](const auto& u) {
                     return u.split == "test" && u.emotion == value.value;
                 })));
    }
    QCOMPARE(names, (std::vector<std::string>{"angry", "happy", "sad", "neutral", "frustrated", "no agreement", ""}));
}

void TestCorpusIndex::histogramByHand() {
    corpus::Corpus corpus;
    corpus.name = "h";
    for (const double seconds : {0.0, 1.2, 1.4, 2.0, 3.9, 3.9}) {
        corpus::Utterance u;
        u.id = std::to_string(corpus.utterances.size());
        u.recordingSeconds = seconds;  // 0 is unknown
        corpus.utterances.push_back(u);
    }
    auto index = indexOf(corpus);
    const auto result = index.histogram("seconds", RowList(6), 4, m_progress);
    PROSOSCOPE_VERIFY(result);
    QCOMPARE(result->known, std::size_t{5});
    QCOMPARE(result->unknown, std::size_t{1});
    QCOMPARE(result->width, 1.0);  // 2.7 over 3 bins
    QCOMPARE(result->low, 1.0);
    QCOMPARE(result->counts, (std::vector<std::size_t>{2, 1, 2}));
    QCOMPARE(result->above, std::size_t{0});
    QCOMPARE(result->least, 1.2);
    QCOMPARE(result->most, 3.9);
    QCOMPARE(result->median, 2.0);
    QVERIFY(std::abs(result->mean - 12.4 / 5.0) < 1e-12);
    QVERIFY(std::abs(result->sum - 12.4) < 1e-12);
    const auto one =
        index.histogram("seconds", *index.select({{}, {}, {{"seconds", {3.9, {}}}}, {}, false}, m_progress), 20, m_progress);
    QCOMPARE(one->counts, (std::vector<std::size_t>{2}));
    QCOMPARE(one->median, 3.9);
}

void TestCorpusIndex::histogramKeepsOutliersApart() {
    corpus::Corpus corpus;
    corpus.name = "h";
    for (int i = 0; i < 1000; ++i) {
        corpus::Utterance u;
        u.id = std::to_string(i);
        u.recordingSeconds = i == 0 ? 3600.0 : 1.0 + i / 250.0;
        corpus.utterances.push_back(u);
    }
    auto index = indexOf(corpus);
    const auto result = index.histogram("seconds", RowList(1000), 20, m_progress);
    PROSOSCOPE_VERIFY(result);
    QCOMPARE(result->most, 3600.0);
    QVERIFY(result->above >= 1 && result->above <= 5);
    QVERIFY(result->counts.size() >= 10);
    QVERIFY(result->counts.size() <= 20);
    std::size_t sum = result->above;
    for (const auto count : result->counts) sum += count;
    QCOMPARE(sum, std::size_t{1000});
}

void TestCorpusIndex::planeByHand() {
    corpus::Corpus corpus;
    corpus.name = "p";
    corpus.scales = {{"valence", {1.0, 5.0}}, {"arousal", {1.0, 5.0}}};
    const auto add = [&](std::optional<double> valence, std::optional<double> arousal, const char* emotion) {
        corpus::Utterance u;
        u.id = std::to_string(corpus.utterances.size());
        u.valence = valence;
        u.arousal = arousal;
        u.emotion = emotion;
        corpus.utterances.push_back(u);
    };
    add(1.0, 5.0, "angry");
    add(2.0, 4.0, "angry");
    add(5.0, 3.0, "happy");
    add(5.0, {}, "happy");
    auto index = indexOf(corpus);
    // Five steps from 1 to 5, a cell about each.
    const auto plane = index.plane("valence", "arousal", RowList(4), 10, m_progress);
    PROSOSCOPE_VERIFY(plane);
    QCOMPARE(plane->known, std::size_t{3});
    QCOMPARE(plane->unknown, std::size_t{1});
    QVERIFY((plane->x == corpus::Scale{0.5, 5.5}));
    QCOMPARE(plane->columns, std::size_t{5});
    QCOMPARE(plane->rows, std::size_t{5});
    QCOMPARE(plane->at(0, 4), std::size_t{1});
    QCOMPARE(plane->at(1, 3), std::size_t{1});
    QCOMPARE(plane->at(4, 2), std::size_t{1});
    // Fewer cells than steps: of equal width.
    const auto coarse = index.plane("valence", "arousal", RowList(4), 4, m_progress);
    QVERIFY((coarse->x == corpus::Scale{1.0, 5.0}));
    QCOMPARE(coarse->columns, std::size_t{4});
    QCOMPARE(coarse->at(0, 3), std::size_t{1});
    QCOMPARE(coarse->at(1, 3), std::size_t{1});
    QCOMPARE(coarse->at(3, 2), std::size_t{1});
    QCOMPARE(plane->centres.size(), std::size_t{2});
    QCOMPARE(plane->centres[0].emotion, std::string("angry"));
    QCOMPARE(plane->centres[0].x, 1.5);
    QCOMPARE(plane->centres[0].y, 4.5);
    QCOMPARE(plane->centres[1].count, std::size_t{1});
    corpus.name = "q";
    corpus.scales.clear();
    auto unscaled = indexOf(corpus);
    QVERIFY((unscaled.plane("valence", "arousal", RowList(4), 2, m_progress)->y == corpus::Scale{3.0, 5.0}));
}

void TestCorpusIndex::wrongFieldsAreRefused() {
    auto index = indexOf(examples::randomCorpus("random", 10, 7));
    CorpusQuery query;
    query.sortField = "nonsense";
    QCOMPARE(index.select(query, m_progress).error().kind, core::ErrorKind::BadInput);
    query = {};
    query.values["valence"] = {"1"};
    QVERIFY(!index.select(query, m_progress));
    query = {};
    query.ranges["emotion"] = {1.0, 2.0};
    QVERIFY(!index.select(query, m_progress));
    QVERIFY(!index.values("seconds", RowList(10), m_progress));
    QVERIFY(!index.cross("speaker", "id", RowList(10), m_progress));
    QVERIFY(!index.histogram("emotion", RowList(10), 5, m_progress));
    QVERIFY(!index.plane("valence", "", RowList(10), 5, m_progress));
    QVERIFY(index.histogram("numbers.absent", RowList(10), 5, m_progress)->known == 0);  // a number nobody has
}

void TestCorpusIndex::stopsWhenAsked() {
    auto index = indexOf(examples::randomCorpus("random", 100, 8));
    std::stop_source stop;
    stop.request_stop();
    core::Progress stopped(stop.get_token());
    CorpusQuery query;
    query.sortField = "transcript";
    query.words = {"oh"};
    QCOMPARE(index.select(query, stopped).error().kind, kCancelled);
    QCOMPARE(index.rows(RowList(100), 0, 10, stopped).error().kind, kCancelled);
    QCOMPARE(index.values("emotion", RowList(100), stopped).error().kind, kCancelled);
    QCOMPARE(index.histogram("seconds", RowList(100), 9, stopped).error().kind, kCancelled);
    QCOMPARE(index.plane("valence", "arousal", RowList(100), 9, stopped).error().kind, kCancelled);
    // Nothing half-read is kept, and the next question is answered.
    QVERIFY(!index.select(query, m_progress)->empty());
    auto store = workspace();
    QCOMPARE(store.saveCorpus(examples::randomCorpus("other", 100, 8), stopped).error().kind, kCancelled);
    QCOMPARE(store.corpora()->size(), std::size_t{1});
}

void TestCorpusIndex::seesEditsOfOthers() {
    const auto corpus = examples::randomCorpus("random", 50, 9);
    auto index = indexOf(corpus);
    core::Progress progress;
    CorpusQuery query;
    query.values["emotion"] = {"calm"};
    QVERIFY(found(index, query).empty());
    const auto before = index.version().value();
    QVERIFY(before == index.version().value());
    auto other = workspace();
    const auto& id = corpus.utterances[33].id;
    const auto batch = store::editLabels(
        other, "random",
        {{id, "emotion", "calm"}, {id, "valence", "2.25"}, {id, "transcript", "A wholly new text"}, {id, "speaker", "s99"}},
        progress);
    PROSOSCOPE_VERIFY(batch);
    const auto after = index.version().value();
    QVERIFY(after.imports == before.imports && after.edits != before.edits && after.reports == before.reports);
    QCOMPARE(found(index, query), (std::vector<std::string>{id}));
    query = {};
    query.words = {"WHOLLY new"};
    QCOMPARE(found(index, query), (std::vector<std::string>{id}));
    query = {};
    query.sortField = "transcript";
    QCOMPARE(found(index, query).front(), id);
    query.sortField = "speaker";
    query.values["speaker"] = {"s99", "s1"};
    QCOMPARE(found(index, query).back(), id);
    query = {};
    query.ranges["valence"] = {2.25, 2.25};
    QCOMPARE(found(index, query), (std::vector<std::string>{id}));
    const auto rows = index.rows(RowList(50), 33, 1, progress);
    QCOMPARE(rows->front().edited.size(), std::size_t{4});
    QCOMPARE(rows->front().utterance.speaker, std::string("s99"));
    QCOMPARE(workspace().corpus("random")->utterances[33].emotion, std::string("calm"));
    QCOMPARE(workspace().corpus("random", Workspace::Labels::Imported)->utterances[33].emotion, corpus.utterances[33].emotion);
    // Back to what was imported: no longer shown as edited.
    PROSOSCOPE_VERIFY(store::editLabels(other, "random", {{id, "speaker", corpus.utterances[33].speaker}}, progress));
    QCOMPARE(index.rows(RowList(50), 33, 1, progress)->front().edited.size(), std::size_t{3});
    PROSOSCOPE_VERIFY(store::undoLabelEdits(other, *batch));
    QVERIFY(index.rows(RowList(50), 33, 1, progress)->front().edited.empty());
    query = {};
    query.words = {"wholly"};
    QVERIFY(found(index, query).empty());
}

void TestCorpusIndex::noticesAnotherImport() {
    auto corpus = examples::randomCorpus("random", 50, 10);
    auto index = indexOf(corpus);
    const auto before = index.version().value();
    PROSOSCOPE_VERIFY(workspace().saveCorpus(examples::randomCorpus("unrelated", 5, 1)));
    QVERIFY(index.version().value() == before);
    corpus.utterances.resize(20);
    PROSOSCOPE_VERIFY(workspace().saveCorpus(corpus));
    const auto refused = index.rows(RowList(50), 0, 10, m_progress);
    QCOMPARE(refused.error().kind, core::ErrorKind::Unavailable);
    QVERIFY(index.version().value().imports != before.imports);
    PROSOSCOPE_VERIFY(index.reopen());
    QCOMPARE(index.size(), std::size_t{20});
    QCOMPARE(found(index, {}).size(), std::size_t{20});
}

QTEST_GUILESS_MAIN(TestCorpusIndex)
#include "TestCorpusIndex.moc"
