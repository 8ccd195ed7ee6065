// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/SeenFigure.h"

#include <QCoreApplication>
#include <QTimer>
#include <memory>
#include <utility>

#include "widgets/Theme.h"

namespace prososcope::gui {

namespace {

struct SeenFigure {
    QObject* owner;
    Loader* loader;
    QString file;
    FigureSettings settings;
    std::function<void(const QString&)> done;
    std::function<FigureContent()> content;
    FigureContent first;  ///< what is drawn
    bool dark;
    FigurePainter painter;

    /// Whether the views are what they were when the first one was drawn.
    [[nodiscard]] bool isStillShown() const {
        const FigureContent now = content();
        return now.caption == first.caption && now.state == first.state && now.parts.size() == first.parts.size() &&
               widgets::Theme::instance().isDark() == dark;
    }
};

void writeSeen(const SeenFigure& figure) {
    const bool png = figure.settings.format == FigureSettings::Format::Png;
    saveFile(
        *figure.loader, figure.file,
        [picture = figure.painter.image(), bytes = figure.painter.bytes(), dpi = figure.settings.dpi,
         caption = figure.first.caption,
         png]() -> core::Result<QByteArray> { return png ? encodedPicture(picture, dpi, caption) : bytes; },
        figure.done);
}

void drawNext(const std::shared_ptr<SeenFigure>& figure) {
    if (!figure->isStillShown())
        figure->done(
            QCoreApplication::translate("SeenFigure", "What is shown changed while it was drawn. Save the figure once more."));
    else if (figure->painter.next())
        QTimer::singleShot(0, figure->owner, [figure] { drawNext(figure); });
    else
        writeSeen(*figure);
}

}  // namespace

void saveAsSeen(QObject* owner, Loader& loader, std::function<FigureContent()> content, const QString& file, int dpi,
                std::function<void(const QString& problem)> done) {
    FigureSettings settings;
    settings.format = FigureSettings::formatOf(file);
    settings.widthMillimetres = 0.0;
    settings.dpi = dpi;
    settings.light = false;
    const FigureContent first = content();
    drawNext(
        std::shared_ptr<SeenFigure>(new SeenFigure{owner, &loader, file, settings, std::move(done), std::move(content), first,
                                                   widgets::Theme::instance().isDark(), FigurePainter(first, settings)}));
}

}  // namespace prososcope::gui
