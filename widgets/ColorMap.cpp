// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ColorMap.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace prososcope::widgets {

namespace {

constexpr std::array<QRgb, 2> kGrey{0xFFFFFFFF, 0xFF0A0C10};
constexpr std::array<QRgb, 11> kViridis{0xFF440154, 0xFF482475, 0xFF414487, 0xFF355F8D, 0xFF2A788E, 0xFF21918C,
                                        0xFF22A884, 0xFF44BF70, 0xFF7AD151, 0xFFBDDF26, 0xFFFDE725};
constexpr std::array<QRgb, 11> kCividis{0xFF00224E, 0xFF0A326A, 0xFF35456C, 0xFF4F576C, 0xFF666970, 0xFF7D7C78,
                                        0xFF948E77, 0xFFAEA371, 0xFFC8B866, 0xFFE5CF52, 0xFFFEE838};
constexpr std::array<QRgb, 11> kMagma{0xFF000004, 0xFF140E36, 0xFF3B0F70, 0xFF641A80, 0xFF8C2981, 0xFFB73779,
                                      0xFFDE4968, 0xFFF7705C, 0xFFFE9F6D, 0xFFFECF92, 0xFFFCFDBF};

std::span<const QRgb> stopsOf(const QString& name) {
    if (name == QLatin1String("viridis")) return kViridis;
    if (name == QLatin1String("cividis")) return kCividis;
    if (name == QLatin1String("magma")) return kMagma;
    return kGrey;
}

int blend(int from, int to, double share) { return static_cast<int>(std::lround(from + (to - from) * share)); }

}  // namespace

ColorMap::ColorMap(const QString& name) : m_name(names().contains(name) ? name : names().first()) {
    const auto stops = stopsOf(m_name);
    for (std::size_t i = 0; i < m_table.size(); ++i) {
        const double place = static_cast<double>(i) / 255.0 * static_cast<double>(stops.size() - 1);
        const auto below = std::min(static_cast<std::size_t>(place), stops.size() - 2);
        const double share = place - static_cast<double>(below);
        const QRgb a = stops[below];
        const QRgb b = stops[below + 1];
        m_table[i] = qRgb(blend(qRed(a), qRed(b), share), blend(qGreen(a), qGreen(b), share), blend(qBlue(a), qBlue(b), share));
    }
}

const QList<QString>& ColorMap::names() {
    static const QList<QString> list{"grey", "viridis", "cividis", "magma"};
    return list;
}

QRgb ColorMap::at(double position) const {
    return m_table[static_cast<std::size_t>(std::lround(std::clamp(position, 0.0, 1.0) * 255.0))];
}

QColor ColorMap::markOn(Mark mark, bool darkGround) {
    switch (mark) {
        case Mark::Pitch:
            return darkGround ? QColor(0x7F, 0xD0, 0xFF) : QColor(0x00, 0x43, 0x7A);
        case Mark::Formants:
            return darkGround ? QColor(0xFF, 0xB3, 0x8A) : QColor(0x8C, 0x1D, 0x00);
        case Mark::Intensity:
            return darkGround ? QColor(0x8F, 0xE3, 0xB8) : QColor(0x00, 0x52, 0x3A);
        case Mark::Harmonicity:
            return darkGround ? QColor(0xE0, 0xB8, 0xFF) : QColor(0x5B, 0x1F, 0x7A);
    }
    return {};
}

QColor ColorMap::markCasing() const { return m_name == QLatin1String("grey") ? QColor(Qt::white) : casingOnImage(); }

QColor ColorMap::gridInk() const {
    QColor ink = m_name == QLatin1String("grey") ? casingOnImage() : lineOnImage();
    ink.setAlphaF(0.3F);
    return ink;
}

QColor ColorMap::lineOnImage() { return QColor(0xFF, 0xFF, 0xFF); }
QColor ColorMap::casingOnImage() { return QColor(0x10, 0x12, 0x16); }

}  // namespace prososcope::widgets
