// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/corpus/ImportPreview.h"

class QComboBox;
class QGridLayout;
class QLabel;

namespace prososcope::gui {

/// The columns of a table that is to be imported: a line for each with its name, a box for what it holds, how that was found,
/// and some of its values. A person corrects the boxes; two columns never hold the same. GUI thread.
class ImportColumns : public QScrollArea {
    Q_OBJECT
public:
    explicit ImportColumns(QWidget* parent = nullptr);

    /// What was corrected stays as long as the columns are the same.
    void setTable(const corpus::TablePreview& table);
    /// What differs from the guess, as settings of the layout "csv": field -> column, empty: no column.
    [[nodiscard]] std::map<std::string, std::string> settings() const;
    [[nodiscard]] QComboBox* box(const QString& column) const;
    /// Takes all corrections back.
    void forget();

Q_SIGNALS:
    void changed();

private:
    struct Line {
        std::string column;
        std::string guessed;  ///< field, "" where the column is not read
        QString how;          ///< that was guessed
        QComboBox* box = nullptr;
        QLabel* why = nullptr;
        QString lost;                   ///< the field that another box took
        std::optional<std::size_t> to;  ///< that box; it comes back when that one takes another field
    };
    void rebuild(const corpus::TablePreview& table);
    void boxChanged(std::size_t at);
    void showWhy(const Line& line) const;

    QWidget* m_content = nullptr;
    QGridLayout* m_grid = nullptr;
    std::vector<Line> m_lines;
    std::vector<std::string> m_columns;  ///< as they stand in the table
};

}  // namespace prososcope::gui
