// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QScrollArea>

#include "app/gui/corpus/CorpusSource.h"

class QLabel;
class QVBoxLayout;

namespace prososcope::widgets {
class HistogramView;
class RatingPlane;
class SpeakerClasses;
}  // namespace prososcope::widgets

namespace prososcope::gui {

class LabelFields;
class PanelSection;
class PlotOrTable;
class QualityView;
class RatersView;

/// The right panel of a corpus's page in sections that open and close: the chosen utterance, the distributions of what is
/// listed, the quality of the recordings, where the corpus comes from, and the edits of its labels. GUI thread.
class CorpusPanel : public QScrollArea {
    Q_OBJECT
public:
    explicit CorpusPanel(QWidget* parent = nullptr);

    void setHead(const CorpusHead& head);
    void setOverview(const CorpusOverview& overview);
    [[nodiscard]] LabelFields* labels() const { return m_labels; }
    [[nodiscard]] QualityView* quality() const { return m_quality; }
    [[nodiscard]] RatersView* raters() const { return m_raters; }
    [[nodiscard]] widgets::SpeakerClasses* speakers() const { return m_speakers; }
    [[nodiscard]] widgets::HistogramView* durations() const { return m_durations; }
    [[nodiscard]] widgets::RatingPlane* ratings() const { return m_ratings; }
    [[nodiscard]] PanelSection* section(const QString& name) const;
    [[nodiscard]] QString about() const;
    [[nodiscard]] QString edits() const;
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

private:
    PanelSection* add(const char* name, const QString& title, QWidget* content, bool open);
    void applyTheme();
    void fillAbout(const CorpusHead& head);
    void fillEdits(const CorpusHead& head);

    QVBoxLayout* m_layout = nullptr;
    QList<PanelSection*> m_sections;
    LabelFields* m_labels = nullptr;
    widgets::SpeakerClasses* m_speakers = nullptr;
    widgets::HistogramView* m_durations = nullptr;
    widgets::RatingPlane* m_ratings = nullptr;
    QList<PlotOrTable*> m_plots;
    QualityView* m_quality = nullptr;
    RatersView* m_raters = nullptr;
    QLabel* m_about = nullptr;
    QLabel* m_edits = nullptr;
};

}  // namespace prososcope::gui
