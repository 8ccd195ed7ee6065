// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "engine/core/Random.h"
#include "tests/fuzz/FuzzTarget.h"

// Runs a target on its samples and on mutations of them, the same ones each time; or on the files named as arguments.
// usage: FuzzX [COUNT | FILE...]

namespace {

using prososcope::core::Random;

void run(const std::string& bytes) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

/// One small change: bytes, pieces, pieces of another sample, or numbers that are hard to hold.
void mutate(std::string& bytes, const std::vector<std::string>& samples, Random& random) {
    static const std::array<std::string, 24> pieces{"-1",
                                                    "0",
                                                    "1e308",
                                                    "nan",
                                                    "-inf",
                                                    "99999999999999999999",
                                                    "0.0000001",
                                                    "\"",
                                                    "\"\"",
                                                    "\n",
                                                    "\r\n",
                                                    "\t",
                                                    "<",
                                                    "</",
                                                    "&amp;",
                                                    "&#0;",
                                                    "{",
                                                    "]",
                                                    std::string(1, '\0'),
                                                    "\xff",
                                                    "\xef\xbb\xbf",
                                                    "\xff\xfe",
                                                    "1.5",
                                                    "2"};
    const std::size_t at = random.below(bytes.size() + 1);
    const std::size_t length = random.below(random.chance(0.2) ? bytes.size() + 1 : 9);
    switch (random.below(7)) {
        case 0:
            if (at < bytes.size()) bytes[at] = static_cast<char>(random.below(256));
            break;
        case 1:
            if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
            break;
        case 2:
            bytes.erase(at, length);
            break;
        case 3:
            bytes.insert(at, pieces[random.below(pieces.size())]);
            break;
        case 4:
            bytes.insert(at, std::string(bytes.substr(random.below(bytes.size() + 1), length)));
            break;
        case 5: {
            const auto& other = samples[random.below(samples.size())];
            bytes.insert(at, other.substr(random.below(other.size()), length));
            break;
        }
        default: {  // another number in place of one
            const auto digit = bytes.find_first_of("0123456789", at);
            if (digit == std::string::npos) break;
            const auto stop = bytes.find_first_not_of("0123456789.", digit);
            bytes.replace(digit, (stop == std::string::npos ? bytes.size() : stop) - digit, pieces[random.below(7)]);
        }
    }
    if (bytes.size() > 20'000) bytes.resize(20'000);
}

}  // namespace

int main(int count, char** arguments) {
    char* end = nullptr;
    const long rounds = count > 1 ? std::strtol(arguments[1], &end, 10) : 1000;
    if (count > 1 && (end == arguments[1] || *end != '\0')) {
        for (int i = 1; i < count; ++i) {
            std::ifstream file(arguments[i], std::ios::binary);
            run({std::istreambuf_iterator<char>(file), {}});
        }
        return 0;
    }
    const auto samples = fuzzSamples();
    for (const auto& sample : samples) run(sample);
    for (long round = 0; round < rounds; ++round) {
        Random random(prososcope::core::deriveSeed(1, "fuzz", static_cast<std::uint64_t>(round)));
        std::string bytes = samples[random.below(samples.size())];
        for (std::uint64_t i = random.below(6) + 1; i > 0; --i) mutate(bytes, samples, random);
        // A crash leaves the input behind, so that it can be run again.
        if (std::getenv("PROSOSCOPE_FUZZ_KEEP") != nullptr) std::ofstream("fuzz-last-input", std::ios::binary) << bytes;
        run(bytes);
    }
    return 0;
}
