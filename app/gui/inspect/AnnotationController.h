// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <functional>
#include <memory>

#include "app/gui/Page.h"
#include "app/gui/UndoActions.h"
#include "app/gui/inspect/AnnotationModel.h"
#include "app/gui/inspect/FileLoader.h"

namespace prososcope::gui {

class AnnotationSaver;
class InspectPage;
class RecordingModel;

/// The annotations of all open recordings and their files: an annotation that lies beside a recording is opened with it,
/// one that is opened or dropped finds its recording, and what was edited is saved, or asked about before it goes.
/// Each open recording has exactly one AnnotationModel, from `opened` until `closing`. Files are read and written on a
/// loader of its own. Everything a person should know is told by the page's message. GUI thread.
class AnnotationController : public QObject, public UndoTarget {
    Q_OBJECT
public:
    AnnotationController(InspectPage* page, const PageContext& context);
    ~AnnotationController() override;

    /// Of the shown recording; null where none is shown or it is not open yet.
    [[nodiscard]] AnnotationModel* current() const;
    [[nodiscard]] AnnotationModel* of(const RecordingModel* recording) const;
    /// All open ones, in the order in which they were opened.
    [[nodiscard]] const QList<AnnotationModel*>& models() const { return m_models; }

    /// Whether the file's ending is one of an annotation's (the content decides later).
    [[nodiscard]] static bool isAnnotation(const QString& path);
    /// Opens the recording that lies beside the file and the file with it; without one the file belongs to the recording
    /// shown. Asks first where that one's annotation has changes.
    void openAnnotation(const QString& path);
    /// Reads the file in place of the model's document, asking first where that has changes.
    void open(AnnotationModel* model, const QString& path);
    /// The annotation's file where there is one, for the session; else empty.
    [[nodiscard]] QString fileOf(const RecordingModel* recording) const;
    /// The file to be opened with a recording that is about to be opened, instead of what lies beside it; empty for none.
    void expect(const QString& recordingPath, const QString& annotationPath);

    [[nodiscard]] QString undoName() const override;
    [[nodiscard]] QString redoName() const override;
    void undo() override;
    void redo() override;

    /// To its file. `then` is called once it is written.
    void save(AnnotationModel* model, std::function<void()> then = {});
    /// Saves, then asks the Train page for a corpus of the active tier of all recordings in this folder. fineTune: the model
    /// that is to be fine-tuned on it then, empty: none.
    void makeCorpus(AnnotationModel& model, const QString& fineTune);
    /// The same with the model in use, or with the first that can be fine-tuned.
    void fineTune(AnnotationModel& model);
    [[nodiscard]] FileLoader* loader() const { return m_loader.get(); }
    [[nodiscard]] AnnotationSaver* saver() const { return m_saver; }

    /// Whether the recording may be closed now. False where a person is asked first; the page's closeDocument is called
    /// again when the answer allows it.
    [[nodiscard]] bool mayClose(RecordingModel* recording);
    /// The same for all of them and the window.
    [[nodiscard]] bool mayCloseAll();
    /// Nothing is being read or written.
    [[nodiscard]] bool isIdle() const;

Q_SIGNALS:
    void currentChanged();
    void opened(prososcope::gui::AnnotationModel* model);
    /// The first of several annotations beside its recording has been opened; `others` are the paths of those left.
    void severalBeside(prososcope::gui::AnnotationModel* model, const QStringList& others);
    /// Something is about to be saved, or asked about: what is being typed should be committed now.
    void aboutToSave();
    /// Its recording is being closed; what was not saved is not wanted. Called before it goes.
    void closing(prososcope::gui::AnnotationModel* model);

private:
    struct Read;
    void addActions();
    void follow();
    void attach(RecordingModel* recording);
    void findBeside(AnnotationModel* model);
    void deliver(AnnotationModel* model, Read& read);
    void tellLengths(AnnotationModel* model);
    void refresh();
    void read(AnnotationModel* model, const QString& path);
    /// Save, discard or stay: `proceed` is called with whether the changes are not wanted, never where the person stays.
    void ask(const QList<AnnotationModel*>& models, std::function<void(bool)> proceed);
    void chooseFile();
    [[nodiscard]] RecordingModel* recordingOf(const AnnotationModel* model) const;

    InspectPage* m_page;
    PageContext m_context;
    std::unique_ptr<FileLoader> m_loader;
    AnnotationSaver* m_saver;
    QList<AnnotationModel*> m_models;
    QHash<QString, QString> m_expected;
    QSet<RecordingModel*> m_awaited;  ///< recordings that are being opened
    QSet<QObject*> m_released;        ///< recordings whose changes are not wanted any more
    bool m_allReleased = false;
    int m_reading = 0;
};

}  // namespace prososcope::gui
