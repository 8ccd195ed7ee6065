// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/FigurePainter.h"

#include <QBuffer>
#include <QImageWriter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QTextDocument>
#include <QTextOption>
#include <algorithm>
#include <cmath>

#include "widgets/FigurePart.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::FigurePart;
using widgets::FigureScope;
using widgets::Ink;
using widgets::Theme;

namespace {

constexpr double kLogicalDpi = 96.0;
constexpr double kMillimetresPerInch = 25.4;
constexpr double kShape = 0.62;  // height of the panes over their width, where nothing is said
constexpr int kLowestPane = 84;  // logical pixels
constexpr int kGap = 1;
constexpr int kCaptionMargin = 6;

int pixelsOf(double millimetres) { return static_cast<int>(std::lround(millimetres / kMillimetresPerInch * kLogicalDpi)); }

QTextOption captionOption() {
    QTextOption option(Qt::AlignLeft);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return option;
}

}  // namespace

FigurePainter::FigurePainter(FigureContent content, const FigureSettings& settings)
    : m_content(std::move(content)), m_settings(settings) {
    m_ratio = std::clamp(m_settings.dpi, 36, 1200) / kLogicalDpi;
    layOut();
    begin();
}

FigurePainter::~FigurePainter() { end(); }

void FigurePainter::layOut() {
    int screenWidth = 1;
    int screenHeight = 0;
    int fixed = 0;
    int flexible = 0;
    for (const auto& part : std::as_const(m_content.parts)) {
        if (!part.view) continue;
        screenWidth = std::max(screenWidth, part.view->width());
        if (part.fixedHeight > 0) {
            fixed += part.fixedHeight;
        } else {
            screenHeight += part.view->height();
            ++flexible;
        }
    }
    const int gaps = kGap * static_cast<int>(m_content.parts.size() - 1);
    const bool asOnScreen = m_settings.widthMillimetres <= 0.0;
    const int width = asOnScreen ? screenWidth : std::max(32, pixelsOf(m_settings.widthMillimetres));
    int panes = asOnScreen ? screenHeight : std::max(static_cast<int>(kShape * width), kLowestPane * flexible);
    if (m_settings.heightMillimetres > 0.0 && !asOnScreen)
        panes = std::max(pixelsOf(m_settings.heightMillimetres) - fixed - gaps, 16 * flexible);
    int y = 0;
    int left = panes;
    int weight = screenHeight;
    for (const auto& part : std::as_const(m_content.parts)) {
        if (!part.view) continue;
        int height = part.fixedHeight;
        if (height <= 0) {
            const int own = part.view->height();
            height = weight > 0 ? static_cast<int>(std::lround(static_cast<double>(left) * own / weight)) : 0;
            left -= height;
            weight -= own;
        }
        if (height <= 0) continue;
        m_places.append({part.view, QRect(0, y, width, height)});
        y += height + kGap;
    }
    y = std::max(1, y - kGap);
    if (m_settings.caption && !m_content.caption.isEmpty()) {
        const QFontMetricsF metrics(Theme::instance().font(Theme::Size::Small));
        const QRectF room(0.0, 0.0, width - 2.0 * kCaptionMargin, 1e5);
        const double height = metrics.boundingRect(room, Qt::TextWordWrap | Qt::TextWrapAnywhere, m_content.caption).height();
        const int lines = static_cast<int>(std::ceil(height + 0.5 * metrics.height()));
        m_captionBox = QRect(0, y, width, lines + 2 * kCaptionMargin);
        y += m_captionBox.height();
    }
    m_size = QSize(width, y);
}

void FigurePainter::begin() {
    const QString description = m_content.caption;
    switch (m_settings.format) {
        case FigureSettings::Format::Png: {
            const QSize pixels(std::max(1, static_cast<int>(std::lround(m_size.width() * m_ratio))),
                               std::max(1, static_cast<int>(std::lround(m_size.height() * m_ratio))));
            m_image = QImage(pixels, QImage::Format_RGB32);
            if (m_image.isNull()) return;
            m_image.setDevicePixelRatio(m_ratio);
            m_image.fill(Qt::white);
            m_painter = std::make_unique<QCPPainter>(&m_image);
            break;
        }
        case FigureSettings::Format::Pdf: {
            m_buffer = std::make_unique<QBuffer>(&m_bytes);
            m_buffer->open(QIODevice::WriteOnly);
            m_pdf = std::make_unique<QPdfWriter>(m_buffer.get());
            m_pdf->setTitle(m_content.title);
            m_pdf->setCreator(QStringLiteral("Prososcope"));
            m_pdf->setResolution(static_cast<int>(kLogicalDpi));
            m_pdf->setPageMargins({});
            const QSizeF page(m_size.width() / kLogicalDpi, m_size.height() / kLogicalDpi);
            m_pdf->setPageSize(QPageSize(page, QPageSize::Inch, {}, QPageSize::ExactMatch));
            m_painter = std::make_unique<QCPPainter>();
            m_painter->begin(m_pdf.get());
            m_painter->setMode(QCPPainter::pmVectorized);
            break;
        }
        case FigureSettings::Format::Svg:
            m_bytes = QStringLiteral(
                          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                          "version=\"1.1\" width=\"%1mm\" height=\"%2mm\" viewBox=\"0 0 %3 %4\">\n"
                          "<title>%5</title>\n<desc>%6</desc>\n")
                          .arg(QString::number(m_size.width() / kLogicalDpi * kMillimetresPerInch, 'f', 3),
                               QString::number(m_size.height() / kLogicalDpi * kMillimetresPerInch, 'f', 3),
                               QString::number(m_size.width()), QString::number(m_size.height()),
                               m_content.title.toHtmlEscaped(), description.toHtmlEscaped())
                          .toUtf8();
            break;
    }
    if (m_painter) m_painter->setMode(QCPPainter::pmNoCaching);
}

