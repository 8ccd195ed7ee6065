// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/EncoderOptions.h"

namespace prososcope::cli {

void addEncoderOptions(CLI::App& command, EncoderOptions& options, const std::string& what) {
    command.add_option("--encoder", options.encoder, what)->required()->type_name("M");
    command.add_option("--untrained", options.untrained, "A control: weights drawn anew from this seed")->type_name("SEED");
    command.add_option("--device", options.device, "cpu or cuda")->check(CLI::IsMember({"cpu", "cuda"}))->capture_default_str();
}

core::Result<FoundEncoder> findEncoder(const CommandLine& line, const EncoderOptions& options) {
    auto model = store::findModel(options.encoder, line.workspacePath() / "models");
    if (!model) return core::fail(model.error());
    const auto torch = backend::torchBackend();
    if (!torch) return core::fail(torch.error());
    return FoundEncoder{std::move(*model), &(*torch)->encoders()};
}

core::Result<std::unique_ptr<backend::Encoder>> openEncoder(const CommandLine& line, const EncoderOptions& options,
                                                            const FoundEncoder& found) {
    return found.encoders->open(found.model, options.device, line.workThreads(), options.untrained);
}

}  // namespace prososcope::cli
