// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prososcope::experiment {

/// What the text of an experiment says, key by key, whether or not it is a good experiment: for forms that change it (see
/// EditText.h). Keys are named by their path, "training.epochs"; what is absent or of another kind is nothing. Immutable.
class TextKeys {
public:
    explicit TextKeys(std::string_view text);

    [[nodiscard]] bool isToml() const { return m_tables != nullptr; }
    [[nodiscard]] bool has(std::string_view path) const;
    /// Whether [sweep] gives the key its values.
    [[nodiscard]] bool isSwept(std::string_view path) const;
    [[nodiscard]] std::optional<std::string> word(std::string_view path) const;
    [[nodiscard]] std::optional<double> number(std::string_view path) const;
    [[nodiscard]] std::optional<bool> flag(std::string_view path) const;
    [[nodiscard]] std::vector<double> numbers(std::string_view path) const;
    [[nodiscard]] std::vector<std::int64_t> wholes(std::string_view path) const;
    /// Repeated tables, [[member]], each as a text of its own.
    [[nodiscard]] std::vector<TextKeys> tables(std::string_view path) const;

private:
    TextKeys() = default;
    struct Tables;
    std::shared_ptr<const Tables> m_tables;
};

}  // namespace prososcope::experiment
