// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "engine/store/CorpusIndex.h"

namespace prososcope::gui {

/// An index that several loader threads ask in turn; opened at the first question. A question that waits for another one holds
/// no lock of the GUI thread.
class SharedIndex {
public:
    SharedIndex(std::filesystem::path workspace, std::string corpus)
        : m_workspace(std::move(workspace)), m_corpus(std::move(corpus)) {}

    /// `question` takes the index and returns a Result.
    template <typename Question>
    auto ask(Question&& question) -> decltype(question(std::declval<store::CorpusIndex&>())) {
        const std::lock_guard lock(m_mutex);
        if (!m_index) {
            auto opened = store::CorpusIndex::open(m_workspace, {m_corpus});
            if (!opened) return core::fail(opened.error());
            m_index.emplace(std::move(*opened));
        }
        return question(*m_index);
    }

private:
    const std::filesystem::path m_workspace;
    const std::string m_corpus;
    std::mutex m_mutex;
    std::optional<store::CorpusIndex> m_index;  // guarded
};

}  // namespace prososcope::gui
