// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest>
#include <cmath>

#include "engine/annotation/Edits.h"
#include "widgets/TierView.h"

/// What tests of TierView share.
namespace tier_view {

using namespace prososcope;
using namespace prososcope::widgets;
using annotation::Annotation;
using annotation::Id;
using annotation::Item;
using annotation::Tier;
using annotation::TierHeader;
using annotation::TierKind;

inline constexpr double kPixel = 0.01;  // seconds in one pixel of the 1000 px view showing 10 s

inline std::shared_ptr<Tier> makeTier(Id id, const char* name, TierKind kind, std::vector<Item> items) {
    auto tier = std::make_shared<Tier>();
    tier->header.id = id;
    tier->header.name = name;
    tier->header.kind = kind;
    tier->items = std::move(items);
    return tier;
}

/// Ten seconds: words (boundaries at 2, 4, 7), syllables below them (also 3), tones (points at 1 and 5).
inline Annotation sample() {
    auto words = makeTier(1, "words", TierKind::Interval, {{0.0, ""}, {2.0, "guten"}, {4.0, "Morgen"}, {7.0, ""}});
    auto tones = makeTier(2, "tones", TierKind::Point, {{1.0, "H*"}, {5.0, "L%"}});
    auto syllables =
        makeTier(3, "syllables", TierKind::Interval, {{0.0, ""}, {2.0, "gu"}, {3.0, "ten"}, {4.0, "mor"}, {7.0, ""}});
    syllables->header.parent = 1;
    return {0.0, 10.0, {words, tones, syllables}, 4};
}

inline void move(QWidget* widget, QPoint to, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButtons buttons = Qt::LeftButton) {
    QMouseEvent event(QEvent::MouseMove, QPointF(to), QPointF(widget->mapToGlobal(to)), Qt::NoButton, buttons, modifiers);
    QApplication::sendEvent(widget, &event);
}

inline void wheel(QWidget* widget, const QPointF& at, const QPoint& angle, Qt::KeyboardModifiers modifiers = {},
                  const QPoint& pixels = {}) {
    QWheelEvent event(at, widget->mapToGlobal(at), pixels, angle, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QApplication::sendEvent(widget, &event);
}

/// The sample's tiers in a window of 1000 pixels, one for each test.
class ShownTiers {
protected:
    void open() {
        m_view = std::make_unique<TimeView>();
        m_view->setDuration(10.0);
        m_tiers = std::make_unique<TierView>();
        m_tiers->resize(1000, 200);
        m_tiers->setTimeView(m_view.get());
        m_tiers->setAnnotation(sample());
        m_tiers->show();
        QVERIFY(QTest::qWaitForWindowActive(m_tiers.get()));
        m_tiers->setFocus();
    }
    void close() {
        m_tiers.reset();
        m_view.reset();
    }
    [[nodiscard]] QPoint at(std::size_t row, double seconds) const {
        return {static_cast<int>(std::lround(m_tiers->xAt(seconds))), static_cast<int>(m_tiers->rowBox(row).center().y())};
    }
    /// Types where the focus is, as it moves.
    static void type(const char* text) {
        for (; *text != '\0'; ++text) QTest::keyClick(QApplication::focusWidget(), *text);
    }
    void grab(std::size_t row, double seconds) { QTest::mousePress(m_tiers.get(), Qt::LeftButton, {}, at(row, seconds)); }
    void release(QPoint place, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseRelease(m_tiers.get(), Qt::LeftButton, modifiers, place);
    }

    std::unique_ptr<TimeView> m_view;
    std::unique_ptr<TierView> m_tiers;
};

}  // namespace tier_view
