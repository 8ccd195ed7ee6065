// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/analysis/CorrelationMap.h"
#include "engine/analysis/Distributions.h"
#include "engine/analysis/Regression.h"
#include "tests/TestSupport.h"
#include "tests/engine/analysis/CorrelationSupport.h"
#include "tests/engine/learn/LearnSupport.h"

using namespace prososcope;
using namespace prososcope::analysis;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bool near(double a, double b, double tolerance = 1e-6) {
    return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b));
}

std::vector<CorrelationMap> mapsOf(const MadeRows& rows, const std::vector<CorrelationTarget>& targets,
                                   const CorrelationSettings& settings) {
    core::Progress silent;
    auto maps = correlationMaps(rows.rows(), targets, settings, silent);
    if (!maps) qWarning("%s", maps.error().message().c_str());
    return maps.value_or(std::vector<CorrelationMap>(targets.size()));
}

QString refusalOf(const MadeRows& rows, const CorrelationTarget& target, const CorrelationSettings& settings) {
    core::Progress silent;
    const auto maps = correlationMaps(rows.rows(), std::vector{target}, settings, silent);
    return maps ? QString() : QString::fromStdString(maps.error().message());
}

/// Eighteen rows of three speakers, two units. Expected values below: scipy 1.17 (pearsonr, spearmanr, rankdata, ttest_1samp)
/// and numpy's lstsq for residuals.
MadeRows smallRows() {
    core::Random random(1);
    MadeRows rows(18, 2, 3, random);
    rows.values = {1.1F,  99.9F, 0.42F, 99.4F,  1.33F, 99.0F,  0.29F, 100.3F, 0.88F, 98.9F,  1.43F, 101.0F,
                   1.76F, 99.1F, 0.35F, 99.3F,  1.35F, 100.6F, 0.98F, 99.8F,  0.82F, 101.1F, 1.27F, 98.9F,
                   0.57F, 99.1F, 0.93F, 101.2F, 1.37F, 100.3F, 0.11F, 99.0F,  0.16F, 99.5F,  1.11F, 99.9F};
    rows.seconds = {7.8, 1.4, 9.0, 7.4, 1.4, 8.8, 8.2, 2.9, 6.2, 1.4, 5.1, 4.5, 4.1, 4.3, 4.1, 3.3, 7.5, 4.9};
    rows.levelDb = {-26.9, -33.2, -13.1, -19.7, -13.6, -40.0, -24.9, -39.4, -13.8,
                    -13.9, -23.3, -18.8, -38.1, -19.6, -33.9, -31.9, -38.2, -30.3};
    const int speakers[] = {2, 1, 1, 0, 0, 2, 2, 1, 1, 1, 0, 2, 0, 1, 2, 0, 0, 2};
    for (std::size_t i = 0; i < 18; ++i) rows.speakers[i] = "s" + std::to_string(speakers[i]);
    return rows;
}
const std::vector<double> kSmallTarget{2, 3, 5, 3, 4, 3, 4, 2, 4, 4, 4, 3, 4, 3, 4, 2, 3, 2};

struct Expected {
    double r, p, low, high;
};

}  // namespace

class TestCorrelationMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scipyValues_data();
    void scipyValues();
    void referenceCorrelations();
    void largeMapsAgreeWithSingleCorrelations();
    void heterogeneityByHand();
    void partialInClosedForm();
    void confoundsAreTakenOff();
    void missingValuesLeaveRowsOutOfTheirTargetAlone();
    void undefinedIsNeverZero();
    void oneUtterancePerSpeaker();
    void badInputIsNamed();
    void correctionsAndCriticalValues();
    void plantedUnitsAreFound();
    void nullUnitsAreNot();
    void permutationsByHand();
    void permutationsHoldTheirLevel();
    void permutationsDoNotDependOnThreads_data();
    void permutationsDoNotDependOnThreads();
    void shuffledLabelsDestroyEffects();
    void profilesByHand();
    void cancel();
};

