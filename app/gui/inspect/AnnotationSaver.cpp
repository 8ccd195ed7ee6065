// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/AnnotationSaver.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <algorithm>
#include <system_error>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "engine/core/Paths.h"

namespace prososcope::gui {

using annotation::FileFormat;
using annotation::SaveRequest;
using engine_thread::translated;

namespace {

constexpr qsizetype kMostLines = 10;
constexpr FileFormat kFormats[] = {FileFormat::TextGrid, FileFormat::Elan, FileFormat::Audacity, FileFormat::Csv,
                                   FileFormat::Json};

QString nameOfFile(const std::filesystem::path& path) { return QString::fromStdString(path.filename().string()); }

}  // namespace

QString listText(const QStringList& sentences) {
    QStringList lines = sentences.mid(0, kMostLines);
    if (sentences.size() > kMostLines)
        lines.append(AnnotationSaver::tr("%n more", nullptr, static_cast<int>(sentences.size() - kMostLines)));
    return lines.join('\n');
}

/// What came of a save on the loader: exactly one of these holds, in this order.
struct AnnotationSaver::Outcome {
    std::vector<core::Text> losses;  ///< not agreed to yet: nothing was written
    bool exists = false;             ///< a file stands where a new one was meant
    bool changed = false;            ///< another program changed the file
    core::Result<annotation::Saved> saved = core::cancelled();
};

AnnotationSaver::AnnotationSaver(FileLoader* loader, QWidget* window, QObject* parent)
    : QObject(parent), m_loader(loader), m_window(window) {}

void AnnotationSaver::save(AnnotationModel* model, Then then) {
    const auto& document = model->document();
    start(model, {document.saveRequest(core::dataFolder()), !document.hasFile(), {}, std::move(then)});
}

void AnnotationSaver::saveTo(AnnotationModel* model, const std::filesystem::path& file, FileFormat format, Then then) {
    start(model, {model->document().saveAsRequest(file, format, core::dataFolder()), false, {}, std::move(then)});
}

void AnnotationSaver::saveAs(AnnotationModel* model, Then then) {
    auto* dialog = new QFileDialog(m_window, tr("Save annotation as"), model->filePath());
    dialog->setObjectName("saveAnnotation");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QStringList filters;
    for (const FileFormat format : kFormats) {
        filters.append(
            QStringLiteral("%1 (*%2)")
                .arg(translated(annotation::nameOf(format)), QString::fromLatin1(annotation::endingOf(format).data())));
    }
    dialog->setNameFilters(filters);
    const auto follow = [dialog, filters](const QString& filter) {
        const auto index = static_cast<std::size_t>(std::max<qsizetype>(0, filters.indexOf(filter)));
        const QString ending = QString::fromLatin1(annotation::endingOf(kFormats[index]).data()).mid(1);
        dialog->setDefaultSuffix(ending);
        const QStringList chosen = dialog->selectedFiles();
        if (chosen.isEmpty() || chosen.first().isEmpty()) return;
        const QFileInfo info(chosen.first());
        if (annotation::formatOf(chosen.first().toStdString()))
            dialog->selectFile(info.dir().filePath(info.completeBaseName() + '.' + ending));
    };
    const auto* format = std::find(std::begin(kFormats), std::end(kFormats), model->document().format());
    dialog->selectNameFilter(filters.value(format - std::begin(kFormats)));
    dialog->selectFile(model->filePath());
    follow(dialog->selectedNameFilter());
    connect(dialog, &QFileDialog::filterSelected, dialog, follow);
    connect(dialog, &QFileDialog::fileSelected, model, [this, model, dialog, filters, then](const QString& path) {
        // The ending says the format; without one that we know, the filter does.
        const auto index = static_cast<std::size_t>(std::max<qsizetype>(0, filters.indexOf(dialog->selectedNameFilter())));
        const auto named = annotation::formatOf(path.toStdString());
        saveTo(model, path.toStdString(), named.value_or(kFormats[index]), then);
    });
    dialog->open();
}

void AnnotationSaver::start(AnnotationModel* model, Job job) {
    if (const auto running = m_running.find(model); running != m_running.end()) {
        // The stamp of the file is not known before the first save is done: save again then.
        running->push_back(std::move(job.then));
        return;
    }
    m_running.insert(model, {});
    for (const QString& loss : m_accepted.value(model)) job.accepted.append(loss);
    auto shared = std::make_shared<Job>(std::move(job));
    if (!m_accepted.contains(model)) {
        m_accepted.insert(model, {});
        connect(model, &QObject::destroyed, this, [this, model] {
            m_running.remove(model);
            m_accepted.remove(model);
        });
    }
    m_loader->run(model, 20, [this, model, shared](const std::stop_token&) -> FileLoader::Deliver {
        auto outcome = std::make_shared<Outcome>();
        const SaveRequest& request = shared->request;
        auto losses = annotation::losses(request.annotation, request.format);
        const bool agreed = std::all_of(losses.begin(), losses.end(), [&](const core::Text& loss) {
            return shared->accepted.contains(QString::fromStdString(loss.english()));
        });
        std::error_code code;
        if (!agreed) {
            outcome->losses = std::move(losses);
        } else if (shared->isNew && std::filesystem::exists(request.file, code)) {
            outcome->exists = true;
        } else if (request.expected &&
                   annotation::diskState(request.file, *request.expected) == annotation::DiskState::Changed) {
            outcome->changed = true;
        } else {
            outcome->saved = annotation::runSave(request);
        }
        return [this, model, shared, outcome] { finish(model, std::move(*shared), *outcome); };
    });
}

void AnnotationSaver::finish(AnnotationModel* model, Job job, const Outcome& outcome) {
    const std::vector<Then> waiting = m_running.take(model);
    if (!outcome.losses.empty()) {
        QStringList losses;
        for (const auto& loss : outcome.losses) losses.append(translated(loss));
        for (const auto& loss : outcome.losses) job.accepted.append(QString::fromStdString(loss.english()));
        askAboutLosses(model, std::move(job), losses);
        return;
    }
    const QString name = nameOfFile(job.request.file);
    if (outcome.exists) {
        askAboutFile(model, std::move(job), tr("%1 exists already.").arg(name));
        return;
    }
    if (outcome.changed) {
        askAboutFile(model, std::move(job), tr("%1 was changed by another program since it was opened.").arg(name));
        return;
    }
    if (!outcome.saved) {
        offerOtherPlace(model, job, translated(outcome.saved.error().text));
        return;
    }
    m_accepted[model] = job.accepted;
    model->saved(*outcome.saved);
    if (job.then) job.then();
    if (waiting.empty()) return;
    save(model, [waiting] {
        for (const auto& then : waiting) {
            if (then) then();
        }
    });
}

void AnnotationSaver::askAboutLosses(AnnotationModel* model, Job job, const QStringList& losses) {
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Save annotation"),
                                tr("%1 as %2 cannot hold everything:")
                                    .arg(nameOfFile(job.request.file), translated(annotation::nameOf(job.request.format))),
                                QMessageBox::Cancel, m_window);
    box->setObjectName("losses");
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(listText(losses));
    auto* save = box->addButton(tr("Save without them"), QMessageBox::AcceptRole);
    auto* other = box->addButton(tr("Save as..."), QMessageBox::ActionRole);
    box->setDefaultButton(other);
    connect(box, &QMessageBox::buttonClicked, model, [this, model, job, save, other](QAbstractButton* button) {
        if (button == save) start(model, job);
        if (button == other) saveAs(model, job.then);
    });
    box->open();
}

