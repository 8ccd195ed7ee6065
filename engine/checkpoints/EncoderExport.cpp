// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/EncoderExport.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <deque>
#include <map>

#include "engine/checkpoints/EncoderConfigWriter.h"
#include "engine/checkpoints/EncoderTensors.h"
#include "engine/checkpoints/FairseqNames.h"
#include "engine/checkpoints/TensorValues.h"
#include "engine/core/SafeFile.h"

namespace prososcope::checkpoints {

namespace {

namespace fs = std::filesystem;
constexpr std::size_t kPiece = 4 << 20;         // bytes between two looks at whether to stop
constexpr std::uint64_t kSpareBytes = 1 << 20;  // for the header and the texts
constexpr std::string_view kPosition = "encoder.pos_conv_embed.conv";
constexpr std::string_view kMask = "masked_spec_embed";

core::Status refuse(const fs::path& folder, const std::string& why) {
    return core::fail(core::ErrorKind::Failed,
                      {TRANSLATABLE("Engine", "%1 cannot be written (%2). Choose another folder or change its permissions."),
                       {folder.string(), why}});
}

/// A folder beside the goal that goes with this object unless it was put in place.
class Aside {
public:
    static core::Result<Aside> make(const fs::path& goal) {
        static std::atomic<unsigned> counter{0};
        std::error_code code;
        Aside aside;
        aside.m_goal = fs::absolute(goal, code).lexically_normal();
        if (!aside.m_goal.has_filename()) aside.m_goal = aside.m_goal.parent_path();
        const auto parent = aside.m_goal.parent_path();
        if (fs::exists(aside.m_goal, code)) {
            const bool folder = fs::is_directory(aside.m_goal, code);
            if (!folder || !fs::is_empty(aside.m_goal, code) || code) {
                return core::fail(core::ErrorKind::BadInput,
                                  {TRANSLATABLE("Engine", "%1 is there and not empty. Choose a folder that is new or empty."),
                                   {goal.string()}});
            }
        }
        fs::create_directories(parent, code);
        if (code) return core::fail(refuse(goal, code.message()).error());
        for (int attempt = 0; attempt < 100; ++attempt) {
            aside.m_folder = parent / (".prososcope-" + std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".part");
            if (fs::create_directory(aside.m_folder, code)) return aside;
            if (code) break;
        }
        auto failed = core::fail(refuse(goal, code ? code.message() : std::string("EEXIST")).error());
        aside.m_folder.clear();
        return failed;
    }
    Aside(Aside&& other) noexcept : m_goal(std::move(other.m_goal)), m_folder(std::exchange(other.m_folder, {})) {}
    Aside& operator=(Aside&&) = delete;
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;
    ~Aside() {
        if (m_folder.empty()) return;
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }

    [[nodiscard]] const fs::path& folder() const { return m_folder; }
    core::Status commit() {
        std::error_code code;
        fs::rename(m_folder, m_goal, code);  // takes the place of an empty folder
        if (code) return refuse(m_goal, code.message());
        m_folder.clear();
        return {};
    }

private:
    Aside() = default;
    fs::path m_goal, m_folder;
};

std::string prefixOf(const EncoderConfig& config) {
    if (config.head == HeadKind::None) return {};
    return config.family == EncoderFamily::Whisper ? "encoder." : std::string(familyPrefix(config.family));
}

bool isOfHead(std::string_view name) {
    return name.starts_with("lm_head.") || name.starts_with("projector.") || name.starts_with("classifier.") ||
           name == "layer_weights";
}

/// The weight norm's older spelling in the newer one.
std::string newerSpelling(std::string name) {
    for (const auto& [older, newer] :
         {std::pair{std::string_view("conv.weight_g"), "conv.parametrizations.weight.original0"},
          std::pair{std::string_view("conv.weight_v"), "conv.parametrizations.weight.original1"}}) {
        if (name.ends_with(older)) return name.replace(name.size() - older.size(), older.size(), newer);
    }
    return name;
}

/// Collects the tensors to be written.
class Naming {
public:
    explicit Naming(const EncoderFiles& files) : m_files(files), m_prefix(prefixOf(files.config)) {}

    core::Result<std::vector<store::TensorView>> named() {
        const auto match = matchTensors(m_files.config, m_files.tensors);
        if (auto fits = checkMatch(match, m_files.config, m_files.source); !fits) return core::fail(fits.error());
        std::map<std::size_t, std::string> names;  // by place
        for (const auto& [name, place] : match.places) names[place] = name;
        const bool masks = hasMasks(m_files.text.config);
        for (std::size_t i = 0; i < m_files.tensors.size(); ++i) {
            const auto found = names.find(i);
            if (found == names.end()) {
                if (m_prefix.empty()) add(m_files.tensors[i], newerSpelling(m_files.tensors[i].name));
                continue;
            }
            const auto& plain = found->second;
            m_masked = m_masked || plain == kMask;
            if (plain == kMask && !masks) continue;  // transformers has no place for it
            if (isFolded(plain))
                unfold(m_files.tensors[i]);
            else
                add(m_files.tensors[i], newerSpelling(goalName(m_files.tensors[i].name, plain)));
        }
        return std::move(m_made);
    }
    [[nodiscard]] bool hasMask() const { return m_masked; }

private:
    /// Without a head the names of the file are kept: bare ones, or those of a pretraining.
    [[nodiscard]] std::string goalName(const std::string& name, const std::string& plain) const {
        if (m_prefix.empty()) return name;
        return isOfHead(plain) ? plain : m_prefix + plain;
    }
    [[nodiscard]] bool isFolded(const std::string& plain) const {
        const auto& config = m_files.config;
        return plain == std::string(kPosition) + ".weight" && config.family != EncoderFamily::Data2VecAudio &&
               config.family != EncoderFamily::Whisper && !config.positionBatchNorm;
    }
    void add(const store::TensorView& tensor, std::string name) {
        m_made.push_back(tensor);
        m_made.back().name = std::move(name);
    }
    /// w = g v / ||v|| with v = w: g is the norm of each tap over its inputs and outputs.
    void unfold(const store::TensorView& weight) {
        const auto base =
            goalName(weight.name.substr(0, weight.name.size() - std::string_view(".weight").size()), std::string(kPosition));
        auto& values = m_values.emplace_back(weight.elements());
        static_cast<void>(toFloats(weight, values));
        const auto taps = static_cast<std::size_t>(weight.shape[2]);
        std::vector<double> squares(taps, 0.0);
        for (std::size_t i = 0; i < values.size(); ++i)
            squares[i % taps] += static_cast<double>(values[i]) * static_cast<double>(values[i]);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (squares[i % taps] == 0.0) values[i] = 1.0F;  // any direction will do: its length is 0
        }
        auto& norms = m_values.emplace_back();
        for (const double sum : squares) norms.push_back(static_cast<float>(std::sqrt(sum)));
        const auto put = [&](const char* name, std::vector<std::int64_t> shape, const std::vector<float>& of) {
            m_made.push_back({base + ".parametrizations.weight." + name, store::TensorType::Float32, std::move(shape),
                              std::as_bytes(std::span(of))});
        };
        put("original0", {1, 1, weight.shape[2]}, norms);
        put("original1", weight.shape, values);
    }

