// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <cmath>
#include <thread>

#include "engine/audio/AudioFile.h"
#include "engine/core/SafeFile.h"
#include "engine/store/Database.h"
#include "engine/store/FeatureCache.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using store::FeatureCache;

namespace {

/// Two columns, energy and mean, over frames of 10 ms; counts how often it was asked and can wait or refuse.
class CountingSet : public features::FeatureSet {
public:
    std::string parameterText = "gain=1";
    float gain = 1.0F;
    mutable std::atomic<int> calls{0};
    std::stop_source* stopAt = nullptr;  ///< asked to stop in the fifth call
    bool refuse = false;

    std::string_view name() const override { return "counting"; }
    core::Text description() const override { return {}; }
    int rateHz() const override { return 8000; }
    const std::vector<std::string>& columns() const override {
        static const std::vector<std::string> names{"energy", "mean"};
        return names;
    }
    std::string parameters() const override { return parameterText; }
    std::unique_ptr<features::FeatureStream> stream(int, std::span<const float>) const override { return nullptr; }
    core::Result<features::FeatureMatrix> compute(std::span<const float> mono, int) const override {
        if (++calls == 5 && stopAt != nullptr) stopAt->request_stop();
        if (refuse) return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "Samples that are not finite.")});
        features::FeatureMatrix matrix;
        matrix.columns = 2;
        matrix.frames = mono.size() / 80;
        matrix.firstSeconds = 0.005;
        matrix.hopSeconds = 0.01;
        for (std::size_t f = 0; f < matrix.frames; ++f) {
            float energy = 0.0F;
            float mean = 0.0F;
            for (std::size_t i = f * 80; i < (f + 1) * 80; ++i) {
                energy += mono[i] * mono[i];
                mean += mono[i];
            }
            matrix.values.push_back(gain * energy);
            matrix.values.push_back(gain * mean);
        }
        return matrix;
    }
};

bool same(const features::FeatureMatrix& a, const features::FeatureMatrix& b) {
    return a.frames == b.frames && a.columns == b.columns && a.firstSeconds == b.firstSeconds && a.hopSeconds == b.hopSeconds &&
           a.values == b.values;
}

}  // namespace

class TestFeatureCache : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path root() const { return toPath(m_folder->path()); }
    std::filesystem::path cache() const { return root() / "cache ü"; }
    std::filesystem::path writeTone(const std::string& name, double frequency, double seconds = 0.5) const {
        audio::AudioClip clip{8000, {std::vector<float>(static_cast<std::size_t>(8000 * seconds))}};
        for (std::size_t i = 0; i < clip.frames(); ++i) {
            clip.channels[0][i] = 0.5F * static_cast<float>(std::sin(2.0 * M_PI * frequency * static_cast<double>(i) / 8000.0));
        }
        const auto path = root() / "corpus" / name;
        if (!audio::writeWav(path, clip)) qFatal("%s not written", path.c_str());
        return path;
    }
    corpus::Corpus makeCorpus(int count) const {
        corpus::Corpus corpus;
        corpus.name = "c";
        corpus.folder = root() / "corpus";
        for (int i = 0; i < count; ++i) {
            corpus::Utterance u;
            u.path = "größe" + std::to_string(i) + ".wav";
            writeTone(u.path.string(), 100.0 + 10.0 * i);
            u.id = "u" + std::to_string(i);
            if (i % 3 == 1) u.startSeconds = 0.1;
            if (i % 3 == 2) u.endSeconds = 0.3;
            corpus.utterances.push_back(u);
        }
        return corpus;
    }
    std::vector<std::filesystem::path> entries() const {
        std::vector<std::filesystem::path> result;
        for (const auto& item : std::filesystem::recursive_directory_iterator(cache())) {
            if (item.path().extension() == ".safetensors") result.push_back(item.path());
        }
        return result;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void missThenHit();
    void staysBelowItsLimit();
    void limitIsShared();
    void sameForAnyThreadCount();
    void spansAreTold();
    void changedFileIsComputedAgain();
    void sameContentIsShared();
    void changedParametersAreComputedAgain();
    void damagedEntriesAreComputedAgain();
    void damagedIndexIsMadeAgain();
    void unchangedFilesAreRemembered();
    void unreadableFileIsNamed();
    void refusedSamplesNameTheFile();
    void cancelStopsAndKeepsWhatIsDone();
    void unwritableCacheStillComputes();
    void manyAtOnce();
};

