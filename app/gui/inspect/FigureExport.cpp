// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/FigureExport.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QTimer>
#include <cmath>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/FeatureController.h"
#include "app/gui/inspect/FigureCaption.h"
#include "app/gui/inspect/FigureDialog.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/LayerController.h"
#include "app/gui/inspect/ModelTracks.h"
#include "app/gui/inspect/RecognitionController.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/TranscriptController.h"
#include "app/gui/inspect/UnitController.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "widgets/FigurePart.h"
#include "widgets/SignalPane.h"
#include "widgets/TierView.h"
#include "widgets/TimeRuler.h"

namespace prososcope::gui {

namespace {

constexpr int kScreenDpi = 96;
constexpr int kClipboardDpi = 300;
constexpr double kMetresPerInch = 0.0254;

QString viewName(const QWidget* view) {
    const auto* pane = qobject_cast<const widgets::SignalPane*>(view);
    return pane != nullptr && !pane->objectName().isEmpty() ? pane->objectName() : view->accessibleName();
}

core::Status writeBytes(const QString& file, const QByteArray& bytes) {
    return core::writeFile(file.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace

FigureNumbers figureNumbers(const FigureContent& content) {
    FigureNumbers all;
    for (const auto& part : content.parts) {
        if (const auto* figure = dynamic_cast<const widgets::FigurePart*>(part.view.data()); figure != nullptr)
            all.append({viewName(part.view), figure->figureNumbers()});
    }
    return all;
}

QByteArray figureTable(const FigureNumbers& numbers) {
    std::string text = "view,quantity,unit,seconds,hertz,value\n";
    for (const auto& [name, series] : numbers) {
        const std::string view = core::csvCell(name.toStdString());
        for (const auto& one : series) {
            const std::string start =
                view + ',' + core::csvCell(one.quantity.toStdString()) + ',' + core::csvCell(one.unit.toStdString()) + ',';
            const std::string hertz = one.hertz >= 0.0 ? core::numberText(one.hertz) : std::string();
            for (std::size_t i = 0; i < one.seconds.size(); ++i) {
                text += start;
                text += core::fixedText(one.seconds[i], 6);
                text += ',';
                text += hertz;
                text += ',';
                if (std::isfinite(one.values[i])) text += core::numberText(static_cast<float>(one.values[i]));
                text += '\n';
            }
        }
    }
    return QByteArray::fromStdString(text);
}

FigureExport::FigureExport(const PageContext& context, InspectPage* page) : QObject(page), m_context(context), m_page(page) {
    addActions();
}

FigureExport::~FigureExport() { m_loader.cancel(this); }

void FigureExport::addActions() {
    m_context.actions->add({.id = "file.exportFigure",
                            .menu = "file",
                            .text = tr("E&xport figure..."),
                            .description = tr("Save what is shown as PNG, SVG or PDF, and the numbers behind it."),
                            .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)}},
                           [this] { openDialog(); });
    m_context.actions->add({.id = "edit.copyPicture",
                            .menu = "edit",
                            .text = tr("Copy &as picture, two columns wide"),
                            .description = tr("Put what is shown on the clipboard, 170 mm wide, with all settings below it."),
                            .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)}},
                           [this] { copy(FigureSettings::kTwoColumns); });
    m_context.actions->add({.id = "edit.copySmallPicture",
                            .menu = "edit",
                            .text = tr("Copy as picture, &one column wide"),
                            .description = tr("Put what is shown on the clipboard, 85 mm wide, with all settings below it.")},
                           [this] { copy(FigureSettings::kOneColumn); });
}

FigureContent FigureExport::content() const {
    FigureContent content;
    auto* recording = m_page->current();
    if (recording == nullptr || recording->state() != RecordingModel::State::Open) return content;
    for (QWidget* view : m_page->panes()->figureViews()) {
        const auto* tiers = qobject_cast<widgets::TierView*>(view);
        const bool ruler = qobject_cast<widgets::TimeRuler*>(view) != nullptr;
        content.parts.append({view, tiers != nullptr ? tiers->figureHeight() : ruler ? view->height() : 0});
    }
    content.title = recording->name();
    content.caption =
        figureCaption(*recording, m_page->settings(), *m_page->panes(), *m_page->modelTracks(), *m_page->features(),
                      {m_page->units()->figureSentence(), m_page->layer()->figureSentence(),
                       m_page->recognition()->figureSentence(), m_page->transcript()->figureSentence()});
    return content;
}

