// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/ModelCard.h"
#include "tests/app/cli/CliTestSupport.h"

using namespace prososcope;

/// `prososcope-cli calibrate` with the bundled model and the run that it comes from.
class TestCliCalibrate : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_home;

    CliResult run(const QStringList& arguments) { return runCli(m_home.path(), arguments); }

private Q_SLOTS:
    void initTestCase() {
        CLI_EXIT(run({"runs", "import", QStringLiteral(PROSOSCOPE_SOURCE_DIR "/resources/examples/emodb-4class")}), 0);
    }

    /// What the bundled card says is what the command finds in the bundled run.
    void bundledCardIsTrue() {
        const auto result = run({"calibrate", "--model", "emodb-4class", "1", "--json"});
        CLI_EXIT(result, 0);
        const auto json = result.json();
        const auto card = store::readModelCard(PROSOSCOPE_SOURCE_DIR "/resources/models/emodb-4class.json");
        PROSOSCOPE_VERIFY(card);
        QVERIFY(std::abs(json["temperature"].toDouble() - card->settings.at("temperature")) < 1e-9);
        QCOMPARE(json["n"].toInt(), 339);
        QVERIFY(json["loss_before"]["value"].toDouble() > 0.3 && json["error_before"]["value"].toDouble() < 0.1);
        QVERIFY(json["loss_after"]["low"].toDouble() < json["loss_after"]["value"].toDouble() &&
                json["loss_after"]["value"].toDouble() < json["loss_after"]["high"].toDouble());
        const auto text = run({"calibrate", "--model", "emodb-4class", "1"});
        CLI_EXIT(text, 0);
        QVERIFY2(text.out.contains("calibration error"), qPrintable(text.out));
    }

    void writesTheCard() {
        const QString models = QString::fromStdString((toPath(m_home.path()) / "w" / "models").string());
        QVERIFY(QDir().mkpath(models));
        for (const char* ending : {".json", ".safetensors"}) {
            QVERIFY(QFile::copy(QStringLiteral(PROSOSCOPE_SOURCE_DIR "/resources/models/emodb-4class") + ending,
                                models + "/mine" + ending));
        }
        auto plain = store::readModelCard(toPath(models + "/mine.json")).value();
        plain.settings.erase("temperature");
        PROSOSCOPE_VERIFY(store::writeModelCard(toPath(models + "/mine.json"), plain));
        const auto result = run({"calibrate", "--model", models + "/mine.json", "1", "--card", "--json"});
        CLI_EXIT(result, 0);
        const auto card = store::readModelCard(toPath(models + "/mine.json"));
        PROSOSCOPE_VERIFY(card);
        QVERIFY(std::abs(card->settings.at("temperature") - result.json()["temperature"].toDouble()) < 1e-12);
        QCOMPARE(std::count_if(card->figures.begin(), card->figures.end(),
                               [](const store::Figure& figure) { return figure.metric == "calibration error"; }),
                 std::ptrdiff_t{2});
        // A run of another name is no run of this model.
        auto other = *card;
        other.name = "other";
        PROSOSCOPE_VERIFY(store::writeModelCard(toPath(models + "/mine.json"), other));
        const auto refused = run({"calibrate", "--model", models + "/mine.json", "1", "--card"});
        CLI_EXIT(refused, 1);
        QVERIFY2(refused.err.contains("does not come from it"), qPrintable(refused.err));
        CLI_EXIT(run({"calibrate", "--model", "emodb-4class", "77"}), 1);
        CLI_EXIT(run({"calibrate", "--model", "emodb-4class"}), 2);
    }
};

QTEST_GUILESS_MAIN(TestCliCalibrate)
#include "TestCliCalibrate.moc"
