// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>

#include "engine/learn/Products.h"
#include "engine/learn/Svm.h"
#include "tests/TestSupport.h"
#include "tests/engine/learn/LearnSupport.h"

using namespace prososcope;
using namespace prososcope::learn;
using Kind = SvmSettings::Kind;

namespace {

/// The reference's rows: standardised, without the constant column and its neighbour; the first 42 are for training.
struct ReferenceRows {
    Matrix<float> rows;
    std::vector<int> labels;
    static constexpr std::size_t kTrain = 42;

    explicit ReferenceRows(const std::filesystem::path& folder) {
        const auto all = NumberTable::read(folder / "standardised_X.csv").values;
        rows = toFloat(columnsOf(all.view(), std::vector<std::size_t>{0, 1, 4, 5, 6, 7, 8, 9, 10, 11}));
        for (const double label : NumberTable::read(folder / "input_y.csv").column("y_class"))
            labels.push_back(static_cast<int>(label));
    }
    [[nodiscard]] TrainingRows training(int classes) const {
        return {{rows.values.data(), kTrain, rows.columns}, std::span(labels).first(kTrain), classes, {}};
    }
};

TrainingRows trainingOf(const LabelledRows& clouds, int classes) {
    return {clouds.rows.view(), clouds.labels, classes, clouds.speakers};
}

double accuracy(const std::vector<int>& predicted, const std::vector<int>& labels) {
    double right = 0.0;
    for (std::size_t i = 0; i < labels.size(); ++i) right += predicted[i] == labels[i] ? 1.0 : 0.0;
    return right / static_cast<double>(labels.size());
}

}  // namespace

class TestSvm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void productsAreExact();
    void referenceDecisions_data();
    void referenceDecisions();
    void referenceOneAgainstRest();
    void twoPointsByHand();
    void balancedCosts();
    void plantedAndNullEffects();
    void gridChoosesBySpeakers();
    void threadsGiveTheSameBits();
    void storedAndRead();
    void badInputIsNamed();
    void cancelLeavesTheModel();
};

void TestSvm::productsAreExact() {
    core::Random random(1);
    core::Progress silent;
    for (const auto& [rows, columns] : {std::pair<std::size_t, std::size_t>{1, 1}, {50, 7}, {101, 1030}}) {
        Matrix<double> a(rows, columns);
        Matrix<float> exact(rows, columns);  // small whole numbers: every sum is exact
        for (double& value : a.values) value = random.normal();
        for (float& value : exact.values) value = static_cast<float>(random.below(9)) - 4.0F;
        const auto gram = gramMatrix(a.view(), 2, silent);
        const auto both = products(exact.view(), exact.view(), 1, silent);
        PROSOSCOPE_VERIFY(gram);
        PROSOSCOPE_VERIFY(both);
        for (std::size_t i = 0; i < rows; ++i) {
            for (std::size_t j = 0; j < rows; ++j) {
                QVERIFY(std::abs(gram->at(i, j) - std::inner_product(a.row(i).begin(), a.row(i).end(), a.row(j).begin(), 0.0)) <
                        1e-11 * static_cast<double>(columns));
                QCOMPARE(both->at(i, j),
                         std::inner_product(exact.row(i).begin(), exact.row(i).end(), exact.row(j).begin(), 0.0F));
            }
        }
    }
}

void TestSvm::referenceDecisions_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("cost");
    QTest::addColumn<double>("gamma");
    QTest::newRow("linear_C1") << static_cast<int>(Kind::Linear) << 1.0 << 0.0;
    QTest::newRow("rbf_C1_scale") << static_cast<int>(Kind::Rbf) << 1.0 << 0.0;
    QTest::newRow("rbf_C10_g01") << static_cast<int>(Kind::Rbf) << 10.0 << 0.1;
}

