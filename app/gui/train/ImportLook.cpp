// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/ImportLook.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>
#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/corpus/FieldText.h"
#include "engine/core/Characters.h"
#include "engine/store/CorpusFields.h"
#include "engine/store/Workspace.h"
#include "widgets/SpeakerClasses.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {

namespace fs = std::filesystem;
constexpr std::size_t kShownRows = 60;
constexpr std::size_t kShownClasses = 9;

struct ImportLookWords {
    Q_DECLARE_TR_FUNCTIONS(ImportLook)
};

QString countText(std::size_t count) { return QLocale().toString(static_cast<qulonglong>(count)); }

bool isTable(const fs::path& path) {
    const std::string ending = core::lowerCase(path.extension().string());
    return ending == ".csv" || ending == ".tsv" || ending == ".tab";
}

QString summaryOf(const corpus::ImportPreview& preview) {
    const auto& corpus = preview.corpus;
    QStringList parts;
    const auto speakers = corpus.speakers();
    const auto emotions = corpus.emotionCounts();
    parts << (corpus.utterances.size() == 1 ? ImportLookWords::tr("1 utterance")
                                            : ImportLookWords::tr("%1 utterances").arg(countText(corpus.utterances.size())));
    parts << (speakers.size() == 1 ? ImportLookWords::tr("1 speaker")
                                   : ImportLookWords::tr("%1 speakers").arg(countText(speakers.size())));
    std::vector<std::string> classes;
    std::size_t unlabelled = 0;
    for (const auto& [word, count] : emotions) {
        if (word.empty())
            unlabelled = count;
        else
            classes.push_back(word);
    }
    classes = corpus::inDisplayOrder(std::move(classes));
    QStringList counts;
    for (std::size_t i = 0; i < std::min(kShownClasses, classes.size()); ++i)
        counts << ImportLookWords::tr("%1 %2", "class and count")
                      .arg(widgets::classWord(classes[i]), countText(emotions.at(classes[i])));
    if (classes.size() > kShownClasses) counts << ImportLookWords::tr("%1 more classes").arg(classes.size() - kShownClasses);
    if (unlabelled > 0 && !classes.empty())
        counts << ImportLookWords::tr("%1 %2", "class and count").arg(widgets::classWord({}), countText(unlabelled));
    QString text = parts.join(QStringLiteral(", "));
    if (classes.empty())
        text = ImportLookWords::tr("%1, no classes.", "utterances and speakers").arg(text);
    else
        text = ImportLookWords::tr("%1: %2.", "utterances and speakers: classes").arg(text, counts.join(QStringLiteral(", ")));
    if (preview.missing > 0) {
        text += QLatin1Char(' ');
        text += ImportLookWords::tr("The recordings of %1 of them are not there; they are left out.")
                    .arg(countText(preview.missing));
    }
    return text;
}

/// The first utterances with the fields that they have.
void fillRows(const corpus::Corpus& corpus, ImportLook& look) {
    const std::size_t count = std::min(kShownRows, corpus.utterances.size());
    const auto cell = [](const corpus::Utterance& utterance, const store::CorpusField& field) {
        if (field.kind == store::FieldKind::Number) return numberText(field.name, store::fieldNumber(utterance, field.name));
        const std::string text = store::fieldText(utterance, field.name);
        return field.name == "emotion" && !text.empty() ? widgets::classWord(text) : QString::fromStdString(text);
    };
    look.rows.resize(count);
    for (const auto& field : store::standardFields()) {
        static const char* const kUnread[] = {"seconds", "rate", "channels", "raters"};  // or known after the import only
        if (std::any_of(std::begin(kUnread), std::end(kUnread), [&](const char* one) { return field.name == one; })) continue;
        QStringList cells;
        for (std::size_t i = 0; i < count; ++i) cells << cell(corpus.utterances[i], field);
        const QString nothing = field.name == "start" ? numberText("start", 0.0) : QString();
        if (std::all_of(cells.begin(), cells.end(), [&](const QString& text) { return text == nothing || text.isEmpty(); }))
            continue;
        look.columns << fieldTitle(field.name);
        for (std::size_t i = 0; i < count; ++i) look.rows[i] << cells[static_cast<qsizetype>(i)];
    }
}

