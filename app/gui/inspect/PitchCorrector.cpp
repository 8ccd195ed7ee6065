// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/PitchCorrector.h"

#include <map>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/VoiceTracks.h"
#include "engine/core/Paths.h"

namespace prososcope::gui {

namespace {

std::filesystem::path fullPath(const std::filesystem::path& path) {
    std::error_code code;
    const auto absolute = std::filesystem::absolute(path, code);
    return (code ? path : absolute).lexically_normal();
}

}  // namespace

PitchCorrector::PitchCorrector(const PageContext& context, InspectPage* page)
    : QObject(page), m_context(context), m_page(page) {
    addActions();
    connect(page, &InspectPage::currentChanged, this, &PitchCorrector::follow);
    refresh();
}

PitchCorrector::~PitchCorrector() = default;

void PitchCorrector::addActions() {
    const auto add = [this](const char* id, const QString& text, const QString& description, const QKeySequence& key,
                            std::function<void()> run) {
        m_context.actions->add({.id = QLatin1String(id),
                                .menu = "tools",
                                .text = text,
                                .description = description,
                                .keys = key.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{key},
                                .scope = KeyScope::SignalPane},
                               std::move(run));
    };
    using dsp::PitchCorrection;
    add("pitch.octaveUp", tr("Pitch an oc&tave up"), tr("Double the pitch where time is selected."),
        QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Up), [this] { correct(PitchCorrection::OctaveUp); });
    add("pitch.octaveDown", tr("Pitch an octave dow&n"), tr("Halve the pitch where time is selected."),
        QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Down), [this] { correct(PitchCorrection::OctaveDown); });
    add("pitch.unvoice", tr("Un&voice"), tr("Let what is selected have no pitch."), QKeySequence(Qt::CTRL | Qt::Key_U),
        [this] { correct(PitchCorrection::Unvoice); });
    add("pitch.revert", tr("Pitch as &computed"), tr("Take the corrections of the pitch back where time is selected."),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_U), [this] { correct(PitchCorrection::Revert); });
    add("pitch.undo", tr("Undo pitch correction"), tr("Take the last correction of the pitch back."),
        QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Z), [this] { move(-1); });
    add("pitch.redo", tr("Redo pitch correction"), tr("Make the correction again that was taken back."),
        QKeySequence(Qt::CTRL | Qt::ALT | Qt::SHIFT | Qt::Key_Z), [this] { move(1); });
}

RecordingModel* PitchCorrector::shown() const {
    auto* recording = m_page->current();
    return recording != nullptr && recording->state() == RecordingModel::State::Open ? recording : nullptr;
}

dsp::PitchCorrections PitchCorrector::corrections(const QString& path) const {
    const auto found = m_steps.constFind(path);
    return found == m_steps.cend() ? dsp::PitchCorrections() : found->states[found->position];
}

annotation::CorrectionSource PitchCorrector::source() const {
    std::map<std::filesystem::path, dsp::PitchCorrections> known;
    for (auto it = m_steps.cbegin(); it != m_steps.cend(); ++it) {
        if (it->loaded) known.emplace(fullPath(it.key().toStdString()), it->states[it->position]);
    }
    return [known = std::move(known), kept = annotation::keptCorrections(core::dataFolder())](
               const std::filesystem::path& recording) -> core::Result<dsp::PitchCorrections> {
        const auto found = known.find(fullPath(recording));
        if (found != known.end()) return found->second;
        return kept(recording);
    };
}

void PitchCorrector::follow() {
    auto* recording = m_page->current();
    refresh();
    if (recording == nullptr) return;
    if (recording->state() == RecordingModel::State::Open) {
        load(recording);
    } else {
        connect(recording, &RecordingModel::opened, this, &PitchCorrector::follow, Qt::UniqueConnection);
    }
}

void PitchCorrector::load(RecordingModel* recording) {
    const QString path = recording->path();
    if (m_steps.contains(path)) {
        apply(path);  // it may have been closed and opened again
        return;
    }
    m_steps.insert(path, Steps());
    ++m_tasks;
    m_loader.run(this, 0, [this, path](const std::stop_token&) -> FileLoader::Deliver {
        const auto kept = annotation::readPitchCorrections(path.toStdString(), core::dataFolder());
        return [this, path, kept] {
            --m_tasks;
            Steps& steps = m_steps[path];
            steps.loaded = true;
            if (!kept) {
                Q_EMIT m_page->message(engine_thread::translated(kept.error().text), true);
            } else if (!kept->empty()) {
                steps.states = {*kept};
                apply(path);
            }
            refresh();
        };
    });
}

void PitchCorrector::correct(dsp::PitchCorrection correction) {
    auto* recording = shown();
    if (recording == nullptr) return;
    const auto* view = recording->view();
    if (!view->hasSelection()) {
        Q_EMIT m_page->message(tr("Select the stretch of time whose pitch is to be corrected."), false);
        return;
    }
    Steps& steps = m_steps[recording->path()];
    if (!steps.loaded) return;
    const auto& now = steps.states[steps.position];
    const auto next = now.with(correction, view->selectionStart(), view->selectionEnd());
    if (next == now) return;
    steps.states.resize(steps.position + 1);
    steps.states.push_back(next);
    ++steps.position;
    apply(recording->path());
    keep(recording->path());
}

void PitchCorrector::move(int step) {
    auto* recording = shown();
    if (recording == nullptr) return;
    Steps& steps = m_steps[recording->path()];
    const auto last = static_cast<std::ptrdiff_t>(steps.states.size()) - 1;
    const std::ptrdiff_t wanted = static_cast<std::ptrdiff_t>(steps.position) + step;
    if (wanted < 0 || wanted > last) return;
    steps.position = static_cast<std::size_t>(wanted);
    apply(recording->path());
    keep(recording->path());
}

void PitchCorrector::apply(const QString& path) {
    auto* recording = shown();
    if (recording != nullptr && recording->path() == path) {
        recording->voice()->setCorrections(corrections(path));
        m_page->panes()->voice()->pitchCorrected();
    }
    refresh();
    Q_EMIT changed(path);
}

void PitchCorrector::keep(const QString& path) {
    ++m_tasks;
    m_loader.run(this, 0, [this, path, kept = corrections(path)](const std::stop_token&) -> FileLoader::Deliver {
        const core::Status status = annotation::writePitchCorrections(path.toStdString(), kept, core::dataFolder());
        return [this, status] {
            --m_tasks;
            if (!status) Q_EMIT m_page->message(engine_thread::translated(status.error().text), true);
        };
    });
}

void PitchCorrector::refresh() {
    const auto* recording = m_page->current();
    const auto found = recording != nullptr ? m_steps.constFind(recording->path()) : m_steps.cend();
    const bool known = found != m_steps.cend();
    m_context.actions->action("pitch.undo")->setEnabled(known && found->position > 0);
    m_context.actions->action("pitch.redo")->setEnabled(known && found->position + 1 < found->states.size());
    for (const char* id : {"pitch.octaveUp", "pitch.octaveDown", "pitch.unvoice", "pitch.revert"})
        m_context.actions->action(QLatin1String(id))->setEnabled(recording != nullptr);
}

}  // namespace prososcope::gui
