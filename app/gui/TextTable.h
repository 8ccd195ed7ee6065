// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>
#include <QTableView>
#include <vector>

namespace prososcope::gui {

class TextModel;

/// A quiet table of texts that were ready before: numbers behind a picture, the first rows of a file. Columns are as wide as
/// what they hold, up to a limit; longer texts are in their tips. Ctrl+C copies the chosen rows, or all, with tabs. GUI thread.
class TextTable : public QTableView {
    Q_OBJECT
public:
    explicit TextTable(QWidget* parent = nullptr);

    /// Columns from `firstNumber` on stand at the right; -1: none does.
    void setTexts(const QStringList& columns, const std::vector<QStringList>& rows, int firstNumber = -1);
    /// Lets these columns give up width where the table is too narrow for all, the widest first: nothing is out of sight then,
    /// and what is cut is in the tips.
    void setYielding(const QList<int>& columns);
    /// The height in which so many rows are seen, at most those that there are and at least `least`.
    [[nodiscard]] int heightFor(int most, int least) const;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitColumns();

    std::vector<int> m_widths;  ///< of the columns, as their texts want them
    QList<int> m_yielding;
    TextModel* m_texts;
};

}  // namespace prososcope::gui
