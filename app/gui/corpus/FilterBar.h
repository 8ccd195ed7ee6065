// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QTimer>
#include <QWidget>

#include "app/gui/corpus/CorpusSource.h"

class QLineEdit;
class QMenu;
class QToolButton;

namespace prososcope::gui {

class FilterButton;

/// What is listed of a corpus: words to be found anywhere, and a button for each field with few values or with numbers, whose
/// menu chooses values or a range and whose text tells what is chosen. Fields that are asked for less often are behind "More".
/// Says when the query changes, a moment after the last key. GUI thread.
class FilterBar : public QWidget {
    Q_OBJECT
public:
    explicit FilterBar(QWidget* parent = nullptr);

    /// Buttons for what the corpus has; what is chosen stays.
    void setHead(const CorpusHead& head);
    /// Without an order.
    [[nodiscard]] store::CorpusQuery query() const;
    [[nodiscard]] bool isEmpty() const;
    void setWords(const QString& words);
    /// Chooses the values of a field, or its range, in place of what was chosen; one without ends or values is no condition.
    void setValues(const QString& field, const QStringList& values);
    void setRange(const QString& field, store::CorpusQuery::Range range);
    void clear();
    [[nodiscard]] QLineEdit* search() const { return m_search; }
    /// The button of a field, null where there is none.
    [[nodiscard]] FilterButton* button(const QString& field) const;
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    FilterButton* make(const store::CorpusField& field);
    void showButtons();
    void fillMore();
    void noteChange();

    QLineEdit* m_search;
    QToolButton* m_more;
    QMenu* m_moreMenu;
    QToolButton* m_clear;
    QTimer m_typing;
    QHash<QString, FilterButton*> m_buttons;
    QStringList m_order;
    QStringList m_wanted;   ///< fields taken from "More"
    QJsonObject m_pending;  ///< restored before the fields were known
};

}  // namespace prososcope::gui
