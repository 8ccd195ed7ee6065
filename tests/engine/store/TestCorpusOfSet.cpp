// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeFile.h"
#include "engine/store/CorpusOfSet.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// Where the labels of stored activations come from.
class TestCorpusOfSet : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void theWorkspaceGoesBeforeLabelsThatCameAlong() {
        const auto goal = toPath(m_folder.filePath("sets/net.output.made.safetensors"));
        store::ActivationSetInfo info;
        info.encoder = "net";
        info.encoderKind = "logmel-network";
        info.weightsSha256 = std::string(64, 'a');
        info.tap = "output";
        info.layers = {{"block 1", 2}};
        info.corpus = "made";
        info.corpusFingerprint = std::string(64, 'b');
        info.utterances = {"a"};
        info.speakers = {"s0"};
        auto writer = store::ActivationSetWriter::begin(goal, info);
        PROSOSCOPE_VERIFY(writer);
        const std::vector<float> row{1.0F, 2.0F};
        PROSOSCOPE_VERIFY(writer->add(row, row, row, 1.0, -20.0));
        PROSOSCOPE_VERIFY(writer->finish());
        const auto set = store::ActivationSet::open(goal);
        PROSOSCOPE_VERIFY(set);
        auto workspace = store::Workspace::open(toPath(m_folder.filePath("w")));
        PROSOSCOPE_VERIFY(workspace);

        auto of = store::corpusOfSet(*workspace, *set);
        PROSOSCOPE_VERIFY(of);
        QVERIFY(!of->corpus && !of->imported);

        PROSOSCOPE_VERIFY(
            core::writeFile(goal.parent_path() / "made.csv", std::string("id,path,speaker,emotion\na,a.wav,s0,sad\n")));
        of = store::corpusOfSet(*workspace, *set);
        PROSOSCOPE_VERIFY(of);
        QVERIFY(of->corpus && !of->imported);
        QCOMPARE(of->corpus->utterances.size(), std::size_t{1});

        corpus::Corpus imported;
        imported.name = "made";
        imported.utterances.resize(2);
        imported.utterances[0].id = "a";
        imported.utterances[1].id = "b";
        PROSOSCOPE_VERIFY(workspace->saveCorpus(imported));
        of = store::corpusOfSet(*workspace, *set);
        PROSOSCOPE_VERIFY(of);
        QVERIFY(of->corpus && of->imported);
        QCOMPARE(of->corpus->utterances.size(), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(TestCorpusOfSet)
#include "TestCorpusOfSet.moc"
