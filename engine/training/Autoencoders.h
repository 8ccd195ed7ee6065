// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/backend/AutoencoderBackend.h"

namespace prososcope::training {

/// The kept adversarial autoencoders of this library.
class Autoencoders : public backend::AutoencoderBackend {
public:
    [[nodiscard]] core::Result<std::unique_ptr<backend::AutoencoderView>> open(const store::ModelEntry& model,
                                                                               const std::string& device, int threads) override;
};

}  // namespace prososcope::training
