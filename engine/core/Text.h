// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Marks a string literal of the engine for translation; lupdate reads it as QT_TRANSLATE_NOOP.
/// The context is always "Engine". Write: TRANSLATABLE("Engine", "%1 is empty.")
#define TRANSLATABLE(context, source) source

namespace prososcope::core {

/// A sentence for a person: an English source text with %1..%9 and what stands in their place.
/// The engine writes English only; the window looks the source up in its translations and fills in
/// the same arguments, so that no sentence is ever put together from pieces.
class Text {
public:
    Text() = default;
    Text(const char* source, std::vector<std::string> arguments = {})  // NOLINT: meant to convert
        : m_source(source), m_arguments(std::move(arguments)) {}

    [[nodiscard]] const std::string& source() const { return m_source; }
    [[nodiscard]] const std::vector<std::string>& arguments() const { return m_arguments; }
    [[nodiscard]] bool empty() const { return m_source.empty(); }
    [[nodiscard]] std::string english() const;

private:
    std::string m_source;
    std::vector<std::string> m_arguments;
};

/// Replaces %1..%9 in `pattern` by `arguments`, each once from the pattern, never inside an argument.
[[nodiscard]] std::string fillIn(std::string_view pattern, const std::vector<std::string>& arguments);

}  // namespace prososcope::core
