// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <cmath>

#include "engine/core/Csv.h"
#include "engine/experiment/UtteranceMap.h"
#include "engine/report/MapFigure.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::experiment;

namespace {

corpus::Corpus labelled() {
    corpus::Corpus corpus;
    corpus.name = "c";
    const char* const emotions[] = {"sad", "angry", "", "happy"};
    for (int i = 0; i < 4; ++i) {
        corpus::Utterance each;
        each.id = "u" + std::to_string(i);
        each.speaker = "s" + std::to_string(9 + i % 2);
        each.emotion = emotions[i];
        if (i != 1) each.valence = i;
        each.numbers["age"] = 30.0;
        each.texts["style"] = i < 2 ? "read" : "free, spoken";
        each.transcript = "Ja " + std::to_string(i);
        corpus.utterances.push_back(each);
    }
    return corpus;
}

store::ActivationSetInfo infoOf(const corpus::Corpus& corpus) {
    store::ActivationSetInfo info;
    info.encoder = "made-up";
    info.encoderKind = "test";
    info.weightsSha256 = std::string(64, '0');
    info.corpusFingerprint = std::string(64, '1');
    info.tap = "output";
    info.layers = {{"near", 2}, {"far", 3}};
    info.corpus = corpus.name;
    for (const corpus::Utterance& each : corpus.utterances) {
        info.utterances.push_back(each.id);
        info.speakers.push_back(each.speaker);
    }
    info.utterances.emplace_back("gone");  // that the corpus does not have any more
    info.speakers.emplace_back("s9");
    return info;
}

}  // namespace

