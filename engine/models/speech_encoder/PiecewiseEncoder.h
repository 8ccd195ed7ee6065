// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "engine/models/speech_encoder/SpeechEncoder.h"

namespace prososcope::models {

struct PieceSettings {
    double pieceSeconds = 20.0;
    /// Sound on either side that goes along with a piece, so that its own frames know what surrounds them.
    double contextSeconds = 5.0;
};

/// Frames of a recording heard in pieces: those of the convolutions over the whole, without Whisper's limit of 30 s.
[[nodiscard]] std::int64_t piecewiseFrames(const checkpoints::EncoderConfig& config, std::int64_t samples);

/// An encoder that hears a recording of any length piece by piece, in memory that depends on the piece alone. Pieces begin at
/// frames of the whole recording, so that frame i is about the same samples as frame i of the recording heard at once; each is
/// heard with its context and gives the frames that are its own.
///
/// It deviates from the whole recording: attention sees 30 s instead of everything; the input is normalised over the piece
/// with its context (as the utterances were that the encoder was trained on), and so is a group norm of the first
/// convolution. A recording of up to a piece with its contexts is heard at once, without any deviation. Not shared between
/// threads. Throws what torch throws.
class PiecewiseEncoder {
public:
    /// values [frames, hidden] of a layer (SpeechEncoderImpl::LayerSink); the first of them is the recording's frame `first`.
    /// Layer by layer for each piece, in time order. With behindLast a further "layer" `layers + 1` is the output behind the
    /// last normalisation.
    using FrameSink = std::function<void(std::size_t layer, std::int64_t first, const torch::Tensor& values)>;
    /// Whisper's pieces with their contexts are cut to what it can hear at once.
    PiecewiseEncoder(SpeechEncoder network, const torch::Device& device, const PieceSettings& settings, FrameSink sink,
                     bool behindLast = false);
    /// Samples as recorded, any number, in time order.
    void add(std::span<const float> mono);
    /// What is left; then nothing more may be added. Frames of the whole recording.
    std::int64_t finish();

private:
    /// Frames at the end of the recording that go through the network as one piece.
    [[nodiscard]] std::int64_t together() const;
    void hear(std::int64_t firstOwn, std::int64_t endOwn, std::int64_t end);

    SpeechEncoder m_network;
    torch::Device m_device;
    FrameSink m_sink;
    bool m_behindLast = false;
    std::int64_t m_stride = 320, m_field = 400;
    std::int64_t m_piece = 1000, m_context = 250;  ///< frames
    std::vector<float> m_samples;                  ///< from m_begin on
    std::int64_t m_begin = 0;                      ///< in the recording
    std::int64_t m_done = 0;                       ///< frames
};

}  // namespace prososcope::models
