// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QString>
#include <QStringList>
#include <string>
#include <vector>

namespace prososcope::gui {

/// What a model says of one file, or why the file could not be predicted.
struct PredictionRow {
    QString path;
    double seconds = 0.0;
    std::vector<float> posteriors;  ///< empty where `problem` says why
    QString problem;

    [[nodiscard]] int best() const;  ///< index of the largest posterior, -1 without one
};

/// Predictions as a table: class, file, posterior of the class, all posteriors, duration, remark. The sort role holds
/// numbers where a column has them. GUI thread.
class PredictionModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { ClassColumn, FileColumn, PosteriorColumn, FirstPosterior };
    static constexpr int kSortRole = Qt::UserRole;
    static constexpr int kPathRole = Qt::UserRole + 1;

    explicit PredictionModel(QObject* parent = nullptr);

    /// Empties the table. `folder` is taken off the paths that are shown.
    void start(const QStringList& classes, const QString& folder);
    void setClasses(const QStringList& classes);
    void append(const std::vector<PredictionRow>& rows);
    [[nodiscard]] const std::vector<PredictionRow>& rows() const { return m_rows; }
    [[nodiscard]] const QStringList& classes() const { return m_classes; }
    /// The table as CSV with dots as decimal points and English class words, in the given order of rows.
    [[nodiscard]] std::string csv(const QList<int>& order) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] int durationColumn() const { return FirstPosterior + static_cast<int>(m_classes.size()); }
    [[nodiscard]] int remarkColumn() const { return durationColumn() + 1; }
    [[nodiscard]] QString shownPath(const QString& path) const;

    QStringList m_classes;
    QString m_folder;
    std::vector<PredictionRow> m_rows;
};

}  // namespace prososcope::gui