/// What a map of utterances is of, and is coloured by.
class TestUtteranceMap : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void columnsAreWhatIsKnown() {
        const auto corpus = labelled();
        const auto columns = mapColumns(infoOf(corpus), &corpus);
        const auto* emotion = findColumn(columns, "emotion");
        QVERIFY(emotion != nullptr && !emotion->numeric && emotion->canColour());
        QCOMPARE(emotion->words, (std::vector<std::string>{"sad", "angry", "", "happy", ""}));
        QCOMPARE(emotion->known, std::size_t{3});
        QCOMPARE(wordsInOrder(*emotion), (std::vector<std::string>{"angry", "happy", "sad"}));
        const auto* valence = findColumn(columns, "valence");
        QVERIFY(valence != nullptr && valence->numeric && valence->canColour());
        QVERIFY(std::isnan(valence->numbers[1]) && std::isnan(valence->numbers[4]));
        QCOMPARE(valence->text(3), std::string("3"));
        QCOMPARE(valence->text(1), std::string());
        const auto* age = findColumn(columns, "numbers.age");
        QVERIFY(age != nullptr && !age->canColour());  // the same of all
        QVERIFY(findColumn(columns, "style") != nullptr && findColumn(columns, "derived-arousal") != nullptr);
        QVERIFY(findColumn(columns, "arousal") == nullptr && findColumn(columns, "id") == nullptr);
        QCOMPARE(wordsInOrder(*findColumn(columns, "speaker")), (std::vector<std::string>{"s9", "s10"}));
        const auto alone = mapColumns(infoOf(corpus), nullptr);
        QCOMPARE(alone.size(), std::size_t{1});
        QCOMPARE(alone.front().words.back(), std::string("s9"));
    }

    void layersAreFound() {
        auto info = infoOf(labelled());
        QVERIFY(findLayer(info, "far").value() == std::size_t{1});
        QVERIFY(findLayer(info, "1").value() == std::size_t{0});
        QVERIFY(!findLayer(info, "all").value().has_value());
        for (const char* wrong : {"0", "3", "1.5", "-1", "", "faraway"}) QVERIFY(!findLayer(info, wrong));
        QVERIFY(findLayer(info, "x").error().message().find("near, far") != std::string::npos);
        info.layers = {{"2", 2}, {"1", 3}};  // numbers go before names that are numbers
        QVERIFY(findLayer(info, "1").value() == std::size_t{0});
    }

    void rowsOfALayer() {
        const auto corpus = labelled();
        const auto path = toPath(m_folder.filePath("set.safetensors"));
        auto info = infoOf(corpus);
        info.pools = {store::ActivationPool::Mean};
        auto writer = store::ActivationSetWriter::begin(path, info);
        PROSOSCOPE_VERIFY(writer);
        for (int row = 0; row < 5; ++row) {
            std::vector<float> values;
            for (int unit = 0; unit < 5; ++unit) values.push_back(static_cast<float>(10 * row + unit));
            PROSOSCOPE_VERIFY(writer->add(values, {}, {}, 1.0, -20.0));
        }
        PROSOSCOPE_VERIFY(writer->finish());
        const auto set = store::ActivationSet::open(path);
        PROSOSCOPE_VERIFY(set);
        const auto far = layerRows(*set, 1, store::ActivationPool::Mean);
        PROSOSCOPE_VERIFY(far);
        QCOMPARE(far->columns, std::size_t{3});
        QCOMPARE(far->at(4, 0), 42.0F);
        QCOMPARE(layerRows(*set, 0, store::ActivationPool::Mean)->at(1, 1), 11.0F);
        QCOMPARE(layerRows(*set, std::nullopt, store::ActivationPool::Mean)->columns, std::size_t{5});
        const auto none = layerRows(*set, 0, store::ActivationPool::Maximum);
        QVERIFY(!none && none.error().message().find("\"max\"") != std::string::npos);
    }

    void tablesHoldWhatIsChosen() {
        const auto corpus = labelled();
        const auto info = infoOf(corpus);
        learn::Projection projection;
        projection.places = learn::Matrix<double>(5, 2);
        projection.places.at(2, 1) = -1.25;
        const auto columns = mapColumns(info, &corpus);
        const auto table = core::parseCsv(utteranceMapCsv(projection, info, columns), "map.csv");
        PROSOSCOPE_VERIFY(table);
        QCOMPARE(table->rows.size(), std::size_t{5});
        QCOMPARE(table->rows[2][*table->column("y")], std::string("-1.25"));
        QCOMPARE(table->rows[2][*table->column("style")], std::string("free, spoken"));
        const std::vector<std::size_t> chosen{1, 4};
        const auto some = core::parseCsv(utteranceMapCsv(projection, info, columns, chosen, '\t'), "map.tsv", '\t');
        PROSOSCOPE_VERIFY(some);
        QCOMPARE(some->rows.size(), std::size_t{2});
        QCOMPARE(some->rows[1][0], std::string("gone"));
    }

    /// Of more words than there is room for, the legend says how many it leaves out.
    void aLegendSaysHowManyMoreThereAre() {
        constexpr std::size_t kWords = 40;
        MapColumn column;
        column.name = "speaker";
        learn::Projection projection;
        projection.places = learn::Matrix<double>(kWords + 1, 2);
        for (std::size_t row = 0; row < kWords; ++row) {
            column.words.push_back("speaker " + std::to_string(row));
            projection.places.at(row, 0) = static_cast<double>(row);
        }
        column.words.emplace_back();  // not known
        projection.method = learn::ProjectionMethod::TSne;
        projection.perplexity = 5.0;
        const auto english = [](const core::Text& text) { return text.english(); };
        const auto of = [&](const MapColumn& shown) {
            return QString::fromStdString(report::svgFile(report::mapFigure({&projection, &shown, "map", "speaker"}, english)));
        };
        const auto svg = of(column);
        const auto named = svg.count("speaker ");
        QVERIFY(named >= 20 && named < static_cast<qsizetype>(kWords));
        QVERIFY(svg.contains(QString("and %1 more").arg(static_cast<qsizetype>(kWords) - named)));
        QVERIFY(svg.contains("not known, 1"));
        column.words.assign(kWords + 1, "all of them");
        const auto one = of(column);
        QVERIFY(!one.contains(" more<") && !one.contains("not known"));
    }

    void figuresAreFilesOfTheirOwn() {
        const auto corpus = labelled();
        const auto info = infoOf(corpus);
        learn::Projection projection;
        projection.places = learn::Matrix<double>(5, 2);
        for (std::size_t row = 0; row < 5; ++row) projection.places.at(row, 0) = static_cast<double>(row);
        projection.shares = {0.75, 0.25};
        projection.trustworthiness = 0.912;
        projection.neighbours = 2;
        const auto columns = mapColumns(info, &corpus);
        const auto english = [](const core::Text& text) { return text.english(); };
        const auto words = report::mapFigure({&projection, findColumn(columns, "emotion"), "A <map>", "emotion"}, english);
        const auto svg = QString::fromStdString(report::svgFile(words));
        QVERIFY(svg.contains("A &lt;map&gt;") && svg.contains("75.0 %") && svg.contains("trustworthiness 0.912 of 2"));
        QCOMPARE(svg.count("<polygon"), 6);  // three of them known, and the legend
        QCOMPARE(svg.count("<circle"), 3);   // two that are not known, and the legend
        QVERIFY(svg.contains("not known, 2") && !svg.contains(" more<"));
        QVERIFY(svg.contains("#ad330c"));  // angry
        const auto numbers = report::mapFigure({&projection, findColumn(columns, "valence"), "map", "valence"}, english);
        const auto shades = QString::fromStdString(report::svgFile(numbers));
        QCOMPARE(shades.count("<circle"), 3);
        QVERIFY(shades.contains("not known, 2"));
        const auto plain = report::mapFigure({&projection, nullptr, "map", ""}, english);
        QCOMPARE(QString::fromStdString(report::svgFile(plain)).count("<circle"), 5);
        // In a report the same drawing keeps its classes of colours.
        QVERIFY(report::svgText(words).find("class=\"f-muted\"") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestUtteranceMap)
#include "TestUtteranceMap.moc"
