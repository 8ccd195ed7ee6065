// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include "engine/nn/FusedAdam.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using torch::Tensor;

/// The steps against torch's own optimiser, and what is stored of them.
class TestFusedAdam : public QObject {
    Q_OBJECT

private:
    static std::vector<Tensor> weights() {
        const auto generator = at::make_generator<at::CPUGeneratorImpl>(1);
        std::vector<Tensor> made{torch::randn({37, 20}, generator), torch::randn({37}, generator),
                                 torch::randn({5}, generator)};
        for (auto& weight : made) weight.set_requires_grad(true);
        return made;
    }
    /// Gradients of one step; the last weight has none at the first.
    static void backward(const std::vector<Tensor>& w, int step) {
        auto loss = ((w[0] * 0.1).sum(1) + w[1]).square().sum() * (1.0 + step);
        if (step > 0) loss = loss + w[2].pow(4).sum();
        loss.backward();
    }
    static nn::FusedAdam adamOf(const std::vector<Tensor>& w, double first = 0.9) {
        nn::FusedAdam::Decays decays;
        decays.first = first;
        return nn::FusedAdam({{"a", w[0]}, {"b", w[1]}, {"c", w[2]}}, decays);
    }
    static double apart(const std::vector<Tensor>& a, const std::vector<Tensor>& b) {
        double most = 0.0;
        for (std::size_t i = 0; i < a.size(); ++i) most = std::max(most, (a[i] - b[i]).abs().max().item<double>());
        return most;
    }

private Q_SLOTS:
    void stepsAsTorchDoes() {
        for (const double first : {0.9, 0.5}) {
            const auto ours = weights();
            const auto theirs = weights();
            auto adam = adamOf(ours, first);
            torch::optim::Adam plain(theirs, torch::optim::AdamOptions().betas({first, 0.999}));
            for (int step = 0; step < 6; ++step) {
                adam.clearGradients();
                plain.zero_grad();
                backward(ours, step);
                backward(theirs, step);
                const double rate = 0.01 * (step + 1);
                static_cast<torch::optim::AdamOptions&>(plain.param_groups()[0].options()).lr(rate);
                adam.step(rate);
                plain.step();
                QVERIFY(apart(ours, theirs) < 1e-5);
                if (step == 0) QVERIFY(torch::equal(ours[2], weights()[2]));  // had no gradient
            }
            QVERIFY(apart(ours, weights()) > 0.1);
        }
    }

    void goesOnFromWhatIsStored() {
        const auto whole = weights();
        auto adam = adamOf(whole);
        nn::StateDict state;
        std::vector<Tensor> halfway;
        for (int step = 0; step < 6; ++step) {
            if (step == 3) {
                adam.store(state, "m.");
                for (const auto& weight : whole) halfway.push_back(weight.detach().clone().set_requires_grad(true));
            }
            adam.clearGradients();
            backward(whole, step);
            adam.step(0.01);
        }
        auto again = adamOf(halfway);
        again.restore(state, "m.");
        for (int step = 3; step < 6; ++step) {
            again.clearGradients();
            backward(halfway, step);
            again.step(0.01);
        }
        QCOMPARE(apart(whole, halfway), 0.0);
    }

    void clipsTheCommonNorm() {
        const auto w = weights();
        auto adam = adamOf(w);
        backward(w, 1);
        const auto norm = [&] {
            double squares = 0.0;
            for (const auto& weight : w) squares += weight.grad().square().sum().item<double>();
            return std::sqrt(squares);
        };
        const double before = norm();
        QVERIFY(before > 2.0);
        QVERIFY(std::abs(adam.clipGradients(2.0) - before) < 1e-3 * before);
        QVERIFY(std::abs(norm() - 2.0) < 1e-4);
    }
};

QTEST_GUILESS_MAIN(TestFusedAdam)
#include "TestFusedAdam.moc"
