// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QImage>
#include <QTimer>

#include "app/gui/inspect/FigureSettings.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace prososcope::gui {

class FigureExport;

/// Chooses how a figure is made, with a preview, and saves it. The choices are remembered. Does not block the window; a
/// change of the view is followed at the next change here. GUI thread.
class FigureDialog : public QDialog {
    Q_OBJECT
public:
    /// `recording` names the folder and the name that are proposed for the file.
    FigureDialog(FigureExport* figures, const QString& recording, QWidget* parent);

    [[nodiscard]] FigureSettings settings() const;
    void setSettings(const FigureSettings& settings);
    [[nodiscard]] const QImage& previewImage() const { return m_image; }
    [[nodiscard]] QString proposedFile() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void changed();
    void showPreview();
    void save();

    FigureExport* m_figures;
    QString m_recording;
    QComboBox* m_format;
    QComboBox* m_size;
    QDoubleSpinBox* m_width;
    QDoubleSpinBox* m_height;
    QSpinBox* m_dpi;
    QCheckBox* m_light;
    QCheckBox* m_caption;
    QCheckBox* m_cursor;
    QCheckBox* m_numbers;
    QLabel* m_picture;
    QLabel* m_measures;
    QPushButton* m_save;
    QImage m_image;
    QTimer m_later;
};

}  // namespace prososcope::gui
