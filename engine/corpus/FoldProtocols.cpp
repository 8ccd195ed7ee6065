// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/corpus/Folds.h"

namespace prososcope::corpus {

const std::vector<FoldProtocol>& foldProtocols() {
    static const std::vector<FoldProtocol> kProtocols = {
        {"leave-one-speaker-out", TRANSLATABLE("Engine", "Each speaker is tested once.")},
        {"leave-one-session-out", TRANSLATABLE("Engine", "Each session (a dyad, a group) is tested once.")},
        {"speaker-groups", TRANSLATABLE("Engine", "Groups of neighbouring speakers are tested in turn.")},
        {"official", TRANSLATABLE("Engine", "The parts that the corpus comes with.")},
        {"random", TRANSLATABLE("Engine", "Utterances at random: speakers are in training and test, figures are too good."),
         false, true},
        {"aae-ten-splits",
         TRANSLATABLE("Engine",
                      "A session of two is left out: one speaker tests, the other one chooses the epoch, then they swap "
                      "(adversarial autoencoder)."),
         true},
        {"fop-first-session",
         TRANSLATABLE("Engine", "The first session is tested, the last one chooses the epoch (future observation prediction)."),
         true},
        {"fop-five-sessions",
         TRANSLATABLE("Engine",
                      "Each session is tested once, the one before it chooses the epoch (future observation prediction)."),
         true},
        {"gcu-ten-speakers",
         TRANSLATABLE("Engine", "Each speaker is tested once, nothing is set aside (gated convolutional units)."), true},
        {"las-iaan-five-sessions",
         TRANSLATABLE("Engine", "Each session is tested once, the one before it chooses the epoch (listen, attend and spell)."),
         true},
        {"units-ten-speakers", TRANSLATABLE("Engine", "Each speaker is tested once, nothing is set aside (phonetic units)."),
         true},
        {"units-seven-groups",
         TRANSLATABLE("Engine",
                      "Seven groups of speakers are tested in turn, nothing is set aside (phonetic units, Mandarin)."),
         true},
    };
    return kProtocols;
}

const FoldProtocol* findFoldProtocol(std::string_view name) {
    const auto& protocols = foldProtocols();
    const auto found = std::find_if(protocols.begin(), protocols.end(), [&](const auto& each) { return each.name == name; });
    return found == protocols.end() ? nullptr : &*found;
}

}  // namespace prososcope::corpus