void TestCorrelationMap::scipyValues_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("pooling");
    QTest::addColumn<int>("controls");
    QTest::addColumn<QList<double>>("expected");  // of each unit r, p, the interval
    const auto add = [](const char* name, CorrelationKind kind, SpeakerPooling pooling, int controls,
                        const QList<double>& expected) {
        QTest::newRow(name) << static_cast<int>(kind) << static_cast<int>(pooling) << controls << expected;
    };
    using enum CorrelationKind;
    using enum SpeakerPooling;
    add("raw", Pearson, Raw, 0,
        {0.4325991501, 0.07296470925, -0.04294427568, 0.7483306755, -0.01431879327, 0.9550305807, -0.4779934729, 0.4555969533});
    add("raw without both", Pearson, Raw, 2,
        {0.2942495687, 0.2686218058, -0.2358583086, 0.6893984905, -0.05677977483, 0.8345551392, -0.5373605351, 0.4516373567});
    add("centred", Pearson, Centred, 0,
        {0.8555017316, 2.386080749e-05, 0.6247297935, 0.9488302118, -0.01296060826, 0.9620042634, -0.5054188029, 0.4858662385});
    add("centred without duration", Pearson, Centred, 1,
        {0.8488089232, 6.293173211e-05, 0.5954599836, 0.9486055034, -0.0666623228, 0.813397638, -0.5598084737, 0.4613551686});
    add("speakers", Pearson, FisherZ, 0,
        {0.8676700722, 0.002143521042, 0.7854674471, 0.9197900396, -0.004192519047, 0.974434145, -0.4644404869, 0.457838549});
    add("speakers without duration", Pearson, FisherZ, 1,
        {0.8973590002, 0.02448627695, 0.4284904231, 0.9854768317, 0.06966908658, 0.7542898386, -0.6456401158, 0.7198579634});
    add("one", Pearson, One, 0,
        {0.8678742313, 0.0250325539, 0.1904608083, 0.9853915818, -0.1234614514, 0.8157487677, -0.8498688203, 0.7647223562});
    add("ranks", Spearman, Raw, 0,
        {0.4034409455, 0.0968710925, -0.09299964327, 0.7392271666, -0.06723210922, 0.790960695, -0.5287113913, 0.4249254246});
    add("ranks without both", Spearman, Raw, 2,
        {0.3378659791, 0.2005884799, -0.2050370126, 0.7217786652, -0.01685596241, 0.9505959926, -0.5201344887, 0.4951113192});
    add("ranks of centred", Spearman, Centred, 0,
        {0.8288493232, 7.242195934e-05, 0.5544490519, 0.9407020904, -0.1307746489, 0.6292745867, -0.598748783, 0.4037645779});
    add("ranks of centred without duration", Spearman, Centred, 1,
        {0.8321118158, 0.000119161952, 0.5458450547, 0.944423762, -0.1631152532, 0.5613421076, -0.633418571, 0.3951884845});
    add("speakers' ranks", Spearman, FisherZ, 0,
        {0.887229357, 0.00732268255, 0.7100065721, 0.9587586106, -0.02879139646, 0.689339348, -0.2884627369, 0.2348249644});
    add("speakers' ranks without duration", Spearman, FisherZ, 1,
        {0.9191770201, 0.01511086923, 0.6269845495, 0.9846474814, 0.1192844239, 0.5360524638, -0.5200519543, 0.6729531259});
    add("one by ranks", Spearman, One, 0,
        {0.8827348295, 0.01982041659, 0.2193590283, 0.9879539037, -0.1471224716, 0.7809085272, -0.865092122, 0.7685766661});
}

void TestCorrelationMap::scipyValues() {
    QFETCH(int, kind);
    QFETCH(int, pooling);
    QFETCH(int, controls);
    QFETCH(QList<double>, expected);
    const auto rows = smallRows();
    auto settings = settingsOf(static_cast<SpeakerPooling>(pooling));
    settings.kind = static_cast<CorrelationKind>(kind);
    settings.speaker = "s1";
    settings.partialDuration = controls > 0;
    settings.partialLevel = controls > 1;
    const auto map = mapsOf(rows, {{"valence", kSmallTarget, true}}, settings)[0];
    QCOMPARE(map.target, std::string("valence"));
    QVERIFY(map.derived);
    for (int u = 0; u < 2; ++u) {
        const auto unit = static_cast<std::size_t>(u);
        QVERIFY(near(map.r[unit], expected[4 * u]));
        QVERIFY(near(map.p[unit] / expected[4 * u + 1], 1.0, 1e-6));
        QVERIFY(near(map.low[unit], expected[4 * u + 2]));
        QVERIFY(near(map.high[unit], expected[4 * u + 3]));
    }
    const bool one = settings.pooling == SpeakerPooling::One;
    QCOMPARE(map.n, std::size_t(one ? 6 : 18));
    QCOMPARE(map.speakers, std::size_t(one ? 1 : 3));
    QVERIFY(map.speakersLeftOut.empty());
    if (settings.pooling == SpeakerPooling::FisherZ) {
        QCOMPARE(int(map.sameSign[0]), 3);
        QCOMPARE(int(map.sameSign[1]), settings.kind == CorrelationKind::Pearson ? 2 - controls : 1 + controls);
        QCOMPARE(map.heterogeneity[0], 0.0F);
    } else {
        QVERIFY(map.sameSign.empty() && map.heterogeneity.empty());
    }
}

