// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QPointer>
#include <functional>
#include <optional>
#include <vector>

#include "app/gui/Loader.h"
#include "app/gui/Page.h"
#include "app/gui/UtterancePlayer.h"
#include "app/gui/layers/CodeDialog.h"
#include "app/gui/layers/LayersData.h"

class QLabel;
class QPushButton;
class QScrollArea;
class QSplitter;
class QStackedLayout;
class QStackedWidget;
class QTabBar;

namespace prososcope::widgets {
class CorrelationStrip;
}

namespace prososcope::gui {

class ActivationJob;
class EmptyState;
class LayerMap;
class LayerMapPanel;
class LayersControls;
class LayersSelection;
class ProgressRow;
class SentenceRow;
class UnitCard;
class UnitRegressionDialog;
struct FigureContent;
struct ShownUnit;

/// The Layers workspace: what every unit of a network knows of valence, arousal and whatever else is known of a corpus. Maps of
/// correlations of the stored activations of a network, small maps of all speakers, what they say in a sentence, and at the
/// right the picked unit; or the map of utterances by one of its layers, and what is selected there. Activations that are not
/// stored yet are computed by a job; correlations by a loader, anew at each choice. GUI thread.
class LayersPage : public Page {
    Q_OBJECT
public:
    explicit LayersPage(const PageContext& context, QWidget* parent = nullptr);
    ~LayersPage() override;