void TestFeatureCache::missThenHit() {
    const auto corpus = makeCorpus(7);
    CountingSet set;
    FeatureCache cacheOfTest(cache());
    std::vector<double> fractions;
    core::Progress progress({}, [&](double fraction, const core::Text&) { fractions.push_back(fraction); });
    const auto first = cacheOfTest.load(corpus, corpus.utterances, set, 2, progress);
    PROSOSCOPE_VERIFY(first);
    QCOMPARE(first->size(), std::size_t{7});
    QCOMPARE(set.calls.load(), 7);
    QCOMPARE((*first)[0]->frames, std::size_t{50});
    QCOMPARE(fractions.back(), 1.0);
    QVERIFY(std::is_sorted(fractions.begin(), fractions.end()));
    QCOMPARE(entries().size(), std::size_t{7});
    for (const auto& entry : entries())
        QCOMPARE(entry.parent_path().filename().string(), entry.filename().string().substr(0, 2));
    const auto second = FeatureCache(cache()).load(corpus, corpus.utterances, set, 2, progress);
    PROSOSCOPE_VERIFY(second);
    QCOMPARE(set.calls.load(), 7);
    for (std::size_t i = 0; i < 7; ++i) QVERIFY(same(*(*first)[i], *(*second)[i]));
    core::Progress silent;
    QVERIFY(cacheOfTest.load(corpus, {}, set, 2, silent)->empty());
}

void TestFeatureCache::staysBelowItsLimit() {
    auto corpus = makeCorpus(6);
    const CountingSet set;
    core::Progress progress;
    FeatureCache one(cache());
    const auto first = std::vector<corpus::Utterance>(corpus.utterances.begin(), corpus.utterances.begin() + 3);
    const auto second = std::vector<corpus::Utterance>(corpus.utterances.begin() + 3, corpus.utterances.end());
    PROSOSCOPE_VERIFY(one.load(corpus, first, set, 1, progress));
    const auto use = one.use();
    QCOMPARE(use.entries, std::size_t{3});
    QVERIFY(use.bytes > 0);
    PROSOSCOPE_VERIFY(one.setLimit(use.bytes + use.bytes / 2));
    QTest::qWait(20);
    PROSOSCOPE_VERIFY(one.load(corpus, std::vector<corpus::Utterance>{first[0]}, set, 1, progress));  // used again
    QCOMPARE(int(set.calls), 3);
    QTest::qWait(20);
    PROSOSCOPE_VERIFY(one.load(corpus, second, set, 1, progress));
    QVERIFY(one.use().bytes <= one.limit());
    // What was used last stayed: the second half, and of the first half the one that was used again.
    PROSOSCOPE_VERIFY(one.load(corpus, second, set, 1, progress));
    PROSOSCOPE_VERIFY(one.load(corpus, std::vector<corpus::Utterance>{first[0]}, set, 1, progress));
    QCOMPARE(int(set.calls), 6);
    // A load larger than the limit keeps what it needs; the next one makes room.
    PROSOSCOPE_VERIFY(one.setLimit(0));
    PROSOSCOPE_VERIFY(one.load(corpus, corpus.utterances, set, 2, progress));
    QCOMPARE(one.use().entries, std::size_t{6});
    one.trim(0);
    QCOMPARE(one.use().entries, std::size_t{0});
    QVERIFY(entries().empty());
}

void TestFeatureCache::limitIsShared() {
    FeatureCache one(cache());
    QCOMPARE(one.limit(), FeatureCache::kStandardBytes);
    PROSOSCOPE_VERIFY(one.setLimit(12345));
    QCOMPARE(FeatureCache(cache()).limit(), std::int64_t{12345});
    for (const char* damaged : {"", "much", "-3", "nan", "123456789012345678901234567890"}) {
        PROSOSCOPE_VERIFY(core::writeFile(cache() / "limit", std::string_view(damaged)));
        QCOMPARE(one.limit(), FeatureCache::kStandardBytes);
    }
}

void TestFeatureCache::sameForAnyThreadCount() {
    const auto corpus = makeCorpus(20);
    CountingSet set;
    core::Progress silent;
    const auto one = FeatureCache(root() / "one").load(corpus, corpus.utterances, set, 1, silent);
    const auto many = FeatureCache(root() / "many").load(corpus, corpus.utterances, set, 8, silent);
    PROSOSCOPE_VERIFY(one);
    PROSOSCOPE_VERIFY(many);
    for (std::size_t i = 0; i < 20; ++i) QVERIFY(same(*(*one)[i], *(*many)[i]));
}

