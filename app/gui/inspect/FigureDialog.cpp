// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/FigureDialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <cmath>
#include <initializer_list>
#include <utility>

#include "app/gui/SaveFile.h"
#include "app/gui/inspect/FigureExport.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

namespace {

constexpr int kPreviewDelayMs = 60;
enum Size { OneColumn, TwoColumns, Screen, Other };

}  // namespace

FigureDialog::FigureDialog(FigureExport* figures, const QString& recording, QWidget* parent)
    : QDialog(parent),
      m_figures(figures),
      m_recording(recording),
      m_format(new QComboBox),
      m_size(new QComboBox),
      m_width(new QDoubleSpinBox),
      m_height(new QDoubleSpinBox),
      m_dpi(new QSpinBox),
      m_light(new QCheckBox(tr("&Light theme"))),
      m_caption(new QCheckBox(tr("C&aption with all settings"))),
      m_cursor(new QCheckBox(tr("C&ursor and selection"))),
      m_numbers(new QCheckBox(tr("&Numbers as CSV beside it"))),
      m_picture(new QLabel),
      m_measures(new QLabel) {
    setObjectName(QStringLiteral("figureDialog"));
    setWindowTitle(tr("Export figure"));
    setModal(false);
    for (const auto format : {FigureSettings::Format::Png, FigureSettings::Format::Svg, FigureSettings::Format::Pdf})
        m_format->addItem(FigureSettings::ending(format).toUpper());
    m_size->addItems({tr("One column, 85 mm"), tr("Two columns, 170 mm"), tr("As on the screen"), tr("Another width")});
    for (QDoubleSpinBox* box : {m_width, m_height}) {
        box->setDecimals(0);
        box->setSuffix(tr(" mm"));
    }
    m_width->setRange(20.0, 1000.0);
    m_height->setRange(19.0, 1000.0);
    m_height->setSpecialValueText(tr("in proportion"));
    m_height->setToolTip(tr("Height of the panes, without the caption"));
    m_dpi->setRange(72, 1200);
    m_dpi->setSuffix(tr(" dpi"));
    m_dpi->setToolTip(tr("Dots to an inch; in SVG and PDF of the pictures, lines and text are sharp at any size"));

    auto* form = new QFormLayout;
    form->addRow(tr("&Format"), m_format);
    form->addRow(tr("&Size"), m_size);
    form->addRow(tr("&Width"), m_width);
    form->addRow(tr("&Height"), m_height);
    form->addRow(tr("&Resolution"), m_dpi);
    for (QCheckBox* box : {m_light, m_caption, m_cursor, m_numbers}) form->addRow(box);
    m_measures->setWordWrap(true);
    form->addRow(m_measures);
    const std::initializer_list<std::pair<QWidget*, QString>> names{{m_format, tr("Format")},
                                                                    {m_size, tr("Size")},
                                                                    {m_width, tr("Width")},
                                                                    {m_height, tr("Height")},
                                                                    {m_dpi, tr("Resolution")}};
    for (const auto& [control, name] : names) control->setAccessibleName(name);

    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setMinimumSize(360, 320);
    m_picture->setAccessibleName(tr("Preview"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_save = buttons->addButton(tr("&Save..."), QDialogButtonBox::AcceptRole);
    connect(m_save, &QPushButton::clicked, this, &FigureDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);

    auto* row = new QHBoxLayout;
    row->addLayout(form);
    row->addWidget(m_picture, 1);
    auto* column = new QVBoxLayout(this);
    column->addLayout(row, 1);
    column->addWidget(buttons);
    m_save->setDefault(true);  // in the dialog, where the first button would take its place

    setSettings(figures->settings());
    m_later.setSingleShot(true);
    m_later.setInterval(kPreviewDelayMs);
    connect(&m_later, &QTimer::timeout, this, [this] {
        m_figures->preview(settings(), [dialog = QPointer<FigureDialog>(this)](const QImage& image) {
            if (!dialog) return;
            dialog->m_image = image;
            dialog->showPreview();
        });
    });
    for (QComboBox* box : {m_format, m_size}) connect(box, &QComboBox::currentIndexChanged, this, &FigureDialog::changed);
    for (QDoubleSpinBox* box : {m_width, m_height}) connect(box, &QDoubleSpinBox::valueChanged, this, &FigureDialog::changed);
    connect(m_dpi, &QSpinBox::valueChanged, this, &FigureDialog::changed);
    for (QCheckBox* box : {m_light, m_caption, m_cursor, m_numbers})
        connect(box, &QCheckBox::toggled, this, &FigureDialog::changed);
    changed();
    const double scale = widgets::Theme::instance().scale();
    resize(static_cast<int>(920 * scale), static_cast<int>(560 * scale));
}

FigureSettings FigureDialog::settings() const {
    FigureSettings settings;
    settings.format = static_cast<FigureSettings::Format>(m_format->currentIndex());
    switch (m_size->currentIndex()) {
        case OneColumn:
            settings.widthMillimetres = FigureSettings::kOneColumn;
            break;
        case TwoColumns:
            settings.widthMillimetres = FigureSettings::kTwoColumns;
            break;
        case Screen:
            settings.widthMillimetres = 0.0;
            break;
        default:
            settings.widthMillimetres = m_width->value();
            break;
    }
    const bool proportional = m_height->value() <= m_height->minimum();
    settings.heightMillimetres = proportional || m_size->currentIndex() == Screen ? 0.0 : m_height->value();
    settings.dpi = m_dpi->value();
    settings.light = m_light->isChecked();
    settings.caption = m_caption->isChecked();
    settings.cursor = m_cursor->isChecked();
    settings.numbers = m_numbers->isChecked();
    return settings;
}

void FigureDialog::setSettings(const FigureSettings& settings) {
    m_format->setCurrentIndex(static_cast<int>(settings.format));
    const double width = settings.widthMillimetres;
    m_size->setCurrentIndex(width <= 0.0                           ? Screen
                            : width == FigureSettings::kOneColumn  ? OneColumn
                            : width == FigureSettings::kTwoColumns ? TwoColumns
                                                                   : Other);
    m_width->setValue(width > 0.0 ? width : FigureSettings::kTwoColumns);
    m_height->setValue(settings.heightMillimetres > 0.0 ? settings.heightMillimetres : m_height->minimum());
    m_dpi->setValue(settings.dpi);
    m_light->setChecked(settings.light);
    m_caption->setChecked(settings.caption);
    m_cursor->setChecked(settings.cursor);
    m_numbers->setChecked(settings.numbers);
}

void FigureDialog::changed() {
    m_width->setEnabled(m_size->currentIndex() == Other);
    m_height->setEnabled(m_size->currentIndex() != Screen);
    m_figures->setSettings(settings());
    m_later.start();
}

void FigureDialog::showPreview() {
    if (m_image.isNull()) return;
    const double ratio = devicePixelRatioF();
    const QSize room = m_picture->size() * ratio;
    QImage shown = m_image;
    shown.setDevicePixelRatio(1.0);
    if (shown.width() > room.width() || shown.height() > room.height())
        shown = shown.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    shown.setDevicePixelRatio(ratio);
    m_picture->setPixmap(QPixmap::fromImage(shown));
    const QSizeF logical = QSizeF(m_image.size()) / m_image.devicePixelRatio();
    const QSizeF millimetres = logical / 96.0 * 25.4;
    const auto number = [](double value) { return QLocale().toString(std::lround(value)); };
    if (m_format->currentIndex() == static_cast<int>(FigureSettings::Format::Png)) {
        const QSizeF pixels = logical / 96.0 * m_dpi->value();
        m_measures->setText(tr("%1 by %2 mm, %3 by %4 pixels")
                                .arg(number(millimetres.width()), number(millimetres.height()), number(pixels.width()),
                                     number(pixels.height())));
    } else {
        m_measures->setText(tr("%1 by %2 mm").arg(number(millimetres.width()), number(millimetres.height())));
    }
}

void FigureDialog::resizeEvent(QResizeEvent* event) {
    QDialog::resizeEvent(event);
    showPreview();
}

QString FigureDialog::proposedFile() const {
    const QFileInfo info(m_recording);
    return QStringLiteral("%1/%2.%3").arg(info.path(), info.completeBaseName(), FigureSettings::ending(settings().format));
}

void FigureDialog::save() {
    const FigureSettings wanted = settings();
    const QString ending = FigureSettings::ending(wanted.format);
    askSaveFile(this, tr("Save figure"), {tr("%1 files (*.%2)").arg(ending.toUpper(), ending)}, proposedFile(),
                [this, wanted](const QString& file) {
                    m_figures->write(file, wanted);
                    close();
                });
}

}  // namespace prososcope::gui
