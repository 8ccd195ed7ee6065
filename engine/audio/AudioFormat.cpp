// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/AudioFormat.h"

#include <sndfile.h>

#include <array>
#include <cstdio>

namespace prososcope::audio {

namespace {

struct Name {
    int code;
    const char* words;
};

constexpr std::array kContainers{
    Name{SF_FORMAT_WAV, "WAV"},       Name{SF_FORMAT_WAVEX, "WAV"},        Name{SF_FORMAT_AIFF, "AIFF"},
    Name{SF_FORMAT_AU, "AU"},         Name{SF_FORMAT_RAW, "raw"},          Name{SF_FORMAT_PAF, "PAF"},
    Name{SF_FORMAT_SVX, "SVX"},       Name{SF_FORMAT_NIST, "NIST SPHERE"}, Name{SF_FORMAT_VOC, "VOC"},
    Name{SF_FORMAT_IRCAM, "IRCAM"},   Name{SF_FORMAT_W64, "W64"},          Name{SF_FORMAT_MAT4, "MATLAB 4"},
    Name{SF_FORMAT_MAT5, "MATLAB 5"}, Name{SF_FORMAT_PVF, "PVF"},          Name{SF_FORMAT_XI, "XI"},
    Name{SF_FORMAT_HTK, "HTK"},       Name{SF_FORMAT_SDS, "SDS"},          Name{SF_FORMAT_AVR, "AVR"},
    Name{SF_FORMAT_SD2, "SD2"},       Name{SF_FORMAT_FLAC, "FLAC"},        Name{SF_FORMAT_CAF, "CAF"},
    Name{SF_FORMAT_WVE, "WVE"},       Name{SF_FORMAT_OGG, "Ogg"},          Name{SF_FORMAT_MPC2K, "MPC 2000"},
    Name{SF_FORMAT_RF64, "RF64"},     Name{SF_FORMAT_MPEG, "MPEG"},
};

constexpr std::array kEncodings{
    Name{SF_FORMAT_PCM_S8, "8-bit PCM"},
    Name{SF_FORMAT_PCM_16, "16-bit PCM"},
    Name{SF_FORMAT_PCM_24, "24-bit PCM"},
    Name{SF_FORMAT_PCM_32, "32-bit PCM"},
    Name{SF_FORMAT_PCM_U8, "8-bit PCM"},
    Name{SF_FORMAT_FLOAT, "32-bit float"},
    Name{SF_FORMAT_DOUBLE, "64-bit float"},
    Name{SF_FORMAT_ULAW, "mu-law"},
    Name{SF_FORMAT_ALAW, "A-law"},
    Name{SF_FORMAT_IMA_ADPCM, "IMA ADPCM"},
    Name{SF_FORMAT_MS_ADPCM, "Microsoft ADPCM"},
    Name{SF_FORMAT_GSM610, "GSM 6.10"},
    Name{SF_FORMAT_VOX_ADPCM, "VOX ADPCM"},
    Name{SF_FORMAT_NMS_ADPCM_16, "NMS ADPCM"},
    Name{SF_FORMAT_NMS_ADPCM_24, "NMS ADPCM"},
    Name{SF_FORMAT_NMS_ADPCM_32, "NMS ADPCM"},
    Name{SF_FORMAT_G721_32, "G.721"},
    Name{SF_FORMAT_G723_24, "G.723"},
    Name{SF_FORMAT_G723_40, "G.723"},
    Name{SF_FORMAT_DWVW_12, "12-bit DWVW"},
    Name{SF_FORMAT_DWVW_16, "16-bit DWVW"},
    Name{SF_FORMAT_DWVW_24, "24-bit DWVW"},
    Name{SF_FORMAT_DPCM_8, "8-bit DPCM"},
    Name{SF_FORMAT_DPCM_16, "16-bit DPCM"},
    Name{SF_FORMAT_VORBIS, "Vorbis"},
    Name{SF_FORMAT_OPUS, "Opus"},
    Name{SF_FORMAT_ALAC_16, "16-bit ALAC"},
    Name{SF_FORMAT_ALAC_20, "20-bit ALAC"},
    Name{SF_FORMAT_ALAC_24, "24-bit ALAC"},
    Name{SF_FORMAT_ALAC_32, "32-bit ALAC"},
    Name{SF_FORMAT_MPEG_LAYER_I, "layer I"},
    Name{SF_FORMAT_MPEG_LAYER_II, "layer II"},
    Name{SF_FORMAT_MPEG_LAYER_III, "MP3"},
};

template <std::size_t Count>
std::string nameOf(const std::array<Name, Count>& names, int code) {
    for (const Name& name : names) {
        if (name.code == code) return name.words;
    }
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "0x%x", static_cast<unsigned>(code));
    return text.data();
}

}  // namespace

std::string formatWords(int sndfileFormat) {
    if ((sndfileFormat & SF_FORMAT_SUBMASK) == SF_FORMAT_MPEG_LAYER_III) return "MP3";
    return nameOf(kContainers, sndfileFormat & SF_FORMAT_TYPEMASK) + ", " +
           nameOf(kEncodings, sndfileFormat & SF_FORMAT_SUBMASK);
}

}  // namespace prososcope::audio
