// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/LiveRecorder.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <ctime>
#include <deque>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>
#include <variant>

#include "engine/audio/Resampler.h"
#include "engine/core/GrowingFile.h"
#include "engine/live/LiveResultJson.h"
#include "engine/live/RecordingFiles.h"

namespace prososcope::live {

namespace fs = std::filesystem;
using core::ErrorKind;
using core::fail;
using nlohmann::json;

namespace {

constexpr auto kFlushEvery = std::chrono::milliseconds(500);
constexpr double kMostWaitingSeconds = 60.0;  // of sound that the disk does not take
constexpr int kMostNames = 100'000;

core::Error stopped(const fs::path& sound, const core::Error& cause) {
    const std::vector<std::string> name{sound.filename().string()};
    if (cause.kind == ErrorKind::NoSpace) {
        return {cause.kind,
                {TRANSLATABLE("Engine",
                              "The recording %1 has stopped: the disk is full, or takes no larger file. What was "
                              "recorded is kept, and Live goes on."),
                 name},
                cause.message() + " " + cause.details};
    }
    return {cause.kind,
            {TRANSLATABLE("Engine",
                          "The recording %1 has stopped: its files cannot be written any more. What was recorded is "
                          "kept, and Live goes on."),
             name},
            cause.message() + " " + cause.details};
}

}  // namespace

struct LiveRecorder::State {
    struct Sound {
        std::vector<float> mono;
        double rateHz;
    };
    struct Mark {
        double seconds;
        std::string text;
    };
    struct Speaker {
        double seconds;
        std::string name;
    };
    using Job = std::variant<Sound, LiveResult, LiveCaption, Mark, Speaker>;

    State(RecordingPaths where, LiveRecordingInfo about, core::GrowingFile opened, core::GrowingFile rows,
          std::unique_ptr<audio::GrowingSound> file)
        : paths(std::move(where)),
          info(std::move(about)),
          journal(std::move(opened)),
          csv(std::move(rows)),
          sound(std::move(file)),
          rateHz(info.rateHz),
          fileRateHz(static_cast<int>(std::llround(info.rateHz))),
          words(info.words) {}
    ~State() { requestEnd(); }

    void requestEnd() {
        {
            const std::scoped_lock lock(mutex);
            ending = true;
        }
        wake.notify_all();
    }
    void push(Job job);

    // Of the writer's thread.
    void work();
    core::Status flush();
    core::Status write(const Job& job);
    core::Status line(const json& value) { return journal.append(journalLine(value)); }
    core::Status write(const Sound& heard);
    core::Status write(const LiveResult& result);
    core::Status setRate(double next);
    [[nodiscard]] double relative(double seconds) const { return roundedSeconds(seconds - info.startSeconds); }
    void complete(bool interrupted);

    const RecordingPaths paths;
    const LiveRecordingInfo info;
    core::GrowingFile journal;
    core::GrowingFile csv;
    std::unique_ptr<audio::GrowingSound> sound;
    double rateHz;
    const int fileRateHz;
    std::optional<audio::Resampler> resampler;  // after a change of the rate
    std::vector<float> resampled;
    WordChooser words;
    int speakers = 1;

