// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QSignalSpy>
#include <memory>
#include <numeric>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/layers/ActivationJob.h"
#include "app/gui/layers/LayersControls.h"
#include "app/gui/layers/LayersPage.h"
#include "app/gui/layers/UnitCard.h"
#include "engine/core/Paths.h"
#include "engine/core/Random.h"
#include "engine/store/CorpusFingerprint.h"
#include "tests/app/gui/corpus/CorpusBench.h"
#include "widgets/CorrelationStrip.h"
#include "widgets/ScoreText.h"
#include "widgets/UnitScatter.h"

/// What tests of Layers share.
namespace layers_bench {

using namespace prososcope;
using namespace prososcope::gui;

inline constexpr int kLong = 20000 * kPatience;
inline constexpr int kUtterances = 80;
inline constexpr std::int64_t kWidths[] = {6, 4};
inline constexpr std::size_t kUnits = 10;

/// The program's models without the sets that come with it, which the page would open by itself.
inline void hideBundledSets(const QTemporaryDir& root) {
    const auto resources = toPath(root.filePath("resources"));
    std::filesystem::create_directories(resources);
    std::filesystem::create_directory_symlink(core::resourceFolder() / "models", resources / "models");
    qputenv("PROSOSCOPE_RESOURCES", resources.string().c_str());
}

/// A workspace with a corpus "c" of 80 utterances by four speakers (valence and arousal go their own ways), and the activations
/// of a network "planted" of layers "near" (6 units) and "far" (4 units). In "near" unit 3 goes with arousal and unit 5 is
/// constant; in "far" unit 2 goes against valence; the others are noise. With `sounds`, the utterances can be heard.
inline std::filesystem::path planted(const QTemporaryDir& root, int sounds = 0) {
    const auto folder = corpus_bench::fresh(root, kUtterances, sounds);
    auto workspace = store::Workspace::open(folder);
    if (!workspace) qFatal("no workspace");
    auto corpus = workspace->corpus("c");
    if (!corpus) qFatal("no corpus");
    // Within each speaker neither follows the other.
    for (std::size_t i = 0; i < corpus->utterances.size(); ++i)
        corpus->utterances[i].arousal = 1.0 + static_cast<double>(i / 20);
    if (!workspace->saveCorpus(*corpus)) qFatal("not saved");
    core::Progress progress;
    store::ActivationSetInfo info;
    info.encoder = "planted";
    info.encoderKind = "made up";
    info.weightsSha256 = std::string(64, '0');
    info.tap = "output";
    info.layers = {{"near", kWidths[0]}, {"far", kWidths[1]}};
    info.corpus = "c";
    info.corpusFingerprint = store::corpusFingerprint(*corpus, workspace->cacheFolder(), 1, progress).value();
    for (const corpus::Utterance& each : corpus->utterances) {
        info.utterances.push_back(each.id);
        info.speakers.push_back(each.speaker);
    }
    auto writer = store::ActivationSetWriter::begin(store::activationSetPath(folder, info), info);
    if (!writer) qFatal("no writer");
    core::Random random(7);
    for (const corpus::Utterance& each : corpus->utterances) {
        std::vector<float> values(kUnits);
        for (float& value : values) value = static_cast<float>(random.normal());
        values[2] = static_cast<float>(*each.arousal + 0.5 * random.normal());
        values[4] = 1.0F;
        values[7] = static_cast<float>(-*each.valence + 0.5 * random.normal());
        const std::vector<float> largest(kUnits, 1.0F);
        if (!writer->add(values, largest, largest, each.seconds(), -20.0)) qFatal("not added");
    }
    if (!writer->finish()) qFatal("not finished");
    return folder;
}

/// Stores a further set of noise beside the planted one: of the same utterances, by another network or tap, or untrained.
/// layers: as the planted ones where empty. Unit 8 (the second of "far") goes with valence instead of against it.
inline void addSet(const std::filesystem::path& folder, const std::string& encoder, const std::string& tap,
                   std::optional<std::uint64_t> untrainedSeed, std::vector<store::ActivationLayer> layers = {}) {
    auto workspace = store::Workspace::open(folder);
    if (!workspace) qFatal("no workspace");
    auto corpus = workspace->corpus("c");
    const auto sets = store::findActivationSets(folder);
    const auto own = std::find_if(sets.begin(), sets.end(), [](const auto& each) {
        return each.info.encoder == "planted" && each.info.tap == "output" && !each.info.untrainedSeed;
    });
    if (!corpus || own == sets.end()) qFatal("nothing planted");
    store::ActivationSetInfo info = own->info;
    info.encoder = encoder;
    info.tap = tap;
    info.untrainedSeed = untrainedSeed;
    info.weightsSha256 = std::string(64, untrainedSeed ? '3' : '4');
    if (!layers.empty()) info.layers = std::move(layers);
    info.seconds.clear();
    info.levelDb.clear();
    auto writer = store::ActivationSetWriter::begin(store::activationSetPath(folder, info), info);
    if (!writer) qFatal("no writer");
    core::Random random(untrainedSeed.value_or(99));
    for (const corpus::Utterance& each : corpus->utterances) {
        std::vector<float> values(static_cast<std::size_t>(info.units()));
        for (float& value : values) value = static_cast<float>(random.normal());
        values[7] = static_cast<float>(*each.valence + 0.5 * random.normal());
        const std::vector<float> largest(values.size(), 1.0F);
        if (!writer->add(values, largest, largest, each.seconds(), -20.0)) qFatal("not added");
    }
    if (!writer->finish()) qFatal("not finished");
}

/// A network of one layer of two units: the mean and the largest size of the samples.
class FakeEncoder : public backend::Encoder {
public:
    explicit FakeEncoder(std::optional<std::uint64_t> seed) {
        m_info.name = "emodb-4class";
        m_info.kind = "fake";
        m_info.weightsSha256 = std::string(64, seed ? '2' : '1');
        m_info.untrainedSeed = seed;
        m_info.taps = {{"output", {{"only", 2, 0.01, 0.0}}}};
    }
    [[nodiscard]] const backend::EncoderInfo& info() const override { return m_info; }
    core::Result<std::vector<backend::LayerFrames>> frames(std::span<const float>, std::string_view) override {
        return std::vector<backend::LayerFrames>();
    }
    core::Result<std::vector<backend::PooledActivations>> pooled(std::span<const std::span<const float>> monos,
                                                                 std::string_view, core::Progress& progress) override {
        std::vector<backend::PooledActivations> result;
        for (const auto& mono : monos) {
            if (progress.stopRequested()) return core::cancelled();
            float largest = 0.0F;
            double crossings = 0.0;
            for (std::size_t i = 1; i < mono.size(); ++i) {
                largest = std::max(largest, std::abs(mono[i]));
                if ((mono[i] < 0.0F) != (mono[i - 1] < 0.0F)) crossings += 1.0;
            }
            const float rate = static_cast<float>(crossings / static_cast<double>(mono.size()));
            result.push_back({{rate, m_info.untrainedSeed ? 0.5F : largest}, {1.0F, 1.0F}, {0.1F, 0.1F}});
        }
        return result;
    }

private:
    backend::EncoderInfo m_info;
};

/// The page in a window of its own, with an engine and the fake network in the place of LibTorch.
struct Bench {
    explicit Bench(const std::filesystem::path& folder) : engine(QString::fromStdString(folder.string())) {
        PageContext context;
        context.actions = &actions;
        context.engine = &engine;
        context.workspaceFolder = QString::fromStdString(folder.string());
        page = std::make_unique<LayersPage>(context);
        page->resize(1500, 900);
        LayersBackend fake;
        fake.describe = [](const store::ModelEntry&) -> core::Result<backend::EncoderInfo> { return FakeEncoder({}).info(); };
        fake.open = [](const store::ModelEntry&,
                       std::optional<std::uint64_t> seed) -> core::Result<std::unique_ptr<backend::Encoder>> {
            return std::make_unique<FakeEncoder>(seed);
        };
        page->job()->setBackend(fake);
    }
    bool show() {
        page->QWidget::show();
        page->activateWindow();
        page->activated();
        return settle();
    }
    bool settle() {
        return QTest::qWaitFor([&] { return page->isIdle(); }, kLong);
    }
    [[nodiscard]] float r(int map, int layer, int unit) const {
        const std::size_t at = (layer == 0 ? 0U : static_cast<std::size_t>(kWidths[0])) + static_cast<std::size_t>(unit);
        return page->result()->maps->maps[static_cast<std::size_t>(map)].map.r[at];
    }
    void choose(QComboBox* box, const QString& text) const {
        const int index = box->findText(text);
        if (index < 0) qFatal("no such choice");
        box->setCurrentIndex(index);
    }

    ActionRegistry actions;
    engine_thread::EngineThread engine;
    std::unique_ptr<LayersPage> page;
};

}  // namespace layers_bench
