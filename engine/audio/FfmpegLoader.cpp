// SPDX-License-Identifier: GPL-3.0-or-later
#include <dlfcn.h>

#include <array>
#include <fstream>
#include <mutex>
#include <string_view>

#include "engine/audio/Decoder.h"
#include "engine/core/FileStamp.h"
#include "engine/core/Paths.h"

namespace prososcope::audio {

namespace {

using Entry = void (*)(const std::filesystem::path&, core::Result<DecoderPtr>&);

/// The module's one function, or null; `details` says why. Looked for again at each file, as packages may be installed
/// meanwhile.
Entry ffmpegEntry(std::string& details) {
    static std::mutex mutex;
    static Entry known = nullptr;
    const std::lock_guard lock(mutex);
    if (known != nullptr) return known;
    const auto path = core::libraryFolder() / "libprososcope_ffmpeg.so";
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library != nullptr) known = reinterpret_cast<Entry>(dlsym(library, "prososcopeOpenFfmpeg"));
    if (known == nullptr) {
        const char* problem = dlerror();
        details = problem != nullptr ? problem : path.string();
    }
    return known;
}

}  // namespace

bool isForFfmpeg(const std::filesystem::path& path) {
    if (!core::FileStamp::of(path)) return false;  // a pipe would be waited for
    std::array<char, 16> head{};
    std::ifstream file(path, std::ios::binary);
    if (!file.read(head.data(), static_cast<std::streamsize>(head.size()))) return false;
    const std::string_view start(head.data(), head.size());
    const std::string_view kind = start.substr(4, 4);  // of an MP4 or QuickTime box
    if (kind == "ftyp" || kind == "moov" || kind == "mdat" || kind == "wide") return true;
    if (start.starts_with("\x1A\x45\xDF\xA3")) return true;                              // Matroska, WebM
    if (start.starts_with("#!AMR")) return true;                                         // AMR, narrow and wide band
    if (start.starts_with("\x30\x26\xB2\x75\x8E\x66\xCF\x11")) return true;              // ASF, WMA
    return head[0] == '\xFF' && (static_cast<unsigned char>(head[1]) & 0xF6U) == 0xF0U;  // AAC in ADTS
}

core::Result<DecoderPtr> openFfmpeg(const std::filesystem::path& path) {
    std::string details;
    const Entry entry = ffmpegEntry(details);
    if (entry == nullptr) {
        return core::fail(
            core::ErrorKind::Unavailable,
            {TRANSLATABLE("Engine",
                          "%1 needs FFmpeg's libraries. Install the packages libavformat59 and libavcodec59 and open it "
                          "again, or convert it to WAV or FLAC."),
             {path.string()}},
            std::move(details));
    }
    core::Result<DecoderPtr> result = core::fail(core::ErrorKind::Failed, {});
    entry(path, result);
    return result;
}

}  // namespace prososcope::audio
