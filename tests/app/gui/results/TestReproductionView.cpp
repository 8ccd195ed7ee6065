// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QListWidget>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTableView>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/results/RegressionJob.h"
#include "app/gui/results/ReportSaver.h"
#include "app/gui/results/ReproductionModel.h"
#include "app/gui/results/ReproductionSwitch.h"
#include "app/gui/results/ReproductionView.h"
#include "app/gui/results/ResultsPage.h"
#include "engine/audio/AudioFile.h"
#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
#include "engine/experiment/StoredRegression.h"
#include "engine/store/Workspace.h"
#include "tests/TestSupport.h"
#include "tests/app/gui/results/ExampleRun.h"

using namespace prososcope;
using namespace prososcope::gui;

namespace {

const std::string kExperiment = R"(name = "tiny"
corpus = "emodb"
[labels]
classes = ["angry", "happy"]
)";

/// Two tables of one paper: the first has a figure that the example run fills, one that is missing, and one quoted.
const std::string kTable = R"toml(paper = "A paper"
citation = "Somebody (2020)"
table = 1
title = "Title & more"
measure = "uar"
unit = "%"
corpora = ["emodb"]
[need]
system = "the system itself"
[[column]]
name = "UA"
[[row]]
name = "ours"
values = ["70.5"]
experiment = "tiny.toml"
[[row]]
name = "theirs"
values = ["60.0"]
needs = ["system"]
[[row]]
name = "others"
values = ["50.0"]
quoted = "Others (2019)"
)toml";

const std::string kRegression = R"(kind = "neural-regression"
name = "units"
encoder = "emodb-4class"
targets = ["valence"]
columns = 3
[corpus]
name = "tones"
[table.1]
title = "Tones"
systems = ["units", "features", "mean"]
)";

/// A corpus of 24 tones by three speakers whose valence is their pitch.
void addTones(const std::filesystem::path& folder) {
    corpus::Corpus corpus;
    corpus.name = "tones";
    corpus.folder = folder / "audio";
    corpus.layout = "manifest";
    std::filesystem::create_directories(corpus.folder);
    for (int i = 0; i < 24; ++i) {
        corpus::Utterance utterance;
        utterance.id = "t" + std::to_string(100 + i);
        utterance.path = utterance.id + ".wav";
        utterance.speaker = "s" + std::to_string(i % 3);
        utterance.emotion = i % 2 == 0 ? "happy" : "sad";
        const double hertz = 150.0 + 40.0 * ((i * 7) % 11);
        utterance.valence = 1.0 + hertz / 200.0;
        audio::AudioClip clip;
        clip.rateHz = 16000;
        clip.channels.resize(1);
        core::Random random(static_cast<std::uint64_t>(i));
        for (int k = 0; k < 16000 + 400 * (i % 5); ++k)
            clip.channels[0].push_back(
                static_cast<float>(0.4 * std::sin(2.0 * std::numbers::pi * hertz * k / 16000.0) + 0.01 * random.normal()));
        if (!audio::writeWav(corpus.folder / utterance.path, clip)) qFatal("not written");
        corpus.utterances.push_back(std::move(utterance));
    }
    auto workspace = store::Workspace::open(folder);
    if (!workspace || !workspace->saveCorpus(corpus)) qFatal("no corpus");
}

}  // namespace

class TestReproductionView : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path m_workspace;
    std::int64_t m_run = -1;

    [[nodiscard]] PageContext context(ActionRegistry& actions) const {
        PageContext context;
        context.actions = &actions;
        context.workspaceFolder = QString::fromStdString(m_workspace.string());
        return context;
    }
    /// Waits for the tables.
    [[nodiscard]] static bool loaded(ReproductionView& view) {
        QString problem;
        const auto heard = connect(&view, &ReproductionView::message, &view, [&](const QString& text) { problem = text; });
        const bool shown = QTest::qWaitFor([&] { return view.list()->count() > 0 || !problem.isEmpty(); }, 10000);
        disconnect(heard);
        if (!problem.isEmpty()) qWarning("%s", qPrintable(problem));
        return shown && problem.isEmpty();
    }

