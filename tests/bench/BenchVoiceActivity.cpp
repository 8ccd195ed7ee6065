// SPDX-License-Identifier: GPL-3.0-or-later
// How much speech VoiceActivity finds and how much else it marks, on the five speakers of EmoDB that its weights do not come
// from, by kind and level of the noise; its speed. With "fit", fits the weights anew on the other five and writes
// engine/live/VoiceWeights.cpp to the standard output. usage: BenchVoiceActivity EMODB [fit]
#include <chrono>
#include <cstdio>
#include <cstring>
#include <numeric>

#include "engine/live/VoiceNetwork.h"
#include "tests/engine/live/VoiceScenes.h"

using namespace prososcope;
using namespace voices;
using live::VoiceFeatures;
using live::VoiceNetwork;

namespace {

std::vector<const Clip*> clipsOf(const std::vector<Clip>& clips, bool fitted) {
    std::vector<const Clip*> found;
    for (const Clip& clip : clips) {
        if (kFitted.contains(clip.speaker) == fitted) found.push_back(&clip);
    }
    return found;
}

std::set<std::string> speakersOf(const std::vector<const Clip*>& clips) {
    std::set<std::string> speakers;
    for (const Clip* clip : clips) speakers.insert(clip->speaker);
    return speakers;
}

/// Rows with known truth of scenes of all speakers.
struct Examples {
    std::vector<VoiceFeatures::Row> rows;
    std::vector<char> speech;
    void add(const Scene& scene) {
        std::vector<VoiceFeatures::Row> all;
        VoiceFeatures features;
        features.process(scene.samples, all);
        features.finish(all);
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (const auto truth = truthAt(scene, i)) {
                rows.push_back(all[i]);
                speech.push_back(*truth ? 1 : 0);
            }
        }
    }
};

Examples fittingExamples(const std::vector<const Clip*>& clips, Random& random) {
    Examples examples;
    const double kDecibels[] = {5, 10, 10, 10, 10, 15, 25, 60};
    const int kPeople[] = {6, 8, 8, 12};
    for (const Noise noise : {Noise::Babble, Noise::Babble, Noise::Babble, Noise::Babble, Noise::Pink, Noise::Room}) {
        for (int repeat = 0; repeat < 4; ++repeat) {
            for (const auto& speaker : speakersOf(clips)) {
                const SceneSettings settings{.noise = noise,
                                             .people = kPeople[random.below(std::size(kPeople))],
                                             .decibels = kDecibels[random.below(std::size(kDecibels))],
                                             .gapSeconds = random.uniform(0.7, 4.0),
                                             .leadSeconds = random.uniform(1.0, 8.0),
                                             .clips = 12,
                                             .level = std::pow(10.0, random.uniform(-2.0, -0.7))};
                examples.add(makeScene(clips, speaker, settings, random));
            }
        }
    }
    return examples;
}

/// Logistic loss with weight decay, by Adam (Kingma and Ba 2015) in batches, the rate falling to nothing.
class Fit {
public:
    explicit Fit(const Examples& examples) : m_examples(examples) {
        const auto count = static_cast<double>(examples.rows.size());
        for (std::size_t c = 0; c < VoiceNetwork::kColumns; ++c) {
            double sum = 0.0;
            double squares = 0.0;
            for (const auto& row : examples.rows) {
                sum += row[c];
                squares += static_cast<double>(row[c]) * row[c];
            }
            const double mean = sum / count;
            m_network.means[c] = static_cast<float>(mean);
            m_network.scales[c] = static_cast<float>(1.0 / std::sqrt(std::max(1e-6, squares / count - mean * mean)));
        }
    }

    VoiceNetwork run(Random& random) {
        constexpr std::size_t kBatch = 500;
        constexpr int kEpochs = 25;
        constexpr double kRate = 2e-3;
        for (double& value : m_values) value = random.normal() / std::sqrt(static_cast<double>(VoiceNetwork::kColumns));
        std::vector<std::size_t> order(m_examples.rows.size());
        std::iota(order.begin(), order.end(), 0);
        const std::size_t batches = order.size() / kBatch;
        for (int epoch = 0; epoch < kEpochs; ++epoch) {
            random.shuffle(std::span(order));
            double loss = 0.0;
            for (std::size_t b = 0; b < batches; ++b) {
                const double done =
                    (static_cast<double>(epoch) + static_cast<double>(b) / static_cast<double>(batches)) / kEpochs;
                loss += step({order.data() + b * kBatch, kBatch}, kRate * (1.0 - done));
            }
            std::fprintf(stderr, "epoch %d: loss %.4f\n", epoch + 1, loss / static_cast<double>(batches));
        }
        store();
        return m_network;
    }

private:
    static constexpr std::size_t kCells = VoiceNetwork::kCells;
    static constexpr std::size_t kColumns = VoiceNetwork::kColumns;
    // Weights, biases and output weight of each cell, then the bias.
    static constexpr std::size_t kPerCell = kColumns + 2;
    static constexpr std::size_t kValues = kCells * kPerCell + 1;

