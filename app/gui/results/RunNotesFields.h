// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <optional>

class QLineEdit;
class QPlainTextEdit;
class QStringListModel;

namespace prososcope::gui {

/// What a person says of the run shown: tags with commas between them, completed from those known, and a comment. Both say that
/// they have changed when they are left or another run comes, the tags at Return too. Stores nothing. GUI thread.
class RunNotesFields : public QWidget {
    Q_OBJECT
public:
    explicit RunNotesFields(QWidget* parent = nullptr);

    /// Says first what has been changed of the run before. No run: both are empty and locked.
    void setRun(std::optional<qint64> run, const QStringList& tags, const QString& comment);
    void setKnownTags(const QStringList& tags);
    /// Says what has been changed and not left yet.
    void finish();
    [[nodiscard]] QLineEdit* tags() const { return m_tags; }
    [[nodiscard]] QPlainTextEdit* comment() const { return m_comment; }
    /// "a, b ,, a" as "a", "b".
    [[nodiscard]] static QStringList tagsIn(const QString& text);

Q_SIGNALS:
    void tagsChanged(qint64 run, const QStringList& before, const QStringList& after);
    void commentChanged(qint64 run, const QString& before, const QString& after);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void finishTags();
    void finishComment();

    std::optional<qint64> m_run;
    QStringList m_storedTags;
    QString m_storedComment;
    QLineEdit* m_tags = nullptr;
    QPlainTextEdit* m_comment = nullptr;
    QStringListModel* m_known = nullptr;
};

}  // namespace prososcope::gui
