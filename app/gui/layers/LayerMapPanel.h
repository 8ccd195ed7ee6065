// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "app/gui/layers/LayerMapData.h"

class QLabel;
class QPushButton;

namespace prososcope::widgets {
class ClassCounts;
}

namespace prososcope::gui {

class TextTable;
class UtteranceList;

/// What is selected in the map of utterances, at the right of Layers: how many, by class and by speaker, and the utterances
/// themselves, to be heard and opened. Shows what it is given. GUI thread.
class LayerMapPanel : public QWidget {
    Q_OBJECT
public:
    explicit LayerMapPanel(QWidget* parent = nullptr);

    /// rows: selected ones, sorted. Without a map, or where none is selected, it says how to select.
    void setSelected(const LayerMapResult* result, const std::vector<std::size_t>& rows);
    /// Whether the network can make utterances again: of others the button for that is not there.
    void setDecodes(bool decodes);

    [[nodiscard]] UtteranceList* list() const { return m_list; }
    [[nodiscard]] widgets::ClassCounts* classes() const { return m_classes; }
    [[nodiscard]] TextTable* speakers() const { return m_speakers; }
    [[nodiscard]] QString title() const;

Q_SIGNALS:
    void copyRequested();
    void saveRequested();
    void clearRequested();
    void reconstructRequested();

private:
    QPushButton* addButton(const char* name, const QString& text, const QString& tip);
    void showClasses(const LayerMapResult& result, const std::vector<std::size_t>& rows);
    void showSpeakers(const LayerMapResult& result, const std::vector<std::size_t>& rows);
    void showList(const LayerMapResult& result, const std::vector<std::size_t>& rows);
    void applyTheme();

    QLabel* m_title = nullptr;
    QLabel* m_hint = nullptr;
    QWidget* m_parts = nullptr;
    QWidget* m_buttons = nullptr;
    QPushButton* m_reconstruct = nullptr;
    widgets::ClassCounts* m_classes = nullptr;
    TextTable* m_speakers = nullptr;
    UtteranceList* m_list = nullptr;
};

}  // namespace prososcope::gui
