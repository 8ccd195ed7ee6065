// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/NetworkReference.h"
#include "tests/TestSupport.h"
#include "tests/engine/training/ReferenceComparison.h"

using namespace prososcope;
namespace fs = std::filesystem;

/// The attention recogniser against its reference cases (layers, attention, the loss, its gradients, greedy decoding, SVD) and
/// the interaction-aware network against its own (attention, what it sums up, the loss, its gradients).
class TestNetworkReference : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheReference_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("fewest");
        for (const char* name : {"las_lstm", "las_rnn_tanh", "las_lstm_nofc0"}) QTest::newRow(name) << "las" << name << 20;
        QTest::newRow("iaan") << "iaan"
                              << "iaan" << 10;
    }
    void agreesWithTheReference() {
        QFETCH(QString, kind);
        QFETCH(QString, name);
        QFETCH(int, fewest);
        PROSOSCOPE_SHARED_OR_SKIP(networks, "reference/networks");
        const auto folder = networks / name.toStdString();
        if (!fs::exists(folder)) QSKIP("this set of references does not have the case");
        QTemporaryDir out;
        const auto written = training::writeNetworkReference(kind.toStdString(), folder, toPath(out.path()));
        PROSOSCOPE_VERIFY(written);
        QVERIFY(*written);
        const auto wrong = reference::comparedFolders(toPath(out.path()), folder / "out", fewest);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void refusesWhatIsIncomplete_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("parts");
        QTest::newRow("las") << "las"
                             << "las_lstm"
                             << QStringList{"config.json", "model.safetensors", "in/features.npy", "in/items.csv"};
        QTest::newRow("iaan") << "iaan"
                              << "iaan" << QStringList{"config.json",     "model.safetensors",   "in/current.npy",
                                                       "in/previous.npy", "in/interlocutor.npy", "in/items.csv"};
    }
    void refusesWhatIsIncomplete() {
        QFETCH(QString, kind);
        QFETCH(QString, name);
        QFETCH(QStringList, parts);
        PROSOSCOPE_SHARED_OR_SKIP(networks, "reference/networks");
        const auto folder = networks / name.toStdString();
        if (!fs::exists(folder)) QSKIP("this set of references does not have the case");
        QTemporaryDir home;
        const auto in = toPath(home.filePath("case"));
        const auto out = toPath(home.filePath("out"));
        const auto write = [&] { return training::writeNetworkReference(kind.toStdString(), in, out); };
        QVERIFY(!write());
        for (const auto& file : parts) {
            reference::copyCase(folder, in);
            PROSOSCOPE_VERIFY(write());
            PROSOSCOPE_VERIFY(core::writeFile(in / file.toStdString(), "{\"kind\": 3}"));
            const auto refused = write();
            QVERIFY2(!refused, qPrintable(file));
            QVERIFY(!refused.error().message().empty());
        }
    }

    void otherKindsAreLeft() {
        QTemporaryDir home;
        const auto written = training::writeNetworkReference("none", toPath(home.path()), toPath(home.filePath("out")));
        PROSOSCOPE_VERIFY(written);
        QVERIFY(!*written);
        QVERIFY(!fs::exists(toPath(home.filePath("out"))));
    }
};

QTEST_GUILESS_MAIN(TestNetworkReference)
#include "TestNetworkReference.moc"
