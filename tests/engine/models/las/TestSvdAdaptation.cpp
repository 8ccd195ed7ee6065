// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include "engine/models/las/SvdAdaptation.h"
#include "engine/nn/ModuleState.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using torch::Tensor;

/// Dense layers as products of two: what is kept, what is lost, what is refused.
class TestSvdAdaptation : public QObject {
    Q_OBJECT

private:
    static models::LasSettings small() {
        models::LasSettings settings;
        settings.inputs = 4;
        settings.cells = 5;
        settings.embedding = 3;
        settings.attention = 4;
        settings.decoder = 6;
        settings.symbols = 7;
        return settings;
    }
    static Tensor logitsOf(models::LasNetwork network, const Tensor& features) {
        const torch::NoGradGuard noGrad;
        return network->forward(features, {}, torch::tensor({{3L, 5L, 4L, 2L}}).expand({2, 4})).logits;
    }
    static double apart(const Tensor& a, const Tensor& b) { return (a - b).abs().max().item<double>(); }

private Q_SLOTS:
    void fullRankChangesNothing() {
        const auto network = models::makeLasNetwork(small(), 3);
        torch::manual_seed(1);
        const auto features = torch::randn({2, 14, 4});
        const auto before = logitsOf(network, features);
        const auto adapted = models::adaptBySvd(network, 10);
        PROSOSCOPE_VERIFY(adapted);
        QVERIFY(apart(logitsOf(adapted->network, features), before) < 1e-5);
        for (const auto& layer : adapted->layers) QVERIFY(layer.relativeError < 1e-6);
        QCOMPARE(adapted->network->settings().rank, std::int64_t{10});
        QVERIFY(apart(logitsOf(network, features), before) == 0.0);
        // The halves are to be learnt further.
        QVERIFY(adapted->network->listener->fc1->first.requires_grad() &&
                adapted->network->listener->fc1->second.requires_grad());
    }

    /// What is lost is what the singular values say (Eckart and Young), and falls as the rank grows.
    void losesTheSmallestValues() {
        const auto network = models::makeLasNetwork(small(), 4);
        double last = 1.0;
        for (std::int64_t rank = 1; rank <= 10; ++rank) {
            const auto adapted = models::adaptBySvd(network, rank);
            PROSOSCOPE_VERIFY(adapted);
            QCOMPARE(adapted->layers.size(), std::size_t{2});
            const auto& layer = adapted->layers[1];
            QCOMPARE(layer.name, std::string("fc2"));
            QCOMPARE(layer.singularValues.size(), std::size_t{10});
            QVERIFY(std::is_sorted(layer.singularValues.rbegin(), layer.singularValues.rend()));
            double lost = 0.0;
            double whole = 0.0;
            for (std::size_t i = 0; i < 10; ++i) {
                const double square = layer.singularValues[i] * layer.singularValues[i];
                whole += square;
                if (static_cast<std::int64_t>(i) >= rank) lost += square;
            }
            QVERIFY(std::abs(layer.relativeError - std::sqrt(lost / whole)) < 1e-9);
            QVERIFY(layer.relativeError < last);
            last = layer.relativeError;
            const auto& weight = network->listener->fc2->weight;
            const double measured = ((layer.product.t() - weight).norm() / weight.norm()).item<double>();
            QVERIFY(std::abs(measured - layer.relativeError) < 1e-6);
            QCOMPARE(layer.denseWeights(), std::int64_t{200});
            QCOMPARE(layer.factoredWeights(rank), rank * 30);
            QCOMPARE(adapted->before.model - adapted->after.model, 2 * (200 - rank * 30));
            QCOMPARE(adapted->before.listener - adapted->after.listener, 2 * (200 - rank * 30));
        }
    }

    /// The figures of the specification: rank 256 saves 262,144 weights of the published network.
    void savesWhatThePaperSays() {
        const auto adapted = models::adaptBySvd(models::makeLasNetwork({}, 1), 256);
        PROSOSCOPE_VERIFY(adapted);
        QCOMPARE(adapted->before.model - adapted->after.model, std::int64_t{262'144});
    }

    void isStoredAndLoaded() {
        const auto adapted = models::adaptBySvd(models::makeLasNetwork(small(), 6), 3);
        PROSOSCOPE_VERIFY(adapted);
        const auto settings = models::checkedLasSettings(adapted->network->settings().values(), 7);
        PROSOSCOPE_VERIFY(settings);
        auto again = models::makeLasNetwork(*settings, 1);
        PROSOSCOPE_VERIFY(nn::loadState(*again, nn::stateOf(*adapted->network), "state"));
        const auto features = torch::ones({2, 9, 4});
        QVERIFY(torch::equal(logitsOf(again, features), logitsOf(adapted->network, features)));
    }

    void refusesWhatCannotBe() {
        const auto network = models::makeLasNetwork(small(), 5);
        for (const std::int64_t rank : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{11}, std::int64_t{1} << 40}) {
            const auto refused = models::adaptBySvd(network, rank);
            QVERIFY(!refused);
            const auto sentence = refused.error().message();
            QVERIFY(sentence.find(std::to_string(rank)) != std::string::npos && sentence.find("10") != std::string::npos);
        }
        const auto once = models::adaptBySvd(network, 4);
        PROSOSCOPE_VERIFY(once);
        QVERIFY(!models::adaptBySvd(once->network, 3));
        auto broken = models::makeLasNetwork(small(), 5);
        {
            const torch::NoGradGuard noGrad;
            broken->listener->fc1->weight.fill_(std::nan(""));
        }
        QVERIFY(!models::adaptBySvd(broken, 3));
    }
};

QTEST_GUILESS_MAIN(TestSvdAdaptation)
#include "TestSvdAdaptation.moc"
