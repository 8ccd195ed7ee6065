// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/store/Npy.h"
#include "engine/training/GcuReference.h"
#include "tests/TestSupport.h"

using namespace prososcope;
namespace fs = std::filesystem;

/// The gated-convolution recogniser against the reference case: taps, CTC, gradients, running statistics, MaxProp. The
/// tolerances are those of the references' own checker.
class TestGcuReference : public QObject {
    Q_OBJECT

private:
    static constexpr double kTolerance = 1e-4;

    static QString comparedArrays(const fs::path& ours, const fs::path& theirs) {
        const auto a = store::readNpy(ours);
        const auto b = store::readNpy(theirs);
        if (!a || !b) return "cannot be read";
        if (a->shape != b->shape) return "has another shape";
        double squares = 0.0;
        for (const float value : b->values) squares += static_cast<double>(value) * static_cast<double>(value);
        const double rms = std::sqrt(squares / static_cast<double>(b->values.size()));
        for (std::size_t i = 0; i < b->values.size(); ++i) {
            const auto x = static_cast<double>(a->values[i]);
            const auto y = static_cast<double>(b->values[i]);
            if (!(std::abs(x - y) <= kTolerance * std::max(std::abs(y), rms)))
                return QString("value %1: %2 instead of %3").arg(i).arg(x).arg(y);
        }
        return {};
    }
    static core::CsvTable tableAt(const fs::path& file) {
        const auto text = core::readFile(file);
        return text ? core::parseCsv(*text, file.string()).value_or(core::CsvTable()) : core::CsvTable();
    }
    static QString comparedTables(const fs::path& ours, const fs::path& theirs) {
        const auto a = tableAt(ours);
        const auto b = tableAt(theirs);
        if (b.rows.empty() || a.columns != b.columns || a.rows.size() != b.rows.size()) return "has other columns or rows";
        const auto name = theirs.filename().string();
        const double share = name.ends_with("_running.csv") ? 1.0 : 0.01;
        for (std::size_t c = 0; c < b.columns.size(); ++c) {
            double squares = 0.0;
            for (const auto& row : b.rows) squares += std::pow(core::parseNumber(row[c]).value_or(0.0), 2.0);
            const double rms = std::sqrt(squares / static_cast<double>(b.rows.size()));
            for (std::size_t r = 0; r < b.rows.size(); ++r) {
                const auto x = core::parseNumber(a.rows[r][c]);
                const auto y = core::parseNumber(b.rows[r][c]);
                const bool same = y ? x && std::abs(*x - *y) <= kTolerance * std::max({std::abs(*y), share * rms, 1e-12})
                                    : a.rows[r][c] == b.rows[r][c];
                if (!same)
                    return QString("row %1: %2 instead of %3").arg(r).arg(a.rows[r][c].c_str()).arg(b.rows[r][c].c_str());
            }
        }
        return {};
    }

private Q_SLOTS:
    void agreesWithTheReference() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/networks/gcu_asr");
        QTemporaryDir out;
        PROSOSCOPE_VERIFY(training::writeGcuReference(folder, toPath(out.path())));
        int files = 0;
        for (const auto& entry : fs::directory_iterator(folder / "out")) {
            const auto ours = toPath(out.path()) / entry.path().filename();
            const auto wrong =
                entry.path().extension() == ".npy" ? comparedArrays(ours, entry.path()) : comparedTables(ours, entry.path());
            QVERIFY2(wrong.isEmpty(), qPrintable(QString::fromStdString(entry.path().filename().string()) + " " + wrong));
            ++files;
        }
        QVERIFY(files > 25);
    }

    void refusesWhatIsIncomplete() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/networks/gcu_asr");
        QTemporaryDir home;
        const auto in = toPath(home.filePath("case"));
        const auto out = toPath(home.filePath("out"));
        QVERIFY(!training::writeGcuReference(in, out));
        for (const char* file : {"config.json", "model.safetensors", "in/mfcc.npy", "in/items.csv", "in/maxprop_w.npy"}) {
            fs::remove_all(in);
            fs::create_directories(in / "in");
            for (const char* part :
                 {"config.json", "model.safetensors", "in/mfcc.npy", "in/items.csv", "in/maxprop_w.npy", "in/maxprop_g.npy"}) {
                fs::copy_file(folder / part, in / part);
                fs::permissions(in / part, fs::perms::owner_all);
            }
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
