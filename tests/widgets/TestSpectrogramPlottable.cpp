// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "engine/core/Random.h"
#include "widgets/ColorMap.h"
#include "widgets/SignalPane.h"
#include "widgets/SpectrogramPlottable.h"
#include "widgets/TimeView.h"

using namespace prososcope;
using namespace prososcope::widgets;

namespace {

constexpr double kDuration = 100.0;

SpectrogramTilePtr randomTile(core::Random& random) {
    auto tile = std::make_shared<SpectrogramTile>();
    tile->columns = SpectrogramTiles::kTileColumns;
    tile->bins = 81;
    tile->binHz = 50.0;  // up to 4000 Hz, below the top of the pane
    tile->highest = -10.0F;
    tile->decibels.resize(tile->columns * tile->bins);
    for (float& value : tile->decibels) value = static_cast<float>(random.uniform(-60.0, -10.0));
    return tile;
}

/// A recording seen from its start, and the tiles that this needs.
struct Scene {
    Scene(std::uint64_t seed, double seconds) : random(seed) {
        view.setDuration(kDuration);
        view.setRange(0.0, seconds);
        needed = SpectrogramTiles::needed(0.0, seconds, kDuration, seconds / 300.0);
    }
    void insert(qsizetype index) { tiles->insert(needed[index], randomTile(random)); }

    core::Random random;
    std::shared_ptr<SpectrogramTiles> tiles = std::make_shared<SpectrogramTiles>();
    TimeView view;
    QList<TileKey> needed;
};

/// A pane with a spectrogram that sees what the other sees.
struct Shown {
    explicit Shown(TimeView* view, const std::shared_ptr<SpectrogramTiles>& tiles) {
        pane.resize(300, 120);
        pane.setViewport(pane.rect());  // as when it is shown
        pane.setTimeView(view);
        pane.yAxis->setRange(0.0, 5000.0);
        plottable = new SpectrogramPlottable(pane.xAxis, pane.yAxis);
        plottable->setTiles(tiles);
    }
    QImage picture() {
        pane.replot();
        return plottable->image();
    }
    SignalPane pane;
    SpectrogramPlottable* plottable = nullptr;
};

}  // namespace

class TestSpectrogramPlottable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keptPicturesEqualFreshOnes();
    void tilesChangeOnlyTheirPlace();
    void lookChangesTheWholePicture();
};

/// Scrolled by whole and broken pixels, by more than it is wide, zoomed, with tiles coming in between: whatever is kept of the
/// picture, it is the one that a pane has that draws it for the first time.
void TestSpectrogramPlottable::keptPicturesEqualFreshOnes() {
    core::Random random(7);
    auto tiles = std::make_shared<SpectrogramTiles>();
    TimeView view;
    view.setDuration(kDuration);
    Shown kept(&view, tiles);
    double start = 20.0;
    double span = 3.0;
    for (int i = 0; i < 120; ++i) {
        switch (i % 6) {
            case 0:
                start += 0.1 * span;
                break;
            case 1:
                start -= 0.05 * span;
                break;
            case 2:
                start += random.uniform(-0.3, 0.3) * span;
                break;
            case 3:
                start += random.uniform(-1.5, 1.5) * span;
                break;
            case 4:
                span = i % 4 == 0 ? 3.0 : 4.5;
                break;
            default:
                break;
        }
        start = std::clamp(start, 0.0, kDuration - span);
        view.setRange(start, start + span);
        if (i % 3 == 0) {
            const auto needed = SpectrogramTiles::needed(start, start + span, kDuration, span / 300.0);
            for (qsizetype k = i % 2; k < needed.size(); k += 2) tiles->insert(needed[k], randomTile(random));
            kept.plottable->refresh();
        }
        const QImage picture = kept.picture();
        QCOMPARE(picture.size(), QSize(300, 120));
        Shown fresh(&view, tiles);
        QVERIFY2(picture == fresh.picture(), qPrintable(QString("step %1").arg(i)));
    }
}

void TestSpectrogramPlottable::tilesChangeOnlyTheirPlace() {
    Scene scene(3, 8.0);
    QVERIFY(scene.needed.size() >= 2);
    scene.insert(0);
    Shown shown(&scene.view, scene.tiles);
    const QImage before = shown.picture();
    scene.insert(1);
    QVERIFY(shown.picture() == before);  // nobody said that there is something new
    shown.plottable->refresh();
    const QImage after = shown.picture();
    const int edge = static_cast<int>(SpectrogramTiles::tileSeconds(scene.needed[1].level) / 8.0 * 300.0);
    QVERIFY(before.copy(0, 0, edge - 1, 120) == after.copy(0, 0, edge - 1, 120));
    QVERIFY(before.copy(edge + 1, 0, 30, 120) != after.copy(edge + 1, 0, 30, 120));
}

void TestSpectrogramPlottable::lookChangesTheWholePicture() {
    Scene scene(5, 5.0);
    for (qsizetype i = 0; i < scene.needed.size(); ++i) scene.insert(i);
    Shown shown(&scene.view, scene.tiles);
    (void)shown.picture();
    const auto asFresh = [&] {
        Shown fresh(&scene.view, scene.tiles);
        fresh.plottable->setColorMap(shown.plottable->colorMap());
        fresh.plottable->setDynamicRange(shown.plottable->dynamicRange());
        fresh.pane.yAxis->setRange(shown.pane.yAxis->range());
        fresh.pane.resize(shown.pane.size());
        fresh.pane.setViewport(fresh.pane.rect());
        return shown.picture() == fresh.picture();
    };
    shown.plottable->setColorMap(ColorMap("viridis"));
    QVERIFY(asFresh());
    shown.plottable->setDynamicRange(30.0);
    QVERIFY(asFresh());
    shown.pane.yAxis->setRange(0.0, 3000.0);
    QVERIFY(asFresh());
    shown.pane.resize(200, 90);
    shown.pane.setViewport(shown.pane.rect());
    QVERIFY(asFresh());
}

QTEST_MAIN(TestSpectrogramPlottable)
#include "TestSpectrogramPlottable.moc"
