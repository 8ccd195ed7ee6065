// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/iaan/DialogueContext.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using Contexts = std::vector<models::TurnContext>;

/// Which turns are a turn's context.
class TestDialogueContext : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesTheLastOfEither() {
        const auto contexts = models::turnContexts({"F", "M", "M", "F", "F"});
        QVERIFY(contexts == (Contexts{{{}, {}}, {{}, 0}, {1, 0}, {0, 2}, {3, 2}}));
    }

    void oneSpeakerHasNoInterlocutor() {
        const auto contexts = models::turnContexts({"F", "F", "F"});
        QVERIFY(contexts == (Contexts{{{}, {}}, {0, {}}, {1, {}}}));
        QVERIFY(models::turnContexts({}).empty());
    }

    void looksNoFurtherThanItsReach() {
        std::vector<std::string> speakers(11, "F");
        speakers[0] = "M";
        const auto contexts = models::turnContexts(speakers);
        QVERIFY(contexts[8].interlocutor == 0);
        QVERIFY(!contexts[9].interlocutor);
        QVERIFY(models::turnContexts(speakers, 2)[2].interlocutor == 0);
        QVERIFY(!models::turnContexts(speakers, 2)[3].interlocutor);
    }
};

QTEST_GUILESS_MAIN(TestDialogueContext)
#include "TestDialogueContext.moc"
