// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/corpus/FieldText.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

#include "widgets/SpeakerClasses.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

namespace {

struct FieldTextWords {
    Q_DECLARE_TR_FUNCTIONS(FieldText)
};

struct Entry {
    const char* title;
    const char* hint;
};

const std::map<std::string, Entry>& entries() {
    static const std::map<std::string, Entry> kEntries = {
        {"id",
         {QT_TRANSLATE_NOOP("FieldText", "Utterance"),
          QT_TRANSLATE_NOOP("FieldText", "The corpus's own name of the utterance.")}},
        {"emotion",
         {QT_TRANSLATE_NOOP("FieldText", "Class"), QT_TRANSLATE_NOOP("FieldText", "The corpus's decision on the emotion.")}},
        {"speaker", {QT_TRANSLATE_NOOP("FieldText", "Speaker"), ""}},
        {"gender", {QT_TRANSLATE_NOOP("FieldText", "Gender"), ""}},
        {"seconds",
         {QT_TRANSLATE_NOOP("FieldText", "Duration, s"),
          QT_TRANSLATE_NOOP("FieldText", "Seconds from start to end of the utterance.")}},
        {"valence",
         {QT_TRANSLATE_NOOP("FieldText", "Valence"),
          QT_TRANSLATE_NOOP("FieldText", "Unpleasant to pleasant, on the corpus's own scale.")}},
        {"arousal",
         {QT_TRANSLATE_NOOP("FieldText", "Arousal"),
          QT_TRANSLATE_NOOP("FieldText", "Calm to excited, on the corpus's own scale.")}},
        {"dominance",
         {QT_TRANSLATE_NOOP("FieldText", "Dominance"),
          QT_TRANSLATE_NOOP("FieldText", "Weak to strong, on the corpus's own scale.")}},
        {"intensity", {QT_TRANSLATE_NOOP("FieldText", "Intensity"), ""}},
        {"transcript", {QT_TRANSLATE_NOOP("FieldText", "Transcript"), ""}},
        {"split",
         {QT_TRANSLATE_NOOP("FieldText", "Split"),
          QT_TRANSLATE_NOOP("FieldText", "The corpus's own division into training and test.")}},
        {"session",
         {QT_TRANSLATE_NOOP("FieldText", "Session"), QT_TRANSLATE_NOOP("FieldText", "Recordings that were made together.")}},
        {"dialogue", {QT_TRANSLATE_NOOP("FieldText", "Dialogue"), ""}},
        {"turn",
         {QT_TRANSLATE_NOOP("FieldText", "Turn"), QT_TRANSLATE_NOOP("FieldText", "Place in the dialogue, over all speakers.")}},
        {"language", {QT_TRANSLATE_NOOP("FieldText", "Language"), ""}},
        {"raters",
         {QT_TRANSLATE_NOOP("FieldText", "Raters"), QT_TRANSLATE_NOOP("FieldText", "How many listeners rated the utterance.")}},
        {"start",
         {QT_TRANSLATE_NOOP("FieldText", "Start, s"),
          QT_TRANSLATE_NOOP("FieldText", "Where the utterance begins in its recording.")}},
        {"end",
         {QT_TRANSLATE_NOOP("FieldText", "End, s"),
          QT_TRANSLATE_NOOP("FieldText", "Where the utterance ends in its recording.")}},
        {"duration", {QT_TRANSLATE_NOOP("FieldText", "Duration, s"), ""}},
        {"rate", {QT_TRANSLATE_NOOP("FieldText", "Rate, Hz"), QT_TRANSLATE_NOOP("FieldText", "Samples in a second.")}},
        {"channels", {QT_TRANSLATE_NOOP("FieldText", "Channels"), ""}},
        {"path", {QT_TRANSLATE_NOOP("FieldText", "File"), ""}},
        {"corpus", {QT_TRANSLATE_NOOP("FieldText", "Corpus"), ""}},
        {"layout", {QT_TRANSLATE_NOOP("FieldText", "Layout"), ""}},
        {"quality.peak",
         {QT_TRANSLATE_NOOP("FieldText", "Peak, dB"),
          QT_TRANSLATE_NOOP("FieldText", "Largest sample, in dB relative to full scale.")}},
        {"quality.level",
         {QT_TRANSLATE_NOOP("FieldText", "Level, dB"),
          QT_TRANSLATE_NOOP("FieldText", "Mean square without the silence, in dB relative to full scale.")}},
        {"quality.clipped",
         {QT_TRANSLATE_NOOP("FieldText", "Clipped samples"),
          QT_TRANSLATE_NOOP("FieldText",
                            "Samples in runs of at least 3 at full scale, or of at least 4 equal ones at the peak.")}},
        {"quality.silence",
         {QT_TRANSLATE_NOOP("FieldText", "Silence, %"),
          QT_TRANSLATE_NOOP("FieldText", "Frames of 20 ms that are 40 dB or more below the loudest, or below -60 dB.")}},
        {"quality.copies",
         {QT_TRANSLATE_NOOP("FieldText", "Copies"),
          QT_TRANSLATE_NOOP("FieldText", "How many utterances have exactly this sound.")}},
        {"quality.group",
         {QT_TRANSLATE_NOOP("FieldText", "Group of copies"),
          QT_TRANSLATE_NOOP("FieldText", "Utterances with the same number have the same sound.")}},
        {"quality.unreadable",
         {QT_TRANSLATE_NOOP("FieldText", "Unreadable"),
          QT_TRANSLATE_NOOP("FieldText", "1 where the recording cannot be read.")}}};
    return kEntries;
}

QString localNumber(double value, int digits) {
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'f', digits);
}

}  // namespace

