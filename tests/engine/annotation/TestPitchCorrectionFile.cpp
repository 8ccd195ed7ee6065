// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/PitchCorrectionFile.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using dsp::PitchCorrection;
using dsp::PitchCorrections;

class TestPitchCorrectionFile : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void whatIsKeptComesBack() {
        const auto data = toPath(m_folder.filePath("data"));
        const auto recording = toPath(m_folder.filePath(QString::fromUtf8("Gespr\u00e4ch, \u201eeins\u201c.wav")));
        const auto corrections =
            PitchCorrections().with(PitchCorrection::OctaveUp, 1.0 / 3.0, 2.0).with(PitchCorrection::Unvoice, 5.0, 5.25);
        PROSOSCOPE_VERIFY(annotation::writePitchCorrections(recording, corrections, data));
        const auto read = annotation::readPitchCorrections(recording, data);
        PROSOSCOPE_VERIFY(read);
        QVERIFY(*read == corrections);
        const auto other = annotation::readPitchCorrections(toPath(m_folder.filePath("other.wav")), data);
        PROSOSCOPE_VERIFY(other);
        QVERIFY(other->empty());
    }

    void withoutCorrectionsThereIsNoFile() {
        const auto data = toPath(m_folder.filePath("data2"));
        PROSOSCOPE_VERIFY(annotation::writePitchCorrections("a.wav", {}, data));
        PROSOSCOPE_VERIFY(
            annotation::writePitchCorrections("a.wav", PitchCorrections().with(PitchCorrection::Unvoice, 0.0, 1.0), data));
        QVERIFY(std::filesystem::exists(annotation::pitchCorrectionFile("a.wav", data)));
        PROSOSCOPE_VERIFY(annotation::writePitchCorrections("a.wav", {}, data));
        QVERIFY(!std::filesystem::exists(annotation::pitchCorrectionFile("a.wav", data)));
    }

    void damagedFilesGiveASentence_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("other columns") << QByteArray("a,b\n1,2\n");
        QTest::newRow("words") << QByteArray("start,end,octaves,unvoiced\none,2,1,0\n");
        QTest::newRow("not a number") << QByteArray("start,end,octaves,unvoiced\n1,2,nan,0\n");
        QTest::newRow("short row") << QByteArray("start,end,octaves,unvoiced\n1,2\n");
        QTest::newRow("empty") << QByteArray();
    }
    void damagedFilesGiveASentence() {
        QFETCH(QByteArray, content);
        const auto data = toPath(m_folder.filePath("data3"));
        const auto file = annotation::pitchCorrectionFile("b.wav", data);
        std::filesystem::create_directories(file.parent_path());
        PROSOSCOPE_VERIFY(core::writeFile(file, content.toStdString()));
        const auto read = annotation::readPitchCorrections("b.wav", data);
        QVERIFY(!read);
        QVERIFY2(read.error().message().find(file.string()) != std::string::npos, read.error().message().c_str());
    }
};

QTEST_GUILESS_MAIN(TestPitchCorrectionFile)
#include "TestPitchCorrectionFile.moc"
