// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/RunText.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <cmath>

#include "engine/store/ChosenOnTest.h"
#include "widgets/ScoreText.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

namespace {

QString say(const char* text) { return QCoreApplication::translate("RunText", text); }
QString score(const std::optional<double>& value, int digits) {
    return widgets::scoreText(value.value_or(std::nan("")), digits);
}

QString versionsText(const std::string& json) {
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
    QStringList parts;
    for (auto it = object.begin(); it != object.end(); ++it)
        parts << it.key() + QLatin1Char(' ') + (it->isString() ? it->toString() : QString::number(it->toDouble()));
    return parts.isEmpty() ? QString::fromStdString(json) : parts.join(QStringLiteral(", "));
}

QString durationText(double seconds) {
    const auto whole = static_cast<qint64>(std::llround(seconds));
    if (whole < 60) return say(QT_TRANSLATE_NOOP("RunText", "%1 s")).arg(whole);
    return say(QT_TRANSLATE_NOOP("RunText", "%1 min %2 s")).arg(whole / 60).arg(whole % 60);
}

}  // namespace

QString uarExplanation() {
    return say(
        QT_TRANSLATE_NOOP("RunText",
                          "Unweighted average recall: the mean of the recalls of the classes, pooled over all held-out "
                          "predictions.\nIn brackets the 95 % interval by bootstrap over speakers (2000 draws, percentiles; "
                          "Davison and Hinkley 1997)."));
}

QString uarText(const store::RunRecord& run) {
    if (!run.uar) return QStringLiteral("\u2013");
    if (!run.uarLow || !run.uarHigh) return score(run.uar, 3);
    return QStringLiteral("%1 (%2-%3)").arg(score(run.uar, 3), score(run.uarLow, 2), score(run.uarHigh, 2));
}

QString cccExplanation() {
    return say(
        QT_TRANSLATE_NOOP("RunText",
                          "Concordance correlation coefficient (Lin 1989), the mean over the dimensions, pooled over all "
                          "held-out predictions.\nIn brackets the 95 % interval by bootstrap over speakers."));
}

QString cccText(const store::RunRecord& run) {
    if (!run.ccc) return run.dimensions.empty() ? QString() : QStringLiteral("\u2013");
    if (!run.cccLow || !run.cccHigh) return score(run.ccc, 3);
    return QStringLiteral("%1 (%2-%3)").arg(score(run.ccc, 3), score(run.cccLow, 2), score(run.cccHigh, 2));
}

QString tagsText(const std::vector<std::string>& tags) {
    QStringList words;
    for (const std::string& tag : tags) words << QString::fromStdString(tag);
    return words.join(QStringLiteral(", "));
}

QString separationText(const store::RunRecord& run) {
    if (store::isChosenOnTest(run))
        return say(QT_TRANSLATE_NOOP("RunText", "The tested part itself has chosen the epoch: the figures are too good."));
    if (run.speakerDependent)
        return say(QT_TRANSLATE_NOOP("RunText", "Speakers of the test are in the training too: the figures are too good."));
    return say(QT_TRANSLATE_NOOP("RunText", "How training and test are separated: no speaker is in both."));
}

QString protocolText(const store::RunRecord& run) {
    if (store::isChosenOnTest(run)) return say(QT_TRANSLATE_NOOP("RunText", "epoch chosen on the test part"));
    if (run.speakerDependent) return say(QT_TRANSLATE_NOOP("RunText", "speaker-dependent"));
    if (run.protocol == "leave-one-speaker-out") return say(QT_TRANSLATE_NOOP("RunText", "leave one speaker out"));
    if (run.protocol == "speaker-groups") return say(QT_TRANSLATE_NOOP("RunText", "groups of speakers"));
    if (run.protocol == "leave-one-session-out") return say(QT_TRANSLATE_NOOP("RunText", "leave one session out"));
    if (run.protocol == "official") return say(QT_TRANSLATE_NOOP("RunText", "the corpus's own parts"));
    return QString::fromStdString(run.protocol);
}