QString fieldTitle(const std::string& field) {
    const auto found = entries().find(field);
    if (found != entries().end()) return FieldTextWords::tr(found->second.title);
    const std::string prefix(store::kNumbersPrefix);
    return QString::fromStdString(field.starts_with(prefix) ? field.substr(prefix.size()) : field);
}

QString fieldWord(const std::string& field) {
    const QString title = fieldTitle(field);
    return QLocale().language() == QLocale::German ? title : title.toLower();
}

QString fieldHint(const std::string& field) {
    const auto found = entries().find(field);
    return found == entries().end() || found->second.hint[0] == '\0' ? QString() : FieldTextWords::tr(found->second.hint);
}

QString numberText(const std::string& field, double value) {
    if (std::isnan(value)) return {};
    if (std::isinf(value)) return value < 0.0 ? QStringLiteral("-\u221e") : QStringLiteral("\u221e");
    if (field == "seconds" || field == "start") return localNumber(value, 2);
    if (field == "quality.peak" || field == "quality.level" || field == "quality.silence") return localNumber(value, 1);
    if (value == std::floor(value) && std::abs(value) < 1e15) return localNumber(value, 0);
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'g', 4);
}

QString valueText(const std::string& field, const std::string& value) {
    if (field == "emotion") return widgets::classWord(value);
    return value.empty() ? FieldTextWords::tr("unknown") : QString::fromStdString(value);
}

QString cellText(const store::IndexedUtterance& row, const std::string& corpus, const store::CorpusField& field) {
    if (field.name == "corpus") return QString::fromStdString(corpus);
    if (field.name.starts_with(store::kQualityPrefix)) {
        const auto found = row.quality.find(field.name.substr(store::kQualityPrefix.size()));
        return found == row.quality.end() ? QString() : numberText(field.name, found->second);
    }
    if (field.kind == store::FieldKind::Number) return numberText(field.name, store::fieldNumber(row.utterance, field.name));
    const std::string text = store::fieldText(row.utterance, field.name);
    if (field.name == "emotion") return text.empty() ? QString() : widgets::classWord(text);
    return QString::fromStdString(text);
}

bool isShownAtFirst(const std::string& field) {
    // Of the quality report a table lists what is asked for there.
    static const char* const kHidden[] = {
        "path",           "start",           "rate",          "channels",          "language",
        "raters",         "dialogue",        "turn",          "quality.peak",      "quality.clipped",
        "quality.copies", "quality.silence", "quality.group", "quality.unreadable"};
    for (const char* hidden : kHidden) {
        if (field == hidden) return false;
    }
    return !field.starts_with(store::kNumbersPrefix);
}

}  // namespace prososcope::gui
