// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <filesystem>

#include "app/gui/Page.h"

namespace prososcope::gui {

/// Runs an experiment of the kind "neural-regression" as a job of the engine: activations of its network on its corpus, then
/// its tables, stored in the workspace. One at a time; progress and Cancel are those of the status line. GUI thread.
class RegressionJob : public QObject {
    Q_OBJECT
public:
    explicit RegressionJob(const PageContext& context, QObject* parent = nullptr);

    /// `name` is what the status line calls it.
    void start(const std::filesystem::path& experimentFile, const QString& name);
    [[nodiscard]] bool isRunning() const { return m_running; }
    void cancel();

Q_SIGNALS:
    void finished(const QString& folder, std::size_t leftOut);
    void failed(const QString& problem);
    void cancelled();

private:
    PageContext m_context;
    bool m_running = false;
    quint64 m_job = 0;
};

}  // namespace prososcope::gui