private Q_SLOTS:
    void initTestCase() {
        const auto resources = toPath(m_folder.filePath("resources"));
        PROSOSCOPE_VERIFY(core::writeFile(resources / "experiments" / "tiny.toml", kExperiment));
        PROSOSCOPE_VERIFY(core::writeFile(resources / "reproduction" / "paper-1.toml", kTable));
        std::string second = kTable;
        second.replace(second.find("table = 1"), 9, "table = 2");
        PROSOSCOPE_VERIFY(core::writeFile(resources / "reproduction" / "paper-2.toml", second));
        m_workspace = toPath(m_folder.filePath("workspace"));
        const auto added = addExampleRun(m_workspace, toPath(m_folder.path()));
        PROSOSCOPE_VERIFY(added);
        m_run = *added;
        auto workspace = store::Workspace::open(m_workspace);
        PROSOSCOPE_VERIFY(workspace);
        auto run = workspace->run(m_run);
        PROSOSCOPE_VERIFY(run);
        run->name = "tiny";
        run->corpus = "emodb";
        run->state = store::RunState::Finished;
        PROSOSCOPE_VERIFY(workspace->updateRun(*run));
        qputenv("PROSOSCOPE_RESOURCES", resources.string().c_str());
    }

    void tablesByPaper() {
        ActionRegistry actions;
        ReproductionView view(context(actions));
        view.setResources(toPath(m_folder.filePath("resources")));
        view.reload();
        QVERIFY(loaded(view));
        QCOMPARE(view.list()->count(), 3);
        QCOMPARE(view.list()->item(0)->text(), QString("A paper"));
        QVERIFY(!(view.list()->item(0)->flags() & Qt::ItemIsSelectable));
        QCOMPARE(view.list()->item(1)->text(), QString("Table 1, 1 of 2 figures"));
        QCOMPARE(view.chosen(), QString("paper-1"));
        const auto* model = view.table()->model();
        QCOMPARE(model->rowCount(), 3);
        const auto at = [&](int row, int column) { return model->index(row, column).data().toString(); };
        QCOMPARE(at(0, ReproductionModel::Published), QString("70.5"));
        QVERIFY(at(0, ReproductionModel::Ours).contains(" ("));
        QVERIFY(at(0, ReproductionModel::Difference) != QString("\u2013"));
        QCOMPARE(at(1, ReproductionModel::Ours), QString("\u2013"));
        QVERIFY(at(1, ReproductionModel::Remark).contains("the system itself"));
        QVERIFY(at(2, ReproductionModel::Remark).contains("Others (2019)"));
        view.choose("paper-2");
        QCOMPARE(view.chosen(), QString("paper-2"));
    }

    void buttonsHandOver() {
        ActionRegistry actions;
        ReproductionView view(context(actions));
        view.setResources(toPath(m_folder.filePath("resources")));
        view.reload();
        QVERIFY(loaded(view));
        QSignalSpy experiment(&view, &ReproductionView::experimentRequested);
        QSignalSpy run(&view, &ReproductionView::runRequested);
        const auto button = [&](const QString& text) -> QPushButton* {
            for (auto* each : view.findChildren<QPushButton*>())
                if (each->text() == text) return each;
            return nullptr;
        };
        view.table()->setCurrentIndex(view.table()->model()->index(0, 0));
        QVERIFY(button("Run this experiment")->isEnabled() && button("Open run")->isEnabled());
        button("Run this experiment")->click();
        button("Open run")->click();
        QCOMPARE(experiment.count(), 1);
        QCOMPARE(experiment.first().at(0).toString(), QString("tiny"));
        QCOMPARE(experiment.first().at(1).toString(), QString("emodb"));
        QCOMPARE(run.first().at(0).toLongLong(), m_run);
        view.table()->setCurrentIndex(view.table()->model()->index(1, 0));
        QVERIFY(!button("Run this experiment")->isEnabled() && !button("Open run")->isEnabled());
        button("Copy as CSV")->click();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith("table,row,column,published"));
        button("Copy as LaTeX")->click();
        QVERIFY(QGuiApplication::clipboard()->text().contains("Title \\& more"));
    }

    /// A regression on the bundled network is run from the page as a job, stored, and shown.
    void regressionsAreRunAndListed() {
        const auto folder = toPath(m_folder.filePath("regressing"));
        const auto resources = toPath(m_folder.filePath("regressing-resources"));
        // The resources of the program with a table of our own.
        std::filesystem::create_directories(resources);
        const std::filesystem::path program = PROSOSCOPE_SOURCE_DIR "/resources";
        for (const auto& entry : std::filesystem::directory_iterator(program)) {
            const auto name = entry.path().filename();
            if (name != "experiments" && name != "reproduction")
                std::filesystem::create_symlink(entry.path(), resources / name);
        }
        PROSOSCOPE_VERIFY(core::writeFile(resources / "experiments" / "units.toml", kRegression));
        std::string table = kTable;
        table.replace(table.find("experiment = \"tiny.toml\""), 24,
                      "measure = \"mse_mean\"\nunit = \"\"\nsubject = \"valence\"\nregression = \"units.toml\"\n"
                      "regression_table = \"1\"\nsystem = \"units\"");
        table.replace(table.find("70.5"), 4, "0.25");
        table.replace(table.find("[\"emodb\"]"), 9, "[\"tones\"]");
        PROSOSCOPE_VERIFY(core::writeFile(resources / "reproduction" / "paper-1.toml", table));
        const auto before = qgetenv("PROSOSCOPE_RESOURCES");
        qputenv("PROSOSCOPE_RESOURCES", resources.string().c_str());
        const auto back = qScopeGuard([&] { qputenv("PROSOSCOPE_RESOURCES", before); });
        addTones(folder);

        ActionRegistry actions;
        engine_thread::EngineThread engine(QString::fromStdString(folder.string()));
        PageContext context;
        context.actions = &actions;
        context.engine = &engine;
        context.workspaceFolder = QString::fromStdString(folder.string());
        ResultsPage page(context);
        page.setExampleFolder(toPath(m_folder.filePath("none")));
        page.resize(1400, 900);
        page.QWidget::show();
        actions.action("results.reproduction")->trigger();
        auto* view = page.findChild<ReproductionSwitch*>()->view();
        view->setResources(resources);
        view->reload();
        QVERIFY(QTest::qWaitFor([&] { return view->list()->count() == 2; }, 10000 * kPatience));
        const auto at = [&](int column) { return view->table()->model()->index(0, column).data().toString(); };
        QVERIFY2(at(ReproductionModel::Remark).contains("not run yet: prososcope-cli run"),
                 qPrintable(at(ReproductionModel::Remark)));
        QVERIFY(std::ranges::any_of(page.commands(), [](const PageCommand& each) { return each.line.contains("units.toml"); }));
        QSignalSpy said(view, &ReproductionView::message);
        QPushButton* run = nullptr;
        for (auto* each : view->findChildren<QPushButton*>())
            if (each->text() == "Run this experiment") run = each;
        QVERIFY(run != nullptr && run->isEnabled());
        QTest::mouseClick(run, Qt::LeftButton);
        QVERIFY(view->job()->isRunning() && !run->isEnabled());
        QVERIFY(QTest::qWaitFor([&] { return !view->job()->isRunning(); }, 120000 * kPatience));
        QVERIFY(said.count() > 0);
        QVERIFY2(said.last().at(0).toString().contains("regressions"), qPrintable(said.last().at(0).toString()));
        QVERIFY(!said.last().at(1).toBool());
        const auto stored = experiment::readStoredRegression(folder / "regressions" / "units");
        PROSOSCOPE_VERIFY(stored);
        const double error = stored->tables[0].cell("units", "valence")->mean;
        QTRY_VERIFY_WITH_TIMEOUT(at(ReproductionModel::Ours).startsWith(QString::number(error, 'f', 2)), 10000 * kPatience);
        QVERIFY2(at(ReproductionModel::Remark).contains("leave one speaker out, 3 speakers"),
                 qPrintable(at(ReproductionModel::Remark)));
        QVERIFY(view->table()->model()->index(0, 0).data(Qt::ToolTipRole).toString().contains("standard deviation"));

        // Under another name it is a table of its own, without anything published.
        std::filesystem::copy(folder / "regressions" / "units", folder / "regressions" / "mine",
                              std::filesystem::copy_options::recursive);
        auto text = *core::readFile(folder / "regressions" / "mine" / "result.json");
        text.replace(text.find("\"name\": \"units\""), 15, "\"name\": \"mine\"");
        PROSOSCOPE_VERIFY(core::writeFile(folder / "regressions" / "mine" / "result.json", text));
        view->reload();
        QVERIFY(QTest::qWaitFor([&] { return view->list()->count() == 4; }, 10000 * kPatience));
        QCOMPARE(view->list()->item(2)->text(), QString("Regressions of this workspace"));
        view->list()->setFocus();
        QTest::keyClick(view->list(), Qt::Key_Down);
        QCOMPARE(view->chosen(), QString("regression-mine-1"));
        QCOMPARE(view->table()->model()->columnCount(), 9);
        QCOMPARE(view->table()->model()->rowCount(), 3);
        QVERIFY(at(2).startsWith(QString::number(error, 'f', 3)));
        view->copyAsLatex();
        QVERIFY(QGuiApplication::clipboard()->text().contains("less the features"));
        view->copyAsCsv();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith("table,system,target,mse_mean"));
    }

    void aRegressionWithoutItsCorpusCannotBeRun() {
        // Experiments of the program name its label schemes.
        const QByteArray before = qgetenv("PROSOSCOPE_RESOURCES");
        qputenv("PROSOSCOPE_RESOURCES", PROSOSCOPE_SOURCE_DIR "/resources");
        const auto restore = qScopeGuard([&] { qputenv("PROSOSCOPE_RESOURCES", before); });
        ActionRegistry actions;
        ReproductionView view(context(actions));
        view.setResources(PROSOSCOPE_SOURCE_DIR "/resources");
        view.reload();
        QVERIFY(loaded(view));
        view.choose("gcu-neural-features-2");
        QCOMPARE(view.table()->model()->rowCount(), 16);
        const QString remark = view.table()->model()->index(0, ReproductionModel::Remark).data().toString();
        QVERIFY2(remark.contains("gcu-vctk") && remark.contains("IEMOCAP (under a licence") && remark.contains("not run yet"),
                 qPrintable(remark));
        for (auto* each : view.findChildren<QPushButton*>()) {
            if (each->text() != "Run this experiment") continue;
            QVERIFY(!each->isEnabled());
            QVERIFY2(each->toolTip().contains("IEMOCAP"), qPrintable(each->toolTip()));
        }
    }

    void actionSwitchesResults() {
        ActionRegistry actions;
        ResultsPage page(context(actions));
        page.setExampleFolder(toPath(m_folder.filePath("none")));
        page.resize(1400, 900);
        page.QWidget::show();
        auto* change = page.findChild<ReproductionSwitch*>();
        QVERIFY(change != nullptr && change->view() == nullptr);  // nothing is made before it is asked for
        auto* action = actions.action("results.reproduction");
        QVERIFY(action != nullptr);
        QVERIFY(actions.conflicts().isEmpty());
        action->trigger();
        QVERIFY(change->showsTables() && action->isChecked());
        QVERIFY(loaded(*change->view()));
        // A run that is asked for is shown with the runs.
        QSignalSpy shown(&page, &ResultsPage::runShown);
        Q_EMIT change->view()->runRequested(m_run);
        QVERIFY(!change->showsTables() && !action->isChecked());
        QVERIFY(QTest::qWaitFor([&] { return shown.count() > 0; }, 10000));
        QSignalSpy opened(&page, &Page::openRequested);
        action->trigger();
        Q_EMIT change->view()->experimentRequested("tiny", "emodb");
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().at(0).toString(), QString("train"));
        QCOMPARE(opened.first().at(1).toJsonObject()["experiment"].toString(), QString("tiny"));
        change->view()->findChild<QPushButton*>("showRuns")->click();
        QVERIFY(!change->showsTables());
    }

    void reportIsSaved() {
        ActionRegistry actions;
        ResultsPage page(context(actions));
        page.setExampleFolder(toPath(m_folder.filePath("none")));
        page.QWidget::show();
        QSignalSpy shown(&page, &ResultsPage::runShown);
        page.activated();
        QVERIFY(QTest::qWaitFor([&] { return shown.count() > 0; }, 10000));
        QVERIFY(actions.action("results.saveReport") != nullptr);
        auto* saver = page.findChild<ReportSaver*>();
        QVERIFY(saver != nullptr);
        QSignalSpy saved(saver, &ReportSaver::saved);
        QSignalSpy said(&page, &Page::message);
        saver->saveTo(m_folder.path());
        QVERIFY(QTest::qWaitFor([&] { return saved.count() > 0 || said.count() > 0; }, 20000));
        QCOMPARE(saved.count(), 1);
        const QString folder = saved.first().at(0).toString();
        for (const char* file : {"/report.html", "/report.pdf", "/tables/run-1-scores.csv", "/tables/run-1-scores.tex"})
            QVERIFY2(QFile::exists(folder + file), file);
        QFile html(folder + "/report.html");
        QVERIFY(html.open(QIODevice::ReadOnly) && html.readAll().contains("<svg"));
    }
};

QTEST_MAIN(TestReproductionView)
#include "TestReproductionView.moc"