void TestCorrelationMap::referenceCorrelations() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/stats");
    const auto input = NumberTable::read(folder / "input_X.csv");
    const auto target = NumberTable::read(folder / "input_y.csv").column("y_real");
    const auto expected = NumberTable::read(folder / "univariate.csv");
    core::Random random(1);
    MadeRows rows(input.values.rows, input.columns.size(), 2, random);
    rows.values = toFloat(input.values).values;
    for (const auto kind : {CorrelationKind::Pearson, CorrelationKind::Spearman}) {
        auto settings = settingsOf(SpeakerPooling::Raw);
        settings.kind = kind;
        const auto map = mapsOf(rows, {{"y", target, false}}, settings)[0];
        const bool pearsons = kind == CorrelationKind::Pearson;
        const auto r = expected.column(pearsons ? "pearson_r" : "spearman_rho");
        const auto p = expected.column(pearsons ? "pearson_p" : "spearman_p");
        for (std::size_t c = 0; c < 12; ++c) {
            const auto place =
                static_cast<std::size_t>(std::ranges::find(input.columns, "x" + std::to_string(c)) - input.columns.begin());
            QVERIFY2(near(map.r[place], r[c]), qPrintable(QString::number(c)));
            QVERIFY2(near(map.p[place], p[c]) && (std::isnan(p[c]) || std::abs(map.p[place] / p[c] - 1.0) < 1e-4),
                     qPrintable(QString::number(c)));
        }
    }
}

void TestCorrelationMap::largeMapsAgreeWithSingleCorrelations() {
    // More than one block of units, large means, which must cost no digits, and more rows than a segment.
    core::Random random(2);
    MadeRows rows(2500, 150, 4, random);
    const auto target = normals(2500, random);
    for (std::size_t u = 0; u < rows.units; ++u) {
        if (u % 3 == 0) rows.plant(u, target, 0.4, random);
        for (std::size_t i = 0; i < 2500 && u % 2 == 0; ++i) rows.at(i, u) += 500.0F;
        for (std::size_t i = 0; i < 2500 && u % 5 == 0; ++i) rows.at(i, u) = std::round(4.0F * rows.at(i, u));  // ties
    }
    for (const auto kind : {CorrelationKind::Pearson, CorrelationKind::Spearman}) {
        auto settings = settingsOf(SpeakerPooling::Raw);
        settings.kind = kind;
        const auto one = mapsOf(rows, {{"a", target, false}}, settings)[0];
        settings.threads = 3;
        const auto three = mapsOf(rows, {{"a", target, false}}, settings)[0];
        QVERIFY(std::memcmp(one.r.data(), three.r.data(), one.r.size() * sizeof(float)) == 0 && one.p == three.p);
        for (std::size_t u = 0; u < rows.units; ++u) {
            const auto alone =
                kind == CorrelationKind::Pearson ? pearson(rows.unit(u), target) : spearman(rows.unit(u), target);
            QVERIFY(near(one.r[u], alone.r) && near(one.p[u], alone.p, 1e-9));
        }
    }
}

void TestCorrelationMap::heterogeneityByHand() {
    // Speakers of unequal size whose effects differ; Q, I^2 and the mean from the maps of each speaker alone.
    core::Random random(3);
    MadeRows rows(220, 8, 1, random);
    const auto target = normals(220, random);
    const std::size_t sizes[] = {20, 50, 150};
    std::size_t next = 0;
    for (std::size_t s = 0; s < 3; ++s) {
        for (std::size_t k = 0; k < sizes[s]; ++k, ++next) {
            rows.speakers[next] = "s" + std::to_string(s);
            for (std::size_t u = 0; u < 4; ++u) rows.at(next, u) += static_cast<float>((s == 1 ? -0.8 : 0.9) * target[next]);
        }
    }
    const auto map = mapsOf(rows, {{"a", target, false}}, settingsOf(SpeakerPooling::FisherZ))[0];
    std::vector<CorrelationMap> alone;
    for (const char* speaker : {"s0", "s1", "s2"}) {
        auto settings = settingsOf(SpeakerPooling::One);
        settings.speaker = speaker;
        alone.push_back(mapsOf(rows, {{"a", target, false}}, settings)[0]);
        QVERIFY(near(alone.back().zError, 1.0 / std::sqrt(static_cast<double>(sizes[alone.size() - 1]) - 3.0), 1e-12));
    }
    for (std::size_t u = 0; u < rows.units; ++u) {
        double mean = 0.0;
        double weighted = 0.0;
        double weights = 0.0;
        for (std::size_t s = 0; s < 3; ++s) {
            const double z = std::atanh(static_cast<double>(alone[s].r[u]));
            mean += z / 3.0;
            weighted += (static_cast<double>(sizes[s]) - 3.0) * z;
            weights += static_cast<double>(sizes[s]) - 3.0;
        }
        double q = 0.0;
        int same = 0;
        for (std::size_t s = 0; s < 3; ++s) {
            const double z = std::atanh(static_cast<double>(alone[s].r[u]));
            q += (static_cast<double>(sizes[s]) - 3.0) * (z - weighted / weights) * (z - weighted / weights);
            same += z * mean > 0.0 ? 1 : 0;
        }
        QVERIFY(near(map.r[u], std::tanh(mean)));
        QVERIFY(near(map.heterogeneity[u], std::max(0.0, (q - 2.0) / q), 1e-4));
        QCOMPARE(int(map.sameSign[u]), same);
        if (u < 4) QVERIFY(map.heterogeneity[u] > 0.8F);
    }
    // Speakers that differ by chance alone: t with two degrees of freedom, errors of 1 / sqrt(n - 3).
    QVERIFY(
        near(map.critical, std::tanh(tCritical(0.05, 2.0) * std::sqrt(1.0 / 17.0 + 1.0 / 47.0 + 1.0 / 147.0) / 3.0), 1e-12));
}

