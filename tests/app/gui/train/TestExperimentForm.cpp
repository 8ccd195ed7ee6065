// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSpinBox>
#include <QToolButton>
#include <QWheelEvent>

#include "app/gui/train/ExperimentForm.h"
#include "app/gui/train/TrainSetup.h"
#include "engine/experiment/EditText.h"
#include "tests/TestSupport.h"
#include "tests/app/gui/train/TrainBench.h"

using namespace prososcope;
using namespace prososcope::gui;

/// The form over the experiment's text, in the page.
class TestExperimentForm : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path m_experiments;
    std::filesystem::path m_workspace;

    template <typename T>
    static T* control(const Bench& bench, const char* path) {
        return bench.page->findChild<T*>(QLatin1String(path));
    }
    static QPlainTextEdit* text(const Bench& bench) { return bench.page->findChild<QPlainTextEdit*>("toml"); }
    static void type(QLineEdit* line, const QString& words) {
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, words);
        QTest::keyClick(line, Qt::Key_Return);
    }
    static bool isUsed(const Bench& bench, const char* path) {
        const auto* widget = bench.page->findChild<QWidget*>(QLatin1String(path));
        return widget != nullptr && widget->isVisible();
    }
    /// Waits until what was typed has been looked at.
    static void settle(Bench& bench, const QString& toml) {
        QSignalSpy plan(bench.page.get(), &TrainPage::planShown);
        text(bench)->setPlainText(toml);
        QTRY_VERIFY(plan.count() > 0);
    }

