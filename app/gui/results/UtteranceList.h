// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <QString>
#include <vector>

#include "app/gui/TableActions.h"

namespace prososcope::gui {

/// One row of the list of a cell.
struct ListedUtterance {
    std::size_t prediction = 0;  ///< index into RunData::predictions
    QString id;
    double posterior = 0.0;  ///< of the predicted class; rows without one (NaN) stay in their order
    bool audible = false;    ///< its audio is on this machine
    bool doubtful = false;   ///< marked by a person
    QString value = {};      ///< another number or word in the place of the posterior, which then gives the order alone
    QString meaning = {};    ///< what that is, in a sentence
};

class UtteranceModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { PosteriorRole = Qt::UserRole, AudibleRole, PlayingRole, DoubtfulRole };
    using QAbstractListModel::QAbstractListModel;
    void setRows(std::vector<ListedUtterance> rows);
    void setPlaying(int row);  ///< -1: none
    void setDoubtful(const QString& id, bool doubtful);
    [[nodiscard]] int playing() const { return m_playing; }
    [[nodiscard]] const std::vector<ListedUtterance>& rows() const { return m_rows; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<ListedUtterance> m_rows;
    int m_playing = -1;
};

/// The utterances of a cell, most certain first, or others by a number of their own: play button, id, posterior (or that
/// number), a question mark where one is doubtful. A click on the button or Space plays, J and K go on and play, Return or a
/// double click asks to open, Backspace leaves, Ctrl+C copies the rows. Plays nothing itself. GUI thread.
class UtteranceList : public QListView, public TableCommands {
    Q_OBJECT
public:
    explicit UtteranceList(QWidget* parent = nullptr);

    void setRows(std::vector<ListedUtterance> rows);
    void setPlaying(int row) { m_model.setPlaying(row); }
    /// Marks an utterance where it is listed; rows keep their places.
    void setDoubtful(const QString& id, bool doubtful) { m_model.setDoubtful(id, doubtful); }
    [[nodiscard]] int playing() const { return m_model.playing(); }
    [[nodiscard]] const std::vector<ListedUtterance>& rows() const { return m_model.rows(); }
    [[nodiscard]] QRect playRect(int row) const;
    [[nodiscard]] QString tabSeparated() const;

    void playCurrent() override;
    void playStep(int rows) override;
    void openCurrent() override;
    void leaveTable() override;

Q_SIGNALS:
    void playRequested(int row);
    void stopRequested();
    void openRequested(int row);
    void left();
    void currentRowChanged(int row);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    UtteranceModel m_model;
};

}  // namespace prososcope::gui