    [[nodiscard]] QString id() const override { return QStringLiteral("layers"); }
    [[nodiscard]] QString title() const override { return tr("Layers"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("layers"); }
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;
    void activated() override;
    [[nodiscard]] QList<QWidget*> regions() override;
    [[nodiscard]] bool isIdle() const override;
    [[nodiscard]] QList<PageCommand> commands() const override;

    [[nodiscard]] const std::shared_ptr<const LayersResult>& result() const { return m_result; }
    [[nodiscard]] LayersControls* controls() const { return m_controls; }
    [[nodiscard]] widgets::CorrelationHeatmap* heatmap() const { return m_heatmap; }
    [[nodiscard]] widgets::CorrelationStrip* strip() const { return m_strip; }
    [[nodiscard]] UnitCard* card() const { return m_card; }
    [[nodiscard]] ActivationJob* job() const { return m_job; }
    [[nodiscard]] LayersSelection* selectionBar() const { return m_selection; }
    [[nodiscard]] ProgressRow* numbersProgress() const { return m_numbers; }
    [[nodiscard]] LayerMap* map() const { return m_map; }
    [[nodiscard]] LayerMapPanel* mapPanel() const { return m_mapPanel; }
    [[nodiscard]] QTabBar* views() const { return m_views; }
    [[nodiscard]] bool showsMap() const;
    void setShowsMap(bool map);
    /// The units that are selected in the maps, among all layers, sorted.
    [[nodiscard]] std::vector<std::size_t> selection() const;
    [[nodiscard]] UnitRegressionDialog* regressionDialog() const;  ///< null: not open
    [[nodiscard]] CodeDialog* codeDialog() const;                  ///< null: not open
    /// For tests.
    void setCodeBackend(CodeBackend backend) { m_codeBackend = std::move(backend); }
    [[nodiscard]] QString note() const;  ///< what is wrong with what is shown; empty where nothing is
    [[nodiscard]] QString sentence() const;
    void saveFigureTo(const QString& file);
    /// Every statistic of the maps; their differences, if there are, in a second file NAME-difference.csv beside it.
    void saveTableTo(const QString& file);
    void saveSelectionTo(const QString& file);
    /// The map of utterances: those that are selected, or all.
    void saveMapTo(const QString& file, bool selected);

public Q_SLOTS:
    void reload();
    void compute();
    void copySentence();  ///< of the view that is seen
    void askSaveFigure();
    void askSaveTable();
    void copySelection();
    void askSaveSelection();
    void askSaveMap(bool selected);
    void copyMapped();
    /// Opens the window that shows what an autoencoder makes of the utterances that are selected in the map.
    void reconstruct();
    /// Opens the dialog that makes a model of a regression on units; units: chosen ones, numbered among all layers.
    void predictFromUnits(std::vector<std::size_t> units = {});

Q_SIGNALS:
    void resultShown();
    void unitShown();
    void mapShown();
    void saved(const QString& file);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildMaps();
    void buildProgress();
    void connectParts();
    void registerActions();
    /// Of an action that runs only while the page is seen; the context must have a registry.
    void registerAction(const char* id, const QString& text, const QString& description, std::function<void()> run);

    void choicesLoaded(LayersChoices choices);
    void chooseFirst();
    void settingsChanged();
    void openSet();
    void setLoaded(std::shared_ptr<const LayersSet> set);
    void findTaps();
    void showComparable();  ///< with what the chosen set can be compared
    void checkStale();
    void recompute();
    void recomputeCancelled();
    void order();         ///< the units of the maps as they are to stand
    void findClusters();  ///< and once more when they are known
    void showSelection();
    void writeTables(const QString& file, const std::vector<std::size_t>& units);
    [[nodiscard]] QList<PageCommand> differenceCommands(const QStringList& of) const;
    void showResult(std::shared_ptr<const LayersResult> result);
    void showLook();
    void showNothing(const QString& sentence);
    void showStrip();
    void showUnit();
    void showState();
    void setNote(const QString& text, bool error);
    [[nodiscard]] bool lacksSet() const;      ///< what is chosen has no stored activations, or old ones
    [[nodiscard]] bool lacksControl() const;  ///< nor has its untrained control, which is wanted
    void pick(int map, int layer, int unit);
    void setCardShown(bool shown);
    QWidget* buildViews();
    void buildMap();
    void connectMap();
    void registerMapActions();
    void showMap();  ///< gives the map what is shown
    void showMapSelection();
    /// The shown network, where it can make utterances again; else null.
    [[nodiscard]] const store::ModelEntry* decoder() const;
    void restoreMap(const QJsonObject& state);
    [[nodiscard]] QJsonObject saveMap() const;
    [[nodiscard]] QList<PageCommand> mapCommands() const;
    [[nodiscard]] FigureContent figureContent() const;
    /// sentence: with a place for the file's name; problem: why there is none, or empty.
    void tellSaved(const QString& file, const QString& sentence, const QString& problem);
    void playRow(const LayersSet& source, std::size_t row);
    void playListed(int index);
    void openListed(int index);
    void openRow(const LayersSet& source, std::size_t row, const std::optional<ShownUnit>& unit);
    [[nodiscard]] std::optional<ShownUnit> pickedUnit() const;
    [[nodiscard]] std::filesystem::path workspace() const { return m_context.workspaceFolder.toStdString(); }

    PageContext m_context;
    LayersSettings m_settings;
    LayersChoices m_choices;
    bool m_choicesKnown = false;
    QHash<QString, QStringList> m_taps;  ///< of networks that were asked
    std::shared_ptr<const LayersSet> m_set;
    std::shared_ptr<const LayersResult> m_result;
    bool m_stale = false;
    bool m_again = false;                           ///< the set is read once more, though it is shown
    std::shared_ptr<const LayersResult> m_stripOf;  ///< of what the small maps are, and of which target
    int m_stripTarget = -1;
    std::optional<widgets::CorrelationHeatmap::Cell> m_wantedCell;
    std::vector<std::size_t> m_wantedSelection;
    std::shared_ptr<const LayersSet> m_clusteredOf;  ///< of what the clusters are, or are being found
    store::ActivationPool m_clusteredPool = store::ActivationPool::Mean;
    std::shared_ptr<const std::vector<std::uint32_t>> m_clusters;
    bool m_placed = false;
    int m_cardWidth = -1;  ///< as restored; 0: collapsed

    QStackedLayout* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    QPushButton* m_begin = nullptr;
    LayersControls* m_controls = nullptr;
    QLabel* m_note = nullptr;
    ProgressRow* m_progress = nullptr;    ///< of the job
    ProgressRow* m_numbers = nullptr;     ///< of correlations
    ProgressRow* m_clustering = nullptr;  ///< of the order of units
    LayersSelection* m_selection = nullptr;
    QSplitter* m_across = nullptr;
    QTabBar* m_views = nullptr;
    QStackedWidget* m_left = nullptr;   ///< the maps of correlations, or that of utterances
    QStackedWidget* m_right = nullptr;  ///< the picked unit, or the selected utterances
    LayerMap* m_map = nullptr;
    LayerMapPanel* m_mapPanel = nullptr;
    QScrollArea* m_scroll = nullptr;
    widgets::CorrelationHeatmap* m_heatmap = nullptr;
    widgets::CorrelationStrip* m_strip = nullptr;
    SentenceRow* m_sentence = nullptr;
    UnitCard* m_card = nullptr;
    ActivationJob* m_job = nullptr;
    QPointer<QDialog> m_regression;
    QPointer<CodeDialog> m_codes;
    CodeBackend m_codeBackend = CodeBackend::ofEngine();
    UtterancePlayer m_player;
    Loader m_loader;  // last: its destructor waits before anything above goes
};

}  // namespace prososcope::gui