    mutable std::mutex mutex;
    std::condition_variable wake;
    std::deque<Job> jobs;
    double waitingSeconds = 0.0;
    double takenSeconds = 0.0;
    bool ending = false;
    bool stoppedItself = false;
    bool done = false;
    std::optional<core::Error> failure;
    std::optional<core::Result<LiveRecording>> outcome;
    std::jthread thread;  // the last: it ends before the rest
};

void LiveRecorder::State::push(Job job) {
    {
        const std::scoped_lock lock(mutex);
        if (ending || stoppedItself) return;
        if (const auto* heard = std::get_if<Sound>(&job)) {
            const double seconds = static_cast<double>(heard->mono.size()) / heard->rateHz;
            waitingSeconds += seconds;
            takenSeconds += seconds;
            if (waitingSeconds > kMostWaitingSeconds) {
                stoppedItself = true;
                failure = core::Error{ErrorKind::Failed,
                                      {TRANSLATABLE("Engine",
                                                    "The recording %1 has stopped: the disk is too slow for it. What "
                                                    "was recorded is kept, and Live goes on."),
                                       {paths.files.sound.filename().string()}},
                                      {}};
                ending = true;
            }
        }
        jobs.push_back(std::move(job));
    }
    wake.notify_all();
}

void LiveRecorder::State::work() {
    auto flushed = std::chrono::steady_clock::now();
    core::Status written;
    bool unflushed = false;
    for (bool last = false; !last && written;) {
        std::deque<Job> taken;
        {
            std::unique_lock lock(mutex);
            const auto due = [this] { return ending || !jobs.empty(); };
            if (unflushed) {
                wake.wait_until(lock, flushed + kFlushEvery, due);
            } else {
                wake.wait(lock, due);
            }
            taken.swap(jobs);
            waitingSeconds = 0.0;
            last = ending;
        }
        for (const Job& job : taken) {
            if (written) written = write(job);
            unflushed = true;
        }
        const auto now = std::chrono::steady_clock::now();
        if (written && unflushed && now - flushed >= kFlushEvery) {
            written = flush();
            flushed = now;
            unflushed = false;
        }
    }
    if (written && resampler) {
        resampled.clear();
        resampler->finish(resampled);
        written = sound->write(resampled);
    }
    if (written) written = sound->finish();
    if (written) written = csv.sync();
    bool interrupted = false;
    if (!written) {
        const std::scoped_lock lock(mutex);
        interrupted = true;
        if (!stoppedItself) failure = stopped(paths.files.sound, written.error());
        stoppedItself = true;
        jobs.clear();
    }
    complete(interrupted);
}

void LiveRecorder::State::complete(bool interrupted) {
    sound.reset();
    auto completed = completeRecording(paths.journal, interrupted);
    const std::scoped_lock lock(mutex);
    outcome = std::move(completed);
    done = true;
}

core::Status LiveRecorder::State::flush() {
    if (auto flushed = sound->flush(); !flushed) return flushed;
    if (auto synced = journal.sync(); !synced) return synced;
    return csv.sync();
}

core::Status LiveRecorder::State::setRate(double next) {
    if (resampler) {
        resampled.clear();
        resampler->finish(resampled);
        resampler.reset();
        if (auto written = sound->write(resampled); !written) return written;
    }
    rateHz = next;
    if (next != info.rateHz) {
        auto made = audio::Resampler::create(next, fileRateHz);
        if (!made) return fail(made.error());
        resampler = std::move(*made);
    }
    return line({{"kind", "rate"},
                 {"time", roundedSeconds(static_cast<double>(sound->frames()) / fileRateHz)},
                 {"rate_hz", roundedSeconds(next)}});
}

core::Status LiveRecorder::State::write(const Sound& heard) {
    if (heard.rateHz != rateHz) {
        if (auto set = setRate(heard.rateHz); !set) return set;
    }
    if (!resampler) return sound->write(heard.mono);
    resampled.clear();
    resampler->process(heard.mono, resampled);
    return sound->write(resampled);
}

core::Status LiveRecorder::State::write(const LiveResult& result) {
    json value = resultJson(result, info.classes, info.startSeconds);
    if (result.kind == LiveResult::Kind::Hop) {
        const std::vector<double> posteriors(result.posteriors.begin(), result.posteriors.end());
        const auto& shown = words.add(result.endSeconds, posteriors, result.state != LiveResult::State::NoSpeech);
        value["shown"] = nullptr;
        if (shown.kind == ShownWord::Kind::Unsure) value["shown"] = stateName(LiveResult::State::Unsure);
        if (shown.kind == ShownWord::Kind::Word) value["shown"] = info.classes.at(static_cast<std::size_t>(shown.best));
    }
    if (auto written = line(value); !written) return written;
    return csv.append(csvRow(value, info.classes));
}

core::Status LiveRecorder::State::write(const Job& job) {
    if (const auto* heard = std::get_if<Sound>(&job)) return write(*heard);
    if (const auto* result = std::get_if<LiveResult>(&job)) return write(*result);
    if (const auto* caption = std::get_if<LiveCaption>(&job)) {
        return line({{"kind", "caption"},
                     {"start", relative(caption->startSeconds)},
                     {"end", relative(caption->endSeconds)},
                     {"text", caption->text}});
    }
    if (const auto* mark = std::get_if<Mark>(&job))
        return line({{"kind", "mark"}, {"time", relative(mark->seconds)}, {"text", mark->text}});
    const auto& speaker = std::get<Speaker>(job);
    words.reset();  // as the display's
    ++speakers;
    const std::string name = speaker.name.empty() ? "speaker " + std::to_string(speakers) : speaker.name;
    return line({{"kind", "speaker"}, {"time", relative(speaker.seconds)}, {"name", name}});
}

core::Result<LiveRecorder> LiveRecorder::begin(const fs::path& folder, const std::string& name, LiveRecordingInfo info) {
    if (name.empty() || fs::path(name).filename() != name || name == "." || name == "..") {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "“%1” cannot be the name of a recording. Choose one without slashes."), {name}});
    }
    std::error_code code;
    fs::create_directories(folder, code);
    std::optional<RecordingPaths> paths;
    std::optional<core::GrowingFile> journal;
    for (int number = 1; number < kMostNames && !journal; ++number) {
        paths.emplace(folder, number == 1 ? name : name + "_" + std::to_string(number), info.format);
        if (paths->taken()) continue;
        auto made = core::GrowingFile::create(paths->journal);
        if (made) {
            journal.emplace(std::move(*made));
        } else if (!fs::exists(paths->journal, code)) {
            return fail(made.error());
        }
    }
    if (!journal) {
        return fail(ErrorKind::Failed, {TRANSLATABLE("Engine", "%1 takes no further recordings of that name. Choose another."),
                                        {folder.string()}});
    }
    static_cast<void>(journal->lock());
    const auto give = [&](const core::Error& error) {
        fs::remove(paths->files.csv, code);
        fs::remove(paths->journal, code);
        return fail(error);
    };
    const std::string speaker = info.speaker.empty() ? "speaker 1" : info.speaker;
    const std::string begin = journalLine(journalHeader(info, paths->files.sound)) +
                              journalLine({{"kind", "speaker"}, {"time", 0.0}, {"name", speaker}});
    if (auto written = journal->append(begin); !written) return give(written.error());
    auto csv = core::GrowingFile::create(paths->files.csv);
    if (!csv) return give(csv.error());
    if (auto written = csv->append(csvHeader(info.classes)); !written) return give(written.error());
    auto sound = audio::GrowingSound::create(paths->files.sound, static_cast<int>(std::llround(info.rateHz)), info.format);
    if (!sound) return give(sound.error());
    auto state =
        std::make_unique<State>(std::move(*paths), std::move(info), std::move(*journal), std::move(*csv), std::move(*sound));
    state->thread = std::jthread([raw = state.get()] { raw->work(); });
    return LiveRecorder(std::move(state));
}

