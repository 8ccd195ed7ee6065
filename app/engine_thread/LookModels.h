// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <list>
#include <memory>
#include <string>

#include "engine/backend/TorchBackend.h"

namespace prososcope::engine_thread {

/// The models that looks have opened, most recent first, at most three. Only the look thread touches it.
struct LookModels {
    struct Entry {
        std::string name;
        std::unique_ptr<backend::EmotionModel> model;
    };
    std::list<Entry> entries;
};

}  // namespace prososcope::engine_thread
