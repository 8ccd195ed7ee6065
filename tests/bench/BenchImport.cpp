// SPDX-License-Identifier: GPL-3.0-or-later
// Times of importing corpora: one in IEMOCAP's layout with all its 10,039 turns and made-up sound, alignments included, and the
// folders named as arguments (or nEMO of PROSOSCOPE_SHARED). For each, the import and one reading of all headers alone.
// usage: BenchImport [FOLDER...]
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "engine/audio/AudioFile.h"
#include "engine/corpus/Corpus.h"
#include "tests/fixtures/IemocapFixture.h"

using namespace prososcope;
namespace fs = std::filesystem;

namespace {

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Prints the median of three imports; false where there is none.
bool measure(const fs::path& folder) {
    constexpr int kRounds = 3;
    std::array<double, kRounds> times{};
    core::Result<corpus::Corpus> imported = corpus::Corpus();
    for (double& time : times) {
        core::Progress silent;
        const auto start = std::chrono::steady_clock::now();
        imported = corpus::importCorpus(folder, {}, silent);
        time = secondsSince(start);
        if (!imported) {
            std::fprintf(stderr, "%s\n", imported.error().message().c_str());
            return false;
        }
    }
    std::sort(times.begin(), times.end());
    const auto start = std::chrono::steady_clock::now();
    for (const auto& utterance : imported->utterances) {
        if (!audio::probeAudio(imported->folder / utterance.path)) return false;
    }
    const double headers = secondsSince(start);
    std::printf("%-12s %6zu utterances  import %6.2f s  (their headers alone, on one thread, %6.2f s)\n",
                imported->layout.c_str(), imported->utterances.size(), times[kRounds / 2], headers);
    return true;
}

}  // namespace

int main(int count, char** arguments) {
    std::string name = (fixture::quickFolder() / "prososcope-bench-XXXXXX").string();
    const fs::path place = ::mkdtemp(name.data());
    fixture::iemocap::write(place, true);
    bool good = measure(place);
    fs::remove_all(place);
    for (int i = 1; i < count; ++i) good = measure(arguments[i]) && good;
    const char* shared = std::getenv("PROSOSCOPE_SHARED");
    if (count == 1 && shared != nullptr) good = measure(fs::path(shared) / "data" / "nemo") && good;
    return good ? 0 : 1;
}
