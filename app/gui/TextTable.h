// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    /// The height in which so many rows are seen, at most those that there are and at least `least`.
    [[nodiscard]] int heightFor(int most, int least) const;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    TextModel* m_texts;
};

}  // namespace prososcope::gui
