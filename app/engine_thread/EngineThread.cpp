// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine_thread/EngineThread.h"

#include <QCoreApplication>
#include <QThread>
#include <string>
#include <utility>

#include "app/engine_thread/EngineThreadImpl.h"
#include "engine/core/Log.h"

namespace prososcope::engine_thread {

namespace {

constexpr int kWorkerNice = 10;
constexpr qint64 kShortestProgressGap = 1000 / 30;  // milliseconds

}  // namespace

EngineThread::Impl::Impl(EngineThread* owner, QString folder) : self(owner), workspace(std::move(folder)) { clock.start(); }

void EngineThread::Impl::makeJobs() {
    if (jobs) return;
    jobs = std::make_unique<TaskQueue>(
        TaskQueue::Observer{[this](quint64 id) { inbox.post([this, id] { started(id); }); },
                            [this](quint64 id, double fraction, const core::Text& what) { noteProgress(id, fraction, what); },
                            [this](quint64 id, core::Result<std::any> result) {
                                auto kept = std::make_shared<core::Result<std::any>>(std::move(result));
                                inbox.post([this, id, kept] { finished(id, *kept); });
                            }},
        kWorkerNice, false);
}

void EngineThread::Impl::makeLooks() {
    if (looks) return;
    looks = std::make_unique<TaskQueue>(TaskQueue::Observer{[](quint64) {}, [](quint64, double, const core::Text&) {},
                                                            [this](quint64 id, core::Result<std::any> result) {
                                                                auto kept =
                                                                    std::make_shared<core::Result<std::any>>(std::move(result));
                                                                inbox.post([this, id, kept] { finished(id, *kept); });
                                                            }},
                                        0, true);
}

void EngineThread::Impl::noteProgress(quint64 id, double fraction, const core::Text& what) {
    {
        const std::lock_guard lock(progressMutex);
        latest = {id, fraction, what};
        if (progressPosted) return;
        progressPosted = true;
    }
    inbox.post([this] { deliverProgress(); });
}

void EngineThread::Impl::deliverProgress() {
    const qint64 now = clock.elapsed();
    {
        const std::lock_guard lock(progressMutex);
        const qint64 gap = now - lastProgress;
        if (lastProgress >= 0 && gap < kShortestProgressGap) {
            QTimer::singleShot(kShortestProgressGap - gap, Qt::PreciseTimer, self, [this] { deliverProgress(); });
            return;
        }
    }
    emitProgress();
}

void EngineThread::Impl::emitProgress() {
    Latest news;
    {
        const std::lock_guard lock(progressMutex);
        progressPosted = false;
        news = latest;
    }
    const auto found = entries.find(news.id);
    if (found == entries.end() || !found->started || found->isLook) return;
    lastProgress = clock.elapsed();
    const double elapsed = static_cast<double>(lastProgress - found->startedAt) / 1000.0;
    if (news.what.source() != found->part) found->remaining.beginPart();
    found->part = news.what.source();
    const double left = found->remaining.update(news.fraction, elapsed);
    Q_EMIT self->jobProgress(news.id, news.fraction, news.what.empty() ? QString() : translated(news.what), left);
}

void EngineThread::Impl::started(quint64 id) {
    const auto found = entries.find(id);
    if (found == entries.end()) return;
    found->started = true;
    found->startedAt = clock.elapsed();
    Q_EMIT self->jobStarted(id, found->title);
    Q_EMIT self->queueChanged(jobs->waiting());
}

void EngineThread::Impl::finished(quint64 id, const core::Result<std::any>& result) {
    const auto found = entries.find(id);
    if (found == entries.end()) return;
    const Entry entry = std::move(*found);
    entries.erase(found);
    QObject::disconnect(entry.ownerGone);
    if (entry.isLook) {
        if (newestInSlot.value(entry.slot) == id) newestInSlot.remove(entry.slot);
    } else {
        Q_EMIT self->jobFinished(id, result.has_value());
        Q_EMIT self->queueChanged(jobs->waiting());
    }
    if (!result && result.error().kind != core::ErrorKind::Cancelled) {
        core::log(core::LogLevel::Info,
                  result.error().message() + (result.error().details.empty() ? "" : " [" + result.error().details + "]"));
    }
    if (entry.abandoned || !entry.done) return;
    if (entry.superseded)
        entry.done(core::cancelled());
    else
        entry.done(result);
}

void EngineThread::Impl::add(quint64 id, Entry entry, QObject* owner, EngineThread::Work work) {
    std::stop_source stop;
    entry.stop = stop;
    if (owner != nullptr) {
        entry.ownerGone = QObject::connect(owner, &QObject::destroyed, self, [this, id] { abandon(id); });
    }
    const bool isLook = entry.isLook;
    entries.insert(id, std::move(entry));
    if (isLook) {
        makeLooks();
        looks->push({id, std::move(work), stop});
    } else {
        makeJobs();
        jobs->push({id, std::move(work), stop});
        Q_EMIT self->queueChanged(jobs->waiting());
    }
}

void EngineThread::Impl::stop(quint64 id) {
    const auto found = entries.find(id);
    if (found == entries.end()) return;
    found->stop.request_stop();
    TaskQueue* queue = found->isLook ? looks.get() : jobs.get();
    if (queue->remove(id)) inbox.post([this, id] { finished(id, core::cancelled()); });
}

void EngineThread::Impl::abandon(quint64 id) {
    const auto found = entries.find(id);
    if (found == entries.end()) return;
    found->abandoned = true;
    found->done = nullptr;  // what it captured belongs to the owner
    stop(id);
}

EngineThread::EngineThread(QString workspaceFolder, QObject* parent)
    : QObject(parent), m_impl(std::make_unique<Impl>(this, std::move(workspaceFolder))) {}

EngineThread::~EngineThread() {
    for (auto& entry : m_impl->entries) {
        entry.abandoned = true;
        entry.stop.request_stop();
    }
    m_impl->looks.reset();
    m_impl->jobs.reset();
}

EngineThread::JobId EngineThread::enqueue(const QString& title, QObject* owner, Work work, Done done) {
    Q_ASSERT(QThread::currentThread() == thread());
    const JobId id = ++m_impl->lastId;
    Entry entry;
    entry.title = title;
    entry.done = std::move(done);
    m_impl->add(id, std::move(entry), owner, std::move(work));
    return id;
}

void EngineThread::cancel(JobId job) {
    Q_ASSERT(QThread::currentThread() == thread());
    m_impl->stop(job);
}

bool EngineThread::isRunning() const {
    for (const auto& entry : std::as_const(m_impl->entries)) {
        if (!entry.isLook) return true;
    }
    return false;
}

void EngineThread::look(const QString& slot, QObject* owner, Work work, Done done) {
    dropLook(slot);
    const JobId id = ++m_impl->lastId;
    m_impl->newestInSlot.insert(slot, id);
    Entry entry;
    entry.isLook = true;
    entry.slot = slot;
    entry.done = std::move(done);
    m_impl->add(id, std::move(entry), owner, std::move(work));
}

void EngineThread::dropLook(const QString& slot) {
    Q_ASSERT(QThread::currentThread() == thread());
    const quint64 stale = m_impl->newestInSlot.value(slot);
    if (stale == 0) return;
    const auto found = m_impl->entries.find(stale);
    if (found != m_impl->entries.end()) found->superseded = true;
    m_impl->stop(stale);
}

QString EngineThread::workspaceFolder() const { return m_impl->workspace; }

QString translated(const core::Text& text) {
    const QString pattern = QCoreApplication::translate("Engine", text.source().c_str());
    return QString::fromStdString(core::fillIn(pattern.toStdString(), text.arguments()));
}

}  // namespace prososcope::engine_thread
