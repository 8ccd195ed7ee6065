// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <functional>
#include <optional>

#include "app/gui/Loader.h"
#include "engine/core/GpuUse.h"

namespace prososcope::gui {

/// Says once a second how busy the GPU of a running training is and how much of its memory is used. The driver is asked on a
/// Loader's thread. GUI thread.
class GpuMeter : public QObject {
    Q_OBJECT
public:
    using Reader = std::function<std::optional<core::GpuUse>(int index)>;

    explicit GpuMeter(QObject* parent = nullptr);
    /// In place of the driver, for tests; called on another thread.
    void setReader(Reader reader) { m_reader = std::move(reader); }
    /// device: "cuda:0", "cuda". Any other, such as "cpu" or nothing, ends it.
    void watch(const QString& device);
    [[nodiscard]] static QString textOf(const core::GpuUse& use);

Q_SIGNALS:
    /// Empty where there is nothing to say (any more).
    void changed(const QString& text);

private:
    void ask();
    void say(const QString& text);

    Reader m_reader;
    Loader m_loader;
    QTimer m_tick;
    int m_index = -1;
    QString m_said;
};

}  // namespace prososcope::gui
