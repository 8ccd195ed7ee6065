// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/AnnotationController.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <algorithm>
#include <cmath>
#include <system_error>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/inspect/AnnotationSaver.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "engine/annotation/Beside.h"
#include "engine/annotation/TextGrid.h"

namespace prososcope::gui {

using annotation::AnnotationDocument;
using annotation::FileFormat;
using engine_thread::translated;

namespace {

constexpr double kSameLength = 0.01;   // seconds between the ends of an annotation and its recording that nobody minds
constexpr std::size_t kMostNotes = 2;  // as sentences of their own; the message bar holds three

QString secondsText(double seconds) { return QLocale().toString(seconds, 'f', 3); }

}  // namespace

/// What a loader read.
struct AnnotationController::Read {
    std::filesystem::path path;  ///< empty: there was nothing to read
    core::Result<AnnotationDocument::Opened> opened = core::cancelled();
    bool beside = false;
    std::vector<std::filesystem::path> others;  ///< that lie beside the recording too
};

AnnotationController::AnnotationController(InspectPage* page, const PageContext& context)
    : QObject(page),
      m_page(page),
      m_context(context),
      m_loader(std::make_unique<FileLoader>(1)),
      m_saver(new AnnotationSaver(m_loader.get(), page, this)) {
    connect(page, &InspectPage::currentChanged, this, &AnnotationController::follow);
    addActions();
    refresh();
}

AnnotationController::~AnnotationController() = default;

AnnotationModel* AnnotationController::current() const { return of(m_page->current()); }

AnnotationModel* AnnotationController::of(const RecordingModel* recording) const {
    const auto found = std::find_if(m_models.begin(), m_models.end(),
                                    [&](const AnnotationModel* model) { return model->parent() == recording; });
    return recording != nullptr && found != m_models.end() ? *found : nullptr;
}

RecordingModel* AnnotationController::recordingOf(const AnnotationModel* model) const {
    return qobject_cast<RecordingModel*>(model->parent());
}

void AnnotationController::follow() {
    auto* recording = m_page->current();
    if (recording != nullptr && of(recording) == nullptr) {
        if (recording->state() == RecordingModel::State::Open) {
            attach(recording);
        } else if (!m_awaited.contains(recording)) {
            m_awaited.insert(recording);
            connect(recording, &QObject::destroyed, this, [this, recording] { m_awaited.remove(recording); });
            connect(recording, &RecordingModel::opened, this, [this, recording] {
                m_awaited.remove(recording);
                if (of(recording) == nullptr) attach(recording);
                if (m_page->current() == recording) {
                    refresh();
                    Q_EMIT currentChanged();
                }
            });
        }
    }
    refresh();
    Q_EMIT currentChanged();
}

void AnnotationController::attach(RecordingModel* recording) {
    auto* model = new AnnotationModel(recording->path(), recording->duration(), recording);
    m_models.append(model);
    connect(model, &QObject::destroyed, this, [this, model, recording] {
        m_models.removeOne(model);
        m_released.remove(recording);
    });
    connect(model, &AnnotationModel::stateChanged, this, [this, model] {
        if (auto* shown = recordingOf(model); shown != nullptr) m_page->setModified(shown, model->isDirty());
        if (model == current()) refresh();
    });
    connect(model, &AnnotationModel::refused, this, [this](const QString& problem) { Q_EMIT m_page->message(problem, false); });
    Q_EMIT opened(model);
    const QString expected = m_expected.take(recording->path());
    if (expected.isEmpty()) {
        findBeside(model);
    } else {
        open(model, expected);
    }
}

void AnnotationController::findBeside(AnnotationModel* model) {
    model->setLoading(true);
    ++m_reading;
    const std::filesystem::path sound(model->recordingPath().toStdString());
    const double duration = model->duration();
    m_loader->run(this, 10, [this, guard = QPointer(model), sound, duration](const std::stop_token&) -> FileLoader::Deliver {
        auto read = std::make_shared<Read>();
        read->beside = true;
        for (const auto& path : annotation::possibleAnnotationsBeside(sound)) {
            auto opened = AnnotationDocument::open(path, {duration});
            // A text or a table that cannot be read as an annotation is none.
            const auto format = annotation::formatOf(path);
            const bool surely = format == FileFormat::TextGrid || format == FileFormat::Elan;
            if (!opened && !surely) continue;
            if (!read->path.empty()) {
                read->others.push_back(path);
                continue;
            }
            read->path = path;
            read->opened = std::move(opened);
        }
        return [this, guard, read] {
            --m_reading;
            if (guard) deliver(guard, *read);
        };
    });
}

void AnnotationController::open(AnnotationModel* model, const QString& path) {
    Q_EMIT aboutToSave();
    if (!model->isDirty()) {
        read(model, path);
        return;
    }
    ask({model}, [this, guard = QPointer(model), path](bool) {
        if (guard) read(guard, path);
    });
}

void AnnotationController::read(AnnotationModel* model, const QString& path) {
    model->setLoading(true);
    ++m_reading;
    const std::filesystem::path file(path.toStdString());
    const double duration = model->duration();
    m_loader->run(this, 10, [this, guard = QPointer(model), file, duration](const std::stop_token&) -> FileLoader::Deliver {
        auto read = std::make_shared<Read>();
        read->path = file;
        read->opened = AnnotationDocument::open(file, {duration});
        return [this, guard, read] {
            --m_reading;
            if (guard) deliver(guard, *read);
        };
    });
}

void AnnotationController::deliver(AnnotationModel* model, Read& read) {
    model->setLoading(false);
    if (read.path.empty()) return;
    QStringList others;
    for (const auto& other : read.others) others.append(QString::fromStdString(other.string()));
    if (!read.opened) {
        Q_EMIT m_page->message(translated(read.opened.error().text), true);
        if (!others.isEmpty()) Q_EMIT severalBeside(model, others);
        return;
    }
    auto notes = std::move(read.opened->notes);
    // What tellLengths says of every format.
    std::erase_if(notes, [](const core::Text& note) { return note.source() == annotation::kOtherDuration; });
    model->replaceDocument(std::move(read.opened->document));
    const QString name = model->fileName();
    if (others.isEmpty()) {
        Q_EMIT m_page->message(
            read.beside ? tr("Opened %1, which lies beside the recording.").arg(name) : tr("Opened %1.").arg(name), false);
    } else {
        Q_EMIT severalBeside(model, others);
    }
    tellLengths(model);
    if (notes.size() <= kMostNotes) {
        for (const auto& note : notes) Q_EMIT m_page->message(translated(note), false);
        return;
    }
    QStringList lines;
    for (const auto& note : notes) lines.append(translated(note));
    auto* box = new QMessageBox(QMessageBox::Information, tr("Open annotation"), tr("%1 had to be repaired:").arg(name),
                                QMessageBox::Ok, m_page);
    box->setObjectName("repairs");
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setModal(false);
    box->setInformativeText(listText(lines));
    box->show();
}

void AnnotationController::tellLengths(AnnotationModel* model) {
    const auto& annotation = model->annotation();
    const double beyond = annotation.end() - model->duration();
    if (std::abs(beyond) <= kSameLength) return;
    const QString name = model->fileName();
    const QString end = secondsText(annotation.end());
    const QString recording = secondsText(model->duration());
    if (beyond < 0.0) {
        Q_EMIT m_page->message(
            tr("%1 ends at %2 s, before the recording ends at %3 s. \"Fit annotation to recording\" extends it.")
                .arg(name, end, recording),
            false);
        return;
    }
    int labels = 0;
    for (const auto& tier : annotation.tiers()) {
        for (std::size_t i = tier->at(model->duration()).value_or(0); i < tier->items.size(); ++i) {
            if (tier->items[i].time >= model->duration() && !tier->items[i].label.empty()) ++labels;
        }
    }
    const QString text =
        labels == 0
            ? tr("%1 ends at %2 s, after the recording ends at %3 s. \"Fit annotation to recording\" cuts it.")
                  .arg(name, end, recording)
            : tr("%1 ends at %2 s, after the recording ends at %3 s; %n labels there are not shown, but kept.", nullptr, labels)
                  .arg(name, end, recording);
    Q_EMIT m_page->message(text, false);
}

bool AnnotationController::isAnnotation(const QString& path) { return annotation::formatOf(path.toStdString()).has_value(); }

QString AnnotationController::fileOf(const RecordingModel* recording) const {
    const auto* model = of(recording);
    return model != nullptr && model->document().hasFile() ? model->filePath() : QString();
}

void AnnotationController::expect(const QString& recordingPath, const QString& annotationPath) {
    if (annotationPath.isEmpty()) return;
    m_expected.insert(QFileInfo(recordingPath).absoluteFilePath(), annotationPath);
}

void AnnotationController::openAnnotation(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    ++m_reading;
    m_loader->run(this, 10, [this, absolute](const std::stop_token&) -> FileLoader::Deliver {
        const auto beside = annotation::recordingBeside(absolute.toStdString());
        const QString sound = beside ? QString::fromStdString(beside->string()) : QString();
        return [this, absolute, sound] {
            --m_reading;
            const auto* shown = m_page->current();
            const auto stem = [](const QString& file) {
                return QFileInfo(file).path() + '/' + QFileInfo(file).completeBaseName();
            };
            if (sound.isEmpty() || (shown != nullptr && stem(shown->path()) == stem(absolute))) {
                if (auto* model = current(); model != nullptr) {
                    open(model, absolute);
                } else if (shown != nullptr) {
                    expect(shown->path(), absolute);
                } else {
                    Q_EMIT m_page->message(tr("%1 has no recording beside it. Open its recording first, then this file.")
                                               .arg(QFileInfo(absolute).fileName()),
                                           true);
                }
                return;
            }
            expect(sound, absolute);
            auto* recording = m_page->openRecording(sound);
            if (auto* model = of(recording); model != nullptr) {
                m_expected.remove(recording->path());
                open(model, absolute);
            }
        };
    });
}

void AnnotationController::save(AnnotationModel* model, std::function<void()> then) {
    Q_EMIT aboutToSave();
    m_saver->save(model, std::move(then));
}

bool AnnotationController::isIdle() const { return m_reading == 0 && m_saver->isIdle(); }

void AnnotationController::ask(const QList<AnnotationModel*>& models, std::function<void(bool)> proceed) {
    if (m_page->findChild<QMessageBox*>("unsaved") != nullptr) return;  // one question at a time
    QStringList names;
    for (const auto* model : models) names.append(QFileInfo(model->recordingPath()).fileName());
    const QString text = models.size() == 1
                             ? tr("The annotation of %1 has changes that are not saved.").arg(names.first())
                             : tr("%n annotations have changes that are not saved.", nullptr, static_cast<int>(models.size()));
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Unsaved annotation"), text,
                                QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, m_page);
    box->setObjectName("unsaved");
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(models.size() == 1 ? tr("Saving writes them to %1.").arg(models.first()->fileName())
                                               : listText(names));
    box->setDefaultButton(QMessageBox::Save);
    QList<QPointer<AnnotationModel>> asked;
    for (auto* model : models) asked.append(model);
    connect(box, &QMessageBox::finished, this, [this, box, asked, proceed = std::move(proceed)](int button) {
        box->setObjectName({});  // it is still there while what follows may ask again
        if (button == QMessageBox::Discard) proceed(true);
        if (button != QMessageBox::Save) return;
        auto left = std::make_shared<qsizetype>(asked.size());
        for (const auto& model : asked) {
            if (!model) continue;
            save(model, [left, proceed] {
                if (--*left == 0) proceed(false);
            });
        }
    });
    box->open();
}

bool AnnotationController::mayClose(RecordingModel* recording) {
    auto* model = of(recording);
    if (model == nullptr) return true;
    Q_EMIT aboutToSave();
    if (model->isDirty() && !m_released.contains(recording)) {
        ask({model}, [this, guard = QPointer(recording)](bool discarded) {
            if (!guard) return;
            if (discarded) m_released.insert(guard);
            m_page->closeDocument(m_page->indexOf(guard));
        });
        return false;
    }
    Q_EMIT closing(model);
    m_models.removeOne(model);
    return true;
}

bool AnnotationController::mayCloseAll() {
    Q_EMIT aboutToSave();
    QList<AnnotationModel*> dirty;
    std::copy_if(m_models.begin(), m_models.end(), std::back_inserter(dirty),
                 [](const AnnotationModel* model) { return model->isDirty(); });
    if (!dirty.isEmpty() && !m_allReleased) {
        ask(dirty, [this](bool discarded) {
            m_allReleased = discarded;
            m_page->window()->close();
        });
        return false;
    }
    for (auto* model : std::as_const(m_models)) Q_EMIT closing(model);
    return true;
}

}  // namespace prososcope::gui