void TestFeatureCache::spansAreTold() {
    const auto path = writeTone("a.wav", 200.0, 1.0);
    CountingSet set;
    FeatureCache one(cache());
    QCOMPARE((*one.loadOne(path, 0.0, -1.0, set))->frames, std::size_t{100});
    QCOMPARE((*one.loadOne(path, 0.25, -1.0, set))->frames, std::size_t{75});
    QCOMPARE((*one.loadOne(path, 0.25, 0.5, set))->frames, std::size_t{25});
    QCOMPARE(set.calls.load(), 3);
    QCOMPARE((*one.loadOne(path, 0.25, 0.5, set))->frames, std::size_t{25});
    QCOMPARE((*one.loadOne(path, 0.0, -7.0, set))->frames, std::size_t{100});  // any negative end is the end
    QCOMPARE(set.calls.load(), 3);
}

void TestFeatureCache::changedFileIsComputedAgain() {
    const auto path = writeTone("a.wav", 200.0);
    CountingSet set;
    FeatureCache one(cache());
    const auto before = one.loadOne(path, 0.0, -1.0, set);
    PROSOSCOPE_VERIFY(before);
    writeTone("a.wav", 300.0);  // the same size
    const auto after = one.loadOne(path, 0.0, -1.0, set);
    PROSOSCOPE_VERIFY(after);
    QCOMPARE(set.calls.load(), 2);
    QVERIFY(!same(**before, **after));
    writeTone("a.wav", 200.0);
    QVERIFY(same(**before, **one.loadOne(path, 0.0, -1.0, set)));
    QCOMPARE(set.calls.load(), 2);
}

void TestFeatureCache::sameContentIsShared() {
    CountingSet set;
    FeatureCache one(cache());
    PROSOSCOPE_VERIFY(one.loadOne(writeTone("a.wav", 200.0), 0.0, -1.0, set));
    PROSOSCOPE_VERIFY(one.loadOne(writeTone("b.wav", 200.0), 0.0, -1.0, set));
    QCOMPARE(set.calls.load(), 1);
}

void TestFeatureCache::changedParametersAreComputedAgain() {
    const auto path = writeTone("a.wav", 200.0);
    CountingSet set;
    FeatureCache one(cache());
    const auto before = one.loadOne(path, 0.0, -1.0, set);
    set.parameterText = "gain=2";
    set.gain = 2.0F;
    const auto after = one.loadOne(path, 0.0, -1.0, set);
    PROSOSCOPE_VERIFY(after);
    QCOMPARE(set.calls.load(), 2);
    QVERIFY((*after)->values[0] == 2.0F * (*before)->values[0]);
}

void TestFeatureCache::damagedEntriesAreComputedAgain() {
    const auto path = writeTone("a.wav", 200.0);
    CountingSet set;
    FeatureCache one(cache());
    const auto expected = one.loadOne(path, 0.0, -1.0, set);
    PROSOSCOPE_VERIFY(expected);
    const auto entry = entries().at(0);
    const auto sound = core::readFile(entry).value();
    auto flipped = sound;
    flipped[flipped.size() - 3] = static_cast<char>(flipped[flipped.size() - 3] ^ 1);  // still sound safetensors
    int calls = 1;
    for (const auto& content : {std::string(), sound.substr(0, sound.size() / 2), std::string(sound.size(), '\0'), flipped}) {
        PROSOSCOPE_VERIFY(core::writeFile(entry, content));
        const auto actual = one.loadOne(path, 0.0, -1.0, set);
        PROSOSCOPE_VERIFY(actual);
        QVERIFY(same(**actual, **expected));
        QCOMPARE(set.calls.load(), ++calls);
        QCOMPARE(core::readFile(entry).value(), sound);
    }
}

void TestFeatureCache::damagedIndexIsMadeAgain() {
    const auto path = writeTone("a.wav", 200.0);
    CountingSet set;
    PROSOSCOPE_VERIFY(FeatureCache(cache()).loadOne(path, 0.0, -1.0, set));
    PROSOSCOPE_VERIFY(core::writeFile(cache() / "hashes.sqlite", std::string(5000, 'x')));
    PROSOSCOPE_VERIFY(FeatureCache(cache()).loadOne(path, 0.0, -1.0, set));
    QCOMPARE(set.calls.load(), 1);
    QCOMPARE(store::Database(cache() / "hashes.sqlite").text("PRAGMA quick_check"), std::string("ok"));
}

