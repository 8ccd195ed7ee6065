// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QList>
#include <QPoint>
#include <QPointer>
#include <QRectF>
#include <QStringList>
#include <QWidget>

class QSplitter;

namespace prososcope::widgets {

/// The part of a pane by which it is carried to another place: its name plate, in the pane's own coordinates. A pane derives
/// from its QWidget and from this; panes without it are moved by keys and menu only.
class PaneGrip {
public:
    virtual ~PaneGrip() = default;
    [[nodiscard]] virtual QRectF gripRect() const = 0;
};

/// Panes one above another, known by their ids ("waveform", "spectrogram", "emotion:1", "tiers", "channel:2:waveform"). Their
/// borders are dragged; a pane is carried by its grip to another place (Esc lets it stay), and shown, hidden, moved and
/// resized by calls. Order, heights and what is hidden are saved and restored as one value, which also remembers panes that
/// are not there at present: they take their place when they are added. One pane always stays in sight. Owns the panes and
/// knows nothing of what they draw. GUI thread.
class PaneStack : public QWidget {
    Q_OBJECT
public:
    explicit PaneStack(QWidget* parent = nullptr);

    /// Adds a pane under an id that no other has. `title` is its name in menus; `stretch` its height relative to the others
    /// (waveform 34, spectrogram 50, emotion 16). Its place and height are those remembered for the id, else right below the
    /// pane `below`, else at the bottom. `shown` is how a pane begins that nothing is remembered of.
    void addPane(const QString& id, QWidget* pane, const QString& title, int stretch, const QString& below = {},
                 bool shown = true);
    /// Deletes the pane; its place is remembered.
    void removePane(const QString& id);
    [[nodiscard]] QWidget* pane(const QString& id) const;  ///< null if there is none
    /// The id of the pane that is `widget` or holds it; empty if none does.
    [[nodiscard]] QString idOf(const QWidget* widget) const;
    /// Of the panes that have something to show, from the top, the hidden ones too.
    [[nodiscard]] QStringList panes() const;
    [[nodiscard]] QStringList shownPanes() const;
    [[nodiscard]] QString title(const QString& id) const;
    void setTitle(const QString& id, const QString& title);

    /// As the user wishes; the last pane in sight stays.
    void setPaneShown(const QString& id, bool shown);
    [[nodiscard]] bool isPaneShown(const QString& id) const;
    /// Whether there is anything to show in it (a model, a second channel); the user's wish is kept.
    void setPaneAvailable(const QString& id, bool available);
    /// Puts a pane at a place among `panes()`, 0 at the top.
    void movePane(const QString& id, int place);
    /// One place up (-1) or down (+1) among the panes in sight.
    void stepPane(const QString& id, int step);
    /// Multiplies a pane's height relative to the others.
    void resizePane(const QString& id, double factor);
    /// Gives a pane this height as long as nobody has changed the heights, at most two fifths of the stack; 0: its share.
    void fitPane(const QString& id, int pixels);
    /// Order, heights and visibility as the panes were added.
    void restoreStandard();

    /// The pane that has the focus or had it last.
    [[nodiscard]] QString currentPane() const;

    [[nodiscard]] QJsonArray saveState() const;
    /// Takes what fits; anything else is ignored.
    void restoreState(const QJsonArray& state);

Q_SIGNALS:
    /// Panes came or went, were shown, hidden, moved or named anew.
    void panesChanged();
    /// The grip of a pane was clicked with the other mouse button, or its menu key pressed.
    void menuRequested(const QString& id, const QPoint& globalPosition);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Record {
        QString id;
        QWidget* pane = nullptr;  ///< null: remembered only
        QString title;
        QString below;
        int stretch = 1;
        double weight = 1.0;
        int fit = 0;  ///< pixels that it has as long as its weight is the standard one
        bool shown = true;
        bool available = true;
        bool standardShown = true;
    };
    [[nodiscard]] qsizetype indexOf(const QString& id) const;
    [[nodiscard]] QList<const Record*> visible() const;
    void insertRecord(const Record& record);
    void arrange();
    void layOutHeights();
    void readHeights();
    bool grip(const Record& record, QEvent* event);
    void drag(int y);
    void endDrag(bool drop);

    QSplitter* m_splitter;
    QWidget* m_mark;           ///< where a carried pane would land
    QList<Record> m_records;   ///< in order from the top
    QList<Record> m_standard;  ///< as they were added
    QString m_current;
    QString m_carried;
    QPoint m_pressed;
    bool m_dragging = false;
    qsizetype m_target = -1;     ///< among the visible panes: lands before this one
    QPointer<QWidget> m_handed;  ///< has the open hand as its pointer
};

}  // namespace prososcope::widgets