void TestCorrelationMap::partialInClosedForm() {
    core::Random random(4);
    MadeRows rows(80, 5, 4, random);
    auto target = normals(80, random);
    for (std::size_t i = 0; i < 80; ++i) {
        target[i] += 0.3 * rows.seconds[i];
        rows.at(i, 0) += static_cast<float>(0.5 * rows.seconds[i] + 0.4 * target[i]);
        rows.at(i, 4) = static_cast<float>(2.0 * rows.seconds[i] + 1.0);  // nothing is left of it
    }
    auto settings = settingsOf(SpeakerPooling::Raw);
    settings.partialDuration = true;
    const auto map = mapsOf(rows, {{"a", target, false}}, settings)[0];
    const double yc = pearson(target, rows.seconds).r;
    for (std::size_t u = 0; u < 4; ++u) {
        const double xy = pearson(rows.unit(u), target).r;
        const double xc = pearson(rows.unit(u), rows.seconds).r;
        const double r = (xy - xc * yc) / std::sqrt((1.0 - xc * xc) * (1.0 - yc * yc));
        QVERIFY(near(map.r[u], r));
        QVERIFY(near(map.p[u], tTwoSided(r * std::sqrt(77.0 / (1.0 - r * r)), 77.0), 1e-9));
    }
    QVERIFY(std::isnan(map.r[4]) && std::isnan(map.p[4]));
    // A control that is constant takes nothing, nor does one that follows from the other.
    rows.levelDb.assign(80, -20.0);
    settings.partialLevel = true;
    QVERIFY(mapsOf(rows, {{"a", target, false}}, settings)[0].p[0] == map.p[0]);
    for (std::size_t i = 0; i < 80; ++i) rows.levelDb[i] = -3.0 * rows.seconds[i] - 10.0;
    QVERIFY(near(mapsOf(rows, {{"a", target, false}}, settings)[0].p[0], map.p[0], 1e-9));
}

void TestCorrelationMap::confoundsAreTakenOff() {
    // Speakers whose means go with the target, and nothing within them: only raw pooling sees an effect.
    core::Random random(5);
    MadeRows rows(400, 2, 8, random);
    auto target = normals(400, random);
    for (std::size_t i = 0; i < 400; ++i) {
        target[i] += static_cast<double>(i % 8);
        rows.at(i, 0) += static_cast<float>(i % 8);
    }
    const auto of = [&](SpeakerPooling pooling) { return mapsOf(rows, {{"a", target, false}}, settingsOf(pooling))[0]; };
    QVERIFY(of(SpeakerPooling::Raw).r[0] > 0.7F && of(SpeakerPooling::Raw).p[0] < 1e-20);
    QVERIFY(std::abs(of(SpeakerPooling::Centred).r[0]) < 0.15F && of(SpeakerPooling::Centred).p[0] > 0.01);
    QVERIFY(std::abs(of(SpeakerPooling::FisherZ).r[0]) < 0.15F && of(SpeakerPooling::FisherZ).p[0] > 0.01);
}

void TestCorrelationMap::missingValuesLeaveRowsOutOfTheirTargetAlone() {
    core::Random random(6);
    MadeRows rows(90, 3, 3, random);
    const auto whole = normals(90, random);
    auto gaps = whole;
    MadeRows fewer(0, 3, 3, random);
    std::vector<double> known;
    for (std::size_t i = 0; i < 90; ++i) {
        if (i % 4 == 1) {
            gaps[i] = kNone;
            continue;
        }
        known.push_back(whole[i]);
        fewer.speakers.push_back(rows.speakers[i]);
        fewer.values.insert(fewer.values.end(), &rows.at(i, 0), &rows.at(i, 0) + 3);
    }
    for (const auto pooling : {SpeakerPooling::Raw, SpeakerPooling::Centred, SpeakerPooling::FisherZ}) {
        const auto both = mapsOf(rows, {{"whole", whole, false}, {"gaps", gaps, false}}, settingsOf(pooling));
        const auto alone = mapsOf(rows, {{"whole", whole, false}}, settingsOf(pooling));
        const auto expected = mapsOf(fewer, {{"gaps", known, false}}, settingsOf(pooling));
        QVERIFY(both[0].r == alone[0].r && both[0].n == 90 && both[1].n == known.size());
        QVERIFY(both[1].r == expected[0].r && both[1].p == expected[0].p);
    }
}

