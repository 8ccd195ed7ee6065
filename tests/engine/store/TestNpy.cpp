// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeFile.h"
#include "engine/store/Npy.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// NumPy arrays out and in again, and files that are none.
class TestNpy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesBack() {
        QTemporaryDir folder;
        const auto file = toPath(folder.filePath("a.npy"));
        const std::vector<float> values{1.0F, -2.5F, 0.0F, 1e-30F, 7.0F, 8.0F};
        for (const auto& shape : {std::vector<std::uint64_t>{2, 3}, {6}, {1, 6, 1}}) {
            PROSOSCOPE_VERIFY(store::writeNpy(file, shape, values));
            const auto read = store::readNpy(file);
            PROSOSCOPE_VERIFY(read);
            QCOMPARE(read->shape, shape);
            QCOMPARE(read->values, values);
        }
        PROSOSCOPE_VERIFY(store::writeNpy(file, std::vector<std::uint64_t>{0, 3}, {}));
        QVERIFY(store::readNpy(file)->values.empty());
    }

    void refusesWhatIsNoArray() {
        QTemporaryDir folder;
        const auto file = toPath(folder.filePath("a.npy"));
        const std::uint64_t shape[] = {2, 2};
        const std::string good = store::npyHeader(shape) + std::string(16, 'x');
        const auto replaced = [&](const std::string& from, const std::string& to) {
            std::string changed = good;
            changed.replace(changed.find(from), from.size(), to);
            return changed;
        };
        PROSOSCOPE_VERIFY(core::writeFile(file, good));
        PROSOSCOPE_VERIFY(store::readNpy(file));
        for (const auto& bad : {std::string(), good.substr(0, 40), good.substr(0, good.size() - 1), good + "x",
                                replaced("<f4", "<f8"), replaced("False", "True "), replaced("(2, 2)", "(2, x)"),
                                replaced("(2, 2)", "(9, 9)"), replaced("(2, 2)", "(-2,2)"), replaced("NUMPY", "NUMPX")}) {
            PROSOSCOPE_VERIFY(core::writeFile(file, bad));
            const auto read = store::readNpy(file);
            QVERIFY(!read);
            QVERIFY(read.error().message().find("a.npy") != std::string::npos);
        }
        QVERIFY(!store::readNpy(toPath(folder.filePath("absent.npy"))));
    }

    /// 2^40 * 2^40 values must not wrap around to few.
    void sizesDoNotOverflow() {
        QTemporaryDir folder;
        const auto file = toPath(folder.filePath("a.npy"));
        const std::uint64_t shape[] = {std::uint64_t{1} << 40, std::uint64_t{1} << 24, 0};
        const std::uint64_t wrapping[] = {std::uint64_t{1} << 32, std::uint64_t{1} << 32};
        for (const auto& each : {std::span<const std::uint64_t>(shape), std::span<const std::uint64_t>(wrapping)}) {
            PROSOSCOPE_VERIFY(core::writeFile(file, store::npyHeader(each)));
            QVERIFY(!store::readNpy(file));
        }
    }
};

QTEST_GUILESS_MAIN(TestNpy)
#include "TestNpy.moc"
