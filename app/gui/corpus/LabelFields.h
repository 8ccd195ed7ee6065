// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>

#include "app/gui/corpus/CorpusSource.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace prososcope::gui {

/// The labels of the chosen utterances, to be read and changed: a field for each label that the corpus has. Return or leaving
/// a field says that its new value is wanted for all that are chosen; Escape brings the old one back. Below stand what each
/// listener said and where the recording lies. Changes nothing itself. GUI thread.
class LabelFields : public QWidget {
    Q_OBJECT
public:
    explicit LabelFields(QWidget* parent = nullptr);

    void setHead(const CorpusHead& head);
    /// The current utterance (null: none is there) and how many are chosen with it.
    void setUtterance(const store::IndexedUtterance* utterance, std::size_t chosen);
    /// The field of a label, null where there is none.
    [[nodiscard]] QWidget* field(const QString& name) const;
    /// Gives the class the focus.
    void startEditing();

Q_SIGNALS:
    void changeRequested(const QString& field, const QString& value);
    /// Return was pressed: the list may have the focus again.
    void finished();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Entry {
        store::CorpusField field;
        QComboBox* box = nullptr;  ///< of words
        QLineEdit* line = nullptr;
        std::optional<QString> sent;  ///< asked for and not come yet
    };
    void build(const std::vector<store::CorpusField>& fields);
    void fill(Entry& entry);
    void commit(Entry& entry, bool meant);
    [[nodiscard]] QString shownValue(const Entry& entry) const;
    [[nodiscard]] static QString typedValue(const Entry& entry);

    CorpusHead m_head;
    std::optional<store::IndexedUtterance> m_utterance;
    std::size_t m_chosen = 0;
    QLabel* m_title;
    QFormLayout* m_form;
    QLabel* m_facts;
    std::vector<Entry> m_entries;
    bool m_filling = false;
};

}  // namespace prososcope::gui
