// SPDX-License-Identifier: GPL-3.0-or-later
#include <dlfcn.h>

#include "engine/backend/TorchBackend.h"
#include "engine/core/FreeMemory.h"
#include "engine/nn/Torch.h"
#include "engine/training/Autoencoders.h"
#include "engine/training/Encoders.h"
#include "engine/training/ExperimentRunner.h"
#include "engine/training/FuturePredictions.h"
#include "engine/training/Inference.h"
#include "engine/training/NetworkReference.h"
#include "engine/training/Recognisers.h"
#include "engine/training/UnitEmotions.h"

namespace prososcope::training {

namespace {

/// CUDA kernels register themselves when libtorch_cuda is loaded, which must be before the first torch call. It is
/// opened only where the driver is present, so that machines without a GPU do not pay for it.
void openCuda() {
    if (void* driver = dlopen("libcuda.so.1", RTLD_LAZY | RTLD_LOCAL); driver == nullptr) return;
    dlopen("libtorch_cuda.so", RTLD_NOW | RTLD_GLOBAL);
}

class Backend : public backend::TorchBackend {
public:
    Backend() {
        openCuda();
        torch::globalContext().setDeterministicAlgorithms(true, /*warn_only=*/true);
        // Else deterministic mode writes NaN into every new tensor before its values, which nobody reads.
        torch::globalContext().setDeterministicFillUninitializedMemory(false);
        torch::globalContext().setBenchmarkCuDNN(false);
    }

    [[nodiscard]] std::string torchVersion() const override { return TORCH_VERSION; }

    [[nodiscard]] std::vector<backend::Device> devices() const override {
        std::vector<backend::Device> result{{"cpu", "CPU"}};
        const auto count = torch::cuda::is_available() ? static_cast<int>(torch::cuda::device_count()) : 0;
        for (int i = 0; i < count; ++i) result.push_back({"cuda:" + std::to_string(i), "CUDA " + std::to_string(i)});
        return result;
    }

    [[nodiscard]] core::Result<std::unique_ptr<backend::EmotionModel>> openModel(const store::ModelEntry& model,
                                                                                 const std::string& device,
                                                                                 int threads) override {
        return training::openModel(model, device, threads);
    }

    [[nodiscard]] core::Result<store::RunRecord> run(const backend::RunRequest& request, backend::RunObserver& observer,
                                                     core::Progress& progress) override {
        const core::KeptMemory kept;
        return runExperiment(request, observer, progress);
    }

    [[nodiscard]] backend::EncoderBackend& encoders() override { return m_encoders; }
    [[nodiscard]] backend::RecogniserBackend& recognisers() override { return m_recognisers; }
    [[nodiscard]] backend::AutoencoderBackend* autoencoders() override { return &m_autoencoders; }
    [[nodiscard]] backend::FuturePredictionBackend* futurePredictions() override { return &m_futurePredictions; }
    [[nodiscard]] backend::UnitEmotionBackend* unitEmotions() override { return &m_unitEmotions; }
    [[nodiscard]] core::Result<bool> writeReference(const std::string& kind, const std::filesystem::path& in,
                                                    const std::filesystem::path& out) override {
        return writeNetworkReference(kind, in, out);
    }

private:
    Encoders m_encoders;
    Recognisers m_recognisers;
    Autoencoders m_autoencoders;
    FuturePredictions m_futurePredictions;
    UnitEmotions m_unitEmotions;
};

}  // namespace

}  // namespace prososcope::training

/// What backend::torchBackend looks up after opening this library; lives as long as the program.
extern "C" prososcope::backend::TorchBackend* prososcopeTorchBackend() {
    static prososcope::training::Backend instance;
    return &instance;
}
