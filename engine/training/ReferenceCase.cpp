// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/ReferenceCase.h"

#include <cmath>

#include "engine/core/SafeFile.h"
#include "engine/store/Npy.h"

namespace prososcope::training {

using torch::Tensor;

core::Error brokenCase(const std::string& network, const std::filesystem::path& file) {
    return {core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 is not as a reference case of the network \"%2\" has it."), {file.string(), network}},
            {}};
}

core::Result<Tensor> readTensor(const std::filesystem::path& file) {
    const auto array = store::readNpy(file);
    if (!array) return core::fail(array.error());
    return torch::tensor(array->values).view(std::vector<std::int64_t>(array->shape.begin(), array->shape.end()));
}

core::Result<core::CsvTable> readTable(const std::filesystem::path& file) {
    const auto text = core::readFile(file);
    if (!text) return core::fail(text.error());
    return core::parseCsv(*text, file.string());
}

std::optional<nn::Lengths> wholeNumbers(const core::CsvTable& table, std::string_view column, std::int64_t lowest,
                                        std::int64_t highest) {
    const auto at = table.column(column);
    if (!at) return std::nullopt;
    nn::Lengths numbers;
    for (const auto& row : table.rows) {
        const auto value = core::parseNumber(row[*at]);
        if (!value || *value != std::floor(*value) || !(*value >= static_cast<double>(lowest)) ||
            !(*value <= static_cast<double>(highest)))
            return std::nullopt;
        numbers.push_back(static_cast<std::int64_t>(*value));
    }
    return numbers;
}

void CaseOutput::array(const std::string& name, const Tensor& values) {
    if (!m_status) return;
    const auto plain = values.detach().to(torch::kFloat).contiguous();
    const std::vector<std::uint64_t> shape(plain.sizes().begin(), plain.sizes().end());
    m_status = store::writeNpy(m_folder / (name + ".npy"), shape,
                               {plain.const_data_ptr<float>(), static_cast<std::size_t>(plain.numel())}, false);
}

void CaseOutput::table(const std::string& name, const core::CsvTable& values) {
    if (m_status) m_status = core::writeFile(m_folder / (name + ".csv"), core::formatCsv(values));
}

void CaseOutput::values(const std::string& name, const std::string& head,
                        const std::vector<std::pair<std::string, double>>& rows) {
    core::CsvTable made{{head, "value"}, {}};
    for (const auto& [key, value] : rows) made.rows.push_back({key, core::numberText(value)});
    table(name, made);
}

std::string normText(const Tensor& values) {
    return core::numberText(values.detach().to(torch::kDouble).norm().item<double>());
}

core::CsvTable runningTable(const torch::nn::Module& module) {
    core::CsvTable table{{"name", "index", "value"}, {}};
    for (const auto& buffer : module.named_buffers()) {
        if (!buffer.value().is_floating_point()) continue;
        for (std::int64_t i = 0; i < buffer.value().numel(); ++i)
            table.rows.push_back({buffer.key(), std::to_string(i), core::numberText(buffer.value()[i].item<double>())});
    }
    return table;
}

core::CsvTable gradientTable(const torch::nn::Module& module) {
    core::CsvTable table{{"parameter", "l2"}, {}};
    for (const auto& item : module.named_parameters()) {
        if (item.value().grad().defined()) table.rows.push_back({item.key(), normText(item.value().grad())});
    }
    return table;
}

}  // namespace prososcope::training
