// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/RecordingModel.h"

#include <QFileInfo>
#include <algorithm>
#include <cmath>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/inspect/VoiceTracks.h"
#include "engine/core/Progress.h"

namespace prososcope::gui {

namespace {

constexpr int kGrowthMs = 66;
constexpr double kMostGain = 64.0;
constexpr double kWantedHeight = 0.9;
constexpr double kComparedColumns = 4000.0;
constexpr double kSilent = 1e-5;    // mean level of a channel without sound
constexpr double kMostApart = 0.5;  // mean difference of two channels' levels, each relative to its mean
constexpr double kQuiet = 0.25;     // recordings that stay below this are magnified

struct Opened {
    core::Result<std::shared_ptr<audio::Recording>> source;
    std::shared_ptr<audio::PeakPyramid> peaks;
};

Opened openFile(const std::filesystem::path& path) {
    auto source = audio::Recording::open(path);
    if (!source) return {std::move(source), nullptr};
    const auto& info = (*source)->info();
    auto peaks = std::make_shared<audio::PeakPyramid>(info.frames, info.channels, info.rateHz);
    return {std::move(source), std::move(peaks)};
}

}  // namespace

RecordingModel::RecordingModel(const QString& path, FileLoader* loader, QObject* parent)
    : QObject(parent), m_path(path), m_loader(loader) {
    m_growth.setInterval(kGrowthMs);
    connect(&m_growth, &QTimer::timeout, this, &RecordingModel::grow);
    open();
}

RecordingModel::~RecordingModel() { m_loader->cancel(this); }

QString RecordingModel::name() const { return QFileInfo(m_path).fileName(); }

void RecordingModel::open() {
    const std::filesystem::path path(m_path.toStdString());
    m_loader->run(this, 10, [this, path](const std::stop_token&) -> FileLoader::Deliver {
        auto file = std::make_shared<Opened>(openFile(path));
        return [this, file] {
            if (!file->source) {
                m_state = State::Failed;
                m_problem = engine_thread::translated(file->source.error().text);
                Q_EMIT failed(m_problem);
                return;
            }
            m_state = State::Open;
            m_source = *file->source;
            m_info = m_source->info();
            m_peaks = file->peaks;
            m_view.setDuration(m_info.seconds());
            m_view.showAll();
            if (!m_wanted.isEmpty()) restoreView(m_wanted[0], m_wanted[1], m_wanted[2], m_wanted[3], m_wanted[4]);
            fill(file->peaks);
            Q_EMIT opened();
        };
    });
}

void RecordingModel::fill(const std::shared_ptr<audio::PeakPyramid>& peaks) {
    m_growth.start();
    m_loader->run(this, 0, [this, source = m_source, peaks](const std::stop_token& stop) -> FileLoader::Deliver {
        core::Progress progress(stop);
        const core::Status status = source->prepare(*peaks, progress);
        return [this, status] {
            m_growth.stop();
            m_complete = status.has_value();
            if (!status && status.error().kind != core::ErrorKind::Cancelled) {
                m_problem = engine_thread::translated(status.error().text);
                Q_EMIT failed(m_problem);
            }
            checkFile();
            Q_EMIT peaksChanged();
            if (m_complete && !m_channels.decided && m_channels.separate == channelsAlike()) {
                ChannelSettings channels = m_channels;
                channels.separate = !channels.separate;
                setChannels(channels);
            }
        };
    });
}

void RecordingModel::setChannels(const ChannelSettings& channels) {
    if (channels == m_channels) return;
    m_channels = channels;
    Q_EMIT channelsChanged();
}

bool RecordingModel::channelsAlike() const {
    if (!m_peaks || m_peaks->channels() < 2) return true;
    const double frames = static_cast<double>(m_peaks->frames());
    const auto columns = static_cast<std::size_t>(std::clamp(frames / audio::PeakPyramid::kBaseFrames, 1.0, kComparedColumns));
    std::vector<audio::Peak> peaks(columns);
    std::vector<std::vector<double>> levels;  // of each channel that is not silent, with a mean of 1
    for (int channel = 0; channel < m_peaks->channels(); ++channel) {
        m_peaks->summarise(channel, 0.0, frames, peaks);
        std::vector<double> level(columns);
        double sum = 0.0;
        for (std::size_t i = 0; i < columns; ++i) {
            level[i] = peaks[i].low > peaks[i].high ? 0.0 : std::sqrt(static_cast<double>(peaks[i].meanSquare));
            sum += level[i];
        }
        const double mean = sum / static_cast<double>(columns);
        if (mean < kSilent) continue;
        for (double& value : level) value /= mean;
        levels.push_back(std::move(level));
    }
    for (std::size_t channel = 1; channel < levels.size(); ++channel) {
        double apart = 0.0;
        for (std::size_t i = 0; i < columns; ++i) apart += std::abs(levels[channel][i] - levels[0][i]);
        if (apart / static_cast<double>(columns) > kMostApart) return false;
    }
    return true;
}

void RecordingModel::grow() {
    checkFile();
    Q_EMIT peaksChanged();
}

void RecordingModel::checkFile() {
    if (!m_source) return;
    const QString warning = engine_thread::translated(m_source->warning());
    if (warning == m_warning) return;
    m_warning = warning;
    if (!warning.isEmpty()) Q_EMIT warned(warning);
}

bool RecordingModel::isReady(double from, double to) const {
    if (!m_source) return false;
    if (!m_source->growing()) return true;
    return to > from &&
           std::min(to * m_info.rateHz, static_cast<double>(m_info.frames)) <= static_cast<double>(m_source->framesReady());
}

double RecordingModel::automaticGain() const {
    if (!m_complete || !m_peaks) return 1.0;
    const double largest = m_peaks->largest();
    if (!(largest > 0.0) || largest >= kQuiet) return 1.0;
    return std::clamp(std::exp2(std::floor(std::log2(kWantedHeight / largest))), 1.0, kMostGain);
}

double RecordingModel::levelDecibels(double from, double to) const {
    if (!m_peaks || !(to > from)) return -200.0;
    const double frames = (to - from) * m_info.rateHz;
    const auto columns = static_cast<std::size_t>(std::clamp(frames / audio::PeakPyramid::kBaseFrames, 1.0, 256.0));
    std::vector<audio::Peak> peaks(columns);
    double sum = 0.0;
    std::size_t count = 0;
    for (int channel = 0; channel < m_peaks->channels(); ++channel) {
        m_peaks->summarise(channel, from * m_info.rateHz, to * m_info.rateHz, peaks);
        for (const auto& peak : peaks) {
            if (peak.low > peak.high) continue;
            sum += peak.meanSquare;
            ++count;
        }
    }
    return count > 0 && sum > 0.0 ? 10.0 * std::log10(sum / static_cast<double>(count)) : -200.0;
}

std::shared_ptr<widgets::SpectrogramTiles> RecordingModel::tiles(const dsp::SpectrogramSettings& settings,
                                                                 audio::ChannelChoice choice) {
    if (settings != m_tileSettings) {
        m_tileSettings = settings;
        m_tiles.clear();
    }
    auto& tiles = m_tiles[choice.channel];
    if (tiles) return tiles;
    tiles = std::make_shared<widgets::SpectrogramTiles>();
    const int sets = choice.isMix() ? 1 : std::clamp(m_info.channels, 1, ChannelSettings::kMostShown);
    tiles->setMostBytes(widgets::SpectrogramTiles::kMostBytes / static_cast<std::size_t>(sets));
    return tiles;
}

std::shared_ptr<VoiceTracks> RecordingModel::voice(audio::ChannelChoice choice) {
    auto& tracks = m_voice[choice.channel];
    if (!tracks) tracks = std::make_shared<VoiceTracks>(duration());
    return tracks;
}

void RecordingModel::restoreView(double start, double end, double cursor, double selectionStart, double selectionEnd) {
    m_wanted = {start, end, cursor, selectionStart, selectionEnd};
    if (m_state != State::Open) return;
    m_wanted.clear();
    if (end > start) m_view.setRange(start, end);
    m_view.setCursor(cursor);
    m_view.setSelection(selectionStart, selectionEnd);
}

}  // namespace prososcope::gui
