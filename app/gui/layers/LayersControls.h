// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>
#include <QWidget>
#include <functional>

#include "app/gui/layers/LayersData.h"

class QAction;
class QComboBox;
class QPushButton;

namespace prososcope::gui {

class FlowLayout;
class MenuButton;

/// The row of what is chosen in Layers, from the network to the look of its maps. What there is to choose is given to it; what
/// a person changes comes out as `changed`. GUI thread.
class LayersControls : public QWidget {
    Q_OBJECT
public:
    explicit LayersControls(QWidget* parent = nullptr);

    /// taps: of the chosen encoder, as far as they are known.
    void setChoices(const LayersChoices& choices, const QStringList& taps);
    /// Targets and speakers of what is shown; null: there are none.
    void setSet(const LayersSet* set);
    [[nodiscard]] const LayersSettings& settings() const { return m_settings; }
    /// Stored sets that can be compared with, by the names of their files, and how they are called.
    void setComparable(QList<std::pair<QString, QString>> sets);
    /// Does not tell `changed`.
    void setSettings(const LayersSettings& settings);
    /// Whether activations can be computed, and what the button then says.
    void setCompute(bool enabled, const QString& text, bool primary);
    void setCanExport(bool can);
    /// Whether what belongs to correlations alone (targets, statistics, looks) is there; the map of utterances has none of it.
    void setForMap(bool map);

    [[nodiscard]] QComboBox* encoder() const { return m_encoder; }
    [[nodiscard]] QComboBox* speakers() const { return m_speakers; }
    [[nodiscard]] QComboBox* control() const { return m_control; }
    [[nodiscard]] QComboBox* correction() const { return m_correction; }
    [[nodiscard]] QComboBox* comparison() const { return m_comparison; }
    [[nodiscard]] MenuButton* statistics() const { return m_statistics; }
    [[nodiscard]] QComboBox* order() const { return m_order; }
    [[nodiscard]] QComboBox* look() const { return m_look; }
    [[nodiscard]] QListWidget* targets() const { return m_targetList; }
    [[nodiscard]] QPushButton* compute() const { return m_compute; }

Q_SIGNALS:
    void changed();
    void computeRequested();
    void exportRequested();

private:
    QComboBox* addChooser(const char* name, const QString& caption, const QString& tip);
    MenuButton* addMenu(const char* name, const QString& caption, const QString& tip);
    void addCaptioned(const QString& caption, QWidget* control);
    void buildTargets();
    void buildStatistics();
    void choose(QComboBox* box, const std::function<void(LayersSettings&)>& take);
    void showSettings();
    void showTargets();
    void showOrders();
    void showComparisons();
    void showStatistics();
    void tell(const LayersSettings& before);

    LayersSettings m_settings;
    std::vector<experiment::TargetChoice> m_targetChoices;
    bool m_filling = false;
    QList<QWidget*> m_ofCorrelations;
    FlowLayout* m_flow = nullptr;
    QComboBox* m_encoder = nullptr;
    QComboBox* m_tap = nullptr;
    QComboBox* m_corpus = nullptr;
    QComboBox* m_pool = nullptr;
    MenuButton* m_targets = nullptr;
    QListWidget* m_targetList = nullptr;
    QComboBox* m_speakers = nullptr;
    MenuButton* m_statistics = nullptr;
    QAction* m_pearson = nullptr;
    QAction* m_spearman = nullptr;
    QAction* m_duration = nullptr;
    QAction* m_level = nullptr;
    QAction* m_permutations = nullptr;
    QAction* m_allTargets = nullptr;
    QComboBox* m_correction = nullptr;
    QComboBox* m_control = nullptr;
    QComboBox* m_comparison = nullptr;
    QList<std::pair<QString, QString>> m_comparable;
    QComboBox* m_order = nullptr;
    QComboBox* m_look = nullptr;
    QPushButton* m_compute = nullptr;
    QPushButton* m_export = nullptr;
};

}  // namespace prososcope::gui
