// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include "app/gui/results/ResultTab.h"
#include "app/gui/results/RunData.h"
#include "engine/report/DialogueTurns.h"

class QPushButton;
class QStackedWidget;
class QTabBar;

namespace prososcope::widgets {
class CurveView;
}

namespace prososcope::gui {

class ClassesTab;
class ComparisonTab;
class DialogueTab;
class GroupTab;
class MatrixTab;
class RecognitionTab;
class ScatterTab;

/// The lower part of Results: views of the run shown behind a bar of tabs, of which those are there that have something to
/// show. Shows what it is given; what it wants computed it asks for by signals, and only while it is seen. GUI thread.
class ResultViews : public QWidget {
    Q_OBJECT
public:
    enum View { Matrix, Classes, Curves, Scatter, Comparison, Group, Dialogues, Recognition, ViewCount };

    explicit ResultViews(QWidget* parent = nullptr);

    /// The run shown, and all runs: among them those to compare with and those of its group. Null: nothing.
    void setRun(const std::shared_ptr<const RunData>& run, const std::vector<store::RunRecord>& all);
    /// The same run among other ones.
    void setOthers(const std::vector<store::RunRecord>& all);
    /// Of the workspace's models, of which run they are does not matter here.
    void setRecognition(std::vector<report::RecognitionAndEmotion> models);
    void showView(View view);  ///< does nothing where it is not there
    [[nodiscard]] View view() const;
    [[nodiscard]] bool has(View view) const;
    [[nodiscard]] QString sentence() const;  ///< of the view shown

    [[nodiscard]] MatrixTab* matrix() const { return m_matrix; }
    [[nodiscard]] ClassesTab* classes() const { return m_classes; }
    [[nodiscard]] ScatterTab* scatter() const { return m_scatter; }
    [[nodiscard]] ComparisonTab* comparison() const { return m_comparison; }
    [[nodiscard]] GroupTab* group() const { return m_group; }
    [[nodiscard]] DialogueTab* dialogues() const { return m_dialogues; }
    [[nodiscard]] RecognitionTab* recognition() const { return m_recognition; }
    [[nodiscard]] widgets::CurveView* curves() const { return m_curves; }
    [[nodiscard]] QTabBar* tabs() const { return m_tabs; }

Q_SIGNALS:
    void listRequested(const prososcope::gui::WantedList& wanted);
    void statusChanged(const QString& text);
    void runRequested(qint64 run);
    void pairRequested(qint64 other);
    void dialoguesRequested();  ///< of the run shown
    void copyRequested();

private:
    void add(QWidget* view, const QString& title);
    void connectTab(ResultTab* tab);
    void ask();  ///< for what the view shown still lacks
    void showTabs();
    void setTabShown(View view, bool shown);
    void fillCurves(bool sameRun);

    std::shared_ptr<const RunData> m_data;
    QTabBar* m_tabs = nullptr;
    QPushButton* m_copy = nullptr;
    QStackedWidget* m_stack = nullptr;
    MatrixTab* m_matrix = nullptr;
    ClassesTab* m_classes = nullptr;
    widgets::CurveView* m_curves = nullptr;
    ScatterTab* m_scatter = nullptr;
    ComparisonTab* m_comparison = nullptr;
    GroupTab* m_group = nullptr;
    DialogueTab* m_dialogues = nullptr;
    RecognitionTab* m_recognition = nullptr;
};

}  // namespace prososcope::gui
