// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/ActivationPass.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/backend/RecordingSpan.h"
#include "engine/backend/UnitTrace.h"
#include "engine/core/Join.h"
#include "engine/core/Paths.h"
#include "engine/store/ForEach.h"

namespace prososcope::backend {

namespace {

using core::ErrorKind;
using core::fail;

constexpr std::size_t kUtterancesAtOnce = 128;
constexpr double kSecondsAtOnce = 600.0;
constexpr double kUsualSeconds = 5.0;  ///< of an utterance whose length is not known
constexpr double kShareOfReading = 0.2;

/// The sound of an utterance, or why there is none.
struct Sound {
    core::Result<std::vector<float>> mono;
    double levelDb = 0.0;
};

core::Result<std::vector<float>> readMono(const corpus::Corpus& corpus, const corpus::Utterance& utterance, int rateHz,
                                          core::Progress& progress) {
    const RecordingSpan span{corpus.folder / utterance.path, utterance.startSeconds, utterance.endSeconds};
    const auto clip = decodeSpan(span, rateHz, progress);
    if (!clip) return fail(clip.error());
    if ((*clip)->frames() == 0) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 holds no sound where %2 should be. Repair the recording or the utterance's times."),
             {span.recording.string(), utterance.id}});
    }
    return (*clip)->channels[0];
}

/// Root mean square in dB to full scale; -inf for digital silence.
double levelDbOf(std::span<const float> mono) {
    double sum = 0.0;
    for (const float sample : mono) sum += static_cast<double>(sample) * static_cast<double>(sample);
    return 10.0 * std::log10(sum / static_cast<double>(mono.size()));
}

Sound readSound(const corpus::Corpus& corpus, const corpus::Utterance& utterance, int rateHz, core::Progress& progress) {
    Sound sound{readMono(corpus, utterance, rateHz, progress)};
    if (!sound.mono) return sound;
    sound.levelDb = levelDbOf(*sound.mono);
    if (!std::isfinite(sound.levelDb)) {
        sound.mono = fail(ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "%1 is digital silence: there is nothing to take activations from. Leave it out "
                                        "of the corpus or repair its recording."),
                           {utterance.id}});
    }
    return sound;
}

/// Whether a failure is of the utterance, so that the pass can go on without it.
bool isOfUtterance(const core::Error& error) {
    return error.kind != ErrorKind::Cancelled && error.kind != ErrorKind::OutOfMemory && error.kind != ErrorKind::NoSpace &&
           error.kind != ErrorKind::Unavailable;
}

bool isFinite(const PooledActivations& pooled) {
    const auto good = [](const std::vector<float>& values) {
        return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
    };
    return good(pooled.mean) && good(pooled.maximum) && good(pooled.deviation);
}

/// A pass in progress.
class Pass {
public:
    Pass(const corpus::Corpus& corpus, Encoder& encoder, const std::string& tap, store::ActivationSetWriter& writer,
         int threads)
        : m_corpus(corpus), m_encoder(encoder), m_tap(tap), m_writer(writer), m_threads(threads) {}

    core::Status run(core::Progress& progress) {
        const std::size_t count = m_corpus.utterances.size();
        while (m_writer.rows() < count) {
            const std::size_t first = m_writer.rows();
            const std::size_t end = endOfPiece(first);
            const auto share = [&](std::size_t row) { return static_cast<double>(row) / static_cast<double>(count); };
            auto part = progress.part(share(first), share(end));
            if (auto done = piece(first, end, part); !done) return done;
        }
        return {};
    }

private:
    [[nodiscard]] std::size_t endOfPiece(std::size_t first) const {
        double seconds = 0.0;
        std::size_t end = first;
        while (end < m_corpus.utterances.size() && end - first < kUtterancesAtOnce &&
               (end == first || seconds < kSecondsAtOnce)) {
            const double length = m_corpus.utterances[end++].seconds();
            seconds += length > 0.0 ? length : kUsualSeconds;
        }
        return end;
    }

    core::Status piece(std::size_t first, std::size_t end, core::Progress& progress) {
        std::vector<Sound> sounds(end - first);
        auto reading = progress.part(0.0, kShareOfReading);
        const auto read =
            store::forEach(sounds.size(), m_threads, reading, TRANSLATABLE("Engine", "Reading: %1 of %2 utterances"),
                           [&](std::size_t i, core::Progress& silent) -> core::Status {
                               sounds[i] = readSound(m_corpus, m_corpus.utterances[first + i], m_encoder.info().rateHz, silent);
                               const bool other = !sounds[i].mono && !isOfUtterance(sounds[i].mono.error());
                               return other ? core::Status(fail(sounds[i].mono.error())) : core::Status();
                           });
        if (!read) return read;
        std::vector<std::span<const float>> monos;
        for (const auto& sound : sounds) {
            if (sound.mono) monos.emplace_back(*sound.mono);
        }
        auto computing = progress.part(kShareOfReading, 1.0);
        computing.report(0.0, {TRANSLATABLE("Engine", "Activations: %1 of %2 utterances"),
                               {std::to_string(first), std::to_string(m_corpus.utterances.size())}});
        std::vector<core::Result<PooledActivations>> values;
        if (auto done = activationsOf(monos, values, computing); !done) return done;
        std::size_t next = 0;
        for (std::size_t i = 0; i < sounds.size(); ++i) {
            const auto& utterance = m_corpus.utterances[first + i];
            if (auto stored = sounds[i].mono ? store(utterance, sounds[i], values[next++])
                                             : m_writer.leaveOut(sounds[i].mono.error().message());
                !stored) {
                return stored;
            }
        }
        return {};
    }

