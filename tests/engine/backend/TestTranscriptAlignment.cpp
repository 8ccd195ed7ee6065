// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/annotation/AutomaticTiers.h"
#include "engine/audio/AudioFile.h"
#include "engine/backend/RecogniserBackend.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using backend::AlignmentBasis;

namespace {

/// Frames of 0.1 s, the first centred at 0.05 s: they tile the sound from its start.
backend::TranscriptAlignment weighed(AlignmentBasis basis, std::size_t frames, std::vector<float> weights) {
    backend::TranscriptAlignment made;
    made.basis = basis;
    made.seconds = 0.1 * static_cast<double>(frames);
    made.firstSeconds = 0.05;
    made.hopSeconds = 0.1;
    made.frames = frames;
    made.weights = std::move(weights);
    return made;
}

bool near(double a, double b) { return std::abs(a - b) < 1e-6; }

/// Finds one character, in the middle of what it is given.
class MiddleRecogniser : public backend::Recogniser {
public:
    MiddleRecogniser() { m_card.rateHz = 8000; }
    [[nodiscard]] const store::ModelCard& card() const override { return m_card; }
    core::Result<std::vector<std::string>> transcribe(std::span<const std::span<const float>> monos,
                                                      const experiment::TextSearch& /*search*/,
                                                      core::Progress& /*progress*/) override {
        return std::vector<std::string>(monos.size(), "m");
    }
    core::Result<backend::TranscriptAlignment> align(std::span<const float> mono, core::Progress& /*progress*/) override {
        asked = mono.size();
        if (mono.size() < 80) return core::fail(core::ErrorKind::BadInput, {"Too short."});
        backend::TranscriptAlignment made;
        made.seconds = static_cast<double>(mono.size()) / m_card.rateHz;
        made.firstSeconds = made.seconds / 2.0;
        made.hopSeconds = made.seconds;
        made.frames = 1;
        made.weights = {1.0F};
        return backend::alignedCharacters(std::move(made), {"m"});
    }
    std::size_t asked = 0;

private:
    store::ModelCard m_card;
};

}  // namespace

/// What weights over frames say of characters and words, and how recordings come to them.
class TestTranscriptAlignment : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;

    [[nodiscard]] std::filesystem::path sound(const char* name, double seconds) const {
        audio::AudioClip clip;
        clip.rateHz = 8000;
        clip.channels = {std::vector<float>(static_cast<std::size_t>(std::lround(8000.0 * seconds)), 0.1F)};
        const auto path = toPath(m_home.filePath(name));
        [&] { PROSOSCOPE_VERIFY(audio::writeWav(path, clip)); }();
        return path;
    }

