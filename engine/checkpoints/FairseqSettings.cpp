// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/FairseqSettings.h"

#include <charconv>

#include "engine/core/Characters.h"

namespace prososcope::checkpoints {

namespace {

constexpr std::size_t kMostFairseqConvolutions = 64;
constexpr int kLargestNumber = 1'000'000;
constexpr std::size_t kMostSymbols = 1'000'000;

/// The first of `places` where `read` finds something under a name.
template <typename Read>
auto firstOf(const std::vector<PickleValue>& places, std::string_view name, const Read& read) {
    decltype(read(PickleValue())) found;
    for (const auto& place : places) {
        found = read(place.field(name));
        if (found) break;
    }
    return found;
}

/// Walks through the text of convolutions.
class ConvolutionReader {
public:
    explicit ConvolutionReader(std::string_view text) : m_text(text) {}

    std::optional<std::vector<ConvolutionLayer>> read() {
        std::vector<ConvolutionLayer> all;
        do {
            std::vector<ConvolutionLayer> list;
            if (!takeList(list)) return std::nullopt;
            int times = 1;
            if (take('*') && !takeNumber(times)) return std::nullopt;
            if (list.size() * static_cast<std::size_t>(times) > kMostFairseqConvolutions) return std::nullopt;
            for (int i = 0; i < times; ++i) all.insert(all.end(), list.begin(), list.end());
            if (all.size() > kMostFairseqConvolutions) return std::nullopt;
        } while (take('+'));
        skipSpace();
        if (m_position != m_text.size() || all.empty()) return std::nullopt;
        return all;
    }

private:
    void skipSpace() {
        while (m_position < m_text.size() && m_text[m_position] == ' ') ++m_position;
    }
    bool take(char wanted) {
        skipSpace();
        if (m_position == m_text.size() || m_text[m_position] != wanted) return false;
        ++m_position;
        return true;
    }
    bool takeNumber(int& number) {
        skipSpace();
        const auto* begin = m_text.data() + m_position;
        const auto [end, error] = std::from_chars(begin, m_text.data() + m_text.size(), number);
        if (error != std::errc() || number <= 0 || number > kLargestNumber) return false;
        m_position += static_cast<std::size_t>(end - begin);
        return true;
    }
    bool takeList(std::vector<ConvolutionLayer>& list) {
        if (!take('[')) return false;
        do {
            if (list.size() == kMostFairseqConvolutions) return false;
            if (!list.empty() && take(']')) return true;  // after a last comma
            ConvolutionLayer layer;
            if (!take('(') || !takeNumber(layer.channels) || !take(',') || !takeNumber(layer.kernel) || !take(',') ||
                !takeNumber(layer.stride)) {
                return false;
            }
            take(',');
            if (!take(')')) return false;
            list.push_back(layer);
        } while (take(','));
        return take(']');
    }
    std::string_view m_text;
    std::size_t m_position = 0;
};

}  // namespace

FairseqSettings::FairseqSettings(const PickleValue& root) : m_root(root) {
    const auto args = root.field("args");
    const auto cfg = root.field("cfg");
    const auto model = cfg.field("model");
    for (const auto& pretrained : {model.field("w2v_args"), args.field("w2v_args")}) {
        m_encoder.push_back(pretrained.field("model"));
        m_encoder.push_back(pretrained);
        m_task.push_back(pretrained.field("task"));
    }
    for (const auto& place : {model, args, cfg}) {
        m_encoder.push_back(place);
        m_training.push_back(place);
    }
    m_training.insert(m_training.end(), m_encoder.begin(), m_encoder.end());
    std::vector<PickleValue> task{cfg.field("task"), args, cfg, model};
    task.insert(task.end(), m_task.begin(), m_task.end());
    task.insert(task.end(), m_encoder.begin(), m_encoder.end());
    m_task = std::move(task);
}

std::optional<std::int64_t> FairseqSettings::encoderWhole(std::string_view name) const {
    return firstOf(m_encoder, name, [](const PickleValue& value) { return value.integer(); });
}

std::optional<bool> FairseqSettings::encoderFlag(std::string_view name) const {
    return firstOf(m_encoder, name, [](const PickleValue& value) { return value.boolean(); });
}

std::optional<std::string> FairseqSettings::encoderText(std::string_view name) const {
    const auto text = firstOf(m_encoder, name, [](const PickleValue& value) -> std::optional<std::string_view> {
        // A choice of several is an object made of its name.
        const auto choice = value.field("_value_");
        return value.text() ? value.text() : choice.text();
    });
    if (!text || !core::isUtf8(*text)) return std::nullopt;
    return std::string(*text);
}

std::optional<double> FairseqSettings::probability(std::string_view name) const {
    return firstOf(m_training, name, [](const PickleValue& value) {
        const auto number = value.number();
        return number && *number >= 0.0 && *number <= 1.0 ? number : std::nullopt;
    });
}

std::optional<std::int64_t> FairseqSettings::trainingWhole(std::string_view name) const {
    return firstOf(m_training, name, [](const PickleValue& value) { return value.integer(); });
}

std::optional<bool> FairseqSettings::normalize() const {
    return firstOf(m_task, "normalize", [](const PickleValue& value) { return value.boolean(); });
}

std::vector<std::string> FairseqSettings::symbols() const {
    const auto list = m_root.field("task_state").field("target_dictionary").field("symbols");
    std::vector<std::string> symbols;
    if (list.size() > kMostSymbols) return {};
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto symbol = list.item(i).text();
        if (!symbol || !core::isUtf8(*symbol)) return {};
        symbols.emplace_back(*symbol);
    }
    return symbols;
}

std::optional<std::vector<ConvolutionLayer>> parseConvolutions(std::string_view text) { return ConvolutionReader(text).read(); }

}  // namespace prososcope::checkpoints
