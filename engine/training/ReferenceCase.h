// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/Csv.h"
#include "engine/core/Result.h"
#include "engine/nn/Sequence.h"

namespace prososcope::training {

/// That `file` is not as a reference case of `network` (a name for people) has it.
[[nodiscard]] core::Error brokenCase(const std::string& network, const std::filesystem::path& file);

/// A .npy file of float32 with its shape.
[[nodiscard]] core::Result<torch::Tensor> readTensor(const std::filesystem::path& file);
[[nodiscard]] core::Result<core::CsvTable> readTable(const std::filesystem::path& file);
/// A column of whole numbers; nothing where the column is missing or a cell is no whole number from `lowest` to `highest`.
[[nodiscard]] std::optional<nn::Lengths> wholeNumbers(const core::CsvTable& table, std::string_view column, std::int64_t lowest,
                                                      std::int64_t highest);

/// The files of one case that is written; the first that cannot be is kept and ends the rest.
class CaseOutput {
public:
    explicit CaseOutput(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    void array(const std::string& name, const torch::Tensor& values);
    void table(const std::string& name, const core::CsvTable& values);
    /// A table of two columns, `head` and "value".
    void values(const std::string& name, const std::string& head, const std::vector<std::pair<std::string, double>>& rows);
    [[nodiscard]] const core::Status& status() const { return m_status; }

private:
    std::filesystem::path m_folder;
    core::Status m_status;
};

/// The Euclidean norm, summed in double.
[[nodiscard]] std::string normText(const torch::Tensor& values);
/// Running statistics of a module: name, index, value.
[[nodiscard]] core::CsvTable runningTable(const torch::nn::Module& module);
/// Norms of the gradients of a module: parameter, l2. Parameters without a gradient are left out.
[[nodiscard]] core::CsvTable gradientTable(const torch::nn::Module& module);

}  // namespace prososcope::training