private Q_SLOTS:
    void attentionGivesCentreAndMiddleFourFifths() {
        const auto found = backend::alignedCharacters(weighed(AlignmentBasis::Attention, 5,
                                                              {0, 0, 1, 0, 0,                 // all in one frame
                                                               0.2F, 0.2F, 0.2F, 0.2F, 0.2F,  // anywhere
                                                               0.5F, 0, 0, 0, 0.5F}),         // at both ends
                                                      {"a", "b", "c"});
        QCOMPARE(found.text(), std::string("abc"));
        const auto& sharp = found.characters[0];
        QVERIFY(near(sharp.middleSeconds, 0.25) && near(sharp.startSeconds, 0.21) && near(sharp.endSeconds, 0.29));
        QCOMPARE(sharp.entropyBits, 0.0);
        const auto& even = found.characters[1];
        QVERIFY(near(even.middleSeconds, 0.25) && near(even.startSeconds, 0.05) && near(even.endSeconds, 0.45));
        QVERIFY(near(even.entropyBits, std::log2(5.0)));
        const auto& torn = found.characters[2];
        QVERIFY(near(torn.middleSeconds, 0.25) && near(torn.startSeconds, 0.02) && near(torn.endSeconds, 0.48));
        QVERIFY(near(torn.entropyBits, 1.0));
    }

    void framesOfTheBestPathAreEdges() {
        const auto found = backend::alignedCharacters(
            weighed(AlignmentBasis::FramePosteriors, 4, {0, 0.75F, 0.25F, 0, 0, 0, 0, 1}), {"a", "b"});
        QVERIFY(near(found.characters[0].startSeconds, 0.1) && near(found.characters[0].endSeconds, 0.3));
        QVERIFY(near(found.characters[0].middleSeconds, 0.175));
        QVERIFY(near(found.characters[1].startSeconds, 0.3) && near(found.characters[1].endSeconds, 0.4));
        QCOMPARE(backend::characterTier(found).name, std::string("characters (frames)"));
    }

    /// Nothing lies outside the sound, whatever its frames reach beyond it.
    void nothingLiesOutsideTheSound() {
        auto one = weighed(AlignmentBasis::FramePosteriors, 2, {1, 0, 0, 1});
        one.firstSeconds = 0.0;
        one.seconds = 0.12;
        const auto found = backend::alignedCharacters(one, {"a", "b"});
        QVERIFY(near(found.characters[0].startSeconds, 0.0) && near(found.characters[1].endSeconds, 0.12));
    }

    void wordsAreCharactersBetweenSpaces() {
        std::vector<float> rows;
        const std::vector<std::string> text{" ", "a", "b", " ", " ", "\u0142", " "};
        for (std::size_t i = 0; i < text.size(); ++i) {
            for (std::size_t f = 0; f < 7; ++f) rows.push_back(i == f ? 1.0F : 0.0F);
        }
        const auto found = backend::alignedCharacters(weighed(AlignmentBasis::FramePosteriors, 7, rows), text);
        QCOMPARE(found.text(), std::string(" ab  \u0142 "));
        const auto words = found.words();
        QCOMPARE(words.size(), std::size_t{2});
        QCOMPARE(words[0].text, std::string("ab"));
        QVERIFY(near(words[0].startSeconds, 0.1) && near(words[0].endSeconds, 0.3));
        QCOMPARE(words[1].text, std::string("\u0142"));
        QVERIFY(near(words[1].startSeconds, 0.5) && near(words[1].endSeconds, 0.6));
        const auto items = annotation::intervalsFrom(backend::wordTier(found).spans, 0.0, 0.7, {.mergeEqualNeighbours = false});
        QCOMPARE(items.size(), std::size_t{5});
        QCOMPARE(items[1].label, std::string("ab"));
        QCOMPARE(backend::characterTier(found).spans.size(), std::size_t{3});
    }

    /// A word that attention went through backwards is where all of its characters are.
    /// A tier has every character in the order of the text, whatever the attention overlapped.
    void tiersLoseNothingWhereAttentionOverlaps() {
        backend::TranscriptAlignment found;
        found.basis = AlignmentBasis::Attention;
        found.seconds = 1.0;
        found.characters = {{"t", 0.100, 0.140, 0.12, 0.0}, {"h", 0.0999, 0.1401, 0.12, 0.0}, {"e", 0.130, 0.300, 0.2, 0.0},
                            {" ", 0.2, 0.25, 0.2, 0.0},     {"o", 0.260, 0.400, 0.3, 0.0},    {"n", 0.5, 0.504, 0.502, 0.0},
                            {"e", 0.5, 0.504, 0.502, 0.0}};
        const auto characters = backend::characterTier(found);
        QCOMPARE(characters.spans.size(), std::size_t{5});
        QVERIFY(near(characters.spans[0].start, 0.1) && near(characters.spans[0].end, 0.12));
        QVERIFY(near(characters.spans[1].start, 0.12) && near(characters.spans[1].end, 0.13505));
        QVERIFY(near(characters.spans[2].start, 0.13505) && near(characters.spans[2].end, 0.28));
        QCOMPARE(characters.spans[4].label, std::string("ne"));  // found at one place
        const auto items = annotation::intervalsFrom(characters.spans, 0.0, 1.0, {.mergeEqualNeighbours = false});
        std::string text;
        for (const auto& item : items) text += item.label;
        QCOMPARE(text, std::string("theone"));
        const auto words = backend::wordTier(found);
        QCOMPARE(words.spans.size(), std::size_t{2});
        QVERIFY(words.spans[0].end <= words.spans[1].start);
    }

    void aWordReadBackwardsIsWhereItsCharactersAre() {
        const auto found = backend::alignedCharacters(weighed(AlignmentBasis::FramePosteriors, 3, {0, 0, 1, 0, 1, 0, 1, 0, 0}),
                                                      {"a", "b", "c"});
        const auto words = found.words();
        QCOMPARE(words.size(), std::size_t{1});
        QVERIFY(near(words[0].startSeconds, 0.0) && near(words[0].endSeconds, 0.3));
        QVERIFY(backend::alignedCharacters(weighed(AlignmentBasis::Attention, 3, {}), {}).words().empty());
    }

    void partsOfARecordingKeepItsTimes() {
        MiddleRecogniser recogniser;
        core::Progress silent;
        const auto path = sound("four.wav", 4.0);
        const auto part = backend::alignRecording(recogniser, path, 1.0, 2.0, silent);
        PROSOSCOPE_VERIFY(part);
        QCOMPARE(recogniser.asked, std::size_t{8000});
        QVERIFY(near(part->seconds, 4.0) && near(part->startSeconds, 1.0) && near(part->endSeconds, 2.0));
        QVERIFY(near(part->characters[0].middleSeconds, 1.5) && near(part->characters[0].endSeconds, 1.9));
        QVERIFY(near(part->firstSeconds, 1.5));
        const auto whole = backend::alignRecording(recogniser, path, 0.0, -1.0, silent);
        PROSOSCOPE_VERIFY(whole);
        QVERIFY(near(whole->characters[0].middleSeconds, 2.0) && near(whole->endSeconds, 4.0));
    }

    void whatCannotBeAlignedSaysWhy() {
        MiddleRecogniser recogniser;
        core::Progress silent;
        const auto tooLong = sound("long.wav", 121.0);
        const auto refused = backend::alignRecording(recogniser, tooLong, 0.0, -1.0, silent);
        QVERIFY(!refused);
        QCOMPARE(recogniser.asked, std::size_t{0});  // before it was decoded
        QVERIFY(refused.error().message().find("long.wav: The sound lasts 121.0 s") != std::string::npos);
        QVERIFY(refused.error().message().find("at most 120 s") != std::string::npos);
        PROSOSCOPE_VERIFY(backend::alignRecording(recogniser, tooLong, 100.0, -1.0, silent));
        const auto tiny = backend::alignRecording(recogniser, sound("tiny.wav", 0.005), 0.0, -1.0, silent);
        QVERIFY(!tiny && tiny.error().message().find("tiny.wav: Too short.") != std::string::npos);
        const auto beyond = backend::alignRecording(recogniser, sound("one.wav", 1.0), 2.0, -1.0, silent);
        QVERIFY(!beyond && beyond.error().message().find("holds no sound") != std::string::npos);
        QVERIFY(!backend::alignRecording(recogniser, toPath(m_home.filePath("absent.wav")), 0.0, -1.0, silent));
    }
};

QTEST_GUILESS_MAIN(TestTranscriptAlignment)
#include "TestTranscriptAlignment.moc"
