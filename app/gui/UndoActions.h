// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QWidget>

namespace prososcope::gui {

class ActionRegistry;

/// Something whose changes can be taken back: an annotation, the labels of a corpus.
class UndoTarget {
public:
    virtual ~UndoTarget() = default;
    [[nodiscard]] virtual QString undoName() const = 0;  ///< what would be taken back, in words; empty: nothing
    [[nodiscard]] virtual QString redoName() const = 0;
    virtual void undo() = 0;
    virtual void redo() = 0;
};

/// The program's one pair edit.undo and edit.redo. They act on the target whose place (a page or part of one) is visible, and
/// their texts name what they would do. A child of the registry. GUI thread.
class UndoActions : public QObject {
    Q_OBJECT
public:
    /// Made, and the actions registered, at the first call.
    [[nodiscard]] static UndoActions& of(ActionRegistry& actions);

    /// `target` lives as long as `place`.
    void add(QWidget* place, UndoTarget* target);
    /// To be called when the names of a target have changed; that a place is shown or hidden is noticed here.
    void refresh();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    explicit UndoActions(ActionRegistry& actions);
    [[nodiscard]] UndoTarget* shown() const;

    struct Entry {
        QPointer<QWidget> place;
        UndoTarget* target = nullptr;
    };
    ActionRegistry& m_actions;
    QList<Entry> m_entries;
};

}  // namespace prososcope::gui
