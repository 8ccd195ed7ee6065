// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/StateDict.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// Named tensors put together and taken apart.
class TestStateDict : public QObject {
    Q_OBJECT

private:
    static std::vector<std::string> names(const nn::StateDict& state) {
        std::vector<std::string> all;
        for (const auto& each : state.entries) all.push_back(each.name);
        return all;
    }

private Q_SLOTS:
    void partsAreTakenByTheirPrefix() {
        nn::StateDict own;
        own.entries = {{"a.weight", {2}, {1.0F, 2.0F}}, {"b", {1}, {3.0F}}};
        nn::StateDict state;
        state.append("live.", own);
        state.append("best.", own);
        QCOMPARE(names(state), (std::vector<std::string>{"live.a.weight", "live.b", "best.a.weight", "best.b"}));
        QCOMPARE(state.values(), std::size_t{6});
        const auto part = state.part("live.");
        QCOMPARE(names(part), names(own));
        QCOMPARE(part.find("a.weight")->values, (std::vector<float>{1.0F, 2.0F}));
        QVERIFY(part.find("c") == nullptr);
    }

    void othersStayInTheirOrder() {
        nn::StateDict state;
        state.entries = {
            {"input.mean", {1}, {1.0F}}, {"weight", {1}, {2.0F}}, {"input.scale", {1}, {3.0F}}, {"bias", {1}, {4.0F}}};
        const auto left = state.without("input.");
        QCOMPARE(names(left), (std::vector<std::string>{"weight", "bias"}));
        QCOMPARE(left.find("bias")->values, std::vector<float>{4.0F});
        QCOMPARE(state.entries.size(), std::size_t{4});
        QCOMPARE(names(state.without("none")), names(state));
        const float* const kept = state.entries[1].values.data();
        const auto moved = std::move(state).without("input.");
        QCOMPARE(names(moved), names(left));
        QVERIFY(moved.entries[0].values.data() == kept);  // not copied
    }
};

QTEST_GUILESS_MAIN(TestStateDict)
#include "TestStateDict.moc"
