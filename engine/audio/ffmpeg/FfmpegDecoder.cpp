// SPDX-License-Identifier: GPL-3.0-or-later
// The module prososcope_ffmpeg: the only code that is linked to FFmpeg's libraries, opened by the engine when a file needs it.
extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/log.h>
}

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <vector>

#include "engine/audio/Decoder.h"

namespace prososcope::audio {

namespace {

using core::ErrorKind;
using core::fail;

constexpr int kMostChannels = 64;
constexpr int kHighestRateHz = 768000;
constexpr int kMostStreams = 64;
constexpr std::int64_t kMostFrames = std::int64_t{1} << 33;
constexpr std::int64_t kMostPackets = 50'000'000;
constexpr int kMostPacketBytes = 1 << 24;
constexpr int kMostFailures = 1000;  // packets in a row that give no sound

// What may be opened: containers of recordings, and codecs of sound. Nothing that names other files or the network.
constexpr const char* kContainers = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,amr,amrnb,amrwb,aac,asf";
constexpr const char* kCodecs =
    "aac,aac_latm,alac,mp3,mp3float,mp2,mp2float,opus,libopus,vorbis,libvorbis,flac,amrnb,amrwb,libopencore_amrnb,"
    "libopencore_amrwb,ac3,ac3_fixed,eac3,wmav1,wmav2,wmapro,wmalossless,wmavoice,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,"
    "pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_u8,pcm_s8,pcm_alaw,pcm_mulaw,adpcm_ms,adpcm_ima_wav,"
    "adpcm_ima_qt,gsm,gsm_ms,qcelp,evrc";

template <typename T, void (*Free)(T**)>
struct Release {
    void operator()(T* pointer) const { Free(&pointer); }
};
using FormatPtr = std::unique_ptr<AVFormatContext, Release<AVFormatContext, avformat_close_input>>;
using CodecPtr = std::unique_ptr<AVCodecContext, Release<AVCodecContext, avcodec_free_context>>;
using PacketPtr = std::unique_ptr<AVPacket, Release<AVPacket, av_packet_free>>;
using FramePtr = std::unique_ptr<AVFrame, Release<AVFrame, av_frame_free>>;

std::string words(int code) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    return text.data();
}

/// One sample as a float of full scale 1.
float sampleAt(const std::uint8_t* bytes, AVSampleFormat format, std::size_t index) {
    switch (format) {
        case AV_SAMPLE_FMT_U8:
            return (static_cast<float>(bytes[index]) - 128.0F) / 128.0F;
        case AV_SAMPLE_FMT_S16:
            return static_cast<float>(reinterpret_cast<const std::int16_t*>(bytes)[index]) / 32768.0F;
        case AV_SAMPLE_FMT_S32:
            return static_cast<float>(reinterpret_cast<const std::int32_t*>(bytes)[index]) / 2147483648.0F;
        case AV_SAMPLE_FMT_FLT:
            return reinterpret_cast<const float*>(bytes)[index];
        case AV_SAMPLE_FMT_DBL:
            return static_cast<float>(reinterpret_cast<const double*>(bytes)[index]);
        default:
            return 0.0F;
    }
}

int channelsOf(const AVFrame& frame) { return frame.ch_layout.nb_channels; }
int channelsOf(const AVCodecParameters& parameters) { return parameters.ch_layout.nb_channels; }

/// The frames that a packet's side data takes off its start and end.
std::int64_t skipped(const AVPacket& packet) {
    std::size_t size = 0;
    const std::uint8_t* data = av_packet_get_side_data(&packet, AV_PKT_DATA_SKIP_SAMPLES, &size);
    if (data == nullptr || size < 8) return 0;
    const auto number = [data](int at) {
        return std::int64_t{data[at]} + (std::int64_t{data[at + 1]} << 8) + (std::int64_t{data[at + 2]} << 16) +
               (std::int64_t{data[at + 3]} << 24);
    };
    return number(0) + number(4);
}

/// One file's first stream of sound. Going back begins anew and decodes up to the wanted frame, so that every frame is the
/// one that reading from the start gives.
class FfmpegDecoder : public Decoder {
public:
    core::Status open(const std::filesystem::path& path) {
        m_info.path = path;
        if (auto status = begin(); !status) return status;
        const AVCodecParameters& parameters = *stream().codecpar;
        m_info.rateHz = parameters.sample_rate;
        m_info.channels = channelsOf(parameters);
        m_info.compressed = true;
        if (m_info.channels < 1 || m_info.channels > kMostChannels || m_info.rateHz < 1 || m_info.rateHz > kHighestRateHz)
            return damaged("channels or rate");
        const AVCodecDescriptor* codec = avcodec_descriptor_get(parameters.codec_id);
        const char* container =
            m_format->iformat->long_name != nullptr ? m_format->iformat->long_name : m_format->iformat->name;
        m_info.format = std::string(container) + ", " + (codec != nullptr ? codec->name : "?");
        m_info.frames = count();
        if (m_info.frames > kMostFrames) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "%1 is too long to be opened. Cut it into shorter files."), {path.string()}});
        }
        return begin();
    }

    std::int64_t read(float* interleaved, std::int64_t frames) override {
        const auto channels = static_cast<std::size_t>(m_info.channels);
        std::int64_t done = 0;
        while (done < frames) {
            if (m_pendingAt == m_pending.size() && !decodeMore()) break;
            const auto left = static_cast<std::int64_t>((m_pending.size() - m_pendingAt) / channels);
            const std::int64_t count = std::min(left, frames - done);
            const auto values = static_cast<std::size_t>(count) * channels;
            if (interleaved != nullptr) {
                std::copy_n(m_pending.begin() + static_cast<std::ptrdiff_t>(m_pendingAt), values,
                            interleaved + static_cast<std::size_t>(done) * channels);
            }
            m_pendingAt += values;
            done += count;
        }
        m_position += done;
        return done;
    }

    bool seek(std::int64_t frame) override {
        if (frame < m_position && !begin()) return false;
        return read(nullptr, frame - m_position) >= 0 && m_position == frame;
    }

    [[nodiscard]] std::string lastError() const override { return m_error; }