void TestFeatureCache::unchangedFilesAreRemembered() {
    const auto path = writeTone("a.wav", 200.0);
    std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
    CountingSet set;
    PROSOSCOPE_VERIFY(FeatureCache(cache()).loadOne(path, 0.0, -1.0, set));
    store::Database index(cache() / "hashes.sqlite");
    QCOMPARE(index.number("SELECT count(*) FROM hashes"), std::int64_t{1});
    // A forged hash shows that the file itself is not read again while its stamp stays, and is once that changes.
    index.execute("UPDATE hashes SET sha256 = '" + std::string(64, '0') + "'");
    PROSOSCOPE_VERIFY(FeatureCache(cache()).loadOne(path, 0.0, -1.0, set));
    QCOMPARE(set.calls.load(), 2);
    std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
    PROSOSCOPE_VERIFY(FeatureCache(cache()).loadOne(path, 0.0, -1.0, set));
    QCOMPARE(set.calls.load(), 2);
    QVERIFY(index.text("SELECT sha256 FROM hashes") != std::string(64, '0'));
}

void TestFeatureCache::unreadableFileIsNamed() {
    auto corpus = makeCorpus(8);
    corpus.utterances[2].path = "absent-a.wav";
    corpus.utterances[6].path = "absent-b.wav";
    PROSOSCOPE_VERIFY(core::writeFile(corpus.folder / "text.wav", "this is no sound"));
    CountingSet set;
    for (const int threads : {1, 4}) {
        core::Progress silent;
        const auto result = FeatureCache(cache()).load(corpus, corpus.utterances, set, threads, silent);
        QVERIFY(!result);
        QVERIFY2(result.error().message().find("absent-a.wav") != std::string::npos, result.error().message().c_str());
    }
    const auto text = FeatureCache(cache()).loadOne(corpus.folder / "text.wav", 0.0, -1.0, set);
    QVERIFY(!text);
    QVERIFY(text.error().message().find("text.wav") != std::string::npos);
}

void TestFeatureCache::refusedSamplesNameTheFile() {
    CountingSet set;
    set.refuse = true;
    const auto result = FeatureCache(cache()).loadOne(writeTone("bad.wav", 200.0), 0.0, -1.0, set);
    QVERIFY(!result);
    QVERIFY(result.error().message().find("bad.wav") != std::string::npos);
    QVERIFY(entries().empty());
}

void TestFeatureCache::cancelStopsAndKeepsWhatIsDone() {
    const auto corpus = makeCorpus(40);
    CountingSet set;
    std::stop_source stop;
    set.stopAt = &stop;
    core::Progress progress(stop.get_token());
    const auto result = FeatureCache(cache()).load(corpus, corpus.utterances, set, 2, progress);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, core::ErrorKind::Cancelled);
    QVERIFY(set.calls < 12);
    for (const auto& item : std::filesystem::recursive_directory_iterator(cache())) QVERIFY(item.path().extension() != ".part");
    const int before = set.calls;
    QCOMPARE(FeatureCache(cache()).load(corpus, corpus.utterances, set, 2, progress).error().kind, core::ErrorKind::Cancelled);
    QCOMPARE(set.calls.load(), before);
    const auto stored = static_cast<int>(entries().size());
    QVERIFY(stored >= 1);
    core::Progress silent;
    PROSOSCOPE_VERIFY(FeatureCache(cache()).load(corpus, corpus.utterances, set, 2, silent));
    QCOMPARE(set.calls.load(), before + 40 - stored);
}

void TestFeatureCache::unwritableCacheStillComputes() {
    CountingSet set;
    const auto path = writeTone("a.wav", 200.0);
    PROSOSCOPE_VERIFY(FeatureCache("/proc/prososcope").loadOne(path, 0.0, -1.0, set));
    QCOMPARE(set.calls.load(), 1);
}

void TestFeatureCache::manyAtOnce() {
    const auto corpus = makeCorpus(12);
    CountingSet set;
    std::atomic<int> good{0};
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                core::Progress silent;
                const auto result = FeatureCache(cache()).load(corpus, corpus.utterances, set, 3, silent);
                if (result && result->size() == 12 && (*result)[11]->frames > 0) ++good;
            });
        }
    }
    QCOMPARE(good.load(), 4);
    QCOMPARE(entries().size(), std::size_t{12});
}

QTEST_GUILESS_MAIN(TestFeatureCache)
#include "TestFeatureCache.moc"
