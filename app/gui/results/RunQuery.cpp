// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/RunQuery.h"

#include <algorithm>

#include "app/gui/results/RunText.h"

namespace prososcope::gui {

namespace {

QString folded(const std::string& text) { return QString::fromStdString(text).toCaseFolded(); }

/// The words of the field; quotes join what has spaces.
QStringList wordsOf(const QString& text) {
    QStringList words;
    QString word;
    bool quoted = false;
    for (const QChar letter : text) {
        if (letter == QLatin1Char('"')) {
            quoted = !quoted;
        } else if (letter.isSpace() && !quoted) {
            if (!word.isEmpty()) words << word;
            word.clear();
        } else {
            word += letter;
        }
    }
    if (!word.isEmpty()) words << word;
    return words;
}

bool valueMatches(const store::RunRecord& run, const QString& key, const QString& value) {
    const auto contains = [&value](const std::string& text) { return folded(text).contains(value); };
    if (key == QLatin1String("tag"))
        return std::any_of(run.tags.begin(), run.tags.end(), [&](const auto& tag) { return folded(tag).startsWith(value); });
    if (key == QLatin1String("state")) {
        const auto name = store::runStateName(run.state);
        return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())).startsWith(value) ||
               stateText(run).toCaseFolded().startsWith(value);
    }
    if (key == QLatin1String("seed")) return QString::number(run.seed) == value;
    if (key == QLatin1String("run")) return QString::number(run.id) == value;
    if (key == QLatin1String("protocol")) return contains(run.protocol) || protocolText(run).toCaseFolded().contains(value);
    if (key == QLatin1String("corpus")) return contains(run.corpus);
    if (key == QLatin1String("system")) return contains(run.system);
    if (key == QLatin1String("device")) return contains(run.device);
    if (key == QLatin1String("group")) return contains(run.group);
    if (key == QLatin1String("point")) return contains(run.point);
    return contains(run.name);  // name
}

}  // namespace

QStringList RunQuery::keys() {
    return {QStringLiteral("tag"),      QStringLiteral("corpus"), QStringLiteral("state"), QStringLiteral("system"),
            QStringLiteral("name"),     QStringLiteral("group"),  QStringLiteral("point"), QStringLiteral("seed"),
            QStringLiteral("protocol"), QStringLiteral("device"), QStringLiteral("run")};
}

RunQuery::RunQuery(const QString& text) {
    const QStringList known = keys();
    for (const QString& word : wordsOf(text.toCaseFolded())) {
        const qsizetype colon = word.indexOf(QLatin1Char(':'));
        if (colon <= 0 || !known.contains(word.left(colon)))
            m_terms.append({{}, word});
        else if (colon + 1 < word.size())
            m_terms.append({word.left(colon), word.mid(colon + 1)});
    }
}

bool RunQuery::hasPlainWords() const {
    return std::any_of(m_terms.begin(), m_terms.end(), [](const Term& term) { return term.key.isEmpty(); });
}

bool RunQuery::matches(const store::RunRecord& run, const QString& searched) const {
    return std::all_of(m_terms.begin(), m_terms.end(), [&](const Term& term) {
        return term.key.isEmpty() ? searched.contains(term.value) : valueMatches(run, term.key, term.value);
    });
}

}  // namespace prososcope::gui
