// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QPushButton>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/ModelTracks.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "engine/store/Workspace.h"
#include "tests/TestSupport.h"
#include "widgets/DimensionPlottable.h"
#include "widgets/PaneStack.h"
#include "widgets/Theme.h"

using namespace prososcope;
using namespace prososcope::gui;
using widgets::DimensionPlottable;

class TestModelTracks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void furtherModelsHavePanesOfTheirOwn();
    void choiceIsMadeInTheProperties();
    void dimensionsAreLinesWithBands();
    void missingDimensionsBreakTheLine();
    void theWholeRecordingIsAskedOfAllModels();
    void choiceReturnsWithTheSession();
    void secondOpeningIsThereAtOnce();
    void changedFileIsPredictedAnew();
    void copiedFileIsFoundByItsContent();
    void corpusLabelIsShown();
    void overlappingLabelsHaveRows();

private:
    QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
    QStringList shown() const { return m_page->panes()->stack()->shownPanes(); }
    ModelTracks* tracks() const { return m_page->modelTracks(); }
    void makePage();
    void dropPage();
    RecordingModel* open(const QString& file);
    bool complete(RecordingModel* recording, int slot) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<FakeCalls> m_calls;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<InspectPage> m_page;
};

void TestModelTracks::makePage() {
    m_calls = std::make_shared<FakeCalls>();
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder->path());
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder->path()},
                                           fakeBackend(m_calls, true));
    m_page->resize(1200, 900);
    m_page->activated();
    static_cast<QWidget*>(m_page.get())->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QTRY_COMPARE(m_page->models().size(), std::size_t{3});
}

void TestModelTracks::dropPage() {
    m_page.reset();
    m_actions.reset();
    m_engine.reset();
}

void TestModelTracks::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(writeTone(toPath(path("tone.wav")), 8.0));
    makePage();
}

void TestModelTracks::cleanup() { dropPage(); }

RecordingModel* TestModelTracks::open(const QString& file) {
    auto* recording = m_page->openRecording(file);
    return QTest::qWaitFor([&] { return recording->state() == RecordingModel::State::Open && m_page->isIdle(); },
                           kPatience * 20000)
               ? recording
               : nullptr;
}

bool TestModelTracks::complete(RecordingModel* recording, int slot) const {
    const auto track = recording->track(tracks()->tracker(slot)->modelKey());
    return track && track->missing() == 0;
}

void TestModelTracks::furtherModelsHavePanesOfTheirOwn() {
    auto* recording = open(path("tone.wav"));
    QVERIFY(recording != nullptr);
    QCOMPARE(shown(), (QStringList{"waveform", "spectrogram", "emotion:1"}));
    tracks()->choose(2, "fake2");
    QTRY_COMPARE(shown(), (QStringList{"waveform", "spectrogram", "emotion:1", "emotion:2"}));
    QTRY_VERIFY_WITH_TIMEOUT(complete(recording, 1) && complete(recording, 2), kPatience * 20000);
    QVERIFY(m_page->panes()->stack()->title("emotion:2").contains("fake2"));
    tracks()->choose(2, "no such model");
    QTRY_COMPARE(shown(), (QStringList{"waveform", "spectrogram", "emotion:1"}));
    QVERIFY(complete(recording, 1));
}

void TestModelTracks::choiceIsMadeInTheProperties() {
    QVERIFY(open(path("tone.wav")) != nullptr);
    auto* field = m_page->findChild<QComboBox*>("model2");
    QVERIFY(field != nullptr);
    QCOMPARE(field->count(), 4);  // none and three
    QVERIFY(!field->accessibleName().isEmpty());
    field->setFocus();
    QTest::keyClick(field, Qt::Key_End);
    QTRY_COMPARE(shown().last(), QString("dimensions:2"));
    QTest::keyClick(field, Qt::Key_Home);
    QTRY_COMPARE(shown().last(), QString("emotion:1"));
}

void TestModelTracks::dimensionsAreLinesWithBands() {
    auto* recording = open(path("tone.wav"));
    tracks()->choose(3, "fake3");
    QTRY_VERIFY_WITH_TIMEOUT(complete(recording, 3), kPatience * 20000);
    QCOMPARE(shown().last(), QString("dimensions:3"));
    QVERIFY(!shown().contains("emotion:3"));
    const auto& drawn = tracks()->dimensions(3);
    QCOMPARE(drawn.lines(0).size(), 1);
    const auto valence = drawn.lines(0).first();
    QCOMPARE(valence.first().x(), 0.0);
    QCOMPARE(valence.last().x(), 8.0);
    QVERIFY(valence.last().y() > 0.6 && valence.first().y() < 0.01);              // rises as planted
    const auto arousal = drawn.lines(1).first();                                  // kept: what a loop runs over must outlive it
    for (const auto& point : arousal) QVERIFY(std::abs(point.y() - 0.5) < 1e-6);  // 4 of 1 to 7
    QVERIFY(drawn.bands(0).isEmpty());                                            // no deviation known
    QCOMPARE(drawn.bands(1).size(), 1);
    const auto band = drawn.bands(1).first();
    QVERIFY(std::abs(band.first().y() - 0.6) < 1e-6 && std::abs(band.last().y() - 0.4) < 1e-6);
    auto* pane = qobject_cast<widgets::SignalPane*>(m_page->panes()->stack()->pane("dimensions:3"));
    QVERIFY2(pane->name().contains("valence") && pane->name().contains("1\u20137"), qPrintable(pane->name()));
    pane->replot();
    const QImage image = pane->toPixmap().toImage();
    bool found = false;
    for (int y = 0; y < image.height(); ++y)
        found = found || QColor(image.pixel(image.width() / 3, y)) == DimensionPlottable::ink(0);
    QVERIFY(found);
}

