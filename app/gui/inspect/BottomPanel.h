// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>
#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace prososcope::gui {

/// The panel below the recordings: tables in tabs, each a widget that somebody adds. Its upper edge is dragged; it collapses to
/// nothing, and height, tab and whether it is shown are kept in the session. Hidden at first. GUI thread.
class BottomPanel : public QWidget {
    Q_OBJECT
public:
    static constexpr int kLeastHeight = 140;
    static constexpr int kStandardHeight = 240;

    explicit BottomPanel(QWidget* parent = nullptr);

    /// Takes the widget; `id` names it in the session and for showTab.
    void addTab(const QString& id, const QString& title, QWidget* widget);
    /// Shows the panel at this tab.
    void showTab(const QString& id);
    [[nodiscard]] QString currentTab() const;
    [[nodiscard]] QWidget* tab(const QString& id) const;  ///< null for an unknown id
    void setShown(bool shown);
    [[nodiscard]] bool isShown() const { return m_shown; }
    /// Its own height, shown or not.
    void setWantedHeight(int pixels);

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

Q_SIGNALS:
    void shownChanged(bool shown);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void applyHeight();

    QStringList m_ids;
    QWidget* m_grip;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    int m_height = kStandardHeight;
    bool m_dragged = false;  ///< the user has said how tall
    bool m_shown = false;
    int m_dragFrom = -1;
    int m_dragHeight = 0;
};

}  // namespace prososcope::gui
