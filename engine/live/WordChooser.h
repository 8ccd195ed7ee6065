// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace prososcope::live {

/// When the word on the display may change.
struct WordRules {
    double lead = 0.10;         ///< of posterior that another class must have over the word's
    int leadHops = 2;           ///< for so many results in a row
    double standSeconds = 0.8;  ///< and for so long
    double sureFrom = 0.45;     ///< largest posterior below which the model is called unsure
    int sureHops = 2;           ///< results in a row that make it unsure or sure again
    double quietSeconds = 0.5;  ///< without speech, after which there is no word
    bool operator==(const WordRules&) const = default;
};

/// What stands on the display.
struct ShownWord {
    enum class Kind {
        NoSpeech,  ///< a dash, never a class
        Unsure,    ///< the two best classes, neither as the word
        Word
    };
    Kind kind = Kind::NoSpeech;
    int best = -1;              ///< of Word the word's class; of Unsure the likeliest
    int second = -1;            ///< the likeliest of the others; -1 with one class
    double sinceSeconds = 0.0;  ///< when this kind, and of Word this class, came to be shown
    bool operator==(const ShownWord&) const = default;
};

/// Turns posteriors that flicker into a word that a room can read: the word stays until another class leads it clearly and for
/// some time. The first word after silence comes at once, unless the model is unsure; so does that after being unsure, when
/// the word before it is clearly behind. A value for one thread.
class WordChooser {
public:
    explicit WordChooser(WordRules rules = {}) : m_rules(rules) {}

    /// The next result, in order of time. posteriors: smoothed, of the classes; empty or not finite where there is none, which
    /// is as without speech. speech: whether its window holds speech now.
    const ShownWord& add(double seconds, std::span<const double> posteriors, bool speech);
    [[nodiscard]] const ShownWord& shown() const { return m_shown; }
    /// As if nothing had been heard: another speaker, another source.
    void reset();

private:
    void addSilence(double seconds);
    void followRival(double seconds, std::span<const double> posteriors, int best);
    void show(ShownWord::Kind kind, double seconds);

    WordRules m_rules;
    ShownWord m_shown;
    int m_word = -1;  ///< also while the display says unsure
    std::optional<double> m_quietSince;
    int m_rival = -1;
    int m_rivalHops = 0;
    double m_rivalSince = 0.0;
    bool m_unsure = false;
    int m_otherHops = 0;  ///< results in a row that speak against `m_unsure`
};

}  // namespace prososcope::live
