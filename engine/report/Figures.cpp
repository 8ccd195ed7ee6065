// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/Figures.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/core/Csv.h"
#include "engine/report/NumberText.h"

namespace prososcope::report {

namespace {

constexpr double kLine = 16.0;  // from one line of text to the next
constexpr std::size_t kLongestName = 28;

/// A value axis between two places, with few, round ticks.
struct Axis {
    double low = 0.0, high = 1.0;
    double from = 0.0, to = 1.0;  ///< places in the drawing

    [[nodiscard]] double place(double value) const { return from + (value - low) / (high - low) * (to - from); }
    [[nodiscard]] double step(int most) const {
        const double rough = (high - low) / most;
        const double power = std::pow(10.0, std::floor(std::log10(rough)));
        for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
            if (factor * power >= rough * (1.0 - 1e-9)) return factor * power;
        }
        return 10.0 * power;
    }
    /// Ends on round values.
    void roundOut(int most) {
        const double by = step(most);
        low = std::floor(low / by + 1e-9) * by;
        high = std::ceil(high / by - 1e-9) * by;
    }
    template <typename Draw>
    void ticks(int most, Draw draw) const {
        const double by = step(most);
        const int digits = std::max(0, static_cast<int>(-std::floor(std::log10(by) + 1e-9)));
        for (double value = std::ceil(low / by - 1e-9) * by; value <= high + 1e-9 * by; value += by)
            draw(place(value), scoreText(std::abs(value) < 1e-9 * by ? 0.0 : value, digits));
    }
};

double widestName(const std::vector<std::string>& names, double size) {
    double widest = 0.0;
    for (const auto& name : names) widest = std::max(widest, roughWidth(name, size));
    return widest;
}

std::vector<std::string> shortenedAll(const std::vector<std::string>& names, std::size_t most) {
    std::vector<std::string> result;
    for (const auto& name : names) result.push_back(shortened(name, most));
    return result;
}

/// One panel of the learning curves.
struct Curves {
    std::map<int, std::vector<std::pair<int, double>>> folds;  ///< by fold: epoch and value
    std::map<int, std::pair<double, int>> sums;                ///< by epoch, for the mean
    void add(int fold, int epoch, double value) {
        if (!std::isfinite(value)) return;
        folds[fold].emplace_back(epoch, value);
        sums[epoch].first += value;
        ++sums[epoch].second;
    }
};

void drawCurves(Drawing& drawing, const Curves& curves, double left, double width, const std::string& title,
                const std::string& epochWord, bool share) {
    const double top = 26.0;
    const double bottom = drawing.height - 36.0;
    Axis across{1.0, 2.0, left + 44.0, left + width};
    Axis up{0.0, 1.0, bottom, top};
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    for (const auto& [fold, points] : curves.folds) {
        for (const auto& [epoch, value] : points) {
            across.high = std::max(across.high, static_cast<double>(epoch));
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    if (!share && low <= high) {
        up.low = std::min(0.0, low);
        up.high = std::max(high, up.low + 1e-6);
        up.roundOut(5);
    }
    drawing.boldWords({left + 44.0, 14.0}, title);
    up.ticks(5, [&](double y, const std::string& text) {
        drawing.line({across.from, y}, {across.to, y});
        drawing.words({across.from - 6.0, y + 4.0}, text, Anchor::End, Tint::Muted, 10.0);
    });
    across.ticks(5, [&](double x, const std::string& text) {
        drawing.words({x, bottom + 15.0}, text, Anchor::Middle, Tint::Muted, 10.0);
    });
    drawing.words({across.to, bottom + 29.0}, epochWord, Anchor::End, Tint::Muted, 10.0);
    for (const auto& [fold, points] : curves.folds) {
        std::vector<Point> path;
        for (const auto& [epoch, value] : points) path.push_back({across.place(epoch), up.place(value)});
        drawing.path(std::move(path), Tint::Bar, 1.0, 0.7);
    }
    std::vector<Point> mean;
    for (const auto& [epoch, sum] : curves.sums) {
        if (sum.second * 2 <= static_cast<int>(curves.folds.size())) break;  // most folds have ended before
        mean.push_back({across.place(epoch), up.place(sum.first / sum.second)});
    }
    drawing.path(std::move(mean), Tint::Strong, 2.0);
}

}  // namespace

Drawing confusionFigure(const analysis::ConfusionMatrix& matrix, const std::vector<std::string>& classes,
                        const Translate& say) {
    const auto count = static_cast<double>(matrix.classes);
    const double side = std::clamp((kFigureWidth - 190.0) / std::max(count, 1.0), 34.0, 72.0);
    const auto mostChars = static_cast<std::size_t>(std::max(4.0, side / (0.58 * 11.0)));
    const auto rowNames = shortenedAll(classes, kLongestName);
    const double left = 24.0 + widestName(rowNames, 11.0) + 10.0;
    const double top = 40.0;
    Drawing drawing;
    drawing.width = std::min(left + side * count + 64.0, 2.0 * kFigureWidth);
    drawing.height = top + side * count + 10.0;
    drawing.summary = say({TRANSLATABLE("Engine", "Confusion matrix of %1 classes, %2 utterances."),
                           {std::to_string(matrix.classes), std::to_string(matrix.total())}});
    drawing.words({left + side * count / 2.0, 12.0}, say({TRANSLATABLE("Engine", "predicted")}), Anchor::Middle, Tint::Muted);
    drawing.upwardWords({12.0, top + side * count / 2.0}, say({TRANSLATABLE("Engine", "truth")}));
    drawing.words({left + side * count + 34.0, 30.0}, say({TRANSLATABLE("Engine", "recall")}), Anchor::Middle, Tint::Muted);
    const auto recalls = analysis::recalls(matrix);
    for (std::size_t truth = 0; truth < matrix.classes; ++truth) {
        const double y = top + side * static_cast<double>(truth);
        const double x0 = left + side * static_cast<double>(truth);
        drawing.words({left - 8.0, y + side / 2.0 + 4.0}, rowNames[truth], Anchor::End);
        drawing.words({x0 + side / 2.0, 30.0}, shortened(classes[truth], mostChars), Anchor::Middle);
        const auto all = matrix.rowSum(truth);
        for (std::size_t predicted = 0; predicted < matrix.classes; ++predicted) {
            const double x = left + side * static_cast<double>(predicted);
            const auto number = matrix.at(truth, predicted);
            const double level = all > 0 ? static_cast<double>(number) / static_cast<double>(all) : 0.0;
            drawing.cell(x + 0.5, y + 0.5, side - 1.0, side - 1.0, level);
            const double large = side >= 50.0 ? 16.0 : 12.0;
            drawing.wordsOnCell({x + side / 2.0, y + side / 2.0 + 1.0}, std::to_string(number), level, large,
                                truth == predicted);
            if (all > 0) {
                drawing.wordsOnCell({x + side / 2.0, y + side / 2.0 + 15.0}, core::fixedText(100.0 * level, 0) + " %", level,
                                    side >= 50.0 ? 10.0 : 9.0, false);
            }
        }
        drawing.words({left + side * count + 34.0, y + side / 2.0 + 4.0}, scoreText(recalls[truth]), Anchor::Middle);
    }
    const double end = left + side * count;
    for (const double x : {left, end}) drawing.line({x, top}, {x, top + side * count}, Tint::Muted);
    for (const double y : {top, top + side * count}) drawing.line({left, y}, {end, y}, Tint::Muted);
    return drawing;
}

Drawing barFigure(const std::vector<analysis::PartScore>& parts, double chance, double mean, const Translate& say) {
    std::vector<std::string> names;
    for (const auto& part : parts)
        names.push_back(shortened(part.name, kLongestName) +
                        (part.gender.empty() || part.gender == part.name ? "" : ", " + shortened(part.gender, 8)));
    const double left = std::max(60.0, widestName(names, 11.0) + 12.0);
    Drawing drawing;
    drawing.width = kFigureWidth;
    const double top = 22.0;
    drawing.height = top + kLine * static_cast<double>(parts.size()) + 24.0;
    drawing.summary = say({TRANSLATABLE("Engine", "Recall (UAR) of %1 parts as bars."), {std::to_string(parts.size())}});
    const double bottom = top + kLine * static_cast<double>(parts.size());
    const Axis across{0.0, 1.0, left, kFigureWidth - 120.0};
    across.ticks(5, [&](double x, const std::string& text) {
        drawing.line({x, top}, {x, bottom + 2.0});
        drawing.words({x, bottom + 16.0}, text, Anchor::Middle, Tint::Muted, 10.0);
    });
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const double y = top + kLine * static_cast<double>(i);
        const double value = parts[i].uar;
        drawing.words({left - 8.0, y + 12.0}, names[i], Anchor::End);
        if (std::isfinite(value)) drawing.box(left, y + 3.0, across.place(value) - left, kLine - 6.0);
        drawing.words({across.to + 10.0, y + 12.0}, scoreText(value));
        drawing.words({kFigureWidth - 2.0, y + 12.0}, "n = " + std::to_string(parts[i].utterances), Anchor::End, Tint::Muted,
                      10.0);
    }
    const auto mark = [&](double value, const std::string& word, Tint tint, bool dashed) {
        if (!std::isfinite(value)) return;
        drawing.line({across.place(value), top - 4.0}, {across.place(value), bottom + 2.0}, tint, 1.5, dashed);
        drawing.words({across.place(value), top - 8.0}, word, Anchor::Middle, Tint::Muted, 10.0);
    };
    mark(chance, say({TRANSLATABLE("Engine", "chance")}), Tint::Muted, true);
    mark(mean, say({TRANSLATABLE("Engine", "all %1"), {scoreText(mean)}}), Tint::Strong, false);
    return drawing;
}

Drawing curveFigure(const std::vector<store::EpochRecord>& epochs, const Translate& say) {
    Curves loss;
    Curves uar;
    Curves train;
    for (const auto& each : epochs) {
        train.add(each.fold, each.epoch, each.trainLoss);
        if (each.innerLoss) loss.add(each.fold, each.epoch, *each.innerLoss);
        if (each.innerUar) uar.add(each.fold, each.epoch, *each.innerUar);
    }
    Drawing drawing;
    drawing.width = kFigureWidth;
    drawing.height = 240.0;
    drawing.summary = say({TRANSLATABLE("Engine", "Learning curves of %1 folds."), {std::to_string(train.folds.size())}});
    struct Panel {
        const Curves* curves;
        std::string title;
        bool share;
    };
    std::vector<Panel> panels = {{&train, say({TRANSLATABLE("Engine", "training loss")}), false}};
    if (!loss.folds.empty()) panels.push_back({&loss, say({TRANSLATABLE("Engine", "loss, inner speakers")}), false});
    if (!uar.folds.empty()) panels.push_back({&uar, say({TRANSLATABLE("Engine", "UAR, inner speakers")}), true});
    const double width = kFigureWidth / static_cast<double>(panels.size());
    for (std::size_t i = 0; i < panels.size(); ++i) {
        drawCurves(drawing, *panels[i].curves, width * static_cast<double>(i), width - 14.0, panels[i].title,
                   say({TRANSLATABLE("Engine", "epoch")}), panels[i].share);
    }
    return drawing;
}

Drawing reliabilityFigure(const analysis::RunCalibration& calibration, const Translate& say) {
    Drawing drawing;
    drawing.width = 400.0;
    drawing.height = 380.0;
    drawing.summary = say({TRANSLATABLE("Engine", "Accuracy over the largest posterior; expected calibration error %1."),
                           {scoreText(calibration.error)}});
    const Axis across{0.0, 1.0, 56.0, 380.0};
    const Axis up{0.0, 1.0, 270.0, 16.0};
    up.ticks(5, [&](double y, const std::string& text) {
        drawing.line({across.from, y}, {across.to, y});
        drawing.words({across.from - 6.0, y + 4.0}, text, Anchor::End, Tint::Muted, 10.0);
    });
    across.ticks(5, [&](double x, const std::string& text) {
        drawing.words({x, 352.0}, text, Anchor::Middle, Tint::Muted, 10.0);
    });
    std::size_t most = 1;
    for (const auto& bin : calibration.bins) most = std::max(most, bin.rows);
    std::vector<Point> path;
    for (const auto& bin : calibration.bins) {
        if (bin.rows == 0) continue;
        const double height = 48.0 * static_cast<double>(bin.rows) / static_cast<double>(most);
        drawing.box(across.place(bin.low) + 1.0, 334.0 - height, across.place(bin.high) - across.place(bin.low) - 2.0, height);
        path.push_back({across.place(bin.probability), up.place(bin.accuracy)});
    }
    drawing.line({across.from, up.from}, {across.to, up.to}, Tint::Muted, 1.0, true);
    drawing.path(path, Tint::Strong, 1.5);
    for (const auto& point : path) drawing.dot(point, 3.0, Tint::Strong);
    drawing.line({across.from, 334.0}, {across.to, 334.0}, Tint::Muted);
    drawing.upwardWords({14.0, 143.0}, say({TRANSLATABLE("Engine", "accuracy")}));
    drawing.words({50.0, 300.0}, std::to_string(most), Anchor::End, Tint::Muted, 10.0);
    drawing.words({50.0, 334.0}, "0", Anchor::End, Tint::Muted, 10.0);
    drawing.upwardWords({14.0, 310.0}, "n", Tint::Muted);
    drawing.words({218.0, 372.0}, say({TRANSLATABLE("Engine", "largest posterior")}), Anchor::Middle, Tint::Muted);
    return drawing;
}

Drawing intervalFigure(const std::vector<IntervalRow>& rows, const std::string& axis, bool zero) {
    std::vector<std::string> names;
    Axis across;
    across.low = zero ? 0.0 : 1.0;
    across.high = 0.0;
    for (const auto& row : rows) {
        names.push_back(shortened(row.name, 40));
        for (const double value : {row.scored.value, row.scored.interval.low, row.scored.interval.high}) {
            if (!std::isfinite(value)) continue;
            across.low = std::min(across.low, value);
            across.high = std::max(across.high, value);
        }
    }
    if (across.high <= across.low) across.high = across.low + 0.1;
    const double left = widestName(names, 11.0) + 14.0;
    across.from = left;
    across.to = kFigureWidth - 150.0;
    across.roundOut(6);
    Drawing drawing;
    drawing.width = kFigureWidth;
    const double rowHeight = 20.0;
    const double bottom = 8.0 + rowHeight * static_cast<double>(rows.size());
    drawing.height = bottom + 38.0;
    drawing.summary = axis;
    across.ticks(6, [&](double x, const std::string& text) {
        drawing.line({x, 8.0}, {x, bottom});
        drawing.words({x, bottom + 15.0}, text, Anchor::Middle, Tint::Muted, 10.0);
    });
    if (zero) drawing.line({across.place(0.0), 4.0}, {across.place(0.0), bottom}, Tint::Muted, 1.5);
    drawing.words({(across.from + across.to) / 2.0, bottom + 31.0}, axis, Anchor::Middle, Tint::Muted, 10.0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double y = 8.0 + rowHeight * (static_cast<double>(i) + 0.5);
        const auto& scored = rows[i].scored;
        const Tint tint = rows[i].alarming ? Tint::Error : Tint::Strong;
        drawing.words({left - 10.0, y + 4.0}, names[i], Anchor::End, rows[i].alarming ? Tint::Error : Tint::Text);
        if (!std::isfinite(scored.value)) continue;
        if (std::isfinite(scored.interval.low) && std::isfinite(scored.interval.high))
            drawing.line({across.place(scored.interval.low), y}, {across.place(scored.interval.high), y}, tint, 2.0);
        drawing.dot({across.place(scored.value), y}, 4.0, tint);
        drawing.words({across.to + 12.0, y + 4.0}, intervalText(scored.value, scored.interval));
    }
    return drawing;
}

}  // namespace prososcope::report