void TestCorrelationMap::undefinedIsNeverZero() {
    core::Random random(7);
    MadeRows rows(43, 4, 4, random);
    auto target = normals(43, random);
    for (std::size_t i = 0; i < 43; ++i) {
        rows.speakers[i] = i < 3 ? "few" : "s" + std::to_string(i % 4);
        rows.at(i, 1) = 0.1F;                                                 // constant
        rows.at(i, 2) = rows.speakers[i] == "s2" ? 0.3F : rows.at(i, 2);      // constant in one speaker
        rows.at(i, 3) = static_cast<float>(rows.speakers[i].back()) + 0.01F;  // in each
        if (rows.speakers[i] == "s3") target[i] = 2.5;
    }
    auto settings = settingsOf(SpeakerPooling::FisherZ);
    settings.permutations = 20;
    const auto map = mapsOf(rows, {{"a", target, false}}, settings)[0];
    QCOMPARE(map.speakersLeftOut, (std::vector<std::string>{"few", "s3"}));
    QCOMPARE(map.speakers, std::size_t{3});
    QCOMPARE(map.n, std::size_t{30});
    for (const std::size_t u : {1, 3}) {
        QVERIFY(std::isnan(map.r[u]) && std::isnan(map.p[u]) && std::isnan(map.adjusted[u]) && std::isnan(map.permuted[u]));
        QVERIFY(std::isnan(map.low[u]) && std::isnan(map.high[u]) && std::isnan(map.heterogeneity[u]));
        QVERIFY(!map.counts(u, 0.9999));
    }
    QVERIFY(!std::isnan(map.r[2]) && map.p[2] <= 1.0 && map.permuted[2] <= 1.0);  // of two speakers
    const auto centred = mapsOf(rows, {{"a", target, false}}, settingsOf(SpeakerPooling::Centred))[0];
    QVERIFY(std::isnan(centred.r[1]) && std::isnan(centred.r[3]) && !std::isnan(centred.r[2]));
    auto one = settingsOf(SpeakerPooling::One);
    one.speaker = "few";
    const auto few = mapsOf(rows, {{"a", target, false}}, one)[0];
    QVERIFY(std::isnan(few.r[0]) && std::isnan(few.p[0]) && std::isnan(few.critical));
    QCOMPARE(few.speakersLeftOut, std::vector<std::string>{"few"});
    one.speaker = "s0";
    QVERIFY(!std::isnan(mapsOf(rows, {{"a", target, false}}, one)[0].r[0]));
}

void TestCorrelationMap::oneUtterancePerSpeaker() {
    core::Random random(8);
    MadeRows rows(6, 2, 6, random);
    const auto target = normals(6, random);
    for (const auto pooling : {SpeakerPooling::FisherZ, SpeakerPooling::Centred}) {
        auto settings = settingsOf(pooling);
        settings.permutations = 3;
        const auto map = mapsOf(rows, {{"a", target, false}}, settings)[0];
        QVERIFY(std::isnan(map.r[0]) && std::isnan(map.p[1]) && std::isnan(map.permuted[0]) && std::isnan(map.critical));
        QCOMPARE(map.speakersLeftOut.size(), std::size_t{6});
        QCOMPARE(map.n, std::size_t{0});
    }
    // One speaker with enough rows has an r, but nothing between speakers.
    MadeRows single(10, 2, 1, random);
    const auto map = mapsOf(single, {{"a", normals(10, random), false}}, settingsOf(SpeakerPooling::FisherZ))[0];
    QVERIFY(!std::isnan(map.r[0]) && std::isnan(map.p[0]) && std::isnan(map.low[0]) && std::isnan(map.heterogeneity[0]));
}

