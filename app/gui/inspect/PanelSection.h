// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QWidget>

class QGridLayout;
class QVBoxLayout;

namespace prososcope::gui {

/// A part of a panel of properties below its title, a button that hides and shows it. What it holds goes on working while it
/// is hidden. Known by an object name, under which its state is remembered. GUI thread.
class PanelSection : public QWidget {
    Q_OBJECT
public:
    PanelSection(const QString& name, const QString& title, QWidget* parent = nullptr);

    /// For rows; it stands first.
    [[nodiscard]] QGridLayout* grid() const { return m_grid; }
    /// For what stands below the rows.
    void add(QWidget* widget, Qt::Alignment alignment = {});
    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] QAbstractButton* header() const { return m_header; }

Q_SIGNALS:
    /// By the user.
    void toggled(bool open);

private:
    QAbstractButton* m_header;
    QWidget* m_content;
    QVBoxLayout* m_layout;
    QGridLayout* m_grid;
    bool m_open = true;
};

}  // namespace prososcope::gui
