// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <list>
#include <memory>
#include <optional>
#include <string>

#include "engine/backend/TorchBackend.h"
#include "engine/core/FileStamp.h"

namespace prososcope::engine_thread {

/// The models that looks have opened, most recent first, at most three. Only the look thread touches it.
struct LookModels {
    struct Entry {
        std::string name;
        std::optional<core::FileStamp> stamp;  ///< of a path: a model that was made anew under its name is another
        std::unique_ptr<backend::EmotionModel> model;
    };
    std::list<Entry> entries;
};

}  // namespace prososcope::engine_thread
