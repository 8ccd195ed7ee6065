// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"

namespace prososcope::corpus {

/// How a file says when the parts of an utterance were spoken. Labels are the corpus's own symbols; what fills a pause keeps
/// its name (SIL, <sil>, +LAUGHTER+, "(").
enum class AlignmentFormat {
    /// .wdseg .phseg .syseg of the Sphinx aligner: a header line, rows of first frame, last frame (inclusive), score and
    /// symbol,
    /// in frames of 10 ms, and a line "Total score:". Phones may be followed by their context, words by the number of their
    /// pronunciation; both are left out.
    Sphinx,
    /// .lablaut .labsilb of EmoDB, written by xlabel: a header up to a line "#", then rows of time, colour and label, whose
    /// further fields are separated by tabs. The time is where the label begins, other than in files of ESPS; it lasts
    /// until the next one begins. A row without a label changes the voice within the one before. "." ends the utterance.
    XLabel,
    /// .silb of EmoDB: the same with rows of time and label alone.
    OnsetList,
    /// Praat, as engine/annotation reads it: the tier of the wanted name, also in the singular or behind a speaker's name
    /// ("anna - words").
    TextGrid,
};
/// By the ending, in any case; nothing where no format has it.
[[nodiscard]] std::optional<AlignmentFormat> alignmentFormatOf(const std::filesystem::path& path);

/// Labels in order of time, in seconds from the start of the recording, none of them before 0 or longer than the file says.
/// Fails on what is no such file, with a sentence that names `source` and, where there is one, the line. Any thread.
[[nodiscard]] core::Result<std::vector<AlignedLabel>> parseAlignment(std::string_view bytes, AlignmentFormat format,
                                                                     std::string_view tier, std::string_view source);

}  // namespace prososcope::corpus
