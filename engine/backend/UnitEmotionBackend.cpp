// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/UnitEmotionBackend.h"

#include "engine/backend/RecogniserBackend.h"
#include "engine/backend/TorchBackend.h"

namespace prososcope::backend {

UnitEmotionProvider::~UnitEmotionProvider() = default;

core::Result<UnitEmotionBackend*> unitEmotionBackend(TorchBackend& torch) {
    auto* provider = dynamic_cast<UnitEmotionProvider*>(&torch.recognisers());
    if (provider == nullptr)
        return core::fail(core::ErrorKind::NotFound,
                          {TRANSLATABLE("Engine", "The library of networks has none that hear units with their emotion."), {}});
    return &provider->unitEmotions();
}

}  // namespace prososcope::backend
