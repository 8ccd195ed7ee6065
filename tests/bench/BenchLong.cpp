// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of a recording of hours in the real window. Two calls, so that making the file leaves no trace in the memory
// that is measured:
//   BenchLong --make FILE HOURS FOLDER   joins the sounds below FOLDER, 16 kHz 16-bit, again and again
//   BenchLong FILE [--cold]              opens it by a drop, zooms, scrolls, plays, edits, exports, and prints times and memory
#include <fcntl.h>
#include <unistd.h>

#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrl>
#include <QWheelEvent>
#include <QtTest>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>

#include "app/gui/MainWindow.h"
#include "app/gui/Pages.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/FigureExport.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/SpectrogramLoader.h"
#include "app/gui/inspect/VoiceLoader.h"
#include "engine/annotation/Edits.h"
#include "engine/audio/AudioFile.h"
#include "engine/core/FreeMemory.h"
#include "engine/corpus/Corpus.h"
#include "widgets/Accessible.h"
#include "widgets/OverviewStrip.h"
#include "widgets/SignalPane.h"

using namespace prososcope;
using namespace prososcope::gui;

namespace {

constexpr int kRate = 16000;
constexpr int kPatienceMs = 120000;
constexpr int kIntervals = 20000;

double threadMs() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double processMs() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

int makeFile(const char* path, double hours, const char* folder) {
    std::vector<std::int16_t> speech;
    for (const auto& entry : corpus::findAudio(folder)) {
        const auto clip = audio::decodeSpeech16k(entry.is_absolute() ? entry : std::filesystem::path(folder) / entry);
        if (!clip) continue;
        for (const float sample : *clip)
            speech.push_back(static_cast<std::int16_t>(std::lround(std::clamp(sample, -1.0F, 1.0F) * 32767.0F)));
    }
    if (speech.empty()) {
        std::fprintf(stderr, "no sound below %s\n", folder);
        return 1;
    }
    std::ofstream file(path, std::ios::binary);
    auto left = static_cast<std::uint64_t>(hours * 3600.0 * kRate);
    const auto number = [&file](std::uint32_t value, int bytes) { file.write(reinterpret_cast<const char*>(&value), bytes); };
    const auto bytes = static_cast<std::uint32_t>(2 * left);
    file.write("RIFF", 4);
    number(bytes + 36, 4);
    file.write("WAVEfmt ", 8);
    for (const auto& [value, size] :
         {std::pair<std::uint32_t, int>{16, 4}, {1, 2}, {1, 2}, {kRate, 4}, {2 * kRate, 4}, {2, 2}, {16, 2}})
        number(value, size);
    file.write("data", 4);
    number(bytes, 4);
    while (left > 0) {
        const auto count = std::min<std::uint64_t>(left, speech.size());
        file.write(reinterpret_cast<const char*>(speech.data()), static_cast<std::streamsize>(2 * count));
        left -= count;
    }
    return file.flush() ? 0 : 1;
}

/// Kilobytes of one line of /proc/self/status.
long statusLine(const char* name) {
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(name)) return std::strtol(line.c_str() + line.find(':') + 1, nullptr, 10);
    }
    return 0;
}

void printMemory(const char* when) {
    std::printf("memory %s: anonymous and shared %.0f MB (goal 250), whole process %.0f MB (goal 400), highest %.0f MB\n", when,
                static_cast<double>(statusLine("RssAnon") + statusLine("RssShmem")) / 1024.0,
                static_cast<double>(statusLine("VmRSS")) / 1024.0, static_cast<double>(statusLine("VmHWM")) / 1024.0);
}

struct Times {
    std::vector<double> wall;
    std::vector<double> cpu;
    void add(double wallMs, double cpuMs) {
        wall.push_back(wallMs);
        cpu.push_back(cpuMs);
    }
    void print(const char* what) {
        if (wall.empty()) return;
        std::sort(wall.begin(), wall.end());
        std::sort(cpu.begin(), cpu.end());
        const auto at = [](const std::vector<double>& v, std::size_t percent) {
            return v[std::min(v.size() - 1, v.size() * percent / 100)];
        };
        std::printf("%-46s n %3zu, wall median %6.1f, 99 %% %6.1f, max %6.1f ms; CPU median %6.1f, 99 %% %6.1f, max %6.1f ms\n",
                    what, wall.size(), at(wall, 50), at(wall, 99), wall.back(), at(cpu, 50), at(cpu, 99), cpu.back());
    }
};

