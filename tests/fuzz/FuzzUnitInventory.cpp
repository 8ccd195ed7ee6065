// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/UnitInventory.h"
#include "tests/fuzz/FuzzPhonetics.h"

/// Any bytes give a sentence or an inventory that is written and read back the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using prososcope::phonetics::UnitInventory;
    const auto inventory = UnitInventory::parse(fuzz::textOf(data, size), "fuzz");
    if (!inventory) return fuzz::checkError(inventory.error());
    if (inventory->size() <= UnitInventory::kFirstUnit) fuzz::broken("there are units");
    for (std::size_t i = 0; i < inventory->size(); ++i) {
        if (inventory->indexOf(inventory->symbols()[i]) != static_cast<int>(i)) fuzz::broken("a symbol has its index");
    }
    const auto again = UnitInventory::parse(inventory->format(), "fuzz");
    if (!again || !(*again == *inventory)) fuzz::broken("what was written is read the same");
    return 0;
}

std::vector<std::string> fuzzSamples() {
    return {
        "# The outputs of a network\n<s>\n<pad>\n</s>\n<unk>\nAA_ang 12\nAA_hap 0\nʃ_sad 7\n",
        "AA 1\nAE 22\r\nAH 333\r\n",
    };
}