QString genderWord(const QString& gender) {
    if (gender == QLatin1String("female")) return say(QT_TRANSLATE_NOOP("RunText", "Female"));
    if (gender == QLatin1String("male")) return say(QT_TRANSLATE_NOOP("RunText", "Male"));
    return gender;
}

QString cellTitle(const store::RunRecord& run, int truth, int predicted, std::size_t count) {
    const auto word = [&run](int index) {
        return widgets::Theme::emotionWord(QString::fromStdString(run.classes[static_cast<std::size_t>(index)]));
    };
    return truth == predicted
               ? say(QT_TRANSLATE_NOOP("RunText", "%1 recognised: %2")).arg(word(truth)).arg(count)
               : say(QT_TRANSLATE_NOOP("RunText", "%1 heard as %2: %3")).arg(word(truth), word(predicted)).arg(count);
}

QString stateText(const store::RunRecord& run) {
    if (run.example) return say(QT_TRANSLATE_NOOP("RunText", "example run"));
    switch (run.state) {
        case store::RunState::Running:
            return say(QT_TRANSLATE_NOOP("RunText", "running"));
        case store::RunState::Interrupted:
            return say(QT_TRANSLATE_NOOP("RunText", "interrupted"));
        case store::RunState::Cancelled:
            return say(QT_TRANSLATE_NOOP("RunText", "cancelled"));
        case store::RunState::Failed:
            return say(QT_TRANSLATE_NOOP("RunText", "failed"));
        case store::RunState::Finished:
            return say(QT_TRANSLATE_NOOP("RunText", "finished"));
        case store::RunState::Waiting:
            return say(QT_TRANSLATE_NOOP("RunText", "waiting"));
    }
    return {};
}

QString whenText(const std::string& utc, const QDateTime& now) {
    const QDateTime when = QDateTime::fromString(QString::fromStdString(utc), Qt::ISODate).toLocalTime();
    if (!when.isValid()) return QString::fromStdString(utc);
    const qint64 days = when.date().daysTo(now.date());
    if (days == 0) return say(QT_TRANSLATE_NOOP("RunText", "today %1")).arg(when.toString(QStringLiteral("HH:mm")));
    if (days == 1) return say(QT_TRANSLATE_NOOP("RunText", "yesterday"));
    return QLocale().toString(when.date(), QStringLiteral("d MMM yyyy"));
}

QString runSentence(const store::RunRecord& run) {
    const QString repeats = run.seeds == 1 ? say(QT_TRANSLATE_NOOP("RunText", "1 seed"))
                                           : say(QT_TRANSLATE_NOOP("RunText", "%1 seeds")).arg(run.seeds);
    const QString people = run.speakers == 1 ? say(QT_TRANSLATE_NOOP("RunText", "1 speaker"))
                                             : say(QT_TRANSLATE_NOOP("RunText", "%1 speakers")).arg(run.speakers);
    if (run.ccc && !run.uar) {
        return run.cccLow && run.cccHigh ? say(QT_TRANSLATE_NOOP("RunText", "CCC %1 [%2, %3], %4, %5, %6"))
                                               .arg(score(run.ccc, 3), score(run.cccLow, 2), score(run.cccHigh, 2), people,
                                                    protocolText(run), repeats)
                                         : say(QT_TRANSLATE_NOOP("RunText", "CCC %1, %2, %3, %4"))
                                               .arg(score(run.ccc, 3), people, protocolText(run), repeats);
    }
    if (run.uarLow && run.uarHigh)
        return say(QT_TRANSLATE_NOOP("RunText", "UAR %1 [%2, %3], %4, %5, %6"))
            .arg(score(run.uar, 3), score(run.uarLow, 2), score(run.uarHigh, 2), people, protocolText(run), repeats);
    return say(QT_TRANSLATE_NOOP("RunText", "UAR %1, %2, %3, %4")).arg(score(run.uar, 3), people, protocolText(run), repeats);
}

