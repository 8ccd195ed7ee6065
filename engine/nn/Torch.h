// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The one header that brings LibTorch in. Only source files of prososcope_torch include it: it is slow to
// compile and must never meet Qt's headers.
#include <torch/torch.h>
