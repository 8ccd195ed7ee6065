// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/rating/RatingSource.h"

#include "app/engine_thread/EngineThread.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {

struct Opened {
    std::vector<std::string> order;
    std::map<std::string, RatedSound> sounds;
    std::map<std::string, store::Rating> earlier;
};

core::Result<Opened> readRound(const std::filesystem::path& folder, const store::RatingRound& round) {
    const auto workspace = store::Workspace::open(folder);
    if (!workspace) return core::fail(workspace.error());
    Opened opened;
    auto order = store::ratingOrder(*workspace, round);
    if (!order) return core::fail(order.error());
    opened.order = std::move(*order);
    const auto corpus = workspace->corpus(round.corpus);
    if (!corpus) return core::fail(corpus.error());
    for (const auto& utterance : corpus->utterances) {
        opened.sounds[utterance.id] = {corpus->folder / utterance.path, utterance.startSeconds, utterance.endSeconds};
    }
    std::erase_if(opened.order, [&](const auto& id) { return !opened.sounds.contains(id); });
    auto ratings = store::ratings(*workspace, round.id);
    if (!ratings) return core::fail(ratings.error());
    for (auto& rating : *ratings) opened.earlier[rating.utterance] = std::move(rating);
    return opened;
}

}  // namespace

RatingSource::RatingSource(std::filesystem::path workspaceFolder, QObject* parent)
    : QObject(parent), m_folder(std::move(workspaceFolder)) {}

RatingSource::~RatingSource() { m_worker.waitForDone(); }  // the last word of a person is stored

void RatingSource::run(std::function<std::function<void()>()> work) {
    ++m_waiting;
    m_worker.run([this, work = std::move(work)] {
        auto deliver = work();
        m_inbox.post([this, deliver = std::move(deliver)] {
            --m_waiting;
            deliver();
        });
    });
}

void RatingSource::open(const store::RatingRound& round) {
    m_round = round;
    run([this, folder = m_folder, round]() -> std::function<void()> {
        auto read = std::make_shared<core::Result<Opened>>(readRound(folder, round));
        return [this, read] {
            if (!*read) {
                Q_EMIT failed(translated(read->error().text));
                return;
            }
            m_order = std::move((*read)->order);
            m_sounds = std::move((*read)->sounds);
            m_earlier = std::move((*read)->earlier);
            Q_EMIT opened();
        };
    });
}

void RatingSource::save(const store::Rating& rating) {
    run([this, folder = m_folder, round = m_round.id, rating]() -> std::function<void()> {
        auto workspace = store::Workspace::open(folder);
        const core::Status done =
            workspace ? store::saveRating(*workspace, round, rating) : core::Status(core::fail(workspace.error()));
        return [this, done, id = QString::fromStdString(rating.utterance)] {
            if (done)
                Q_EMIT saved(id);
            else
                Q_EMIT saveFailed(id, translated(done.error().text));
        };
    });
}

void RatingSource::remove(const std::string& utterance) {
    run([this, folder = m_folder, round = m_round.id, utterance]() -> std::function<void()> {
        auto workspace = store::Workspace::open(folder);
        const core::Status done =
            workspace ? store::removeRating(*workspace, round, utterance) : core::Status(core::fail(workspace.error()));
        return [this, done, id = QString::fromStdString(utterance)] {
            if (!done) Q_EMIT saveFailed(id, translated(done.error().text));
        };
    });
}

}  // namespace prososcope::gui
