// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/engine_thread/Inbox.h"
#include "engine/core/WorkerPool.h"
#include "engine/store/RatingRounds.h"

namespace prososcope::gui {

/// Where an utterance is heard.
struct RatedSound {
    std::filesystem::path path;
    double startSeconds = 0.0;
    double endSeconds = -1.0;
};

/// A round of ratings and its corpus, read and written one after another on a thread of its own, so that the window never
/// waits. The destructor writes what was asked before. GUI thread.
class RatingSource : public QObject {
    Q_OBJECT
public:
    explicit RatingSource(std::filesystem::path workspaceFolder, QObject* parent = nullptr);
    ~RatingSource() override;

    /// Reads the round's order, its corpus, and what was said before; `opened` or `failed` follows.
    void open(const store::RatingRound& round);
    [[nodiscard]] const std::vector<std::string>& order() const { return m_order; }
    [[nodiscard]] const RatedSound& sound(const std::string& utterance) const { return m_sounds.at(utterance); }
    /// What was said before, by utterance.
    [[nodiscard]] const std::map<std::string, store::Rating>& earlier() const { return m_earlier; }

    void save(const store::Rating& rating);
    void remove(const std::string& utterance);
    [[nodiscard]] bool isIdle() const { return m_waiting == 0; }

Q_SIGNALS:
    void opened();
    /// Nothing can be rated.
    void failed(const QString& sentence);
    void saved(const QString& utterance);
    /// What was said of this utterance is not stored.
    void saveFailed(const QString& utterance, const QString& sentence);

private:
    void run(std::function<std::function<void()>()> work);

    std::filesystem::path m_folder;
    store::RatingRound m_round;
    std::vector<std::string> m_order;
    std::map<std::string, RatedSound> m_sounds;
    std::map<std::string, store::Rating> m_earlier;
    int m_waiting = 0;
    engine_thread::Inbox m_inbox;
    core::WorkerPool m_worker{1};  // last: joined first
};

}  // namespace prososcope::gui
