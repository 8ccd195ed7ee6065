// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/UnitTracks.h"

#include <QFileInfo>
#include <algorithm>
#include <any>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ShellCommand.h"
#include "app/gui/inspect/RecordingModel.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {

constexpr const char* kPredictionTap = "prediction";  ///< its layers are those of UnitTracks::Prediction
constexpr double kEnded = 2.0;

/// What a look brings.
struct Looked {
    std::shared_ptr<const backend::UnitTracer> tracer;
    backend::UnitTracer::Piece piece;
};

}  // namespace

UnitTracks::UnitTracks(UnitBackend backend, engine_thread::EngineThread* engine, QObject* parent, int mostUnits,
                       const QString& slot)
    : QObject(parent),
      m_backend(std::move(backend)),
      m_engine(engine),
      m_mostUnits(mostUnits),
      m_slot(slot),
      m_opened(std::make_shared<OpenedNetworks>(m_backend)) {}

UnitTracks::~UnitTracks() = default;

void UnitTracks::setBackend(UnitBackend backend) {
    m_backend = std::move(backend);
    m_opened = std::make_shared<OpenedNetworks>(m_backend);
    m_listed = false;
    m_networks.clear();
}

QString UnitTracks::keyOf(const ShownUnit& unit) const {
    const SecondsSpan span = m_spans.value(m_recording.data()).value_or(SecondsSpan());
    return QStringLiteral("%1 %2 %3 %4 %5 %6 ")
               .arg(span.start, 0, 'g', 17)
               .arg(span.end, 0, 'g', 17)
               .arg(unit.unit.layer)
               .arg(unit.unit.unit)
               .arg(unit.untrainedSeed ? QString::number(*unit.untrainedSeed) : QStringLiteral("-"),
                    QString::fromStdString(unit.unit.tap)) +
           unit.model + QLatin1Char(' ') + m_weights.value(unit.model);
}

std::shared_ptr<UnitTracks::Kept> UnitTracks::kept(int unit) const {
    if (!m_recording || unit < 0 || unit >= m_units.size()) return nullptr;
    return m_kept.value(m_recording.data()).value(keyOf(m_units[unit]));
}

const backend::UnitTrace* UnitTracks::trace(int unit) const {
    const auto known = kept(unit);
    return known && known->trace && !known->trace->values.empty() ? known->trace.get() : nullptr;
}

bool UnitTracks::isComplete(int unit) const {
    const auto known = kept(unit);
    return known && known->complete;
}

bool UnitTracks::isApproximate(int unit) const {
    const auto known = kept(unit);
    return known && known->approximate;
}

QString UnitTracks::layerName(int unit) const {
    if (unit < 0 || unit >= m_units.size()) return {};
    const UnitNetwork* known = network(m_units[unit].model);
    const auto* tap = known != nullptr ? known->info.tap(m_units[unit].unit.tap) : nullptr;
    if (tap == nullptr || m_units[unit].unit.layer >= tap->layers.size()) return {};
    return QString::fromStdString(tap->layers[m_units[unit].unit.layer].name);
}

const UnitNetwork* UnitTracks::network(const QString& model) const {
    const auto found = std::find_if(m_networks.begin(), m_networks.end(),
                                    [&](const UnitNetwork& each) { return each.entry.card.name == model.toStdString(); });
    return found == m_networks.end() ? nullptr : &*found;
}

std::int64_t UnitTracks::layerUnits(const ShownUnit& unit) const {
    const UnitNetwork* known = network(unit.model);
    const auto* tap = known != nullptr ? known->info.tap(unit.unit.tap) : nullptr;
    return tap != nullptr && unit.unit.layer < tap->layers.size() ? tap->layers[unit.unit.layer].units : 0;
}

std::optional<ShownUnit> UnitTracks::predicted(Prediction what) const {
    // Of one that was fine-tuned to classes since, what it expects has not been trained on.
    const auto found = std::find_if(m_networks.begin(), m_networks.end(), [](const UnitNetwork& each) {
        return each.entry.card.classes.empty() && each.info.tap(kPredictionTap) != nullptr;
    });
    if (found == m_networks.end()) return std::nullopt;
    return ShownUnit{QString::fromStdString(found->entry.card.name), {}, {kPredictionTap, static_cast<std::size_t>(what), 0}};
}

QString UnitTracks::noPrediction(const std::filesystem::path& workspace) {
    return tr("There is no network that predicts speech in the workspace. This command trains one on nEMO: %1")
        .arg(trainingCommand(workspace, kPredictionExperiment));
}

