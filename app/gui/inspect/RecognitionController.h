// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <QStringList>

#include "app/gui/Page.h"
#include "app/gui/inspect/UnitRecogniser.h"
#include "widgets/SignalPane.h"

class QAction;

namespace prososcope::widgets {
class HeardUnitPlottable;
}

namespace prososcope::gui {

class AnnotationController;
class InspectPage;
class RecognitionSection;

/// Phonetic units with their emotion in Inspect: the actions that let a model recognise them and keep them as a tier, the pane
/// "recognised" below the emotion, which is there while units of the shown recording are known, and the section of the
/// properties with their vote. Borrows page and annotations. GUI thread.
class RecognitionController : public QObject {
    Q_OBJECT
public:
    RecognitionController(const PageContext& context, InspectPage* page, AnnotationController* annotations);
    ~RecognitionController() override;

    /// What a unit at the cursor, or those of the selection, say; empty texts where nothing is known.
    struct Reading {
        QString text;
        QString tip;
    };

    [[nodiscard]] UnitRecogniser* recogniser() const { return m_recogniser; }
    [[nodiscard]] const widgets::HeardUnitPlottable& plottable() const { return *m_plottable; }
    /// Of the shown recording; null: nothing is known.
    [[nodiscard]] std::shared_ptr<const RecognisedUnits> units() const;
    /// Lets the chosen model recognise the units of the shown recording; says what is missing where there is none.
    void recognise();
    /// Adds what was recognised behind the recording's tiers, as one step of undo.
    void keepAsTier();
    [[nodiscard]] Reading reading() const;
    /// For figures: how the units came about and voted; empty where none is seen.
    [[nodiscard]] QString figureSentence() const;
    /// Words of command lines that write what is shown of a recording, without the program's name.
    [[nodiscard]] QList<QStringList> commands() const;

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

Q_SIGNALS:
    /// What is shown or known of it has changed.
    void changed();

private:
    void addActions();
    void begin();
    void show();

    PageContext m_context;
    InspectPage* m_page;
    AnnotationController* m_annotations;
    UnitRecogniser* m_recogniser;
    QPointer<widgets::SignalPane> m_pane;
    widgets::HeardUnitPlottable* m_plottable;
    QPointer<RecognitionSection> m_section;
    QAction* m_recognise = nullptr;  ///< the registry's
    QAction* m_keep = nullptr;
};

}  // namespace prososcope::gui
