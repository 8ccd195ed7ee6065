// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QLabel>
#include <QPushButton>

#include "MeasurePage.h"
#include "app/gui/inspect/FeatureController.h"
#include "app/gui/inspect/FigureExport.h"
#include "engine/audio/AudioFile.h"
#include "engine/features/ColumnStatistics.h"
#include "widgets/FeaturePlottable.h"
#include "widgets/PaneStack.h"

using namespace prososcope;
using namespace prososcope::gui;

/// Acoustic features of what is open: as a table and as a picture.
class TestFeatureTable : public QObject {
    Q_OBJECT

    MeasurePage m_test;

    FeatureTable& table() const { return *m_test.page->features()->table(); }
    widgets::PaneStack* stack() const { return m_test.page->panes()->stack(); }
    int rows() const { return table().model().rowCount(); }
    void compute() const {
        table().findChild<QPushButton*>("featureCompute")->click();
        QVERIFY(QTest::qWaitFor([&] { return !table().isRunning(); }, kPatience * 30000));
    }
    static std::vector<float> samplesOf(const QString& path, int rateHz) {
        core::Progress progress;
        const auto clip = audio::decodeAudio(toPath(path), {.rateHz = rateHz, .mono = true}, progress);
        return clip ? (*clip)->channels.at(0) : std::vector<float>();
    }

private Q_SLOTS:
    void initTestCase() { m_test.writeFiles(); }
    void init() { m_test.open(); }
    void cleanup() { m_test.close(); }

    void everySetIsOfferedWithWhatItIs() {
        const auto* sets = table().findChild<QComboBox*>("featureSet");
        const auto* about = table().findChild<QLabel*>("featureAbout");
        QCOMPARE(static_cast<std::size_t>(sets->count()), features::allFeatureSets().size());
        for (const auto* set : features::allFeatureSets()) {
            table().chooseSet(QString::fromUtf8(set->name().data()));
            QCOMPARE(table().set(), QString::fromUtf8(set->name().data()));
            QVERIFY(about->text().contains(QString::number(set->columns().size())));
            QVERIFY(about->text().contains(QString::fromStdString(set->description().english())));
        }
        table().chooseSet("no such set");
        QVERIFY(!table().set().isEmpty());
    }

    void wholeRecordingsGiveTheEnginesNumbers() {
        QVERIFY(m_test.show("set/a.wav") != nullptr);
        m_test.actions->action("measure.features")->trigger();
        QVERIFY(table().isVisible());
        for (const char* name : {"logmel80", "mfcc20-librosa"}) {
            table().chooseSet(name);
            compute();
            const auto set = features::featureSet(name);
            PROSOSCOPE_VERIFY(set);
            const auto matrix = (*set)->compute(samplesOf(m_test.path("set/a.wav"), (*set)->rateHz()));
            PROSOSCOPE_VERIFY(matrix);
            const auto statistics = features::columnStatistics(*matrix);
            QCOMPARE(static_cast<std::size_t>(rows()), (*set)->columns().size());
            for (int row = 0; row < rows(); ++row) {
                const auto& column = statistics[static_cast<std::size_t>(row)];
                QCOMPARE(MeasurePage::textOf(table(), row, "feature"), (*set)->columns()[static_cast<std::size_t>(row)]);
                QCOMPARE(MeasurePage::numberOf(table(), row, "mean"), column.mean);
                QCOMPARE(MeasurePage::numberOf(table(), row, "sd"), column.deviation);
                QCOMPARE(MeasurePage::numberOf(table(), row, "max"), column.largest);
            }
        }
    }

    void selectionsAreComputedAlone() {
        auto* recording = m_test.show("set/a.wav");
        QVERIFY(recording != nullptr);
        table().chooseSet("logmel80");
        recording->view()->setSelection(0.0, 1.0);  // silence
        compute();
        QCOMPARE(MeasurePage::numberOf(table(), 40, "max"), -100.0);
        recording->view()->setSelection(1.5, 1.9);  // a tone
        compute();
        QVERIFY(MeasurePage::numberOf(table(), 3, "mean") > -60.0);
        // The picture lies where the selection was.
        const auto& picture = m_test.page->features()->plottable();
        QVERIFY(!picture.reading(1.7, 0.5).isEmpty());
        QVERIFY(picture.reading(1.0, 0.5).isEmpty());
    }

    void thePictureBelongsToItsRecording() {
        QVERIFY(m_test.show("set/a.wav") != nullptr);
        QVERIFY(!stack()->shownPanes().contains("features"));
        compute();
        QVERIFY(stack()->shownPanes().contains("features"));
        const QString caption = m_test.page->figures()->content().caption;
        QVERIFY2(caption.contains("Features: logmel80, from below mel0 to mel79"), qPrintable(caption));
        QVERIFY(m_test.show("set/b.wav") != nullptr);
        QVERIFY(!stack()->shownPanes().contains("features"));
        QVERIFY(m_test.show("set/a.wav") != nullptr);
        QVERIFY(stack()->shownPanes().contains("features"));
    }

    void whatCannotBeComputedIsSaid() {
        table().compute();
        QVERIFY(m_test.messages.last().contains("Open a recording"));
        QVERIFY(writeTone(toPath(m_test.path("long.wav")), 3700.0, 8000));
        QVERIFY(m_test.show("long.wav") != nullptr);
        table().compute();
        QVERIFY2(m_test.messages.last().contains("60 minutes"), qPrintable(m_test.messages.last()));
        QVERIFY(!table().isRunning());
        // A long job can be stopped; nothing is left behind.
        m_test.page->current()->view()->setSelection(0.0, 3000.0);
        table().compute();
        QVERIFY(table().isRunning());
        table().findChild<QPushButton*>("featureCancel")->click();
        QVERIFY(QTest::qWaitFor([&] { return !table().isRunning(); }, kPatience * 30000));
        QCOMPARE(rows(), 0);
        QVERIFY(!stack()->shownPanes().contains("features"));
    }

    void theChosenSetReturnsWithTheSession() {
        table().chooseSet("mfcc20-librosa");
        const auto state = m_test.page->features()->saveState();
        table().chooseSet("logmel80");
        m_test.page->features()->restoreState(state);
        QCOMPARE(table().set(), QString("mfcc20-librosa"));
    }
};

QTEST_MAIN(TestFeatureTable)
#include "TestFeatureTable.moc"
