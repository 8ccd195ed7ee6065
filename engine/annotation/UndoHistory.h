// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <deque>
#include <optional>

#include "engine/annotation/Edit.h"

namespace prososcope::annotation {

/// The present snapshot of an annotation and the steps that lead back and forth from it. Any number of steps, as long as they
/// take less memory than the bound; beyond it the oldest are forgotten (at least one always stays). The saved mark says
/// which state the file holds, wherever undo and redo lead. One thread (the GUI's); snapshots taken from it go anywhere.
class UndoHistory {
public:
    static constexpr std::size_t kStandardMemory = std::size_t{64} << 20;

    explicit UndoHistory(Annotation annotation, std::size_t largestMemory = kStandardMemory);

    [[nodiscard]] const Annotation& annotation() const { return m_annotation; }
    /// Applies the edit and forgets the steps that were undone. Merges with the last step where the keys agree and nothing
    /// came between (undo, redo, saving, endMerging). An empty edit is no step. Fails like `apply`.
    core::Status perform(const Edit& edit);
    /// The next edit is a step of its own: the person left the field or let the mouse go.
    void endMerging() { m_merging = false; }

    [[nodiscard]] bool canUndo() const { return m_position > 0; }
    [[nodiscard]] bool canRedo() const { return m_position < m_steps.size(); }
    /// Names of the steps that undo and redo would take; empty where there is none.
    [[nodiscard]] core::Text undoName() const;
    [[nodiscard]] core::Text redoName() const;
    /// False where there is nothing to undo or redo.
    bool undo();
    bool redo();
    [[nodiscard]] std::size_t steps() const { return m_steps.size(); }

    void markSaved();
    /// Nothing is saved, such as after a recovery: dirty until markSaved.
    void clearSaved() { m_saved.reset(); }
    [[nodiscard]] bool isSaved() const { return m_saved == m_position; }
    [[nodiscard]] std::size_t memory() const { return m_memory; }

private:
    bool replay(const Edit& edit);
    void merge(Edit& last, const Edit& edit);
    void forgetOldest();

    Annotation m_annotation;
    std::deque<Edit> m_steps;
    std::size_t m_position = 0;             ///< how many of the steps are done
    std::optional<std::size_t> m_saved{0};  ///< the position that the file holds, if one of these does
    std::size_t m_memory = 0;
    std::size_t m_largestMemory;
    bool m_merging = false;
};

}  // namespace prososcope::annotation
