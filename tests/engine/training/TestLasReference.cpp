// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/LasReference.h"
#include "tests/TestSupport.h"
#include "tests/engine/training/ReferenceComparison.h"

using namespace prososcope;
namespace fs = std::filesystem;

/// The attention recogniser against the reference cases: layers, attention, the loss, its gradients, greedy decoding, SVD.
class TestLasReference : public QObject {
    Q_OBJECT

private:
    static std::vector<const char*> parts() { return {"config.json", "model.safetensors", "in/features.npy", "in/items.csv"}; }

private Q_SLOTS:
    void agreesWithTheReference_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"las_lstm", "las_rnn_tanh", "las_lstm_nofc0"}) QTest::newRow(name) << name;
    }
    void agreesWithTheReference() {
        QFETCH(QString, name);
        PROSOSCOPE_SHARED_OR_SKIP(networks, "reference/networks");
        const auto folder = networks / name.toStdString();
        if (!fs::exists(folder)) QSKIP("this set of references does not have the case");
        QTemporaryDir out;
        PROSOSCOPE_VERIFY(training::writeLasReference(folder, toPath(out.path())));
        const auto wrong = reference::comparedFolders(toPath(out.path()), folder / "out", 20);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void refusesWhatIsIncomplete() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/networks/las_lstm");
        QTemporaryDir home;
        const auto in = toPath(home.filePath("case"));
        const auto out = toPath(home.filePath("out"));
        QVERIFY(!training::writeLasReference(in, out));
        for (const char* file : parts()) {
            reference::copyCase(folder, in);
            PROSOSCOPE_VERIFY(training::writeLasReference(in, out));
            PROSOSCOPE_VERIFY(core::writeFile(in / file, "{\"kind\": 3}"));
            const auto refused = training::writeLasReference(in, out);
            QVERIFY2(!refused, file);
            QVERIFY(!refused.error().message().empty());
        }
    }
};

QTEST_GUILESS_MAIN(TestLasReference)
#include "TestLasReference.moc"
