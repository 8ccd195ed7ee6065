// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QPointer>
#include <QStringList>
#include <QTimer>
#include <memory>
#include <optional>

#include "app/gui/Page.h"
#include "app/gui/inspect/AttentionLook.h"

class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;

namespace prososcope::widgets {
class AttentionGrid;
class AttentionView;
}  // namespace prososcope::widgets

namespace prososcope::gui {

class InspectPage;
struct FigureContent;
class RecordingModel;
class TaskRow;

/// Where the heads of a network with self-attention look in the selection of the shown recording, or in what is in sight: small
/// maps of all heads, the chosen one large, and what it does in numbers. Follows selection and view while it is open, beside
/// the window; a click puts the recording's cursor onto the frame that is looked at. Borrows the page. GUI thread.
class AttentionDialog : public QDialog {
    Q_OBJECT
public:
    /// Of a longer part only so much is looked at: what the largest encoders allow, whose many heads share the room that
    /// backend::kMostAttentionValues sets (HuBERT of 48 layers, 8.3 s).
    static constexpr double kMostSeconds = 8.0;

    AttentionDialog(const PageContext& context, InspectPage* page);
    ~AttentionDialog() override;

    [[nodiscard]] widgets::AttentionGrid* grid() const { return m_grid; }
    [[nodiscard]] widgets::AttentionView* view() const { return m_view; }
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QString note() const;
    /// Words of the command line that writes what is shown, without the program's name; empty where nothing is.
    [[nodiscard]] QStringList command() const;
    /// PNG, SVG or PDF: the maps; CSV: the numbers of all heads.
    void saveTo(const QString& file);
    /// All that was asked for is shown or written.
    [[nodiscard]] bool isIdle() const;

Q_SIGNALS:
    void saved(const QString& file);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void follow();
    void refresh();
    void listed();
    void showAttention(std::shared_ptr<const AttentionShown> attention);
    [[nodiscard]] QString missing(bool hasRecording) const;  ///< why nothing can be looked at
    [[nodiscard]] QString shownPart() const;                 ///< of the recording, in words
    void fitGrid();  ///< all of it is seen where it takes no more than half of the width
    void showHead();
    void setNote(const QString& text);
    void copyNumbers() const;
    void askSave();
    /// The maps, as they are seen.
    [[nodiscard]] FigureContent figure() const;
    [[nodiscard]] std::optional<SecondsSpan> wanted() const;
    [[nodiscard]] const UnitNetwork* network() const;

    PageContext m_context;
    InspectPage* m_page;
    UnitTracks* m_networks;  ///< the page's: lists them and has opened them
    AttentionLook* m_look;
    QPointer<RecordingModel> m_recording;
    /// What a look is of.
    struct Of {
        QString network;
        std::string weights;  ///< their SHA-256
        QString recording;    ///< its path
        SecondsSpan span;
        bool cut = false;  ///< more is in sight
        bool operator==(const Of&) const = default;
    };
    Of m_wanted;
    Of m_of;  ///< what is shown
    std::shared_ptr<const AttentionShown> m_shown;
    QTimer m_refresh;

    QComboBox* m_network;
    QLabel* m_note;
    QLabel* m_cross;
    QLabel* m_sentence;
    QScrollArea* m_scroll = nullptr;
    widgets::AttentionGrid* m_grid;
    widgets::AttentionView* m_view;
    TaskRow* m_row;
    QPushButton* m_copy;
    QPushButton* m_save;
    Loader m_writer;  // last: its destructor waits before anything above goes
};

}  // namespace prososcope::gui
