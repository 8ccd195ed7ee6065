// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QTimer>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>

#include "app/engine_thread/EngineThread.h"
#include "app/engine_thread/Inbox.h"
#include "app/engine_thread/LookModels.h"
#include "app/engine_thread/RemainingTime.h"
#include "app/engine_thread/TaskQueue.h"

namespace prososcope::engine_thread {

/// What the GUI thread knows of a job or look until it is delivered.
struct Entry {
    QString title;
    QString slot;
    EngineThread::Done done;
    std::stop_source stop;
    QMetaObject::Connection ownerGone;
    RemainingTime remaining;
    std::string part;  ///< what the job said last, untranslated and without its numbers
    qint64 startedAt = 0;
    bool isLook = false;
    bool started = false;
    bool abandoned = false;
    bool superseded = false;
};

/// Members in groups by the threads that may touch them. Calls that wait die with the inbox, so nothing is
/// delivered after the destructor.
struct EngineThread::Impl {
    Impl(EngineThread* owner, QString folder);

    void makeJobs();
    void makeLooks();
    void noteProgress(quint64 id, double fraction, const core::Text& what);
    void deliverProgress();
    void emitProgress();
    void started(quint64 id);
    void finished(quint64 id, const core::Result<std::any>& result);
    void add(quint64 id, Entry entry, QObject* owner, EngineThread::Work work);
    void stop(quint64 id);
    void abandon(quint64 id);

    // never changed after construction
    EngineThread* const self;
    const QString workspace;
    QElapsedTimer clock;

    // GUI thread only
    QHash<quint64, Entry> entries;
    QHash<QString, quint64> newestInSlot;
    quint64 lastId = 0;
    qint64 lastProgress = -1;

    // posted to by the GUI thread and both others
    Inbox inbox;

    // shared, under progressMutex: only the newest report is kept until the GUI thread takes it
    struct Latest {
        quint64 id = 0;
        double fraction = 0.0;
        core::Text what;
    };
    std::mutex progressMutex;
    Latest latest;
    bool progressPosted = false;

    // look thread only
    LookModels models;

    // the threads themselves, made at the first use; destroyed first
    std::unique_ptr<TaskQueue> jobs;
    std::unique_ptr<TaskQueue> looks;
};

}  // namespace prososcope::engine_thread
