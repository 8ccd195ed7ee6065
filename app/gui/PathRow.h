// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>

class QLineEdit;
class QPushButton;

namespace prososcope::gui {

/// A field for a path with buttons beside it that choose a folder or a file for it. What is chosen is written into the field as
/// the system writes paths. GUI thread.
class PathRow : public QWidget {
    Q_OBJECT
public:
    /// The field's object name and its name for screen readers.
    PathRow(const QString& objectName, const QString& accessibleName, QWidget* parent = nullptr);

    /// A button, and the dialog that it opens.
    struct Choice {
        QString objectName;
        QString text;
        QString tip = {};
        QString title;             ///< of the dialog
        QStringList filters = {};  ///< of files; empty: a folder is chosen
    };
    QPushButton* addChoice(const Choice& choice);

    [[nodiscard]] QLineEdit* field() const { return m_field; }
    /// Without blanks at its ends.
    [[nodiscard]] QString path() const;
    void setPath(const QString& path);

private:
    void choose(const Choice& choice);

    QLineEdit* m_field;
};

}  // namespace prososcope::gui
