// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <atomic>
#include <chrono>
#include <thread>

#include "app/gui/TextTable.h"
#include "app/gui/layers/UnitRegressionDialog.h"
#include "engine/core/Paths.h"
#include "engine/core/SafeFile.h"
#include "tests/app/gui/layers/LayersBench.h"
#include "widgets/ScatterView.h"

using namespace layers_bench;

/// The dialog that makes a model of a regression on units, on planted activations.
class TestUnitRegressionDialog : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_workspace;
    std::unique_ptr<Bench> m_bench;

    [[nodiscard]] UnitRegressionDialog* dialog() const { return m_bench->page->regressionDialog(); }
    template <typename Widget>
    [[nodiscard]] Widget* part(const char* name) const {
        auto* found = dialog()->findChild<Widget*>(QLatin1String(name));
        if (found == nullptr) qFatal("no %s", name);
        return found;
    }
    void open(std::vector<std::size_t> units = {}) const {
        if (units.empty())
            m_bench->actions.action("layers.regress")->trigger();
        else
            m_bench->page->predictFromUnits(std::move(units));
        QVERIFY(dialog() != nullptr);
        QVERIFY(QTest::qWaitForWindowExposed(dialog()));
    }
    void name(const QString& text) const {
        auto* field = part<QLineEdit>("modelName");
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    void count(const QString& text) const {
        auto* field = part<QSpinBox>("count");
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    [[nodiscard]] bool fit() const {
        QTest::mouseClick(part<QPushButton>("fit"), Qt::LeftButton);
        return QTest::qWaitFor([&] { return !dialog()->isRunning(); }, kLong);
    }

private Q_SLOTS:
    void initTestCase() {
        qputenv("XDG_DATA_HOME", m_folder.filePath("data").toUtf8());
        hideBundledSets(m_folder);
    }
    void init() {
        m_workspace = planted(m_folder, 1);
        store::ModelCard card;
        card.name = "planted";
        card.kind = "made up";
        card.featureSet = "logmel80";
        card.tensorsSha256 = std::string(64, '0');
        std::filesystem::create_directories(m_workspace / "models");
        PROSOSCOPE_VERIFY(store::writeModelCard(m_workspace / "models/planted.json", card));
        PROSOSCOPE_VERIFY(core::writeFile(m_workspace / "models/planted.safetensors", "not read"));
        m_bench = std::make_unique<Bench>(m_workspace);
        QVERIFY(m_bench->show());
        QVERIFY(m_bench->page->result() != nullptr);
        QCOMPARE(m_bench->page->result()->settings.encoder, QString("planted"));
    }
    void takesWhatIsSelectedInTheMaps() {
        m_bench->page->heatmap()->setSelection({6, 7, 9});
        auto* button = m_bench->page->findChild<QPushButton*>(QStringLiteral("predictSelected"));
        QVERIFY(button != nullptr && button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(dialog() != nullptr);
        QCOMPARE(dialog()->settings().units, (std::vector<std::size_t>{6, 7, 9}));
    }
    void cleanup() { m_bench.reset(); }

    void fittedByHand() {
        open();
        QSignalSpy kept(dialog(), &UnitRegressionDialog::kept);
        QVERIFY(part<QPushButton>("fit")->isEnabled());
        QVERIFY(!part<QPushButton>("openInInspect")->isEnabled());
        QVERIFY(!dialog()->table()->isVisible());
        count("2");
        name("mine");
        QVERIFY(fit());
        QCOMPARE(kept.size(), 1);
        QCOMPARE(kept.first().first().toString(), QString("mine"));
        const auto made = dialog()->fit();
        QVERIFY(made != nullptr);
        QCOMPARE(made->model.targets.size(), std::size_t{2});
        QCOMPARE(made->model.targets[0].regression.columns.front(), std::size_t{7});  // of valence, as planted
        QCOMPARE(made->model.targets[1].regression.columns.front(), std::size_t{2});  // of arousal
        QCOMPARE(dialog()->table()->model()->rowCount(), 5);                          // four speakers, and all
        QCOMPARE(dialog()->table()->model()->columnCount(), 6);
        QVERIFY(dialog()->table()->isVisible());
        QCOMPARE(dialog()->plots().size(), 2);
        QCOMPARE(dialog()->plots().first()->items(), kUtterances);
        QVERIFY2(dialog()->sentence().contains("by predicting the mean"), qPrintable(dialog()->sentence()));
        QVERIFY(!part<QLabel>("regressionWarning")->isVisible());  // this network was trained on nobody
        const auto entry = store::findModel("mine", m_workspace / "models");
        PROSOSCOPE_VERIFY(entry);
        QCOMPARE(entry->card.dimensions.size(), std::size_t{2});
        const std::string command = "prososcope-cli " + dialog()->arguments().join(' ').toStdString();
        QCOMPARE(entry->card.command, command);
        QVERIFY(
            command.find("regress --encoder planted --corpus c --tap output --targets valence,arousal --units 2 --name mine") !=
            std::string::npos);
        QSignalSpy asked(m_bench->page.get(), &LayersPage::openRequested);
        QTest::mouseClick(part<QPushButton>("openInInspect"), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().at(0).toString(), QString("inspect"));
        QCOMPARE(asked.first().at(1).toJsonObject()["model"].toString(), QString("mine"));
        QVERIFY(!asked.first().at(1).toJsonObject()["path"].toString().isEmpty());
        // It is not among the networks that have layers.
        const auto choices = loadLayersChoices(m_workspace);
        PROSOSCOPE_VERIFY(choices);
        QVERIFY(choices->model("mine") == nullptr && choices->model("planted") != nullptr);
    }

    void keysTickTargets() {
        open();
        auto* targets = part<QListWidget>("targets");
        targets->setFocus();
        targets->setCurrentRow(0);
        QTest::keyClick(targets, Qt::Key_Space);
        QCOMPARE(dialog()->settings().targets, std::vector<std::string>{"arousal"});
        targets->setCurrentRow(1);
        QTest::keyClick(targets, Qt::Key_Space);
        QVERIFY(dialog()->settings().targets.empty());
        QVERIFY(dialog()->arguments().isEmpty());
        QVERIFY(!part<QPushButton>("fit")->isEnabled());
        QVERIFY(part<QLabel>("regressionProblem")->text().contains("at least one target"));
        QTest::keyClick(targets, Qt::Key_Space);
        QVERIFY(part<QPushButton>("fit")->isEnabled());
        name("no/name");
        QVERIFY(!part<QPushButton>("fit")->isEnabled());
        name("good");
        QVERIFY(part<QPushButton>("fit")->isEnabled());
    }

    void chosenUnitsAndLayers() {
        open({7, 2, 3});
        QVERIFY(dialog()->arguments().join(' ').contains("--among 2-3,7"));
        name("three");
        QVERIFY(fit());
        QVERIFY(dialog()->fit() != nullptr);
        for (const auto& target : dialog()->fit()->model.targets) {
            for (const auto unit : target.regression.columns) QVERIFY(unit == 2 || unit == 3 || unit == 7);
        }
        auto* among = part<QComboBox>("among");
        among->setFocus();
        QTest::keyClick(among, Qt::Key_Up);  // layers
        QVERIFY(part<QComboBox>("firstLayer")->isEnabled());
        part<QComboBox>("firstLayer")->setFocus();
        QTest::keyClick(part<QComboBox>("firstLayer"), Qt::Key_Down);
        QCOMPARE(dialog()->settings().units, (std::vector<std::size_t>{6, 7, 8, 9}));
        QTest::keyClick(among, Qt::Key_Up);
        QVERIFY(dialog()->settings().units.empty());
        QVERIFY(!part<QComboBox>("firstLayer")->isEnabled());
        // The name is taken by now, and said.
        QVERIFY(part<QLabel>("regressionProblem")->text().contains("replaced"));
    }

    void cancelKeepsNothing() {
        open();
        name("never");
        std::atomic<bool> release{false};
        m_bench->engine.enqueue(
            "before", this,
            [&release](core::Progress&) -> core::Result<std::any> {
                while (!release) std::this_thread::sleep_for(std::chrono::milliseconds(1));
                return std::any();
            },
            [](const core::Result<std::any>&) {});
        QTest::mouseClick(part<QPushButton>("fit"), Qt::LeftButton);
        QVERIFY(dialog()->isRunning());
        QVERIFY(part<QPushButton>("cancelFit")->isVisible());
        QVERIFY(!part<QLineEdit>("modelName")->isEnabled());
        QTest::mouseClick(part<QPushButton>("cancelFit"), Qt::LeftButton);
        release = true;
        QVERIFY(QTest::qWaitFor([&] { return !dialog()->isRunning(); }, kLong));
        QVERIFY(dialog()->fit() == nullptr);
        QVERIFY(part<QLabel>("regressionProblem")->text().contains("nothing was kept"));
        QVERIFY(!std::filesystem::exists(m_workspace / "models/never.json"));
        QVERIFY(part<QLineEdit>("modelName")->isEnabled());
        QVERIFY(fit());  // and again
        QVERIFY(std::filesystem::exists(m_workspace / "models/never.json"));
    }

    void networksAreNotOverwritten() {
        open();
        name("planted");
        QVERIFY(fit());
        QVERIFY(dialog()->fit() == nullptr);
        QVERIFY2(part<QLabel>("regressionProblem")->text().contains("Choose another name"),
                 qPrintable(part<QLabel>("regressionProblem")->text()));
        QCOMPARE(store::readModelCard(m_workspace / "models/planted.json")->kind, std::string("made up"));
    }

    void theCommandLineDoesTheSame() {
        bool found = false;
        for (const auto& command : m_bench->page->commands())
            found = found || command.line.contains("regress --encoder planted --corpus c");
        QVERIFY(found);
    }
};

QTEST_MAIN(TestUnitRegressionDialog)
#include "TestUnitRegressionDialog.moc"
