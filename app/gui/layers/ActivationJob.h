// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <cstddef>

#include "app/gui/Page.h"
#include "app/gui/layers/LayersBackend.h"
#include "app/gui/layers/LayersSettings.h"

namespace prososcope::gui {

/// The pass of a network over a corpus, as a job of the engine's worker. One at a time; what was cancelled is continued by the
/// next one of the same. GUI thread.
class ActivationJob : public QObject {
    Q_OBJECT
public:
    ActivationJob(const PageContext& context, QObject* parent);

    void setBackend(LayersBackend backend) { m_backend = std::move(backend); }
    [[nodiscard]] const LayersBackend& backend() const { return m_backend; }
    /// settings: of which network, tap and corpus. untrained: by the network with new weights.
    void start(const store::ModelEntry& model, const LayersSettings& settings, bool untrained);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    /// fraction 0 to 1; remainingSeconds below 0: not known.
    void progressed(double fraction, const QString& what, double remainingSeconds);
    /// leftOut: utterances without activations, and why the first of them was left out.
    void finished(const QString& encoder, std::size_t leftOut, const QString& why);
    void failed(const QString& sentence);
    void cancelled();

private:
    PageContext m_context;
    LayersBackend m_backend;
    bool m_running = false;
    quint64 m_job = 0;
};

}  // namespace prososcope::gui
