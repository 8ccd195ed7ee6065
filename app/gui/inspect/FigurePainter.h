// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QList>
#include <QPointer>
#include <QString>
#include <QWidget>
#include <functional>
#include <memory>

#include "app/gui/inspect/FigureSettings.h"
#include "widgets/Plot.h"

class QBuffer;
class QPdfWriter;

namespace prososcope::widgets {
class FigurePart;
}

namespace prososcope::gui {

/// What a figure shows: views from the top down, with the heights that they have on the screen, and the words below.
struct FigureContent {
    struct Part {
        QPointer<QWidget> view;  ///< drawn through widgets::FigurePart where it is one, else as it is on the screen
        int fixedHeight = 0;     ///< logical pixels; 0: shares what is left in proportion to its height on the screen
    };
    QList<Part> parts;
    QString title;    ///< the recording's name
    QString caption;  ///< title, span and all settings, in one paragraph
    /// What its views show that the caption does not tell, to see whether they still do; not drawn.
    QByteArray state = {};
};

/// Draws a figure one view at a time, so that the window goes on between them. First `next` until it returns false, then
/// the result: an image, or the bytes of an SVG or PDF file. The figure looks as on the screen: the same part of the
/// recording, the same pictures and scales; only its size and, if wished, its theme differ. GUI thread.
class FigurePainter {
public:
    FigurePainter(FigureContent content, const FigureSettings& settings);
    ~FigurePainter();

    /// Draws the next view; false once all are drawn.
    bool next();
    [[nodiscard]] bool isDone() const { return m_next > m_places.size(); }

    /// Of the whole figure, in logical pixels (96 to an inch).
    [[nodiscard]] QSize size() const { return m_size; }
    /// The finished PNG's picture.
    [[nodiscard]] const QImage& image() const { return m_image; }
    /// The finished SVG or PDF.
    [[nodiscard]] QByteArray bytes() const;

private:
    struct Place {
        QPointer<QWidget> view;
        QRect box;
    };
    void layOut();
    void begin();
    void drawPart(const Place& place);
    void drawCaption();
    void drawInto(QCPPainter* painter, QWidget* view, const QSize& size) const;
    [[nodiscard]] QByteArray svgPart(const QRect& box, const std::function<void(QCPPainter*)>& draw) const;
    void addPart(const QRect& box, const std::function<void(QCPPainter*)>& draw);
    void end();

    FigureContent m_content;
    FigureSettings m_settings;
    QSize m_size;
    QList<Place> m_places;
    QRect m_captionBox;
    qsizetype m_next = 0;
    double m_ratio = 1.0;
    QImage m_image;
    QByteArray m_bytes;
    std::unique_ptr<QBuffer> m_buffer;
    std::unique_ptr<QPdfWriter> m_pdf;
    std::unique_ptr<QCPPainter> m_painter;  ///< open between the steps, of PNG and PDF
};

/// A picture as PNG with its resolution and, as its description, the caption. Any thread.
[[nodiscard]] QByteArray encodedPicture(QImage image, int dpi, const QString& caption);

}  // namespace prososcope::gui
