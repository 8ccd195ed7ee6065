// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/layers/LayersSettings.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QThread>
#include <algorithm>

#include "widgets/ScoreText.h"

namespace prososcope::gui {

namespace {

using analysis::Correction;
using analysis::CorrelationKind;
using analysis::SpeakerPooling;

constexpr int kMostThreads = 4;
constexpr QLatin1Char kBetween('\n');  // in no key and no file name of the program's

struct LayersSettingsWords {
    Q_DECLARE_TR_FUNCTIONS(LayersSettings)
};

constexpr std::pair<SpeakerPooling, const char*> kPoolings[] = {{SpeakerPooling::FisherZ, "fisher-z"},
                                                                {SpeakerPooling::Centred, "centred"},
                                                                {SpeakerPooling::Raw, "raw"},
                                                                {SpeakerPooling::One, "speaker"}};
constexpr std::pair<Correction, const char*> kCorrections[] = {{Correction::BenjaminiHochberg, "bh"},
                                                               {Correction::BenjaminiYekutieli, "by"},
                                                               {Correction::Holm, "holm"},
                                                               {Correction::Bonferroni, "bonferroni"}};
constexpr std::pair<LayersControl, const char*> kControls[] = {
    {LayersControl::None, "none"}, {LayersControl::ShuffledLabels, "shuffled"}, {LayersControl::UntrainedNetwork, "untrained"}};

template <typename Table, typename Value>
QString nameOf(const Table& table, Value value) {
    for (const auto& [each, name] : table)
        if (each == value) return QString::fromLatin1(name);
    return {};
}

template <typename Table, typename Value>
Value namedIn(const Table& table, const QString& name, Value otherwise) {
    for (const auto& [each, known] : table)
        if (name == QLatin1String(known)) return each;
    return otherwise;
}

}  // namespace

QString LayersComparison::toText() const {
    switch (with) {
        case With::Nothing:
            break;
        case With::Target:
            return QStringList{QStringLiteral("targets"), first, second}.join(kBetween);
        case With::Untrained:
            return QStringLiteral("untrained");
        case With::Stored:
            return QStringList{QStringLiteral("set"), file}.join(kBetween);
    }
    return {};
}

LayersComparison LayersComparison::fromText(const QString& text) {
    const QStringList parts = text.split(kBetween);
    if (parts.size() == 3 && parts[0] == QLatin1String("targets") && parts[1] != parts[2])
        return {With::Target, parts[1], parts[2], {}};
    if (parts.size() == 2 && parts[0] == QLatin1String("set") && !parts[1].isEmpty()) return {With::Stored, {}, {}, parts[1]};
    if (text == QLatin1String("untrained")) return {With::Untrained, {}, {}, {}};
    return {};
}

bool LayersSettings::sameSet(const LayersSettings& other) const {
    return encoder == other.encoder && tap == other.tap && corpus == other.corpus;
}

bool LayersSettings::sameNumbers(const LayersSettings& other) const {
    LayersSettings a = *this;
    a.order = other.order;
    a.absolute = other.absolute;
    return a == other;
}

analysis::CorrelationSettings LayersSettings::forEngine() const {
    analysis::CorrelationSettings made;
    made.kind = kind;
    made.pooling = pooling;
    made.speaker = speaker.toStdString();
    made.partialDuration = partialDuration;
    made.partialLevel = partialLevel;
    made.correction = correction;
    made.permutations = permutations ? kPermutations : 0;
    made.adjustByPermutations = permutations && byPermutations;
    made.familyOfAllTargets = allTargets;
    made.threads = std::clamp(QThread::idealThreadCount() - 1, 1, kMostThreads);
    return made;
}

analysis::CorrelationSettings LayersSettings::withoutPermutations() const {
    analysis::CorrelationSettings made = forEngine();
    if (made.adjustByPermutations) made.correction = Correction::Holm;
    made.permutations = 0;
    made.adjustByPermutations = made.familyOfAllTargets = false;
    return made;
}

QStringList LayersSettings::forCommandLine(const QStringList& of, bool difference) const {
    const analysis::CorrelationSettings engine = difference ? withoutPermutations() : forEngine();
    QStringList words{QStringLiteral("--targets"), of.join(QLatin1Char(',')), QStringLiteral("--pool"),
                      QString::fromStdString(std::string(store::activationPoolName(pool)))};
    if (pooling == SpeakerPooling::One)
        words << QStringLiteral("--speaker") << speaker;
    else
        words << QStringLiteral("--pooling")
              << (pooling == SpeakerPooling::FisherZ ? QStringLiteral("fisher") : nameOf(kPoolings, pooling));
    if (kind == CorrelationKind::Spearman) words << QStringLiteral("--spearman");
    QStringList without;
    if (partialDuration) without << QStringLiteral("duration");
    if (partialLevel) without << QStringLiteral("level");
    if (!without.isEmpty()) words << QStringLiteral("--partial") << without.join(QLatin1Char(','));
    words << QStringLiteral("--correction")
          << (engine.adjustByPermutations ? QStringLiteral("max-r")
              : engine.correction         ? nameOf(kCorrections, *engine.correction)
                                          : QStringLiteral("none"));
    if (engine.permutations > 0) words << QStringLiteral("--permutations") << QString::number(engine.permutations);
    if (engine.familyOfAllTargets) words << QStringLiteral("--all-targets");
    return words;
}

QJsonObject LayersSettings::toJson() const {
    return {{"encoder", encoder},
            {"tap", tap},
            {"corpus", corpus},
            {"pool", QString::fromStdString(std::string(store::activationPoolName(pool)))},
            {"targets", QJsonArray::fromStringList(targets)},
            {"speakers", nameOf(kPoolings, pooling)},
            {"speaker", speaker},
            {"spearman", kind == CorrelationKind::Spearman},
            {"partialDuration", partialDuration},
            {"partialLevel", partialLevel},
            {"correction", correction ? nameOf(kCorrections, *correction) : QStringLiteral("none")},
            {"permutations", permutations},
            {"byPermutations", byPermutations},
            {"allTargets", allTargets},
            {"control", nameOf(kControls, control)},
            {"compare", comparison.toText()},
            {"order", order},
            {"absolute", absolute}};
}

LayersSettings LayersSettings::fromJson(const QJsonObject& json) {
    LayersSettings made;
    made.encoder = json["encoder"].toString();
    made.tap = json["tap"].toString();
    made.corpus = json["corpus"].toString();
    made.pool = store::activationPoolNamed(json["pool"].toString().toStdString()).value_or(made.pool);
    made.targets = json["targets"].toVariant().toStringList();
    made.pooling = namedIn(kPoolings, json["speakers"].toString(), made.pooling);
    made.speaker = json["speaker"].toString();
    if (made.pooling == SpeakerPooling::One && made.speaker.isEmpty()) made.pooling = SpeakerPooling::FisherZ;
    if (json["spearman"].toBool()) made.kind = CorrelationKind::Spearman;
    made.partialDuration = json["partialDuration"].toBool();
    made.partialLevel = json["partialLevel"].toBool();
    if (json["correction"].toString() == QLatin1String("none"))
        made.correction.reset();
    else
        made.correction = namedIn(kCorrections, json["correction"].toString(), *made.correction);
    made.permutations = json["permutations"].toBool();
    made.byPermutations = made.permutations && json["byPermutations"].toBool();
    made.allTargets = json["allTargets"].toBool();
    made.comparison = LayersComparison::fromText(json["compare"].toString());
    made.control = namedIn(kControls, json["control"].toString(), made.control);
    made.order = json["order"].toString();
    made.absolute = json["absolute"].toBool();
    return made;
}

QString correctionText(const std::optional<Correction>& correction, double alpha) {
    const QString level = widgets::scoreText(alpha, 2);
    if (!correction) return LayersSettingsWords::tr("uncorrected, p < %1").arg(level);
    switch (*correction) {
        case Correction::Bonferroni:
            return LayersSettingsWords::tr("Bonferroni, p < %1").arg(level);
        case Correction::Holm:
            return LayersSettingsWords::tr("Holm, p < %1").arg(level);
        case Correction::BenjaminiHochberg:
            return LayersSettingsWords::tr("BH q = %1").arg(level);
        case Correction::BenjaminiYekutieli:
            return LayersSettingsWords::tr("BY q = %1").arg(level);
    }
    return {};
}

QString permutationText(double alpha) {
    return LayersSettingsWords::tr("max |r| of %1 permutations, p < %2").arg(kPermutations).arg(widgets::scoreText(alpha, 2));
}

QString correctionText(const LayersSettings& settings, double alpha) {
    const QString text = settings.byPermutations ? permutationText(alpha) : correctionText(settings.correction, alpha);
    return settings.allTargets && (settings.byPermutations || settings.correction)
               ? LayersSettingsWords::tr("%1 over all targets", "a correction").arg(text)
               : text;
}

}  // namespace prososcope::gui
