// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/FuzzAnnotation.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return fuzz::run(data, size, prososcope::annotation::FileFormat::TextGrid);
}

std::vector<std::string> fuzzSamples() {
    return {
        "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0 \nxmax = 2.3 \ntiers? <exists> \nsize = 2 \nitem "
        "[]: \n    item [1]:\n"
        "        class = \"IntervalTier\" \n        name = \"w\" \n        xmin = 0 \n        xmax = 2.3 \n        intervals: "
        "size = 2 \n        "
        "intervals [1]:\n            xmin = 0 \n            xmax = 0.70 \n            text = \"\" \n        intervals [2]:\n   "
        "         xmin = 0.70 "
        "\n            xmax = 2.3 \n            text = \"a \"\"b\"\"\nc\" \n    item [2]:\n        class = \"TextTier\" \n     "
        "   name = \"p\" \n"
        "        xmin = 0 \n        xmax = 2.3 \n        points: size = 1 \n        points [1]:\n            number = 1.5 \n   "
        "         mark = "
        "\"x\" \n",
        "File type = \"ooTextFile\"\r\nObject class = "
        "\"TextGrid\"\r\n\r\n0\r\n4\r\n<exists>\r\n2\r\n\"IntervalTier\"\r\n\"t\"\r\n0\r\n4\r\n3\r\n"
        "0\r\n1\r\n\"a\"\r\n1\r\n2\r\n\"b\"\r\n2\r\n4\r\n\"\"\r\n\"TextTier\"\r\n\"p\"\r\n0\r\n4\r\n2\r\n1\r\n\"x\"\r\n2\r\n\"y"
        "\"\r\n",
        "File type = \"ooTextFile\"\nObject class = \"TextGrid\" 0 4 <exists> 1 \"IntervalTier\" \"t\" 0 4 1 0 4 \"a\"\n",
    };
}