void TestSvm::referenceDecisions() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/stats");
    QFETCH(int, kind);
    QFETCH(double, cost);
    QFETCH(double, gamma);
    const std::string name = "svc_" + std::string(QTest::currentDataTag());
    const ReferenceRows reference(folder);
    const auto expected = NumberTable::read(folder / (name + "_ovo_decision.csv"));
    const auto info = NumberTable::read(folder / (name + "_info.csv")).column("value");
    Svm svm({.kind = static_cast<Kind>(kind), .costs = {cost}, .gammas = {gamma}, .balanced = false, .tolerance = 1e-8});
    core::Progress silent;
    PROSOSCOPE_VERIFY(svm.fit(reference.training(4), silent));
    QCOMPARE(static_cast<double>(svm.supportVectors()), info[0]);
    if (kind == static_cast<int>(Kind::Rbf)) QVERIFY(std::abs(svm.chosen().gamma - info[1]) < 1e-6);
    const auto decisions = svm.decisions(reference.rows.view(), silent);
    const auto predicted = svm.predict(reference.rows.view(), silent);
    PROSOSCOPE_VERIFY(decisions);
    PROSOSCOPE_VERIFY(predicted);
    double worst = 0.0;
    for (std::size_t i = 0; i < decisions->rows; ++i) {
        for (std::size_t k = 0; k < 6; ++k)
            worst = std::max(worst, std::abs(decisions->at(i, k) - expected.values.at(i, k + 1)));
    }
    qInfo("largest difference of a decision %.2g", worst);
    QVERIFY(worst < 1e-4);
    // Where several classes have most votes, LIBSVM takes the first of them and the scores decide here.
    const auto labels = expected.column("pred");
    int other = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) other += (*predicted)[i] == static_cast<int>(labels[i]) ? 0 : 1;
    QVERIFY2(other <= 3, qPrintable(QString::number(other)));
}

void TestSvm::referenceOneAgainstRest() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/stats");
    const ReferenceRows reference(folder);
    const auto expected = NumberTable::read(folder / "linearsvc_C1_decision.csv").values;
    Svm svm({.kind = Kind::LinearRest, .costs = {1.0}, .balanced = false, .tolerance = 1e-8});
    core::Progress silent;
    PROSOSCOPE_VERIFY(svm.fit(reference.training(4), silent));
    const auto decisions = svm.decisions(reference.rows.view(), silent);
    PROSOSCOPE_VERIFY(decisions);
    double worst = 0.0;
    for (std::size_t i = 0; i < decisions->rows; ++i) {
        for (std::size_t k = 0; k < 4; ++k) worst = std::max(worst, std::abs(decisions->at(i, k) - expected.at(i, k + 1)));
    }
    qInfo("largest difference of a decision %.2g", worst);
    QVERIFY(worst < 1e-4);
}

void TestSvm::twoPointsByHand() {
    // At -1 and 3 with a large cost the margin is the gap: f(x) = (x - 1) / 2 for the upper class, so -(x - 1) / 2 for class 0.
    Matrix<float> rows(2, 1);
    rows.values = {-1.0F, 3.0F};
    const std::vector<int> labels{0, 1};
    core::Progress silent;
    Svm svm({.costs = {100.0}, .balanced = false, .tolerance = 1e-8});
    PROSOSCOPE_VERIFY(svm.fit({rows.view(), labels, 2, {}}, silent));
    const auto decisions = svm.decisions(rows.view(), silent);
    QVERIFY(std::abs(decisions->at(0, 0) - 1.0) < 1e-6);
    QVERIFY(std::abs(decisions->at(1, 0) + 1.0) < 1e-6);
    QCOMPARE(*svm.predict(rows.view(), silent), labels);
}

void TestSvm::balancedCosts() {
    // 45 against 5 of overlapping clouds: equal weights for the classes find more of the rare one.
    auto clouds = makeClouds(400, 2, 2, 1.0, 3);
    std::vector<std::size_t> kept;
    std::size_t rare = 0;
    for (std::size_t i = 0; i < 400; ++i) {
        if (clouds.labels[i] == 0 || ++rare <= 20) kept.push_back(i);
    }
    const auto rows = rowsOf(clouds.rows.view(), kept);
    std::vector<int> labels;
    for (const std::size_t i : kept) labels.push_back(clouds.labels[i]);
    core::Progress silent;
    for (const Kind kind : {Kind::Linear, Kind::LinearRest}) {
        std::size_t found[2] = {0, 0};
        for (const bool balanced : {false, true}) {
            Svm svm({.kind = kind, .balanced = balanced});
            PROSOSCOPE_VERIFY(svm.fit({rows.view(), labels, 2, {}}, silent));
            const auto predicted = svm.predict(rows.view(), silent);
            for (std::size_t i = 0; i < labels.size(); ++i) found[balanced ? 1 : 0] += labels[i] == 1 && (*predicted)[i] == 1;
        }
        QVERIFY(found[1] > found[0] + 5);
    }
}

