// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/ImportSettings.h"

#include <QCoreApplication>

namespace prososcope::gui {

namespace {

struct ImportSettingsWords {
    Q_DECLARE_TR_FUNCTIONS(ImportSettings)
};

}  // namespace

QString layoutTitle(std::string_view layout) {
    struct Name {
        std::string_view layout;
        const char* name;
    };
    // Names of corpora are the same in every language.
    static constexpr Name kNames[] = {{"iemocap", "IEMOCAP"},
                                      {"emodb", "EmoDB"},
                                      {"ravdess", "RAVDESS"},
                                      {"crema-d", "CREMA-D"},
                                      {"nemo", "nEMO"},
                                      {"msp-podcast", "MSP-Podcast"},
                                      {"vctk", "VCTK"},
                                      {"librispeech", "LibriSpeech"},
                                      {"ljspeech", "LJ Speech"},
                                      {"fsdd", "Free Spoken Digit Dataset"},
                                      {"manifest", "manifest.csv"},
                                      {"audformat", "audformat (db.yaml)"},
                                      {"kaldi", "Kaldi (wav.scp)"}};
    for (const Name& one : kNames) {
        if (one.layout == layout) return QString::fromLatin1(one.name);
    }
    if (layout == "csv") return ImportSettingsWords::tr("Table, columns as chosen here");
    if (layout == "pattern") return ImportSettingsWords::tr("File names, read by a pattern");
    if (layout == "annotation") return ImportSettingsWords::tr("Annotations beside the recordings");
    return QString::fromUtf8(layout);
}

ImportSetting importSetting(std::string_view layout, std::string_view key) {
    if (key == "map")
        return {ImportSettingsWords::tr("Class words"),
                ImportSettingsWords::tr("What the corpus's own words mean, where they are not known: word = class."),
                QStringLiteral("wut=angry, W=angry"),
                {}};
    if (layout == "csv") {
        if (key == "audio")
            return {ImportSettingsWords::tr("Recordings in"),
                    ImportSettingsWords::tr("The folder that the table's paths start from."),
                    QStringLiteral("audio"),
                    {}};
        if (key == "scale")
            return {ImportSettingsWords::tr("Scales"),
                    ImportSettingsWords::tr("The ends of the scale of each rating, where the values do not tell them."),
                    QStringLiteral("valence=1:5, arousal=1:5"),
                    {}};
        if (key == "separator")
            return {ImportSettingsWords::tr("Separator"),
                    ImportSettingsWords::tr("What stands between the cells of the table."),
                    {},
                    {{}, QStringLiteral(","), QStringLiteral(";"), QStringLiteral("tab"), QStringLiteral("|")}};
    }
    if (layout == "pattern") {
        if (key == "pattern")
            return {ImportSettingsWords::tr("Pattern"),
                    ImportSettingsWords::tr(
                        "A regular expression with named groups that is looked for in each recording's path: the group "
                        "speaker is the speaker, emotion the class; gender, session, split, turn, text and others work "
                        "the same, and groups of other names become further columns."),
                    QStringLiteral("(?<speaker>\\d+)_(?<emotion>[a-z]+)"),
                    {}};
        if (key == "preset")
            return {ImportSettingsWords::tr("Known names"),
                    ImportSettingsWords::tr("A pattern for a corpus whose names are known."),
                    {},
                    {{}, QStringLiteral("ksuemotions"), QStringLiteral("mandarin-affective")}};
        if (key == "speaker-gender")
            return {ImportSettingsWords::tr("Genders"),
                    ImportSettingsWords::tr("Of speakers whose names do not tell it."),
                    QStringLiteral("03=male, 08=female"),
                    {}};
        if (key == "only")
            return {ImportSettingsWords::tr("Only where"),
                    ImportSettingsWords::tr("Keeps the recordings whose group has this value."),
                    QStringLiteral("phase=2"),
                    {}};
        if (key.starts_with("map-"))
            return {ImportSettingsWords::tr("Words for %1").arg(QString::fromUtf8(key.substr(4))),
                    ImportSettingsWords::tr("What the group's own words mean: word = meaning."),
                    QStringLiteral("a=b"),
                    {}};
    }
    if (layout == "annotation") {
        if (key == "tier")
            return {ImportSettingsWords::tr("Tier"),
                    ImportSettingsWords::tr("Each labelled interval of this tier is an utterance, its label the class."),
                    QStringLiteral("emotion"),
                    {}};
        if (key == "speaker")
            return {ImportSettingsWords::tr("Speaker"),
                    ImportSettingsWords::tr(
                        "file or folder: its name is the speaker; tier:NAME: the label there; else a name that all have."),
                    QStringLiteral("file"),
                    {}};
        if (key == "transcript")
            return {ImportSettingsWords::tr("Tier of words"),
                    ImportSettingsWords::tr("Its labels are what was said."),
                    QStringLiteral("words"),
                    {}};
        if (key == "language")
            return {ImportSettingsWords::tr("Language"),
                    ImportSettingsWords::tr("Two letters for all recordings."),
                    QStringLiteral("de"),
                    {}};
    }
    if (key == "labels")
        return {ImportSettingsWords::tr("Labels"),
                ImportSettingsWords::tr("What the actor meant, or what the listeners voted for."),
                {},
                {{}, QStringLiteral("intended"), QStringLiteral("voice-vote")}};
    if (key == "microphone")
        return {ImportSettingsWords::tr("Microphone"),
                ImportSettingsWords::tr("Which of the two recordings of each sentence is taken."),
                {},
                {{}, QStringLiteral("mic1"), QStringLiteral("mic2")}};
    if (key == "table")
        return {ImportSettingsWords::tr("Tables of labels"),
                ImportSettingsWords::tr("Names of the database's tables that hold the labels."),
                QStringLiteral("emotion.categories"),
                {}};
    return {QString::fromUtf8(key), {}, {}, {}};
}

}  // namespace prososcope::gui
