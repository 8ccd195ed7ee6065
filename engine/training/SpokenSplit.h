// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/phonetics/SpokenSplit.h"

/// The split of a transcribed corpus, under the name that trainings know.
namespace prososcope::training {

using phonetics::splitSpoken;
using phonetics::SpokenParts;
using phonetics::SpokenSplit;
using phonetics::spokenText;

}  // namespace prososcope::training