void AnnotationSaver::askAboutFile(AnnotationModel* model, Job job, const QString& problem) {
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Save annotation"), problem, QMessageBox::Cancel, m_window);
    box->setObjectName("overwrite");
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Overwrite it, or save under another name."));
    auto* overwrite = box->addButton(tr("Overwrite"), QMessageBox::DestructiveRole);
    auto* other = box->addButton(tr("Save as..."), QMessageBox::ActionRole);
    box->setDefaultButton(other);
    job.isNew = false;
    job.request.expected.reset();
    connect(box, &QMessageBox::buttonClicked, model, [this, model, job, overwrite, other](QAbstractButton* button) {
        if (button == overwrite) start(model, job);
        if (button == other) saveAs(model, job.then);
    });
    box->open();
}

void AnnotationSaver::offerOtherPlace(AnnotationModel* model, const Job& job, const QString& problem) {
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Save annotation"), problem, QMessageBox::Cancel, m_window);
    box->setObjectName("unwritable");
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto* other = box->addButton(tr("Save as..."), QMessageBox::AcceptRole);
    box->setDefaultButton(other);
    connect(box, &QMessageBox::buttonClicked, model, [this, model, other, then = job.then](QAbstractButton* button) {
        if (button == other) saveAs(model, then);
    });
    box->open();
}

}  // namespace prososcope::gui