void FigureExport::draw(const FigureSettings& settings, std::function<void(FigurePainter&)> done) {
    m_painter.reset();
    m_done = {};
    FigureContent shown = content();
    if (shown.parts.isEmpty()) return;
    m_painter = std::make_unique<FigurePainter>(std::move(shown), settings);
    m_done = std::move(done);
    stepLater();
}

void FigureExport::stepLater() {
    const auto* painter = m_painter.get();
    QTimer::singleShot(0, this, [this, painter] {
        if (m_painter.get() == painter) step();
    });
}

void FigureExport::step() {
    if (!m_painter) return;
    if (m_painter->next()) {
        stepLater();
        return;
    }
    const auto painter = std::move(m_painter);
    const auto done = std::exchange(m_done, {});
    if (done) done(*painter);
}

void FigureExport::write(const QString& file, const FigureSettings& settings) {
    const FigureContent shown = content();
    if (shown.parts.isEmpty()) return;
    FigureNumbers numbers = settings.numbers ? figureNumbers(shown) : FigureNumbers();
    draw(settings, [this, file, settings, numbers = std::move(numbers)](FigurePainter& painter) {
        save(painter, file, settings, numbers);
    });
}

void FigureExport::save(FigurePainter& painter, const QString& file, const FigureSettings& settings, FigureNumbers numbers) {
    const QString table =
        QFileInfo(file).path() + QLatin1Char('/') + QFileInfo(file).completeBaseName() + QStringLiteral(".csv");
    m_writing = true;
    m_loader.run(
        this, 0,
        [this, file, table, numbers = std::move(numbers), dpi = settings.dpi, format = settings.format, image = painter.image(),
         bytes = painter.bytes(), words = content().caption](const std::stop_token&) -> FileLoader::Deliver {
            const bool png = format == FigureSettings::Format::Png;
            core::Status status = writeBytes(file, png ? encodedPicture(image, dpi, words) : bytes);
            if (status && !numbers.isEmpty()) status = writeBytes(table, figureTable(numbers));
            return [this, file, status] {
                m_writing = false;
                if (status) {
                    Q_EMIT m_page->message(tr("The figure was saved as %1.").arg(QFileInfo(file).fileName()), false);
                } else {
                    Q_EMIT m_page->message(engine_thread::translated(status.error().text), true);
                }
                Q_EMIT finished(status.has_value(), file);
            };
        });
}

void FigureExport::copy(double widthMillimetres) {
    FigureSettings settings = m_settings;
    settings.format = FigureSettings::Format::Png;
    settings.widthMillimetres = widthMillimetres;
    settings.heightMillimetres = 0.0;
    settings.dpi = kClipboardDpi;
    settings.caption = true;
    draw(settings, [this, words = content().caption](FigurePainter& painter) {
        QImage image = painter.image();
        image.setDevicePixelRatio(1.0);
        image.setDotsPerMeterX(static_cast<int>(std::lround(kClipboardDpi / kMetresPerInch)));
        image.setDotsPerMeterY(image.dotsPerMeterX());
        auto* data = new QMimeData;
        data->setImageData(image);
        data->setText(words);
        QGuiApplication::clipboard()->setMimeData(data);
        Q_EMIT m_page->message(tr("The picture is on the clipboard."), false);
        Q_EMIT finished(true, {});
    });
}

void FigureExport::preview(const FigureSettings& settings, std::function<void(const QImage&)> done) {
    FigureSettings coarse = settings;
    coarse.format = FigureSettings::Format::Png;
    coarse.dpi = static_cast<int>(std::lround(kScreenDpi * m_page->devicePixelRatioF()));
    draw(coarse, [done = std::move(done)](FigurePainter& painter) { done(painter.image()); });
}

void FigureExport::openDialog() {
    if (content().parts.isEmpty()) {
        Q_EMIT m_page->message(tr("Open a recording first: a figure shows what is seen of it."), false);
        return;
    }
    auto* dialog = new FigureDialog(this, m_page->current()->path(), m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

}  // namespace prososcope::gui
