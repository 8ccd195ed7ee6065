// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/SpectrogramLoader.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace prososcope::gui {

namespace {

constexpr std::size_t kMostWindows = 16;  // in one column
constexpr double kMostBlockFrames = 1 << 20;
constexpr std::int64_t kMostSamples = 600'000;
constexpr int kTilePriority = 5;
constexpr int kSamplesPriority = 8;

/// Mono samples of [from, to), zero outside the file.
std::vector<float> readSpan(audio::AudioReader& reader, std::int64_t from, std::int64_t to) {
    std::vector<float> samples(static_cast<std::size_t>(std::max<std::int64_t>(0, to - from)), 0.0F);
    const std::int64_t start = std::max<std::int64_t>(0, from);
    const std::int64_t end = std::min(to, reader.info().frames);
    if (end <= start) return samples;
    const auto count = static_cast<std::size_t>(end - start);
    const auto offset = static_cast<std::size_t>(start - from);
    (void)reader.readMono(start, count, std::span(samples).subspan(offset, count));
    return samples;
}

}  // namespace

widgets::SpectrogramTilePtr computeTile(audio::AudioReader& reader, const widgets::TileKey& key,
                                        const dsp::SpectrogramSettings& settings, const std::stop_token& stop) {
    const int rate = reader.info().rateHz;
    const double spacing = widgets::SpectrogramTiles::columnSeconds(key.level);
    const double first = static_cast<double>(key.index) * widgets::SpectrogramTiles::tileSeconds(key.level);
    const auto columns = static_cast<std::size_t>(std::clamp(std::ceil((reader.info().seconds() - first) / spacing), 1.0,
                                                             static_cast<double>(widgets::SpectrogramTiles::kTileColumns)));
    const auto windows = static_cast<std::size_t>(
        std::clamp(std::ceil(spacing / settings.windowSeconds), 1.0, static_cast<double>(kMostWindows)));
    const double step = spacing / static_cast<double>(windows) * rate;
    const auto margin = static_cast<std::int64_t>(dsp::spectrogramMargin(rate, settings)) + 1;
    const auto blockColumns =
        static_cast<std::size_t>(std::max(1.0, std::min(static_cast<double>(columns), kMostBlockFrames / (spacing * rate))));

    dsp::SpectrogramImage whole;
    whole.columns = columns;
    for (std::size_t done = 0; done < columns; done += blockColumns) {
        if (stop.stop_requested()) return nullptr;
        const std::size_t count = std::min(blockColumns, columns - done);
        const double from = (first + static_cast<double>(done) * spacing) * rate;
        const auto start = static_cast<std::int64_t>(std::floor(from)) - margin;
        const auto end = static_cast<std::int64_t>(std::ceil(from + static_cast<double>(count) * spacing * rate)) + margin;
        const auto samples = readSpan(reader, start, end);
        const auto part = dsp::computeSpectrogram(samples, rate, from - static_cast<double>(start) + 0.5 * step, step,
                                                  count * windows, settings);
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
                    power += std::pow(10.0F, 0.1F * part.value(column * windows + w, bin));
                whole.decibels.push_back(10.0F * std::log10(std::max(power / static_cast<float>(windows), 1e-20F)));
            }
        }
    }
    return widgets::SpectrogramTiles::fromImage(whole);
}

SpectrogramLoader::SpectrogramLoader(FileLoader* loader, QObject* parent) : QObject(parent), m_loader(loader) {}

SpectrogramLoader::~SpectrogramLoader() { m_loader->cancel(this); }

void SpectrogramLoader::setRecording(RecordingModel* recording) {
    m_loader->cancel(this);
    ++m_generation;
    m_tileBusy = false;
    m_samplesBusy = false;
    m_samplesWanted = false;
    m_recording = recording;
    m_source.reset();
    if (recording != nullptr) m_source = std::make_shared<LazyReader>(recording->path().toStdString());
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
    // Half a view on either side, so that scrolling does not ask at every step.
    const double extra = 0.5 * view->span();
    const auto start = std::max<std::int64_t>(0, static_cast<std::int64_t>((view->start() - extra) * info.rateHz));
    const auto end =
        std::min({info.frames, static_cast<std::int64_t>((view->end() + extra) * info.rateHz) + 2, start + 2 * kMostSamples});
    m_samplesBusy = true;
    m_loader->run(
        this, kSamplesPriority,
        [this, source = m_source, start, end, generation = m_generation](const std::stop_token&) -> FileLoader::Deliver {
            auto block = std::make_shared<widgets::SampleBlock>();
            block->startFrame = start;
            if (auto* reader = source->open(); reader != nullptr && end > start) {
                const auto channels = static_cast<std::size_t>(reader->info().channels);
                const auto frames = static_cast<std::size_t>(end - start);
                std::vector<float> interleaved(frames * channels);
                const std::size_t count = reader->read(start, frames, interleaved).value_or(0);
                block->channels.assign(channels, std::vector<float>(frames, 0.0F));
                for (std::size_t frame = 0; frame < count; ++frame) {
                    for (std::size_t c = 0; c < channels; ++c) block->channels[c][frame] = interleaved[frame * channels + c];
                }
            }
            return [this, block, generation] {
                if (generation != m_generation) return;
                m_samplesBusy = false;
                Q_EMIT samplesReady(block);
                if (m_samplesWanted) requestSamples();
            };
        });
}

void SpectrogramLoader::update() {
    if (m_samplesWanted && !m_samplesBusy) requestSamples();
    if (m_tileBusy || m_pixels <= 0 || !m_recording || m_recording->state() != RecordingModel::State::Open) return;
    const auto* view = m_recording->view();
    const auto tiles = m_recording->tiles(m_settings);
    const auto needed =
        widgets::SpectrogramTiles::needed(view->start(), view->end(), m_recording->duration(), view->span() / m_pixels);
    const double middle = 0.5 * (view->start() + view->end());
    const widgets::TileKey* next = nullptr;
    double nearest = 0.0;
    for (const auto& key : needed) {
        if (tiles->contains(key)) continue;
        const double distance =
            std::abs((static_cast<double>(key.index) + 0.5) * widgets::SpectrogramTiles::tileSeconds(key.level) - middle);
        if (next == nullptr || distance < nearest) {
            next = &key;
            nearest = distance;
        }
    }
    if (next == nullptr) return;
    m_tileBusy = true;
    m_loader->run(this, kTilePriority,
                  [this, source = m_source, key = *next, settings = m_settings, tiles,
                   generation = m_generation](const std::stop_token& stop) -> FileLoader::Deliver {
                      widgets::SpectrogramTilePtr tile;
                      if (auto* reader = source->open(); reader != nullptr) tile = computeTile(*reader, key, settings, stop);
                      return [this, tiles, key, tile, generation] {
                          if (generation != m_generation) return;
                          m_tileBusy = false;
                          if (!tile) return;
                          tiles->insert(key, tile);
                          Q_EMIT tileReady();
                          update();
                      };
                  });
}

}  // namespace prososcope::gui