void TestCorrelationMap::badInputIsNamed() {
    core::Random random(9);
    MadeRows rows(20, 3, 2, random);
    const CorrelationTarget good{"valence", normals(20, random), false};
    const auto raw = settingsOf(SpeakerPooling::Raw);
    QCOMPARE(refusalOf(rows, {"valence", std::vector<double>(19, 1.0), false}, raw),
             "The target \"valence\" has 19 values for 20 rows of activations.");
    QCOMPARE(refusalOf(rows, {"valence", std::vector<double>(20, 1.0), false}, raw),
             "The target \"valence\" is the same for all recordings: nothing can correlate with it.");
    QCOMPARE(refusalOf(rows, {"valence", std::vector<double>(20, kNone), false}, raw),
             "The target \"valence\" is not known of any recording.");
    auto infinite = good;
    infinite.values[4] = HUGE_VAL;
    QCOMPARE(refusalOf(rows, infinite, raw), "The target \"valence\" is not a finite number in row 5.");
    auto one = settingsOf(SpeakerPooling::One);
    one.speaker = "s7";
    QCOMPARE(refusalOf(rows, good, one), "The activations have no row of the speaker s7.");
    one.speaker = "s1";
    auto flat = good;
    for (std::size_t i = 1; i < 20; i += 2) flat.values[i] = 1.0;
    QVERIFY(refusalOf(rows, flat, one).contains("s1"));
    for (std::size_t i = 1; i < 20; i += 2) flat.values[i] = kNone;
    QVERIFY(refusalOf(rows, flat, one).contains("not known of any recording of the speaker s1"));
    auto partial = raw;
    partial.partialLevel = true;
    rows.levelDb[2] = -HUGE_VAL;
    QVERIFY(refusalOf(rows, good, partial).startsWith("The level of row 3 is not a finite number"));
    rows.levelDb.clear();
    QVERIFY(refusalOf(rows, good, partial).contains("needs the level of each of 20 rows; there are 0"));
    auto wrong = raw;
    wrong.alpha = 0.0;
    QVERIFY(!refusalOf(rows, good, wrong).isEmpty());
    wrong = raw;
    wrong.permutations = -1;
    QVERIFY(!refusalOf(rows, good, wrong).isEmpty());
    wrong = raw;
    wrong.adjustByPermutations = true;
    QVERIFY(refusalOf(rows, good, wrong).startsWith("A correction by permutations needs some"));
    for (const float value : {std::nanf(""), -HUGE_VALF}) {
        rows.at(6, 1) = value;
        QVERIFY(refusalOf(rows, good, raw).startsWith("Unit 2 of row 7 (speaker s0) is not a finite number."));
    }
    rows.values.pop_back();
    QCOMPARE(refusalOf(rows, good, raw), "There are 59 activations, where 20 rows of 3 units were expected.");
    rows.speakers.clear();
    QVERIFY(!refusalOf(rows, good, raw).isEmpty());
}

void TestCorrelationMap::correctionsAndCriticalValues() {
    core::Random random(10);
    MadeRows rows(200, 60, 2, random);
    const std::vector<CorrelationTarget> targets{{"a", normals(200, random), false}, {"b", normals(200, random), false}};
    for (std::size_t u = 0; u < 10; ++u) rows.plant(u, targets[0].values, 0.25, random);
    auto settings = settingsOf(SpeakerPooling::Raw);
    settings.correction.reset();
    auto maps = mapsOf(rows, targets, settings);
    QVERIFY(maps[0].adjusted == maps[0].p);
    QVERIFY(near(maps[0].critical, 0.13878885391504073, 1e-9));  // n = 200: scipy.stats.t.isf(.025, 198) / sqrt(t^2 + 198)
    const auto p = maps[0].p;
    for (const auto correction : {Correction::Bonferroni, Correction::Holm, Correction::BenjaminiHochberg}) {
        settings.correction = correction;
        settings.familyOfAllTargets = false;
        maps = mapsOf(rows, targets, settings);
        QVERIFY(maps[0].adjusted == adjusted(p, correction));
        double least = 1.0;
        for (std::size_t u = 0; u < 60; ++u) {
            if (maps[0].adjusted[u] <= 0.05) least = std::min(least, std::abs(static_cast<double>(maps[0].r[u])));
        }
        QCOMPARE(maps[0].criticalCorrected, least);
        QVERIFY(least > maps[0].critical && least < 0.5);
        settings.familyOfAllTargets = true;
        const auto family = mapsOf(rows, targets, settings);
        auto all = p;
        all.insert(all.end(), maps[1].p.begin(), maps[1].p.end());
        const auto expected = adjusted(all, correction);
        QVERIFY(std::equal(expected.begin(), expected.begin() + 60, family[0].adjusted.begin()));
        QVERIFY(std::equal(expected.begin() + 60, expected.end(), family[1].adjusted.begin()));
        QVERIFY(std::isnan(family[1].criticalCorrected));
    }
}

void TestCorrelationMap::plantedUnitsAreFound() {
    // 40 units, of which 10 have |r| = 0.3 at n = 1000: all are found, and of those found at most 5 % are none.
    constexpr std::size_t kUnits = 40;
    constexpr std::size_t kPlanted = 10;
    core::Random random(11);
    double falseShare = 0.0;
    for (int repetition = 0; repetition < 200; ++repetition) {
        MadeRows rows(1000, kUnits, 1, random);
        const auto target = normals(1000, random);
        for (std::size_t u = 0; u < kPlanted; ++u) rows.plant(u, target, u % 2 == 0 ? 0.3 : -0.3, random);
        const auto map = mapsOf(rows, {{"a", target, false}}, settingsOf(SpeakerPooling::Raw))[0];
        double found = 0.0;
        double wrong = 0.0;
        for (std::size_t u = 0; u < kUnits; ++u) {
            const bool counts = map.counts(u, 0.05);
            if (u < kPlanted) {
                QVERIFY(counts);
                QVERIFY(std::abs(std::abs(map.r[u]) - 0.3F) < 0.15F);
                QCOMPARE(map.r[u] > 0.0F, u % 2 == 0);
            }
            found += counts ? 1.0 : 0.0;
            wrong += counts && u >= kPlanted ? 1.0 : 0.0;
        }
        falseShare += wrong / found / 200.0;
    }
    qInfo("false discoveries: %.4f", falseShare);
    QVERIFY2(falseShare <= 0.05, qPrintable(QString::number(falseShare)));
    QVERIFY2(falseShare > 0.02, "the correction gives power away");
}

