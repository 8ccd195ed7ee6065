// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/UndoHistory.h"

#include <utility>

namespace prososcope::annotation {

UndoHistory::UndoHistory(Annotation annotation, std::size_t largestMemory)
    : m_annotation(std::move(annotation)), m_largestMemory(largestMemory) {}

core::Status UndoHistory::perform(const Edit& edit) {
    if (edit.empty()) return {};
    auto next = apply(m_annotation, edit);
    if (!next) return core::fail(next.error());
    m_annotation = std::move(*next);
    while (m_steps.size() > m_position) {
        m_memory -= m_steps.back().memory();
        m_steps.pop_back();
    }
    if (m_saved && *m_saved > m_position) m_saved.reset();
    const bool merges = m_merging && !edit.mergeKey.empty() && m_position > 0 && m_steps.back().mergeKey == edit.mergeKey &&
                        m_saved != m_position;
    if (merges) {
        m_memory -= m_steps.back().memory();
        merge(m_steps.back(), edit);
        m_memory += m_steps.back().memory();
    } else {
        m_steps.push_back(edit);
        ++m_position;
        m_memory += edit.memory();
    }
    m_merging = true;
    forgetOldest();
    return {};
}

core::Text UndoHistory::undoName() const { return canUndo() ? m_steps[m_position - 1].name : core::Text(); }
core::Text UndoHistory::redoName() const { return canRedo() ? m_steps[m_position].name : core::Text(); }

bool UndoHistory::undo() {
    if (!canUndo() || !replay(m_steps[m_position - 1].inverse())) return false;
    --m_position;
    return true;
}

bool UndoHistory::redo() {
    if (!canRedo() || !replay(m_steps[m_position])) return false;
    ++m_position;
    return true;
}

void UndoHistory::markSaved() {
    m_saved = m_position;
    m_merging = false;
}

bool UndoHistory::replay(const Edit& edit) {
    m_merging = false;
    auto next = apply(m_annotation, edit);
    if (!next) return false;
    m_annotation = std::move(*next);
    return true;
}

void UndoHistory::merge(Edit& last, const Edit& edit) {
    // Where both replace the same items, only the first before and the last after are kept.
    bool same = last.changes.size() == edit.changes.size();
    for (std::size_t i = 0; same && i < edit.changes.size(); ++i) {
        const auto* first = std::get_if<ItemChange>(&last.changes[i]);
        const auto* second = std::get_if<ItemChange>(&edit.changes[i]);
        same = first != nullptr && second != nullptr && first->tier == second->tier && first->at == second->at &&
               first->inserted == second->removed;
    }
    if (!same) {
        last.changes.insert(last.changes.end(), edit.changes.begin(), edit.changes.end());
        return;
    }
    for (std::size_t i = 0; i < edit.changes.size(); ++i)
        std::get<ItemChange>(last.changes[i]).inserted = std::get<ItemChange>(edit.changes[i]).inserted;
}

void UndoHistory::forgetOldest() {
    while (m_memory > m_largestMemory && m_position > 1) {
        m_memory -= m_steps.front().memory();
        m_steps.pop_front();
        --m_position;
        if (m_saved) m_saved = *m_saved > 0 ? std::optional(*m_saved - 1) : std::nullopt;
    }
}

}  // namespace prososcope::annotation
