// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

#include "app/gui/ActionRegistry.h"
#include "app/gui/results/ReportSaver.h"
#include "app/gui/results/ReproductionModel.h"
#include "app/gui/results/ReproductionSwitch.h"
#include "app/gui/results/ReproductionView.h"
#include "app/gui/results/ResultsPage.h"
#include "engine/core/SafeFile.h"
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
        return QTest::qWaitFor([&] { return view.list()->count() > 0; }, 10000);
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
