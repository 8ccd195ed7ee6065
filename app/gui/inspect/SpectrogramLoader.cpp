// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/SpectrogramLoader.h"

#include <QElapsedTimer>
#include <algorithm>
#include <cmath>
#include <filesystem>

namespace prososcope::gui {

namespace {

constexpr std::size_t kMostWindows = 16;  // in one column
constexpr double kMostBlockFrames = 1 << 20;
constexpr std::int64_t kMostSamples = 600'000;
constexpr float kOctavesPerDecibel = 0.33219281F;  // log2(10) / 10
constexpr double kTileMargin = 1.0;                // seconds that a tile's windows reach beyond it, at most
constexpr qint64 kBatchMs = 16;
constexpr int kTilePriority = 5;
constexpr int kSamplesPriority = 8;

/// How many windows fit between two that are read one by one: reading what lies between would cost more.
constexpr double kSparse = 8.0;

/// Samples of [from, to) of the mix or one channel, zero outside the file.
void readSpan(audio::SampleSource& source, audio::ChannelChoice choice, std::int64_t from, std::span<float> samples,
              bool once) {
    std::fill(samples.begin(), samples.end(), 0.0F);
    const std::int64_t start = std::max<std::int64_t>(0, from);
    const std::int64_t end = std::min(from + static_cast<std::int64_t>(samples.size()), source.info().frames);
    if (end <= start) return;
    const auto count = static_cast<std::size_t>(end - start);
    const auto offset = static_cast<std::size_t>(start - from);
    (void)source.readChannel(choice, start, count, samples.subspan(offset, count), once);
}

/// One stretch of a tile: `count` windows, the first centred at `centre`, `step` frames apart.
dsp::SpectrogramImage computeWindows(audio::SampleSource& source, audio::ChannelChoice choice, double centre, double step,
                                     std::size_t count, const dsp::SpectrogramSettings& settings, std::vector<float>& samples) {
    const int rate = source.info().rateHz;
    const auto margin = static_cast<std::int64_t>(dsp::spectrogramMargin(rate, settings)) + 1;
    const auto length = static_cast<std::size_t>(2 * margin);
    if (step < kSparse * static_cast<double>(length)) {
        const auto start = static_cast<std::int64_t>(std::floor(centre)) - margin;
        const double last = centre + step * static_cast<double>(count - 1);
        samples.resize(static_cast<std::size_t>(static_cast<std::int64_t>(std::ceil(last)) + margin - start));
        readSpan(source, choice, start, samples, false);
        return dsp::computeSpectrogram(samples, rate, centre - static_cast<double>(start), step, count, settings);
    }
    // A window depends on the whole frame that its centre follows: the windows alone, side by side, give the same.
    samples.resize(count * length);
    for (std::size_t i = 0; i < count; ++i) {
        const auto start = static_cast<std::int64_t>(std::floor(centre + step * static_cast<double>(i))) - margin;
        readSpan(source, choice, start, std::span(samples).subspan(i * length, length), true);
    }
    return dsp::computeSpectrogram(samples, rate, static_cast<double>(margin), static_cast<double>(length), count, settings);
}

}  // namespace

widgets::SpectrogramTilePtr computeTile(audio::SampleSource& source, const widgets::TileKey& key,
                                        const dsp::SpectrogramSettings& settings, const std::stop_token& stop,
                                        audio::ChannelChoice choice) {
    const int rate = source.info().rateHz;
    const double spacing = widgets::SpectrogramTiles::columnSeconds(key.level);
    const double first = static_cast<double>(key.index) * widgets::SpectrogramTiles::tileSeconds(key.level);
    const auto columns = static_cast<std::size_t>(std::clamp(std::ceil((source.info().seconds() - first) / spacing), 1.0,
                                                             static_cast<double>(widgets::SpectrogramTiles::kTileColumns)));
    const auto windows = static_cast<std::size_t>(
        std::clamp(std::ceil(spacing / settings.windowSeconds), 1.0, static_cast<double>(kMostWindows)));
    const double step = spacing / static_cast<double>(windows) * rate;
    const auto blockColumns =
        static_cast<std::size_t>(std::max(1.0, std::min(static_cast<double>(columns), kMostBlockFrames / (spacing * rate))));

    dsp::SpectrogramImage whole;
    whole.columns = columns;
    std::vector<float> samples;
    for (std::size_t done = 0; done < columns; done += blockColumns) {
        if (stop.stop_requested()) return nullptr;
        const std::size_t count = std::min(blockColumns, columns - done);
        const double from = (first + static_cast<double>(done) * spacing) * rate;
        const auto part = computeWindows(source, choice, from + 0.5 * step, step, count * windows, settings, samples);
        whole.bins = part.bins;
        whole.binHz = part.binHz;
        if (windows == 1) {
            whole.decibels.insert(whole.decibels.end(), part.decibels.begin(), part.decibels.end());
            continue;
        }
        for (std::size_t column = 0; column < count; ++column) {
            for (std::size_t bin = 0; bin < part.bins; ++bin) {
                float power = 0.0F;
                for (std::size_t w = 0; w < windows; ++w)
                    power += std::exp2(kOctavesPerDecibel * part.value(column * windows + w, bin));
                whole.decibels.push_back(10.0F * std::log10(std::max(power / static_cast<float>(windows), 1e-20F)));
            }
        }
    }
    return widgets::SpectrogramTiles::fromImage(whole);
}

SpectrogramLoader::SpectrogramLoader(FileLoader* loader, QObject* parent) : QObject(parent), m_loader(loader) {}

SpectrogramLoader::~SpectrogramLoader() { m_loader->cancel(this); }

void SpectrogramLoader::setRecording(RecordingModel* recording, audio::ChannelChoice choice) {
    m_loader->cancel(this);
    ++m_generation;
    m_tileBusy = false;
    m_samplesBusy = false;
    m_samplesWanted = false;
    if (m_recording) m_recording->disconnect(this);
    m_recording = recording;
    m_choice = choice;
    if (recording != nullptr) connect(recording, &RecordingModel::peaksChanged, this, &SpectrogramLoader::update);
    update();
}

void SpectrogramLoader::setSettings(const dsp::SpectrogramSettings& settings) {
    if (settings == m_settings) return;
    m_settings = settings;
    m_loader->cancel(this);
    ++m_generation;
    m_tileBusy = false;
    m_samplesBusy = false;
    update();
}

void SpectrogramLoader::setPixelWidth(int pixels) {
    m_pixels = pixels;
    update();
}

void SpectrogramLoader::requestSamples() {
    m_samplesWanted = true;
    if (!m_recording || m_recording->state() != RecordingModel::State::Open || m_samplesBusy) return;
    m_samplesWanted = false;
    const auto* view = m_recording->view();
    const auto& info = m_recording->info();
    if (!m_recording->isReady(view->start(), view->end())) {
        m_samplesWanted = true;
        return;
    }
    // Half a view on either side, so that scrolling does not ask at every step.
    const double extra = 0.5 * view->span();
    const auto start = std::max<std::int64_t>(0, static_cast<std::int64_t>((view->start() - extra) * info.rateHz));
    const auto end = std::min({m_recording->source()->framesReady(),
                               static_cast<std::int64_t>((view->end() + extra) * info.rateHz) + 2, start + 2 * kMostSamples});
    m_samplesBusy = true;
    m_loader->run(this, kSamplesPriority,
                  [this, source = m_recording->source(), start, end,
                   generation = m_generation](const std::stop_token&) -> FileLoader::Deliver {
                      auto block = std::make_shared<widgets::SampleBlock>();
                      block->startFrame = start;
                      if (end > start) {
                          const auto channels = static_cast<std::size_t>(source->info().channels);
                          const auto frames = static_cast<std::size_t>(end - start);
                          std::vector<float> interleaved(frames * channels);
                          const std::size_t count = source->read(start, frames, interleaved).value_or(0);
                          block->channels.assign(channels, std::vector<float>(frames, 0.0F));
                          for (std::size_t frame = 0; frame < count; ++frame) {
                              for (std::size_t c = 0; c < channels; ++c)
                                  block->channels[c][frame] = interleaved[frame * channels + c];
                          }
                      }
                      return [this, block, generation] {
                          if (generation != m_generation) return;
                          m_samplesBusy = false;
                          if (m_recording) m_recording->checkFile();
                          Q_EMIT samplesReady(block);
                          if (m_samplesWanted) requestSamples();
                      };
                  });
}

void SpectrogramLoader::update() {
    if (m_samplesWanted && !m_samplesBusy) requestSamples();
    if (m_tileBusy || m_pixels <= 0 || !m_recording || m_recording->state() != RecordingModel::State::Open) return;
    const auto* view = m_recording->view();
    const auto tiles = m_recording->tiles(m_settings, m_choice);
    const auto needed =
        widgets::SpectrogramTiles::needed(view->start(), view->end(), m_recording->duration(), view->span() / m_pixels);
    const double middle = 0.5 * (view->start() + view->end());
    QList<std::pair<double, widgets::TileKey>> missing;
    for (const auto& key : needed) {
        if (tiles->contains(key)) continue;
        const double length = widgets::SpectrogramTiles::tileSeconds(key.level);
        const double from = static_cast<double>(key.index) * length;
        if (!m_recording->isReady(from, from + length + kTileMargin)) continue;
        missing.append({std::abs(from + 0.5 * length - middle), key});
    }
    if (missing.isEmpty()) return;
    std::sort(missing.begin(), missing.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    m_tileBusy = true;
    m_loader->run(this, kTilePriority,
                  [this, source = m_recording->source(), missing, settings = m_settings, choice = m_choice, tiles,
                   generation = m_generation](const std::stop_token& stop) -> FileLoader::Deliver {
                      // As many as a moment holds, so that the picture is drawn once for all of them.
                      QList<std::pair<widgets::TileKey, widgets::SpectrogramTilePtr>> made;
                      QElapsedTimer clock;
                      clock.start();
                      for (const auto& [distance, key] : missing) {
                          auto tile = computeTile(*source, key, settings, stop, choice);
                          if (!tile) break;
                          made.append({key, std::move(tile)});
                          if (clock.elapsed() >= kBatchMs) break;
                      }
                      return [this, tiles, made, generation] {
                          if (generation != m_generation) return;
                          m_tileBusy = false;
                          if (m_recording) m_recording->checkFile();
                          if (made.isEmpty()) return;
                          for (const auto& [key, tile] : made) tiles->insert(key, tile);
                          Q_EMIT tileReady();
                          update();
                      };
                  });
}

}  // namespace prososcope::gui
