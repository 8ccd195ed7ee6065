// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/CurveView.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "widgets/Plot.h"
#include "widgets/ScoreText.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr int kFrameMilliseconds = 34;  // at most 30 pictures a second
constexpr double kPickDistance = 12.0;  // pixels

/// Ticks at whole epochs only.
class EpochTicker : public QCPAxisTicker {
public:
    EpochTicker() {
        setTickStepStrategy(tssReadability);
        setTickCount(6);
    }

protected:
    double getTickStep(const QCPRange& range) override { return std::max(1.0, std::round(QCPAxisTicker::getTickStep(range))); }
};

void giveData(QCPGraph* graph, const std::vector<CurvePoint>& points, double to, int columns) {
    const std::vector<CurvePoint> drawn = thinned(points, 0.0, to, columns);
    QVector<QCPGraphData> data;
    data.reserve(static_cast<int>(drawn.size()));
    for (const CurvePoint& point : drawn) data.append(QCPGraphData(point.x, point.y));
    graph->data()->set(data, true);
    // A single epoch is a dot: a line of one point would be invisible.
    graph->setScatterStyle(drawn.size() == 1 ? QCPScatterStyle(QCPScatterStyle::ssDisc, 4) : QCPScatterStyle());
}

void replace(std::vector<CurvePoint>& points, double x, double y) {
    while (!points.empty() && points.back().x >= x) points.pop_back();
    if (std::isfinite(y)) points.push_back({x, y});
}

}  // namespace

std::vector<CurvePoint> thinned(const std::vector<CurvePoint>& points, double from, double to, int columns) {
    if (columns < 1 || to <= from || points.size() <= 2 * static_cast<std::size_t>(columns)) return points;
    std::vector<CurvePoint> kept;
    kept.reserve(2 * static_cast<std::size_t>(columns));
    std::size_t begin = 0;
    while (begin < points.size()) {
        const auto column = [&](const CurvePoint& point) {
            return std::clamp(static_cast<int>((point.x - from) / (to - from) * columns), 0, columns - 1);
        };
        const int here = column(points[begin]);
        std::size_t end = begin;
        std::size_t low = begin;
        std::size_t high = begin;
        for (; end < points.size() && column(points[end]) == here; ++end) {
            if (points[end].y < points[low].y) low = end;
            if (points[end].y > points[high].y) high = end;
        }
        kept.push_back(points[std::min(low, high)]);
        if (low != high) kept.push_back(points[std::max(low, high)]);
        begin = end;
    }
    return kept;
}

CurveView::CurveView(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Learning curves"));
    m_plot = new QCustomPlot(this);
    m_plot->setPlottingHint(QCP::phImmediateRefresh, false);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMinimumSize(16, 16);  // a plot without a pixel has no paint buffer, which QCustomPlot complains about
    m_plot->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->plotLayout()->clear();
    m_lossRect = new QCPAxisRect(m_plot);
    m_uarRect = new QCPAxisRect(m_plot);
    m_plot->plotLayout()->addElement(0, 0, m_lossRect);
    m_plot->plotLayout()->addElement(1, 0, m_uarRect);
    m_plot->plotLayout()->setRowSpacing(4);
    auto* margins = new QCPMarginGroup(m_plot);
    for (QCPAxisRect* rect : {m_lossRect, m_uarRect}) {
        rect->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
        rect->setMinimumMargins(QMargins(0, 6, 8, 2));
        rect->axis(QCPAxis::atBottom)->setTicker(QSharedPointer<EpochTicker>::create());
        rect->axis(QCPAxis::atLeft)->ticker()->setTickCount(3);
        for (QCPAxis* axis : rect->axes()) {
            axis->setSubTicks(false);
            axis->setNumberFormat(QStringLiteral("gb"));
            axis->setNumberPrecision(6);
        }
    }
    m_lossRect->axis(QCPAxis::atBottom)->setTickLabels(false);
    m_plot->setLocale(QLocale::c());
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kFrameMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &CurveView::redraw);
    connect(&Theme::instance(), &Theme::changed, this, &CurveView::applyTheme);
    clear();
    applyTheme();
}

CurveView::~CurveView() = default;

void CurveView::clear(const QString& sentence) {
    m_plot->clearGraphs();
    m_folds.clear();
    m_sentence = sentence.isEmpty() ? tr("No learning curves yet.") : sentence;
    m_current = -1;
    summaryChanged(this);
    schedule();
}

CurveView::Fold& CurveView::fold(int index) {
    while (static_cast<int>(m_folds.size()) <= index) {
        Fold made;
        made.name = QString::number(m_folds.size() + 1);
        made.lossGraph = m_plot->addGraph(m_lossRect->axis(QCPAxis::atBottom), m_lossRect->axis(QCPAxis::atLeft));
        made.uarGraph = m_plot->addGraph(m_uarRect->axis(QCPAxis::atBottom), m_uarRect->axis(QCPAxis::atLeft));
        made.lossGraph->setAdaptiveSampling(false);
        made.uarGraph->setAdaptiveSampling(false);
        m_folds.push_back(std::move(made));
    }
    return m_folds[static_cast<std::size_t>(index)];
}

