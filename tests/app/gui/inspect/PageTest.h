// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QFile>
#include <QMessageBox>
#include <memory>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "tests/TestSupport.h"

/// What the tests of an Inspect page in a folder of its own share: the page with what it needs, the sentences it said, and
/// short ways to files, dialogs and buttons.
struct PageTest {
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<prososcope::engine_thread::EngineThread> engine;
    std::unique_ptr<prososcope::gui::ActionRegistry> actions;
    std::unique_ptr<prososcope::gui::InspectPage> page;
    QStringList said;

    /// A new folder, in which the program's own data lies too. No page yet.
    void makeFolder() {
        folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", path("data").toUtf8());
    }
    /// A page as after a start of the program; a former one goes first.
    void start() {
        using namespace prososcope;
        page.reset();
        actions.reset();
        engine = std::make_unique<engine_thread::EngineThread>(folder->path());
        actions = std::make_unique<gui::ActionRegistry>();
        page = std::make_unique<gui::InspectPage>(gui::PageContext{actions.get(), engine.get(), folder->path()},
                                                  fakeBackend(std::make_shared<FakeCalls>()));
        said.clear();
        QObject::connect(page.get(), &gui::Page::message, page.get(), [this](const QString& text, bool) { said.append(text); });
        page->resize(1200, 800);
        static_cast<QWidget*>(page.get())->show();
    }
    void end() {
        page.reset();
        actions.reset();
        engine.reset();
        folder.reset();
    }

    [[nodiscard]] QString path(const QString& name) const { return folder->filePath(name); }
    [[nodiscard]] bool hasSaid(const QString& part) const { return said.join('\n').contains(part); }
    void write(const QString& name, const QByteArray& content) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    [[nodiscard]] QByteArray read(const QString& name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

/// The child of that name, as soon as it is visible; null where it does not come.
template <typename T>
T* shownChild(const QWidget* parent, const char* name) {
    T* found = nullptr;
    const auto there = [&] { return (found = parent->findChild<T*>(QLatin1String(name))) != nullptr && found->isVisible(); };
    return QTest::qWaitFor(there, 5000 * kPatience) ? found : nullptr;
}

/// Opens a recording and waits for what lies beside it; null where that takes too long.
inline prososcope::gui::AnnotationModel* openAnnotated(prososcope::gui::InspectPage& page, const QString& path) {
    auto* recording = page.openRecording(path);
    prososcope::gui::AnnotationModel* model = nullptr;
    const auto opened = [&] {
        model = page.annotations()->of(recording);
        return model != nullptr && !model->isLoading() && page.annotations()->isIdle() && recording->complete();
    };
    return QTest::qWaitFor(opened, 10000 * kPatience) ? model : nullptr;
}

/// Clicks the button of a question; a failure where it has none.
inline void pressButton(QMessageBox* box, const QString& text) {
    for (auto* button : box->buttons()) {
        if (button->text().remove('&') != text) continue;
        QTest::mouseClick(button, Qt::LeftButton);
        return;
    }
    QFAIL(qPrintable("no button " + text));
}
