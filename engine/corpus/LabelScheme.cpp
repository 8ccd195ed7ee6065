// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/LabelScheme.h"

#include <algorithm>
#include <tuple>

#include "engine/corpus/CorpusFiles.h"

namespace prososcope::corpus {

namespace {

using From = DimensionLevels::From;

std::optional<double> Utterance::*memberOf(const std::string& dimension) {
    return dimension == "valence" ? &Utterance::valence : dimension == "arousal" ? &Utterance::arousal : &Utterance::dominance;
}

std::optional<double> Rating::*ratingMemberOf(const std::string& dimension) {
    return dimension == "valence" ? &Rating::valence : dimension == "arousal" ? &Rating::arousal : &Rating::dominance;
}

/// One scheme at work on one corpus.
class Application {
public:
    Application(const LabelScheme& scheme, const Corpus& corpus) : m_scheme(scheme), m_corpus(corpus) {
        for (const auto& key : {corpus.layout, corpus.name}) {  // rules by name win over rules by layout
            const auto own = scheme.corpora.find(key);
            if (own == scheme.corpora.end()) continue;
            for (const auto& [label, word] : own->second) m_own[label] = word;
        }
    }

    SchemeResult run() {
        for (const auto& utterance : m_corpus.utterances) {
            if (m_scheme.levels) {
                addByLevels(utterance, *m_scheme.levels);
            } else {
                addByWord(utterance);
            }
        }
        for (const auto& [key, count] : m_dropped) m_result.dropped.push_back({key.first, key.second, count});
        return std::move(m_result);
    }

private:
    [[nodiscard]] std::optional<int> classOf(const std::string& word) const {
        const auto found = std::find(m_scheme.classes.begin(), m_scheme.classes.end(), word);
        if (found == m_scheme.classes.end()) return std::nullopt;
        return static_cast<int>(found - m_scheme.classes.begin());
    }
    [[nodiscard]] bool dropsOnPurpose(const std::string& label) const {
        return std::find(m_scheme.drop.begin(), m_scheme.drop.end(), label) != m_scheme.drop.end();
    }
    void drop(DropReason reason, const std::string& label) { ++m_dropped[{reason, label}]; }

    void addByWord(const Utterance& utterance) {
        const std::string& label = utterance.emotion;
        if (const auto own = m_own.find(label); own != m_own.end()) {
            if (const auto index = classOf(own->second)) return add(utterance, *index);
            return drop(DropReason::OnPurpose, label);
        }
        if (dropsOnPurpose(label)) return drop(DropReason::OnPurpose, label);
        const auto merged = m_scheme.merge.find(label);
        if (const auto index = classOf(merged == m_scheme.merge.end() ? label : merged->second)) return add(utterance, *index);
        drop(label.empty()           ? DropReason::NoLabel
             : label == kNoAgreement ? DropReason::NoAgreement
                                     : DropReason::NotInScheme,
             label);
    }

    /// The level of a value, which is on the corpus's own scale.
    [[nodiscard]] int levelOf(double value, const DimensionLevels& levels) const {
        const auto own = m_corpus.scales.find(levels.dimension);
        if (own != m_corpus.scales.end() && own->second != levels.scale) value = convertScale(value, own->second, levels.scale);
        int level = 0;
        for (std::size_t i = 0; i < levels.edges.size(); ++i) {
            if (levels.right[i] ? value > levels.edges[i] : value >= levels.edges[i]) ++level;
        }
        return level;
    }

    void addByLevels(const Utterance& utterance, const DimensionLevels& levels) {
        if (dropsOnPurpose(utterance.emotion)) return drop(DropReason::OnPurpose, utterance.emotion);
        if (levels.from == From::Mean) {
            const auto& value = utterance.*memberOf(levels.dimension);
            if (!value) return drop(DropReason::NoValue, {});
            return add(utterance, levelOf(*value, levels));
        }
        std::vector<std::size_t> votes(m_scheme.classes.size());
        bool any = false;
        for (const auto& rating : utterance.ratings) {
            const auto& value = rating.*ratingMemberOf(levels.dimension);
            if (!value || rating.rater == "self") continue;
            any = true;
            const int level = levelOf(*value, levels);
            ++votes[static_cast<std::size_t>(level)];
            if (levels.from != From::Raters) continue;
            Utterance single = utterance;
            single.id += "@" + rating.rater;
            add(single, level);
        }
        if (!any) return drop(DropReason::NoValue, {});
        if (levels.from == From::Raters) return;
        const auto most = std::max_element(votes.begin(), votes.end());
        if (std::count(votes.begin(), votes.end(), *most) > 1) return drop(DropReason::NoAgreement, {});
        add(utterance, static_cast<int>(most - votes.begin()));
    }

    void add(const Utterance& utterance, int label) {
        m_result.utterances.push_back(utterance);
        m_result.utterances.back().emotion = m_scheme.classes[static_cast<std::size_t>(label)];
        m_result.labels.push_back(label);
        m_result.dimensions.push_back({scaled(utterance.valence, "valence"), scaled(utterance.arousal, "arousal"),
                                       scaled(utterance.dominance, "dominance")});
    }

    std::optional<double> scaled(const std::optional<double>& value, const char* dimension) {
        if (!value) return std::nullopt;
        const auto own = m_corpus.scales.find(dimension);
        if (own == m_corpus.scales.end()) {
            ++m_result.withoutScale[dimension];
            return std::nullopt;
        }
        return convertScale(*value, own->second, m_scheme.scale);
    }

    const LabelScheme& m_scheme;
    const Corpus& m_corpus;
    std::map<std::string, std::string> m_own;
    std::map<std::pair<DropReason, std::string>, std::size_t> m_dropped;
    SchemeResult m_result;
};

}  // namespace

double convertScale(double value, const Scale& from, const Scale& to) {
    return to.low + (value - from.low) / (from.high - from.low) * (to.high - to.low);
}

SchemeResult applyScheme(const LabelScheme& scheme, const Corpus& corpus) { return Application(scheme, corpus).run(); }

std::vector<core::Text> SchemeResult::remarks() const {
    const auto textOf = [](DropReason reason) {
        switch (reason) {
            case DropReason::OnPurpose:
                return TRANSLATABLE("Engine", "Left out, as the label scheme says: %1.");
            case DropReason::NotInScheme:
                return TRANSLATABLE("Engine", "Left out, labels that the label scheme does not name: %1.");
            case DropReason::NoLabel:
                return TRANSLATABLE("Engine", "Left out, without a label: %1.");
            case DropReason::NoAgreement:
                return TRANSLATABLE("Engine", "Left out, because the raters did not agree: %1.");
            case DropReason::NoValue:
                break;
        }
        return TRANSLATABLE("Engine", "Left out, not rated on the dimension: %1.");
    };
    std::map<DropReason, std::string> lists;
    for (const auto& each : dropped) {
        auto& list = lists[each.reason];
        const bool named = each.reason == DropReason::OnPurpose || each.reason == DropReason::NotInScheme;
        list += (list.empty() ? "" : ", ") + (named ? each.label + " " : std::string()) + std::to_string(each.count);
    }
    std::vector<core::Text> texts;
    for (const auto& [reason, list] : lists) texts.emplace_back(textOf(reason), std::vector<std::string>{list});
    for (const auto& [dimension, count] : withoutScale) {
        texts.emplace_back(
            TRANSLATABLE("Engine", "Values of %1 that were not converted, because the corpus does not say their scale: %2."),
            std::vector<std::string>{dimension, std::to_string(count)});
    }
    return texts;
}

}  // namespace prososcope::corpus
