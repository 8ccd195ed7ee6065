// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/FeatureTable.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>
#include <cmath>
#include <thread>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/FeatureSetBox.h"
#include "engine/audio/AudioFile.h"
#include "engine/core/Csv.h"
#include "engine/features/ColumnStatistics.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

namespace {

constexpr int kDigits = 5;
constexpr int kMostThreads = 16;
constexpr int kAboutWidth = 440;

/// What a job brings: a line of the table for each column of the set, and what the picture shows.
struct Computed {
    std::vector<features::ColumnStatistics> columns;
    std::shared_ptr<const ComputedFeatures> features;
};

ResultCell cellOf(double value) { return {core::cellText(value), value}; }

std::vector<ResultColumn> columnsOf(const features::FeatureSet& set) {
    std::vector<ResultColumn> columns{{FeatureTable::tr("feature"), "feature", {}, -1}};
    const auto number = [&](const QString& title, const char* key) { columns.push_back({title, key, {}, kDigits, true}); };
    if (set.descriptors() != nullptr) {
        number(FeatureTable::tr("value"), "value");
        return columns;
    }
    number(FeatureTable::tr("mean"), "mean");
    number(FeatureTable::tr("deviation"), "sd");
    number(FeatureTable::tr("least"), "min");
    number(FeatureTable::tr("largest"), "max");
    return columns;
}

std::vector<ResultRow> rowsOf(const features::FeatureSet& set, const Computed& computed) {
    const auto& span = computed.features->span;
    std::vector<ResultRow> rows;
    const bool functionals = set.descriptors() != nullptr;
    for (std::size_t c = 0; c < set.columns().size(); ++c) {
        ResultRow row{span.path, span.start, span.end, {{set.columns()[c]}}};
        const auto& column = computed.columns[c];
        row.cells.push_back(cellOf(column.mean));  // of functionals the one value
        if (!functionals) {
            for (const double value : {column.deviation, column.smallest, column.largest}) row.cells.push_back(cellOf(value));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

core::Result<std::any> computeSpan(const features::FeatureSet& set, const FeatureSpan& span, core::Progress& progress) {
    auto decoding = progress.part(0.0, 0.5);
    const std::filesystem::path path(span.path.toStdString());
    const auto clip = audio::decodeAudio(
        path, {.rateHz = set.rateHz(), .mono = true, .startSeconds = span.start, .endSeconds = span.end}, decoding);
    if (!clip) return core::fail(clip.error());
    std::vector<float> none;
    const auto& mono = (*clip)->channels.empty() ? none : (*clip)->channels[0];
    if (progress.stopRequested()) return core::cancelled();
    const int threads = std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMostThreads);
    auto computing = progress.part(0.5, set.descriptors() != nullptr ? 0.75 : 1.0);
    auto values = features::computeFeatures(set, mono, threads, computing);
    if (!values) return core::fail(values.error());
    if (values->frames == 0) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is too short for a single frame."), {path.filename().string()}});
    }
    Computed made{features::columnStatistics(*values), nullptr};
    ComputedFeatures shown{span, &set, nullptr, made.columns};
    if (set.descriptors() != nullptr) {
        auto describing = progress.part(0.75, 1.0);
        values = features::computeFeatures(*set.descriptors(), mono, threads, describing);
        if (!values) return core::fail(values.error());
        shown.overTime = set.descriptors();
        shown.statistics = features::columnStatistics(*values);
    }
    shown.frames = std::make_shared<const features::FeatureMatrix>(std::move(*values));
    made.features = std::make_shared<const ComputedFeatures>(std::move(shown));
    return std::any(std::move(made));
}

}  // namespace

FeatureTable::FeatureTable(engine_thread::EngineThread* engine, FileLoader* loader, QWidget* parent)
    : ResultTable(tr("Features"), loader, parent),
      m_engine(engine),
      m_sets(new FeatureSetBox(this)),
      m_about(new QLabel(this)),
      m_compute(new QPushButton(tr("Compute"), this)),
      m_cancel(new QPushButton(tr("Cancel"), this)) {
    m_compute->setObjectName("featureCompute");
    m_compute->setToolTip(tr("Computes the set of the selection, or of the whole recording where nothing is selected."));
    m_cancel->setObjectName("featureCancel");
    m_about->setObjectName("featureAbout");
    m_about->setWordWrap(true);
    m_about->setMinimumWidth(kAboutWidth);
    m_about->setFont(widgets::Theme::instance().font(widgets::Theme::Size::Small));
    for (QWidget* widget : std::initializer_list<QWidget*>{m_sets, m_compute, m_cancel}) bar()->addWidget(widget);
    bar()->addWidget(m_about, 1);
    for (QPushButton* button : {m_compute, m_cancel}) button->setAutoDefault(false);
    m_cancel->hide();
    setFocusProxy(m_sets);
    QWidget* before = m_sets;
    for (QWidget* next : std::initializer_list<QWidget*>{m_compute, m_cancel, filter()}) {
        setTabOrder(before, next);
        before = next;
    }
    connect(m_sets, &QComboBox::currentIndexChanged, this, [this] {
        describe();
        Q_EMIT setChanged();
    });
    connect(m_compute, &QPushButton::clicked, this, &FeatureTable::compute);
    connect(m_cancel, &QPushButton::clicked, this, &FeatureTable::cancel);
    describe();
}

FeatureTable::~FeatureTable() { cancel(); }

void FeatureTable::describe() { m_about->setText(m_sets->about()); }

void FeatureTable::chooseSet(const QString& name) { m_sets->chooseSet(name); }

QString FeatureTable::set() const { return m_sets->currentText(); }

void FeatureTable::compute() {
    const auto span = wantedSpan ? wantedSpan() : std::nullopt;
    if (!span) {
        Q_EMIT message(tr("Open a recording to compute its features."), false);
        return;
    }
    if (span->end - span->start > kMostSeconds) {
        Q_EMIT message(
            tr("Select at most %1 minutes: longer parts are computed by prososcope-cli features.").arg(kMostSeconds / 60.0),
            false);
        return;
    }
    const auto* chosen = m_sets->set();
    if (chosen == nullptr) return;
    cancel();
    const auto work = [set = chosen, wanted = *span](core::Progress& progress) { return computeSpan(*set, wanted, progress); };
    m_cancel->show();
    setStatus(tr("Computing"));
    m_job = m_engine->enqueue(tr("%1 of %2").arg(set(), QFileInfo(span->path).fileName()), this, work,
                              [this, set = chosen](const core::Result<std::any>& result) { done(*set, result); });
}

void FeatureTable::cancel() {
    if (m_job != 0) m_engine->cancel(m_job);
}

void FeatureTable::done(const features::FeatureSet& set, const core::Result<std::any>& result) {
    m_job = 0;
    m_cancel->hide();
    setStatus({});
    if (!result) {
        if (result.error().kind != core::ErrorKind::Cancelled)
            Q_EMIT message(engine_thread::translated(result.error().text), true);
        return;
    }
    const auto* made = std::any_cast<Computed>(&*result);
    if (made == nullptr) return;
    model().setColumns(columnsOf(set));
    model().append(rowsOf(set, *made));
    fitColumns();
    Q_EMIT computed(made->features);
}

}  // namespace prososcope::gui
