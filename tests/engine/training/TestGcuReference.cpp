// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeFile.h"
#include "engine/training/GcuReference.h"
#include "tests/TestSupport.h"
#include "tests/engine/training/ReferenceComparison.h"

using namespace prososcope;
namespace fs = std::filesystem;

/// The gated-convolution recogniser against the reference case: taps, CTC, gradients, running statistics, MaxProp.
class TestGcuReference : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheReference() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/networks/gcu_asr");
        QTemporaryDir out;
        PROSOSCOPE_VERIFY(training::writeGcuReference(folder, toPath(out.path())));
        const auto wrong = reference::comparedFolders(toPath(out.path()), folder / "out", 26);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void refusesWhatIsIncomplete() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/networks/gcu_asr");
        QTemporaryDir home;
        const auto in = toPath(home.filePath("case"));
        const auto out = toPath(home.filePath("out"));
        QVERIFY(!training::writeGcuReference(in, out));
        for (const char* file : {"config.json", "model.safetensors", "in/mfcc.npy", "in/items.csv", "in/maxprop_w.npy"}) {
            reference::copyCase(folder, in);
            PROSOSCOPE_VERIFY(training::writeGcuReference(in, out));
            PROSOSCOPE_VERIFY(core::writeFile(in / file, "{\"kind\": 3}"));
            const auto refused = training::writeGcuReference(in, out);
            QVERIFY2(!refused, file);
            QVERIFY(!refused.error().message().empty());
        }
    }
};

QTEST_GUILESS_MAIN(TestGcuReference)
#include "TestGcuReference.moc"
