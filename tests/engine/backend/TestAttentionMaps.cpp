// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/audio/AudioFile.h"
#include "engine/backend/RecordingAttention.h"
#include "tests/TestSupport.h"

using namespace prososcope;

namespace {

/// Two layers of one head, frames of 10 ms: the first head looks at the frame before, the second alike at all it has seen.
class KnownHeads : public backend::Encoder {
public:
    explicit KnownHeads(bool attends = true) {
        m_info.name = "known";
        m_info.rateHz = 16000;
        m_info.attends = attends;
    }
    [[nodiscard]] const backend::EncoderInfo& info() const override { return m_info; }
    core::Result<std::vector<backend::LayerFrames>> frames(std::span<const float>, std::string_view) override {
        return core::fail(core::ErrorKind::Failed, {"not asked"});
    }
    core::Result<std::vector<backend::PooledActivations>> pooled(std::span<const std::span<const float>>, std::string_view,
                                                                 core::Progress&) override {
        return core::fail(core::ErrorKind::Failed, {"not asked"});
    }
    core::Result<backend::AttentionMaps> attention(std::span<const float> mono, core::Progress& progress) override {
        if (!m_info.attends) return Encoder::attention(mono, progress);
        return known(static_cast<std::int64_t>(mono.size() / 160));
    }
    static backend::AttentionMaps known(std::int64_t frames) {
        backend::AttentionMaps maps{0.005, 0.01, 2, 1, frames, {}};
        for (std::int64_t looks = 0; looks < frames; ++looks) {
            for (std::int64_t at = 0; at < frames; ++at)
                maps.weights.push_back(at == std::max<std::int64_t>(0, looks - 1) ? 1.0F : 0.0F);
        }
        for (std::int64_t looks = 0; looks < frames; ++looks) {
            for (std::int64_t at = 0; at < frames; ++at)
                maps.weights.push_back(at <= looks ? 1.0F / static_cast<float>(looks + 1) : 0.0F);
        }
        return maps;
    }

private:
    backend::EncoderInfo m_info;
};

}  // namespace

/// What heads of attention do in numbers, and in a part of a recording.
class TestAttentionMaps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figuresOfKnownHeads() {
        constexpr std::int64_t kFrames = 4;
        const auto figures = backend::attentionFigures(KnownHeads::known(kFrames));
        QCOMPARE(figures.size(), std::size_t{2});
        QCOMPARE(figures[0].layer, 0);
        QCOMPARE(figures[1].layer, 1);
        // Three of four frames look 10 ms back, the first one at itself.
        QVERIFY(std::abs(figures[0].distanceSeconds - 0.0075) < 1e-9);
        QVERIFY(std::abs(figures[0].ownShare - 0.25) < 1e-9);
        QCOMPARE(figures[0].entropyBits, 0.0);
        // Alike at 1, 2, 3 and 4 frames.
        const double even = (0.0 + 1.0 + std::log2(3.0) + 2.0) / 4.0;
        QVERIFY(std::abs(figures[1].entropyBits - even) < 1e-6);
        QVERIFY(std::abs(figures[1].evenBits - even) < 1e-9);
        QVERIFY(std::abs(figures[1].ownShare - (1.0 + 0.5 + 1.0 / 3.0 + 0.25) / 4.0) < 1e-6);
        QVERIFY(std::abs(figures[1].distanceSeconds - 0.01 * (0.0 + 0.5 + 1.0 + 1.5) / 4.0) < 1e-8);
        QCOMPARE(figures[1].aheadShare, 0.0);
    }

    void aHeadThatLooksAhead() {
        backend::AttentionMaps maps{0.0, 0.02, 1, 1, 2, {0.25F, 0.75F, 0.5F, 0.5F}};
        const auto figures = backend::attentionFigures(maps);
        QCOMPARE(figures[0].aheadShare, 0.375);
        QCOMPARE(figures[0].evenBits, 1.0);
        QVERIFY(std::abs(figures[0].distanceSeconds - 0.02 * (0.75 + 0.5) / 2.0) < 1e-9);
        const auto text = backend::attentionFiguresCsv(figures);
        QVERIFY2(
            text.starts_with("layer,head,distance_seconds,ahead_share,own_share,entropy_bits,even_bits\n1,1,0.0125,0.375,"),
            text.c_str());
    }

    /// Of a network that hears silence behind the sound too, only what is given to the sound counts.
    void whatIsGivenToSilenceDoesNotCount() {
        const auto figures = backend::attentionFigures({0.0, 0.02, 1, 1, 2, {0.0F, 0.2F, 0.1F, 0.1F}});
        QVERIFY(std::abs(figures[0].entropyBits - 0.5) < 1e-6);  // 0 and 1
        QVERIFY(std::abs(figures[0].distanceSeconds - 0.02 * (1.0 + 0.5) / 2.0) < 1e-8);
        QVERIFY(std::abs(figures[0].ownShare - 0.25) < 1e-6);
        QVERIFY(std::abs(figures[0].aheadShare - 0.5) < 1e-6);
        const auto none = backend::attentionFigures({0.0, 0.02, 1, 1, 1, {0.0F}});
        QCOMPARE(none[0].entropyBits, 0.0);
    }

    void ofAPartOfARecording() {
        QTemporaryDir home;
        const auto path = toPath(home.filePath("a.wav"));
        PROSOSCOPE_VERIFY(audio::writeWav(path, {16000, {std::vector<float>(16000, 0.1F)}}));
        KnownHeads encoder;
        core::Progress silent;
        const auto maps = backend::attentionOf(encoder, {path, 0.25, 0.75}, silent);
        PROSOSCOPE_VERIFY(maps);
        QCOMPARE(maps->frames, std::int64_t{50});
        QVERIFY(std::abs(maps->seconds(0) - 0.255) < 1e-9);
        const auto whole = backend::attentionOf(encoder, {path, 0.0, -1.0}, silent);
        PROSOSCOPE_VERIFY(whole);
        QCOMPARE(whole->frames, std::int64_t{100});
        QVERIFY(!backend::attentionOf(encoder, {toPath(home.filePath("none.wav")), 0.0, -1.0}, silent));
        KnownHeads without(false);
        const auto refused = backend::attentionOf(without, {path, 0.0, -1.0}, silent);
        QVERIFY(!refused && refused.error().message().find("no self-attention") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestAttentionMaps)
#include "TestAttentionMaps.moc"