/// Names with what the groups of a pattern hold, and those that do not fit.
void fillRows(const corpus::PatternPreview& names, ImportLook& look) {
    look.columns = {ImportLookWords::tr("File"), ImportLookWords::tr("Fits")};
    for (const auto& group : names.groups) look.columns << QString::fromStdString(group);
    for (const auto& name : names.names) {
        QStringList row{QString::fromStdString(name.path), name.fits ? ImportLookWords::tr("yes") : ImportLookWords::tr("no")};
        for (const auto& group : names.groups) {
            const auto found = name.groups.find(group);
            row << (found == name.groups.end() ? QString() : QString::fromStdString(found->second));
        }
        look.rows.push_back(row);
    }
}

/// What is read, or a problem.
void read(ImportLook& look, const QString& workspaceFolder, core::Progress& progress) {
    const auto fail = [&look](const core::Error& error) { look.problem = translated(error.text); };
    std::string& wanted = look.options.layout;
    if (wanted == "csv") {
        auto table = corpus::previewTable(look.folder, look.options);
        if (!table) return fail(table.error());
        look.layout = QStringLiteral("csv");
        // Where no table is usable by itself, the one that is shown is meant.
        if (!look.table) look.table = std::move(*table);
        if (!look.options.settings.contains("file") && !look.table->guess.isUsable())
            look.options.settings["file"] = look.table->chosen.front().string();
    }
    if (wanted == "pattern") {
        const auto names = corpus::previewPattern(look.folder, look.options, kShownRows, progress);
        if (!names) return fail(names.error());
        look.layout = QStringLiteral("pattern");
        fillRows(*names, look);
        look.summary = ImportLookWords::tr("%1 of %2 names fit.").arg(countText(names->fitting), countText(names->recordings));
        if (names->fitting == 0) {
            look.problem = ImportLookWords::tr("The pattern fits no recording of the folder.");
            return;
        }
    }
    auto preview = corpus::previewImport(look.folder, look.options, progress);
    if (!preview) return fail(preview.error());
    look.layout = QString::fromStdString(preview->corpus.layout);
    look.summary = (look.summary.isEmpty() ? QString() : look.summary + QLatin1Char(' ')) + summaryOf(*preview);
    for (const auto& remark : preview->corpus.remarks) look.remarks << translated(remark);
    if (look.rows.empty()) fillRows(preview->corpus, look);
    if (look.layout == QLatin1String("csv") && !look.table) {
        if (auto table = corpus::previewTable(look.folder, look.options)) look.table = std::move(*table);
    }
    if (const auto workspace = store::Workspace::open(fs::path(workspaceFolder.toStdString())); workspace) {
        if (const auto corpora = workspace->corpora(); corpora)
            look.replaces = std::any_of(corpora->begin(), corpora->end(),
                                        [&](const auto& one) { return one.name == preview->corpus.name; });
    }
    if (preview->missing == preview->corpus.utterances.size())
        look.problem = ImportLookWords::tr("None of the recordings is there. Choose the folder that holds them.");
}

}  // namespace

ImportLook lookAtImport(const QString& path, corpus::ImportOptions options, const QString& workspaceFolder,
                        core::Progress& progress) {
    ImportLook look;
    look.folder = fs::path(QDir::cleanPath(path).toStdString());
    look.options = std::move(options);
    std::error_code code;
    if (fs::is_regular_file(look.folder, code)) {
        const fs::path file = look.folder.filename();
        if (!isTable(file)) {
            look.problem =
                ImportLookWords::tr("%1 is no table. Choose a folder, or a file whose name ends in .csv or .tsv.").arg(path);
            return look;
        }
        look.folder = look.folder.parent_path();
        if (look.options.layout == "auto") look.options.layout = file == "manifest.csv" ? "manifest" : "csv";
        if (look.options.layout == "csv") look.options.settings["file"] = file.string();
    }
    read(look, workspaceFolder, progress);
    return look;
}

}  // namespace prososcope::gui
