// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>
#include <vector>

#include "app/gui/inspect/UnitBackend.h"
#include "app/gui/inspect/UnitTracks.h"
#include "engine/backend/AttentionMaps.h"
#include "widgets/AttentionGrid.h"

namespace prososcope::engine_thread {
class EngineThread;
}

namespace prososcope::gui {

/// Where the heads of a network look in a part of a recording, with a small picture of each. Not changed once made.
struct AttentionShown {
    backend::AttentionMaps maps;
    std::vector<backend::AttentionFigures> figures;  ///< layer by layer
    std::vector<widgets::AttentionGrid::Head> heads;
    [[nodiscard]] const backend::AttentionFigures& figure(int layer, int head) const {
        return figures[static_cast<std::size_t>(layer * maps.heads + head)];
    }
};
/// What one head does, in a sentence.
[[nodiscard]] QString headSentence(const backend::AttentionFigures& figures);

/// Computes the attention of one network over a span of a recording, as a look. GUI thread; the work is the look thread's.
class AttentionLook : public QObject {
    Q_OBJECT
public:
    /// `networks` opens what is looked at. Both are borrowed.
    AttentionLook(const UnitTracks* networks, engine_thread::EngineThread* engine, QObject* parent = nullptr);

    /// A newer look drops the one before. `shown` or `failed` follows.
    void look(const UnitNetwork& network, const QString& recording, const SecondsSpan& span);
    void cancel();
    [[nodiscard]] bool isIdle() const { return !m_busy; }

Q_SIGNALS:
    void shown(const std::shared_ptr<const prososcope::gui::AttentionShown>& attention);
    void failed(const QString& problem);
    void progressed(double fraction);  ///< above 1: ended

private:
    const UnitTracks* m_networks;
    engine_thread::EngineThread* m_engine;
    bool m_busy = false;
    quint64 m_generation = 0;
};

}  // namespace prososcope::gui
