// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::store {

/// A measured figure with what it needs to be believed.
struct Figure {
    std::string metric;  ///< "UAR"
    double value = 0.0;
    double low = 0.0;  ///< 95 % interval
    double high = 0.0;
    long n = 0;
    long speakers = 0;
    std::string protocol;           ///< "EmoDB, leave one speaker out", "trained on EmoDB, tested on RAVDESS"
    bool speakerDependent = false;  ///< tested speakers were trained on: the figure is too good
};

/// A continuous quantity that a model gives, and the scale of its labels: "valence" from 1 to 7.
struct Dimension {
    std::string name;
    double low = 0.0;
    double high = 1.0;
};

/// What must be known about a model: NAME.json beside NAME.safetensors. The tensors' SHA-256 stands in the card.
struct ModelCard {
    std::string name;  ///< "emodb-4class"
    std::string title;
    std::string kind;                   ///< the network: "logmel-network"
    std::vector<std::string> classes;   ///< empty where there are only dimensions, or nothing of emotion
    std::vector<Dimension> dimensions;  ///< valence, arousal, dominance; none for most models
    std::string featureSet;
    std::string featureParameters;
    int rateHz = 16000;
    std::map<std::string, double> settings;  ///< the network's own sizes
    std::string trainingCorpus;
    std::vector<std::string> trainingSpeakers;
    std::string experiment;  ///< resolved TOML
    std::string command;     ///< what was typed
    std::string licence;
    std::string note;
    std::string versions;  ///< JSON
    std::uint64_t seed = 0;
    std::string tensorsSha256;
    std::vector<Figure> figures;
};

[[nodiscard]] core::Status writeModelCard(const std::filesystem::path& path, const ModelCard& card);
/// Fails with one sentence on a missing or unreadable field.
[[nodiscard]] core::Result<ModelCard> readModelCard(const std::filesystem::path& path);

/// A model on disk.
struct ModelEntry {
    std::filesystem::path tensors;   ///< NAME.safetensors
    std::filesystem::path cardPath;  ///< NAME.json
    ModelCard card;
    bool bundled = false;
};
/// The bundled models (resources/models) and those of a workspace; entries with an unreadable card are left out.
[[nodiscard]] std::vector<ModelEntry> findModels(const std::filesystem::path& workspaceModels);
/// By name or by path of the .safetensors or .json file.
[[nodiscard]] core::Result<ModelEntry> findModel(const std::string& nameOrPath, const std::filesystem::path& workspaceModels);

}  // namespace prososcope::store
