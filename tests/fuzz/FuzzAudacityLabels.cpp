// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/FuzzAnnotation.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return fuzz::run(data, size, prososcope::annotation::FileFormat::Audacity);
}

std::vector<std::string> fuzzSamples() {
    return {
        "0.500000\t1.000000\tfirst\n1.000000\t1.000000\tclick\n\\\t100.0\t2000.5\n2.000000\t3.250000\t\n",
        "0\t2\ta\r\n1\t3\tb\r\n\\\t1\t2\r\n1\t1\tc\r\n1\t1\td\r\n",
    };
}
