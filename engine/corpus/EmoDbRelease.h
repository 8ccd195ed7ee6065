// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"

namespace prososcope::corpus {

/// Published facts of the public archive of EmoDB (version 1.3.0, DOI 10.5281/zenodo.7447302, published by audEERING).
struct EmoDbRelease {
    std::string_view url = "https://zenodo.org/records/7447302/files/emodb.zip";
    std::uint64_t bytes = 39981818;
    std::string_view md5 = "9d21362dbc5676ef3ab4745d83ced0db";
    std::string_view doi = "10.5281/zenodo.7447302";
    std::string_view archiveLicence = "CC-BY-4.0";  ///< as the record says
    std::string_view corpusLicence = "CC0-1.0";     ///< as the corpus's own description says
    std::string_view citation =
        "Burkhardt, Paeschke, Rolfes, Sendlmeier, Weiss (2005): A database of German emotional speech. Interspeech, 1517-1520.";
    std::size_t clips = 535;
    /// SHA-256 over all clips in byte order of their stems of stem, ":", SHA-256 of the 16-bit little-endian samples in
    /// hexadecimal, newline: the same for WAV and FLAC copies.
    std::string_view fingerprint = "6651569ab8ea2b1c9f193b818439d7b1311a129b93cfb5a6626b17068eea0351";
};

/// What a folder holds of EmoDB.
struct EmoDbContent {
    std::filesystem::path folder;  ///< the corpus folder: the one that holds wav, or the clips themselves
    std::size_t clips = 0;
    std::string fingerprint;
    [[nodiscard]] bool complete() const { return clips == EmoDbRelease{}.clips; }
    [[nodiscard]] bool genuine() const { return complete() && fingerprint == EmoDbRelease{}.fingerprint; }
};

/// Reads all clips of a copy of EmoDB and computes the fingerprint. Fails where the folder holds none of them or a clip
/// cannot be read; stops when asked.
[[nodiscard]] core::Result<EmoDbContent> verifyEmoDb(const std::filesystem::path& folder, core::Progress& progress);

/// A copy of EmoDB that is ready to be imported with the layout "emodb".
struct EmoDbInstallation {
    std::filesystem::path folder;
    std::vector<core::Text> remarks;  ///< such as samples that differ from the published ones
};
/// Takes an archive, which is unpacked to `targetFolder`, or a folder, which stays where it is; looks for the clips inside
/// and checks them. Fewer than 535 clips are an error that says how many there are; other samples are a remark. After a
/// failure nothing is left of an unpacked archive.
[[nodiscard]] core::Result<EmoDbInstallation> installEmoDb(const std::filesystem::path& archiveOrFolder,
                                                           const std::filesystem::path& targetFolder, core::Progress& progress);

}  // namespace prososcope::corpus