QStringList UnitTracks::command(const ShownUnit& network, const QStringList& units, const QString& ending) const {
    QStringList words{QStringLiteral("activations"), QStringLiteral("--encoder"), network.model, QStringLiteral("--frames"),
                      m_recording->path()};
    if (!network.unit.tap.empty()) words << QStringLiteral("--tap") << QString::fromStdString(network.unit.tap);
    words << QStringLiteral("--units") << units.join(QLatin1Char(','));
    if (network.untrainedSeed) words << QStringLiteral("--untrained") << QString::number(*network.untrainedSeed);
    if (const auto part = span(m_recording)) addSpan(words, *part);
    return words << QStringLiteral("--out") << QFileInfo(m_recording->path()).completeBaseName() + ending;
}

void UnitTracks::forget() {
    drop();
    m_kept.clear();
}

void UnitTracks::drop() {
    ++m_generation;
    if (std::exchange(m_busy, false)) m_engine->dropLook(m_slot);
    endTask();
}

void UnitTracks::endTask() {
    m_task.reset();
    if (std::exchange(m_working, false)) Q_EMIT progressed(kEnded);
}

void UnitTracks::setUnits(const QList<ShownUnit>& units) {
    m_units = units.mid(0, m_mostUnits);
    m_stopped = false;
    for (int unit = 0; unit < m_units.size(); ++unit) {
        if (const auto known = kept(unit); known && known->broken) m_kept[m_recording.data()].remove(keyOf(m_units[unit]));
    }
    drop();
    Q_EMIT changed();
    next();
}

void UnitTracks::setRecording(RecordingModel* recording) {
    if (recording == m_recording) {
        next();
        return;
    }
    drop();
    if (m_recording) m_recording->disconnect(this);
    m_recording = recording;
    m_stopped = false;
    if (recording != nullptr) {
        connect(recording, &RecordingModel::opened, this, &UnitTracks::next);
        connect(recording, &QObject::destroyed, this, [this, recording] {
            m_kept.remove(recording);
            m_spans.remove(recording);
        });
    }
    Q_EMIT changed();
    next();
}

void UnitTracks::setSpan(const RecordingModel* recording, std::optional<SecondsSpan> span) {
    if (recording == nullptr || m_spans.value(recording) == span) return;
    m_spans[recording] = span;
    if (recording != m_recording) return;
    drop();
    Q_EMIT changed();
    next();
}

void UnitTracks::cancel() {
    if (!m_working) return;
    m_stopped = true;
    drop();
    Q_EMIT changed();
}

void UnitTracks::listNetworks() {
    if (m_listing || !m_backend.networks) return;
    m_listing = true;
    m_loader.load<std::vector<UnitNetwork>>(
        QStringLiteral("networks"), [list = m_backend.networks](core::Progress&) { return list(); },
        [this](core::Result<std::vector<UnitNetwork>> networks) {
            m_listing = false;
            m_listProblem = networks ? QString() : translated(networks.error().text);
            if (networks) {
                m_listed = true;
                m_networks = std::move(*networks);
                for (const UnitNetwork& each : m_networks)
                    m_weights.insert(QString::fromStdString(each.entry.card.name),
                                     QString::fromStdString(each.entry.card.tensorsSha256));
                // One that is gone next() tells of; one that was trained anew is heard from the beginning.
                if (m_task &&
                    (network(m_task->network.model) == nullptr || m_weights.value(m_task->network.model) != m_task->weights))
                    drop();
            } else if (!m_listed) {  // else those known before serve
                m_stopped = true;    // until the units are chosen once more
                endTask();
                Q_EMIT failed(m_listProblem);
            }
            Q_EMIT networksListed();
            Q_EMIT changed();
            next();
        });
}

bool UnitTracks::makeTask() {
    Task task;
    auto& all = m_kept[m_recording.data()];
    for (const ShownUnit& unit : std::as_const(m_units)) {
        const QString key = keyOf(unit);
        if (const auto known = all.value(key); known && (known->complete || known->broken)) continue;
        if (network(unit.model) == nullptr) {
            auto broken = std::make_shared<Kept>();
            broken->broken = true;
            all.insert(key, broken);
            Q_EMIT failed(tr("There is no network %1 in the workspace any more. Choose another unit.").arg(unit.model));
            continue;
        }
        if (task.keys.isEmpty()) {
            task.network = unit;
            task.weights = m_weights.value(unit.model);
        }
        if (unit.model != task.network.model || unit.untrainedSeed != task.network.untrainedSeed) continue;
        task.keys.append(key);
        task.units.push_back(unit.unit);
    }
    if (task.keys.isEmpty()) return false;
    const SecondsSpan span = m_spans.value(m_recording.data()).value_or(SecondsSpan());
    task.span = {m_recording->path().toStdString(), span.start, span.end};
    m_task = std::move(task);
    if (!std::exchange(m_working, true)) Q_EMIT progressed(0.0);
    return true;
}

