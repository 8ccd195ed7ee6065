// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/Loader.h"

namespace prososcope::gui {

Loader::Loader(QObject* parent) : QObject(parent) {}

Loader::~Loader() {
    for (const Ticket& ticket : std::as_const(m_tickets)) std::stop_source(ticket.stop).request_stop();
    m_pool.clear();
    m_pool.waitForDone();
    m_writer.waitForDone();
}

void Loader::startWriting(std::function<void()> work, std::function<void()> done) {
    ++m_running;
    m_writer.run([this, work = std::move(work), done = std::move(done)]() mutable {
        work();
        work = {};
        m_inbox.post([this, done = std::move(done)] {
            --m_running;
            done();
        });
    });
}

void Loader::start(const QString& slot, std::function<void(core::Progress&)> work, std::function<void()> done) {
    Ticket& ticket = m_tickets[slot];
    ticket.stop.request_stop();
    ticket.stop = {};
    ticket.number = ++m_next;
    ++m_running;
    m_pool.run([this, slot, number = ticket.number, stop = ticket.stop.get_token(), work = std::move(work),
                done = std::move(done)]() mutable {
        core::Progress progress(stop);
        if (!stop.stop_requested()) work(progress);
        work = {};
        m_inbox.post([this, slot, number, done = std::move(done)] { delivered(slot, number, done); });
    });
}

void Loader::delivered(const QString& slot, quint64 number, const std::function<void()>& done) {
    --m_running;
    const auto ticket = m_tickets.constFind(slot);
    if (ticket != m_tickets.constEnd() && ticket->number == number) done();
}

}  // namespace prososcope::gui