    double step(std::span<const std::size_t> batch, double rate) {
        std::array<double, kValues> slope{};
        double loss = 0.0;
        for (const std::size_t index : batch) {
            std::array<double, kColumns> input;
            for (std::size_t c = 0; c < kColumns; ++c)
                input[c] = (m_examples.rows[index][c] - m_network.means[c]) * m_network.scales[c];
            std::array<double, kCells> cells;
            double odds = m_values.back();
            for (std::size_t h = 0; h < kCells; ++h) {
                const double* cell = m_values.data() + h * kPerCell;
                cells[h] = std::tanh(std::inner_product(input.begin(), input.end(), cell, cell[kColumns]));
                odds += cell[kColumns + 1] * cells[h];
            }
            const double truth = m_examples.speech[index];
            loss += std::log1p(std::exp(-std::abs(odds))) + std::max(odds, 0.0) - truth * odds;
            const double error = (1.0 / (1.0 + std::exp(-odds)) - truth) / static_cast<double>(batch.size());
            slope.back() += error;
            for (std::size_t h = 0; h < kCells; ++h) {
                double* cell = slope.data() + h * kPerCell;
                cell[kColumns + 1] += error * cells[h];
                const double inner = error * m_values[h * kPerCell + kColumns + 1] * (1.0 - cells[h] * cells[h]);
                cell[kColumns] += inner;
                for (std::size_t c = 0; c < kColumns; ++c) cell[c] += inner * input[c];
            }
        }
        ++m_steps;
        constexpr double kDecay = 1e-2;
        for (std::size_t i = 0; i < kValues; ++i) {
            m_first[i] = 0.9 * m_first[i] + 0.1 * slope[i];
            m_second[i] = 0.999 * m_second[i] + 0.001 * slope[i] * slope[i];
            const double first = m_first[i] / (1.0 - std::pow(0.9, m_steps));
            const double second = m_second[i] / (1.0 - std::pow(0.999, m_steps));
            m_values[i] -= rate * (first / (std::sqrt(second) + 1e-8) + kDecay * m_values[i]);
        }
        return loss / static_cast<double>(batch.size());
    }

    void store() {
        for (std::size_t h = 0; h < kCells; ++h) {
            const double* cell = m_values.data() + h * kPerCell;
            for (std::size_t c = 0; c < kColumns; ++c) m_network.weights[h][c] = static_cast<float>(cell[c]);
            m_network.biases[h] = static_cast<float>(cell[kColumns]);
            m_network.outputs[h] = static_cast<float>(cell[kColumns + 1]);
        }
        m_network.bias = static_cast<float>(m_values.back());
    }

    const Examples& m_examples;
    VoiceNetwork m_network;
    std::array<double, kValues> m_values{}, m_first{}, m_second{};
    int m_steps = 0;
};

/// Moves the bias to where as much speech is missed as else is marked, in babble at 10 dB.
void balance(VoiceNetwork& network, const std::vector<const Clip*>& clips, Random& random) {
    Examples examples;
    for (const auto& speaker : speakersOf(clips)) examples.add(makeScene(clips, speaker, {}, random));
    std::vector<float> speech;
    std::vector<float> others;
    for (std::size_t i = 0; i < examples.rows.size(); ++i)
        (examples.speech[i] != 0 ? speech : others).push_back(network.odds(examples.rows[i]));
    std::sort(speech.begin(), speech.end());
    std::sort(others.begin(), others.end());
    double share = 0.0;
    const auto at = [](const std::vector<float>& sorted, double part) {
        return sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
    };
    while (share < 0.5 && at(speech, share) < at(others, 1.0 - share)) share += 0.0005;
    std::fprintf(stderr, "equal error on the fitted speakers %.4f, bias moved by %.3f\n", share, -at(speech, share));
    network.bias -= at(speech, share);
}

template <std::size_t N>
void printRow(const std::array<float, N>& values) {
    std::printf("{");
    for (std::size_t i = 0; i < N; ++i) std::printf("%s%.6eF", i == 0 ? "" : ", ", static_cast<double>(values[i]));
    std::printf("}");
}

