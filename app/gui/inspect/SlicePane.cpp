// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/SlicePane.h"

#include <QLocale>
#include <cmath>
#include <vector>

#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "widgets/PaneStack.h"

namespace prososcope::gui {

namespace {

const QString kSlicePanePane = QStringLiteral("slice");
constexpr int kSlicePaneStretch = 30;

/// The slice of a file at a time; null where it cannot be read.
std::shared_ptr<const dsp::SpectralSlice> readSlice(LazyReader& source, double seconds,
                                                    const dsp::SpectralSliceSettings& settings) {
    auto* file = source.open();
    if (file == nullptr) return nullptr;
    const auto& info = file->info();
    const auto reach = static_cast<std::int64_t>(std::ceil((settings.windowSeconds + 0.001) * info.rateHz)) + 2;
    const auto middle = static_cast<std::int64_t>(std::floor(seconds * info.rateHz));
    const std::int64_t first = std::max<std::int64_t>(0, middle - reach);
    const std::int64_t end = std::min(info.frames, middle + reach + 1);
    if (end <= first) return nullptr;
    std::vector<float> samples(static_cast<std::size_t>(end - first));
    samples.resize(file->readMono(first, samples.size(), samples).value_or(0));
    if (samples.empty()) return nullptr;
    const dsp::SoundPart sound{samples, info.rateHz, first, info.frames};
    return std::make_shared<const dsp::SpectralSlice>(dsp::computeSpectralSlice(sound, seconds, settings));
}

}  // namespace

SlicePane::SlicePane(const PageContext& context, InspectPage* page)
    : QObject(page), m_context(context), m_page(page), m_view(new widgets::SliceView), m_loader(1) {
    m_view->setObjectName(kSlicePanePane);
    m_view->setName(tr("Spectral slice"));
    auto* panes = page->panes();
    panes->addPane(kSlicePanePane, m_view, tr("Spectral slice"), kSlicePaneStretch, "spectrogram", false);
    QAction* action = context.actions->add({.id = "inspect.slice",
                                            .menu = "view",
                                            .text = tr("Spectral s&lice"),
                                            .description = tr("Show the spectrum at the cursor with its envelope, or hide it."),
                                            .keys = {QKeySequence(Qt::CTRL | Qt::Key_L)},
                                            .scope = KeyScope::SignalPane,
                                            .checkable = true},
                                           [this] {
                                               auto* stack = m_page->panes()->stack();
                                               stack->setPaneShown(kSlicePanePane, !stack->isPaneShown(kSlicePanePane));
                                           });
    connect(panes->stack(), &widgets::PaneStack::panesChanged, this, [this, action] {
        action->setChecked(m_page->panes()->stack()->isPaneShown(kSlicePanePane));
        update();
    });
    connect(m_view, &widgets::SliceView::hovered, panes, &RecordingPanes::hovered);
    connect(page, &InspectPage::currentChanged, this, &SlicePane::follow);
    connect(page, &InspectPage::settingsChanged, this, &SlicePane::update);
    follow();
}

SlicePane::~SlicePane() { m_loader.cancel(this); }

void SlicePane::follow() {
    auto* recording = m_page->current();
    if (recording == m_recording) return;
    if (m_recording) {
        m_recording->disconnect(this);
        m_recording->view()->disconnect(this);
    }
    m_loader.cancel(this);
    ++m_generation;
    m_busy = false;
    m_recording = recording;
    m_source.reset();
    show(nullptr, -1.0);
    if (recording == nullptr) return;
    m_source = std::make_shared<LazyReader>(recording->path().toStdString());
    connect(recording, &RecordingModel::opened, this, &SlicePane::update);
    for (const auto signal : {&widgets::TimeView::cursorChanged, &widgets::TimeView::playPositionChanged})
        connect(recording->view(), signal, this, &SlicePane::update);
    update();
}

void SlicePane::update() {
    if (m_busy || !m_view || !m_recording || m_recording->state() != RecordingModel::State::Open) return;
    if (!m_page->panes()->stack()->isPaneShown(kSlicePanePane)) return;
    const auto* view = m_recording->view();
    const double seconds = view->playPosition() >= 0.0 ? view->playPosition() : view->cursor();
    auto settings = m_page->settings().slice;
    settings.maximumHz = m_page->settings().spectrogram.maximumHz;
    if (seconds == m_shownSeconds && settings == m_shownSettings) return;
    m_busy = true;
    m_loader.run(
        this, 0,
        [this, source = m_source, seconds, settings, generation = m_generation](const std::stop_token&) -> FileLoader::Deliver {
            auto slice = readSlice(*source, seconds, settings);
            return [this, slice, seconds, settings, generation] {
                if (generation != m_generation) return;
                m_busy = false;
                m_shownSettings = settings;
                show(slice, seconds);
                update();  // the cursor may have moved on
            };
        });
}

void SlicePane::show(std::shared_ptr<const dsp::SpectralSlice> slice, double seconds) {
    m_shownSeconds = seconds;
    if (!m_view) return;
    const QLocale locale;
    const auto& settings = m_page->settings().slice;
    const int order = settings.order > 0
                          ? settings.order
                          : 2 + (m_recording && m_recording->info().rateHz > 0 ? m_recording->info().rateHz / 1000 : 0);
    const QString window = locale.toString(settings.windowSeconds * 1000.0, 'g', 3);
    m_view->setName(slice ? tr("Spectral slice at %1 s \u00b7 %2 ms Gaussian \u00b7 envelope of %3 coefficients")
                                .arg(locale.toString(seconds, 'f', 3), window)
                                .arg(order)
                          : tr("Spectral slice"));
    m_view->setSlice(std::move(slice), std::max(0.0, seconds));
}

}  // namespace prososcope::gui