/// Times every event on its way, with the events it sends: what one turn of the event loop is made of.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        if (!m_watching || QThread::currentThread() != thread()) return QApplication::notify(receiver, event);
        const qsizetype place = m_turn.size();
        m_turn.append({m_depth, 0.0,
                       QString::fromLatin1(receiver->metaObject()->className()) + ' ' + receiver->objectName() + ' ' +
                           QVariant::fromValue(event->type()).toString()});
        const double start = threadMs();
        ++m_depth;
        const bool accepted = QApplication::notify(receiver, event);
        --m_depth;
        m_turn[place].ms = threadMs() - start;
        return accepted;
    }
    void watch(bool on) {
        m_watching = on;
        m_turn.clear();
    }
    /// Ends a turn; keeps its events if asked.
    void endTurn(bool keep) {
        if (keep) m_kept = m_turn;
        m_turn.clear();
    }
    /// The events of the turn kept last that took over a millisecond.
    void printTurn() const {
        for (const auto& part : m_kept) {
            if (part.ms > 1.0)
                std::printf("  %*s%.1f ms %s\n", 2 * part.depth, "", part.ms, qPrintable(part.name.simplified()));
        }
    }

private:
    struct Part {
        int depth = 0;
        double ms = 0.0;
        QString name;
    };
    QList<Part> m_turn;
    QList<Part> m_kept;
    int m_depth = 0;
    bool m_watching = false;
};

/// Records how long the event loop did not turn, and how much of that the GUI thread computed.
class Heart : public QObject {
public:
    Heart() {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(2);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const double wall = static_cast<double>(m_beat.nsecsElapsed()) / 1e6;
            const double cpu = threadMs() - m_cpu;
            if (wall > m_largestWall) m_largestWall = wall;
            application()->endTurn(cpu > m_largestCpu);
            m_largestCpu = std::max(m_largestCpu, cpu);
            m_beat.restart();
            m_cpu = threadMs();
        });
    }
    void start() {
        m_largestWall = m_largestCpu = 0.0;
        m_cpu = threadMs();
        m_beat.start();
        m_timer.start();
        application()->watch(true);
    }
    void print(const char* what) {
        m_timer.stop();
        std::printf("%-46s largest gap of the event loop %.1f ms, of it computed at most %.1f ms (goal 50)\n", what,
                    m_largestWall, m_largestCpu);
        application()->watch(false);
        application()->printTurn();
    }

private:
    static TimedApplication* application() { return static_cast<TimedApplication*>(qApp); }

    QTimer m_timer;
    QElapsedTimer m_beat;
    double m_cpu = 0.0;
    double m_largestWall = 0.0;
    double m_largestCpu = 0.0;
};

/// Counts paint events of the widgets it watches.
class PaintCount : public QObject {
public:
    explicit PaintCount(QList<QWidget*> widgets) : m_widgets(std::move(widgets)) {
        for (QWidget* widget : m_widgets) widget->installEventFilter(this);
    }
    [[nodiscard]] bool all() const { return m_painted.size() == m_widgets.size(); }
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint) m_painted.insert(watched);
        return false;
    }

private:
    QList<QWidget*> m_widgets;
    QSet<QObject*> m_painted;
};