void TestCorrelationMap::nullUnitsAreNot() {
    // p values are even in every pooling; after correction a map without effects counts something in 5 % of cases.
    core::Random random(12);
    for (const auto pooling : {SpeakerPooling::Raw, SpeakerPooling::Centred, SpeakerPooling::FisherZ}) {
        auto settings = settingsOf(pooling);
        settings.partialDuration = pooling == SpeakerPooling::Centred;
        double low = 0.0;
        int any = 0;
        for (int repetition = 0; repetition < 60; ++repetition) {
            MadeRows rows(60, 100, 6, random);
            const auto map = mapsOf(rows, {{"a", normals(60, random), false}}, settings)[0];
            for (const double p : map.p) low += p < 0.05 ? 1.0 : 0.0;
            any += std::isnan(map.criticalCorrected) ? 0 : 1;
        }
        QVERIFY2(std::abs(low / 6000.0 - 0.05) < 0.0125, qPrintable(QString::number(low / 6000.0)));  // four deviations
        QVERIFY2(any <= 9, qPrintable(QString::number(any)));
    }
}

void TestCorrelationMap::permutationsByHand() {
    // One speaker of five rows and one unit: all 120 orders can be counted.
    core::Random random(13);
    MadeRows rows(5, 1, 1, random);
    const auto target = normals(5, random);
    std::vector<std::size_t> order{0, 1, 2, 3, 4};
    const double own = std::abs(pearson(rows.unit(0), target).r);
    double asFar = 0.0;
    do {
        std::vector<double> moved;
        for (const std::size_t i : order) moved.push_back(target[i]);
        asFar += std::abs(pearson(rows.unit(0), moved).r) >= own - 1e-9 ? 1.0 : 0.0;
    } while (std::next_permutation(order.begin(), order.end()));
    for (const auto pooling : {SpeakerPooling::Raw, SpeakerPooling::FisherZ}) {
        auto settings = settingsOf(pooling);
        settings.permutations = 20000;
        const double p = mapsOf(rows, {{"a", target, false}}, settings)[0].permuted[0];
        QVERIFY2(std::abs(p - asFar / 120.0) < 0.015, qPrintable(QString("%1 %2").arg(p).arg(asFar / 120.0)));
        settings.permutations = 99;
        QVERIFY(std::abs(mapsOf(rows, {{"a", target, false}}, settings)[0].permuted[0] * 100.0 -
                         std::round(mapsOf(rows, {{"a", target, false}}, settings)[0].permuted[0] * 100.0)) < 1e-9);
    }
    // An effect that no order of the labels reaches: the smallest p there is, also corrected for many units and both targets.
    MadeRows strong(200, 100, 4, random);
    const auto effect = normals(200, random);
    strong.plant(70, effect, 0.8, random);
    for (const auto pooling : {SpeakerPooling::Raw, SpeakerPooling::Centred, SpeakerPooling::FisherZ}) {
        auto settings = settingsOf(pooling);
        settings.permutations = 199;
        settings.partialLevel = true;
        const std::vector<CorrelationTarget> targets{{"a", effect, false}, {"b", normals(200, random), false}};
        const auto single = mapsOf(strong, targets, settings);
        settings.familyOfAllTargets = true;
        const auto family = mapsOf(strong, targets, settings);
        QCOMPARE(family[0].permuted[70], 1.0 / 200.0);
        QVERIFY(*std::ranges::min_element(family[1].permuted) > 0.01);
        for (std::size_t u = 0; u < 100; ++u) QVERIFY(family[1].permuted[u] >= single[1].permuted[u]);
        // What counts follows them where that is asked for.
        settings.adjustByPermutations = true;
        const auto followed = mapsOf(strong, targets, settings);
        QVERIFY(followed[0].adjusted == family[0].permuted && followed[1].adjusted == family[1].permuted);
        QVERIFY(followed[0].p == family[0].p);
        QVERIFY(followed[0].counts(70, 0.05) && followed[0].criticalCorrected <= std::abs(followed[0].r[70]));
        QVERIFY(std::isnan(followed[1].criticalCorrected));
    }
}

