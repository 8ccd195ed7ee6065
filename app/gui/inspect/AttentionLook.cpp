// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/AttentionLook.h"

#include <QCoreApplication>
#include <QLocale>
#include <any>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "engine/backend/RecordingAttention.h"
#include "widgets/AttentionView.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {

constexpr int kSmallPicture = 96;  ///< pixels a side at most
constexpr double kAttentionEnded = 2.0;
const QString kAttentionSlot = QStringLiteral("inspect.attention");

struct AttentionWords {
    Q_DECLARE_TR_FUNCTIONS(AttentionLook)
};

std::shared_ptr<const AttentionShown> shownOf(backend::AttentionMaps maps) {
    auto made = std::make_shared<AttentionShown>();
    made->maps = std::move(maps);
    made->figures = backend::attentionFigures(made->maps);
    for (const auto& each : made->figures) {
        const auto map = made->maps.map(each.layer, each.head);
        made->heads.push_back(
            {widgets::attentionPicture(map, static_cast<int>(made->maps.frames), kSmallPicture, widgets::darkestWeight(map)),
             headSentence(each)});
    }
    return made;
}

}  // namespace

QString headSentence(const backend::AttentionFigures& figures) {
    const QLocale locale;
    const auto number = [&](double value, int digits) { return locale.toString(value, 'f', digits); };
    QString text = AttentionWords::tr(
                       "Layer %1, head %2: looks %3 s away on average; entropy %4 of %5 bits; %6 % of the weight "
                       "stays on the frame itself.")
                       .arg(figures.layer + 1)
                       .arg(figures.head + 1)
                       .arg(number(figures.distanceSeconds, 2), number(figures.entropyBits, 1), number(figures.evenBits, 1),
                            number(100.0 * figures.ownShare, 0));
    if (figures.aheadShare > 0.0)
        text += QLatin1Char(' ') + AttentionWords::tr("%1 % goes to what follows.").arg(number(100.0 * figures.aheadShare, 0));
    return text;
}

AttentionLook::AttentionLook(const UnitTracks* networks, engine_thread::EngineThread* engine, QObject* parent)
    : QObject(parent), m_networks(networks), m_engine(engine) {}

void AttentionLook::look(const UnitNetwork& network, const QString& recording, const SecondsSpan& span) {
    const auto work = [opened = m_networks->opened(), entry = network.entry,
                       span = backend::RecordingSpan{recording.toStdString(), span.start, span.end}](
                          core::Progress& progress) -> core::Result<std::any> {
        const auto encoder = opened->get(entry, {});
        if (!encoder) return core::fail(encoder.error());
        auto maps = backend::attentionOf(**encoder, span, progress);
        if (!maps) return core::fail(maps.error());
        return std::any(shownOf(std::move(*maps)));
    };
    m_busy = true;
    Q_EMIT progressed(0.0);
    m_engine->look(kAttentionSlot, this, work, [this, generation = ++m_generation](const core::Result<std::any>& result) {
        if (generation != m_generation) return;
        m_busy = false;
        Q_EMIT progressed(kAttentionEnded);
        if (result)
            Q_EMIT shown(std::any_cast<std::shared_ptr<const AttentionShown>>(*result));
        else if (result.error().kind != core::ErrorKind::Cancelled)
            Q_EMIT failed(translated(result.error().text));
    });
}

void AttentionLook::cancel() {
    if (!m_busy) return;
    ++m_generation;
    m_busy = false;
    m_engine->dropLook(kAttentionSlot);
    Q_EMIT progressed(kAttentionEnded);
}

}  // namespace prososcope::gui
