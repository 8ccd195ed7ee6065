// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/adversarial_autoencoder/AutoencoderPriors.h"

#include <utility>

namespace prososcope::models {

CodePrior drawPrior(std::int64_t batch, std::int64_t classes, std::int64_t latent, const std::vector<double>& shares,
                    at::Generator generator) {
    TORCH_CHECK(shares.empty() || static_cast<std::int64_t>(shares.size()) == classes, "a prior needs a share of each class");
    const auto weights = shares.empty() ? torch::ones({classes}, torch::kDouble) : torch::tensor(shares, torch::kDouble);
    const auto drawn = at::multinomial(weights, batch, true, generator);
    return {at::one_hot(drawn, classes).to(torch::kFloat), torch::randn({batch, latent}, generator)};
}

core::Result<std::vector<double>> classShares(const std::vector<int>& labels, const std::vector<std::string>& classes) {
    std::vector<double> shares(classes.size(), 0.0);
    double labelled = 0.0;
    for (const int label : labels) {
        if (label < 0 || static_cast<std::size_t>(label) >= classes.size()) continue;
        shares[static_cast<std::size_t>(label)] += 1.0;
        labelled += 1.0;
    }
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (shares[i] == 0.0) {
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine",
                                            "No labelled utterance to train on is \"%1\", so that the class has no "
                                            "share to draw codes by."),
                               {classes[i]}});
        }
        shares[i] /= labelled;
    }
    return shares;
}

}  // namespace prososcope::models
