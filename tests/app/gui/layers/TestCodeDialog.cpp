// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <cmath>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/TextTable.h"
#include "app/gui/layers/CodeDialog.h"
#include "engine/audio/AudioFile.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"
#include "tests/app/gui/layers/PlainCodes.h"
#include "widgets/ScatterView.h"

using namespace prososcope;
using namespace prososcope::gui;

/// Reconstruction and exchange of emotions in a window, with an autoencoder whose codes are known.
class TestCodeDialog : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<CodeDialog> m_dialog;
    std::shared_ptr<std::atomic<int>> m_heard;

    [[nodiscard]] CodedUtterance utterance(const char* name, float level) const {
        const auto path = toPath(m_home->filePath(QString(name) + ".wav"));
        [&] {
            PROSOSCOPE_VERIFY(audio::writeWav(path, {16000, {std::vector<float>(1600, level)}}, audio::WavEncoding::Float32));
        }();
        return {name, {path, 0.0, -1.0}};
    }
    void open(std::vector<CodedUtterance> utterances) {
        store::ModelEntry model;
        model.card.name = "plain";
        model.card.classes = {"angry", "sad"};
        m_dialog = std::make_unique<CodeDialog>(PageContext{nullptr, m_engine.get(), m_home->path()}, model,
                                                std::move(utterances), plainCodes(m_heard), nullptr);
        static_cast<QWidget*>(m_dialog.get())->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    [[nodiscard]] bool isShown() const { return m_dialog->isIdle() && m_dialog->comparison() != nullptr; }
    [[nodiscard]] QString cell(const TextTable* table, int row, int column) const {
        return table->model()->index(row, column).data().toString();
    }

private Q_SLOTS:
    void init() {
        m_home = std::make_unique<QTemporaryDir>();
        m_engine = std::make_unique<engine_thread::EngineThread>(m_home->path());
        m_heard = std::make_shared<std::atomic<int>>(0);
    }
    void cleanup() {
        m_dialog.reset();
        m_engine.reset();
    }

    void oneUtteranceIsReconstructed() {
        open({utterance("loud", 0.08F)});
        QTRY_VERIFY_WITH_TIMEOUT(isShown(), 10000 * kPatience);
        QVERIFY(m_dialog->sentence().startsWith("loud is made again with a mean square error of 0.160"));
        QCOMPARE(m_dialog->scatter()->items(), 4);
        QCOMPARE(m_dialog->scatter()->words().item, QString("feature"));
        // What differs most stands first: the anger, which the recording does not have.
        QCOMPARE(cell(m_dialog->features(), 0, 0), QString("anger"));
        QCOMPARE(cell(m_dialog->features(), 0, 3), QString("0.80"));
        QCOMPARE(m_dialog->emotions()->model()->columnCount(), 3);
        QCOMPARE(cell(m_dialog->emotions(), 0, 1), QString("0.80"));
        QVERIFY(!m_dialog->findChild<QPushButton*>("codesExchange")->isEnabled());
        QCOMPARE(m_dialog->command().mid(0, 3), QStringList({"autoencoder", "reconstruct", "plain"}));
    }

    void twoExchangeTheirEmotion() {
        open({utterance("loud", 0.08F), utterance("quiet", 0.02F)});
        QTRY_VERIFY_WITH_TIMEOUT(isShown(), 10000 * kPatience);
        // At first the emotion of the second and the style of the first.
        QVERIFY2(m_dialog->sentence().startsWith("With the emotion of quiet, loud changes by a mean square of 0.090"),
                 qPrintable(m_dialog->sentence()));
        const auto& rows = *m_dialog->comparison();
        QVERIFY(std::abs(rows.to[0] - 0.8F) < 1e-4F && std::abs(rows.to[1] - 0.2F) < 1e-4F);
        QVERIFY(std::abs(rows.fromValues[1] - 80.0) < 1e-2 && std::abs(rows.toValues[1] - 20.0) < 1e-2);
        QCOMPARE(m_dialog->emotions()->model()->columnCount(), 4);
        QCOMPARE(cell(m_dialog->emotions(), 0, 1), QString("0.80"));
        QCOMPARE(cell(m_dialog->emotions(), 0, 2), QString("0.20"));
        QTest::mouseClick(m_dialog->findChild<QPushButton*>("codesExchange"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(isShown(), 10000 * kPatience);
        QVERIFY(m_dialog->sentence().startsWith("With the emotion of loud, quiet changes"));
        QVERIFY(std::abs(m_dialog->comparison()->to[0] - 0.2F) < 1e-4F);
        QCOMPARE(m_heard->load(), 2);  // each was heard once
        QCOMPARE(m_dialog->command().mid(0, 3), QStringList({"autoencoder", "swap", "plain"}));
        QVERIFY(m_dialog->command()[3].endsWith("loud.wav") && m_dialog->command()[4].endsWith("quiet.wav"));
        // By keys to one utterance: its reconstruction.
        auto* emotion = m_dialog->findChild<QComboBox*>("codesEmotion");
        emotion->setFocus();
        QTest::keyClick(emotion, Qt::Key_Down);
        QTRY_VERIFY_WITH_TIMEOUT(isShown(), 10000 * kPatience);
        QVERIFY(m_dialog->sentence().startsWith("quiet is made again"));
    }

    void partsOfRecordingsAreInTheCommand() {
        auto first = utterance("loud", 0.08F);
        auto second = utterance("quiet", 0.02F);
        second.sound.startSeconds = 0.025;
        second.sound.endSeconds = 0.075;
        open({first, second});
        QTRY_VERIFY_WITH_TIMEOUT(isShown(), 10000 * kPatience);
        QCOMPARE(m_dialog->command().mid(5), QStringList({"--start", "0.025", "--end", "0.075"}));  // the emotion's
        QTest::mouseClick(m_dialog->findChild<QPushButton*>("codesExchange"), Qt::LeftButton);
        QCOMPARE(m_dialog->command().mid(5), QStringList({"--style-start", "0.025", "--style-end", "0.075"}));
    }

    void saysHowManyAreOffered() {
        std::vector<CodedUtterance> many(CodeDialog::kMostUtterances + 3, utterance("loud", 0.08F));
        open(many);
        const auto* cut = m_dialog->findChild<QLabel*>("codesCut");
        QVERIFY(cut->isVisible());
        QCOMPARE(cut->text(), QString("Of 53 selected utterances the first 50 are offered."));
        QCOMPARE(m_dialog->findChild<QComboBox*>("codesStyle")->count(), 50);
        open({utterance("loud", 0.08F)});
        QVERIFY(!m_dialog->findChild<QLabel*>("codesCut")->isVisible());
    }

    void savesAllFeatures() {
        open({utterance("loud", 0.08F)});
        QTRY_VERIFY_WITH_TIMEOUT(isShown(), 10000 * kPatience);
        QSignalSpy saved(m_dialog.get(), &CodeDialog::saved);
        m_dialog->saveTo(m_home->filePath("a.csv"));
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 10000 * kPatience);
        const auto text = core::readFile(toPath(m_home->filePath("a.csv")));
        QVERIFY(text && text->starts_with("feature,recording,reconstruction,recording_value,reconstruction_value\nlevel,"));
        m_dialog->saveTo(m_home->filePath("a.csv/b.csv"));  // there is a file in the way
        QTRY_VERIFY_WITH_TIMEOUT(m_dialog->sentence().contains("b.csv"), 10000 * kPatience);
    }

    void saysWhatCannotBeHeard() {
        auto missing = utterance("loud", 0.08F);
        missing.sound.recording += ".gone";
        open({missing});
        QTRY_VERIFY_WITH_TIMEOUT(m_dialog->sentence().contains("loud.wav.gone"), 10000 * kPatience);
        QVERIFY(m_dialog->comparison() == nullptr && !m_dialog->findChild<QPushButton*>("codesSave")->isEnabled());
        QCOMPARE(m_dialog->scatter()->items(), 0);
    }
};

QTEST_MAIN(TestCodeDialog)
#include "TestCodeDialog.moc"