private:
    [[nodiscard]] AVStream& stream() const { return *m_format->streams[m_stream]; }

    tl::unexpected<core::Error> damaged(std::string details) const {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 is damaged: its header cannot be used. Get a fresh copy of the file."),
                     {m_info.path.string()}},
                    std::move(details));
    }

    /// Opens the file and its decoder at the first frame.
    core::Status begin() {
        m_codec.reset();
        m_format.reset();
        m_pending.clear();
        m_pendingAt = 0;
        m_position = 0;
        m_drained = false;
        AVFormatContext* format = avformat_alloc_context();
        if (format == nullptr) return fail(ErrorKind::OutOfMemory, {TRANSLATABLE("Engine", "There is not enough memory.")});
        format->max_streams = kMostStreams;
        AVDictionary* options = nullptr;
        av_dict_set(&options, "protocol_whitelist", "file", 0);
        av_dict_set(&options, "format_whitelist", kContainers, 0);
        av_dict_set(&options, "codec_whitelist", kCodecs, 0);
        const std::string url = "file:" + m_info.path.string();
        int code = avformat_open_input(&format, url.c_str(), nullptr, &options);
        av_dict_free(&options);
        if (code < 0) return damaged(words(code));
        m_format.reset(format);
        for (unsigned i = 0; i < format->nb_streams; ++i) {
            if (format->streams[i]->codecpar->codec_type != AVMEDIA_TYPE_AUDIO) format->streams[i]->discard = AVDISCARD_ALL;
        }
        if (code = avformat_find_stream_info(format, nullptr); code < 0) return damaged(words(code));
        const AVCodec* codec = nullptr;
        m_stream = av_find_best_stream(format, AVMEDIA_TYPE_AUDIO, -1, -1, &codec, 0);
        if (m_stream < 0 || codec == nullptr) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "%1 holds no sound that can be read here. Convert it to WAV or FLAC."),
                         {m_info.path.string()}},
                        words(m_stream));
        }
        for (unsigned i = 0; i < format->nb_streams; ++i)
            format->streams[i]->discard = static_cast<int>(i) == m_stream ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
        m_codec.reset(avcodec_alloc_context3(codec));
        if (m_codec == nullptr) return damaged("no decoder");
        m_codec->thread_count = 1;
        m_codec->pkt_timebase = stream().time_base;
        if (code = avcodec_parameters_to_context(m_codec.get(), stream().codecpar); code < 0) return damaged(words(code));
        if (code = avcodec_open2(m_codec.get(), codec, nullptr); code < 0) return damaged(words(code));
        return {};
    }

    /// The length by the packets' own durations, without decoding.
    std::int64_t count() {
        const AVRational perFrame{1, m_info.rateHz};
        std::int64_t ticks = 0;
        std::int64_t less = 0;
        for (std::int64_t packets = 0; packets < kMostPackets && av_read_frame(m_format.get(), m_packet.get()) >= 0;
             ++packets) {
            if (m_packet->stream_index == m_stream) {
                ticks += std::max<std::int64_t>(m_packet->duration, 0);
                less += skipped(*m_packet);
            }
            av_packet_unref(m_packet.get());
            if (av_rescale_q(ticks, stream().time_base, perFrame) > kMostFrames) break;
        }
        return std::max<std::int64_t>(av_rescale_q(ticks, stream().time_base, perFrame) - less, 0);
    }

    /// AMR leaves pauses out (frames of comfort noise or of nothing, which some decoders refuse): such a packet is silence of
    /// its length, so that what follows keeps its time.
    bool silenceInstead() {
        const bool amr = m_codec->codec_id == AV_CODEC_ID_AMR_NB || m_codec->codec_id == AV_CODEC_ID_AMR_WB;
        const auto frames = av_rescale_q(std::max<std::int64_t>(m_sentTicks, 0), stream().time_base, {1, m_info.rateHz});
        m_sentTicks = 0;
        if (!amr || frames < 1 || frames > m_info.rateHz) return false;
        m_pending.assign(static_cast<std::size_t>(frames * m_info.channels), 0.0F);
        return true;
    }

    /// Puts the next decoded stretch into m_pending; false at the end.
    bool decodeMore() {
        m_pending.clear();
        m_pendingAt = 0;
        for (int failures = 0; failures < kMostFailures;) {
            int code = avcodec_receive_frame(m_codec.get(), m_frame.get());
            if (code >= 0) {
                take();
                av_frame_unref(m_frame.get());
                if (!m_pending.empty()) return true;
                ++failures;
                continue;
            }
            if (code != AVERROR(EAGAIN)) {
                if (code == AVERROR_EOF || m_drained) return false;
                if (silenceInstead()) return true;
                m_error = words(code);
                ++failures;
            }
            code = av_read_frame(m_format.get(), m_packet.get());
            if (code < 0) {
                if (m_drained) return false;
                m_drained = true;
                (void)avcodec_send_packet(m_codec.get(), nullptr);
                continue;
            }
            if (m_packet->stream_index == m_stream && m_packet->size <= kMostPacketBytes) {
                m_sentTicks = m_packet->duration;
                code = avcodec_send_packet(m_codec.get(), m_packet.get());
                av_packet_unref(m_packet.get());
                if (code < 0) {
                    if (silenceInstead()) return true;
                    m_error = words(code);
                    ++failures;
                }
            }
            av_packet_unref(m_packet.get());
        }
        return false;
    }

    /// Appends the decoded frame; one of another rate or number of channels than the file's is silence of its length.
    void take() {
        const int count = m_frame->nb_samples;
        if (count <= 0) return;
        const auto channels = static_cast<std::size_t>(m_info.channels);
        m_pending.assign(static_cast<std::size_t>(count) * channels, 0.0F);
        if (m_frame->sample_rate != m_info.rateHz || channelsOf(*m_frame) != m_info.channels) return;
        const auto format = static_cast<AVSampleFormat>(m_frame->format);
        const bool planar = av_sample_fmt_is_planar(format) != 0;
        const AVSampleFormat packed = av_get_packed_sample_fmt(format);
        for (std::size_t c = 0; c < channels; ++c) {
            const std::uint8_t* plane = planar ? m_frame->extended_data[c] : m_frame->extended_data[0];
            for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i)
                m_pending[i * channels + c] = sampleAt(plane, packed, planar ? i : i * channels + c);
        }
    }

    FormatPtr m_format;
    CodecPtr m_codec;
    PacketPtr m_packet{av_packet_alloc()};
    FramePtr m_frame{av_frame_alloc()};
    int m_stream = -1;
    bool m_drained = false;
    std::int64_t m_position = 0;
    std::int64_t m_sentTicks = 0;  ///< length of the packet that is being decoded
    std::vector<float> m_pending;  ///< decoded and not handed out yet
    std::size_t m_pendingAt = 0;
    std::string m_error;
};

}  // namespace

}  // namespace prososcope::audio

/// What openFfmpeg calls.
extern "C" __attribute__((visibility("default"))) void prososcopeOpenFfmpeg(
    const std::filesystem::path& path, prososcope::core::Result<prososcope::audio::DecoderPtr>& result) {
    av_log_set_level(AV_LOG_QUIET);
    auto decoder = std::make_unique<prososcope::audio::FfmpegDecoder>();
    if (auto status = decoder->open(path); status) {
        result = std::move(decoder);
    } else {
        result = prososcope::core::fail(status.error());
    }
}