void TestCorrelationMap::permutationsHoldTheirLevel() {
    // The smallest p of a map without effects is even: at most 5 % is reached in 5 % of 120 cases, deviation 2.4.
    core::Random random(14);
    for (const auto pooling : {SpeakerPooling::Centred, SpeakerPooling::FisherZ}) {
        int low = 0;
        int half = 0;
        for (int repetition = 0; repetition < 120; ++repetition) {
            MadeRows rows(60, 64, 3, random);
            auto settings = settingsOf(pooling);
            settings.permutations = 99;
            settings.partialDuration = true;
            settings.seed = static_cast<std::uint64_t>(repetition);
            const auto map = mapsOf(rows, {{"a", normals(60, random), false}}, settings)[0];
            const double least = *std::ranges::min_element(map.permuted);
            low += least <= 0.05 ? 1 : 0;
            half += least <= 0.5 ? 1 : 0;
        }
        QVERIFY2(low <= 13, qPrintable(QString::number(low)));
        QVERIFY2(half > 42 && half < 78, qPrintable(QString::number(half)));
    }
}

void TestCorrelationMap::permutationsDoNotDependOnThreads_data() {
    QTest::addColumn<int>("pooling");
    QTest::newRow("centred") << static_cast<int>(SpeakerPooling::Centred);
    QTest::newRow("speakers") << static_cast<int>(SpeakerPooling::FisherZ);
    QTest::newRow("raw") << static_cast<int>(SpeakerPooling::Raw);
}

void TestCorrelationMap::permutationsDoNotDependOnThreads() {
    QFETCH(int, pooling);
    core::Random random(15);
    MadeRows rows(2100, 70, 2, random);
    const std::vector<CorrelationTarget> targets{{"a", normals(2100, random), false}, {"b", normals(2100, random), false}};
    auto settings = settingsOf(static_cast<SpeakerPooling>(pooling));
    settings.permutations = 61;
    const auto one = mapsOf(rows, targets, settings);
    settings.threads = 3;
    const auto three = mapsOf(rows, targets, settings);
    QVERIFY(one[0].permuted == three[0].permuted && one[1].permuted == three[1].permuted);
    settings.seed = 2;
    QVERIFY(one[0].permuted != mapsOf(rows, targets, settings)[0].permuted);
}

void TestCorrelationMap::shuffledLabelsDestroyEffects() {
    core::Random random(16);
    MadeRows rows(400, 20, 4, random);
    auto target = normals(400, random);
    for (std::size_t u = 0; u < 10; ++u) rows.plant(u, target, 0.5, random);
    target[17] = kNone;
    for (const auto pooling : {SpeakerPooling::Raw, SpeakerPooling::FisherZ}) {
        auto settings = settingsOf(pooling);
        const auto real = mapsOf(rows, {{"a", target, false}}, settings)[0];
        settings.shuffledLabels = true;
        const auto control = mapsOf(rows, {{"a", target, false}}, settings)[0];
        QCOMPARE(control.n, std::size_t{399});
        for (std::size_t u = 0; u < 10; ++u) QVERIFY(real.r[u] > 0.35F && std::abs(control.r[u]) < 0.25F);
        QVERIFY(control.r == mapsOf(rows, {{"a", target, false}}, settings)[0].r);
        settings.seed = 2;
        QVERIFY(control.r != mapsOf(rows, {{"a", target, false}}, settings)[0].r);
    }
}

void TestCorrelationMap::profilesByHand() {
    CorrelationMap map;
    map.r = {0.5F, -0.25F, std::nanf(""), 0.125F, std::nanf("")};
    map.adjusted = {0.01, 0.2, kNone, 0.05, kNone};
    const std::vector<std::int64_t> widths{3, 1, 1};
    const auto profiles = layerProfiles(map, widths, 0.05);
    QCOMPARE(profiles.size(), std::size_t{3});
    QCOMPARE(profiles[0].meanR, 0.375);
    QCOMPARE(profiles[0].largestR, 0.5);
    QCOMPARE(profiles[0].share, 0.5);
    QCOMPARE(profiles[0].defined, std::size_t{2});
    QCOMPARE(profiles[1].share, 1.0);
    QVERIFY(std::isnan(profiles[2].meanR) && std::isnan(profiles[2].largestR) && std::isnan(profiles[2].share));
}

void TestCorrelationMap::cancel() {
    core::Random random(17);
    MadeRows rows(300, 200, 3, random);
    const std::vector<CorrelationTarget> targets{{"a", normals(300, random), false}};
    auto settings = settingsOf(SpeakerPooling::FisherZ);
    std::stop_source stop;
    stop.request_stop();
    core::Progress stopped(stop.get_token());
    QCOMPARE(correlationMaps(rows.rows(), targets, settings, stopped).error().kind, core::ErrorKind::Cancelled);
    // While permutations run.
    settings.permutations = 2000000;
    std::stop_source later;
    core::Progress asked(later.get_token(), [&](double fraction, const core::Text&) {
        if (fraction > 0.1) later.request_stop();
    });
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(correlationMaps(rows.rows(), targets, settings, asked).error().kind, core::ErrorKind::Cancelled);
    QVERIFY(timer.elapsed() < 5000 * kPatience);
}

QTEST_GUILESS_MAIN(TestCorrelationMap)
#include "TestCorrelationMap.moc"