LiveRecorder::LiveRecorder(std::unique_ptr<State> state) : m_state(std::move(state)) {}
LiveRecorder::~LiveRecorder() = default;
LiveRecorder::LiveRecorder(LiveRecorder&&) noexcept = default;
LiveRecorder& LiveRecorder::operator=(LiveRecorder&&) noexcept = default;

void LiveRecorder::add(std::span<const float> mono, double rateHz) {
    if (mono.empty() || !(rateHz > 0.0)) return;
    m_state->push(State::Sound{std::vector<float>(mono.begin(), mono.end()), rateHz});
}

void LiveRecorder::add(const LiveResult& result) { m_state->push(result); }
void LiveRecorder::add(const LiveCaption& caption) { m_state->push(caption); }
void LiveRecorder::mark(double seconds, const std::string& text) { m_state->push(State::Mark{seconds, text}); }
void LiveRecorder::newSpeaker(double seconds, const std::string& name) { m_state->push(State::Speaker{seconds, name}); }

bool LiveRecorder::running() const {
    const std::scoped_lock lock(m_state->mutex);
    return !m_state->ending && !m_state->stoppedItself;
}

double LiveRecorder::seconds() const {
    const std::scoped_lock lock(m_state->mutex);
    return m_state->outcome && *m_state->outcome ? (*m_state->outcome)->seconds : m_state->takenSeconds;
}

std::optional<core::Error> LiveRecorder::takeFailure() {
    const std::scoped_lock lock(m_state->mutex);
    return std::exchange(m_state->failure, std::nullopt);
}

void LiveRecorder::end() { m_state->requestEnd(); }

bool LiveRecorder::ended() const {
    const std::scoped_lock lock(m_state->mutex);
    return m_state->done;
}

core::Result<LiveRecording> LiveRecorder::finish() {
    m_state->requestEnd();
    if (m_state->thread.joinable()) m_state->thread.join();
    const std::scoped_lock lock(m_state->mutex);
    return *m_state->outcome;
}

LiveRecording LiveRecorder::files() const {
    LiveRecording files = m_state->paths.files;
    files.seconds = seconds();
    return files;
}

std::string defaultRecordingName() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    std::array<char, 64> text{};
    const std::size_t length = std::strftime(text.data(), text.size(), "live %Y-%m-%d %H.%M.%S", &local);
    return {text.data(), length};
}

RecoveredRecordings recoverRecordings(const fs::path& folder) {
    RecoveredRecordings recovered;
    std::vector<fs::path> journals;
    std::error_code code;
    fs::directory_iterator it(folder, fs::directory_options::skip_permission_denied, code);
    for (const fs::directory_iterator end; !code && it != end; it.increment(code)) {
        std::error_code typeCode;
        if (it->path().extension() == kJournalEnding && it->is_regular_file(typeCode)) journals.push_back(it->path());
    }
    std::sort(journals.begin(), journals.end());
    for (const auto& path : journals) {
        auto journal = core::GrowingFile::open(path);
        if (!journal) {
            recovered.problems.push_back(journal.error());
            continue;
        }
        // Being written, or about to be.
        if (!journal->lock() || journal->size() == 0) continue;
        auto completed = completeRecording(path, true);
        if (completed) {
            recovered.recordings.push_back(std::move(*completed));
        } else {
            recovered.problems.push_back(completed.error());
        }
    }
    return recovered;
}

}  // namespace prososcope::live
