// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "engine/core/Csv.h"
#include "engine/core/Hash.h"
#include "engine/corpus/LeakCheck.h"
#include "tests/engine/corpus/LayoutTestSupport.h"

using namespace prososcope;
using namespace prososcope::corpus;

namespace {

Utterance piece(const std::string& speaker, const std::string& path, double start = 0.0, double end = -1.0) {
    Utterance utterance;
    utterance.speaker = speaker;
    utterance.path = path;
    utterance.startSeconds = start;
    utterance.endSeconds = end;
    utterance.id = path + "#" + core::numberText(start);
    return utterance;
}

/// The first utterances are trained on, then come the inner ones, then the tested ones.
Fold fold(const std::vector<Utterance>& utterances, std::size_t train, std::size_t inner) {
    Fold result;
    result.name = "f";
    std::set<std::string> speakers[3];
    for (std::size_t i = 0; i < utterances.size(); ++i) {
        const int part = i < train ? 0 : i < train + inner ? 1 : 2;
        (part == 0 ? result.train : part == 1 ? result.inner : result.test).push_back(i);
        speakers[part].insert(utterances[i].speaker);
    }
    result.trainSpeakers.assign(speakers[0].begin(), speakers[0].end());
    result.innerSpeakers.assign(speakers[1].begin(), speakers[1].end());
    result.testSpeakers.assign(speakers[2].begin(), speakers[2].end());
    return result;
}

core::Result<std::string> contentOf(const std::filesystem::path& path) {
    core::Progress silent;
    return core::hashFile(path, silent);
}

std::vector<Leak> leaksOf(const std::vector<Utterance>& utterances, const std::vector<Fold>& folds,
                          const std::filesystem::path& folder = "/nowhere",
                          std::function<std::string(std::size_t)> soundOf = {}) {
    core::Progress silent;
    return findLeaks({utterances, folds, folder, folder == "/nowhere" ? nullptr : contentOf, std::move(soundOf)}, silent)
        .value();
}

/// "kind parts what count", one for each leak.
QStringList shown(const std::vector<Leak>& leaks) {
    static const char* const kKinds[] = {"sound", "overlap", "speaker", "recording"};
    QStringList list;
    for (const auto& leak : leaks) {
        list << QString("%1 %2 %3 %4")
                    .arg(kKinds[static_cast<int>(leak.kind)], QString::fromStdString(leak.parts),
                         QString::fromStdString(leak.what))
                    .arg(leak.count);
    }
    return list;
}

}  // namespace

class TestLeakCheck : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanFoldsPass();
    void sharedSpeakers();
    void spansOfOneRecording_data();
    void spansOfOneRecording();
    void copiesOfAFile();
    void equalSounds();
    void whatIsInNoPartDoesNotCount();
    void settingsAllow();
    void unreadableFilesAndStop();
    void plantedLeaksAreFound();
    void realCorporaAreClean_data();
    void realCorporaAreClean();
};

void TestLeakCheck::cleanFoldsPass() {
    const std::vector<Utterance> utterances = {piece("a", "1.wav"), piece("a", "2.wav", 0, 1), piece("a", "2.wav", 1, 2),
                                               piece("b", "3.wav"), piece("c", "4.wav", 0, 2), piece("c", "4.wav", 1, 3)};
    QCOMPARE(shown(leaksOf(utterances, {fold(utterances, 3, 1)})), QStringList());
    QVERIFY(refuseLeaks({}, {}).has_value());
}

void TestLeakCheck::sharedSpeakers() {
    const std::vector<Utterance> utterances = {piece("a", "1.wav"), piece("b", "2.wav"), piece("b", "3.wav"),
                                               piece("c", "4.wav"), piece("a", "5.wav"), piece("b", "6.wav"),
                                               piece("", "7.wav")};
    const auto leaks = leaksOf(utterances, {fold(utterances, 2, 2)});
    QCOMPARE(shown(leaks), (QStringList{"speaker training/inner b 1", "speaker training/test a 2", "speaker inner/test b 1"}));
    const auto refused = refuseLeaks(leaks, {});
    VERIFY_SAYS(refused, "Fold f has one speaker in two parts (training/inner): b; 1 such speakers in all.");
}

