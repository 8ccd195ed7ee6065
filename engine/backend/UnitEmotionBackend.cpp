// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/UnitEmotionBackend.h"

#include <algorithm>

#include "engine/audio/MonoStream.h"
#include "engine/backend/TorchBackend.h"

namespace prososcope::backend {

core::Result<UnitListening> UnitListener::listen(std::span<const float> mono, core::Progress& progress) {
    UnitSound sound;
    sound.seconds = static_cast<double>(mono.size()) / std::max(1, card().rateHz);
    sound.next = [&mono](std::vector<float>& block) -> core::Status {
        block.assign(mono.begin(), mono.end());
        mono = {};
        return {};
    };
    return listenTo(sound, progress);
}

core::Result<UnitListening> listenToRecording(UnitListener& listener, const std::filesystem::path& recording,
                                              core::Progress& progress) {
    auto stream = audio::MonoStream::open(recording, listener.card().rateHz);
    if (!stream) return core::fail(stream.error());
    bool read = true;
    UnitSound sound;
    sound.seconds = stream->info().seconds();
    sound.next = [&](std::vector<float>& block) -> core::Status {
        auto got = stream->next(block);
        read = got.has_value();
        return got;
    };
    auto heard = listener.listenTo(sound, progress);
    if (!heard && read && heard.error().kind != core::ErrorKind::Cancelled)
        return core::fail(heard.error().kind, {"%1: %2", {recording.string(), heard.error().message()}});
    return heard;
}

core::Result<UnitEmotionBackend*> unitEmotionBackend(TorchBackend& torch) {
    auto* const networks = torch.unitEmotions();
    if (networks == nullptr)
        return core::fail(core::ErrorKind::NotFound,
                          {TRANSLATABLE("Engine", "The library of networks has none that hear units with their emotion."), {}});
    return networks;
}

}  // namespace prososcope::backend
