// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>
#include <functional>

class QVBoxLayout;

namespace prososcope::gui {

/// Sentences that leave a choice, a row each with its buttons, above the
/// workspace until one is pressed: what can be recovered, what another program
/// has changed. It blocks nothing and never takes the focus; hidden while it is
/// empty. GUI thread.
class OfferPanel : public QWidget {
    Q_OBJECT
public:
    struct Choice {
        QString text;  ///< translated: a verb
        std::function<void()> act;
    };

    explicit OfferPanel(QWidget* parent = nullptr);

    /// Shows the row; a former one of that key goes. Any choice takes the row
    /// away before it acts.
    void offer(const QString& key, const QString& text, const QList<Choice>& choices);
    void remove(const QString& key);
    [[nodiscard]] QStringList texts() const;
    [[nodiscard]] bool has(const QString& key) const;

private:
    struct Row {
        QString key;
        QString text;
        QWidget* widget = nullptr;
    };
    QVBoxLayout* m_column;
    QList<Row> m_rows;
};

}  // namespace prososcope::gui