void TestLeakCheck::spansOfOneRecording_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<double>("start");
    QTest::addColumn<double>("end");
    QTest::addColumn<QString>("expected");
    QTest::newRow("inside") << "r.wav" << 0.5 << 1.0 << "overlap training/test r.wav#0, r.wav#0.5 1";
    QTest::newRow("across the end") << "r.wav" << 1.5 << 3.0 << "overlap training/test r.wav#0, r.wav#1.5 1";
    QTest::newRow("the same") << "r.wav" << 0.0 << 2.0 << "overlap training/test r.wav#0, r.wav#0 1";
    QTest::newRow("to the end") << "r.wav" << 0.0 << -1.0 << "overlap training/test r.wav#0, r.wav#0 1";
    QTest::newRow("touching") << "r.wav" << 2.0 << 3.0 << "recording training/test r.wav 1";
    QTest::newRow("rounded ends") << "r.wav" << 1.998 << 3.0 << "recording training/test r.wav 1";
    QTest::newRow("later") << "./x/../r.wav" << 10.0 << 12.0 << "recording training/test ./x/../r.wav 1";
    QTest::newRow("another recording") << "s.wav" << 0.5 << 1.0 << "";
}

void TestLeakCheck::spansOfOneRecording() {
    QFETCH(QString, path);
    QFETCH(double, start);
    QFETCH(double, end);
    QFETCH(QString, expected);
    const std::vector<Utterance> utterances = {piece("a", "r.wav", 0, 2), piece("b", path.toStdString(), start, end)};
    const auto leaks = leaksOf(utterances, {fold(utterances, 1, 0)});
    QCOMPARE(shown(leaks), expected.isEmpty() ? QStringList() : QStringList{expected});
    // The order in which they come does not matter.
    const std::vector<Utterance> turned = {utterances[1], utterances[0]};
    QCOMPARE(leaksOf(turned, {fold(turned, 1, 0)}).size(), leaks.size());
    if (leaks.empty()) return;
    VERIFY_SAYS(refuseLeaks(leaks, {}),
                expected.startsWith("overlap") ? "overlapping pieces of one recording" : "pieces of one recording");
}

void TestLeakCheck::copiesOfAFile() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "a.wav", 1);
    writeClip(folder / "b.wav", 2);
    writeClip(folder / "copy.wav", 1);
    const std::vector<Utterance> utterances = {piece("a", "a.wav"), piece("b", "b.wav"), piece("c", "copy.wav")};
    const auto leaks = leaksOf(utterances, {fold(utterances, 1, 1)}, folder);
    QCOMPARE(shown(leaks), QStringList{"sound training/test a.wav#0, copy.wav#0 1"});
    VERIFY_SAYS(refuseLeaks(leaks, {}),
                "Fold f has the same sound in two parts (training/test): a.wav#0, copy.wav#0; 1 such in all.");
    // Pieces of copies that do not overlap are of one recording.
    const std::vector<Utterance> pieces = {piece("a", "a.wav", 0, 0.05), piece("b", "b.wav"),
                                           piece("c", "copy.wav", 0.05, 0.1)};
    QCOMPARE(shown(leaksOf(pieces, {fold(pieces, 1, 1)}, folder)), QStringList{"recording training/test copy.wav 1"});
}

void TestLeakCheck::equalSounds() {
    const std::vector<Utterance> utterances = {piece("a", "1.flac"), piece("b", "2.wav"), piece("c", "3.wav"),
                                               piece("d", "4.wav", 0, 1), piece("d", "4.wav", 1, 2)};
    const auto sounds = [](std::size_t i) {
        return i == 0 || i == 2 ? std::string("x") : i >= 3 ? std::string("y") : std::string();
    };
    QCOMPARE(shown(leaksOf(utterances, {fold(utterances, 1, 1)}, "/nowhere", sounds)),
             QStringList{"sound training/test 1.flac#0, 3.wav#0 1"});
}

void TestLeakCheck::whatIsInNoPartDoesNotCount() {
    const std::vector<Utterance> utterances = {piece("a", "1.wav", 0, 1), piece("b", "1.wav", 0, 1), piece("c", "2.wav")};
    auto split = fold(utterances, 1, 1);
    split.inner.clear();
    split.innerSpeakers.clear();
    QCOMPARE(shown(leaksOf(utterances, {split})), QStringList());
}

