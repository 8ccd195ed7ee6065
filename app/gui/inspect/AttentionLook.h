// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <memory>
#include <optional>
#include <vector>

#include "app/gui/Loader.h"
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
    AttentionLook(UnitBackend backend, engine_thread::EngineThread* engine, QObject* parent = nullptr);
    ~AttentionLook() override;

    /// For tests.
    void setBackend(UnitBackend backend);
    /// Lists the networks that have self-attention; `networksListed` follows. Maps LibTorch.
    void listNetworks();
    [[nodiscard]] const std::vector<UnitNetwork>& networks() const { return m_networks; }
    /// A newer look drops the one before. `shown` or `failed` follows.
    void look(const UnitNetwork& network, const QString& recording, const UnitSpan& span);
    void cancel();
    [[nodiscard]] bool isIdle() const { return !m_busy && m_loader.isIdle(); }

Q_SIGNALS:
    void networksListed();
    void shown(const std::shared_ptr<const prososcope::gui::AttentionShown>& attention);
    void failed(const QString& problem);
    void progressed(double fraction);  ///< above 1: ended

private:
    struct Opened;

    UnitBackend m_backend;
    engine_thread::EngineThread* m_engine;
    std::vector<UnitNetwork> m_networks;
    std::shared_ptr<Opened> m_opened;  ///< what is in it belongs to the look thread
    bool m_busy = false;
    quint64 m_generation = 0;
    Loader m_loader;  // last: its destructor waits before anything above goes
};

}  // namespace prososcope::gui
