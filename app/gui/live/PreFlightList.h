// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>
#include <vector>

#include "engine/live/PreFlight.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace prososcope::gui {

/// One line of the list: symbol, name, state as a word, what is so and what to do. Takes the focus, so that it is read aloud.
class PreFlightRow : public QWidget {
    Q_OBJECT
public:
    explicit PreFlightRow(live::PreFlightItem::Id id, QWidget* parent = nullptr);
    void setItem(const live::PreFlightItem& item);
    [[nodiscard]] live::PreFlightItem::Id id() const { return m_id; }
    [[nodiscard]] live::PreFlightItem::State state() const { return m_state; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    live::PreFlightItem::Id m_id;
    live::PreFlightItem::State m_state = live::PreFlightItem::State::Pending;
    QLabel* m_word;
    QLabel* m_sentence;
    QLabel* m_advice;
};

/// The list before going on stage. What it says is advice: `Begin` works whatever it says. Up and Down go through the lines,
/// Enter begins, Esc cancels; shown, it takes the focus to `Begin`. GUI thread.
class PreFlightList : public QWidget {
    Q_OBJECT
public:
    explicit PreFlightList(QWidget* parent = nullptr);

    /// What is known now; lines appear and change in place.
    void setItems(const std::vector<live::PreFlightItem>& items);
    /// A control under the lines (the choice of the screen), with a label; owned from now on.
    void addControl(const QString& label, QWidget* control);
    [[nodiscard]] QList<PreFlightRow*> rows() const { return m_rows; }
    [[nodiscard]] QString summary() const;
    /// "Microphone" and so on, and "good", "waiting", "note", "bad": translated.
    [[nodiscard]] static QString name(live::PreFlightItem::Id id);
    [[nodiscard]] static QString word(live::PreFlightItem::State state);

Q_SIGNALS:
    void begin();
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void orderTabs();

    QVBoxLayout* m_lines;
    QVBoxLayout* m_controls;
    QList<PreFlightRow*> m_rows;
    QList<QWidget*> m_order;  ///< the controls
    QLabel* m_summary;
    QPushButton* m_cancel;
    QPushButton* m_begin;
};

}  // namespace prososcope::gui