void TestLeakCheck::settingsAllow() {
    const auto leak = [](LeakKind kind) { return std::vector<Leak>{{kind, "f", "training/test", "x", 1}}; };
    FoldSettings settings;
    for (const auto kind : {LeakKind::SameSound, LeakKind::Overlap, LeakKind::Speaker, LeakKind::Recording})
        QVERIFY(!refuseLeaks(leak(kind), settings));
    settings.allowed = {"speakers"};
    QVERIFY(refuseLeaks(leak(LeakKind::Speaker), settings).has_value());
    QVERIFY(!refuseLeaks(leak(LeakKind::Recording), settings));
    settings.allowed = {"speakers", "recordings"};
    QVERIFY(refuseLeaks(leak(LeakKind::Recording), settings).has_value());
    QVERIFY(!refuseLeaks(leak(LeakKind::Overlap), settings) && !refuseLeaks(leak(LeakKind::SameSound), settings));
    // The worst is named.
    auto several = leak(LeakKind::Speaker);
    several.push_back({LeakKind::SameSound, "g", "inner/test", "y, z", 3});
    VERIFY_SAYS(refuseLeaks(several, {}), "Fold g has the same sound in two parts (inner/test): y, z; 3 such in all.");
    settings.allowed.clear();
    settings.protocol = "random";
    QVERIFY(refuseLeaks(several, settings).has_value());
}

void TestLeakCheck::unreadableFilesAndStop() {
    const std::vector<Utterance> utterances = {piece("a", "a.wav"), piece("b", "b.wav")};
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "a.wav");
    writeClip(folder / "b.wav");
    core::Progress silent;
    const std::vector<Fold> folds = {fold(utterances, 1, 0)};
    const auto failed =
        findLeaks({utterances,
                   folds,
                   folder,
                   [](const auto&) -> core::Result<std::string> { return core::fail(core::ErrorKind::NotFound, {"gone"}); },
                   {}},
                  silent);
    VERIFY_SAYS(failed, "gone");
    // A file that is not there has no copy.
    QVERIFY(findLeaks({utterances, folds, "/nowhere", contentOf, {}}, silent)->empty());
    std::stop_source stop;
    stop.request_stop();
    core::Progress stopped(stop.get_token());
    const auto cancelled = findLeaks({utterances, folds, folder, contentOf, {}}, stopped);
    QVERIFY(!cancelled && cancelled.error().kind == core::ErrorKind::Cancelled);
}

/// Many utterances in sound folds, into which one leak of each kind is put at random places.
void TestLeakCheck::plantedLeaksAreFound() {
    core::Random random(5);
    for (int round = 0; round < 40; ++round) {
        std::vector<Utterance> utterances;
        for (int s = 0; s < 8; ++s) {
            for (int i = 0; i < 20; ++i)
                utterances.push_back(
                    piece("s" + std::to_string(s), "r" + std::to_string(s * 4 + i / 5) + ".wav", i % 5, i % 5 + 1));
        }
        for (auto& utterance : utterances) utterance.emotion = "x";
        const auto clean = makeFolds(utterances, {});
        PROSOSCOPE_VERIFY(clean);
        QVERIFY(leaksOf(utterances, *clean).empty());
        const std::size_t at = random.below(utterances.size());
        const std::size_t of = (at + 20 + random.below(utterances.size() - 40)) % utterances.size();  // another speaker's
        auto planted = utterances;
        planted[at].path = utterances[of].path;
        planted[at].startSeconds = utterances[of].startSeconds + 0.5;
        planted[at].endSeconds = planted[at].startSeconds + 1.0;
        const auto leaks = leaksOf(planted, *clean);
        QVERIFY(std::any_of(leaks.begin(), leaks.end(), [](const Leak& leak) { return leak.kind == LeakKind::Overlap; }));
        planted[at].startSeconds = 100.0;
        planted[at].endSeconds = 101.0;
        const auto apart = leaksOf(planted, *clean);
        QVERIFY(!apart.empty() &&
                std::all_of(apart.begin(), apart.end(), [](const Leak& leak) { return leak.kind == LeakKind::Recording; }));
    }
}

void TestLeakCheck::realCorporaAreClean_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"emodb", "ravdess", "nemo"}) QTest::newRow(name) << QString(name);
}

void TestLeakCheck::realCorporaAreClean() {
    QFETCH(QString, name);
    PROSOSCOPE_SHARED_OR_SKIP(data, "data");
    const auto corpus = importBy(data / name.toStdString(), "manifest");
    PROSOSCOPE_VERIFY(corpus);
    const auto folds = makeFolds(corpus->utterances, {});
    PROSOSCOPE_VERIFY(folds);
    core::Progress silent;
    const auto leaks = findLeaks({corpus->utterances, *folds, corpus->folder, contentOf, {}}, silent);
    PROSOSCOPE_VERIFY(leaks);
    QCOMPARE(shown(*leaks), QStringList());
}

QTEST_GUILESS_MAIN(TestLeakCheck)
#include "TestLeakCheck.moc"