void TestModelTracks::missingDimensionsBreakTheLine() {
    widgets::SignalPane pane;
    pane.resize(400, 100);
    widgets::TimeView view;
    view.setDuration(10.0);
    view.showAll();
    pane.setTimeView(&view);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    pane.replot();
    auto* plottable = new DimensionPlottable(pane.xAxis, pane.yAxis);
    auto track = std::make_shared<widgets::EmotionTrack>(widgets::EmotionTrack::forRecording({}, 10.0, 2.5, 0.25));
    track->dimensions = {"valence"};
    track->scales = {{0.0, 1.0}};
    track->dimensionRows.resize(track->rows.size());
    QCOMPARE(track->missing(), track->rows.size());
    plottable->setTrack(track);
    QVERIFY(plottable->lines(0).isEmpty());
    for (std::size_t i = 0; i < track->rows.size(); ++i) {
        if (i < 10 || i > 14) track->dimensionRows[i] = {0.25F, 0.1F};
    }
    QCOMPARE(track->missing(), std::size_t{5});
    QCOMPARE(plottable->lines(0).size(), 2);
    QCOMPARE(plottable->bands(0).size(), 2);
    QCOMPARE(track->dimensionsAt(1.0).front(), 0.25F);
    QVERIFY(plottable->lines(1).isEmpty());
    pane.replot();
}

