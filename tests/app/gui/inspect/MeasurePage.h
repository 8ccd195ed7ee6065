// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDirIterator>
#include <QFile>
#include <QSignalSpy>
#include <memory>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/BottomPanel.h"
#include "app/gui/inspect/ConcordanceTable.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/LogTable.h"
#include "app/gui/inspect/MeasureController.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "engine/annotation/AnnotationFile.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "tests/engine/annotation/Examples.h"
#include "tests/engine/annotation/MeasureExamples.h"

/// An Inspect page over a folder with two recordings of three seconds (silence, a tone, 200 Hz), annotated with the words
/// "", "ja", "so"; for the tests of the tables.
struct MeasurePage {
    QTemporaryDir folder;
    std::unique_ptr<prososcope::engine_thread::EngineThread> engine;
    std::unique_ptr<prososcope::gui::ActionRegistry> actions;
    std::unique_ptr<prososcope::gui::InspectPage> page;
    QStringList messages;

    [[nodiscard]] QString path(const char* name) const { return folder.filePath(QLatin1String(name)); }

    void writeFiles() const {
        using namespace prososcope;
        const auto text = annotation::formatAnnotation(examples::speech(), annotation::FileFormat::TextGrid);
        PROSOSCOPE_VERIFY(text);
        for (const auto& [name, hertz] : {std::pair{"set/a", 120.0}, {"set/b", 150.0}}) {
            QVERIFY(folder.isValid());
            const auto wav = toPath(path(name)).string() + ".wav";
            std::filesystem::create_directories(std::filesystem::path(wav).parent_path());
            QVERIFY(!measured::write(wav, measured::sound({{1.0, 0.0}, {1.0, hertz}, {1.0, 200.0}})).empty());
            PROSOSCOPE_VERIFY(core::writeFile(toPath(path(name)).string() + ".TextGrid", *text));
        }
    }

    void open() {
        using namespace prososcope;
        engine = std::make_unique<engine_thread::EngineThread>(folder.path());
        actions = std::make_unique<gui::ActionRegistry>();
        page = std::make_unique<gui::InspectPage>(gui::PageContext{actions.get(), engine.get(), folder.path()},
                                                  fakeBackend(std::make_shared<FakeCalls>()));
        QObject::connect(page.get(), &gui::Page::message, page.get(),
                         [this](const QString& text, bool) { messages.append(text); });
        // Keys of the window, as the main window hears them.
        for (const auto& spec : actions->specs()) {
            if (spec.scope == gui::KeyScope::Window) page->addAction(actions->action(spec.id));
        }
        page->resize(1200, 800);
        page->activated();
        static_cast<QWidget*>(page.get())->show();
        QVERIFY(QTest::qWaitForWindowActive(page.get()));
    }

    void close() {
        page.reset();
        actions.reset();
        engine.reset();
        messages.clear();
    }

    prososcope::gui::RecordingModel* show(const char* name) {
        auto* recording = page->openRecording(path(name));
        if (!QTest::qWaitFor([&] { return page->isIdle(); }, kPatience * 30000)) return nullptr;
        page->panes()->waveformPane()->setFocus();
        return recording;
    }

    [[nodiscard]] prososcope::gui::MeasureController* measure() const { return page->measure(); }

    [[nodiscard]] static std::string textOf(prososcope::gui::ResultTable& table, int row, const char* column) {
        const auto& columns = table.model().columns();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto& cells = table.model().rows()[static_cast<std::size_t>(row)].cells;
            if (columns[i].key == column) return i < cells.size() ? cells[i].text : std::string();
        }
        return "no such column";
    }
    [[nodiscard]] static double numberOf(prososcope::gui::ResultTable& table, int row, const char* column) {
        return prososcope::core::parseNumber(textOf(table, row, column)).value_or(std::nan(""));
    }
};
