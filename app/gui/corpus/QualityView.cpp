// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/corpus/QualityView.h"

#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <limits>

#include "app/gui/corpus/FieldText.h"
#include "app/gui/inspect/PanelParts.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr qsizetype kOneLine = 30;  // letters of a value; many sample rates take more lines
constexpr double kNoEnd = std::numeric_limits<double>::infinity();

QString countText(std::size_t count) { return QLocale().toString(static_cast<qulonglong>(count)); }

QString countsText(const std::map<int, std::size_t>& counts, const QString& unit, double divisor) {
    QStringList parts;
    for (const auto& [key, count] : counts) {
        const QString name = QLocale().toString(key / divisor, 'g', 5) + (unit.isEmpty() ? QString() : QLatin1Char(' ') + unit);
        parts << (counts.size() == 1 ? name
                                     : QualityView::tr("%1: %2", "a quantity and its value").arg(name, countText(count)));
    }
    return parts.join(QStringLiteral(", "));
}

}  // namespace

QualityView::QualityView(QWidget* parent) : QWidget(parent), m_about(new QLabel(this)), m_check(new QPushButton(this)) {
    m_about->setTextFormat(Qt::PlainText);
    m_about->setWordWrap(true);
    paintText(m_about, Ink::Muted);
    m_check->setObjectName(QStringLiteral("checkQuality"));
    m_check->setAutoDefault(false);
    widgets::setCompact(m_check);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_about);
    layout->addWidget(m_check, 0, Qt::AlignLeft);
    connect(m_check, &QPushButton::clicked, this, &QualityView::checkRequested);
    connect(&Theme::instance(), &Theme::changed, this, &QualityView::rebuild);
    rebuild();
}

void QualityView::setReport(const std::optional<store::QualityReport>& report) {
    if (report && m_report && report->madeAt == m_report->madeAt) return;
    m_report = report;
    rebuild();
}

void QualityView::setRunning(bool running) {
    m_running = running;
    m_check->setEnabled(!running);
    m_check->setText(running ? tr("Checking") : m_report ? tr("Check again") : tr("Check recordings"));
}

void QualityView::addLine(const QString& name, const QString& value, const QString& hint, const QString& field, double low,
                          double high) {
    const int at = m_grid->rowCount();
    auto* label = new QLabel(name, m_lines);
    paintText(label, Ink::Muted);
    auto* number = new QLabel(value, m_lines);
    number->setTextInteractionFlags(Qt::TextSelectableByMouse);
    number->setWordWrap(field.isEmpty() && value.size() > kOneLine);
    for (QLabel* one : {label, number}) {
        one->setToolTip(hint);
        one->setTextFormat(Qt::PlainText);
    }
    m_grid->addWidget(label, at, 0, Qt::AlignTop);
    m_grid->addWidget(number, at, 1, Qt::AlignRight | Qt::AlignTop);
    if (field.isEmpty() || value == QLatin1String("0")) return;
    auto* show = new QToolButton(m_lines);
    show->setObjectName(QStringLiteral("list.%1").arg(field));
    show->setText(tr("List"));
    show->setAccessibleName(tr("List: %1").arg(name));
    show->setAutoRaise(true);
    show->setFocusPolicy(Qt::StrongFocus);
    widgets::setCompact(show);
    connect(show, &QToolButton::clicked, this, [this, field, low, high] { Q_EMIT rangeRequested(field, low, high); });
    m_grid->addWidget(show, at, 2);
}

void QualityView::rebuild() {
    m_about->setFont(Theme::instance().font(Theme::Size::Small));
    delete m_lines;
    m_lines = new QWidget(this);
    m_grid = new QGridLayout(m_lines);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setVerticalSpacing(2);
    m_grid->setHorizontalSpacing(8);
    m_grid->setColumnStretch(0, 1);
    static_cast<QVBoxLayout*>(layout())->insertWidget(1, m_lines);
    m_lines->setVisible(m_report.has_value());
    if (m_report) {
        const auto& r = *m_report;
        const QDateTime made = QDateTime::fromString(QString::fromStdString(r.madeAt), Qt::ISODateWithMs).toLocalTime();
        m_about->setText(
            tr("%1 recordings, read on %2.").arg(countText(r.utterances), QLocale().toString(made, QLocale::ShortFormat)));
        addLine(tr("Clipped"), countText(r.clipped), fieldHint("quality.clipped"), QStringLiteral("quality.clipped"), 1.0,
                kNoEnd);
        addLine(tr("Quiet, below %1 dB").arg(r.kQuietDb), countText(r.quiet), fieldHint("quality.level"),
                QStringLiteral("quality.level"), -kNoEnd, r.kQuietDb);
        addLine(tr("More than half silence"), countText(r.mostlySilent), fieldHint("quality.silence"),
                QStringLiteral("quality.silence"), r.kMostSilencePercent, 100.0);
        addLine(tr("Same sound as another"), countText(r.copies), fieldHint("quality.copies"), QStringLiteral("quality.copies"),
                2.0, kNoEnd);
        if (r.copies > 0) {
            const QString hint = tr("Groups of utterances with exactly the same sound.");
            addLine(tr("  of which with different classes"), countText(r.contradictions), hint);
            addLine(tr("  of different speakers"), countText(r.acrossSpeakers), hint);
            addLine(tr("  in different splits"), countText(r.acrossSplits), hint);
        }
        addLine(tr("Unreadable"), countText(r.unreadable),
                r.firstUnreadable.empty() ? fieldHint("quality.unreadable") : QString::fromStdString(r.firstUnreadable),
                QStringLiteral("quality.unreadable"), 1.0, 1.0);
        const auto level = [](double value) { return QLocale().toString(value, 'f', 1); };
        const QString hint = tr("Of the recordings without their silence, relative to full scale.");
        addLine(tr("Level, median"), tr("%1 dB").arg(level(r.levelMedian)), hint);
        addLine(tr("Level, 5 to 95 %"), tr("%1 to %2 dB").arg(level(r.levelLow), level(r.levelHigh)), hint);
        addLine(tr("Sample rate"), countsText(r.rates, tr("kHz"), 1000.0), {});
        addLine(tr("Channels"), countsText(r.channels, {}, 1.0), {});
    } else {
        m_about->setText(tr("Reads every recording once and lists what is clipped, quiet, silent, twice there or unreadable."));
    }
    setRunning(m_running);
}

QString QualityView::text() const {
    QStringList lines{m_about->text()};
    for (int row = 0; row < m_grid->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < 2; ++column) {
            const auto* item = m_grid->itemAtPosition(row, column);
            if (const auto* label = item != nullptr ? qobject_cast<QLabel*>(item->widget()) : nullptr) cells << label->text();
        }
        if (!cells.isEmpty()) lines << cells.join(QStringLiteral(": "));
    }
    return lines.join(QLatin1Char('\n'));
}

}  // namespace prososcope::gui
