// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QHash>
#include <QWidget>

class QAction;
class QVBoxLayout;

namespace prososcope::gui {

/// One workspace in the rail: icon above word; the chosen one has an accent bar at its left and a bold word.
class RailButton : public QAbstractButton {
    Q_OBJECT
public:
    RailButton(const QString& word, const QString& icon, QWidget* parent);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_iconName;
};

/// The column at the left: at least 56 px and as wide as its longest word. Up and Down move between entries. Each
/// entry follows one checkable action, whose tooltip it shows. GUI thread.
class Rail : public QWidget {
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);
    void add(const QString& id, const QString& word, const QString& icon, QAction* action);
    void select(const QString& id);
    [[nodiscard]] QAbstractButton* button(const QString& id) const { return m_buttons.value(id); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_column;
    QHash<QString, RailButton*> m_buttons;
};

}  // namespace prososcope::gui
