// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <memory>
#include <optional>

#include "app/gui/Page.h"
#include "app/gui/inspect/FeatureTable.h"

namespace prososcope::widgets {
class FeaturePlottable;
class SignalPane;
}  // namespace prososcope::widgets

namespace prososcope::gui {

class BottomPanel;
class InspectPage;

/// The features of the shown recording: the table below it, the pane with their picture, and the action that opens both. The
/// pane is there while the recording is the one that was computed. GUI thread.
class FeatureController : public QObject {
    Q_OBJECT
public:
    /// `page` and `panel` are borrowed; table and pane belong to panel and page.
    FeatureController(InspectPage* page, const PageContext& context, BottomPanel* panel);
    ~FeatureController() override;

    [[nodiscard]] FeatureTable* table() const { return m_table; }
    [[nodiscard]] const widgets::FeaturePlottable& plottable() const { return *m_plottable; }
    /// The set over time in the picture; null while there is none.
    [[nodiscard]] const features::FeatureSet* shownSet() const { return m_features ? m_features->overTime : nullptr; }

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

private:
    [[nodiscard]] std::optional<FeatureSpan> span() const;
    void show();
    void follow();

    InspectPage* m_page;
    BottomPanel* m_panel;
    std::unique_ptr<FileLoader> m_loader;
    FeatureTable* m_table;
    QPointer<widgets::SignalPane> m_pane;
    widgets::FeaturePlottable* m_plottable;
    std::shared_ptr<const ComputedFeatures> m_features;
};

}  // namespace prososcope::gui
