// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <optional>

#include "app/gui/Page.h"
#include "app/gui/inspect/TranscriptWriter.h"
#include "widgets/SignalPane.h"

class QAction;

namespace prososcope::widgets {
class AlignmentPlottable;
}

namespace prososcope::gui {

class AnnotationController;
class InspectPage;
class RecordingModel;
class TranscriptSection;

/// What is said, in Inspect: the actions that let a recogniser write it down and keep its words as a tier, the pane
/// "transcript" below the spectrogram with the characters over time, which is there while a transcript of the shown recording
/// is known, and the section of the properties with the text. Of a recording longer than kLongestAlignedSeconds the selection
/// is written down, or what is in sight. Borrows page and annotations. GUI thread.
class TranscriptController : public QObject {
    Q_OBJECT
public:
    TranscriptController(const PageContext& context, InspectPage* page, AnnotationController* annotations);
    ~TranscriptController() override;

    [[nodiscard]] TranscriptWriter* writer() const { return m_writer; }
    [[nodiscard]] const widgets::AlignmentPlottable& plottable() const { return *m_plottable; }
    /// Of the shown recording; null: nothing is known.
    [[nodiscard]] std::shared_ptr<const WrittenTranscript> transcript() const;
    /// Lets the chosen recogniser write down the shown recording; says what is missing where it cannot.
    void write();
    /// Adds the words behind the recording's tiers, as one step of undo.
    void keepAsTier();
    /// For figures: what the picture is; empty where none is seen.
    [[nodiscard]] QString figureSentence() const;
    /// Words of a command line that writes what is shown, without the program's name; empty where nothing is.
    [[nodiscard]] QStringList command() const;

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

private:
    void addActions();
    void begin();
    void show();
    void hovered(double seconds, double value);
    [[nodiscard]] std::optional<SecondsSpan> stretch(RecordingModel& recording) const;

    PageContext m_context;
    InspectPage* m_page;
    AnnotationController* m_annotations;
    TranscriptWriter* m_writer;
    QPointer<widgets::SignalPane> m_pane;
    widgets::AlignmentPlottable* m_plottable;
    std::shared_ptr<const WrittenTranscript> m_plotted;
    QPointer<TranscriptSection> m_section;
    QAction* m_write = nullptr;  ///< the registry's
    QAction* m_keep = nullptr;
};

}  // namespace prososcope::gui
