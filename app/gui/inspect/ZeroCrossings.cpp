// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/ZeroCrossings.h"

#include <algorithm>
#include <cmath>

#include "app/gui/inspect/FileLoader.h"
#include "app/gui/inspect/LazyReader.h"
#include "app/gui/inspect/RecordingModel.h"
#include "engine/annotation/Snap.h"

namespace prososcope::gui {

namespace {

constexpr double kCoarsest = 0.5;  // seconds of tolerance
constexpr double kAround = 1.0;    // seconds read on either side

}  // namespace

bool ZeroCrossings::Block::covers(double from, double to) const {
    return from >= firstTime && to <= firstTime + static_cast<double>(samples.size()) / rateHz;
}

ZeroCrossings::ZeroCrossings(FileLoader* loader, QObject* parent) : QObject(parent), m_loader(loader) {}

void ZeroCrossings::setRecording(RecordingModel* recording) {
    ++m_generation;
    m_recording = recording;
    m_block.reset();
    m_busy = false;
    m_reader = recording != nullptr ? std::make_shared<LazyReader>(recording->path().toStdString()) : nullptr;
}

std::optional<double> ZeroCrossings::nearest(double seconds, double tolerance) {
    if (!m_recording || m_recording->state() != RecordingModel::State::Open || tolerance > kCoarsest) return std::nullopt;
    const double from = std::max(0.0, seconds - tolerance);
    const double to = std::min(m_recording->duration(), seconds + tolerance);
    if (!m_block || !m_block->covers(from, to)) {
        request(std::max(0.0, seconds - kAround), seconds + kAround);
        return std::nullopt;
    }
    return annotation::snapToZeroCrossing(m_block->samples, m_block->firstTime, m_block->rateHz, seconds, tolerance);
}

void ZeroCrossings::request(double from, double to) {
    if (m_busy) return;
    m_busy = true;
    m_loader->run(this, 30, [this, reader = m_reader, from, to, generation = m_generation](const std::stop_token&) {
        auto block = std::make_shared<Block>();
        if (auto* sound = reader->open(); sound != nullptr) {
            const auto& info = sound->info();
            const auto first = static_cast<std::int64_t>(std::floor(from * info.rateHz));
            const auto last = std::min(info.frames, static_cast<std::int64_t>(std::ceil(to * info.rateHz)) + 1);
            block->firstTime = static_cast<double>(first) / info.rateHz;
            block->rateHz = info.rateHz;
            block->samples.resize(static_cast<std::size_t>(std::max<std::int64_t>(0, last - first)));
            block->samples.resize(sound->readMono(first, block->samples.size(), block->samples).value_or(0));
        }
        return FileLoader::Deliver([this, block, generation] {
            if (generation != m_generation) return;
            m_busy = false;
            m_block = block->rateHz > 0.0 ? block : nullptr;
        });
    });
}

}  // namespace prososcope::gui