void CurveView::setFoldName(int index, const QString& name) {
    if (index < 0) return;
    fold(index).name = name;
    schedule();
}

void CurveView::addPoint(int index, int epoch, double loss, std::optional<double> uar) {
    if (index < 0 || epoch < 1) return;
    Fold& target = fold(index);
    replace(target.loss, epoch, loss);
    replace(target.uar, epoch, uar.value_or(std::nan("")));
    schedule();
}

void CurveView::setCurrentFold(int index) {
    if (index == m_current || index >= foldCount()) return;
    m_current = index;
    schedule();
    Q_EMIT currentFoldChanged(index);
}

bool CurveView::isBlank() const {
    return std::all_of(m_folds.begin(), m_folds.end(), [](const Fold& each) { return each.loss.empty() && each.uar.empty(); });
}

int CurveView::points(int index) const {
    return index < 0 || index >= foldCount() ? 0 : static_cast<int>(m_folds[static_cast<std::size_t>(index)].loss.size());
}

int CurveView::drawnPoints() const {
    int sum = 0;
    for (const Fold& each : m_folds) sum += each.lossGraph->dataCount() + each.uarGraph->dataCount();
    return sum;
}

void CurveView::applyTheme() {
    const Theme& theme = Theme::instance();
    m_plot->setBackground(QBrush(theme.color(Ink::Data)));
    for (QCPAxisRect* rect : {m_lossRect, m_uarRect}) {
        rect->setBackground(QBrush(theme.color(Ink::Data)));
        for (QCPAxis* axis : rect->axes()) {
            const bool used = axis->axisType() == QCPAxis::atLeft || axis->axisType() == QCPAxis::atBottom;
            axis->setVisible(used);
            axis->setBasePen(QPen(theme.color(Ink::Hairline), 0));
            axis->setTickPen(QPen(theme.color(Ink::Hairline), 0));
            axis->setTickLabelColor(theme.color(Ink::Muted));
            axis->setTickLabelFont(theme.font(Theme::Size::Small));
            axis->setLabelFont(theme.font(Theme::Size::Small));
            axis->setLabelColor(theme.color(Ink::Muted));
            axis->grid()->setPen(QPen(theme.color(Ink::Hairline), 0));
            axis->grid()->setZeroLinePen(Qt::NoPen);
            axis->setTickLengthIn(0);
            axis->setTickLengthOut(0);
        }
        rect->axis(QCPAxis::atBottom)->grid()->setVisible(false);
    }
    m_lossRect->axis(QCPAxis::atLeft)->setLabel(tr("loss"));
    m_uarRect->axis(QCPAxis::atLeft)->setLabel(tr("inner UAR"));
    m_uarRect->axis(QCPAxis::atBottom)->setLabel(m_updates ? tr("update") : tr("epoch"));
    schedule();
}

void CurveView::countUpdates(bool updates) {
    if (m_updates == updates) return;
    m_updates = updates;
    applyTheme();
}

void CurveView::schedule() {
    if (!m_timer.isActive()) m_timer.start();
}

void CurveView::redraw() {
    const Theme& theme = Theme::instance();
    double epochs = 1.0;
    double highest = 0.0;
    double lowest = 0.0;
    for (const Fold& each : m_folds) {
        if (!each.loss.empty()) epochs = std::max(epochs, each.loss.back().x);
        for (const CurvePoint& point : each.loss) {
            highest = std::max(highest, point.y);
            lowest = std::min(lowest, point.y);
        }
    }
    const int columns = std::max(32, m_lossRect->width());
    const QPen others(theme.color(Ink::Muted).lighter(theme.isDark() ? 80 : 150), 1);
    for (int i = 0; i < foldCount(); ++i) {
        Fold& each = m_folds[static_cast<std::size_t>(i)];
        giveData(each.lossGraph, each.loss, epochs, columns);
        giveData(each.uarGraph, each.uar, epochs, columns);
        const bool current = i == m_current;
        for (QCPGraph* graph : {each.lossGraph, each.uarGraph}) {
            graph->setPen(current ? QPen(theme.color(Ink::Accent), 2) : others);
            graph->setAntialiased(true);
            graph->setLayer(current ? QStringLiteral("axes") : QStringLiteral("main"));
        }
    }
    for (QCPAxisRect* rect : {m_lossRect, m_uarRect})
        rect->axis(QCPAxis::atBottom)->setRange(epochs > 1.0 ? 1.0 : 0.5, std::max(1.5, epochs));
    m_lossRect->axis(QCPAxis::atLeft)->setRange(lowest, highest > lowest ? highest * 1.05 : lowest + 1.0);
    m_uarRect->axis(QCPAxis::atLeft)->setRange(0.0, 1.0);
    if (m_plot->isVisible() && !m_plot->size().isEmpty()) m_plot->replot(QCustomPlot::rpQueuedReplot);
    ++m_replots;
    summaryChanged(this);
}

