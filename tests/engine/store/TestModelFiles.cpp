// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/core/SafeFile.h"
#include "engine/store/ModelFiles.h"
#include "tests/TestSupport.h"

using namespace prososcope;

class TestModelFiles : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_place;
    int m_made = 0;
    std::filesystem::path fresh() {
        const auto folder = toPath(m_place.filePath(QString::number(++m_made)));
        std::filesystem::create_directories(folder);
        return folder;
    }
    static store::ModelEntry write(const std::filesystem::path& folder, const std::string& name, const std::string& content) {
        store::ModelEntry entry;
        entry.tensors = folder / (name + ".safetensors");
        entry.cardPath = folder / (name + ".json");
        entry.card.name = name;
        entry.card.kind = "test";
        if (!core::writeFile(entry.tensors, content) || !store::writeModelCard(entry.cardPath, entry.card)) qFatal("no disk");
        return entry;
    }
    static std::string contentOf(const std::filesystem::path& folder, const std::string& name) {
        const auto found = store::findModel(name, folder);
        return found ? *core::readFile(found->tensors) : std::string();
    }

private Q_SLOTS:
    void removedModelsComeBackInOrder() {
        const auto models = fresh();
        {
            store::RemovedModels removed(models);
            QVERIFY(!removed.canRestore());
            PROSOSCOPE_VERIFY(removed.remove(write(models, "a", "first")));
            PROSOSCOPE_VERIFY(removed.remove(write(models, "a", "second")));  // one of the same name, made meanwhile
            PROSOSCOPE_VERIFY(removed.remove(write(models, "b", "other")));
            QVERIFY(contentOf(models, "a").empty() && contentOf(models, "b").empty());
            QCOMPARE(removed.last(), std::string("b"));
            PROSOSCOPE_VERIFY(removed.restore());
            QCOMPARE(contentOf(models, "b"), std::string("other"));
            PROSOSCOPE_VERIFY(removed.restore());
            QCOMPARE(contentOf(models, "a"), std::string("second"));
            const auto refused = removed.restore();
            QVERIFY(!refused);
            QVERIFY(QString::fromStdString(refused.error().message()).contains("another model"));
            QVERIFY(removed.canRestore());
        }
        QCOMPARE(
            QDir(QString::fromStdString(models.string())).entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot).size(),
            qsizetype(0));
        QCOMPARE(contentOf(models, "a"), std::string("second"));
    }

    void whatAKilledProgramRemovedComesBack() {
        const auto models = fresh();
        const auto entry = write(models, "kept", "weights");
        const pid_t child = ::fork();
        if (child == 0) {
            auto* removed = new store::RemovedModels(models);  // never destroyed
            ::_exit(removed->remove(entry) ? 0 : 1);
        }
        int status = -1;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        QVERIFY(contentOf(models, "kept").empty());
        const store::RemovedModels next(models);
        QCOMPARE(contentOf(models, "kept"), std::string("weights"));
    }

    void whatARunningProgramRemovedStaysAway() {
        const auto models = fresh();
        store::RemovedModels one(models);
        PROSOSCOPE_VERIFY(one.remove(write(models, "x", "weights")));
        const store::RemovedModels other(models);
        QVERIFY(contentOf(models, "x").empty());
        PROSOSCOPE_VERIFY(one.restore());
        QCOMPARE(contentOf(models, "x"), std::string("weights"));
    }

    void bundledOnesAreRefused() {
        const auto models = fresh();
        auto entry = write(models, "x", "weights");
        entry.bundled = true;
        store::RemovedModels removed(models);
        QVERIFY(!removed.remove(entry));
        QVERIFY(!store::removeModel(entry));
        QCOMPARE(contentOf(models, "x"), std::string("weights"));
        entry.bundled = false;
        QCOMPARE(store::modelBytes(entry), std::uint64_t{7} + std::filesystem::file_size(entry.cardPath));
        PROSOSCOPE_VERIFY(store::removeModel(entry));
        QVERIFY(contentOf(models, "x").empty());
    }
};

QTEST_GUILESS_MAIN(TestModelFiles)
#include "TestModelFiles.moc"
