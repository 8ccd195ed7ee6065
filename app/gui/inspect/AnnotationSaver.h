// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <functional>
#include <vector>

#include "app/gui/inspect/AnnotationModel.h"
#include "app/gui/inspect/FileLoader.h"

class QWidget;

namespace prososcope::gui {

/// Writes annotations on a loader. What the format would lose is named before anything is written; a file that another program
/// has changed, or that stands where a new one was proposed, is replaced only when a person says so; where a folder
/// cannot be written it says why and offers another place. Questions are windows of their own and block nothing.
/// `then` is called once, after the file is written; never where the person gave up. GUI thread.
class AnnotationSaver : public QObject {
    Q_OBJECT
public:
    using Then = std::function<void()>;

    /// Both are borrowed: the loader outlives this, `window` is what questions stand before.
    AnnotationSaver(FileLoader* loader, QWidget* window, QObject* parent = nullptr);

    /// To the file and format it came from; a new one to the proposed place.
    void save(AnnotationModel* model, Then then = {});
    /// Asks where to and in which format.
    void saveAs(AnnotationModel* model, Then then = {});
    void saveTo(AnnotationModel* model, const std::filesystem::path& file, annotation::FileFormat format, Then then = {});
    [[nodiscard]] bool isIdle() const { return m_running.isEmpty(); }

Q_SIGNALS:
    void message(const QString& text, bool error);

private:
    /// A save with what has been agreed to.
    struct Job {
        annotation::SaveRequest request;
        bool isNew = false;    ///< nothing of that name is expected to be there
        QStringList accepted;  ///< losses that were named already
        Then then;
    };
    struct Outcome;
    void start(AnnotationModel* model, Job job);
    void finish(AnnotationModel* model, Job job, const Outcome& outcome);
    void askAboutLosses(AnnotationModel* model, Job job, const QStringList& losses);
    void askAboutFile(AnnotationModel* model, Job job, const QString& problem);
    void offerOtherPlace(AnnotationModel* model, const Job& job, const QString& problem);

    FileLoader* m_loader;
    QPointer<QWidget> m_window;
    QHash<AnnotationModel*, std::vector<Then>> m_running;  ///< with the saves asked for in the meantime
    QHash<AnnotationModel*, QStringList> m_accepted;
};

/// The text of a list of losses or notes for a question: each on a line of its own, at most ten.
[[nodiscard]] QString listText(const QStringList& sentences);

}  // namespace prososcope::gui
