// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/FuzzAnnotation.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return fuzz::run(data, size, prososcope::annotation::FileFormat::Csv);
}

std::vector<std::string> fuzzSamples() {
    return {
        "tier,start,end,label\nw,0,1,a\nw,1,2,\"b,\"\"c\"\"\"\np,1.5,,x\n",
        "Speaker;tmin;tier;text;tmax\r\nAnn;0,50;w;a;1.0\r\nBob;1.0;w;;2\r\n",
        "start\tend\tlabel\n0\t2\ta\n1\t3\tb\n3\t3\tc\n",
    };
}
