// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/CliTestSupport.h"
#include "tests/fixtures/EncoderFixture.h"

using namespace prososcope;
using fixture::TinyHead;

/// prososcope-cli models: what is there, import with a look before, removal.
class TestCliModels : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_home;

    CliResult run(const QStringList& arguments) {
        return runCli(m_home.path(), QStringList{"--workspace", m_home.filePath("workspace")} + arguments);
    }
    QString tiny(const char* name, TinyHead head) {
        const QString folder = m_home.filePath(name);
        if (!fixture::writeTinyModel(toPath(folder), head)) qFatal("no disk");
        return folder;
    }

private Q_SLOTS:
    void bundledModelsAreListedAndStay() {
        for (const QStringList& line : {QStringList{"models"}, QStringList{"models", "list"}}) {
            const auto listed = run(line);
            CLI_EXIT(listed, 0);
            QVERIFY2(listed.out.contains("emodb-4class") && listed.out.contains("with the program"), qPrintable(listed.out));
        }
        const auto json = run({"--json", "models"});
        CLI_EXIT(json, 0);
        const auto first = json.json().array().first().toObject();
        QCOMPARE(first["name"].toString(), QString("emodb-4class"));
        QCOMPARE(first["bundled"].toBool(), true);
        QCOMPARE(first["classes"].toArray().size(), 4);
        QVERIFY(first["bytes"].toInteger() > 1000);
        const auto removed = run({"models", "remove", "emodb-4class"});
        CLI_EXIT(removed, 1);
        QVERIFY(removed.err.contains("came with the program"));
        const auto shown = run({"models", "show", "emodb-4class"});
        CLI_EXIT(shown, 0);
        QVERIFY2(shown.out.contains("UAR"), qPrintable(shown.out));
        CLI_EXIT(run({"models", "show", "nobody"}), 1);
        CLI_EXIT(run({"models", "wrong"}), 2);
    }

    void aModelIsExported() {
        const QString folder = tiny("To Export", TinyHead::Ctc);
        CLI_EXIT(run({"models", "import", folder, "--name", "speller"}), 0);
        const QString goal = m_home.filePath("written/here");
        const auto written = run({"models", "export", "speller", goal});
        CLI_EXIT(written, 0);
        QVERIFY2(written.err.contains("speller was written into"), qPrintable(written.err));
        for (const char* file : {"config.json", "preprocessor_config.json", "vocab.json", "tokenizer_config.json",
                                 "model.safetensors", "README.md"})
            QVERIFY2(QFile::exists(goal + "/" + file), file);
        CLI_EXIT(run({"models", "import", goal, "--name", "again"}), 0);
        const auto full = run({"models", "export", "speller", goal});
        CLI_EXIT(full, 1);
        QVERIFY2(full.err.contains("not empty"), qPrintable(full.err));
        const auto other = run({"models", "export", "emodb-4class", m_home.filePath("never")});
        CLI_EXIT(other, 1);
        QVERIFY2(other.err.contains("no encoder"), qPrintable(other.err));
        QVERIFY(!QFile::exists(m_home.filePath("never")));
        CLI_EXIT(run({"models", "export", "nobody", m_home.filePath("never")}), 1);
        CLI_EXIT(run({"models", "export", "speller"}), 2);
        for (const char* name : {"speller", "again"}) CLI_EXIT(run({"models", "remove", name}), 0);
    }

    void aFolderIsLookedAtImportedAndRemoved() {
        const QString folder = tiny("Tiny Four", TinyHead::Classification);
        const auto look = run({"--json", "models", "look", folder});
        CLI_EXIT(look, 0);
        const auto preview = look.json().object();
        QCOMPARE(preview["name"].toString(), QString("tiny-four"));
        QCOMPARE(preview["family"].toString(), QString("wav2vec 2.0"));
        QCOMPARE(preview["labels"].toArray().size(), 4);
        QCOMPARE(preview["layers"].toInt(), 2);
        QCOMPARE(preview["licence"].toString(), QString("cc-by-4.0"));
        QVERIFY(!QFile::exists(m_home.filePath("workspace/models/tiny-four.json")));
        const auto words = run({"models", "look", folder});
        CLI_EXIT(words, 0);
        QVERIFY2(words.out.contains("neutral, happy, angry, sad") && words.out.contains("2 of 16"), qPrintable(words.out));

        const auto imported = run({"--json", "models", "import", folder});
        CLI_EXIT(imported, 0);
        const auto card = imported.json().object();
        QCOMPARE(card["name"].toString(), QString("tiny-four"));
        QCOMPARE(card["kind"].toString(), QString("speech-encoder"));
        QCOMPARE(card["parameters"].isUndefined(), true);
        QCOMPARE(card["settings"].toObject()["parameters"].toInteger(), preview["parameters"].toInteger());
        QVERIFY(QFile::exists(m_home.filePath("workspace/models/tiny-four.safetensors")));
        const auto again = run({"models", "import", folder});
        CLI_EXIT(again, 1);
        QVERIFY(again.err.contains("already"));
        CLI_EXIT(run({"models", "import", folder, "--name", "second"}), 0);
        CLI_EXIT(run({"models", "import", folder, "--name", "../third"}), 1);
        QCOMPARE(run({"--json", "models", "list"}).json().array().size(), 3);
        CLI_EXIT(run({"models", "remove", "tiny-four"}), 0);
        CLI_EXIT(run({"models", "show", "tiny-four"}), 1);
        QVERIFY(!QFile::exists(m_home.filePath("workspace/models/tiny-four.safetensors")));
        CLI_EXIT(run({"models", "remove", m_home.filePath("Tiny Four/model.safetensors")}), 1);
        QVERIFY(QFile::exists(m_home.filePath("Tiny Four/model.safetensors")));
    }

    void whatIsNoModelIsRefused() {
        const auto empty = run({"models", "import", m_home.path()});
        CLI_EXIT(empty, 1);
        QVERIFY2(empty.err.contains("config.json"), qPrintable(empty.err));
        CLI_EXIT(run({"models", "import"}), 2);
        CLI_EXIT(run({"models", "look", m_home.filePath("nowhere")}), 1);
    }

    void aModelIsRunOnTheExample() {
        const auto test = run({"--json", "models", "test", "emodb-4class"});
        CLI_EXIT(test, 0);
        const auto posteriors = test.json().object()["posteriors"].toObject();
        QCOMPARE(posteriors.size(), 4);
        double sum = 0.0;
        for (const auto& value : posteriors) sum += value.toDouble();
        QVERIFY(std::abs(sum - 1.0) < 1e-4);
        QVERIFY(test.json().object()["sound_seconds"].toDouble() > 0.5);
    }

    void dimensionsAreShownWithTheirScales() {
        CLI_EXIT(run({"models", "import", tiny("vad", TinyHead::Regression)}), 0);
        const auto shown = run({"models", "show", "vad"});
        CLI_EXIT(shown, 0);
        QVERIFY2(shown.out.contains("arousal 0..1, dominance 0..1, valence 0..1"), qPrintable(shown.out));
    }
};

QTEST_GUILESS_MAIN(TestCliModels)
#include "TestCliModels.moc"
