// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <memory>
#include <optional>
#include <vector>

namespace prososcope::gui {

class FileLoader;
class LazyReader;
class RecordingModel;

/// Where the shown recording (the mean of its channels) crosses zero, for boundaries to snap to. Samples about the places
/// asked for are read on the loader and kept until others are needed: the first question about a place may find nothing
/// yet. GUI thread; the loader (of one thread) is borrowed and outlives this.
class ZeroCrossings : public QObject {
    Q_OBJECT
public:
    explicit ZeroCrossings(FileLoader* loader, QObject* parent = nullptr);

    void setRecording(RecordingModel* recording);
    /// The crossing nearest to `seconds` within `tolerance` seconds, as far as it is known; tolerances above half a second
    /// are too coarse to be meant.
    [[nodiscard]] std::optional<double> nearest(double seconds, double tolerance);

private:
    struct Block {
        double firstTime = 0.0;
        double rateHz = 0.0;
        std::vector<float> samples;
        [[nodiscard]] bool covers(double from, double to) const;
    };
    void request(double from, double to);

    FileLoader* m_loader;
    QPointer<RecordingModel> m_recording;
    std::shared_ptr<LazyReader> m_reader;
    std::shared_ptr<const Block> m_block;
    bool m_busy = false;
    quint64 m_generation = 0;
};

}  // namespace prososcope::gui