    const EncoderFiles& m_files;
    std::string m_prefix;
    std::vector<store::TensorView> m_made;
    std::deque<std::vector<float>> m_values;  // of what was unfolded
    bool m_masked = false;
};

core::Status writeTensors(const fs::path& goal, std::vector<store::TensorView> tensors, core::Progress& progress) {
    std::stable_sort(tensors.begin(), tensors.end(), [](const auto& a, const auto& b) {
        return store::bytesPerElement(a.type) > store::bytesPerElement(b.type);
    });
    std::vector<store::TensorShape> shapes;
    std::uint64_t all = 0;
    for (const auto& tensor : tensors) {
        shapes.push_back({tensor.name, tensor.type, tensor.shape});
        all += tensor.bytes.size();
    }
    const auto header = store::safetensorsHeader(goal, shapes, {{"format", "pt"}});  // which transformers asks for
    if (!header) return core::fail(header.error());
    auto file = core::SafeFile::open(goal);
    if (!file) return core::fail(file.error());
    if (auto done = file->write(*header); !done) return done;
    std::uint64_t written = 0;
    for (const auto& tensor : tensors) {
        for (std::size_t at = 0; at < tensor.bytes.size(); at += kPiece) {
            if (progress.stopRequested()) return core::cancelled();
            const auto piece = tensor.bytes.subspan(at, std::min(kPiece, tensor.bytes.size() - at));
            if (auto done = file->write(piece); !done) return done;
            written += piece.size();
            progress.report(static_cast<double>(written) / static_cast<double>(std::max<std::uint64_t>(all, 1)),
                            {TRANSLATABLE("Engine", "Writing %1"), {goal.filename().string()}});
        }
    }
    return file->commit();
}

core::Status checkRoom(const fs::path& aside, std::span<const store::TensorView> tensors) {
    std::uint64_t bytes = kSpareBytes;
    for (const auto& tensor : tensors) bytes += tensor.bytes.size();
    std::error_code code;
    const auto space = fs::space(aside, code);
    if (code || space.available >= bytes) return {};
    return core::fail(
        core::ErrorKind::NoSpace,
        {TRANSLATABLE("Engine", "The model needs %1 MB and %2 has %3 MB left. Make room and try again."),
         {std::to_string(bytes / 1'000'000), aside.parent_path().string(), std::to_string(space.available / 1'000'000)}});
}

core::Status writeTexts(const fs::path& folder, const EncoderFiles& files, bool mask) {
    const auto& text = files.text;
    const bool wave = files.config.family != EncoderFamily::Whisper;
    std::vector<std::pair<const char*, std::string>> texts{
        {"config.json", wave && !mask ? withoutMasks(text.config) : text.config},
        {"preprocessor_config.json", text.preprocessor},
        {"vocab.json", text.vocabulary},
        {"README.md", files.readme}};
    const auto blank = static_cast<std::size_t>(files.config.blank);
    const auto& tokens = files.config.vocabulary;
    if (!text.vocabulary.empty() && blank < tokens.size() && !tokens[blank].empty())
        texts.emplace_back("tokenizer_config.json", tokenizerConfigText(files.config));
    for (const auto& [name, content] : texts) {
        if (content.empty()) continue;
        if (auto written = core::writeFile(folder / name, content); !written) return written;
    }
    return {};
}

}  // namespace

core::Status writeEncoderFolder(const fs::path& folder, const EncoderFiles& files, core::Progress& progress) {
    if (progress.stopRequested()) return core::cancelled();
    Naming naming(files);
    const auto tensors = naming.named();
    if (!tensors) return core::fail(tensors.error());
    auto aside = Aside::make(folder);
    if (!aside) return core::fail(aside.error());
    if (auto room = checkRoom(aside->folder(), *tensors); !room) return room;
    if (auto written = writeTexts(aside->folder(), files, naming.hasMask()); !written) return written;
    if (auto written = writeTensors(aside->folder() / "model.safetensors", *tensors, progress); !written) return written;
    if (progress.stopRequested()) return core::cancelled();
    if (auto placed = aside->commit(); !placed) return placed;
    progress.report(1.0);
    return {};
}

}  // namespace prososcope::checkpoints
