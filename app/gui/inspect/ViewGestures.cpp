// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/ViewGestures.h"

#include <QApplication>
#include <QKeyEvent>
#include <algorithm>
#include <cmath>

#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "widgets/PaneStack.h"
#include "widgets/SignalPane.h"
#include "widgets/TierView.h"

namespace prososcope::gui {

using widgets::SignalPane;
using widgets::TierView;

namespace {

constexpr double kDoublingsPerFactor = 2.0;  // a notch, a factor of 1.25, is two thirds of a doubling
constexpr double kLowestMaximum = 500.0;     // Hz
constexpr double kTierStep = 1.25;           // of their height, by key
constexpr double kSameHeight = 1e-6;

}  // namespace

ViewGestures::ViewGestures(const PageContext& context, InspectPage* page) : QObject(page), m_context(context), m_page(page) {
    addActions();
    connect(page, &InspectPage::currentChanged, this, &ViewGestures::connectPanes);
    connect(page, &InspectPage::currentChanged, this, [this] { m_peeked.reset(); });
    connect(page->panes()->stack(), &widgets::PaneStack::panesChanged, this, &ViewGestures::connectPanes);
    connectPanes();
}

void ViewGestures::addActions() {
    const auto add = [this](const char* id, const QString& text, const QString& description, const QKeySequence& key,
                            std::function<void()> run) {
        return m_context.actions->add({.id = QLatin1String(id),
                                       .menu = "view",
                                       .text = text,
                                       .description = description,
                                       .keys = {key},
                                       .scope = KeyScope::SignalPane},
                                      [this, run = std::move(run)] {
                                          const auto* recording = m_page->current();
                                          if (recording != nullptr && recording->state() == RecordingModel::State::Open) run();
                                      });
    };
    add("inspect.longerWindow", tr("Longer spectrogram window"), tr("Show frequencies finer and times coarser."),
        QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Up), [this] { stepWindow(1); });
    add("inspect.shorterWindow", tr("Shorter spectrogram window"), tr("Show times finer and frequencies coarser."),
        QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Down), [this] { stepWindow(-1); });
    add("inspect.tallerTiers", tr("Taller tiers"), tr("Make the rows of the tiers taller: long labels take several lines."),
        QKeySequence(Qt::CTRL | Qt::ALT | Qt::SHIFT | Qt::Key_Up), [this] { zoomTiers(kTierStep); });
    add("inspect.flatterTiers", tr("Flatter tiers"), tr("Make the rows of the tiers flatter."),
        QKeySequence(Qt::CTRL | Qt::ALT | Qt::SHIFT | Qt::Key_Down), [this] { zoomTiers(1.0 / kTierStep); });
    add("inspect.pageLeft", tr("Page left"), tr("Show the part before this one."), QKeySequence(Qt::CTRL | Qt::Key_Left),
        [this] { m_page->current()->view()->scroll(-1.0); });
    add("inspect.pageRight", tr("Page right"), tr("Show the part after this one."), QKeySequence(Qt::CTRL | Qt::Key_Right),
        [this] { m_page->current()->view()->scroll(1.0); });
    add("inspect.peek", tr("View before, while held"), tr("Show the view before the last change while the key is held."),
        QKeySequence(Qt::Key_QuoteLeft), [this] { peek(); })
        ->setAutoRepeat(false);
}

void ViewGestures::connectPanes() {
    for (auto* pane : m_page->panes()->findChildren<SignalPane*>()) {
        pane->disconnect(this);
        connect(pane, &SignalPane::verticalZoomed, this, [this, pane](double factor) { zoomVertically(pane, factor); });
    }
    for (auto* tiers : m_page->panes()->findChildren<TierView*>())
        connect(tiers, &TierView::verticalZoomed, this, &ViewGestures::zoomTiers, Qt::UniqueConnection);
}

void ViewGestures::zoomVertically(const SignalPane* pane, double factor) {
    if (!(factor > 0.0)) return;
    InspectSettings settings = m_page->settings();
    if (pane->objectName().contains(QLatin1String("waveform"))) {
        m_heightSteps += kDoublingsPerFactor * std::log2(factor);
        const int whole = static_cast<int>(std::trunc(m_heightSteps + std::copysign(1e-9, m_heightSteps)));
        m_heightSteps -= whole;
        settings.gainSteps = std::clamp(settings.gainSteps + whole, -4, 10);
    } else if (pane->objectName().contains(QLatin1String("spectrogram"))) {
        const auto* recording = m_page->current();
        const double nyquist = recording != nullptr ? recording->info().rateHz / 2.0 : 0.0;
        if (nyquist <= 0.0) return;
        // What is tall is the low frequencies: enlarging shows fewer.
        const double shown = std::min(settings.spectrogram.maximumHz, nyquist);
        settings.spectrogram.maximumHz =
            std::clamp(std::round(shown / factor / 50.0) * 50.0, std::min(kLowestMaximum, nyquist), nyquist);
    } else {
        return;
    }
    if (settings != m_page->settings()) m_page->setSettings(settings);
}

void ViewGestures::zoomTiers(double factor) {
    InspectSettings settings = m_page->settings();
    settings.tierHeight = std::clamp(settings.tierHeight * factor, TierView::kFlattest, TierView::kTallest);
    // Where it was is found again by turning back.
    if (std::abs(settings.tierHeight - 1.0) < kSameHeight) settings.tierHeight = 1.0;
    if (settings != m_page->settings()) m_page->setSettings(settings);
}

void ViewGestures::stepWindow(int steps) {
    InspectSettings settings = m_page->settings();
    const double now = settings.spectrogram.windowSeconds;
    const double* wanted = steps > 0 ? std::upper_bound(std::begin(kWindows), std::end(kWindows), now * 1.0001)
                                     : std::lower_bound(std::begin(kWindows), std::end(kWindows), now * 0.9999);
    if (steps < 0) {
        if (wanted == std::begin(kWindows)) return;
        --wanted;
    }
    if (wanted == std::end(kWindows)) return;
    settings.spectrogram.windowSeconds = *wanted;
    m_page->setSettings(settings);
}

void ViewGestures::peek() {
    if (m_peeked) return;
    const auto before = m_page->viewBefore();
    if (!before) return;
    m_peeked = m_page->viewState();
    m_page->showView(*before);
    qApp->installEventFilter(this);
}

void ViewGestures::endPeek() {
    qApp->removeEventFilter(this);
    if (!m_peeked) return;
    const ViewState state = *m_peeked;
    m_peeked.reset();
    m_page->showView(state);
}

bool ViewGestures::eventFilter(QObject* watched, QEvent* event) {
    const bool released = event->type() == QEvent::KeyRelease && !static_cast<QKeyEvent*>(event)->isAutoRepeat();
    if (released || event->type() == QEvent::ApplicationDeactivate || event->type() == QEvent::WindowDeactivate) endPeek();
    return QObject::eventFilter(watched, event);
}

}  // namespace prososcope::gui
