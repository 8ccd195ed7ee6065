// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/RunNotesFields.h"

#include <QCompleter>
#include <QEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStringListModel>
#include <QVBoxLayout>

#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

namespace {

constexpr int kCommentLines = 3;

/// Completes the last of several words that have commas between them.
class LastWordCompleter : public QCompleter {
public:
    LastWordCompleter(QAbstractItemModel* words, QLineEdit* field) : QCompleter(words, field), m_field(field) {
        setCaseSensitivity(Qt::CaseInsensitive);
    }
    [[nodiscard]] QStringList splitPath(const QString& path) const override {
        return {path.mid(path.lastIndexOf(QLatin1Char(',')) + 1).trimmed()};
    }
    [[nodiscard]] QString pathFromIndex(const QModelIndex& index) const override {
        const QString text = m_field->text();
        const QString before = text.left(text.lastIndexOf(QLatin1Char(',')) + 1);
        return before + (before.isEmpty() ? QString() : QStringLiteral(" ")) + QCompleter::pathFromIndex(index);
    }

private:
    QLineEdit* m_field;
};

}  // namespace

RunNotesFields::RunNotesFields(QWidget* parent) : QWidget(parent), m_known(new QStringListModel(this)) {
    m_tags = new QLineEdit(this);
    m_tags->setObjectName(QStringLiteral("tags"));
    m_tags->setPlaceholderText(tr("Tags, with commas between"));
    m_tags->setAccessibleName(tr("Tags of the run"));
    m_tags->setCompleter(new LastWordCompleter(m_known, m_tags));
    widgets::setCompact(m_tags);
    m_comment = new QPlainTextEdit(this);
    m_comment->setObjectName(QStringLiteral("comment"));
    m_comment->setPlaceholderText(tr("Comment"));
    m_comment->setAccessibleName(tr("Comment on the run"));
    m_comment->setTabChangesFocus(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_tags);
    layout->addWidget(m_comment);
    const auto look = [this] {
        const QFont font = widgets::Theme::instance().font(widgets::Theme::Size::Normal);
        m_comment->setFont(font);
        m_comment->setFixedHeight(QFontMetrics(font).lineSpacing() * kCommentLines + 12);
    };
    connect(&widgets::Theme::instance(), &widgets::Theme::changed, this, look);
    look();
    connect(m_tags, &QLineEdit::editingFinished, this, &RunNotesFields::finishTags);
    m_comment->installEventFilter(this);
    setRun(std::nullopt, {}, {});
}

QStringList RunNotesFields::tagsIn(const QString& text) {
    QStringList tags;
    for (const QString& part : text.split(QLatin1Char(','))) {
        const QString tag = part.trimmed();
        if (!tag.isEmpty() && !tags.contains(tag)) tags << tag;
    }
    return tags;
}

void RunNotesFields::setRun(std::optional<qint64> run, const QStringList& tags, const QString& comment) {
    // What is being written of the same run is not taken away by news of it.
    const bool same = m_run && run == m_run;
    const bool writesTags = same && tagsIn(m_tags->text()) != m_storedTags;
    const bool writesComment = same && m_comment->toPlainText() != m_storedComment;
    if (!same) finish();
    m_run = run;
    m_storedTags = tags;
    m_storedComment = comment;
    if (!writesTags) m_tags->setText(tags.join(QStringLiteral(", ")));
    if (!writesComment && m_comment->toPlainText() != comment) m_comment->setPlainText(comment);
    setEnabled(run.has_value());
}

void RunNotesFields::setKnownTags(const QStringList& tags) { m_known->setStringList(tags); }

void RunNotesFields::finish() {
    finishTags();
    finishComment();
}

void RunNotesFields::finishTags() {
    const QStringList tags = tagsIn(m_tags->text());
    if (!m_run || tags == m_storedTags) return;
    const QStringList before = std::exchange(m_storedTags, tags);
    m_tags->setText(tags.join(QStringLiteral(", ")));
    Q_EMIT tagsChanged(*m_run, before, tags);
}

void RunNotesFields::finishComment() {
    const QString comment = m_comment->toPlainText();
    if (!m_run || comment == m_storedComment) return;
    const QString before = std::exchange(m_storedComment, comment);
    Q_EMIT commentChanged(*m_run, before, comment);
}

bool RunNotesFields::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_comment && event->type() == QEvent::FocusOut) finishComment();
    return QWidget::eventFilter(watched, event);
}

}  // namespace prososcope::gui
