// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTimer>
#include <QWidget>
#include <memory>

#include "app/gui/Loader.h"
#include "app/gui/layers/LayerMapData.h"

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace prososcope::widgets {
class PointCloud;
}

namespace prososcope::gui {

class FlowLayout;
class ProgressRow;
class SentenceRow;

/// The map of utterances in Layers: every utterance of a stored set as a point, those that a layer hears alike side by side.
/// Chooses layer, projection and colours, and has places computed by a Loader while it is seen; they are kept while the set
/// stays. Plays and opens nothing itself. GUI thread.
class LayerMap : public QWidget {
    Q_OBJECT
public:
    explicit LayerMap(QWidget* parent = nullptr);
    ~LayerMap() override;

    /// What is shown; places of other activations are forgotten, those of the same ones with other labels are not.
    void setSet(std::shared_ptr<const LayersSet> set, store::ActivationPool pool);
    /// There is no set, and why.
    void setNothing(const QString& sentence);
    /// Whether somebody looks; nothing is computed otherwise.
    void setActive(bool active);

    [[nodiscard]] const LayerMapSettings& settings() const { return m_settings; }
    void setSettings(const LayerMapSettings& settings);
    /// Rows that are selected once the first map is there.
    void wantSelection(std::vector<int> rows) { m_wanted = std::move(rows); }

    [[nodiscard]] const std::shared_ptr<const LayerMapResult>& result() const { return m_result; }  ///< null: none is shown
    [[nodiscard]] std::vector<std::size_t> selection() const;                                       ///< rows, sorted
    /// The same, or what is to be selected once there is a map.
    [[nodiscard]] std::vector<int> keptSelection() const;
    [[nodiscard]] QString sentence() const;
    void copySentence();
    [[nodiscard]] bool isIdle() const { return m_loader.isIdle(); }
    [[nodiscard]] widgets::PointCloud* cloud() const { return m_cloud; }
    [[nodiscard]] ProgressRow* progress() const { return m_progress; }
    [[nodiscard]] QComboBox* layerBox() const { return m_layer; }
    [[nodiscard]] QComboBox* methodBox() const { return m_method; }
    [[nodiscard]] QComboBox* colourBox() const { return m_colour; }
    [[nodiscard]] QSpinBox* perplexityBox() const { return m_perplexity; }
    [[nodiscard]] QCheckBox* playOnHoverBox() const { return m_playOnHover; }

Q_SIGNALS:
    void shown();  ///< another map, or none
    void selectionChanged();
    void statusChanged(const QString& text);
    void playRequested(std::size_t row);
    void openRequested(std::size_t row);
    void message(const QString& text, bool error);

private:
    void buildBar();
    QComboBox* addChooser(const char* name, const QString& caption, const QString& tip);
    void connectParts();
    void fillLayers();
    void fillColours();
    void showSettings();
    void changed(const LayerMapSettings& settings);
    void compute();
    void showResult(std::shared_ptr<const LayerMapResult> result);
    void showColours();
    void showNothing(const QString& sentence);
    void cancelled();
    void tell();
    [[nodiscard]] QString key() const;

    std::shared_ptr<const LayersSet> m_set;
    store::ActivationPool m_pool = store::ActivationPool::Mean;
    LayerMapSettings m_settings;
    LayerMapSettings m_shownSettings;
    std::shared_ptr<const LayerMapResult> m_result;
    std::shared_ptr<const std::vector<experiment::MapColumn>> m_columns;  ///< of the set
    QHash<QString, std::shared_ptr<const learn::Projection>> m_kept;      ///< of its activations, by what was chosen
    std::vector<int> m_wanted;
    bool m_active = false;
    bool m_filling = false;

    FlowLayout* m_flow = nullptr;
    QComboBox* m_layer = nullptr;
    QComboBox* m_method = nullptr;
    QSpinBox* m_perplexity = nullptr;
    QWidget* m_perplexityPart = nullptr;
    QComboBox* m_colour = nullptr;
    QCheckBox* m_playOnHover = nullptr;
    widgets::PointCloud* m_cloud = nullptr;
    SentenceRow* m_sentence = nullptr;
    ProgressRow* m_progress = nullptr;
    QTimer m_hover;
    Loader m_loader;  // last: its destructor waits before anything above goes
};

}  // namespace prososcope::gui
