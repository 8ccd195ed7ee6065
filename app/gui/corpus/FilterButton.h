// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>
#include <QToolButton>

#include "engine/store/CorpusIndex.h"

class QLabel;
class QLineEdit;
class QMenu;

namespace prososcope::gui {

/// A button with a chevron behind its text, which opens a menu. GUI thread.
class MenuButton : public QToolButton {
public:
    explicit MenuButton(QWidget* parent);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// A condition on one field of a corpus: a button whose menu has the field's values to be checked, or the two ends of a range.
/// Its text tells the condition. GUI thread.
class FilterButton : public MenuButton {
    Q_OBJECT
public:
    FilterButton(const store::CorpusField& field, QWidget* parent);

    [[nodiscard]] const store::CorpusField& field() const { return m_field; }
    /// Of a word field: what there is to choose. Values that are chosen and not there any more stay chosen.
    void setChoices(const std::vector<store::ValueCount>& choices);
    [[nodiscard]] const std::vector<std::string>& values() const { return m_values; }
    void setValues(std::vector<std::string> values);
    [[nodiscard]] const store::CorpusQuery::Range& range() const { return m_range; }
    void setRange(store::CorpusQuery::Range range);
    [[nodiscard]] bool hasChoice() const { return m_choices.size() > 1; }
    [[nodiscard]] bool isActive() const { return !m_values.empty() || m_range.low || m_range.high; }
    void clear();
    void open();
    [[nodiscard]] QMenu* popup() const { return m_menu; }
    [[nodiscard]] QListWidget* list() const { return m_list; }

Q_SIGNALS:
    void changed();

private:
    void buildValues();
    void buildRange();
    void fillList();
    void readRange();
    void showRange();
    void showText();

    store::CorpusField m_field;
    std::vector<store::ValueCount> m_choices;
    std::vector<std::string> m_values;
    store::CorpusQuery::Range m_range;
    QMenu* m_menu = nullptr;
    QListWidget* m_list = nullptr;
    QLineEdit* m_find = nullptr;
    QLineEdit* m_low = nullptr;
    QLineEdit* m_high = nullptr;
    bool m_filling = false;
};

}  // namespace prososcope::gui