void printNetwork(const VoiceNetwork& network) {
    std::printf(
        "// SPDX-License-Identifier: GPL-3.0-or-later\n// Written by BenchVoiceActivity fit; not edited by hand.\n"
        "#include \"engine/live/VoiceNetwork.h\"\n\nnamespace prososcope::live {\n\n"
        "const VoiceNetwork& fittedVoiceNetwork() {\n    static const VoiceNetwork kNetwork{\n        .means = ");
    printRow(network.means);
    std::printf(",\n        .scales = ");
    printRow(network.scales);
    std::printf(",\n        .weights = {{");
    for (const auto& row : network.weights) {
        printRow(row);
        std::printf(",");
    }
    std::printf("}},\n        .biases = ");
    printRow(network.biases);
    std::printf(",\n        .outputs = ");
    printRow(network.outputs);
    std::printf(",\n        .bias = %.6eF};\n    return kNetwork;\n}\n\n}  // namespace prososcope::live\n",
                static_cast<double>(network.bias));
}

struct Measured {
    Shares shares;
    double soundSeconds = 0.0, seconds = 0.0;
};

Measured measure(const std::vector<const Clip*>& clips, const SceneSettings& settings) {
    Measured measured;
    Random random(2);
    for (const auto& speaker : speakersOf(clips)) {
        const Scene scene = makeScene(clips, speaker, settings, random);
        std::vector<live::VoiceFrame> frames;
        const auto start = std::chrono::steady_clock::now();
        live::VoiceActivity activity;
        activity.process(scene.samples, frames);
        activity.finish(frames);
        measured.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        measured.soundSeconds += static_cast<double>(scene.samples.size()) / kRateHz;
        for (std::size_t i = 0; i < frames.size(); ++i) {
            if (const auto truth = truthAt(scene, i)) measured.shares.add(*truth, frames[i].speech);
        }
    }
    return measured;
}

void printTable(const std::vector<const Clip*>& clips) {
    std::printf("%-28s %6s %8s %8s %9s\n", "noise", "dB", "speech", "others", "minutes");
    Measured all;
    const auto row = [&](const std::string& name, const SceneSettings& settings) {
        const Measured one = measure(clips, settings);
        all.seconds += one.seconds;
        all.soundSeconds += one.soundSeconds;
        std::printf("%-28s %6.0f %8.4f %8.4f %9.1f\n", name.c_str(), settings.decibels, one.shares.found(), one.shares.wrong(),
                    one.soundSeconds / 60.0);
    };
    for (const double decibels : {10.0, 5.0, 20.0, 60.0}) {
        row("babble of eight", {.noise = Noise::Babble, .decibels = decibels});
        row("pink", {.noise = Noise::Pink, .decibels = decibels});
        row("room", {.noise = Noise::Room, .decibels = decibels});
    }
    for (const int people : {1, 2, 4, 16})
        row("babble of " + std::to_string(people), {.noise = Noise::Babble, .people = people});
    row("babble of eight, 20 dB softer", {.noise = Noise::Babble, .level = 0.01});
    row("pink, pauses of ten seconds", {.noise = Noise::Pink, .gapSeconds = 10.0});
    std::printf(
        "speech: share of the frames with speech that are marked; others: share of the rest that is. Decided %.2f s "
        "behind a frame. %.4f s of computing a second of sound.\n",
        live::VoiceActivity::kLookAheadSeconds, all.seconds / all.soundSeconds);
}

}  // namespace

int main(int argc, char** argv) {
    const auto labels = std::filesystem::temp_directory_path() / "prososcope-bench-labels";
    std::filesystem::remove_all(labels);
    const auto clips = argc > 1 ? readClips(argv[1], labels) : std::vector<Clip>();
    std::filesystem::remove_all(labels);
    if (clips.empty()) {
        std::fprintf(stderr, "usage: BenchVoiceActivity EMODB [fit]\n");
        return 2;
    }
    if (argc > 2 && std::strcmp(argv[2], "fit") == 0) {
        const auto fitted = clipsOf(clips, true);
        Random random(1);
        const Examples examples = fittingExamples(fitted, random);
        std::fprintf(stderr, "%zu rows\n", examples.rows.size());
        VoiceNetwork network = Fit(examples).run(random);
        balance(network, fitted, random);
        printNetwork(network);
        return 0;
    }
    printTable(clipsOf(clips, false));
    return 0;
}