QList<RunFact> runFacts(const store::RunRecord& run) {
    QList<RunFact> facts;
    const auto add = [&facts](const QString& label, const QString& value, const QString& explanation) {
        if (!value.isEmpty()) facts.append({label, value, explanation});
    };
    if (run.uar || run.dimensions.empty()) add(say(QT_TRANSLATE_NOOP("RunText", "UAR")), uarText(run), uarExplanation());
    add(say(QT_TRANSLATE_NOOP("RunText", "CCC")), cccText(run), cccExplanation());
    if (run.wa)
        add(say(QT_TRANSLATE_NOOP("RunText", "WA")), score(run.wa, 3),
            say(QT_TRANSLATE_NOOP("RunText",
                                  "Weighted accuracy: the share of utterances recognised, large classes count more.")));
    if (run.macroF1)
        add(say(QT_TRANSLATE_NOOP("RunText", "macro F1")), score(run.macroF1, 3),
            say(QT_TRANSLATE_NOOP("RunText",
                                  "Mean over the classes of F1, the harmonic mean of precision and recall; a class never "
                                  "predicted counts 0.")));
    for (RunFact& fact : facts) fact.alarming = run.speakerDependent;
    add(say(QT_TRANSLATE_NOOP("RunText", "n, speakers")), QStringLiteral("%1, %2").arg(run.utterances).arg(run.speakers),
        say(QT_TRANSLATE_NOOP("RunText", "Held-out utterances with a prediction, and the speakers they come from.")));
    add(say(QT_TRANSLATE_NOOP("RunText", "protocol")), protocolText(run), separationText(run));
    facts.last().alarming = run.speakerDependent;
    add(say(QT_TRANSLATE_NOOP("RunText", "corpus")), QString::fromStdString(run.corpus), {});
    for (const store::RunCorpus& corpus : run.corpora) {
        QStringList parts;
        for (const auto& part : {corpus.title, corpus.licence, corpus.citation, corpus.source}) {
            if (!part.empty()) parts << QString::fromStdString(part);
        }
        add(say(QT_TRANSLATE_NOOP("RunText", "source")), parts.join(QStringLiteral("; ")),
            say(QT_TRANSLATE_NOOP("RunText",
                                  "Title, licence, citation and source of the corpus, as they were when the run began.")));
    }
    add(say(QT_TRANSLATE_NOOP("RunText", "group")), QString::fromStdString(run.group),
        say(QT_TRANSLATE_NOOP("RunText", "The runs of one sweep, or of several seeds of one experiment, share a group.")));
    add(say(QT_TRANSLATE_NOOP("RunText", "point")), QString::fromStdString(run.point),
        say(QT_TRANSLATE_NOOP("RunText", "What this run sets among those of its group.")));
    add(say(QT_TRANSLATE_NOOP("RunText", "seed")), QString::number(run.seed),
        say(QT_TRANSLATE_NOOP("RunText", "The same seed on the same machine with the same threads gives the same numbers.")));
    add(say(QT_TRANSLATE_NOOP("RunText", "device")), QString::fromStdString(run.device), {});
    add(say(QT_TRANSLATE_NOOP("RunText", "threads")), run.threads > 0 ? QString::number(run.threads) : QString(),
        say(QT_TRANSLATE_NOOP("RunText", "Compute threads; sums depend on them in the last digits.")));
    add(say(QT_TRANSLATE_NOOP("RunText", "took")), run.seconds > 0.0 ? durationText(run.seconds) : QString(), {});
    add(say(QT_TRANSLATE_NOOP("RunText", "versions")), versionsText(run.versions), {});
    add(say(QT_TRANSLATE_NOOP("RunText", "fingerprint")), QString::fromStdString(run.fingerprint),
        say(QT_TRANSLATE_NOOP("RunText", "SHA-256 over the ids, labels and audio of all utterances used.")));
    add(say(QT_TRANSLATE_NOOP("RunText", "note")), QString::fromStdString(run.note), {});
    return facts;
}

}  // namespace prososcope::gui