void TestSvm::plantedAndNullEffects() {
    core::Progress silent;
    for (const Kind kind : {Kind::Linear, Kind::Rbf, Kind::LinearRest}) {
        for (const double apart : {2.5, 0.0}) {
            const auto train = makeClouds(300, 8, 4, apart, 5);
            const auto test = makeClouds(400, 8, 4, apart, 6);
            Svm svm({.kind = kind, .threads = 2});
            PROSOSCOPE_VERIFY(svm.fit(trainingOf(train, 4), silent));
            const auto predicted = svm.predict(test.rows.view(), silent);
            const double right = accuracy(*predicted, test.labels);
            if (apart > 0.0) QVERIFY(right > 0.9);
            // Chance is .25 with a deviation of .022.
            if (apart == 0.0) QVERIFY(std::abs(right - 0.25) < 0.09);
        }
    }
}

void TestSvm::gridChoosesBySpeakers() {
    // Columns that only tell the speaker, whose class is fixed: useless for others, so the grid must not see them as a success.
    core::Random random(8);
    LabelledRows rows{Matrix<float>(200, 20), {}, {}};
    for (std::size_t i = 0; i < 200; ++i) {
        const std::size_t speaker = i % 20;
        rows.labels.push_back(static_cast<int>(speaker % 2));
        rows.speakers.push_back("s" + std::to_string(speaker));
        for (std::size_t c = 0; c < 20; ++c)
            rows.rows.at(i, c) = static_cast<float>((c == speaker ? 5.0 : 0.0) + 0.1 * random.normal());
    }
    core::Progress silent;
    Svm svm({.costs = {1.0, 0.01, 0.1}, .threads = 2});
    PROSOSCOPE_VERIFY(svm.fit(trainingOf(rows, 2), silent));
    QCOMPARE(svm.grid().size(), std::size_t{3});
    for (const auto& choice : svm.grid()) QVERIFY(choice.uar < 0.75);
    QVERIFY(accuracy(*svm.predict(rows.rows.view(), silent), rows.labels) > 0.95);

    // Everything is right at any cost: the smallest is taken.
    const auto easy = makeClouds(120, 4, 2, 12.0, 9);
    for (const Kind kind : {Kind::Linear, Kind::LinearRest}) {
        Svm chosen({.kind = kind, .costs = {10.0, 0.5, 1.0}});
        PROSOSCOPE_VERIFY(chosen.fit(trainingOf(easy, 2), silent));
        QCOMPARE(chosen.chosen().cost, 0.5);
        QCOMPARE(chosen.chosen().uar, 1.0);
    }
    // A ring around a cloud: only a kernel with a gamma of that size tells them apart.
    LabelledRows ring{Matrix<float>(200, 2), {}, {}};
    for (std::size_t i = 0; i < 200; ++i) {
        const double angle = random.uniform(0.0, 6.283185307);
        const double radius = i % 2 == 0 ? random.uniform(0.0, 1.0) : random.uniform(2.0, 3.0);
        ring.rows.at(i, 0) = static_cast<float>(radius * std::cos(angle));
        ring.rows.at(i, 1) = static_cast<float>(radius * std::sin(angle));
        ring.labels.push_back(static_cast<int>(i % 2));
        ring.speakers.push_back("s" + std::to_string(i % 8));
    }
    Svm kernel({.kind = Kind::Rbf, .costs = {1.0, 10.0}, .gammas = {1e-6, 0.5}, .innerFolds = 4});
    PROSOSCOPE_VERIFY(kernel.fit(trainingOf(ring, 2), silent));
    QCOMPARE(kernel.chosen().gamma, 0.5);
    QVERIFY(kernel.chosen().uar > 0.97);
}