/// Turns the event loop until a condition holds, without the pauses of QTest::qWaitFor.
bool waitFor(const std::function<bool()>& condition, int patienceMs = kPatienceMs) {
    QElapsedTimer clock;
    clock.start();
    QTimer wake;
    wake.start(5);
    while (!condition()) {
        if (clock.elapsed() > patienceMs) return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return true;
}

class Script {
public:
    Script(MainWindow& window, InspectPage& page) : m_window(window), m_page(page) {}

    bool run(const QString& file) {
        if (!open(file)) return false;
        printMemory("after opening");
        Heart heart;
        heart.start();
        walk(nullptr);  // brings tiles and tracks
        heart.print("zooming and scrolling through new parts:");
        Times steps;
        m_replots = 0;
        walk(&steps);
        std::printf("panes drawn anew per step: %.2f\n", m_replots / static_cast<double>(steps.wall.size()));
        steps.print("step, cached (goals 16 and 33 ms):");
        jumps();
        tenSeconds(file);
        heart.start();
        play();
        heart.print("playing:");
        heart.start();
        edit();
        heart.print("editing:");
        heart.start();
        exportFigure();
        heart.print("exporting a figure:");
        printMemory("after the script");
        return true;
    }

private:
    bool open(const QString& file) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(QPoint(600, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&m_window, &enter);
        QDropEvent drop(QPointF(600, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        Heart heart;
        heart.start();
        QElapsedTimer clock;
        clock.start();
        const double cpu = processMs();
        QCoreApplication::sendEvent(&m_window, &drop);
        m_recording = m_page.current();
        if (m_recording == nullptr) return false;
        auto* overview = m_page.findChild<widgets::OverviewStrip*>();
        if (overview == nullptr || !waitFor([&] { return m_recording->complete(); })) return false;
        overview->repaint();
        std::printf("overview complete %.2f s after the drop (goal 3), %.2f s of CPU time\n",
                    static_cast<double>(clock.elapsed()) / 1e3, (processMs() - cpu) / 1e3);
        settle();
        heart.print("opening:");
        m_pane = m_page.findChild<widgets::SignalPane*>("spectrogram");
        m_watched = {overview, m_pane, m_page.findChild<widgets::SignalPane*>("waveform")};
        for (auto* pane : m_page.findChildren<widgets::SignalPane*>())
            QObject::connect(pane, &QCustomPlot::afterReplot, pane, [this] { ++m_replots; });
        return m_pane != nullptr && !m_watched.contains(nullptr);
    }

    void settle() {
        (void)waitFor([&] { return m_page.panes()->isIdle(); });
    }

    /// One turn of the wheel over the spectrogram until all panes are painted.
    void step(bool zoom, int notches, double x, Times* times) {
        PaintCount paint(m_watched);
        const QPointF at(x * m_pane->width(), 20.0);
        QWheelEvent wheel(at, m_pane->mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton,
                          zoom ? Qt::ControlModifier : Qt::NoModifier, Qt::NoScrollPhase, false);
        QElapsedTimer clock;
        clock.start();
        const double cpu = threadMs();
        QCoreApplication::sendEvent(m_pane, &wheel);
        while (!paint.all() && clock.elapsed() < 1000) QCoreApplication::processEvents(QEventLoop::AllEvents);
        if (times != nullptr && paint.all()) {
            times->add(static_cast<double>(clock.nsecsElapsed()) / 1e6, threadMs() - cpu);
        } else {
            settle();
        }
    }

    /// From the whole recording to 10 s and back, scrolling on the way; the same each time.
    void walk(Times* times) {
        auto* view = m_recording->view();
        for (const double place : {0.21, 0.5, 0.83}) {
            view->showAll();
            settle();
            while (view->span() > 10.0) {
                step(true, 1, place, times);
                if (view->span() < 400.0 && view->span() > 50.0) {
                    for (int i = 0; i < 3; ++i) step(false, -1, place, times);
                }
            }
            for (int i = 0; i < 20; ++i) step(false, -1, place, times);
            for (int i = 0; i < 20; ++i) step(false, 1, place, times);
            while (view->span() < 60.0) step(true, -1, place, times);
        }
    }

    [[nodiscard]] int tilesAtHand() const {
        const auto* view = m_recording->view();
        const auto tiles = m_recording->tiles(m_page.settings().spectrogram);
        int count = 0;
        for (const auto& key : needed(*view)) count += tiles->contains(key) ? 1 : 0;
        return count;
    }
    [[nodiscard]] QList<widgets::TileKey> needed(const widgets::TimeView& view) const {
        return widgets::SpectrogramTiles::needed(view.start(), view.end(), view.duration(), view.span() / m_pane->width());
    }

    /// Jumps to places never seen and waits for their tiles.
    void jumps() {
        auto* view = m_recording->view();
        for (const double span : {10.0, 60.0, 600.0, 3600.0, view->duration()}) {
            Times first;
            Times all;
            for (int i = 0; i < 10; ++i) {
                const double start = (0.03 + 0.09 * i) * (view->duration() - span);
                if (span >= view->duration()) {  // seen before
                    view->setRange(100.0, 110.0);
                    settle();
                    m_recording->tiles(m_page.settings().spectrogram)->clear();
                }
                const double cpu = processMs();
                QElapsedTimer clock;
                clock.start();
                view->setRange(start + 1.0, start + 1.0 + span * 0.999);
                (void)waitFor([&] { return tilesAtHand() > 0; }, kPatienceMs);
                first.add(static_cast<double>(clock.nsecsElapsed()) / 1e6, processMs() - cpu);
                (void)waitFor([&] { return tilesAtHand() == needed(*view).size(); }, kPatienceMs);
                all.add(static_cast<double>(clock.nsecsElapsed()) / 1e6, processMs() - cpu);
                settle();
            }
            first.print(qPrintable(QString("first new tile, %1 s in view (goal 100 ms):").arg(span)));
            all.print(qPrintable(QString("all new tiles, %1 s in view:").arg(span)));
        }
    }

    /// What the tiles of ten seconds cost on one core.
    void tenSeconds(const QString& file) {
        auto reader = audio::AudioReader::open(file.toStdString());
        if (!reader) return;
        Times times;
        for (int i = 0; i < 21; ++i) {
            const double start = 100.0 + 300.0 * i;
            const auto keys =
                widgets::SpectrogramTiles::needed(start, start + 10.0, m_recording->duration(), 10.0 / m_pane->width());
            QElapsedTimer clock;
            clock.start();
            const double cpu = threadMs();
            for (const auto& key : keys) (void)computeTile(**reader, key, m_page.settings().spectrogram, {});
            times.add(static_cast<double>(clock.nsecsElapsed()) / 1e6, threadMs() - cpu);
        }
        times.print("spectrogram of 10 s, one core (goal 30 ms):");
    }

    void play() {
        auto* view = m_recording->view();
        view->setRange(7000.0, 7010.0);
        view->setCursor(7001.0);
        settle();
        m_pane->setFocus();
        QTest::keyClick(m_pane, Qt::Key_Space);
        QTest::qWait(3000);
        QTest::keyClick(m_pane, Qt::Key_Escape);
    }

    /// A tier with many intervals, boundaries and labels by keys, undone and done again, and autosaved on the way.
    void edit() {
        auto* model = m_page.annotations()->of(m_recording);
        if (model == nullptr) return;
        annotation::TierHeader header;
        header.name = "words";
        std::vector<annotation::Item> items;
        for (int i = 0; i < kIntervals; ++i)
            items.push_back({i * m_recording->duration() / kIntervals, i % 2 == 0 ? "word" : "", 0});
        const auto id = model->annotation().nextId();
        if (!model->perform(annotation::addTier(model->annotation(), header, 0, std::move(items)))) return;
        model->select({id, 0, false});
        auto* view = m_recording->view();
        view->setRange(7000.0, 7010.0);
        settle();
        m_pane->setFocus();
        for (int i = 0; i < 10; ++i) {
            view->setCursor(7000.3 + 0.9 * i);
            QTest::keyClick(m_pane, Qt::Key_Return);
            QTest::qWait(100);
        }
        for (int i = 0; i < 10; ++i) {
            m_window.actions()->action("edit.undo")->trigger();
            QTest::qWait(50);
        }
        std::printf("boundaries left after undoing: %zu of %d\n", model->annotation().tier(0).items.size(), kIntervals);
        QTest::qWait(3000);  // the autosave
    }

    void exportFigure() {
        QTemporaryDir folder;
        FigureSettings settings;
        settings.numbers = true;
        bool done = false;
        const auto connection =
            QObject::connect(m_page.figures(), &FigureExport::finished, [&](bool written, const QString&) { done = written; });
        m_page.figures()->write(folder.filePath("figure.png"), settings);
        (void)waitFor([&] { return done; });
        QObject::disconnect(connection);
        std::printf("figure and numbers: %lld and %lld bytes\n",
                    static_cast<long long>(QFileInfo(folder.filePath("figure.png")).size()),
                    static_cast<long long>(QFileInfo(folder.filePath("figure.csv")).size()));
    }

    MainWindow& m_window;
    InspectPage& m_page;
    RecordingModel* m_recording = nullptr;
    widgets::SignalPane* m_pane = nullptr;
    QList<QWidget*> m_watched;
    int m_replots = 0;
};

/// Lets the kernel forget what it has read of a file.
void forget(const char* path) {
    const int descriptor = ::open(path, O_RDONLY);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
    ::close(descriptor);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 5 && std::string_view(argv[1]) == "--make") return makeFile(argv[2], std::strtod(argv[3], nullptr), argv[4]);
    if (argc < 2) {
        std::fprintf(stderr, "BenchLong --make FILE HOURS FOLDER, then BenchLong FILE [--cold]\n");
        return 2;
    }
    if (argc > 2) forget(argv[2 - 1]);
    ::setenv("OMP_WAIT_POLICY", "passive", 0);
    core::shareHeaps();
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    QTemporaryDir folder;
    ::setenv("XDG_CACHE_HOME", qPrintable(folder.filePath("cache")), 1);
    TimedApplication application(argc, argv);
    widgets::installAccessibleFactory();
    int code = 1;
    {
        MainWindow window({.workspaceFolder = folder.filePath("workspace"),
                           .pages = standardPages(),
                           .settingsFile = (folder.filePath("settings.json")).toStdString(),
                           .restoreSession = false});
        window.resize(1920, 1080);
        window.show();
        (void)QTest::qWaitForWindowExposed(&window);
        window.finishStart();
        QTest::qWait(500);
        auto* page = qobject_cast<InspectPage*>(window.page("inspect"));
        std::printf("window of 1920x1080, %s\n", qPrintable(QGuiApplication::platformName()));
        printMemory("before opening");
        if (page != nullptr && Script(window, *page).run(QString::fromLocal8Bit(argv[1]))) code = 0;
    }
    return code;
}