QString CurveView::plotSummary() const {
    if (isBlank()) return m_sentence;
    const auto drawn = std::count_if(m_folds.begin(), m_folds.end(), [](const Fold& each) { return !each.loss.empty(); });
    QStringList parts{tr("Learning curves of %1 folds.").arg(drawn)};
    if (m_current >= 0) {
        const Fold& each = m_folds[static_cast<std::size_t>(m_current)];
        if (!each.loss.empty())
            parts << (m_updates ? tr("Fold %1: %2 looks, loss %3 at the end.") : tr("Fold %1: %2 epochs, loss %3 at the end."))
                         .arg(each.name)
                         .arg(each.loss.size())
                         .arg(each.loss.back().y, 0, 'f', 3);
        if (!each.uar.empty()) parts << tr("Inner UAR %1 at the end.").arg(scoreText(each.uar.back().y, 2));
    }
    return parts.join(QLatin1Char(' '));
}

QString CurveView::tabSeparated() const {
    QString text =
        QStringLiteral("fold\t%1\tloss\tinner_uar\n").arg(m_updates ? QLatin1String("update") : QLatin1String("epoch"));
    for (const Fold& each : m_folds) {
        for (const CurvePoint& point : each.loss) {
            const auto uar =
                std::find_if(each.uar.begin(), each.uar.end(), [&](const CurvePoint& p) { return p.x == point.x; });
            text += QStringList{each.name, QString::number(point.x), QString::number(point.y, 'g', 7),
                                uar == each.uar.end() ? QString() : QString::number(uar->y, 'g', 7)}
                        .join(QLatin1Char('\t')) +
                    QLatin1Char('\n');
        }
    }
    return text;
}

QSize CurveView::sizeHint() const { return {360, 260}; }
QSize CurveView::minimumSizeHint() const { return {180, 140}; }

void CurveView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        if (!m_folds.empty()) QGuiApplication::clipboard()->setText(tabSeparated());
    } else if (event->key() == Qt::Key_Up && foldCount() > 0) {
        setCurrentFold(std::max(0, m_current - 1));
    } else if (event->key() == Qt::Key_Down && foldCount() > 0) {
        setCurrentFold(std::min(foldCount() - 1, m_current + 1));
    } else {
        QWidget::keyPressEvent(event);
    }
}

void CurveView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    schedule();
}

void CurveView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    schedule();
}

void CurveView::pickAt(const QPoint& point) {
    double nearest = kPickDistance;
    int found = -1;
    for (int i = 0; i < foldCount(); ++i) {
        for (QCPGraph* graph :
             {m_folds[static_cast<std::size_t>(i)].lossGraph, m_folds[static_cast<std::size_t>(i)].uarGraph}) {
            const double distance = graph->selectTest(point, false);
            if (distance >= 0.0 && distance < nearest) {
                nearest = distance;
                found = i;
            }
        }
    }
    if (found >= 0) setCurrentFold(found);
}

void CurveView::showTip(const QPoint& point, const QPoint& global) {
    if (m_current < 0 || (!m_lossRect->rect().contains(point) && !m_uarRect->rect().contains(point))) {
        QToolTip::hideText();
        return;
    }
    const Fold& each = m_folds[static_cast<std::size_t>(m_current)];
    const double x = m_lossRect->axis(QCPAxis::atBottom)->pixelToCoord(point.x());
    const auto nearest = [x](const std::vector<CurvePoint>& points) {
        return std::min_element(points.begin(), points.end(), [x](const CurvePoint& a, const CurvePoint& b) {
            return std::abs(a.x - x) < std::abs(b.x - x);
        });
    };
    if (each.loss.empty()) return;
    const auto loss = nearest(each.loss);
    QString text = (m_updates ? tr("Fold %1, update %2: loss %3") : tr("Fold %1, epoch %2: loss %3"))
                       .arg(each.name)
                       .arg(loss->x)
                       .arg(loss->y, 0, 'f', 3);
    if (!each.uar.empty())
        text += QLatin1Char('\n') + tr("UAR of the inner speakers: %1").arg(scoreText(nearest(each.uar)->y, 3));
    QToolTip::showText(global, text, this);
}

bool CurveView::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_plot) {
        if (event->type() == QEvent::MouseButtonPress) {
            setFocus(Qt::MouseFocusReason);
            pickAt(static_cast<QMouseEvent*>(event)->pos());
        } else if (event->type() == QEvent::ToolTip) {
            const auto* help = static_cast<QHelpEvent*>(event);
            showTip(help->pos(), help->globalPos());
            return true;
        } else if (event->type() == QEvent::Paint && isBlank()) {
            const Theme& theme = Theme::instance();
            QPainter painter(m_plot);
            painter.fillRect(m_plot->rect(), theme.color(Ink::Data));
            painter.setFont(theme.font(Theme::Size::Small));
            painter.setPen(theme.color(Ink::Muted));
            painter.drawText(m_plot->rect(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_sentence);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace prososcope::widgets