private Q_SLOTS:
    void initTestCase() {
        m_experiments = toPath(m_folder.filePath("experiments"));
        m_workspace = toPath(m_folder.filePath("workspace"));
        PROSOSCOPE_VERIFY(makeCorpus(m_workspace, 3));
        PROSOSCOPE_VERIFY(core::writeFile(
            m_experiments / "tiny.toml",
            std::string("# A comment.\n") + kExperiment + "[training] # quick\nepochs = 5 # few\n\n# the end\n"));
    }

    void eachControlChangesOneKeyOfTheText() {
        Bench bench(m_workspace, m_experiments);
        QVERIFY(bench.open());
        const QString before = text(bench)->toPlainText();
        auto* epochs = control<QSpinBox>(bench, "training.epochs");
        QCOMPARE(epochs->value(), 5);
        epochs->setFocus();
        QTest::keyClick(epochs, Qt::Key_Up);
        QString expected = QString(before).replace("epochs = 5 # few", "epochs = 6 # few");
        QCOMPARE(text(bench)->toPlainText(), expected);

        const auto set = [&](const char* path, const char* value) {
            expected = QString::fromStdString(*experiment::setKey(expected.toStdString(), path, value));
        };
        auto* schedule = control<QComboBox>(bench, "training.schedule");
        schedule->setFocus();
        QTest::keyClick(schedule, Qt::Key_Down);
        set("training.schedule", "\"constant\"");
        QCOMPARE(text(bench)->toPlainText(), expected);

        type(control<QLineEdit>(bench, "training.learning_rate"), "1e-3");
        set("training.learning_rate", "1e-3");
        QCOMPARE(text(bench)->toPlainText(), expected);
        QTest::mouseClick(control<QCheckBox>(bench, "save_model"), Qt::LeftButton, {}, QPoint(8, 8));
        set("save_model", "true");
        QCOMPARE(text(bench)->toPlainText(), expected);
        type(control<QLineEdit>(bench, "seeds"), "7");
        set("seed", "7");
        QCOMPARE(text(bench)->toPlainText(), expected);
        QTest::mouseClick(bench.page->findChild<QToolButton*>("copiesPart"), Qt::LeftButton);
        QVERIFY(isUsed(bench, "copies.speeds"));
        type(control<QLineEdit>(bench, "copies.speeds"), "0.9, 1.1");
        set("copies.speeds", "[0.9, 1.1]");
        QCOMPARE(text(bench)->toPlainText(), expected);
        // All of it can be taken back in the text.
        QTest::mouseClick(bench.page->findChild<QToolButton*>("advanced"), Qt::LeftButton);
        for (int i = 0; i < 6; ++i) text(bench)->undo();
        QCOMPARE(text(bench)->toPlainText(), before);
        QTRY_COMPARE(epochs->value(), 5);
    }

    void theFormFollowsTheText() {
        Bench bench(m_workspace, m_experiments);
        QVERIFY(bench.open());
        settle(bench, QString(kExperiment) + "seeds = [4, 5]\n[training]\nbatch = 8\nprecision = \"bfloat16\"\n");
        // `seeds` stands in [folds] there, which is wrong: the form shows what it can, the page says what is wrong.
        QVERIFY(!bench.label("problem").isEmpty());
        QCOMPARE(control<QSpinBox>(bench, "training.batch")->value(), 8);
        QCOMPARE(control<QComboBox>(bench, "training.precision")->currentData().toString(), QString("bfloat16"));
        QCOMPARE(control<QSpinBox>(bench, "training.epochs")->value(), experiment::TrainingSettings().epochs);
        settle(bench, "seeds = [4, 5]\n" + QString(kExperiment));
        QVERIFY(bench.label("problem").isEmpty());
        QCOMPARE(control<QLineEdit>(bench, "seeds")->text(), QString("4, 5"));
        settle(bench, "name = ");
        QVERIFY(!bench.page->findChild<ExperimentForm*>()->isEnabled());
        settle(bench, kExperiment);
        QVERIFY(bench.page->findChild<ExperimentForm*>()->isEnabled());
    }

    void aSpeechEncoderIsChosen() {
        Bench bench(m_workspace, m_experiments);
        QVERIFY(bench.open());
        QVERIFY(!isUsed(bench, "model.train") && !isUsed(bench, "model.start"));
        settle(bench, QString(kExperiment) + "[model]\nkind = \"speech-encoder\"\n");
        QVERIFY(bench.label("problem").contains("start"));
        QVERIFY(isUsed(bench, "model.start") && isUsed(bench, "model.train") && !isUsed(bench, "model.layers"));
        auto* start = control<QLineEdit>(bench, "model.start");
        start->setFocus();
        QTest::keyClicks(start, "wavlm-base");
        QTest::keyClick(start, Qt::Key_Return);
        QTRY_VERIFY(text(bench)->toPlainText().contains("start = \"wavlm-base\""));
        auto* learns = control<QComboBox>(bench, "model.train");
        learns->setFocus();
        QTest::keyClick(learns, Qt::Key_Down);
        QTRY_VERIFY(text(bench)->toPlainText().contains("train = \"top-layers\""));
        QTRY_VERIFY(isUsed(bench, "model.layers"));
        control<QSpinBox>(bench, "model.layers")->setValue(3);
        QTRY_VERIFY(text(bench)->toPlainText().contains("layers = 3"));
    }

    /// Beside its scroll bar, too, the column shows its controls whole.
    void nothingIsWiderThanTheColumn() {
        Bench bench(m_workspace, m_experiments);
        QVERIFY(bench.open());
        settle(bench, QString(kExperiment) + "[model]\nkind = \"speech-encoder\"\nstart = \"a\"\n");
        auto* column = bench.page->findChild<TrainSetup*>();
        auto* scroll = column->findChild<QScrollArea*>();
        QVERIFY(scroll->widget() != nullptr);
        QTRY_VERIFY2(scroll->widget()->width() <= scroll->viewport()->width(),
                     qPrintable(QString("%1 in %2").arg(scroll->widget()->width()).arg(scroll->viewport()->width())));
    }

    void whatMeansNothingIsHidden() {
        Bench bench(m_workspace, m_experiments);
        QVERIFY(bench.open());
        QVERIFY(isUsed(bench, "training.epochs") && isUsed(bench, "folds.inner_speakers"));
        QVERIFY(!isUsed(bench, "features.normalise") && !isUsed(bench, "folds.groups") && !isUsed(bench, "members"));
        auto* model = control<QComboBox>(bench, "model.kind");
        model->setFocus();
        QTest::keyClick(model, Qt::Key_Down);
        QCOMPARE(model->currentData().toString(), QString("svm-linear"));
        QVERIFY(text(bench)->toPlainText().contains("kind = \"svm-linear\""));
        QVERIFY(!isUsed(bench, "training.epochs") && !isUsed(bench, "folds.inner_speakers"));
        QVERIFY(isUsed(bench, "features.normalise") && !isUsed(bench, "speakerNote"));
        auto* normalise = control<QComboBox>(bench, "features.normalise");
        normalise->setFocus();
        QTest::keyClick(normalise, Qt::Key_Down);
        QVERIFY(isUsed(bench, "speakerNote"));
        QVERIFY(bench.label("speakerNote").contains("without their labels"));
        settle(bench, QString(kExperiment).replace("leave-one-speaker-out\"", "speaker-groups\"\ngroups = 3"));
        QVERIFY(isUsed(bench, "folds.groups"));
        QCOMPARE(control<QSpinBox>(bench, "folds.groups")->value(), 3);
        settle(bench, QString(kExperiment) +
                          "[model]\nkind = \"fusion\"\n[[member]]\nset = \"logmel80\"\nkind = \"logmel-network\"\n"
                          "[[member]]\nset = \"eGeMAPSv02\"\nkind = \"svm-linear\"\n");
        QVERIFY(isUsed(bench, "members") && !isUsed(bench, "featureSet") && !isUsed(bench, "training.epochs"));
        QVERIFY(bench.label("members").contains("svm-linear, eGeMAPSv02"));
    }

    void severalRunsAreCounted() {
        Bench bench(m_workspace, m_experiments);
        QVERIFY(bench.open());
        auto* runs = bench.page->findChild<QToolButton*>("runs");
        QVERIFY(!runs->isVisible());
        settle(bench, "seeds = [1, 2]\n" + QString(kExperiment) + "[sweep]\ntraining.epochs = [3, 4, 5]\n");
        QVERIFY(runs->isVisible());
        QCOMPARE(runs->text(), QString("6 runs: 3 settings x 2 seeds"));
        QVERIFY(!isUsed(bench, "training.epochs"));  // the sweep says it
        QTest::mouseClick(runs, Qt::LeftButton);
        QVERIFY(isUsed(bench, "runList"));
        QVERIFY(bench.label("runList").contains("training.epochs = 5\nSeeds: 1, 2"));
        QVERIFY(bench.label("cost").startsWith("6 runs"));
        type(control<QLineEdit>(bench, "seeds"), "1, 2, 3");
        QTRY_COMPARE(runs->text(), QString("9 runs: 3 settings x 3 seeds"));
        QVERIFY(text(bench)->toPlainText().startsWith("seeds = [1, 2, 3]\n"));
    }

    void theEstimateSaysWhereItComesFrom() {
        const auto folder = toPath(m_folder.filePath("estimated"));
        PROSOSCOPE_VERIFY(makeCorpus(folder, 3));
        Bench bench(folder, m_experiments);
        QVERIFY(bench.open());
        QVERIFY2(bench.label("cost").contains("MB"), qPrintable(bench.label("cost")));
        QVERIFY(!bench.label("cost").contains(" min") && !bench.label("costOrigin").contains("run 1"));
        QSignalSpy ended(bench.page.get(), &TrainPage::runEnded);
        bench.runner.seconds = 3600.0;
        bench.page->start();
        QTRY_COMPARE(ended.count(), 1);
        QTRY_VERIFY(bench.label("costOrigin").contains("run 1"));
        // The features are there now; what else it does is as slow as that run was.
        QVERIFY2(bench.label("cost").contains(" min"), qPrintable(bench.label("cost")));
    }

    /// The wheel scrolls the panel, it does not change what it passes over.
    void theWheelChangesNothingWithoutTheFocus() {
        Bench bench(m_workspace, m_experiments);
        QVERIFY(bench.open());
        auto* epochs = control<QSpinBox>(bench, "training.epochs");
        text(bench)->setFocus();
        const auto before = text(bench)->toPlainText();
        QWheelEvent wheel(QPointF(4, 4), epochs->mapToGlobal(QPointF(4, 4)), {}, QPoint(0, -120), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(epochs, &wheel);
        QCOMPARE(epochs->value(), 5);
        QCOMPARE(text(bench)->toPlainText(), before);
    }

    void everyControlHasANameAndTheKeyboardReachesIt() {
        Bench bench(m_workspace, m_experiments);
        QVERIFY(bench.open());
        for (const char* path :
             {"model.kind", "featureSet", "training.epochs", "training.batch", "training.learning_rate", "training.schedule",
              "training.precision", "folds.protocol", "folds.inner_speakers", "seeds", "save_model"}) {
            const auto* widget = bench.page->findChild<QWidget*>(QLatin1String(path));
            QVERIFY2(widget != nullptr && !widget->accessibleName().isEmpty(), path);
            QVERIFY2((widget->focusPolicy() & Qt::TabFocus) != 0, path);
        }
    }

    void anotherPageChoosesAnExperiment() {
        const auto experiments = toPath(m_folder.filePath("two"));
        PROSOSCOPE_VERIFY(core::writeFile(experiments / "a.toml", kExperiment));
        PROSOSCOPE_VERIFY(core::writeFile(experiments / "b.toml",
                                          QString(kExperiment).replace("\"tiny\"\ntitle", "\"other\"\ntitle").toStdString()));
        Bench bench(m_workspace, experiments);
        QVERIFY(bench.open());
        QCOMPARE(bench.page->plan()->experiment.name, std::string("tiny"));
        bench.page->show(QJsonObject{{"experiment", "other"}});
        QTRY_COMPARE(bench.page->plan()->experiment.name, std::string("other"));
        QSignalSpy said(bench.page.get(), &Page::message);
        bench.page->show(QJsonObject{{"experiment", "no such one"}});
        QTRY_COMPARE(said.count(), 1);
        QVERIFY(said.first().at(0).toString().contains("no such one"));
    }
};

QTEST_MAIN(TestExperimentForm)
#include "TestExperimentForm.moc"
