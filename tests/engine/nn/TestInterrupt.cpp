// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.

#include "engine/nn/Interrupt.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// Asked between two layers, a pass is left at once.
class TestInterrupt : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void forward() {
        std::stop_source stop;
        const nn::InterruptScope scope(stop.get_token());
        const auto x = nn::stopPoint(torch::ones({2}) * 2.0);
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(nn::stopPoint(x * 3.0), nn::Interrupted);
    }

    void backward() {
        std::stop_source stop;
        const nn::InterruptScope scope(stop.get_token());
        const auto weight = torch::ones({2}, torch::requires_grad());
        const auto y = nn::stopPoint(nn::stopPoint(weight * 2.0) * 3.0);
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(y.sum().backward(), nn::Interrupted);
    }

    void nothingHappensWhenNotAsked() {
        std::stop_source stop;
        const nn::InterruptScope scope(stop.get_token());
        const auto weight = torch::ones({2}, torch::requires_grad());
        const auto y = nn::stopPoint(weight * 2.0);
        y.sum().backward();
        QVERIFY(torch::equal(weight.grad(), torch::full({2}, 2.0)));
    }

    void scopesEnd() {
        std::stop_source stop;
        stop.request_stop();
        const auto x = torch::ones({2});
        {
            const nn::InterruptScope outer(stop.get_token());
            {
                const nn::InterruptScope inner{std::stop_token()};
                nn::stopPoint(x);
            }
            QVERIFY_EXCEPTION_THROWN(nn::stopPoint(x), nn::Interrupted);
        }
        nn::stopPoint(x);
    }
};

QTEST_GUILESS_MAIN(TestInterrupt)
#include "TestInterrupt.moc"
