// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "app/gui/live/LivePresentation.h"
#include "engine/annotation/AnnotationFile.h"
#include "engine/audio/AudioFile.h"
#include "tests/app/gui/live/LiveBench.h"

using namespace live_bench;

namespace {

/// Writes down how long an utterance was, in whole seconds.
class SecondsRecogniser : public backend::Recogniser {
public:
    SecondsRecogniser() { m_card.rateHz = fakes::kRateHz; }
    [[nodiscard]] const store::ModelCard& card() const override { return m_card; }
    core::Result<std::vector<std::string>> transcribe(std::span<const std::span<const float>> monos,
                                                      const experiment::TextSearch& /*search*/,
                                                      core::Progress& /*progress*/) override {
        std::vector<std::string> texts;
        for (const auto& mono : monos) texts.push_back(std::to_string(std::lround(mono.size() / fakes::kRateHz)) + " seconds");
        return texts;
    }
    core::Result<backend::TranscriptAlignment> align(std::span<const float> /*mono*/, core::Progress& /*progress*/) override {
        return core::cancelled();
    }

private:
    store::ModelCard m_card;
};

/// Names of the tiers beside a sound, and of each the labels; empty where there are none.
QHash<QString, QStringList> tiersOf(const QString& sound) {
    const QFileInfo file(sound);
    const auto read = annotation::readAnnotation(toPath(file.path() + "/" + file.completeBaseName() + ".TextGrid"));
    QHash<QString, QStringList> tiers;
    if (!read) return tiers;
    for (const auto& tier : read->annotation.tiers()) {
        QStringList& labels = tiers[QString::fromStdString(tier->header.name)];
        for (const auto& item : tier->items) labels << QString::fromStdString(item.label);
    }
    return tiers;
}

}  // namespace

/// What Live writes down: recordings and captions, by the keys of the page.
class TestLiveKeeping : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        Bench::openRecogniser = [](const store::ModelEntry&) -> core::Result<std::unique_ptr<backend::Recogniser>> {
            return std::make_unique<SecondsRecogniser>();
        };
    }

    void nothingIsRecordedUnlessAsked() {
        Bench bench;
        QVERIFY(bench.ready());
        QVERIFY(bench.listen());
        bench.speak(2.0);
        QTest::keyClick(bench.page->display(), Qt::Key_M);
        QVERIFY(bench.messages.back().contains("no recording keeps it"));
        QVERIFY(bench.page->lamp().isEmpty());
        QVERIFY(!QDir(bench.folder.filePath("recordings")).exists());
    }

    void aRecordingHoldsSoundTiersAndMarksAndOpensInInspect() {
        Bench bench;
        QVERIFY(bench.ready());
        QVERIFY(bench.listen());
        bench.beSilent(1.0);
        QTest::keyClick(bench.page->display(), Qt::Key_R);
        bench.stage->say(fakes::quiet(0.1));
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->isRecording(), 10000 * kPatience);
        QVERIFY(bench.page->lamp().contains("recording"));
        bench.stage->loudest = 2;
        bench.speak(3.0);
        QTest::keyClick(bench.page->display(), Qt::Key_M);
        QTest::keyClick(bench.page->display(), Qt::Key_N);
        bench.speak(2.0);
        QTest::keyClick(bench.page->display(), Qt::Key_R);
        bench.stage->say(fakes::quiet(0.2));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.page->isRecording(), 10000 * kPatience);
        QVERIFY(bench.page->lamp().isEmpty());
        const QString sound = bench.page->lastRecording();
        const auto info = audio::AudioReader::open(toPath(sound));
        PROSOSCOPE_VERIFY(info);
        const double seconds = (*info)->info().seconds();
        QVERIFY2(seconds > 7.5 && seconds < 8.5, qPrintable(QString::number(seconds)));
        const auto tiers = tiersOf(sound);
        QVERIFY(tiers.value("emotion").contains("sad"));
        QVERIFY(tiers.value("marks").contains("mark 1"));
        QVERIFY(tiers.value("speakers").contains("Speaker 2"));
        QSignalSpy opened(bench.page.get(), &Page::openRequested);
        QTest::keyClick(bench.page->display(), Qt::Key_I);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.front().at(0).toString(), QString("inspect"));
        QCOMPARE(opened.front().at(1).toJsonObject().value("path").toString(), sound);
    }

    void recordWhileIdleListensToo() {
        Bench bench;
        QVERIFY(bench.ready());
        bench.page->display()->setFocus();
        QTest::keyClick(bench.page->display(), Qt::Key_R);
        QTRY_COMPARE_WITH_TIMEOUT(bench.page->session()->state(), LiveSession::State::Running, 10000 * kPatience);
        bench.beSilent(1.0);
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->isRecording(), 10000 * kPatience);
    }

    void otherSettingsEndTheRecordingAndItsFilesAreComplete() {
        Bench bench;
        QVERIFY(bench.ready());
        QVERIFY(bench.listen());
        QTest::keyClick(bench.page->display(), Qt::Key_R);
        bench.speak(2.0);
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->isRecording(), 10000 * kPatience);
        bench.page->controls()->hop()->setValue(0.5);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.page->isRecording(), 10000 * kPatience);
        QVERIFY(tiersOf(bench.page->lastRecording()).contains("emotion"));
    }

    void captionsStandOnBothDisplays() {
        Bench bench;
        QVERIFY(bench.ready());
        QComboBox* captions = bench.page->controls()->captionModels();
        QCOMPARE(captions->count(), 2);  // of a network that predicts speech there are none
        QCOMPARE(captions->itemText(1), QString("writer"));
        captions->setCurrentIndex(1);
        Q_EMIT captions->activated(1);
        QVERIFY(bench.listen());
        bench.speak(3.0);
        bench.beSilent(2.0);
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->display()->caption().endsWith("seconds"), 10000 * kPatience);
        QCOMPARE(bench.page->presentation()->display()->caption(), bench.page->display()->caption());
    }
};

QTEST_MAIN(TestLiveKeeping)
#include "TestLiveKeeping.moc"