void TestSvm::threadsGiveTheSameBits() {
    const auto clouds = makeClouds(150, 300, 4, 0.7, 2);
    core::Progress silent;
    for (const Kind kind : {Kind::Linear, Kind::Rbf, Kind::LinearRest}) {
        std::vector<double> first;
        for (const int threads : {1, 2, 2}) {
            Svm svm({.kind = kind, .costs = {0.001, 0.01}, .innerFolds = 3, .threads = threads});
            PROSOSCOPE_VERIFY(svm.fit(trainingOf(clouds, 4), silent));
            const auto values = svm.decisions(clouds.rows.view(), silent)->values;
            if (first.empty()) first = values;
            QCOMPARE(values, first);
        }
    }
}

void TestSvm::storedAndRead() {
    QTemporaryDir folder;
    const auto path = toPath(folder.filePath("model.safetensors"));
    const auto clouds = makeClouds(100, 6, 3, 2.0, 4);
    const auto standardiser = Standardiser::fit(clouds.rows.view(), 5.0);
    core::Progress silent;
    for (const Kind kind : {Kind::Linear, Kind::Rbf, Kind::LinearRest}) {
        Svm svm({.kind = kind});
        PROSOSCOPE_VERIFY(svm.fit(trainingOf(clouds, 5), silent));  // two classes never occur
        PROSOSCOPE_VERIFY(saveClassifier(path, svm, &*standardiser));
        const auto stored = loadClassifier(path);
        PROSOSCOPE_VERIFY(stored);
        QCOMPARE(stored->classifier->classes(), 5);
        QCOMPARE(stored->standardiser->means(), standardiser->means());
        QCOMPARE(stored->standardiser->bound(), 5.0);
        QCOMPARE(stored->classifier->scores(clouds.rows.view(), silent)->values,
                 svm.scores(clouds.rows.view(), silent)->values);
    }
    PROSOSCOPE_VERIFY(core::writeFile(path, "no model"));
    QVERIFY(!loadClassifier(path));
    QVERIFY(!Svm::restore({"svm", {}, {}}));
}

void TestSvm::badInputIsNamed() {
    core::Progress silent;
    auto clouds = makeClouds(20, 3, 2, 1.0, 1, 4);
    Svm svm({.costs = {1.0, 2.0}});
    const auto message = [&](const TrainingRows& training) {
        const auto status = svm.fit(training, silent);
        return status ? QString() : QString::fromStdString(status.error().message());
    };
    QCOMPARE(message(trainingOf(clouds, 2)),
             "5 folds inside the training part need as many speakers, but there are 4. Set fewer folds.");
    QCOMPARE(message({clouds.rows.view(), std::vector<int>(20, 1), 2, clouds.speakers}),
             "All rows to learn from are of one class; at least two are needed.");
    QCOMPARE(message({clouds.rows.view(), std::vector<int>(19, 1), 2, {}}), "There are 20 rows of features but 19 labels.");
    QVERIFY(message(trainingOf(clouds, 1)).contains("but there are 1 classes"));
    QVERIFY(!Svm({.costs = {0.0}}).fit(trainingOf(clouds, 2), silent));
    QVERIFY(!Svm({.costs = {}}).fit(trainingOf(clouds, 2), silent));
    PROSOSCOPE_VERIFY(Svm({.costs = {1.0}}).fit(trainingOf(clouds, 2), silent));
    clouds.rows.at(4, 1) = std::nanf("");
    QVERIFY(message(trainingOf(clouds, 2)).contains("Row 5, column 2"));
}

void TestSvm::cancelLeavesTheModel() {
    const auto clouds = makeClouds(200, 40, 4, 1.0, 7);
    core::Progress silent;
    Svm svm({.costs = {0.1, 1.0}});
    PROSOSCOPE_VERIFY(svm.fit(trainingOf(clouds, 4), silent));
    const auto before = svm.decisions(clouds.rows.view(), silent)->values;
    std::stop_source stop;
    core::Progress progress(stop.get_token(), [&](double, const core::Text&) { stop.request_stop(); });
    const auto other = makeClouds(200, 40, 4, 2.0, 8);
    const auto status = svm.fit(trainingOf(other, 4), progress);
    QVERIFY(!status);
    QCOMPARE(status.error().kind, core::ErrorKind::Cancelled);
    QCOMPARE(svm.decisions(clouds.rows.view(), silent)->values, before);
}

QTEST_GUILESS_MAIN(TestSvm)
#include "TestSvm.moc"