void TestModelTracks::theWholeRecordingIsAskedOfAllModels() {
    QVERIFY(writeTone(toPath(path("long.wav")), 1900.0, 8000));
    auto* recording = open(path("long.wav"));
    QVERIFY(recording != nullptr);
    if (!m_page->panelShown()) m_actions->action("inspect.panel")->trigger();
    tracks()->choose(2, "fake2");
    auto* button = m_page->findChild<QPushButton*>("predictAll");
    QVERIFY(button != nullptr);
    QTRY_VERIFY(button->isVisible());
    QTest::qWait(100);
    QCOMPARE(m_calls->pieces.load(), 0);
    const QAction* action = m_actions->action("inspect.predictAll");
    QVERIFY(action->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(!button->isVisible());
    QVERIFY(!action->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(complete(recording, 1) && complete(recording, 2), kPatience * 20000);
    tracks()->choose(3, "fake3");  // what is chosen later belongs to the same wish
    QTRY_VERIFY_WITH_TIMEOUT(complete(recording, 3), kPatience * 20000);
    QVERIFY(!button->isVisible());
    // Another recording was not asked for.
    QVERIFY(writeTone(toPath(path("other.wav")), 1900.0, 8000, 0.4F));
    QVERIFY(open(path("other.wav")) != nullptr);
    QTRY_VERIFY(button->isVisible());
    QVERIFY(action->isEnabled());
    QVERIFY(open(path("tone.wav")) != nullptr);
    QTRY_VERIFY(!button->isVisible());
}

void TestModelTracks::choiceReturnsWithTheSession() {
    QVERIFY(open(path("tone.wav")) != nullptr);
    tracks()->choose(2, "fake3");
    tracks()->choose(3, "fake2");
    const QJsonObject state = m_page->saveState();
    dropPage();
    makePage();
    m_page->restoreState(state);
    QTRY_COMPARE(m_page->findChild<QComboBox*>("model2")->currentText(), QString("fake3"));
    QTRY_COMPARE(m_page->findChild<QComboBox*>("model3")->currentText(), QString("fake2"));
    QTRY_VERIFY(shown().contains("dimensions:2") && shown().contains("emotion:3"));
    m_page->restoreState({{"furtherModels", QJsonArray{7, QJsonObject{}}}});  // hostile
    QTRY_VERIFY(!shown().contains("dimensions:2"));
}

void TestModelTracks::secondOpeningIsThereAtOnce() {
    auto* recording = open(path("tone.wav"));
    tracks()->choose(2, "fake3");
    QTRY_VERIFY_WITH_TIMEOUT(complete(recording, 1) && complete(recording, 2), kPatience * 20000);
    const auto before = recording->track(tracks()->tracker(1)->modelKey())->rows;
    const auto dimensions = recording->track(tracks()->tracker(2)->modelKey())->dimensionRows;
    QVERIFY(m_calls->pieces > 0);
    const auto written = [this] {
        QDirIterator files(m_folder->filePath("cache/timelines"), {"*.safetensors"}, QDir::Files, QDirIterator::Subdirectories);
        int count = 0;
        for (; files.hasNext(); files.next()) ++count;
        return count;
    };
    QTRY_COMPARE_WITH_TIMEOUT(written(), 2, kPatience * 20000);
    dropPage();
    makePage();
    recording = open(path("tone.wav"));
    tracks()->choose(2, "fake3");
    QTRY_VERIFY_WITH_TIMEOUT(complete(recording, 1) && complete(recording, 2), kPatience * 20000);
    QCOMPARE(m_calls->pieces.load(), 0);
    QCOMPARE(recording->track(tracks()->tracker(1)->modelKey())->rows, before);
    QCOMPARE(recording->track(tracks()->tracker(2)->modelKey())->dimensionRows, dimensions);
}

void TestModelTracks::changedFileIsPredictedAnew() {
    auto* recording = open(path("tone.wav"));
    QTRY_VERIFY_WITH_TIMEOUT(complete(recording, 1), kPatience * 20000);
    QTRY_VERIFY_WITH_TIMEOUT(QDir(m_folder->filePath("cache/timelines")).exists(), kPatience * 20000);
    dropPage();
    QVERIFY(writeTone(toPath(path("tone.wav")), 8.0, 16000, 0.25F));
    makePage();
    recording = open(path("tone.wav"));
    QTRY_VERIFY_WITH_TIMEOUT(complete(recording, 1), kPatience * 20000);
    QVERIFY(m_calls->pieces > 0);
}

void TestModelTracks::copiedFileIsFoundByItsContent() {
    auto* recording = open(path("tone.wav"));
    QTRY_VERIFY_WITH_TIMEOUT(complete(recording, 1), kPatience * 20000);
    QTRY_VERIFY_WITH_TIMEOUT(QDir(m_folder->filePath("cache/timelines")).exists(), kPatience * 20000);
    QVERIFY(QFile::copy(path("tone.wav"), path("copy.wav")));
    TrackCache cache(toPath(m_folder->filePath("cache")));
    QObject owner;
    const auto track = recording->track(tracks()->tracker(1)->modelKey());
    bool first = false;
    store::TimelineCache::Rows late;
    cache.find(
        &owner, path("copy.wav").toStdString(), m_page->tracker()->model(), *track,
        [&first](const store::TimelineCache::Rows& rows) { first = rows.empty(); },
        [&late](const store::TimelineCache::Rows& rows) { late = rows; });
    QTRY_VERIFY(first);
    QTRY_COMPARE(late.size(), track->rows.size());
}

void TestModelTracks::corpusLabelIsShown() {
    QVERIFY(open(path("tone.wav")) != nullptr);
    QVERIFY(!shown().contains("label"));  // no workspace yet
    corpus::Corpus corpus;
    corpus.name = "tones";
    corpus.folder = toPath(m_folder->path());
    corpus.layout = "manifest";
    corpus::Utterance utterance;
    utterance.id = "tone";
    utterance.path = "tone.wav";
    utterance.emotion = "happy";
    corpus.utterances = {utterance};
    utterance.id = "other";
    utterance.path = "other.wav";
    utterance.emotion = "sad";
    corpus.utterances.insert(corpus.utterances.begin(), utterance);
    {
        auto workspace = store::Workspace::open(toPath(m_folder->path()));
        PROSOSCOPE_VERIFY(workspace);
        PROSOSCOPE_VERIFY(workspace->saveCorpus(corpus));
    }
    m_page->closeDocument(0);
    QVERIFY(open(path("tone.wav")) != nullptr);
    QTRY_VERIFY(shown().contains("label"));
    QCOMPARE(tracks()->labels().size(), 1);
    QCOMPARE(tracks()->labels()[0], (widgets::CorpusLabel{0.0, 8.0, "happy", "tones", {}}));
    QVERIFY(writeTone(toPath(path("unlabelled.wav")), 2.0));
    QVERIFY(open(path("unlabelled.wav")) != nullptr);
    QTRY_VERIFY(!shown().contains("label"));
    QVERIFY(tracks()->labels().isEmpty());
}

void TestModelTracks::overlappingLabelsHaveRows() {
    widgets::SignalPane pane;
    pane.resize(300, 60);
    widgets::TimeView view;
    view.setDuration(4.0);
    view.showAll();
    pane.setTimeView(&view);
    auto* labels = new widgets::LabelPlottable(pane.xAxis, pane.yAxis);
    labels->setLabels({{2.0, 4.0, "sad", "a", {}}, {0.0, 2.0, "angry", "a", {}}, {0.0, 4.0, "happy", "b", {}}});
    QCOMPARE(labels->labels()[0].emotion, QString("angry"));
    QCOMPARE(labels->rows(), (QList<int>{0, 1, 0}));
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    pane.replot();
    const QImage image = pane.toPixmap().toImage();
    QCOMPARE(QColor(image.pixel(20, 3)), widgets::Theme::instance().emotionFill("angry"));
    QCOMPARE(QColor(image.pixel(20, 56)), widgets::Theme::instance().emotionFill("happy"));
}

QTEST_MAIN(TestModelTracks)
#include "TestModelTracks.moc"
