// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What most sources need of LibTorch: tensors, gradients, modules. Only source files of prososcope_torch include it: it must
// never meet Qt's headers, and it is precompiled. <torch/torch.h> brings everything there is, 8 s more for each source file;
// layers and optimisers come by headers of their own (<torch/nn/modules/rnn.h>, <torch/optim/adam.h>) where they are used.
#include <torch/autograd.h>
#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>