    /// One for each stretch: all at once, and each by itself where one of them spoils that.
    core::Status activationsOf(const std::vector<std::span<const float>>& monos,
                               std::vector<core::Result<PooledActivations>>& values, core::Progress& progress) {
        if (monos.empty()) return {};
        auto together = m_encoder.pooled(monos, m_tap, progress);
        if (together && together->size() == monos.size()) {
            for (auto& one : *together) values.emplace_back(std::move(one));
            return {};
        }
        if (progress.stopRequested()) return core::cancelled();
        core::Progress quiet(progress.stopToken());
        for (const auto& mono : monos) {
            auto alone = m_encoder.pooled(std::span(&mono, 1), m_tap, quiet);
            if (!alone && !isOfUtterance(alone.error())) return fail(alone.error());
            if (!alone) {
                values.emplace_back(fail(alone.error()));
            } else {
                values.emplace_back(std::move(alone->front()));
            }
        }
        return {};
    }

    core::Status store(const corpus::Utterance& utterance, const Sound& sound, const core::Result<PooledActivations>& values) {
        std::string problem = values ? std::string() : values.error().message();
        if (values && !isFinite(*values)) problem = "values that are not finite";
        if (!problem.empty()) {
            return m_writer.leaveOut(
                core::Text(
                    TRANSLATABLE("Engine", "%1 gives no activations: %2 Leave it out of the corpus or repair its recording."),
                    {utterance.id, problem.ends_with('.') ? problem : problem + "."})
                    .english());
        }
        const double seconds = static_cast<double>(sound.mono->size()) / m_encoder.info().rateHz;
        return m_writer.add(values->mean, values->maximum, values->deviation, seconds, sound.levelDb);
    }

    const corpus::Corpus& m_corpus;
    Encoder& m_encoder;
    const std::string& m_tap;
    store::ActivationSetWriter& m_writer;
    int m_threads;
};

/// Whether a stored set can stand for the wanted one.
bool serves(const store::ActivationSetInfo& stored, const store::ActivationSetInfo& wanted) {
    return stored.encoder == wanted.encoder && stored.encoderKind == wanted.encoderKind &&
           stored.weightsSha256 == wanted.weightsSha256 && stored.untrainedSeed == wanted.untrainedSeed &&
           stored.tap == wanted.tap && stored.layers == wanted.layers && stored.corpus == wanted.corpus &&
           stored.corpusFingerprint == wanted.corpusFingerprint &&
           std::all_of(wanted.pools.begin(), wanted.pools.end(), [&](auto pool) { return stored.has(pool); });
}

}  // namespace

core::Result<store::ActivationSetInfo> activationSetInfo(const EncoderInfo& encoder, const corpus::Corpus& corpus,
                                                         const std::string& tap) {
    const auto* chosen = tap.empty() && !encoder.taps.empty() ? &encoder.taps.front() : encoder.tap(tap);
    if (chosen == nullptr) {
        std::vector<std::string> names;
        for (const auto& known : encoder.taps) names.push_back(known.name);
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The network %1 has no tap named %2. It has: %3."),
                                          {encoder.name, tap, core::joined(names)}});
    }
    store::ActivationSetInfo info;
    info.encoder = encoder.name;
    info.encoderKind = encoder.kind;
    info.weightsSha256 = encoder.weightsSha256;
    info.untrainedSeed = encoder.untrainedSeed;
    info.tap = chosen->name;
    for (const auto& layer : chosen->layers) info.layers.push_back({layer.name, layer.units});
    info.overTime = isOverTime(*chosen);
    info.corpus = corpus.name;
    for (const auto& utterance : corpus.utterances) {
        info.utterances.push_back(utterance.id);
        info.speakers.push_back(utterance.speaker);
    }
    return info;
}

std::optional<store::ActivationSet> storedActivations(const store::ActivationSetInfo& wanted,
                                                      const std::filesystem::path& workspace) {
    const auto own = store::activationSetPath(workspace, wanted);
    const auto bundled = core::resourceFolder() / "activations" / own.filename();
    for (const auto& path : {own, bundled}) {
        std::error_code code;
        if (!std::filesystem::exists(path, code)) continue;
        auto set = store::ActivationSet::open(path);
        if (set && serves(set->info(), wanted)) return std::move(*set);
    }
    return std::nullopt;
}

core::Result<ActivationPassOutcome> takeActivations(const corpus::Corpus& corpus, Encoder& encoder,
                                                    const store::ActivationSetInfo& wanted, const std::filesystem::path& goal,
                                                    int threads, core::Progress& progress) {
    if (corpus.utterances.empty()) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "The corpus %1 has no utterances. Import it again."), {corpus.name}});
    }
    const bool same =
        std::equal(corpus.utterances.begin(), corpus.utterances.end(), wanted.utterances.begin(), wanted.utterances.end(),
                   [](const auto& utterance, const auto& id) { return utterance.id == id; });
    if (!same) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "The corpus %1 is not the one whose activations were asked for. Open it again."),
                     {corpus.name}});
    }
    auto writer = store::ActivationSetWriter::begin(goal, wanted);
    if (!writer) return fail(writer.error());
    ActivationPassOutcome outcome;
    outcome.continued = writer->rows();
    Pass pass(corpus, encoder, wanted.tap, *writer, threads);
    if (auto done = pass.run(progress); !done) return fail(done.error());
    if (auto finished = writer->finish(); !finished) return fail(finished.error());
    outcome.leftOut = writer->leftOut();
    auto set = store::ActivationSet::open(goal);
    if (!set) return fail(set.error());
    outcome.set = std::move(*set);
    progress.report(1.0);
    return outcome;
}

}  // namespace prososcope::backend
