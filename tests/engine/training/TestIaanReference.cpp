// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/IaanReference.h"
#include "tests/TestSupport.h"
#include "tests/engine/training/ReferenceComparison.h"

using namespace prososcope;
namespace fs = std::filesystem;

/// The interaction-aware network against the reference case: attention, what it sums up, the loss, its gradients.
class TestIaanReference : public QObject {
    Q_OBJECT

private:
    static std::vector<const char*> parts() {
        return {"config.json", "model.safetensors", "in/current.npy", "in/previous.npy", "in/interlocutor.npy", "in/items.csv"};
    }

private Q_SLOTS:
    void agreesWithTheReference_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"iaan"}) QTest::newRow(name) << name;
    }
    void agreesWithTheReference() {
        QFETCH(QString, name);
        PROSOSCOPE_SHARED_OR_SKIP(networks, "reference/networks");
        const auto folder = networks / name.toStdString();
        if (!fs::exists(folder)) QSKIP("this set of references does not have the case");
        QTemporaryDir out;
        PROSOSCOPE_VERIFY(training::writeIaanReference(folder, toPath(out.path())));
        const auto wrong = reference::comparedFolders(toPath(out.path()), folder / "out", 10);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void refusesWhatIsIncomplete() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/networks/iaan");
        QTemporaryDir home;
        const auto in = toPath(home.filePath("case"));
        const auto out = toPath(home.filePath("out"));
        QVERIFY(!training::writeIaanReference(in, out));
        for (const char* file : parts()) {
            reference::copyCase(folder, in);
            PROSOSCOPE_VERIFY(training::writeIaanReference(in, out));
            PROSOSCOPE_VERIFY(core::writeFile(in / file, "{\"kind\": 3}"));
            const auto refused = training::writeIaanReference(in, out);
            QVERIFY2(!refused, file);
            QVERIFY(!refused.error().message().empty());
        }
    }
};

QTEST_GUILESS_MAIN(TestIaanReference)
#include "TestIaanReference.moc"