void UnitTracks::next() {
    if (m_busy || m_stopped || m_units.isEmpty() || !m_recording || m_recording->state() != RecordingModel::State::Open) return;
    if (!m_listed) {
        if (!std::exchange(m_working, true)) Q_EMIT progressed(0.0);
        listNetworks();
        return;
    }
    if (!m_task && !makeTask()) {
        endTask();
        return;
    }
    lookAtPiece();
}

void UnitTracks::lookAtPiece() {
    const UnitNetwork* chosen = network(m_task->network.model);
    const double sight = m_recording->view()->start();
    std::size_t piece = 0;
    if (m_task->tracer) {
        // The first one missing from what is seen on, else from the start.
        const auto begin = m_task->done.begin();
        auto found = std::find(begin + static_cast<std::ptrdiff_t>(m_task->tracer->pieceAt(sight)), m_task->done.end(), false);
        if (found == m_task->done.end()) found = std::find(begin, m_task->done.end(), false);
        piece = static_cast<std::size_t>(found - begin);
    }
    m_busy = true;
    const auto work = [opened = m_opened, entry = chosen->entry, seed = m_task->network.untrainedSeed, tracer = m_task->tracer,
                       span = m_task->span, units = m_task->units, piece,
                       sight](core::Progress& progress) -> core::Result<std::any> {
        const auto encoder = opened->get(entry, seed);
        if (!encoder) return core::fail(encoder.error());
        Looked looked{tracer, {}};
        std::size_t wanted = piece;
        if (!looked.tracer) {
            auto planned = backend::UnitTracer::plan((*encoder)->info(), span, units);
            if (!planned) return core::fail(planned.error());
            looked.tracer = std::make_shared<const backend::UnitTracer>(std::move(*planned));
            wanted = looked.tracer->pieceAt(sight);
        }
        auto computed = looked.tracer->compute(**encoder, wanted, progress);
        if (!computed) return core::fail(computed.error());
        looked.piece = std::move(*computed);
        return std::any(std::move(looked));
    };
    m_engine->look(m_slot, this, work, [this, generation = m_generation](const core::Result<std::any>& result) {
        if (generation == m_generation) taken(result);
    });
}

void UnitTracks::taken(const core::Result<std::any>& result) {
    m_busy = false;
    if (!m_task || !m_recording) return;
    auto& all = m_kept[m_recording.data()];
    if (!result) {
        for (const QString& key : std::as_const(m_task->keys)) {
            auto broken = std::make_shared<Kept>();
            broken->broken = true;
            all.insert(key, broken);
        }
        endTask();
        if (result.error().kind != core::ErrorKind::Cancelled) Q_EMIT failed(translated(result.error().text));
        Q_EMIT changed();
        next();
        return;
    }
    const auto* looked = std::any_cast<Looked>(&*result);
    if (looked == nullptr) return;
    if (!m_task->tracer) {
        m_task->tracer = looked->tracer;
        m_task->traces = std::make_shared<std::vector<backend::UnitTrace>>(looked->tracer->begin());
        m_task->done.assign(looked->tracer->pieces(), false);
    }
    m_task->tracer->put(looked->piece, *m_task->traces);
    m_task->done[looked->piece.number] = true;
    const auto done = static_cast<std::size_t>(std::count(m_task->done.begin(), m_task->done.end(), true));
    const bool complete = done == m_task->done.size();
    for (std::size_t i = 0; i < m_task->traces->size(); ++i) {
        auto& known = all[m_task->keys[static_cast<qsizetype>(i)]];
        if (!known) known = std::make_shared<Kept>();
        known->trace = {m_task->traces, &(*m_task->traces)[i]};
        known->complete = complete;
        known->approximate = !m_task->tracer->isExact();
    }
    if (complete)
        m_task.reset();
    else
        Q_EMIT progressed(static_cast<double>(done) / static_cast<double>(m_task->done.size()));
    Q_EMIT changed();
    next();
}

}  // namespace prososcope::gui
