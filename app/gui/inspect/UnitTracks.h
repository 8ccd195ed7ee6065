// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <any>
#include <memory>
#include <optional>
#include <vector>

#include "app/gui/Loader.h"
#include "app/gui/inspect/SecondsSpan.h"
#include "app/gui/inspect/UnitBackend.h"

namespace prososcope::engine_thread {
class EngineThread;
}

namespace prososcope::gui {

class RecordingModel;

/// Computes the chosen units over time of the shown recording, or of a span of it, by looks of a piece each: the piece in sight
/// first. A network is opened once and kept. What was computed stays with the recording as long as it is open. GUI thread; the
/// work is the look thread's.
class UnitTracks : public QObject {
    Q_OBJECT
public:
    static constexpr int kMostUnits = 4;
    /// Trains a network that predicts speech.
    static inline const QString kPredictionExperiment = QStringLiteral("future-nemo.toml");

    /// `engine` is borrowed and outlives this. Looks of one slot take each other's place (EngineThread::look).
    UnitTracks(UnitBackend backend, engine_thread::EngineThread* engine, QObject* parent = nullptr, int mostUnits = kMostUnits,
               const QString& slot = QStringLiteral("inspect.units"));
    ~UnitTracks() override;

    /// For tests.
    void setBackend(UnitBackend backend);

    /// At most as many as there is room for; goes on where work was cancelled.
    void setUnits(const QList<ShownUnit>& units);
    [[nodiscard]] const QList<ShownUnit>& units() const { return m_units; }
    void setRecording(RecordingModel* recording);
    /// Follows the units within this span of a recording, as an utterance was when it was correlated; nothing: all of it.
    void setSpan(const RecordingModel* recording, std::optional<SecondsSpan> span);
    [[nodiscard]] std::optional<SecondsSpan> span(const RecordingModel* recording) const { return m_spans.value(recording); }

    /// Of a unit, as far as it is known of the shown recording; null: nothing yet.
    [[nodiscard]] const backend::UnitTrace* trace(int unit) const;
    [[nodiscard]] bool isComplete(int unit) const;
    /// Whether it was or is being computed in pieces that are heard each by itself.
    [[nodiscard]] bool isApproximate(int unit) const;
    /// Name of a unit's layer; empty until it is known.
    [[nodiscard]] QString layerName(int unit) const;

    /// Lists the networks that there are, for the choice; `networksListed` follows. Maps LibTorch.
    void listNetworks();
    [[nodiscard]] const std::vector<UnitNetwork>& networks() const { return m_networks; }
    /// What the first listed network that was trained to predict speech, and nothing else, expected: its first unit. Nothing:
    /// there is no such network; noPrediction() says so.
    enum class Prediction { Surprise, SurpriseByBand, ExpectedBands };
    [[nodiscard]] std::optional<ShownUnit> predicted(Prediction what) const;
    [[nodiscard]] static QString noPrediction(const std::filesystem::path& workspace);
    /// Units of the layer in which a unit lies; 0: it is not known.
    [[nodiscard]] std::int64_t layerUnits(const ShownUnit& unit) const;
    /// Words of the command line that writes what units of one network and tap say of the shown recording, without the
    /// program's name: `units` as --units takes them, into a file of the recording's name and `ending`. A recording must be
    /// shown.
    [[nodiscard]] QStringList command(const ShownUnit& network, const QStringList& units, const QString& ending) const;
    /// Opened networks are those of another one from now on, so that none is opened twice.
    void shareNetworks(const UnitTracks& other) { m_opened = other.m_opened; }
    /// For looks of the same networks.
    [[nodiscard]] const std::shared_ptr<OpenedNetworks>& opened() const { return m_opened; }
    /// Keeps nothing of what was computed.
    void forget();
    /// Stops what is being computed until the units are chosen anew or another recording is shown.
    void cancel();
    [[nodiscard]] bool isStopped() const { return m_stopped; }
    /// The last listing of networks succeeded.
    [[nodiscard]] bool isListed() const { return m_listed; }
    [[nodiscard]] bool isListing() const { return m_listing; }
    /// Why the last listing failed; empty where it succeeded.
    [[nodiscard]] const QString& listProblem() const { return m_listProblem; }
    [[nodiscard]] bool isIdle() const { return !m_busy && !m_listing; }

Q_SIGNALS:
    /// A trace has grown, or the units or the recording are others.
    void changed();
    void networksListed();
    void failed(const QString& problem);
    /// Work has begun, gone on (0 to 1), or ended: above 1.
    void progressed(double fraction);

private:
    struct Kept {
        std::shared_ptr<const backend::UnitTrace> trace;  ///< keeps those of its task; null: nothing yet
        bool complete = false;
        bool approximate = false;
        bool broken = false;
    };
    using KeptTraces = QHash<QString, std::shared_ptr<Kept>>;
    /// The units of one network that are being computed together.
    struct Task {
        QStringList keys;
        std::shared_ptr<const backend::UnitTracer> tracer;  ///< null: not planned yet
        std::shared_ptr<std::vector<backend::UnitTrace>> traces;
        std::vector<bool> done;  ///< by piece
        ShownUnit network;
        QString weights;  ///< of the network, as m_weights has them
        std::vector<backend::UnitChoice> units;
        backend::RecordingSpan span;
    };
    [[nodiscard]] QString keyOf(const ShownUnit& unit) const;
    [[nodiscard]] std::shared_ptr<Kept> kept(int unit) const;
    [[nodiscard]] const UnitNetwork* network(const QString& model) const;
    void next();
    bool makeTask();
    void lookAtPiece();
    void taken(const core::Result<std::any>& result);
    void drop();
    void endTask();

    UnitBackend m_backend;
    engine_thread::EngineThread* m_engine;
    const int m_mostUnits;
    const QString m_slot;
    QList<ShownUnit> m_units;
    QPointer<RecordingModel> m_recording;
    QHash<const RecordingModel*, KeptTraces> m_kept;
    QHash<const RecordingModel*, std::optional<SecondsSpan>> m_spans;
    std::vector<UnitNetwork> m_networks;
    QHash<QString, QString> m_weights;  ///< SHA-256 by network, of those that are gone as they were last
    bool m_listing = false;
    bool m_listed = false;
    QString m_listProblem;
    bool m_stopped = false;
    bool m_busy = false;
    bool m_working = false;  ///< progress is told
    quint64 m_generation = 0;
    std::optional<Task> m_task;
    std::shared_ptr<OpenedNetworks> m_opened;
    Loader m_loader;  // last: its destructor waits before anything above goes
};

}  // namespace prososcope::gui
