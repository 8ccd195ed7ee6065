// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/Versions.h"

#include <archive.h>
#include <fftw3.h>
#include <sndfile.h>
#include <soxr.h>
#include <sqlite3.h>

#include "engine/backend/TorchBackend.h"
#include "engine/core/Log.h"

namespace prososcope::backend {

std::vector<LibraryVersion> libraryVersions() {
    std::vector<LibraryVersion> versions = {{"prososcope", std::string(core::programVersion())},
                                            {"FFTW", fftw_version},
                                            {"libsndfile", sf_version_string()},
                                            {"libsoxr", soxr_version()},
                                            {"SQLite", sqlite3_libversion()},
                                            {"libarchive", archive_version_string()}};
    if (torchBackendIsOpen()) {
        if (const auto backend = torchBackend()) versions.push_back({"LibTorch", (*backend)->torchVersion()});
    }
    return versions;
}

}  // namespace prososcope::backend
