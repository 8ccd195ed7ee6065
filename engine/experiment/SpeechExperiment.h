// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace prososcope::experiment {

/// What the experiment files of networks have in common that are trained on the speech of one transcribed corpus.
struct SpeechExperiment {
    std::string name;  ///< file-safe
    std::string title;
    std::string corpus;                      ///< name in the workspace
    std::vector<std::string> corpusFolders;  ///< as in Experiment
    std::vector<std::string> testSpeakers;
    std::vector<std::string> validationSpeakers;  ///< choose the weights
    /// Of the corpus's different texts, this many are drawn by the seed and kept out of training and validation, so that what
    /// is recognised of them was never seen. 0: none.
    int heldOutTexts = 0;
    std::uint64_t seed = 1;
    int threads = 0;
    std::string device = "auto";
    std::string modelLicence;
    bool operator==(const SpeechExperiment&) const = default;
};

}  // namespace prososcope::experiment
