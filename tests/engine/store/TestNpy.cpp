// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include "engine/store/Npy.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::store;

namespace {

void writeBytes(const std::filesystem::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

}  // namespace

class TestNpy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead() {
        QTemporaryDir home;
        const auto path = toPath(home.filePath("a.npy"));
        const std::vector<float> values{1.0F, -2.5F, 3.0e-38F, 4.0F, 5.0F, 6.0F};
        for (const auto& shape : {std::vector<std::uint64_t>{6}, {2, 3}, {3, 1, 2}}) {
            QVERIFY(writeNpy(path, shape, values, false));
            const auto array = readNpy(path);
            PROSOSCOPE_VERIFY(array);
            QVERIFY(array->shape == shape && array->values == values);
        }
        QVERIFY(writeNpy(path, std::vector<std::uint64_t>{0, 4}, {}, false));
        QVERIFY(readNpy(path)->values.empty());
    }

    void damageIsRefused() {
        QTemporaryDir home;
        const auto path = toPath(home.filePath("a.npy"));
        const std::uint64_t shape[] = {2, 3};
        const std::string good = npyHeader(shape) + std::string(24, '\0');
        writeBytes(path, good);
        QVERIFY(readNpy(path));
        const auto replaced = [&](const std::string& from, const std::string& to) {
            auto text = good;
            return text.replace(text.find(from), from.size(), to);
        };
        for (const auto& bytes :
             {std::string(), std::string("x"), good.substr(0, 9), good.substr(0, 40), good.substr(0, good.size() - 1),
              good + "x", replaced("<f4", "<f8"), replaced("False", "True "), replaced("(2, 3", "(2, 4"),
              replaced("(2, 3", "(-2,3"), replaced("(2, 3), }            ", "(4294967296,4294967296"), replaced(")", " "),
              replaced("NUMPY\x01", "NUMPY\x02")}) {
            writeBytes(path, bytes);
            const auto array = readNpy(path);
            QVERIFY2(!array, bytes.c_str());
            QVERIFY(array.error().message().find("a.npy") != std::string::npos);
        }
        QVERIFY(!readNpy(toPath(home.filePath("absent.npy"))));
    }
};

QTEST_GUILESS_MAIN(TestNpy)
#include "TestNpy.moc"