bool FigurePainter::next() {
    if (isDone()) return false;
    if (m_next < m_places.size()) {
        drawPart(m_places[m_next]);
    } else {
        if (!m_captionBox.isEmpty()) drawCaption();
        end();
    }
    ++m_next;
    return !isDone();
}

void FigurePainter::drawPart(const Place& place) {
    if (!place.view) return;  // closed meanwhile
    addPart(place.box, [&](QCPPainter* painter) { drawInto(painter, place.view, place.box.size()); });
}

void FigurePainter::drawInto(QCPPainter* painter, QWidget* view, const QSize& size) const {
    if (auto* part = dynamic_cast<FigurePart*>(view); part != nullptr) {
        part->drawFigure(painter, size);
        return;
    }
    painter->save();
    painter->scale(static_cast<double>(size.width()) / std::max(1, view->width()),
                   static_cast<double>(size.height()) / std::max(1, view->height()));
    view->render(painter, {}, {}, QWidget::DrawChildren);
    painter->restore();
}

void FigurePainter::drawCaption() {
    addPart(m_captionBox, [this](QCPPainter* painter) {
        const auto& theme = Theme::instance();
        const QRectF box(QPointF(0.0, 0.0), QSizeF(m_captionBox.size()));
        painter->fillRect(box, theme.color(Ink::Data));
        painter->setFont(theme.font(Theme::Size::Small));
        painter->setPen(theme.color(Ink::Text));
        painter->drawText(box.adjusted(kCaptionMargin, kCaptionMargin, -kCaptionMargin, 0.0), m_content.caption,
                          captionOption());
    });
}

void FigurePainter::addPart(const QRect& box, const std::function<void(QCPPainter*)>& draw) {
    const FigureScope scope(m_ratio, m_settings.light, m_settings.cursor);
    if (m_settings.format == FigureSettings::Format::Svg) {
        m_bytes += svgPart(box, draw);
        return;
    }
    if (!m_painter) return;
    m_painter->save();
    m_painter->translate(box.topLeft());
    m_painter->setClipRect(QRect(QPoint(0, 0), box.size()));
    draw(m_painter.get());
    m_painter->restore();
    // A hairline between the views, as on the screen.
    m_painter->fillRect(QRectF(0.0, box.bottom() + 1.0, box.width(), kGap), Theme::instance().color(Ink::Hairline));
}

QByteArray FigurePainter::svgPart(const QRect& box, const std::function<void(QCPPainter*)>& draw) const {
    QByteArray part;
    QBuffer buffer(&part);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(box.size());
    generator.setViewBox(QRect(QPoint(0, 0), box.size()));
    generator.setResolution(static_cast<int>(kLogicalDpi));
    QCPPainter painter;
    painter.begin(&generator);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    draw(&painter);
    painter.end();
    // The generator writes a file of its own; of it the figure takes what is drawn, in its place and cut to its box.
    const qsizetype first = part.indexOf("<g ");
    const qsizetype last = part.lastIndexOf("</svg>");
    if (first < 0 || last < first) return {};
    QByteArray element = QStringLiteral(
                             "<clipPath id=\"part%1\"><rect width=\"%2\" height=\"%3\"/></clipPath>\n"
                             "<g transform=\"translate(%4,%1)\" clip-path=\"url(#part%1)\">\n")
                             .arg(QString::number(box.y()), QString::number(box.width()), QString::number(box.height()),
                                  QString::number(box.x()))
                             .toUtf8();
    element += part.mid(first, last - first);
    element += "</g>";
    return element + '\n';
}

void FigurePainter::end() {
    if (m_painter) {
        m_painter->end();
        m_painter.reset();
    }
    m_pdf.reset();
    m_buffer.reset();
    if (m_settings.format == FigureSettings::Format::Svg && !m_bytes.isEmpty() && !m_bytes.endsWith("</svg>\n\n"))
        m_bytes += "</svg>\n\n";
}

QByteArray FigurePainter::bytes() const { return m_bytes; }

QByteArray encodedPicture(QImage image, int dpi, const QString& caption) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.setDotsPerMeterX(static_cast<int>(std::lround(dpi / (kMillimetresPerInch / 1000.0))));
    image.setDotsPerMeterY(static_cast<int>(std::lround(dpi / (kMillimetresPerInch / 1000.0))));
    QImageWriter writer(&buffer, "png");
    writer.setText(QStringLiteral("Software"), QStringLiteral("Prososcope"));
    writer.setText(QStringLiteral("Description"), caption);
    writer.write(image);
    return bytes;
}

}  // namespace prososcope::gui
