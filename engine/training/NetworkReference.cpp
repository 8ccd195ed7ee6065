// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/NetworkReference.h"

#include <map>

#include "engine/training/AdversarialAutoencoderReference.h"
#include "engine/training/FuturePredictionReference.h"
#include "engine/training/GcuReference.h"
#include "engine/training/IaanReference.h"
#include "engine/training/LasReference.h"

namespace prososcope::training {

namespace {

using WriteCase = core::Status (*)(const std::filesystem::path& in, const std::filesystem::path& out);

/// What computes a case, by its kind.
const std::map<std::string, WriteCase> kKinds{
    {"aae", writeAutoencoderReference},
    {"aae_frame", writeFrameAutoencoderReference},
    {"fop", writeFuturePredictionReference},
    {"gcu_asr", writeGcuReference},
    {"iaan", writeIaanReference},
    {"las", writeLasReference},
};

}  // namespace

core::Result<bool> writeNetworkReference(const std::string& kind, const std::filesystem::path& in,
                                         const std::filesystem::path& out) {
    const auto found = kKinds.find(kind);
    if (found == kKinds.end()) return false;
    if (const auto done = found->second(in, out); !done) return core::fail(done.error());
    return true;
}

}  // namespace prososcope::training
